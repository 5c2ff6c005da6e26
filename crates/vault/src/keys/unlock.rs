//! From a keys file to the data key.

use std::fmt;

use seal::envelope::{OpenError, open_data_key};
use seal::passphrase::stretch;
use seal::slot::{UnwrapError, kek_from_device_secret, unwrap};
use seal::{DataKey, Kek, Passphrase, RecoverySecret};

use super::body::{Slot, SlotKind};
use super::{Keys, UnlockError};
use crate::keychain::Keychain;

/// What somebody has to unlock a folder with.
#[derive(Clone, Copy)]
pub enum Unlock<'a> {
    /// A passphrase that was typed; each passphrase slot is tried.
    Passphrase(&'a Passphrase),
    /// The operating system's keyring; nobody is asked anything, unless it is locked.
    Keyring(&'a dyn Keychain),
    /// The recovery secret from its card.
    Recovery(&'a RecoverySecret),
}

impl fmt::Debug for Unlock<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase(_) => "Passphrase",
            Self::Keyring(_) => "Keyring",
            Self::Recovery(_) => "Recovery",
        })
    }
}

/// What one slot said.
enum Outcome {
    /// It is of another kind.
    NotAsked,
    /// It does not open with this.
    Shut(UnlockError),
    Open(DataKey),
}

impl Keys {
    /// Unlocks the folder, and shows with the data key that nobody changed the file.
    pub fn unlock(&self, with: Unlock<'_>) -> Result<DataKey, UnlockError> {
        let mut refusal = UnlockError::NoSuchSlot;
        for slot in self.slots() {
            match self.try_slot(slot, with)? {
                Outcome::NotAsked => {}
                Outcome::Shut(reason) => refusal = reason,
                Outcome::Open(data_key) => return self.confirmed(data_key),
            }
        }
        Err(refusal)
    }

    fn confirmed(&self, data_key: DataKey) -> Result<DataKey, UnlockError> {
        self.check(&data_key).map_err(|_| UnlockError::Altered)?;
        Ok(data_key)
    }

    /// An error is one that trying further slots would not change.
    fn try_slot(&self, slot: &Slot, with: Unlock<'_>) -> Result<Outcome, UnlockError> {
        match (&slot.opens_with, with) {
            (SlotKind::Passphrase { salt, stretch: numbers }, Unlock::Passphrase(passphrase)) => {
                let kek = stretch(passphrase, &salt.0, *numbers);
                let kek = kek.map_err(|_| UnlockError::NoMemory)?;
                self.try_key(slot, &kek, UnlockError::WrongPassphrase)
            }
            (SlotKind::Keyring { account }, Unlock::Keyring(keychain)) => {
                match self.keyring_kek(keychain, account)? {
                    Some(kek) => self.try_key(slot, &kek, UnlockError::KeyringForgot),
                    None => Ok(Outcome::Shut(UnlockError::KeyringForgot)),
                }
            }
            (SlotKind::Recovery { .. }, Unlock::Recovery(secret)) => try_recovery(slot, secret),
            _ => Ok(Outcome::NotAsked),
        }
    }

    /// The key for which this keyring's secret stands; `None` where it has none of ours.
    fn keyring_kek(
        &self,
        keychain: &dyn Keychain,
        account: &str,
    ) -> Result<Option<Kek>, UnlockError> {
        let secret = keychain.get(account)?;
        let secret = secret.as_ref().and_then(|secret| secret.as_slice().try_into().ok());
        Ok(secret.map(|secret: &[u8; 32]| kek_from_device_secret(secret, &self.folder_id())))
    }

    fn try_key(&self, slot: &Slot, kek: &Kek, wrong: UnlockError) -> Result<Outcome, UnlockError> {
        let binding = self.body.binding(slot.id, &slot.opens_with);
        match unwrap(kek, &slot.wrapped.0, &binding) {
            Ok(data_key) => Ok(Outcome::Open(data_key)),
            Err(UnwrapError::WrongKey) => Ok(Outcome::Shut(wrong)),
            Err(UnwrapError::Damaged) => Err(UnlockError::Damaged),
        }
    }
}

/// The recipient that the slot names is not looked at: it may be the thing that was swapped.
fn try_recovery(slot: &Slot, secret: &RecoverySecret) -> Result<Outcome, UnlockError> {
    match open_data_key(&secret.identity(), &slot.wrapped.0) {
        Ok(data_key) => Ok(Outcome::Open(data_key)),
        Err(OpenError::NotForThisKey) => Ok(Outcome::Shut(UnlockError::WrongRecovery)),
        Err(OpenError::Damaged | OpenError::Io(_)) => Err(UnlockError::Damaged),
    }
}
