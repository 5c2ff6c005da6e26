//! The opened store: one writer, one reader that cannot write, and the folder's lock.

use std::cell::Cell;
use std::sync::{Mutex, MutexGuard};

use domain::moment::Seq;
use files::{FileError, Folder, Holder, Lock, SyncPoint, check_place, reserve};
use rusqlite::{Connection, Params, Row, Transaction, TransactionBehavior};
use seal::data_key::StoreKey;

use crate::copies::{self, COPIES};
use crate::error::{Doing, StoreError};
use crate::open::{Access, open};
use crate::schema;

/// The database's name inside the data folder.
pub(crate) const DATABASE: &str = "desk.db";
/// Its name while set-up is not finished.
const UNFINISHED: &str = "desk.db.new";
/// What a set-up that was cut off leaves of it.
const LEFT_OVERS: [&str; 4] =
    [UNFINISHED, "desk.db.new-wal", "desk.db.new-shm", "desk.db.new-journal"];
/// What SQLite makes beside the database by itself.
const BESIDE: [&str; 2] = ["desk.db-wal", "desk.db-shm"];

/// The desk's database, opened, with the folder locked for this process.
pub struct Store {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    folder: Folder,
    _lock: Lock,
}

impl Store {
    /// Locks a data folder, so that nobody else opens it. The folder must exist.
    pub fn lock(folder: &Folder, holder: &Holder) -> Result<Lock, StoreError> {
        Ok(Lock::take(folder.root(), holder)?)
    }

    /// Whether a finished database lies in the folder.
    pub fn is_set_up(folder: &Folder) -> bool {
        folder.has(DATABASE)
    }

