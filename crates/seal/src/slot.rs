//! A data key wrapped for one way of unlocking.
//!
//! The wrap is XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): its 24-byte nonce is long enough
//! to be random, without a counter that a restored backup would set back. A wrapped key is 72
//! bytes: nonce, encrypted key, tag.

use std::fmt;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use crate::data_key::DataKey;
use crate::derive::derive;
use crate::label;
use crate::sure::sure;

const NONCE: usize = 24;
const WRAPPED: usize = NONCE + 32 + 16;

/// A key-encrypting key: 32 bytes that open one slot.
pub struct Kek(Zeroizing<[u8; 32]>);

impl Kek {
    /// Takes 32 secret bytes as a key-encrypting key.
    pub fn from_bytes(secret: [u8; 32]) -> Self {
        Self(Zeroizing::new(secret))
    }

    #[cfg(test)]
    pub(crate) fn hex(&self) -> String {
        data_encoding::HEXLOWER.encode(&*self.0)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

impl fmt::Debug for Kek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kek(secret)")
    }
}

/// Why a wrapped key did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnwrapError {
    /// The key does not fit, or the wrapped bytes or what they are bound to were changed: the
    /// cipher cannot tell these apart.
    #[error("the key does not open the slot")]
    WrongKey,
    /// The wrapped bytes have a length that no wrapped key has.
    #[error("the slot is damaged")]
    Damaged,
}

/// Derives the key that a secret in the operating system's keyring stands for, in this folder.
pub fn kek_from_device_secret(secret: &[u8; 32], folder_id: &[u8; 16]) -> Kek {
    Kek(derive(secret, Some(folder_id), label::DEVICE_KEK))
}

/// Wraps the data key; `aad` says which slot of which folder it is for and must be given again.
///
/// The nonce is random and used once.
pub fn wrap(kek: &Kek, data_key: &DataKey, nonce: [u8; NONCE], aad: &[u8]) -> Vec<u8> {
    let plain = Payload { msg: data_key.as_bytes(), aad };
    let sealed = kek.cipher().encrypt((&nonce).into(), plain);
    let sealed = sure(sealed, "32 bytes are far below what the cipher can take");
    [nonce.as_slice(), &sealed].concat()
}

/// Opens a wrapped key.
pub fn unwrap(kek: &Kek, wrapped: &[u8], aad: &[u8]) -> Result<DataKey, UnwrapError> {
    if wrapped.len() != WRAPPED {
        return Err(UnwrapError::Damaged);
    }
    let (nonce, sealed) = wrapped.split_first_chunk::<NONCE>().ok_or(UnwrapError::Damaged)?;
    let plain = kek.cipher().decrypt(nonce.into(), Payload { msg: sealed, aad });
    let plain = Zeroizing::new(plain.map_err(|_| UnwrapError::WrongKey)?);
    let key: &[u8; 32] = plain.as_slice().try_into().map_err(|_| UnwrapError::Damaged)?;
    Ok(DataKey::new(*key))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kek() -> Kek {
        Kek::from_bytes([1; 32])
    }

    #[test]
    fn wrapped_key_opens_when_key_and_binding_are_the_same() {
        let wrapped = wrap(&kek(), &DataKey::new([2; 32]), [3; 24], b"slot 1");

        let opened = unwrap(&kek(), &wrapped, b"slot 1").unwrap();

        assert_eq!(opened.as_bytes(), &[2; 32], "the key comes back");
        assert_eq!(wrapped.len(), 72, "nonce, key and tag");
        assert_eq!(wrapped[..24], [3; 24], "the nonce stands in front");
    }

    #[test]
    fn wrapped_key_stays_shut_when_it_is_moved_to_another_slot() {
        let wrapped = wrap(&kek(), &DataKey::new([2; 32]), [3; 24], b"slot 1");

        let moved = unwrap(&kek(), &wrapped, b"slot 2");
        let stranger = unwrap(&Kek::from_bytes([9; 32]), &wrapped, b"slot 1");
        let cut = unwrap(&kek(), &wrapped[..71], b"slot 1");

        assert_eq!(moved.err(), Some(UnwrapError::WrongKey), "it is bound to its slot");
        assert_eq!(stranger.err(), Some(UnwrapError::WrongKey), "another key does not fit");
        assert_eq!(cut.err(), Some(UnwrapError::Damaged), "a cut one is told apart");
    }

    #[test]
    fn device_key_stays_the_same_from_version_to_version() {
        let secret: [u8; 32] = std::array::from_fn(|i| u8::try_from(i).unwrap());

        let kek = kek_from_device_secret(&secret, &[0xf0; 16]);

        assert_eq!(
            kek.hex(),
            "635a41c411667130688231901906c4c1aaedc135661ca5a2414255ec6c403a40",
            "frozen: keyrings hold such secrets"
        );
        let elsewhere = kek_from_device_secret(&secret, &[0xf1; 16]);
        assert_ne!(*elsewhere.0, *kek.0, "each folder has its own");
    }

    proptest! {
        #[test]
        fn wrapped_key_never_opens_when_a_bit_is_flipped(at in 0..WRAPPED, bit in 0..8) {
            let mut wrapped = wrap(&kek(), &DataKey::new([2; 32]), [3; 24], b"slot 1");

            wrapped[at] ^= 1_u8 << bit;

            let opened = unwrap(&kek(), &wrapped, b"slot 1");
            prop_assert_eq!(opened.err(), Some(UnwrapError::WrongKey), "it is authenticated");
        }
    }
}
