//! What this desk made of the packages of the catalogue that its gateway offered.

use domain::moment::Millis;
use rusqlite::Row;
use seal::hash::Sha256;
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{self, Binds};
use crate::store::{Tx, View};

/// A package that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// SHA-256 of the file, as the gateway named it.
    pub sha256: Sha256,
    /// Its version, as the gateway named it.
    pub version: String,
    /// Why, as a code with a sentence.
    pub reason: String,
    /// The file in the package that is at fault.
    pub file: Option<String>,
    /// Which of the gateway's lists of keys it was judged by.
    pub keys_serial: u32,
    /// Version of the program that judged it.
    pub program: String,
    /// When, by the machine's clock.
    pub at: Millis,
}

const REFUSE: &str = "
    INSERT OR REPLACE INTO refused_catalogue
        (only_row, sha256, version, reason, file, keys_serial, program, refused_ms)
    VALUES (1, :sha256, :version, :reason, :file, :keys_serial, :program, :refused_ms)";

const REFUSED: &str = "
    SELECT sha256, version, reason, file, keys_serial, program, refused_ms
    FROM refused_catalogue";

const SET_LATEST: &str = "
    INSERT OR REPLACE INTO latest_catalogue (only_row, version)
    VALUES (1, :version)";

/// Remembers that a package was refused, in the place of the one before.
pub fn refuse(tx: &Tx<'_>, refused: &RefusedRow) -> Result<(), StoreError> {
    let binds = Binds::new()
        .hash(":sha256", &refused.sha256)
        .text(":version", &refused.version)
        .text(":reason", &refused.reason)
        .with(":file", refused.file.clone())
        .with(":keys_serial", refused.keys_serial)
        .text(":program", &refused.program)
        .at(":refused_ms", refused.at);
    tx.run(REFUSE, &*binds.params(), "remember that a catalogue was refused").map(drop)
}

/// The package that was refused last.
pub fn refused(view: &View<'_>) -> Result<Option<RefusedRow>, StoreError> {
    view.one(REFUSED, [], read, "read which catalogue was refused")
}

/// Remembers the latest version that was ever in use here.
pub fn set_latest(tx: &Tx<'_>, version: &str) -> Result<(), StoreError> {
    let binds = Binds::new().text(":version", version);
    tx.run(SET_LATEST, &*binds.params(), "remember the latest catalogue").map(drop)
}

/// The latest version that was ever in use here, as far as somebody remembered it.
pub fn latest(view: &View<'_>) -> Result<Option<String>, StoreError> {
    let sql = "SELECT version FROM latest_catalogue";
    view.one(sql, [], |row| row.get("version"), "read the latest catalogue")
}

fn read(row: &Row<'_>) -> rusqlite::Result<RefusedRow> {
    Ok(RefusedRow {
        sha256: row::hash(row, "sha256")?,
        version: row.get("version")?,
        reason: row.get("reason")?,
        file: row.get("file")?,
        keys_serial: row.get("keys_serial")?,
        program: row.get("program")?,
        at: row::millis(row, "refused_ms")?,
    })
}
