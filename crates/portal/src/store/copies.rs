//! Whole copies of the database: made while others write, and put into the place of a lost one.

use std::time::Duration;

use files::Folder;
use machine::failpoint;
use rusqlite::backup::Backup;
use seal::Sha256;
use seal::data_key::StoreKey;
use sqlite::{Access, Doing, act_once, close_whole, is_whole, known_version, look_once, migrate};

use super::gateway_row::GatewayRow;
use super::open::open;
use super::schema::{MIGRATIONS, VERSION};
use super::{HOME, Store, Tx, gateway_row, parts, results};
use crate::error::PortalError;

/// How long a copy waits where SQLite asks it to.
const PAUSE: Duration = Duration::from_millis(50);

/// What a copy has, as far as files beside it are concerned.
pub struct Contents {
    /// Which gateway it is.
    pub gateway: GatewayRow,
    /// Every sealed file that it names, with what its plain bytes are.
    pub files: Vec<Named>,
}

/// A sealed file that a database names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name from the data folder.
    pub file: String,
    /// SHA-256 of its plain bytes.
    pub sha256: Sha256,
}

impl Store {
    /// Copies the database as it stands to a new file in the data folder, encrypted with the same
    /// key, while others go on reading and writing; proves that the copy is whole.
    pub fn copy_to(
        &self,
        folder: &Folder,
        name: &str,
        key: &StoreKey,
    ) -> Result<Contents, PortalError> {
        let mut copy = open(&folder.path(name), key, Access::Create)?;
        self.0.lend(|source| {
            let backup = Backup::new(source, &mut copy).doing("begin a copy of the database")?;
            // All pages in one step: one state of the database, and no writer waits for it.
            let done = backup.run_to_completion(i32::MAX, PAUSE, None);
            done.doing("copy the database")
        })?;
        close_whole(copy)?;
        contents(folder, name, key)
    }

    /// Reads a database that was put beside the place of the live one, from its first page to its
    /// last.
    pub fn unfinished_contents(folder: &Folder, key: &StoreKey) -> Result<Contents, PortalError> {
        contents(folder, HOME.unfinished, key)
    }

    /// Makes the database that was put beside the place of the live one the live one. It gets its
    /// name only when `change` is on the disk.
    pub fn adopt<T>(
        folder: &Folder,
        key: &StoreKey,
        change: impl FnOnce(&Tx<'_>) -> Result<T, PortalError>,
    ) -> Result<T, PortalError> {
        let mut connection = open(&folder.path(HOME.unfinished), key, Access::Write)?;
        migrate(&mut connection, &MIGRATIONS)?;
        let changed = act_once(&mut connection, "begin anew from a backup", change)?;
        failpoint::pass("copy.changed");
        close_whole(connection)?;
        HOME.adopt(folder)?;
        Ok(changed)
    }

    /// Where a database is put before it becomes the live one, when nothing is in its way.
    pub fn way_for_another(folder: &Folder) -> Result<&'static str, PortalError> {
        HOME.make_way(folder)?;
        Ok(HOME.unfinished)
    }
}

/// Reads a database whole.
///
/// # Errors
/// `WrongKey`, also for one that is damaged; `Newer`.
fn contents(folder: &Folder, name: &str, key: &StoreKey) -> Result<Contents, PortalError> {
    let mut connection = open(&folder.path(name), key, Access::Write)?;
    known_version(&connection, VERSION)?;
    migrate(&mut connection, &MIGRATIONS)?;
    failpoint::pass("copy.opened");
    if !is_whole(&connection)? {
        return Err(PortalError::WrongKey);
    }
    let contents = look_once(&mut connection, |view| {
        let gateway = gateway_row::get(view)?;
        let files = [parts::named(view)?, results::named(view)?].concat();
        Ok::<_, PortalError>(Contents { gateway, files })
    })?;
    close_whole(connection)?;
    Ok(contents)
}
