//! Setting up a desk in an empty folder.
//!
//! ```text
//! begin ─► Pending      keys in memory, nothing on the disk but the lock
//!             │ the card is shown or written elsewhere, four of its symbols typed back
//!          finish ─► Desk
//! ```
//!
//! A set-up that is cut off anywhere leaves a folder in which it can begin again.

use std::path::Path;

use domain::ids::{DeskId, Id, InstanceId, OperatorId};
use domain::kinds::{DeskKind, Role};
use domain::moment::{ClockReading, ClockTrust, Epoch, Stamp};
use domain::provisional_code::DeskPrefix;
use domain::text::{FOLD_VERSION, Line};
use seal::{DataKey, JournalKey, Passphrase, RecoverySecret, Stretch};
use serde_json::json;
use store::desk_row::{self, DeskRow};
use store::files::{Folder, Lock, Purpose, check_place, write_outside};
use store::instances::{self, Cause, InstanceRow};
use store::journal::{self, Act};
use store::operators::{self, OperatorRow};
use store::{Store, StoreError, Tx};
use vault::{Keys, NewPassphrase, NewSlot, Unlock, Way};
use zeroize::Zeroizing;

use crate::error::DeskError;
use crate::folder;
use crate::sealed_files::DOSSIERS;
use crate::session::Desk;
use crate::world::World;

/// What a new desk is to be.
pub struct NewDesk {
    /// What kind of desk.
    pub kind: DeskKind,
    /// First part of its provisional codes.
    pub prefix: DeskPrefix,
    /// What people call it; may be empty.
    pub name: Line,
    /// The first operator, who leads the desk.
    pub operator: Line,
}

/// What will open the desk from day to day.
pub enum FirstKey<'a> {
    /// A passphrase, stretched as hard as given.
    Passphrase(&'a Passphrase, Stretch),
    /// The keyring of whoever is logged in to the machine.
    Keyring,
}

/// Whether somebody has shown that the recovery card was written down.
pub enum CardCheck<'a> {
    /// The symbols that were typed back.
    Answer(&'a str),
    /// Nobody could be asked; the desk reminds of it until [`confirm_card`].
    Later,
}

/// A desk that exists only in memory.
pub struct Pending {
    world: World,
    folder: Folder,
    lock: Lock,
    new: NewDesk,
    data_key: DataKey,
    keys: Keys,
    recovery: RecoverySecret,
    positions: [u8; 4],
}

/// Prepares a desk in an empty or new folder.
///
/// # Errors
/// `Store(AlreadySetUp | UnsafePlace | Held)`, `FolderNotEmpty`, `Keys` when the keyring fails.
pub fn begin(
    world: World,
    root: &Path,
    program: &str,
    new: NewDesk,
    first_key: &FirstKey<'_>,
) -> Result<Pending, DeskError> {
    check_place(root)?;
    let folder = Folder::at(root, world.disk.clone());
    if Store::is_set_up(&folder) {
        return Err(StoreError::AlreadySetUp.into());
    }
    if !folder::is_free(&folder)? {
        return Err(DeskError::FolderNotEmpty);
    }
    folder.create(Purpose::Database)?;
    let lock = Store::lock(&folder, &folder::holder(&world, program))?;
    let data_key = DataKey::new(world.bytes()?);
    let recovery = RecoverySecret::new(world.bytes()?);
    let keys = slots(&world, &data_key, &recovery, first_key)?;
    let positions = RecoverySecret::positions(world.bytes()?);
    Ok(Pending { world, folder, lock, new, data_key, keys, recovery, positions })
}

fn slots(
    world: &World,
    data_key: &DataKey,
    recovery: &RecoverySecret,
    first_key: &FirstKey<'_>,
) -> Result<Keys, DeskError> {
    let created_ms = world.clock.now().get();
    let secret = Zeroizing::new(world.bytes()?);
    let way = match first_key {
        FirstKey::Passphrase(passphrase, stretch) => Way::Passphrase(NewPassphrase {
            passphrase,
            stretch: *stretch,
            salt: world.bytes()?,
            nonce: world.bytes()?,
        }),
        FirstKey::Keyring => Way::Keyring {
            keychain: &*world.keychain,
            device_secret: &secret,
            nonce: world.bytes()?,
        },
    };
    let first = NewSlot { way, label: "", created_ms };
    let mut keys = Keys::begin(world.bytes()?, data_key, &first)?;
    let recipient = recovery.recipient();
    let card = NewSlot { way: Way::Recovery { recipient: &recipient }, label: "", created_ms };
    keys.add(data_key, &card)?;
    Ok(keys)
}

