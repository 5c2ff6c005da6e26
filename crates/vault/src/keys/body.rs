//! What stands in a keys file, as types.

use std::collections::BTreeSet;
use std::fmt;

use data_encoding::{BASE64, HEXLOWER};
use seal::{KeyCheck, Recipient, Stretch};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// The name of a data folder: 16 bytes.
pub type FolderId = [u8; 16];

/// Each passphrase slot costs a stretch when it is tried, so a file may not have any number.
pub(super) const MOST_SLOTS: usize = 32;
pub(super) const LONGEST_LABEL: usize = 200;

/// The name of a slot within its file; never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SlotId(pub(super) u32);

impl SlotId {
    /// The number under which it stands in the file.
    pub fn get(self) -> u32 {
        self.0
    }
}

/// One way of unlocking, with the data key wrapped for it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    pub(super) id: SlotId,
    pub(super) opens_with: SlotKind,
    pub(super) label: String,
    pub(super) created_ms: i64,
    pub(super) wrapped: Wrapped,
}

impl Slot {
    /// Its name, by which it is changed or removed.
    pub fn id(&self) -> SlotId {
        self.id
    }

    /// What opens it.
    pub fn kind(&self) -> &SlotKind {
        &self.opens_with
    }

    /// What people call it: whose passphrase, which machine.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// When it was made, in UTC milliseconds by the desk's clock.
    pub fn created_ms(&self) -> i64 {
        self.created_ms
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot")
            .field("id", &self.id)
            .field("kind", &self.opens_with.name())
            .finish_non_exhaustive()
    }
}

/// What opens a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum SlotKind {
    /// A passphrase, stretched with this salt and these numbers.
    Passphrase {
        /// 16 random bytes.
        salt: Hex16,
        /// How hard it is to try.
        stretch: Stretch,
    },
    /// A secret in the operating system's keyring.
    Keyring {
        /// The account under which it stands there.
        account: String,
    },
    /// The recovery secret: the wrapped key is an age file for this recipient.
    Recovery {
        /// The public key that belongs to the secret.
        recipient: Recipient,
    },
}

impl SlotKind {
    /// The stable word for this kind.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Passphrase { .. } => "passphrase",
            Self::Keyring { .. } => "keyring",
            Self::Recovery { .. } => "recovery",
        }
    }

    pub(super) fn is_recovery(&self) -> bool {
        matches!(self, Self::Recovery { .. })
    }
}

/// 16 bytes, written as hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hex16(pub [u8; 16]);

impl Serialize for Hex16 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&HEXLOWER.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Hex16 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        let bytes = HEXLOWER.decode(digits.as_bytes()).map_err(D::Error::custom)?;
        bytes.try_into().map(Self).map_err(|_| D::Error::custom("not 16 bytes"))
    }
}

/// A wrapped data key, written in base 64.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Wrapped(pub(super) Vec<u8>);

impl Serialize for Wrapped {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Wrapped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        BASE64.decode(text.as_bytes()).map(Self).map_err(D::Error::custom)
    }
}

/// Everything that the tag covers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    pub(super) format: String,
    pub(super) version: u32,
    pub(super) folder_id: Hex16,
    pub(super) generation: u32,
    pub(super) key_check: KeyCheck,
    pub(super) recovery_confirmed: bool,
    pub(super) slots: Vec<Slot>,
}

impl Body {
    /// Tells whether it keeps to the rules that no change breaks.
    pub(super) fn is_sound(&self) -> bool {
        let names: BTreeSet<SlotId> = self.slots.iter().map(|slot| slot.id).collect();
        let recoveries = self.slots.iter().filter(|slot| slot.opens_with.is_recovery()).count();
        names.len() == self.slots.len()
            && (1..=MOST_SLOTS).contains(&self.slots.len())
            && recoveries <= 1
            && (recoveries == 1 || !self.recovery_confirmed)
            && self.slots.iter().all(|slot| slot.label.len() <= LONGEST_LABEL)
    }

    /// Binds a wrapped key to its folder and place: label, folder id, slot id, kind.
    pub(super) fn binding(&self, slot: SlotId, kind: &SlotKind) -> Vec<u8> {
        let id = slot.0.to_be_bytes();
        [b"nop-ho/v1/slot".as_slice(), &self.folder_id.0, &id, kind.name().as_bytes()].concat()
    }
}
