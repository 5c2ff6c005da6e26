//! What the agency did, in order, as the desks are told.

use domain::ids::{DeskId, DossierId, SubmissionId};
use domain::moment::Millis;
use rusqlite::Row;
use rusqlite::types::Value;
use seal::Sha256;
use sqlite::{Alter, Ask, Binds, row};

use super::{Tx, View};
use crate::error::PortalError;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Place in the order.
    pub number: u64,
    /// The life of the records in which it was written.
    pub era: u32,
    /// When it was written.
    pub at: Millis,
    /// The dossier.
    pub dossier: DossierId,
    /// The newest revision that was held whole.
    pub submission: SubmissionId,
    /// The agency's status code, as it came.
    pub status: String,
    /// SHA-256 of the result file that it names.
    pub result: Option<Sha256>,
    /// The signed text.
    pub statement: String,
}

const INSERT: &str = "
    INSERT INTO events (number, era, at_ms, dossier_id, submission_id, status, result, statement)
    VALUES (:number, :era, :at_ms, :dossier_id, :submission_id, :status, :result, :statement)";

const SELECT: &str = "
    SELECT number, era, at_ms, dossier_id, submission_id, status, result, statement
    FROM events";

/// The place that the next event takes, in a transaction that nobody else writes beside.
pub fn next_number(view: &View<'_>) -> Result<u64, PortalError> {
    let sql = "SELECT seq + 1 AS next FROM sqlite_sequence WHERE name = 'events'";
    let next = view.one(sql, [], |row| row::count(row, "next"), "read the next event's place")?;
    Ok(next.unwrap_or(1))
}

/// Appends an event.
pub fn insert(tx: &Tx<'_>, event: &EventRow) -> Result<(), PortalError> {
    let binds = Binds::new()
        .count(":number", event.number, "events")?
        .with(":era", event.era)
        .at(":at_ms", event.at)
        .id(":dossier_id", &event.dossier)
        .id(":submission_id", &event.submission)
        .text(":status", &event.status)
        .with(
            ":result",
            event.result.map_or(Value::Null, |sha256| sha256.as_bytes().to_vec().into()),
        )
        .text(":statement", &event.statement);
    tx.run(INSERT, &*binds.params(), "append an event").map(drop)
}

/// The events of a dossier, in order.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<EventRow>, PortalError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = format!("{SELECT} WHERE dossier_id = :dossier_id ORDER BY number");
    view.all(&sql, &*binds.params(), read, "read the events of a dossier")
}

/// At most `limit` events after a place, in order.
pub fn after(view: &View<'_>, number: u64, limit: u32) -> Result<Vec<EventRow>, PortalError> {
    let binds = Binds::new().count(":number", number, "events")?.with(":limit", limit);
    let sql = format!("{SELECT} WHERE number > :number ORDER BY number LIMIT :limit");
    view.all(&sql, &*binds.params(), read, "read the events after a place")
}

/// At most `limit` events after a place, of dossiers of which this desk delivered a revision: those
/// from its own first delivery on.
pub fn for_desk(
    view: &View<'_>,
    desk: DeskId,
    number: u64,
    limit: u32,
) -> Result<Vec<EventRow>, PortalError> {
    let binds = Binds::new()
        .id(":desk_id", &desk)
        .count(":number", number, "events")?
        .with(":limit", limit);
    let sql = format!(
        "{SELECT}
        WHERE number > :number
            AND number >= (
                SELECT min(arrival) FROM revisions
                WHERE desk_id = :desk_id AND revisions.dossier_id = events.dossier_id
            )
        ORDER BY number
        LIMIT :limit"
    );
    view.all(&sql, &*binds.params(), read, "read the events for a desk")
}

/// Whether this desk was told of a result: by an event from its own first delivery on.
pub fn has_told_of(
    view: &View<'_>,
    desk: DeskId,
    dossier: DossierId,
    result: &Sha256,
) -> Result<bool, PortalError> {
    let binds =
        Binds::new().id(":desk_id", &desk).id(":dossier_id", &dossier).hash(":result", result);
    let sql = "
        SELECT 1 FROM events
        WHERE dossier_id = :dossier_id
            AND result = :result
            AND number >= (
                SELECT min(arrival) FROM revisions
                WHERE desk_id = :desk_id AND dossier_id = :dossier_id
            )
        LIMIT 1";
    Ok(view.one(sql, &*binds.params(), |_| Ok(()), "look whom a result was told to")?.is_some())
}

fn read(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    Ok(EventRow {
        number: row::count(row, "number")?,
        era: row.get("era")?,
        at: row::millis(row, "at_ms")?,
        dossier: row::id(row, "dossier_id")?,
        submission: row::id(row, "submission_id")?,
        status: row.get("status")?,
        result: row.get::<_, Option<[u8; 32]>>("result")?.map(Sha256::from_bytes),
        statement: row.get("statement")?,
    })
}
