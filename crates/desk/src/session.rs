//! An opened desk: the keys are in memory, the store is open, the folder is ours.

use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::actor::Actor;
use domain::address::{Units, UnitsFault};
use domain::ids::InstanceId;
use domain::moment::{ClockReading, ClockTrust, Epoch, Millis, Stamp};
use domain::text::{Line, fold};
use seal::{DataKey, JournalKey, Passphrase, Recipient, RecoverySecret};
use store::desk_row::{self, DeskRow};
use store::files::Folder;
use store::instances;
use store::operators::{self, OperatorRow};
use store::{Store, StoreError, Tx};
use vault::keychain::Keychain;
use vault::{Keys, Unlock};

use crate::error::DeskError;
use crate::folder;
use crate::world::World;

/// A clock may lag this far behind what the desk has already seen before it is suspect.
const CLOCK_SLACK_MS: i64 = 5 * 60 * 1000;

/// The list of provinces and communes as it is shipped.
static UNITS: LazyLock<Result<Units, UnitsFault>> =
    LazyLock::new(|| Units::parse(include_bytes!("../../../assets/units/units.csv")));

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

/// The kinds of a folder's key slots, read without unlocking: `passphrase`, `keyring`, `recovery`.
pub fn ways_to_unlock(world: &World, root: &Path) -> Result<Vec<String>, DeskError> {
    let folder = Folder::at(root, world.disk.clone());
    if !Store::is_set_up(&folder) {
        return Err(StoreError::NotSetUp.into());
    }
    let (keys, _) = folder::read_keys(&folder)?;
    Ok(keys.slots().iter().map(|slot| slot.kind().name().to_owned()).collect())
}

/// An opened desk.
pub struct Desk {
    pub(crate) world: World,
    pub(crate) store: Store,
    pub(crate) journal_key: JournalKey,
    /// To whom each dossier's identity is sealed: the data key, and the recovery card.
    pub(crate) keepers: Vec<Recipient>,
    /// Provinces and communes.
    pub(crate) units: &'static Units,
    row: DeskRow,
    instance: InstanceId,
    epoch: Epoch,
    operators: Vec<OperatorRow>,
    latest_clock: AtomicI64,
    pub(crate) keys: Keys,
    keys_mended: bool,
}

impl Desk {
    /// Opens the desk in a data folder. `program` is what another process is told about us.
    ///
    /// # Errors
    /// `Store(NotSetUp | Held | Newer | Damaged)`, `Keys`, `Unlock`; nothing is changed then.
    pub fn open(world: World, root: &Path, program: &str, key: Key<'_>) -> Result<Self, DeskError> {
        let folder = Folder::at(root, world.disk.clone());
        if !Store::is_set_up(&folder) {
            return Err(StoreError::NotSetUp.into());
        }
        let lock = Store::lock(&folder, &folder::holder(&world, program))?;
        let (keys, mend) = folder::read_keys(&folder)?;
        let data_key = keys.unlock(key.over(&*world.keychain))?;
        if let Some(copy) = mend {
            folder::write_copy(&folder, &keys, copy)?;
        }
        let now = world.clock.now();
        let store = Store::open(&folder, lock, &data_key.store_key(), now.get())?;
        Self::over(world, store, &data_key, keys, mend.is_some())
    }

    /// Puts a desk together over an opened store.
    pub(crate) fn over(
        world: World,
        store: Store,
        data_key: &DataKey,
        keys: Keys,
        keys_mended: bool,
    ) -> Result<Self, DeskError> {
        let (row, life, operators) = store.look(|view| {
            let life = instances::current(view)?;
            Ok::<_, StoreError>((desk_row::get(view)?, life, operators::active(view)?))
        })?;
        let mut keepers = vec![data_key.folder_identity().recipient()];
        keepers.extend(keys.recovery_recipient().cloned());
        let units = UNITS.as_ref().map_err(|fault| DeskError::Units(fault.clone()))?;
        Ok(Self {
            units,
            journal_key: data_key.journal_key(),
            keepers,
            instance: life.instance,
            epoch: life.epoch,
            operators,
            latest_clock: AtomicI64::new(row.latest_clock.get()),
            row,
            world,
            store,
            keys,
            keys_mended,
        })
    }

    /// Which desk this is.
    pub fn row(&self) -> &DeskRow {
        &self.row
    }

    /// The key slots, without any key.
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether somebody has shown that the recovery card was written down.
    pub fn recovery_confirmed(&self) -> bool {
        self.keys.recovery_confirmed()
    }

    /// Whether one copy of the keys had to be written again when the desk was opened.
    pub fn keys_were_mended(&self) -> bool {
        self.keys_mended
    }

    /// The people who may sign in.
    pub fn operators(&self) -> &[OperatorRow] {
        &self.operators
    }

    /// Recognises the person at the keyboard: by name, or as the only one there is.
    pub fn actor(&self, name: Option<&str>) -> Result<Actor, DeskError> {
        let found = match (name, self.operators.as_slice()) {
            (None, [only]) => Some(only),
            (None, _) => None,
            (Some(name), all) => all.iter().find(|o| fold(o.name.as_str()) == fold(name)),
        };
        let found = found.ok_or(DeskError::NoSuchOperator)?;
        Ok(Actor { operator: found.operator, role: found.role })
    }

    /// What an operator is called on paper.
    pub(crate) fn name_of(&self, actor: Actor) -> Line {
        let known = self.operators.iter().find(|o| o.operator == actor.operator);
        known.map(|operator| operator.name.clone()).unwrap_or_default()
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
        let trust = if lags { ClockTrust::Suspect } else { ClockTrust::Unchecked };
        ClockReading { clock, offset_ms: None, trust }
    }

    /// Takes the next place in the desk's order for an act.
    pub(crate) fn stamp(&self, tx: &Tx<'_>, actor: Actor) -> Result<Stamp, StoreError> {
        let reading = self.reading();
        desk_row::note_clock(tx, reading.clock)?;
        let seq = tx.next_seq()?;
        let (instance, epoch) = (self.instance, self.epoch);
        Ok(Stamp { operator: actor.operator, instance, epoch, seq, reading })
    }
}
