//! The codes with which desks enrol.

use domain::ids::DeskId;
use domain::moment::Millis;
use rusqlite::Row;
use seal::EnrolmentCode;
use sqlite::{Alter, Ask, Binds, row};

use super::{Tx, View};
use crate::error::PortalError;

/// A code, and what became of it.
#[derive(Debug)]
pub struct CodeRow {
    /// The code, of which half is the secret.
    pub code: EnrolmentCode,
    /// From when on it is too old to be used for the first time.
    pub expires: Millis,
    /// The desk that used it.
    pub used_by: Option<DeskId>,
}

const INSERT: &str = "
    INSERT INTO enrolment_codes (name, code, made_for, made_ms, expires_ms, used_by, used_ms)
    VALUES (:name, :code, :made_for, :made_ms, :expires_ms, NULL, NULL)";

/// Keeps a new code.
pub fn insert(
    tx: &Tx<'_>,
    code: &EnrolmentCode,
    made_for: &str,
    made: Millis,
    expires: Millis,
) -> Result<(), PortalError> {
    let binds = Binds::new()
        .text(":name", &code.name())
        .with(":code", code.as_bytes().to_vec())
        .text(":made_for", made_for)
        .at(":made_ms", made)
        .at(":expires_ms", expires);
    tx.run(INSERT, &*binds.params(), "keep an enrolment code").map(drop)
}

/// The code of this name.
pub fn get(view: &View<'_>, name: &str) -> Result<Option<CodeRow>, PortalError> {
    let binds = Binds::new().text(":name", name);
    let sql = "SELECT code, expires_ms, used_by FROM enrolment_codes WHERE name = :name";
    let read = |row: &Row<'_>| {
        Ok(CodeRow {
            code: EnrolmentCode::from_bytes(row.get("code")?),
            expires: row::millis(row, "expires_ms")?,
            used_by: row::maybe_id(row, "used_by")?,
        })
    };
    view.one(sql, &*binds.params(), read, "read an enrolment code")
}

/// Notes which desk used a code.
pub fn use_up(tx: &Tx<'_>, name: &str, desk: DeskId, at: Millis) -> Result<(), PortalError> {
    let binds = Binds::new().text(":name", name).id(":used_by", &desk).at(":used_ms", at);
    let sql = "
        UPDATE enrolment_codes
        SET used_by = :used_by, used_ms = :used_ms
        WHERE name = :name AND used_by IS NULL";
    tx.run(sql, &*binds.params(), "note who used an enrolment code").map(drop)
}

/// Ends every code that nobody has used, whatever any clock says later; gives how many of them had
/// not been too old by now.
pub fn end_all_unused(tx: &Tx<'_>, now: Millis) -> Result<usize, PortalError> {
    let binds = Binds::new().at(":now", now);
    let of_use = "
        UPDATE enrolment_codes
        SET expires_ms = 0
        WHERE used_by IS NULL AND expires_ms > :now";
    let ended = tx.run(of_use, &*binds.params(), "end the unused enrolment codes")?;
    // The clock may have been ahead of the one that is asked when a desk comes.
    let others = "UPDATE enrolment_codes SET expires_ms = 0 WHERE used_by IS NULL";
    tx.run(others, [], "end the old enrolment codes")?;
    Ok(ended)
}
