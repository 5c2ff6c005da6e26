//! What the agency did with the dossiers, in the order in which it was applied here.

use chrono::NaiveDate;
use domain::ids::{DossierId, SubmissionId};
use domain::moment::{Millis, Seq, Stamp};
use domain::text::Prose;
use rusqlite::Row;
use seal::{Fingerprint, Sha256};
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// An event's place among all events of all gateways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventPlace {
    /// The gateway.
    pub gateway: Fingerprint,
    /// Which life of its records.
    pub era: u32,
    /// Place among its events.
    pub number: u64,
}

/// One event. Its `Debug` keeps the agency's words to itself: they may name people.
#[derive(Clone)]
pub struct EventRow {
    /// Its place.
    pub place: EventPlace,
    /// The dossier.
    pub dossier: DossierId,
    /// The newest revision that the gateway held then.
    pub submission: SubmissionId,
    /// When the gateway recorded it, by its clock.
    pub at: Millis,
    /// The agency's status code, as it came.
    pub status: String,
    /// The agency's code for the dossier, if it names one.
    pub official_code: Option<String>,
    /// When the agency took the dossier in, if it says so.
    pub received: Option<Millis>,
    /// Why, in the agency's words.
    pub reason: Option<Prose>,
    /// Legal date by which the resident must answer, or the result is promised.
    pub deadline: Option<NaiveDate>,
    /// A result file that came with it.
    pub result: Option<Sha256>,
    /// At whose session it came, when.
    pub stamp: Stamp,
}

impl std::fmt::Debug for EventRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("EventRow");
        shown.field("place", &self.place).field("status", &self.status).finish_non_exhaustive()
    }
}

const INSERT: &str = concat!(
    "INSERT INTO events
        (gateway, era, number, dossier_id, submission_id, at_ms, status, official_code,
         received_ms, reason, deadline, result_sha256, ",
    stamp_columns!(),
    ") VALUES
        (:gateway, :era, :number, :dossier_id, :submission_id, :at_ms, :status, :official_code,
         :received_ms, :reason, :deadline, :result_sha256, ",
    stamp_values!(),
    ")"
);

const OF: &str = concat!(
    "SELECT gateway, era, number, dossier_id, submission_id, at_ms, status, official_code,
            received_ms, reason, deadline, result_sha256, ",
    stamp_columns!(),
    " FROM events
    WHERE dossier_id = :dossier_id
    ORDER BY seq"
);

/// Keeps an event that is being applied.
pub fn insert(tx: &Tx<'_>, event: &EventRow) -> Result<(), StoreError> {
    let binds = placed(&event.place)?
        .id(":dossier_id", &event.dossier)
        .id(":submission_id", &event.submission)
        .with(":at_ms", event.at.get())
        .text(":status", &event.status)
        .with(":official_code", event.official_code.clone())
        .with(":received_ms", event.received.map(Millis::get))
        .with(":reason", event.reason.as_ref().map(|reason| reason.as_str().to_owned()))
        .with(":deadline", event.deadline.map(|day| day.to_string()))
        .with(":result_sha256", event.result.map(|hash| hash.as_bytes().to_vec()))
        .stamp(&event.stamp);
    tx.run(INSERT, &*binds.params(), "keep an event").map(drop)
}

/// Whether an event was applied before.
pub fn has(view: &View<'_>, place: &EventPlace) -> Result<bool, StoreError> {
    let sql = "
        SELECT 1
        FROM events
        WHERE gateway = :gateway AND era = :era AND number = :number";
    let found = view.one(sql, &*placed(place)?.params(), |_| Ok(()), "look for an event")?;
    Ok(found.is_some())
}

fn placed(place: &EventPlace) -> Result<Binds, StoreError> {
    Ok(Binds::new()
        .with(":gateway", place.gateway.as_bytes().to_vec())
        .with(":era", place.era)
        .count(":number", place.number, "events")?)
}

/// The events of a dossier, in the order in which they were applied.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<EventRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.all(OF, &*binds.params(), read, "read the events of a dossier")
}

/// The last place in the desk's order at which an event was applied, before the first one 0.
pub fn newest(view: &View<'_>) -> Result<Seq, StoreError> {
    let sql = "SELECT coalesce(max(seq), 0) AS newest FROM events";
    let found =
        view.one(sql, [], |row| row.get("newest").map(Seq::new), "find the newest event")?;
    Ok(found.unwrap_or_default())
}

/// The dossiers of which events were applied behind this place, in that order.
pub fn dossiers_since(view: &View<'_>, before: Seq) -> Result<Vec<DossierId>, StoreError> {
    let sql = "
        SELECT dossier_id
        FROM events
        WHERE seq > :before
        GROUP BY dossier_id
        ORDER BY max(seq)";
    let binds = Binds::new().with(":before", before.get());
    view.all(sql, &*binds.params(), |row| row::id(row, "dossier_id"), "list dossiers with news")
}

fn read(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    let reason: Option<String> = row.get("reason")?;
    Ok(EventRow {
        place: EventPlace {
            gateway: Fingerprint::from_bytes(row.get("gateway")?),
            era: row.get("era")?,
            number: row::count(row, "number")?,
        },
        dossier: row::id(row, "dossier_id")?,
        submission: row::id(row, "submission_id")?,
        at: row::millis(row, "at_ms")?,
        status: row.get("status")?,
        official_code: row.get("official_code")?,
        received: row::maybe_millis(row, "received_ms")?,
        reason: reason.as_deref().map(Prose::new),
        deadline: row::maybe_text(row, "deadline")?,
        result: row.get::<_, Option<[u8; 32]>>("result_sha256")?.map(Sha256::from_bytes),
        stamp: row::stamp(row)?,
    })
}
