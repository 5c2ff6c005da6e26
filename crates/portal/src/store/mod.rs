//! The gateway's memory: one encrypted SQLite file. [`Store`] opens it and hands out transactions;
//! each table has a module of its own. What may be written, and when, is decided in `acts`.

pub mod arrivals;
pub mod catalogue_keys;
pub mod catalogues;
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
pub mod schema;
pub mod signing_keys;
pub mod slices;
pub mod uploads;
pub mod withdrawals;

use files::{Folder, SyncPoint, check_place, reserve};
use seal::data_key::StoreKey;
use sqlite::{Access, Database, Home, act_once, close_whole, known_version, migrate};

use crate::error::PortalError;
use open::open;
use schema::{MIGRATIONS, VERSION};

/// The database's name inside the data folder.
pub const DATABASE: &str = "gateway.db";
/// The database's place in the data folder.
const HOME: Home =
    Home { name: DATABASE, unfinished: "gateway.db.new", naming: SyncPoint::GatewayDatabaseName };

/// The gateway's database, opened.
pub struct Store(Database<PortalError>);

/// A transaction that writes. It ends with the action that it is named for.
pub type Tx<'c> = sqlite::Tx<'c, PortalError>;

/// A consistent state of the store, to read from.
pub type View<'c> = sqlite::View<'c, PortalError>;

impl Store {
    /// Whether a finished database lies in the folder.
    pub fn is_set_up(folder: &Folder) -> bool {
        HOME.is_set_up(folder)
    }

    /// Whether a set-up or a restore that was cut off has left a file of this name.
    pub fn is_left_over(name: &str) -> bool {
        HOME.left_overs().iter().any(|left_over| left_over == name)
    }

    /// Makes the database. `fill` writes its first rows; the file gets its name only when they
    /// are on the disk and `before` has been done.
    pub fn create<E: From<PortalError>>(
        folder: &Folder,
        key: &StoreKey,
        fill: impl FnOnce(&Tx<'_>) -> Result<(), E>,
        before: impl FnOnce() -> Result<(), E>,
    ) -> Result<Self, E> {
        HOME.make_way(folder).map_err(PortalError::from)?;
        let mut connection = open(&folder.path(HOME.unfinished), key, Access::Create)?;
        migrate(&mut connection, &MIGRATIONS).map_err(PortalError::from)?;
        act_once(&mut connection, "set up the gateway", fill)?;
        close_whole(connection).map_err(PortalError::from)?;
        before()?;
        HOME.adopt(folder).map_err(PortalError::from)?;
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
        known_version(&writer, VERSION)?;
        migrate(&mut writer, &MIGRATIONS)?;
        let key = key.clone();
        Ok(Self(Database::new(writer, folder, move |access| open(&path, &key, access))?))
    }

    /// Keeps room for the day on which the disk is full, if there is any; tried again and again.
    pub(crate) fn keep_reserve(&self) {
        let _ = reserve::keep(self.0.folder());
    }

    /// Runs one action in one transaction: all of it is on the disk afterwards, or nothing. When
    /// the database has no room, the reserve is freed for the next action.
    pub fn act<T, E: From<PortalError>>(
        &self,
        action: &'static str,
        run: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.0.act(action, run)
    }

    /// Looks at the store as it stands, without being able to change it.
    pub fn look<T, E: From<PortalError>>(
        &self,
        run: impl FnOnce(&View<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.0.look(run)
    }
}
