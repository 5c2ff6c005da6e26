//! The opened store: one writer, one reader that cannot write, and the folder's lock.

use std::sync::{Mutex, MutexGuard};

use domain::moment::Seq;
use rusqlite::{Connection, Params, Row, Transaction, TransactionBehavior};
use seal::data_key::StoreKey;

use crate::copies;
use crate::error::{Doing, StoreError};
use crate::files::{Folder, Holder, Lock, Purpose, check_place};
use crate::open::{Access, open};
use crate::schema;

/// The database's name inside the data folder.
const DATABASE: &str = "desk.db";
/// Its name while set-up is not finished.
const UNFINISHED: &str = "desk.db.new";

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
        Lock::take(folder.root(), holder)
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
        check_place(folder.root())?;
        if Self::is_set_up(folder) {
            return Err(StoreError::AlreadySetUp.into());
        }
        for left_over in [UNFINISHED, "desk.db.new-wal", "desk.db.new-shm"] {
            folder.remove(left_over, Purpose::Database)?;
        }
        let mut connection = open(&folder.path(UNFINISHED), key, Access::Create)?;
        schema::migrate(&mut connection)?;
        act_on(&mut connection, "set up the desk", fill)?;
        close_whole(connection)?;
        folder.adopt(UNFINISHED, DATABASE, Purpose::Database)?;
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
        folder.sweep("")?;
        let found = version_of(folder, key)?;
        let known = schema::VERSION;
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        if found < known {
            migrate_with_copy(folder, key, found, taken_ms)?;
        }
        Self::opened(folder, lock, key)
    }

    fn opened(folder: &Folder, lock: Lock, key: &StoreKey) -> Result<Self, StoreError> {
        let path = folder.path(DATABASE);
        let writer = Mutex::new(open(&path, key, Access::Write)?);
        let reader = Mutex::new(open(&path, key, Access::Look)?);
        Ok(Self { writer, reader, folder: folder.clone(), _lock: lock })
    }

    /// The data folder, for the sealed files beside the database.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Runs one action in one transaction: all of it is on the disk afterwards, or nothing.
    pub fn act<T, E: From<StoreError>>(
        &self,
        action: &'static str,
        run: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        act_on(&mut held(&self.writer), action, run)
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
        let reader = held(&self.reader);
        let mut wrong = copies::lines_of(&reader, "PRAGMA cipher_integrity_check")?;
        wrong.extend(copies::lines_of(&reader, "PRAGMA integrity_check(20)")?);
        wrong.extend(copies::lines_of(&reader, "PRAGMA foreign_key_check")?);
        wrong.retain(|line| line != "ok");
        Ok(wrong)
    }
}

/// A connection stays usable after a panic: its transaction was rolled back when it was dropped.
fn held(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn act_on<T, E: From<StoreError>>(
    connection: &mut Connection,
    action: &'static str,
    run: impl FnOnce(&Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(action)?;
    let tx = Tx { tx };
    let done = run(&tx)?;
    tx.tx.commit().doing(action)?;
    Ok(done)
}

/// Closes a connection so that the one file holds everything.
fn close_whole(connection: Connection) -> Result<(), StoreError> {
    // Leaving WAL mode checkpoints, syncs and removes the two files beside the database.
    connection.pragma_update(None, "journal_mode", "DELETE").doing("close the database")?;
    connection.close().map_err(|(_, refusal)| refusal).doing("close the database")
}

/// Reads the version without changing a byte: a newer program may have written the file.
fn version_of(folder: &Folder, key: &StoreKey) -> Result<i64, StoreError> {
    schema::version(&open(&folder.path(DATABASE), key, Access::Inspect)?)
}

fn migrate_with_copy(
    folder: &Folder,
    key: &StoreKey,
    from: i64,
    taken_ms: i64,
) -> Result<(), StoreError> {
    close_whole(open(&folder.path(DATABASE), key, Access::Write)?)?;
    copies::make(folder, DATABASE, key, &format!("desk-v{from}-{taken_ms}.db"))?;
    let mut connection = open(&folder.path(DATABASE), key, Access::Write)?;
    schema::migrate(&mut connection)
}

/// A transaction that writes. It ends with the action that it is named for.
pub struct Tx<'c> {
    tx: Transaction<'c>,
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
        seq.map(Seq::new).doing("take the next place in the order")
    }

    pub(crate) fn run(
        &self,
        sql: &str,
        params: impl Params,
        doing: &'static str,
    ) -> Result<usize, StoreError> {
        self.tx.prepare_cached(sql).and_then(|mut s| s.execute(params)).doing(doing)
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
