//! The gateway's memory: one encrypted SQLite file. [`Store`] opens it and hands out transactions;
//! each table has a module of its own. What may be written, and when, is decided in `acts`.

pub mod arrivals;
pub mod codes;
pub mod copies;
pub mod desks;
pub mod dossiers;
pub mod events;
pub mod gateway_row;
pub mod holdings;
pub mod key_lists;
mod open;
pub mod parts;
pub mod results;
pub mod revisions;
mod row;
pub mod schema;
pub mod signing_keys;
pub mod slices;
pub mod uploads;
pub mod withdrawals;

use std::cell::Cell;
use std::sync::{Mutex, MutexGuard};

use files::{Folder, SyncPoint, check_place, reserve};
use rusqlite::{Connection, Params, Row, Transaction, TransactionBehavior};
use seal::data_key::StoreKey;

use crate::error::{Doing, PortalError};
use open::{Access, open};

/// The database's name inside the data folder.
pub const DATABASE: &str = "gateway.db";
/// Its name while set-up is not finished.
const UNFINISHED: &str = "gateway.db.new";
/// What a set-up that was cut off leaves of it.
const LEFT_OVERS: [&str; 4] =
    [UNFINISHED, "gateway.db.new-wal", "gateway.db.new-shm", "gateway.db.new-journal"];

/// The gateway's database, opened.
pub struct Store {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    folder: Folder,
}

impl Store {
    /// Whether a finished database lies in the folder.
    pub fn is_set_up(folder: &Folder) -> bool {
        folder.has(DATABASE)
    }

    /// Whether a set-up or a restore that was cut off has left a file of this name.
    pub fn is_left_over(name: &str) -> bool {
        LEFT_OVERS.contains(&name)
    }

    /// Makes the database. `fill` writes its first rows; the file gets its name only when they
    /// are on the disk and `before` has been done.
    pub fn create<E: From<PortalError>>(
        folder: &Folder,
        key: &StoreKey,
        fill: impl FnOnce(&Tx<'_>) -> Result<(), E>,
        before: impl FnOnce() -> Result<(), E>,
    ) -> Result<Self, E> {
        make_way(folder)?;
        let mut connection = open(&folder.path(UNFINISHED), key, Access::Create)?;
        schema::migrate(&mut connection)?;
        act_on(&mut connection, &Room::default(), "set up the gateway", fill)?;
        close_whole(connection)?;
        before()?;
        let named = folder.adopt(UNFINISHED, DATABASE, SyncPoint::GatewayDatabaseName);
        named.map_err(PortalError::from)?;
        Ok(Self::open(folder, key)?)
    }

    /// Opens the database, beside other processes that have it open.
    ///
    /// # Errors
    /// `NotSetUp`; `WrongKey`, also for a damaged file; `Newer`, with the file left as it was.
    pub fn open(folder: &Folder, key: &StoreKey) -> Result<Self, PortalError> {
        check_place(folder.root())?;
        if !Self::is_set_up(folder) {
            return Err(PortalError::NotSetUp);
        }
        let path = folder.path(DATABASE);
        let mut writer = open(&path, key, Access::Write)?;
        let (found, known) = (schema::version(&writer)?, schema::VERSION);
        if found > known {
            return Err(PortalError::Newer { found, known });
        }
        schema::migrate(&mut writer)?;
        let reader = open(&path, key, Access::Look)?;
        let (writer, reader) = (Mutex::new(writer), Mutex::new(reader));
        Ok(Self { writer, reader, folder: folder.clone() })
    }

    /// Keeps room for the day on which the disk is full, if there is any; tried again and again.
    pub(crate) fn keep_reserve(&self) {
        let _ = reserve::keep(&self.folder);
    }

    /// Runs one action in one transaction: all of it is on the disk afterwards, or nothing. When
    /// the database has no room, the reserve is freed for the next action.
    pub fn act<T, E: From<PortalError>>(
        &self,
        action: &'static str,
        run: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let room = Room::default();
        let done = act_on(&mut held(&self.writer), &room, action, run);
        if room.is_out() {
            let _ = reserve::free(&self.folder);
        }
        done
    }

    /// Looks at the store as it stands, without being able to change it.
    pub fn look<T, E: From<PortalError>>(
        &self,
        run: impl FnOnce(&View<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut reader = held(&self.reader);
        let snapshot = reader
            .transaction_with_behavior(TransactionBehavior::Deferred)
            .doing("look at the database")?;
        run(&View(&snapshot))
    }
}

/// Refuses a folder that is no place for a new database, and removes what a set-up that was cut off
/// has left in it.
fn make_way(folder: &Folder) -> Result<(), PortalError> {
    check_place(folder.root())?;
    if Store::is_set_up(folder) {
        return Err(PortalError::AlreadySetUp);
    }
    for left_over in LEFT_OVERS {
        folder.remove(left_over, SyncPoint::GatewayDatabaseName)?;
    }
    Ok(())
}

/// A connection stays usable after a panic: its transaction was rolled back when it was dropped.
fn held(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn act_on<T, E: From<PortalError>>(
    connection: &mut Connection,
    room: &Room,
    action: &'static str,
    run: impl FnOnce(&Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    let tx = Tx { tx: room.noted(begun.doing(action))?, room };
    let done = run(&tx)?;
    room.noted(tx.tx.commit().doing(action))?;
    Ok(done)
}

/// Whether the database ran out of room in an action.
#[derive(Default)]
struct Room(Cell<bool>);

impl Room {
    fn noted<T>(&self, done: Result<T, PortalError>) -> Result<T, PortalError> {
        if done.as_ref().is_err_and(PortalError::is_full) {
            self.0.set(true);
        }
        done
    }

    fn is_out(&self) -> bool {
        self.0.get()
    }
}

/// Closes a connection so that the one file holds everything.
fn close_whole(connection: Connection) -> Result<(), PortalError> {
    // Leaving WAL mode checkpoints, syncs and removes the two files beside the database.
    connection.pragma_update(None, "journal_mode", "DELETE").doing("close the database")?;
    connection.close().map_err(|(_, refusal)| refusal).doing("close the database")
}

/// A transaction that writes. It ends with the action that it is named for.
pub struct Tx<'c> {
    tx: Transaction<'c>,
    room: &'c Room,
}

impl Tx<'_> {
    /// The same state, to read from.
    pub fn view(&self) -> View<'_> {
        View(&self.tx)
    }

    pub(crate) fn run(
        &self,
        sql: &str,
        params: impl Params,
        doing: &'static str,
    ) -> Result<usize, PortalError> {
        let done = self.tx.prepare_cached(sql).and_then(|mut s| s.execute(params));
        self.room.noted(done.doing(doing))
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
    ) -> Result<Option<T>, PortalError> {
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
    ) -> Result<Vec<T>, PortalError> {
        let mut statement = self.0.prepare_cached(sql).doing(doing)?;
        let rows = statement.query_map(params, read).doing(doing)?;
        rows.collect::<rusqlite::Result<_>>().doing(doing)
    }
}
