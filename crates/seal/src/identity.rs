//! age identities and recipients (age-encryption.org/v1, the X25519 type).
//!
//! Their texts are the standard ones, so that whatever the program sealed can be opened with
//! any age tool and the right key, should the program be gone.

use std::fmt;
use std::str::FromStr;

use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Hrp};
use data_encoding::HEXLOWER;
use zeroize::Zeroizing;

use crate::derive::{derive, mac};
use crate::hash::Sha256;
use crate::label;
use crate::sure::sure;
use crate::text::serde_as_text;

const SECRET_PREFIX: &str = "age-secret-key-";
const SECRET_PREFIX_PRINTED: &str = "AGE-SECRET-KEY-";

/// A secret key that opens envelopes.
#[derive(Clone)]
pub struct Identity {
    secret: Zeroizing<[u8; 32]>,
    age: age::x25519::Identity,
}

/// A public key to which envelopes are sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(age::x25519::Recipient);

/// The text is not an age key of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAKey {
    /// It has another prefix, another length or a wrong check.
    #[error("not an age key")]
    Malformed,
    /// It is a point of small order: whatever is sealed to it, anybody can open.
    #[error("an age key that protects nothing")]
    Weak,
}

impl Identity {
    /// Makes the identity whose secret is these 32 bytes, which must be random or derived.
    pub fn from_bytes(secret: [u8; 32]) -> Self {
        let secret = Zeroizing::new(secret);
        let text = secret_text(&secret);
        let age = sure(text.parse(), "32 bytes under age's prefix always parse");
        Self { secret, age }
    }

    /// The public key that belongs to it.
    pub fn recipient(&self) -> Recipient {
        Recipient(self.age.to_public())
    }

    /// Its standard text, `AGE-SECRET-KEY-1…`: the secret itself.
    pub fn text(&self) -> Zeroizing<String> {
        secret_text(&self.secret)
    }

    /// A name for a file about this content, as 64 hex digits: always the same, and it tells nothing
    /// to whoever has not got the identity, even if he guesses the content.
    pub fn blind_name(&self, content: &Sha256) -> String {
        let key = derive(&*self.secret, None, label::BLIND_NAME);
        HEXLOWER.encode(&mac(&key, &[content.as_bytes()]))
    }

    pub(crate) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    pub(crate) fn age(&self) -> &age::x25519::Identity {
        &self.age
    }
}

impl FromStr for Identity {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        key_bytes(text.trim(), SECRET_PREFIX_PRINTED).map(|bytes| Self::from_bytes(*bytes))
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(secret)")
    }
}

impl Recipient {
    pub(crate) fn age(&self) -> &age::x25519::Recipient {
        &self.0
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({self})")
    }
}

impl FromStr for Recipient {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let text = text.trim();
        if has_small_order(&*key_bytes(text, "age")?) {
            return Err(NotAKey::Weak);
        }
        text.parse().map(Self).map_err(|_| NotAKey::Malformed)
    }
}

serde_as_text!(Recipient);

fn secret_text(secret: &[u8; 32]) -> Zeroizing<String> {
    let prefix = sure(Hrp::parse(SECRET_PREFIX), "age's prefix is a lawful one");
    let text = bech32::encode_upper::<Bech32>(prefix, secret);
    Zeroizing::new(sure(text, "32 bytes are far below what Bech32 can hold"))
}

fn key_bytes(text: &str, prefix: &str) -> Result<Zeroizing<[u8; 32]>, NotAKey> {
    let checked = CheckedHrpstring::new::<Bech32>(text).map_err(|_| NotAKey::Malformed)?;
    // Compared letter by letter: age's own tools print one case for each kind of key.
    if checked.hrp().as_str() != prefix {
        return Err(NotAKey::Malformed);
    }
    let mut bytes = Zeroizing::new([0; 32]);
    let mut rest = checked.byte_iter();
    for byte in bytes.iter_mut() {
        *byte = rest.next().ok_or(NotAKey::Malformed)?;
    }
    if rest.next().is_some() { Err(NotAKey::Malformed) } else { Ok(bytes) }
}

/// Tells whether X25519 with this point gives zero for every secret (RFC 7748, 6.1), on which
/// age panics. The seven encodings are those that libsodium refuses, from cr.yp.to/ecdh.html.
fn has_small_order(point: &[u8; 32]) -> bool {
    // X25519 ignores the highest bit.
    let mut point = *point;
    if let Some(last) = point.last_mut() {
        *last &= 0x7f;
    }
    SMALL_ORDER.contains(&point)
}