    /// Makes the database. `fill` writes its first rows; the file gets its name only when they
    /// are on the disk, so that a set-up that was cut off is as if it had never begun.
    pub fn create<E: From<StoreError>>(
        folder: &Folder,
        lock: Lock,
        key: &StoreKey,
        fill: impl FnOnce(&Tx<'_>) -> Result<(), E>,
    ) -> Result<Self, E> {
        make_way(folder)?;
        let mut connection = open(&folder.path(UNFINISHED), key, Access::Create)?;
        schema::migrate(&mut connection)?;
        act_on(&mut connection, "set up the desk", &Cell::new(Room::Enough), fill)?;
        close_whole(connection)?;
        let named = folder.adopt(UNFINISHED, DATABASE, SyncPoint::DatabaseName);
        named.map_err(StoreError::from)?;
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
        if found < schema::VERSION {
            migrate_with_copy(folder, key, found, taken_ms)?;
        }
        Self::opened(folder, lock, key)
    }

    fn opened(folder: &Folder, lock: Lock, key: &StoreKey) -> Result<Self, StoreError> {
        let path = folder.path(DATABASE);
        let writer = Mutex::new(open(&path, key, Access::Write)?);
        let reader = Mutex::new(open(&path, key, Access::Look)?);
        // A desk without its reserve is better than none; it is tried again before each page.
        let _ = reserve::keep(folder);
        Ok(Self { writer, reader, folder: folder.clone(), _lock: lock })
    }

    /// The data folder, for the sealed files beside the database.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Makes sure that there is room left to delete something, before something large is kept.
    ///
    /// # Errors
    /// `Full`: only deleting makes sense now.
    pub fn hold_reserve(&self) -> Result<(), StoreError> {
        match reserve::keep(&self.folder) {
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
        let room = Cell::new(Room::Enough);
        let done = act_on(&mut held(&self.writer), action, &room, run);
        if room.get() == Room::None {
            let _ = reserve::free(&self.folder);
        }
        done
    }

    /// Looks at the store as it stands, without being able to change it.
    pub fn look<T, E: From<StoreError>>(
        &self,
        run: impl FnOnce(&View<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut reader = held(&self.reader);
        let snapshot = reader
            .transaction_with_behavior(TransactionBehavior::Deferred)
            .doing("look at the database")?;
        run(&View(&snapshot))
    }

    /// Reads every page of the database and says what is wrong; empty when all is well.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        const CHECKS: [&str; 3] = [
            "PRAGMA cipher_integrity_check",
            "PRAGMA integrity_check(20)",
            "PRAGMA foreign_key_check",
        ];
        let reader = held(&self.reader);
        let mut wrong = Vec::new();
        for check in CHECKS {
            match copies::lines_of(&reader, check) {
                Ok(lines) => wrong.extend(lines.into_iter().filter(|line| line != "ok")),
                // One bad page poisons a SQLCipher connection: more cannot be told.
                Err(_) if !wrong.is_empty() => break,
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(wrong)
    }
}

/// Refuses a folder that is no place for a new database, and removes what a set-up that was cut off
/// has left in it.
fn make_way(folder: &Folder) -> Result<(), StoreError> {
    check_place(folder.root())?;
    if Store::is_set_up(folder) {
        return Err(StoreError::AlreadySetUp);
    }
    for left_over in LEFT_OVERS {
        folder.remove(left_over, SyncPoint::DatabaseName)?;
    }
    Ok(())
}

/// A connection stays usable after a panic: its transaction was rolled back when it was dropped.
fn held(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn act_on<T, E: From<StoreError>>(
    connection: &mut Connection,
    action: &'static str,
    room: &Cell<Room>,
    run: impl FnOnce(&Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(action)?;
    let tx = Tx { tx, room };
    let done = run(&tx)?;
    noted(room, tx.tx.commit().doing(action))?;
    Ok(done)
}

/// Whether the database still found room for what it wrote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Enough,
    None,
}

/// Takes note when the disk is full.
fn noted<T>(room: &Cell<Room>, done: Result<T, StoreError>) -> Result<T, StoreError> {
    if let Err(StoreError::Files(FileError::Full { .. })) = done {
        room.set(Room::None);
    }
    done
}

/// Closes a connection so that the one file holds everything.
fn close_whole(connection: Connection) -> Result<(), StoreError> {
    // Leaving WAL mode checkpoints, syncs and removes the two files beside the database.
    connection.pragma_update(None, "journal_mode", "DELETE").doing("close the database")?;
    connection.close().map_err(|(_, refusal)| refusal).doing("close the database")
}

/// Reads the version without changing a byte: a newer program may have written the file.
///
/// # Errors
/// `Newer` or `Damaged`, with no file more or less than there was.
fn inspect(folder: &Folder, key: &StoreKey) -> Result<i64, StoreError> {
    let absent: Vec<_> = BESIDE.into_iter().filter(|name| !folder.has(name)).collect();
    let version = known_version(folder, key);
    if version.is_err() {
        for made in absent {
            folder.remove(made, SyncPoint::DatabaseName)?;
        }
    }
    version
}

fn known_version(folder: &Folder, key: &StoreKey) -> Result<i64, StoreError> {
    let found = schema::version(&open(&folder.path(DATABASE), key, Access::Inspect)?)?;
    let known = schema::VERSION;
    if found > known { Err(StoreError::Newer { found, known }) } else { Ok(found) }
}

fn migrate_with_copy(
    folder: &Folder,
    key: &StoreKey,
    from: i64,
    taken_ms: i64,
) -> Result<(), StoreError> {
    let _ = folder.sweep(COPIES);
    close_whole(open(&folder.path(DATABASE), key, Access::Write)?)?;
    copies::make(folder, DATABASE, key, &format!("desk-v{from}-{taken_ms}.db"))?;
    let mut connection = open(&folder.path(DATABASE), key, Access::Write)?;
    schema::migrate(&mut connection)
}

/// A transaction that writes. It ends with the action that it is named for.
pub struct Tx<'c> {
    tx: Transaction<'c>,
    room: &'c Cell<Room>,
}

impl Tx<'_> {
    /// The same state, to read from.
    pub fn view(&self) -> View<'_> {
        View(&self.tx)
    }

    /// Takes the next place in the desk's order.
    pub fn next_seq(&self) -> Result<Seq, StoreError> {
        let seq = self.tx.query_row(
            "UPDATE desk SET last_seq = last_seq + 1 RETURNING last_seq",
            [],
            |row| row.get(0),
        );
        noted(self.room, seq.map(Seq::new).doing("take the next place in the order"))
    }

    pub(crate) fn run(
        &self,
        sql: &str,
        params: impl Params,
        doing: &'static str,
    ) -> Result<usize, StoreError> {
        let done = self.tx.prepare_cached(sql).and_then(|mut s| s.execute(params));
        noted(self.room, done.doing(doing))
    }
}

/// A consistent state of the store, to read from.
pub struct View<'c>(&'c Connection);

impl View<'_> {
    pub(crate) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
        doing: &'static str,
    ) -> Result<Option<T>, StoreError> {
        let found = self.0.prepare_cached(sql).and_then(|mut s| s.query_row(params, read));
        match found {
            Ok(row) => Ok(Some(row)),
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
            Err(refusal) => Err(refusal).doing(doing),
        }
    }

    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
        doing: &'static str,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.0.prepare_cached(sql).doing(doing)?;
        let rows = statement.query_map(params, read).doing(doing)?;
        rows.collect::<rusqlite::Result<_>>().doing(doing)
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
