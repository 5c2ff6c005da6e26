//! Adding, changing and removing ways of unlocking.

use std::fmt;

use seal::envelope::seal_data_key;
use seal::passphrase::{StretchError, stretch};
use seal::slot::{kek_from_device_secret, unwrap, wrap};
use seal::{DataKey, Kek, Passphrase, Recipient, Stretch};
use zeroize::Zeroizing;

use super::body::{
    Body, FolderId, Hex16, LONGEST_LABEL, MOST_SLOTS, Slot, SlotId, SlotKind, Wrapped,
};
use super::file::{FORMAT, VERSION};
use super::{Keys, KeysError, keyring_account};
use crate::keychain::{Keychain, KeychainError};

/// A way of unlocking that is to be added.
#[derive(Debug)]
pub struct NewSlot<'a> {
    /// What opens it.
    pub way: Way<'a>,
    /// What people call it, at most 200 bytes.
    pub label: &'a str,
    /// Now, in UTC milliseconds.
    pub created_ms: i64,
}

/// What opens a new slot. Salt, nonce and device secret are random bytes, used once.
pub enum Way<'a> {
    /// A passphrase.
    Passphrase(NewPassphrase<'a>),
    /// The keyring of whoever is logged in. Its secret is set here at once, before the file can
    /// be written; one that is there already is kept, so that no other copy of the file is
    /// locked out.
    Keyring {
        /// The keyring.
        keychain: &'a dyn Keychain,
        /// The secret for it.
        device_secret: &'a [u8; 32],
        /// For the wrap.
        nonce: [u8; 24],
    },
    /// The recovery secret, of which only the public key is needed.
    Recovery {
        /// The public key.
        recipient: &'a Recipient,
    },
}

impl fmt::Debug for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase(_) => "Passphrase",
            Self::Keyring { .. } => "Keyring",
            Self::Recovery { .. } => "Recovery",
        })
    }
}

/// A passphrase, and what it is stretched and wrapped with.
#[derive(Debug)]
pub struct NewPassphrase<'a> {
    /// What will be typed.
    pub passphrase: &'a Passphrase,
    /// How hard it will be to try.
    pub stretch: Stretch,
    /// For the stretch.
    pub salt: [u8; 16],
    /// For the wrap.
    pub nonce: [u8; 24],
}

impl Keys {
    /// Makes the keys of a new folder, with its first slot, at generation 1.
    pub fn begin(
        folder_id: FolderId,
        data_key: &DataKey,
        first: &NewSlot<'_>,
    ) -> Result<Self, KeysError> {
        let mut body = Body {
            format: FORMAT.to_owned(),
            version: VERSION,
            folder_id: Hex16(folder_id),
            generation: 1,
            key_check: data_key.check(),
            recovery_confirmed: false,
            slots: Vec::new(),
        };
        body.add(data_key, first)?;
        Ok(Self::written(body, data_key))
    }

    /// Adds a slot. A second keyring slot for the same keyring takes the first one's place; a
    /// second recovery slot is refused.
    pub fn add(&mut self, data_key: &DataKey, slot: &NewSlot<'_>) -> Result<SlotId, KeysError> {
        self.change(data_key, |body| body.add(data_key, slot))
    }

    /// Gives a passphrase slot a new passphrase. A copy of the file from before still opens with
    /// the old one.
    pub fn change_passphrase(
        &mut self,
        data_key: &DataKey,
        slot: SlotId,
        new: &NewPassphrase<'_>,
    ) -> Result<(), KeysError> {
        self.change(data_key, |body| body.change_passphrase(data_key, slot, new))
    }

    /// Removes a slot, but never the last one that opens the folder; a recovery slot counts as
    /// one only once it is confirmed. The secret of a keyring slot is deleted by the caller, from
    /// the account that the slot names, once both copies are written.
    pub fn remove(&mut self, data_key: &DataKey, slot: SlotId) -> Result<Slot, KeysError> {
        self.change(data_key, |body| body.remove(slot))
    }

    /// Notes that the recovery secret was written down, as somebody has shown.
    pub fn confirm_recovery(&mut self, data_key: &DataKey) -> Result<(), KeysError> {
        self.change(data_key, |body| {
            if !body.slots.iter().any(|slot| slot.opens_with.is_recovery()) {
                return Err(KeysError::NoSuchSlot);
            }
            body.recovery_confirmed = true;
            Ok(())
        })
    }

    /// Changes everything or nothing, and never what somebody else altered.
    fn change<T>(
        &mut self,
        data_key: &DataKey,
        alter: impl FnOnce(&mut Body) -> Result<T, KeysError>,
    ) -> Result<T, KeysError> {
        self.check(data_key)?;
        let mut body = self.body.clone();
        body.generation = body.generation.checked_add(1).ok_or(KeysError::WornOut)?;
        let outcome = alter(&mut body)?;
        *self = Self::written(body, data_key);
        Ok(outcome)
    }
}

