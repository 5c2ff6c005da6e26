//! The data key, and everything that is derived from it.
//!
//! A data folder has one random data key from its first day. It is kept only wrapped, in the
//! slots of the keys file. Each thing that needs a key gets one of its own through HKDF-SHA256
//! (RFC 5869) under a label that is never reused, so that no two purposes share a key and one
//! lost derived key gives away no other.

use std::fmt;

use data_encoding::HEXLOWER;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::chain::JournalKey;
use crate::derive::{derive, mac};
use crate::identity::Identity;
use crate::label;
use crate::text::hex_as_text;

/// The one random key of a data folder: 32 bytes.
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// Takes 32 random bytes as a data key.
    pub fn new(random: [u8; 32]) -> Self {
        Self(Zeroizing::new(random))
    }

    /// The key and salt of the encrypted store.
    pub fn store_key(&self) -> StoreKey {
        StoreKey::new(self.derived(label::STORE_KEY), self.derived(label::STORE_SALT))
    }

    /// The key of the journal's hash chain.
    pub fn journal_key(&self) -> JournalKey {
        JournalKey::new(*self.derived(label::JOURNAL_KEY))
    }

    /// The identity of the data folder: each dossier's identity is sealed to it and to the
    /// recovery recipient.
    pub fn folder_identity(&self) -> Identity {
        Identity::from_bytes(*self.derived(label::FOLDER_IDENTITY))
    }

    /// The value by which this key is recognised again.
    pub fn check(&self) -> KeyCheck {
        KeyCheck(*self.derived(label::KEY_CHECK))
    }

    /// The key under which the keys file is authenticated.
    pub fn keys_mac_key(&self) -> KeysMacKey {
        KeysMacKey(self.derived(label::KEYS_MAC))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn derived<const N: usize>(&self, label: &str) -> Zeroizing<[u8; N]> {
        derive(&*self.0, None, label)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(secret)")
    }
}

/// Raw key (32 bytes) and explicit salt (16 bytes) of the encrypted store.
#[derive(Clone)]
pub struct StoreKey {
    key: Zeroizing<[u8; 32]>,
    salt: Zeroizing<[u8; 16]>,
}

impl StoreKey {
    pub(crate) fn new(key: Zeroizing<[u8; 32]>, salt: Zeroizing<[u8; 16]>) -> Self {
        Self { key, salt }
    }

    /// The literal `x'…'` of 96 hex digits that SQLCipher's `PRAGMA key` takes, in double quotes.
    ///
    /// With 64 digits SQLCipher would make up a salt and keep it only in the first 16 bytes of
    /// the file: losing those would lose everything. With the salt in the literal they are
    /// replaceable.
    pub fn pragma(&self) -> Zeroizing<String> {
        // Long enough from the start, so that no half-written copy is left behind by growing.
        let mut literal = Zeroizing::new(String::with_capacity(99));
        literal.push_str("x'");
        HEXLOWER.encode_append(&*self.key, &mut literal);
        HEXLOWER.encode_append(&*self.salt, &mut literal);
        literal.push('\'');
        literal
    }
}

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreKey(secret)")
    }
}

/// Key-check value: 16 bytes that tell whether a key is the folder's key, and nothing else about
/// it; printed and read as 32 lower-case hex digits.
#[derive(Clone, Copy, Eq)]
pub struct KeyCheck([u8; 16]);

/// The text is not 32 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a key-check value")]
pub struct NotAKeyCheck;

impl PartialEq for KeyCheck {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

hex_as_text!(KeyCheck, NotAKeyCheck);

/// The key under which a keys file is authenticated with HMAC-SHA256 (RFC 2104).
pub struct KeysMacKey(Zeroizing<[u8; 32]>);

impl KeysMacKey {
    /// The tag over the bytes of a keys file.
    pub fn tag(&self, bytes: &[u8]) -> [u8; 32] {
        mac(&self.0, &[bytes])
    }

    /// Tells, in constant time, whether the tag belongs to the bytes.
    pub fn confirms(&self, bytes: &[u8], tag: &[u8; 32]) -> bool {
        self.tag(bytes).ct_eq(tag).into()
    }
}

impl fmt::Debug for KeysMacKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeysMacKey(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data_key() -> DataKey {
        DataKey::new(std::array::from_fn(|i| u8::try_from(i).unwrap()))
    }

    /// Computed by another implementation, from RFC 5869 and the labels; a change here makes
    /// every data folder in the field unreadable.
    #[test]
    fn derived_keys_stay_the_same_from_version_to_version() {
        let key = data_key();

        let pragma = "x'b97cf42b857f619ade6a32219534cbec29a30890f3ce3f487c1aeaa65abf628b5b1142eedd74be6998038ae9a3944659'";
        assert_eq!(*key.store_key().pragma(), pragma, "the encrypted store");
        assert_eq!(key.check().to_string(), "d58920e49799ae286b17d994a717a53a", "the keys file");
        let identity = "AGE-SECRET-KEY-1LJPZH7GPZ9T7GP5Z9JJJ4AHMFGPMXW383JZEKUY6AQWJ0MK92Z6SFGFRR9";
        assert_eq!(*key.folder_identity().text(), identity, "the dossiers' identities");
        let tag = HEXLOWER.encode(&key.keys_mac_key().tag(b"keys"));
        assert_eq!(
            tag, "63b56d580e3c14e05d5a665cb0607fa4ac7c936f33a9c399b54430f70b0225e7",
            "the keys file's tag"
        );
        let genesis = key.journal_key().genesis(&[0xf0; 16]).to_string();
        assert_eq!(
            genesis, "32e5022243408966a007b682cfbb45035f5761a2961387901ba229a18891f6c0",
            "the journal"
        );
    }

    #[test]
    fn store_key_names_key_and_salt_when_it_is_given_to_sqlcipher() {
        let pragma = data_key().store_key().pragma();

        let digits = pragma.strip_prefix("x'").and_then(|rest| rest.strip_suffix('\'')).unwrap();
        assert_eq!(digits.len(), 96, "32 bytes of key and 16 of salt");
        assert!(digits.bytes().all(|digit| digit.is_ascii_hexdigit()), "nothing but digits");
    }

    #[test]
    fn key_check_tells_the_folders_key_from_another() {
        let check = data_key().check();

        let read: KeyCheck = check.to_string().parse().unwrap();

        assert_eq!(read, data_key().check(), "it is recognised again");
        assert_ne!(read, DataKey::new([0; 32]).check(), "another key is not");
        assert_eq!("00".parse::<KeyCheck>(), Err(NotAKeyCheck), "16 bytes, no fewer");
    }

    #[test]
    fn tag_is_confirmed_only_for_its_bytes_and_key() {
        let key = data_key().keys_mac_key();
        let tag = key.tag(b"keys");

        assert!(key.confirms(b"keys", &tag), "the bytes it was made for");
        assert!(!key.confirms(b"keyz", &tag), "not for others");
        let other = DataKey::new([0; 32]).keys_mac_key();
        assert!(!other.confirms(b"keys", &tag), "nor under another key");
    }

    #[test]
    fn keys_hide_themselves_when_debugged() {
        let key = data_key();

        assert_eq!(format!("{key:?}"), "DataKey(secret)", "the data key");
        assert_eq!(format!("{:?}", key.store_key()), "StoreKey(secret)", "the store key");
        assert_eq!(format!("{:?}", key.journal_key()), "JournalKey(secret)", "the journal key");
        assert_eq!(format!("{:?}", key.keys_mac_key()), "KeysMacKey(secret)", "the tag's key");
    }
}