impl Pending {
    /// The recovery secret, in groups, for the card.
    pub fn recovery_text(&self) -> Zeroizing<String> {
        self.recovery.text()
    }

    /// The places, from 1, of the four symbols that are asked back.
    pub fn positions(&self) -> [u8; 4] {
        self.positions
    }

    /// Whether these are the four symbols.
    pub fn confirms(&self, answer: &str) -> bool {
        self.recovery.confirms(&self.positions, answer)
    }

    /// Writes the card's text to a new file outside the data folder.
    ///
    /// # Errors
    /// When the path lies inside the folder, or the file is already there.
    pub fn write_card(&self, path: &Path, text: &str) -> Result<(), DeskError> {
        Ok(write_outside(self.folder.root(), path, text.as_bytes())?)
    }

    /// Writes the keys and the database; from here on the desk exists.
    ///
    /// # Errors
    /// `CardNotConfirmed` when the answer is wrong; nothing is written then.
    pub fn finish(mut self, check: &CardCheck<'_>) -> Result<Desk, DeskError> {
        match check {
            CardCheck::Answer(answer) if self.confirms(answer) => {
                self.keys.confirm_recovery(&self.data_key)?;
            }
            CardCheck::Answer(_) => return Err(DeskError::CardNotConfirmed),
            CardCheck::Later => {}
        }
        folder::write_keys(&self.folder, &self.keys)?;
        self.folder.create_folder(DOSSIERS, Purpose::Identity)?;
        let rows = self.rows()?;
        let store_key = self.data_key.store_key();
        let fill = |tx: &Tx<'_>| rows.write(tx);
        let store = Store::create(&self.folder, self.lock, &store_key, fill)?;
        Desk::over(self.world, store, &self.data_key, self.keys, false)
    }

    fn rows(&self) -> Result<FirstRows, DeskError> {
        let now = self.world.clock.now();
        let folder_id = self.keys.folder_id();
        Ok(FirstRows {
            desk: DeskRow {
                desk: DeskId::new(now, &self.world.bytes()?),
                prefix: self.new.prefix.clone(),
                kind: self.new.kind,
                name: self.new.name.clone(),
                latest_clock: now,
                fold_version: FOLD_VERSION,
                journal_genesis: self.data_key.journal_key().genesis(&folder_id),
            },
            life: InstanceRow {
                instance: InstanceId::new(now, &self.world.bytes()?),
                epoch: Epoch::FIRST,
                cause: Cause::Init,
                began: now,
            },
            operator: OperatorRow {
                operator: OperatorId::new(now, &self.world.bytes()?),
                name: self.new.operator.clone(),
                role: Role::Lead,
            },
            journal_key: self.data_key.journal_key(),
        })
    }
}

/// What a new database holds.
struct FirstRows {
    desk: DeskRow,
    life: InstanceRow,
    operator: OperatorRow,
    journal_key: JournalKey,
}

impl FirstRows {
    fn write(&self, tx: &Tx<'_>) -> Result<(), StoreError> {
        desk_row::insert(tx, &self.desk)?;
        instances::insert(tx, &self.life)?;
        operators::insert(tx, &self.operator)?;
        let reading =
            ClockReading { clock: self.life.began, offset_ms: None, trust: ClockTrust::Unchecked };
        let stamp = Stamp {
            operator: self.operator.operator,
            instance: self.life.instance,
            epoch: self.life.epoch,
            seq: tx.next_seq()?,
            reading,
        };
        let (before, after) = (None, None);
        let detail = json!({ "prefix": self.desk.prefix, "kind": self.desk.kind });
        let act = Act { name: "desk.begun", dossier: None, before, after, detail, stamp: &stamp };
        journal::append(tx, &self.journal_key, &act)
    }
}

/// Notes that somebody has the recovery card, shown by typing its whole secret.
///
/// # Errors
/// `Unlock(WrongRecovery)` when it is another desk's card or misread.
pub fn confirm_card(desk: &mut Desk, secret: &RecoverySecret) -> Result<(), DeskError> {
    let data_key = desk.keys().unlock(Unlock::Recovery(secret))?;
    let mut keys = desk.keys().clone();
    keys.confirm_recovery(&data_key)?;
    folder::write_keys(desk.folder(), &keys)?;
    desk.keys = keys;
    Ok(())
}
