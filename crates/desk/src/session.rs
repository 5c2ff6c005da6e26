//! An opened desk: the keys are in memory, the store is open, the folder is ours.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use domain::actor::Actor;
use domain::ids::InstanceId;
use domain::moment::{ClockReading, ClockTrust, Epoch, Millis, Stamp};
use domain::text::{Line, fold};
use files::Folder;
use link::Bell;
use seal::{DataKey, Identity, JournalKey, Passphrase, Recipient, RecoverySecret};
use store::desk_row::{self, DeskRow};
use store::gateway::{self, GatewayClock};
use store::instances;
use store::operators::{self, OperatorRow};
use store::waiting::Load;
use store::{Store, StoreError, Tx};
use vault::keychain::Keychain;
use vault::{Keys, Unlock};

use crate::almanac::{Calendar, Units};
use crate::arriving;
use crate::catalogue::Catalogue;
use crate::catalogues::{self, Catalogues, InUse};
use crate::error::DeskError;
use crate::folder;
use crate::handout::{self, HandOut};
use crate::signatures::Signatures;
use crate::traffic::Odometer;
use crate::world::World;

/// A clock may lag this far behind what the desk has already seen before it is suspect.
const CLOCK_SLACK_MS: i64 = 5 * 60 * 1000;

/// What somebody opens a desk with.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// A passphrase that was typed.
    Passphrase(&'a Passphrase),
    /// The keyring of whoever is logged in to the machine.
    Keyring,
    /// The secret on the recovery card.
    Recovery(&'a RecoverySecret),
}

impl<'a> Key<'a> {
    fn over(self, keychain: &'a dyn Keychain) -> Unlock<'a> {
        match self {
            Self::Passphrase(passphrase) => Unlock::Passphrase(passphrase),
            Self::Keyring => Unlock::Keyring(keychain),
            Self::Recovery(secret) => Unlock::Recovery(secret),
        }
    }
}

/// How many copies of the keys were whole when the desk was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyCopies {
    /// Both.
    Both,
    /// One; the other has been written again.
    Mended,
    /// One; the other could not be written.
    One,
}

/// The kinds of a folder's key slots, read without unlocking: `passphrase`, `keyring`, `recovery`.
pub fn ways_to_unlock(world: &World, root: &Path) -> Result<Vec<String>, DeskError> {
    let folder = existing(world, root)?;
    let (keys, _) = folder::read_keys(&folder)?;
    Ok(keys.slots().iter().map(|slot| slot.kind().name().to_owned()).collect())
}

/// The folder of a desk that was set up.
fn existing(world: &World, root: &Path) -> Result<Folder, DeskError> {
    if root.is_file() {
        return Err(DeskError::NotAFolder);
    }
    let folder = Folder::at(root, world.disk.clone());
    if Store::is_set_up(&folder) { Ok(folder) } else { Err(folder::why_no_desk(&folder)?) }
}

/// An opened desk.
pub struct Desk {
    pub(crate) world: World,
    pub(crate) store: Store,
    pub(crate) journal_key: JournalKey,
    /// To whom each dossier's identity is sealed: the data key, and the recovery card.
    pub(crate) keepers: Vec<Recipient>,
    /// Opens what is sealed to the data key.
    pub(crate) folder_identity: Identity,
    pub(crate) catalogues: Catalogues,
    pub(crate) signatures: Signatures,
    pub(crate) handout: HandOut,
    row: DeskRow,
    instance: InstanceId,
    epoch: Epoch,
    operators: Vec<OperatorRow>,
    latest_clock: AtomicI64,
    gateway_clock: Mutex<Option<GatewayClock>>,
    keys: Mutex<Keys>,
    key_copies: KeyCopies,
    /// Held for reading while a sealed file is written, for writing while left-overs are swept.
    pub(crate) writing_files: RwLock<()>,
    /// Held while anything is done with what came of a result file: a try that was given up may still
    /// be noting down what it got when the next one begins.
    arriving: Mutex<()>,
    /// Held by the one delivery that may run at a time.
    pub(crate) delivering: Mutex<()>,
    bell: Mutex<Option<Bell>>,
    odometer: Mutex<Odometer>,
    /// Held by whoever writes down what the odometer counted, so that nothing is written twice.
    pub(crate) writing_traffic: Mutex<()>,
    /// How much had not arrived, after so many actions of the store.
    counted: Mutex<Option<(u64, Load)>>,
}

impl Desk {
    /// Opens the desk in a data folder. `program` is what another process is told about us.
    ///
    /// # Errors
    /// `Store(NotSetUp | Held | Newer | Damaged)`, `Keys`, `Unlock`; nothing is changed then.
    pub fn open(world: World, root: &Path, program: &str, key: Key<'_>) -> Result<Self, DeskError> {
        let folder = existing(&world, root)?;
        let lock = Store::lock(&folder, &folder::holder(&world, program))?;
        handout::wipe(&folder);
        let (keys, mend) = folder::read_keys(&folder)?;
        let data_key = keys.unlock(key.over(&*world.keychain))?;
        let now = world.clock.now();
        let store = Store::open(&folder, lock, &data_key.store_key(), now.get())?;
        let copies = match mend.map(|copy| folder::write_copy(&folder, &keys, copy)) {
            None => KeyCopies::Both,
            Some(Ok(())) => KeyCopies::Mended,
            // The desk is there with one copy too; the other is tried again next time.
            Some(Err(_)) => KeyCopies::One,
        };
        let desk = Self::assemble(world, store, &data_key, keys, copies)?;
        // What stays does no harm until the next time.
        let _ = arriving::sweep(&desk);
        Ok(desk)
    }

    /// Puts a desk together over an opened store.
    pub(crate) fn assemble(
        world: World,
        store: Store,
        data_key: &DataKey,
        keys: Keys,
        key_copies: KeyCopies,
    ) -> Result<Self, DeskError> {
        let (row, life, operators, gateway) = store.look(|view| {
            let (row, life) = (desk_row::get(view)?, instances::current(view)?);
            Ok::<_, StoreError>((row, life, operators::active(view)?, gateway::get(view)?))
        })?;
        let folder_identity = data_key.folder_identity();
        let mut keepers = vec![folder_identity.recipient()];
        keepers.extend(keys.recovery_recipient().cloned());
        let catalogues = Catalogues::at_opening(&store, catalogues::own(&world)?)?;
        Ok(Self {
            catalogues,
            signatures: Signatures::default(),
            handout: HandOut::default(),
            journal_key: data_key.journal_key(),
            keepers,
            folder_identity,
            instance: life.instance,
            epoch: life.epoch,
            operators,
            latest_clock: AtomicI64::new(row.latest_clock.get()),
            gateway_clock: Mutex::new(gateway.and_then(|gateway| gateway.time)),
            row,
            world,
            store,
            keys: Mutex::new(keys),
            key_copies,
            writing_files: RwLock::new(()),
            arriving: Mutex::new(()),
            delivering: Mutex::new(()),
            bell: Mutex::new(None),
            odometer: Mutex::default(),
            writing_traffic: Mutex::new(()),
            counted: Mutex::default(),
        })
    }

    /// Which desk this is.
    pub fn row(&self) -> &DeskRow {
        &self.row
    }

    /// The key slots, without any key.
    pub(crate) fn keys(&self) -> Keys {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes changed key slots for the ones that count; both copies have been written.
    pub(crate) fn set_keys(&self, keys: Keys) {
        *self.keys.lock().unwrap_or_else(PoisonError::into_inner) = keys;
    }

    /// Whether somebody has shown that the recovery card was written down.
    pub fn recovery_confirmed(&self) -> bool {
        self.keys().recovery_confirmed()
    }

    /// How many copies of the keys were whole when the desk was opened.
    pub fn key_copies(&self) -> KeyCopies {
        self.key_copies
    }

    /// The people who may sign in.
    pub fn operators(&self) -> &[OperatorRow] {
        &self.operators
    }

    /// Recognises the person at the keyboard: by name, or as the only one there is.
    pub fn actor(&self, name: Option<&str>) -> Result<Actor, DeskError> {
        let found = match (name, self.operators.as_slice()) {
            (None, [only]) => only,
            (None, _) => return Err(DeskError::OperatorNotNamed),
            (Some(name), all) => named(all, name)?,
        };
        Ok(Actor { operator: found.operator, role: found.role })
    }

    /// What an operator is called on paper.
    pub fn name_of(&self, actor: Actor) -> Line {
        let known = self.operators.iter().find(|o| o.operator == actor.operator);
        known.map(|operator| operator.name.clone()).unwrap_or_default()
    }

    /// The procedures, their forms and their papers, as new dossiers are taken in under them.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogues.in_use().catalogue
    }

    /// The same, and why it is believed.
    pub fn catalogue_in_use(&self) -> InUse {
        self.catalogues.in_use()
    }

    /// Provinces and communes, with the names that they had on each day.
    pub fn units(&self) -> Arc<Units> {
        self.catalogues.in_use().almanac.units
    }

    /// The days and hours of the state's offices.
    pub fn calendar(&self) -> Arc<Calendar> {
        self.catalogues.in_use().almanac.calendar
    }

    /// Path of the data folder.
    pub fn root(&self) -> &Path {
        self.store.folder().root()
    }

    /// The data folder.
    pub(crate) fn folder(&self) -> &Folder {
        self.store.folder()
    }

    /// What the clocks say now.
    pub fn reading(&self) -> ClockReading {
        let clock = self.world.clock.now();
        let latest = self.latest_clock.fetch_max(clock.get(), Ordering::Relaxed);
        let lags = clock.since(Millis::new(latest)) < -CLOCK_SLACK_MS;
        let (offset_ms, trust) = match self.gateway_clock() {
            // Somebody has set the clock since: what was told of it then is of no use now.
            _ if lags => (None, ClockTrust::Suspect),
            Some(told) if may_have_been_set(told, clock) => (None, ClockTrust::Suspect),
            Some(told) => (Some(told.offset_ms), ClockTrust::Checked),
            None => (None, ClockTrust::Unchecked),
        };
        ClockReading { clock, offset_ms, trust }
    }

    /// The gateway's clock against the machine's, as its newest signed time told it.
    pub fn gateway_clock(&self) -> Option<GatewayClock> {
        *self.gateway_clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of what a signed time told while the machine's clock showed `now`; it is in the
    /// store already.
    pub(crate) fn set_gateway_clock(&self, told: Option<GatewayClock>, now: Millis) {
        *self.gateway_clock.lock().unwrap_or_else(PoisonError::into_inner) = told;
        self.latest_clock.store(now.get(), Ordering::Relaxed);
    }

    /// The way to reach the delivery that is under way, if one is.
    pub(crate) fn bell(&self) -> Option<Bell> {
        self.bell.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_bell(&self, bell: Option<Bell>) {
        *self.bell.lock().unwrap_or_else(PoisonError::into_inner) = bell;
    }

    /// What went over the road of late.
    pub(crate) fn odometer(&self) -> MutexGuard<'_, Odometer> {
        self.odometer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn counted(&self) -> MutexGuard<'_, Option<(u64, Load)>> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn arriving(&self) -> MutexGuard<'_, ()> {
        self.arriving.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The life of the data folder that goes on now.
    pub(crate) fn life(&self) -> (InstanceId, Epoch) {
        (self.instance, self.epoch)
    }

    /// Takes the next place in the desk's order for an act.
    pub(crate) fn stamp(&self, tx: &Tx<'_>, actor: Actor) -> Result<Stamp, StoreError> {
        let reading = self.reading();
        desk_row::note_clock(tx, reading.clock)?;
        let seq = desk_row::next_seq(tx)?;
        let (instance, epoch) = (self.instance, self.epoch);
        Ok(Stamp { operator: actor.operator, instance, epoch, seq, reading })
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // The folder is still ours: its lock goes with the store, behind this.
        handout::wipe(self.folder());
    }
}

/// Whether a clock that was off shows a time that somebody may have set since. One that was slow has
/// reached a time that the gateway's had then: it was put right, or so much time has gone by, and
/// nothing here can tell which. With one that was ahead, the time would now be before that one.
fn may_have_been_set(told: GatewayClock, clock: Millis) -> bool {
    let has_caught_up =
        told.offset_ms > CLOCK_SLACK_MS && clock.since(told.heard) >= -CLOCK_SLACK_MS;
    let is_too_early = clock.plus(told.offset_ms).since(told.heard) < -CLOCK_SLACK_MS;
    has_caught_up || is_too_early
}

/// The operator who goes by a name: Hà is not Hạ, but who types no marks is understood where only
/// one can be meant.
fn named<'o>(all: &'o [OperatorRow], name: &str) -> Result<&'o OperatorRow, DeskError> {
    let typed = Line::new(name);
    if let Some(exact) = all.iter().find(|operator| operator.name == typed) {
        return Ok(exact);
    }
    let mut alike = all.iter().filter(|o| fold(o.name.as_str()) == fold(typed.as_str()));
    match (alike.next(), alike.next()) {
        (None, _) => Err(DeskError::NoSuchOperator),
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(DeskError::OperatorAmbiguous),
    }
}
