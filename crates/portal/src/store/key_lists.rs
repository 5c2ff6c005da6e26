//! Every list of keys that the root has signed.

use domain::moment::Millis;
use rusqlite::Row;
use sqlite::{Alter, Ask, Binds};

use super::{Tx, View};
use crate::error::PortalError;

/// The newest list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewestList {
    /// Its number.
    pub serial: u32,
    /// The signed text.
    pub statement: String,
}

const INSERT: &str = "
    INSERT INTO key_lists (serial, statement, issued_ms)
    VALUES (:serial, :statement, :issued_ms)";

/// Keeps a list that the root has signed.
pub fn insert(tx: &Tx<'_>, list: &NewestList, issued: Millis) -> Result<(), PortalError> {
    let binds = Binds::new()
        .with(":serial", list.serial)
        .text(":statement", &list.statement)
        .at(":issued_ms", issued);
    tx.run(INSERT, &*binds.params(), "keep a list of keys").map(drop)
}

/// The list that is handed out.
pub fn newest(view: &View<'_>) -> Result<NewestList, PortalError> {
    let sql = "SELECT serial, statement FROM key_lists ORDER BY serial DESC LIMIT 1";
    let read = |row: &Row<'_>| {
        Ok(NewestList { serial: row.get("serial")?, statement: row.get("statement")? })
    };
    view.one(sql, [], read, "read the list of keys")?.ok_or(PortalError::NotSetUp)
}
