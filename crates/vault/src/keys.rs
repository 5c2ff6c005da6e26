//! The keys file: the data key of a folder, wrapped once for each way of unlocking.
//!
//! ```text
//! {
//!   "format": "nop-ho/keys",
//!   "version": 1,
//!   "folder_id": "f0f0…",
//!   "generation": 3,
//!   "key_check": "d589…",
//!   "recovery_confirmed": true,
//!   "slots": [ { "id": 1, "opens_with": { "kind": "passphrase", … }, "wrapped": "…", … }, … ]
//! }
//! mac 63b5…        HMAC-SHA256 over the lines above, under a key derived from the data key
//! sha256 e3b0…     over all lines above: damage is noticed before anything is unlocked
//! ```
//!
//! The last line and the fields `format` and `version` stay the same in every version, so that
//! an older program can tell a newer file from a damaged one.

mod body;
mod change;
mod error;
mod file;
mod pick;
mod unlock;

pub use body::{FolderId, Slot, SlotId, SlotKind};
pub use change::{NewPassphrase, NewSlot, Way};
pub use error::{KeysError, UnlockError};
pub use pick::{KeysCopy, Picked};
pub use unlock::Unlock;

use data_encoding::HEXLOWER;
use seal::{DataKey, Recipient};

use body::Body;

/// A keys file: whole, of a version we know, but not authenticated until it was unlocked.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    body: Body,
    /// The lines over which `mac` was made, kept as they were read.
    text: String,
    mac: [u8; 32],
}

impl Keys {
    /// The name of the data folder for which these keys are, for life.
    pub fn folder_id(&self) -> FolderId {
        self.body.folder_id.0
    }

    /// Grows by one with each change, from 1; the higher of two copies is the newer.
    pub fn generation(&self) -> u32 {
        self.body.generation
    }

    /// Every way of unlocking, in the order in which they were added.
    pub fn slots(&self) -> &[Slot] {
        &self.body.slots
    }

    /// Tells whether somebody has shown that the recovery secret was written down.
    pub fn recovery_confirmed(&self) -> bool {
        self.body.recovery_confirmed
    }

    /// The public key to which every dossier's identity is sealed besides; to be used only after
    /// an unlock, which shows that nobody swapped it.
    pub fn recovery_recipient(&self) -> Option<&Recipient> {
        self.body.slots.iter().find_map(|slot| match &slot.opens_with {
            SlotKind::Recovery { recipient } => Some(recipient),
            SlotKind::Passphrase { .. } | SlotKind::Keyring { .. } => None,
        })
    }

    /// Tells whether the key is this folder's key and made this file as it is.
    fn check(&self, data_key: &DataKey) -> Result<(), KeysError> {
        if data_key.check() != self.body.key_check {
            return Err(KeysError::WrongDataKey);
        }
        let whole = data_key.keys_mac_key().confirms(self.text.as_bytes(), &self.mac);
        if whole { Ok(()) } else { Err(KeysError::Altered) }
    }
}

/// The account under which a folder's secret stands in the keyring.
pub fn keyring_account(folder_id: &FolderId) -> String {
    HEXLOWER.encode(folder_id)
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys")
            .field("generation", &self.generation())
            .field("slots", &self.slots().len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
