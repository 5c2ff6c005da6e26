//! The journal as evidence: each row is chained to all rows before it.
//!
//! The chain is keyed, so that somebody who can write the store but does not know the data key
//! cannot make a journal that holds together. It does not stop whoever holds the data key, nor
//! does it notice that the newest rows were cut off: heads must be told to somebody else.

use std::fmt;

use data_encoding::HEXLOWER;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::derive::{derive, mac};
use crate::identity::Identity;
use crate::label;

/// The hash that stands for a row of the journal and all rows before it: 32 bytes.
#[derive(Clone, Copy, Eq)]
pub struct ChainHash([u8; 32]);

impl ChainHash {
    /// Takes a hash from where its 32 bytes are kept.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes under which the store keeps it.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for ChainHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Display for ChainHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for ChainHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChainHash({self})")
    }
}

/// The key of a folder's journal.
pub struct JournalKey(Zeroizing<[u8; 32]>);

impl JournalKey {
    pub(crate) fn new(key: [u8; 32]) -> Self {
        Self(Zeroizing::new(key))
    }

    /// The hash before the first row of the folder's journal.
    pub fn genesis(&self, folder_id: &[u8; 16]) -> ChainHash {
        self.hash(label::JOURNAL_GENESIS, &[folder_id])
    }

    /// The hash of a row that follows `previous`, over the row's bytes as they are stored.
    pub fn link(&self, previous: &ChainHash, row: &[u8]) -> ChainHash {
        self.hash(label::JOURNAL_LINK, &[&previous.0, row])
    }

    fn hash(&self, label: &str, parts: &[&[u8]]) -> ChainHash {
        ChainHash(mac_of_parts(&self.0, label, parts))
    }
}

impl fmt::Debug for JournalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JournalKey(secret)")
    }
}

/// Stands for a dossier's values in the journal, without holding them.
///
/// The journal outlives a dossier. A plain hash of a date of birth or a personal number can be
/// found by trying them all; this one cannot be, once the dossier's identity is erased.
pub struct DossierMac(Zeroizing<[u8; 32]>);

impl DossierMac {
    /// Derives the key from the dossier's own identity.
    pub fn new(dossier: &Identity) -> Self {
        Self(derive(dossier.secret(), None, label::DOSSIER_MAC))
    }

    /// HMAC-SHA256 (RFC 2104) of a value.
    pub fn of(&self, value: &[u8]) -> [u8; 32] {
        mac_of_parts(&self.0, label::DOSSIER_MAC, &[value])
    }
}

impl fmt::Debug for DossierMac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DossierMac(secret)")
    }
}

/// Stands for one value of a dossier before or after a change, as [`DossierMac::of`].
pub fn before_after_mac(dossier: &Identity, value: &[u8]) -> [u8; 32] {
    DossierMac::new(dossier).of(value)
}

/// Binds label and parts with their lengths (64 bits, big-endian), so that no two different
/// lists of parts make the same message.
fn mac_of_parts(key: &[u8; 32], label: &str, parts: &[&[u8]]) -> [u8; 32] {
    let parts = || std::iter::once(label.as_bytes()).chain(parts.iter().copied());
    let lengths: Vec<[u8; 8]> = parts().map(|part| (part.len() as u64).to_be_bytes()).collect();
    let message: Vec<&[u8]> =
        lengths.iter().zip(parts()).flat_map(|(length, part)| [length.as_slice(), part]).collect();
    mac(key, &message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLDER: [u8; 16] = [0xf0; 16];

    fn key() -> JournalKey {
        JournalKey::new([0x4a; 32])
    }

    #[test]
    fn chain_stays_the_same_from_version_to_version() {
        let genesis = key().genesis(&FOLDER);
        let first = key().link(&genesis, b"row 1");
        let mac = before_after_mac(&Identity::from_bytes([0xd0; 32]), "Nguyễn Văn A".as_bytes());

        assert_eq!(
            genesis.to_string(),
            "7dcc6cb060f479045b741be71d8c72d081ede05b90baf6d2ee2b584c9a46bfcc",
            "frozen: journals begin with it"
        );
        assert_eq!(
            first.to_string(),
            "cb4887a84ff868abdacaf97f503c48ac2e8e5f24e1d4f0059971bed66e05959f",
            "frozen: journals are made of it"
        );
        assert_eq!(
            HEXLOWER.encode(&mac),
            "3cb79cd340036438f18c5dc75d0269684f3230e8a8f79d712f591461dee7bdcc",
            "frozen: journals hold such values"
        );
    }

    #[test]
    fn link_differs_when_anything_before_it_differs() {
        let genesis = key().genesis(&FOLDER);
        let first = key().link(&genesis, b"row 1");

        assert_ne!(key().link(&genesis, b"row 2"), first, "another row");
        assert_ne!(key().link(&first, b"row 1"), first, "another place");
        assert_ne!(key().link(&key().genesis(&[0; 16]), b"row 1"), first, "another folder");
        assert_ne!(JournalKey::new([0; 32]).link(&genesis, b"row 1"), first, "another key");
        assert_ne!(key().genesis(&FOLDER), key().link(&genesis, &FOLDER), "a start is no row");
    }

    #[test]
    fn message_differs_when_the_same_bytes_are_cut_elsewhere() {
        let key = [1; 32];

        assert_ne!(
            mac_of_parts(&key, "label", &[b"ab", b"c"]),
            mac_of_parts(&key, "label", &[b"a", b"bc"]),
            "parts do not run into one another"
        );
        assert_ne!(
            mac_of_parts(&key, "labela", &[b"b"]),
            mac_of_parts(&key, "label", &[b"ab"]),
            "nor does the label"
        );
    }

    #[test]
    fn dossier_value_cannot_be_recognised_when_the_identity_is_another() {
        let value = b"1990-02-03";

        let here = DossierMac::new(&Identity::from_bytes([1; 32])).of(value);
        let there = DossierMac::new(&Identity::from_bytes([2; 32])).of(value);

        assert_ne!(here, there, "equal values of two dossiers look different");
        let again = before_after_mac(&Identity::from_bytes([1; 32]), value);
        assert_eq!(here, again, "within a dossier they look equal");
    }
}
