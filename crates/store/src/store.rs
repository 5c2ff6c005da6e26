//! The opened store: one writer, one reader that cannot write, and the folder's lock.

use files::{FileError, Folder, Holder, Lock, SyncPoint, check_place, reserve};
use seal::data_key::StoreKey;
use sqlite::{Access, Database, Home, act_once, close_whole, known_version, lines_of, migrate};

use crate::copies::{self, COPIES};
use crate::error::StoreError;
use crate::keys_of_people;
use crate::open::open;
use crate::schema::{MIGRATIONS, VERSION};

/// The database's place in the data folder.
pub(crate) const HOME: Home =
    Home { name: "desk.db", unfinished: "desk.db.new", naming: SyncPoint::DatabaseName };
/// What SQLite makes beside the database by itself.
const BESIDE: [&str; 2] = ["desk.db-wal", "desk.db-shm"];

/// The desk's database, opened, with the folder locked for this process.
pub struct Store {
    database: Database<StoreError>,
    _lock: Lock,
}

/// A transaction that writes. It ends with the action that it is named for.
pub type Tx<'c> = sqlite::Tx<'c, StoreError>;

/// A consistent state of the store, to read from.
pub type View<'c> = sqlite::View<'c, StoreError>;

impl Store {
    /// Locks a data folder, so that nobody else opens it. The folder must exist.
    pub fn lock(folder: &Folder, holder: &Holder) -> Result<Lock, StoreError> {
        Ok(Lock::take(folder.root(), holder)?)
    }

    /// Whether a finished database lies in the folder.
    pub fn is_set_up(folder: &Folder) -> bool {
        HOME.is_set_up(folder)
    }

    /// Makes the database. `fill` writes its first rows; the file gets its name only when they
    /// are on the disk, so that a set-up that was cut off is as if it had never begun.
    pub fn create<E: From<StoreError>>(
        folder: &Folder,
        lock: Lock,
        key: &StoreKey,
        fill: impl FnOnce(&Tx<'_>) -> Result<(), E>,
    ) -> Result<Self, E> {
        HOME.make_way(folder).map_err(StoreError::from)?;
        let mut connection = open(&folder.path(HOME.unfinished), key, Access::Create)?;
        migrate(&mut connection, &MIGRATIONS).map_err(StoreError::from)?;
        act_once(&mut connection, "set up the desk", fill)?;
        close_whole(connection).map_err(StoreError::from)?;
        HOME.adopt(folder).map_err(StoreError::from)?;
        Ok(Self::opened(folder, lock, key)?)
    }

    /// Opens the database. `taken_ms` names the copy that is made before a migration.
    ///
    /// # Errors
    /// `NotSetUp`; `Newer` or `Damaged`, with every file left exactly as it was found.
    pub fn open(
        folder: &Folder,
        lock: Lock,
        key: &StoreKey,
        taken_ms: i64,
    ) -> Result<Self, StoreError> {
        check_place(folder.root())?;
        if !Self::is_set_up(folder) {
            return Err(StoreError::NotSetUp);
        }
        let found = inspect(folder, key)?;
        // What cannot be swept now is in nobody's way.
        let _ = folder.sweep("");
        if found < VERSION {
            migrate_with_copy(folder, key, found, taken_ms)?;
        }
        Self::opened(folder, lock, key)
    }

    fn opened(folder: &Folder, lock: Lock, key: &StoreKey) -> Result<Self, StoreError> {
        let path = folder.path(HOME.name);
        let writer = open(&path, key, Access::Write)?;
        // A desk without its reserve is better than none; it is tried again before each page.
        let _ = reserve::keep(folder);
        let key = key.clone();
        let database = Database::new(writer, folder, move |access| open(&path, &key, access))?;
        let store = Self { database, _lock: lock };
        // People of a desk that was upgraded.
        if store.look(keys_of_people::are_missing)? {
            store.act("make the keys of people", keys_of_people::make_all)?;
        }
        Ok(store)
    }

    /// The data folder, for the sealed files beside the database.
    pub fn folder(&self) -> &Folder {
        self.database.folder()
    }

    /// Makes sure that there is room left to delete something, before something large is kept.
    ///
    /// # Errors
    /// `Full`: only deleting makes sense now.
    pub fn hold_reserve(&self) -> Result<(), StoreError> {
        match reserve::keep(self.folder()) {
            Err(full @ FileError::Full { .. }) => Err(full.into()),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Runs one action in one transaction: all of it is on the disk afterwards, or nothing. When
    /// the database has no room, the reserve is freed for the next action.
    pub fn act<T, E: From<StoreError>>(
        &self,
        action: &'static str,
        run: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.database.act(action, run)
    }

    /// How many actions have ended: while it stays the same, what was looked at is as it was. Whoever
    /// remembers something asks before it looks.
    pub fn acts(&self) -> u64 {
        self.database.acts()
    }

    /// Looks at the store as it stands, without being able to change it.
    pub fn look<T, E: From<StoreError>>(
        &self,
        run: impl FnOnce(&View<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.database.look(run)
    }

    /// Reads every page of the database and says what is wrong; empty when all is well.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        const CHECKS: [&str; 3] = [
            "PRAGMA cipher_integrity_check",
            "PRAGMA integrity_check(20)",
            "PRAGMA foreign_key_check",
        ];
        self.database.lend(|reader| {
            let mut wrong = Vec::new();
            for check in CHECKS {
                match lines_of(reader, check) {
                    Ok(lines) => wrong.extend(lines.into_iter().filter(|line| line != "ok")),
                    // One bad page poisons a SQLCipher connection: more cannot be told.
                    Err(_) if !wrong.is_empty() => break,
                    Err(refusal) => return Err(refusal.into()),
                }
            }
            Ok(wrong)
        })
    }
}

/// Reads the version without changing a byte: a newer program may have written the file.
///
/// # Errors
/// `Newer` or `Damaged`, with no file more or less than there was.
fn inspect(folder: &Folder, key: &StoreKey) -> Result<i64, StoreError> {
    let absent: Vec<_> = BESIDE.into_iter().filter(|name| !folder.has(name)).collect();
    let version = version(folder, key);
    if version.is_err() {
        for made in absent {
            folder.remove(made, SyncPoint::DatabaseName)?;
        }
    }
    version
}

fn version(folder: &Folder, key: &StoreKey) -> Result<i64, StoreError> {
    let connection = open(&folder.path(HOME.name), key, Access::Inspect)?;
    Ok(known_version(&connection, VERSION)?)
}

fn migrate_with_copy(
    folder: &Folder,
    key: &StoreKey,
    from: i64,
    taken_ms: i64,
) -> Result<(), StoreError> {
    let _ = folder.sweep(COPIES);
    close_whole(open(&folder.path(HOME.name), key, Access::Write)?)?;
    copies::make(folder, HOME.name, key, &format!("desk-v{from}-{taken_ms}.db"))?;
    let mut connection = open(&folder.path(HOME.name), key, Access::Write)?;
    Ok(migrate(&mut connection, &MIGRATIONS)?)
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