const SMALL_ORDER: [[u8; 32]; 7] = [
    around_zero(0),
    around_zero(1),
    [
        0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
        0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49,
        0xb8, 0x00,
    ],
    [
        0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef,
        0x5b, 0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f,
        0x11, 0x57,
    ],
    around_prime(0xec),
    around_prime(0xed),
    around_prime(0xee),
];

const fn around_zero(first: u8) -> [u8; 32] {
    [
        first, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0,
    ]
}

/// 2^255 - 19 begins with 0xed; the rest is the same for its two neighbours.
const fn around_prime(first: u8) -> [u8; 32] {
    const F: u8 = 0xff;
    [
        first, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F,
        F, F, 0x7f,
    ]
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use proptest::prelude::*;

    use super::*;
    use crate::hash::hash;

    /// The key pair of age's own tests.
    const SECRET: &str =
        "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";
    const PUBLIC: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";

    fn public_text(point: &[u8; 32]) -> String {
        bech32::encode::<Bech32>(Hrp::parse("age").unwrap(), point).unwrap()
    }

    #[test]
    fn identity_reads_and_prints_ages_own_texts() {
        let identity: Identity = SECRET.parse().unwrap();

        assert_eq!(*identity.text(), SECRET, "the secret's text is age's");
        assert_eq!(identity.recipient().to_string(), PUBLIC, "so is the public key's");
        assert_eq!(PUBLIC.parse(), Ok(identity.recipient()), "which reads back");
        let json = serde_json::to_string(&identity.recipient()).unwrap();
        assert_eq!(json, format!("\"{PUBLIC}\""), "in JSON a recipient is its text");
    }

    #[test]
    fn blind_name_is_told_apart_by_identity_and_by_content() {
        let (one, other) = (Identity::from_bytes([1; 32]), Identity::from_bytes([2; 32]));
        let (result, letter) = (hash(b"result"), hash(b"letter"));

        let name = one.blind_name(&result);

        assert_eq!(name, one.blind_name(&result), "the next run finds the file");
        assert_eq!(name.len(), 64);
        assert_ne!(name, one.blind_name(&letter));
        assert_ne!(name, other.blind_name(&result), "the same letter to two residents");
    }

    #[test]
    fn key_is_refused_when_its_text_is_another_thing() {
        let misread = PUBLIC.replace("t7rx", "t7rq");

        assert_eq!(misread.parse::<Recipient>(), Err(NotAKey::Malformed), "a letter is wrong");
        assert_eq!(
            SECRET.parse::<Recipient>(),
            Err(NotAKey::Malformed),
            "a secret is no recipient"
        );
        assert_eq!(PUBLIC.parse::<Identity>().err(), Some(NotAKey::Malformed), "nor vice versa");
        let short = bech32::encode::<Bech32>(Hrp::parse("age").unwrap(), &[1; 31]).unwrap();
        assert_eq!(short.parse::<Recipient>(), Err(NotAKey::Malformed), "31 bytes are no key");
    }

    #[test]
    fn recipient_is_refused_when_everybody_could_open_what_is_sealed_to_it() {
        for point in SMALL_ORDER {
            let mut marked = point;
            marked[31] |= 0x80;

            for text in [public_text(&point), public_text(&marked)] {
                let taken_by_age: age::x25519::Recipient = text.parse().unwrap();
                let sealed = catch_unwind(|| age::encrypt(&taken_by_age, b"x").is_ok());

                assert!(sealed.is_err(), "age panics on {text}, so the table is right");
                assert_eq!(text.parse::<Recipient>(), Err(NotAKey::Weak), "we refuse {text}");
            }
        }
    }

    #[test]
    fn identity_hides_its_secret_when_debugged() {
        let identity = Identity::from_bytes([0x41; 32]);

        assert_eq!(format!("{identity:?}"), "Identity(secret)", "no byte of it is shown");
    }

    proptest! {
        #[test]
        fn identity_is_made_and_reads_back_whatever_the_bytes(secret: [u8; 32]) {
            let identity = Identity::from_bytes(secret);

            let again: Identity = identity.text().parse().unwrap();

            prop_assert_eq!(again.secret(), &secret, "the bytes come back");
            prop_assert_eq!(again.recipient(), identity.recipient(), "with the same public key");
        }
    }
}
