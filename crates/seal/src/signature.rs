//! Ed25519 (RFC 8032): who said it, as far as a key can tell.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek as dalek;
use ed25519_dalek::Signer as _;
use sha2::Digest as _;
use zeroize::Zeroizing;

use crate::text::{hex_as_text, serde_as_text};

/// The secret half of a key pair.
pub struct SigningKey(dalek::SigningKey);

impl SigningKey {
    /// Makes the key whose seed is these 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(dalek::SigningKey::from_bytes(seed))
    }

    /// The seed, to be kept sealed.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The half that others may have.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs a message; the same message always gets the same 64 bytes.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(secret)")
    }
}

/// The public half of a key pair; printed and read as 43 symbols of unpadded base64url.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(dalek::VerifyingKey);

/// The text is not a public key, or is one that anybody could sign for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a public key")]
pub struct NotAPublicKey;

impl PublicKey {
    /// Takes a key from where its 32 bytes are kept.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, NotAPublicKey> {
        let key = dalek::VerifyingKey::from_bytes(bytes).map_err(|_| NotAPublicKey)?;
        if key.is_weak() { Err(NotAPublicKey) } else { Ok(Self(key)) }
    }

    /// The 32 bytes under which it is kept.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Tells whether the owner of this key signed the message; no second signature of the same
    /// message passes.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &dalek::Signature::from_bytes(signature)).is_ok()
    }

    /// The first 80 bits of the key's SHA-256.
    pub fn fingerprint(&self) -> Fingerprint {
        let digest: [u8; 32] = sha2::Sha256::digest(self.as_bytes()).into();
        Fingerprint(digest.first_chunk().copied().unwrap_or_default())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(self.as_bytes()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl FromStr for PublicKey {
    type Err = NotAPublicKey;

    fn from_str(text: &str) -> Result<Self, NotAPublicKey> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| NotAPublicKey)?;
        Self::from_bytes(&bytes.try_into().map_err(|_| NotAPublicKey)?)
    }
}

serde_as_text!(PublicKey);

/// Eighty bits by which a public key is recognised; printed and read as 20 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 10]);

/// The text is not 20 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a fingerprint")]
pub struct NotAFingerprint;

impl Fingerprint {
    /// Takes a fingerprint from where its ten bytes are kept.
    pub const fn from_bytes(bytes: [u8; 10]) -> Self {
        Self(bytes)
    }

    /// The ten bytes under which it is kept.
    pub const fn as_bytes(&self) -> &[u8; 10] {
        &self.0
    }
}

hex_as_text!(Fingerprint, NotAFingerprint);

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    #[test]
    fn key_signs_as_the_rfc_says_when_the_message_is_one_byte() {
        // RFC 8032, 7.1, test 2.
        let seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
        let seed: [u8; 32] = HEXLOWER.decode(seed.as_bytes()).unwrap().try_into().unwrap();
        let key = SigningKey::from_seed(&seed);

        let signature = key.sign(&[0x72]);

        assert_eq!(
            HEXLOWER.encode(&signature),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            "Ed25519 as published"
        );
        assert!(key.public().verifies(&[0x72], &signature), "its own signature");
        assert!(!key.public().verifies(&[0x73], &signature), "of another message");
        assert_eq!(key.public().to_string().parse(), Ok(key.public()), "its text reads back");
        assert_eq!(*key.seed(), seed, "and so does its seed");
    }

    #[test]
    fn key_is_refused_when_anybody_could_sign_for_it() {
        let identity_point: [u8; 32] = std::array::from_fn(|i| u8::from(i == 0));

        assert_eq!(PublicKey::from_bytes(&identity_point), Err(NotAPublicKey), "a weak key");
        assert_eq!("AAAA".parse::<PublicKey>(), Err(NotAPublicKey), "a short one");
    }

    #[test]
    fn fingerprint_is_frozen_and_reads_back() {
        let fingerprint = SigningKey::from_seed(&[7; 32]).public().fingerprint();

        assert_eq!(fingerprint.to_string(), "fe812c12f3ab4ce6ac5d", "codes in the field carry it");
        assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint), "its text reads back");
    }
}