impl Body {
    fn add(&mut self, data_key: &DataKey, new: &NewSlot<'_>) -> Result<SlotId, KeysError> {
        if new.label.len() > LONGEST_LABEL {
            return Err(KeysError::LabelTooLong);
        }
        // Generations never come back, so neither do ids.
        let id = SlotId(self.generation);
        let (opens_with, wrapped) = match &new.way {
            Way::Passphrase(new) => self.wrap_for_passphrase(data_key, id, new)?,
            Way::Keyring { keychain, device_secret, nonce } => {
                self.wrap_for_keyring(data_key, id, *keychain, device_secret, *nonce)?
            }
            Way::Recovery { recipient } => self.wrap_for_recovery(data_key, recipient)?,
        };
        if self.slots.len() >= MOST_SLOTS {
            return Err(KeysError::TooManySlots);
        }
        let (label, created_ms) = (new.label.to_owned(), new.created_ms);
        self.slots.push(Slot { id, opens_with, label, created_ms, wrapped });
        Ok(id)
    }

    fn wrap_for_passphrase(
        &self,
        data_key: &DataKey,
        id: SlotId,
        new: &NewPassphrase<'_>,
    ) -> Result<(SlotKind, Wrapped), KeysError> {
        let kind = SlotKind::Passphrase { salt: Hex16(new.salt), stretch: new.stretch };
        let kek = stretch(new.passphrase, &new.salt, new.stretch)
            .map_err(|StretchError::NoMemory| KeysError::NoMemory)?;
        let wrapped = wrap(&kek, data_key, new.nonce, &self.binding(id, &kind));
        Ok((kind, Wrapped(wrapped)))
    }

    fn wrap_for_keyring(
        &mut self,
        data_key: &DataKey,
        id: SlotId,
        keychain: &dyn Keychain,
        device_secret: &[u8; 32],
        nonce: [u8; 24],
    ) -> Result<(SlotKind, Wrapped), KeysError> {
        let kind = SlotKind::Keyring { account: keyring_account(&self.folder_id.0) };
        let secret = settled_secret(keychain, &keyring_account(&self.folder_id.0), device_secret)
            .map_err(KeysError::Keychain)?;
        let kek = kek_from_device_secret(&secret, &self.folder_id.0);
        self.drop_slots_of(&kek);
        let wrapped = wrap(&kek, data_key, nonce, &self.binding(id, &kind));
        Ok((kind, Wrapped(wrapped)))
    }

    fn wrap_for_recovery(
        &self,
        data_key: &DataKey,
        recipient: &Recipient,
    ) -> Result<(SlotKind, Wrapped), KeysError> {
        if self.slots.iter().any(|slot| slot.opens_with.is_recovery()) {
            return Err(KeysError::RecoveryExists);
        }
        let to = std::slice::from_ref(recipient);
        let wrapped = seal_data_key(to, data_key).map_err(KeysError::Seal)?;
        Ok((SlotKind::Recovery { recipient: recipient.clone() }, Wrapped(wrapped)))
    }

    /// The slots of this keyring; those of other profiles and machines stay.
    fn drop_slots_of(&mut self, kek: &Kek) {
        let mut slots = std::mem::take(&mut self.slots);
        slots.retain(|slot| {
            let binding = self.binding(slot.id, &slot.opens_with);
            let ours = matches!(slot.opens_with, SlotKind::Keyring { .. })
                && unwrap(kek, &slot.wrapped.0, &binding).is_ok();
            !ours
        });
        self.slots = slots;
    }

    fn change_passphrase(
        &mut self,
        data_key: &DataKey,
        id: SlotId,
        new: &NewPassphrase<'_>,
    ) -> Result<(), KeysError> {
        let (kind, wrapped) = self.wrap_for_passphrase(data_key, id, new)?;
        let slot = self.slots.iter_mut().find(|slot| slot.id == id);
        let slot = slot.filter(|slot| matches!(slot.opens_with, SlotKind::Passphrase { .. }));
        let slot = slot.ok_or(KeysError::NoSuchSlot)?;
        slot.opens_with = kind;
        slot.wrapped = wrapped;
        Ok(())
    }

    fn remove(&mut self, id: SlotId) -> Result<Slot, KeysError> {
        let index = self.slots.iter().position(|slot| slot.id == id);
        let removed = self.slots.remove(index.ok_or(KeysError::NoSuchSlot)?);
        let confirmed = self.recovery_confirmed;
        let opens = |slot: &Slot| confirmed || !slot.opens_with.is_recovery();
        if !self.slots.iter().any(opens) {
            return Err(KeysError::LastSlot);
        }
        if removed.opens_with.is_recovery() {
            self.recovery_confirmed = false;
        }
        Ok(removed)
    }
}

/// The secret that the keyring has from now on: the one it had, or ours once it has shown that
/// it kept it.
fn settled_secret(
    keychain: &dyn Keychain,
    account: &str,
    ours: &[u8; 32],
) -> Result<Zeroizing<[u8; 32]>, KeychainError> {
    if let Some(kept) = known_secret(keychain, account)? {
        return Ok(kept);
    }
    keychain.set(account, ours)?;
    let kept = known_secret(keychain, account)?.ok_or(KeychainError::NotKept)?;
    if *kept == *ours { Ok(kept) } else { Err(KeychainError::NotKept) }
}

fn known_secret(
    keychain: &dyn Keychain,
    account: &str,
) -> Result<Option<Zeroizing<[u8; 32]>>, KeychainError> {
    let secret = keychain.get(account)?;
    Ok(secret.and_then(|secret| secret.as_slice().try_into().ok().map(Zeroizing::new)))
}
