//! What has not arrived, with what people call it: the queue as it is looked at.

use domain::ids::{DossierId, ParcelId, SubmissionId};
use domain::kinds::{ParcelKind, ParcelState};
use domain::moment::Millis;
use domain::procedure::ProcedureCode;
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use rusqlite::Row;
use sqlite::Ask;

use crate::error::StoreError;
use crate::row;
use crate::store::View;

/// A parcel that has not arrived.
pub struct WaitingRow {
    /// The parcel.
    pub parcel: ParcelId,
    /// The dossier.
    pub dossier: DossierId,
    /// The code on the resident's paper.
    pub code: ProvisionalCode,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The owner's name, else the submitter's; empty while neither was typed.
    pub person: Line,
    /// What it carries.
    pub kind: ParcelKind,
    /// Number of the revision that it carries; `None` for a withdrawal.
    pub revision: Option<u32>,
    /// That revision; `None` for a withdrawal.
    pub submission: Option<SubmissionId>,
    /// Where it stands.
    pub state: ParcelState,
    /// The gateway's problem document as JSON; `None` when it was not set aside.
    pub problem: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was queued, by the machine's clock.
    pub since: Millis,
    /// Bytes of all its parts.
    pub size: u64,
    /// Of these, bytes of the form.
    pub form: u64,
    /// How many papers it has besides the form.
    pub papers: u64,
    /// Whether an earlier parcel of its dossier was set aside.
    pub is_held_up: bool,
}

const ALL: &str = "
    SELECT
        parcels.parcel_id, parcels.dossier_id, provisional_code, procedure_code,
        coalesce(nullif(owner.name, ''), submitter.name, '') AS person,
        parcels.kind, revisions.revision, parcels.submission_id, parcels.state, parcels.problem,
        parcels.attempts, parcels.clock_ms,
        coalesce(
            (SELECT sum(size) FROM parts WHERE parts.submission_id = parcels.submission_id),
            length(parcels.body)
        ) AS size,
        coalesce(
            (
                SELECT size
                FROM parts
                WHERE parts.submission_id = parcels.submission_id AND number = 0
            ),
            length(parcels.body)
        ) AS form,
        (
            SELECT count(*)
            FROM parts
            WHERE parts.submission_id = parcels.submission_id AND number > 0
        ) AS papers,
        EXISTS (
            SELECT 1
            FROM parcels AS earlier
            WHERE earlier.dossier_id = parcels.dossier_id AND earlier.state = 'set_aside'
                AND earlier.seq < parcels.seq
        ) AS is_held_up
    FROM parcels
    JOIN dossiers ON dossiers.dossier_id = parcels.dossier_id
    LEFT JOIN revisions ON revisions.submission_id = parcels.submission_id
    LEFT JOIN people AS owner
        ON owner.dossier_id = parcels.dossier_id AND owner.part = 'owner'
    LEFT JOIN people AS submitter
        ON submitter.dossier_id = parcels.dossier_id AND submitter.part = 'submitter'
    WHERE parcels.state IN ('queued', 'announcing', 'sending', 'set_aside')
    ORDER BY parcels.seq";

/// Everything of a dossier that has not arrived, in the desk's order.
pub fn all(view: &View<'_>) -> Result<Vec<WaitingRow>, StoreError> {
    view.all(ALL, [], read, "list what has not arrived")
}

fn read(row: &Row<'_>) -> rusqlite::Result<WaitingRow> {
    Ok(WaitingRow {
        parcel: row::id(row, "parcel_id")?,
        dossier: row::id(row, "dossier_id")?,
        code: row::code(row, "provisional_code")?,
        procedure: row::text(row, "procedure_code")?,
        person: Line::new(&row.get::<_, String>("person")?),
        kind: row::text(row, "kind")?,
        revision: row.get("revision")?,
        submission: row::maybe_id(row, "submission_id")?,
        state: row::text(row, "state")?,
        problem: row.get("problem")?,
        attempts: row.get("attempts")?,
        since: row::millis(row, "clock_ms")?,
        size: row::count(row, "size")?,
        form: row::count(row, "form")?,
        papers: row::count(row, "papers")?,
        is_held_up: row.get("is_held_up")?,
    })
}

/// How much has not arrived, and how much of that waits for the clerk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// How many dossiers wait for the road.
    pub waiting: u64,
    /// How many wait for the clerk.
    pub set_aside: u64,
    /// Bytes of what waits for the road.
    pub size: u64,
}

/// Counts what has not arrived.
pub fn load(view: &View<'_>) -> Result<Load, StoreError> {
    let sql = "
        SELECT
            (
                SELECT count(DISTINCT dossier_id)
                FROM parcels
                WHERE state IN ('queued', 'announcing', 'sending')
            ) AS waiting,
            (SELECT count(DISTINCT dossier_id) FROM parcels WHERE state = 'set_aside') AS set_aside,
            (
                SELECT coalesce(sum(parts.size), 0)
                FROM parcels
                JOIN parts ON parts.submission_id = parcels.submission_id
                WHERE parcels.state IN ('queued', 'announcing', 'sending')
            ) AS size";
    let read = |row: &Row<'_>| {
        Ok(Load {
            waiting: row::count(row, "waiting")?,
            set_aside: row::count(row, "set_aside")?,
            size: row::count(row, "size")?,
        })
    };
    Ok(view.one(sql, [], read, "count what has not arrived")?.unwrap_or_default())
}
