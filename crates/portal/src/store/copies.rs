//! Whole copies of the database: made while others write, and put into the place of a lost one.

use std::time::Duration;

use files::{Folder, SyncPoint};
use machine::failpoint;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use seal::Sha256;
use seal::data_key::StoreKey;

use super::gateway_row::GatewayRow;
use super::open::{Access, open};
use super::{
    DATABASE, Room, Store, Tx, UNFINISHED, View, act_on, close_whole, gateway_row, held, make_way,
    parts, results, schema,
};
use crate::error::{Doing, PortalError};

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
        {
            let source = held(&self.reader);
            let backup = Backup::new(&source, &mut copy).doing("begin a copy of the database")?;
            // All pages in one step: one state of the database, and no writer waits for it.
            let done = backup.run_to_completion(i32::MAX, PAUSE, None);
            done.doing("copy the database")?;
        }
        close_whole(copy)?;
        contents(folder, name, key)
    }

    /// Reads a database that was put beside the place of the live one, from its first page to its
    /// last.
    pub fn unfinished_contents(folder: &Folder, key: &StoreKey) -> Result<Contents, PortalError> {
        contents(folder, UNFINISHED, key)
    }

    /// Makes the database that was put beside the place of the live one the live one. It gets its
    /// name only when `change` is on the disk.
    pub fn adopt<T>(
        folder: &Folder,
        key: &StoreKey,
        change: impl FnOnce(&Tx<'_>) -> Result<T, PortalError>,
    ) -> Result<T, PortalError> {
        let mut connection = open(&folder.path(UNFINISHED), key, Access::Write)?;
        schema::migrate(&mut connection)?;
        let changed =
            act_on(&mut connection, &Room::default(), "begin anew from a backup", change)?;
        failpoint::pass("copy.changed");
        close_whole(connection)?;
        folder.adopt(UNFINISHED, DATABASE, SyncPoint::GatewayDatabaseName)?;
        Ok(changed)
    }

    /// Where a database is put before it becomes the live one, when nothing is in its way.
    pub fn way_for_another(folder: &Folder) -> Result<&'static str, PortalError> {
        make_way(folder)?;
        Ok(UNFINISHED)
    }
}

/// Reads a database whole.
///
/// # Errors
/// `WrongKey`, also for one that is damaged; `Newer`.
fn contents(folder: &Folder, name: &str, key: &StoreKey) -> Result<Contents, PortalError> {
    let mut connection = open(&folder.path(name), key, Access::Write)?;
    let (found, known) = (schema::version(&connection)?, schema::VERSION);
    if found > known {
        return Err(PortalError::Newer { found, known });
    }
    schema::migrate(&mut connection)?;
    failpoint::pass("copy.opened");
    // One bad page poisons a SQLCipher connection: after it the second check could only fail.
    let is_whole = lines_of(&connection, "PRAGMA cipher_integrity_check")?.is_empty()
        && lines_of(&connection, "PRAGMA integrity_check(1)")? == ["ok"];
    if !is_whole {
        return Err(PortalError::WrongKey);
    }
    let view = View(&connection);
    let gateway = gateway_row::get(&view)?;
    let files = [parts::named(&view)?, results::named(&view)?].concat();
    close_whole(connection)?;
    Ok(Contents { gateway, files })
}

fn lines_of(connection: &Connection, sql: &str) -> Result<Vec<String>, PortalError> {
    let mut statement = connection.prepare(sql).doing("check the database")?;
    let rows = statement.query_map([], |row| row.get(0)).doing("check the database")?;
    rows.collect::<rusqlite::Result<_>>().doing("check the database")
}
