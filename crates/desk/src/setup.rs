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
use files::{Folder, Lock, Purpose, SyncPoint, check_place, write_outside};
use machine::failpoint;
use seal::{DataKey, JournalKey, Passphrase, RecoverySecret, Stretch};
use serde_json::json;
use store::desk_row::{self, DeskRow};
use store::instances::{self, Cause, InstanceRow};
use store::journal::{self, Act};
use store::operators::{self, OperatorRow};
use store::{Store, StoreError, Tx};
use vault::{Keys, NewPassphrase, NewSlot, Unlock, Way};
use zeroize::Zeroizing;

use crate::error::DeskError;
use crate::folder;
use crate::sealed_files::DOSSIERS;
use crate::session::{Desk, KeyCopies};
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
    let folder = free_folder(&world, root)?;
    folder.create(SyncPoint::DatabaseName)?;
    let lock = Store::lock(&folder, &folder::holder(&world, program))?;
    let data_key = DataKey::new(world.bytes()?);
    let recovery = RecoverySecret::new(world.bytes()?);
    let keys = slots(&world, &data_key, &recovery, first_key)?;
    let positions = RecoverySecret::positions(world.bytes()?);
    Ok(Pending { world, folder, lock, new, data_key, keys, recovery, positions })
}

/// A folder in which nothing can be lost.
fn free_folder(world: &World, root: &Path) -> Result<Folder, DeskError> {
    check_place(root)?;
    if root.is_file() {
        return Err(DeskError::NotAFolder);
    }
    let folder = Folder::at(root, world.disk.clone());
    if Store::is_set_up(&folder) {
        return Err(StoreError::AlreadySetUp.into());
    }
    if folder::is_free(&folder)? {
        return Ok(folder);
    }
    match folder::why_no_desk(&folder)? {
        gone @ DeskError::KeysWithoutDatabase => Err(gone),
        _ => Err(DeskError::FolderNotEmpty),
    }
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
    /// First part of the codes of the desk that is to be.
    pub fn prefix(&self) -> &DeskPrefix {
        &self.new.prefix
    }

    /// The recovery secret, in groups, for the card.
    pub fn recovery_text(&self) -> Zeroizing<String> {
        self.recovery.text()
    }

    /// The places, from 1, of the four symbols that are asked back.
    pub fn positions(&self) -> [u8; 4] {
        self.positions
    }

    /// Writes the card's text to a new file outside the data folder.
    ///
    /// # Errors
    /// When the path lies inside the folder, or the file is already there.
    pub fn write_card(&self, path: &Path, text: &str) -> Result<(), DeskError> {
        Ok(write_outside(self.folder.root(), path, text.as_bytes())?)
    }

    /// Notes that these are the four symbols that were asked back.
    ///
    /// # Errors
    /// `CardNotConfirmed` when they are not; they may be asked again.
    pub fn confirm(&mut self, answer: &str) -> Result<(), DeskError> {
        if !self.recovery.confirms(&self.positions, answer) {
            return Err(DeskError::CardNotConfirmed);
        }
        Ok(self.keys.confirm_recovery(&self.data_key)?)
    }

    /// Writes the keys and the database; from here on the desk exists. A card that was not
    /// confirmed is asked for by the doctor until [`confirm_card`].
    pub fn finish(self) -> Result<Desk, DeskError> {
        folder::write_keys(&self.folder, &self.keys)?;
        failpoint::pass("setup.keys-kept");
        self.folder.create_folder(DOSSIERS, Purpose::Identity.name())?;
        let rows = self.rows()?;
        let store_key = self.data_key.store_key();
        let fill = |tx: &Tx<'_>| rows.write(tx);
        let store = Store::create(&self.folder, self.lock, &store_key, fill)?;
        failpoint::pass("setup.database-kept");
        Desk::assemble(self.world, store, &self.data_key, self.keys, KeyCopies::Both)
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
            seq: desk_row::next_seq(tx)?,
            reading,
        };
        let (before, after) = (None, None);
        let detail = json!({ "prefix": self.desk.prefix, "kind": self.desk.kind });
        let act = Act { name: "desk.begun", dossier: None, before, after, detail, stamp: &stamp };
        journal::append(tx, &self.journal_key, &act)?;
        failpoint::pass("setup.rows-written");
        Ok(())
    }
}

/// Notes that somebody has the recovery card, shown by typing its whole secret.
///
/// # Errors
/// `Unlock(WrongRecovery)` when it is another desk's card or misread.
pub fn confirm_card(desk: &Desk, secret: &RecoverySecret) -> Result<(), DeskError> {
    let mut keys = desk.keys();
    let data_key = keys.unlock(Unlock::Recovery(secret))?;
    keys.confirm_recovery(&data_key)?;
    folder::write_keys(desk.folder(), &keys)?;
    failpoint::pass("card.done");
    desk.set_keys(keys);
    Ok(())
}
