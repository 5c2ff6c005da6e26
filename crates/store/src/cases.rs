//! Where each dossier stands before the law.

use domain::ids::DossierId;
use domain::kinds::CaseState;
use domain::moment::Millis;
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{Binds, maybe_millis, text};
use crate::store::{Tx, View};

/// Where a dossier stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The state, as far as this version knows it.
    pub state: CaseState,
    /// The agency's own status code, as it came; `None` while only this desk knows the dossier.
    pub raw_status: Option<String>,
    /// The agency's code; `None` before it took the dossier in.
    pub official_code: Option<String>,
    /// When the gateway heard of it.
    pub announced: Option<Millis>,
    /// When the agency took it in.
    pub received: Option<Millis>,
}

/// Opens the case of a new dossier.
pub fn open(tx: &Tx<'_>, dossier: DossierId) -> Result<(), StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = "
        INSERT INTO cases (dossier_id, state)
        VALUES (:dossier_id, 'draft')";
    tx.run(sql, &*binds.params(), "open a case").map(drop)
}

/// Moves a case that is still with this desk.
pub fn set_state(tx: &Tx<'_>, dossier: DossierId, state: CaseState) -> Result<(), StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier).word(":state", state);
    let sql = "
        UPDATE cases
        SET state = :state
        WHERE dossier_id = :dossier_id";
    tx.run(sql, &*binds.params(), "move a case").map(drop)
}

/// Remembers when the gateway first heard of a dossier.
pub fn set_announced(tx: &Tx<'_>, dossier: DossierId, announced: Millis) -> Result<(), StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier).with(":announced_ms", announced.get());
    let sql = "
        UPDATE cases
        SET announced_ms = coalesce(announced_ms, :announced_ms)
        WHERE dossier_id = :dossier_id";
    tx.run(sql, &*binds.params(), "note an announcement").map(drop)
}

/// What the agency told of a case.
pub struct Told<'a> {
    /// The state from now on.
    pub state: CaseState,
    /// The agency's own status code, as it came.
    pub raw_status: &'a str,
    /// The agency's code, if it told one.
    pub official_code: Option<&'a str>,
    /// When it took the dossier in, if it told that.
    pub received: Option<Millis>,
}

/// Moves a case as the agency told it; a code or a time that it gave before stays.
pub fn tell(tx: &Tx<'_>, dossier: DossierId, told: &Told<'_>) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":dossier_id", &dossier)
        .word(":state", told.state)
        .text(":raw_status", told.raw_status)
        .with(":official_code", told.official_code.map(str::to_owned))
        .with(":received_ms", told.received.map(Millis::get));
    let sql = "
        UPDATE cases
        SET state = :state, raw_status = :raw_status,
            official_code = coalesce(:official_code, official_code),
            received_ms = coalesce(:received_ms, received_ms)
        WHERE dossier_id = :dossier_id";
    tx.run(sql, &*binds.params(), "move a case").map(drop)
}

/// Reads where a dossier stands.
pub fn get(view: &View<'_>, dossier: DossierId) -> Result<Option<CaseRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = "
        SELECT state, raw_status, official_code, announced_ms, received_ms
        FROM cases
        WHERE dossier_id = :dossier_id";
    let read = |row: &rusqlite::Row<'_>| {
        Ok(CaseRow {
            state: text(row, "state")?,
            raw_status: row.get("raw_status")?,
            official_code: row.get("official_code")?,
            announced: maybe_millis(row, "announced_ms")?,
            received: maybe_millis(row, "received_ms")?,
        })
    };
    view.one(sql, &*binds.params(), read, "read a case")
}

/// How many dossiers stand in each state.
pub fn counts(view: &View<'_>) -> Result<Vec<(CaseState, u32)>, StoreError> {
    let sql = "
        SELECT state, count(*) AS dossiers
        FROM cases
        GROUP BY state
        ORDER BY state";
    let read = |row: &rusqlite::Row<'_>| Ok((text(row, "state")?, row.get("dossiers")?));
    view.all(sql, [], read, "count the cases")
}
