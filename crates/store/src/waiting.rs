//! What has not arrived, with what people call it: the queue as it is looked at, a page at a time.

use chrono::NaiveDate;
use domain::ids::{DossierId, ParcelId, SubmissionId};
use domain::kinds::{ParcelKind, ParcelState};
use domain::moment::Millis;
use domain::procedure::ProcedureCode;
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use rusqlite::Row;
use sqlite::Ask;

use crate::due::{due, or_last};
use crate::error::StoreError;
use crate::row::{self, Binds};
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
    /// Its place in the line.
    pub place: Place,
    /// Bytes of all its parts.
    pub size: u64,
    /// Of these, bytes of the form.
    pub form: u64,
    /// How many papers it has besides the form.
    pub papers: u64,
    /// Whether an earlier parcel of its dossier was set aside.
    pub is_held_up: bool,
}

/// A place in the line of what waits for the road; it can be named when nothing stands there any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// 0: it is being sent; 1: it has not begun. Those come first that are being sent.
    pub rank: u8,
    /// Civil day by which the agency wants it. The earliest comes first among these, and `None` last.
    pub due: Option<NaiveDate>,
    /// The desk's order among these.
    pub seq: u64,
}

impl Place {
    /// The first place after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self { seq: self.seq.saturating_add(1), ..self }
    }
}

/// What is left to send of a parcel is reckoned from this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// The parcel.
    pub parcel: ParcelId,
    /// Where it stands.
    pub state: ParcelState,
    /// Bytes of all its parts.
    pub size: u64,
    /// Of these, bytes of the form.
    pub form: u64,
    /// Civil day by which the agency wants it; `None`: none was set.
    pub due: Option<NaiveDate>,
    /// Whether an earlier parcel of its dossier was set aside.
    pub is_held_up: bool,
}

impl WaitingRow {
    /// What is left to send of it is reckoned from this.
    pub fn weight(&self) -> Weight {
        let Self { parcel, state, size, form, place, is_held_up, .. } = *self;
        Weight { parcel, state, size, form, due: place.due, is_held_up }
    }
}

/// Whether an earlier parcel of the same dossier waits for the clerk.
macro_rules! is_held_up {
    () => {
        "EXISTS (
            SELECT 1
            FROM parcels AS earlier
            WHERE earlier.dossier_id = parcels.dossier_id AND earlier.state = 'set_aside'
                AND earlier.seq < parcels.seq
        ) AS is_held_up"
    };
}

/// How many bytes a parcel has, and how many of them its form.
macro_rules! sizes {
    () => {
        "coalesce(
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
        ) AS form"
    };
}

/// Whole rows of the parcels that a selection names, in its order. Names, papers and problems are
/// looked up for those alone.
macro_rules! rows_of {
    ($($which:tt)+) => {
        concat!(
            "WITH page AS (", $($which)+, ")",
            "
            SELECT
                parcels.parcel_id, parcels.dossier_id, provisional_code, procedure_code,
                coalesce(nullif(owner.name, ''), submitter.name, '') AS person,
                parcels.kind, revisions.revision, parcels.submission_id, parcels.state, parcels.problem,
                parcels.attempts, parcels.clock_ms, parcels.seq,
                parcels.state = 'queued' AS rank,
                ",
            due!(),
            " AS due,
                ",
            sizes!(),
            ",
                (
                    SELECT count(*)
                    FROM parts
                    WHERE parts.submission_id = parcels.submission_id AND number > 0
                ) AS papers,
                ",
            is_held_up!(),
            "
            FROM page
            JOIN parcels ON parcels.parcel_id = page.parcel_id
            JOIN dossiers ON dossiers.dossier_id = parcels.dossier_id
            LEFT JOIN revisions ON revisions.submission_id = parcels.submission_id
            LEFT JOIN people AS owner
                ON owner.dossier_id = parcels.dossier_id AND owner.part = 'owner'
            LEFT JOIN people AS submitter
                ON submitter.dossier_id = parcels.dossier_id AND submitter.part = 'submitter'
            ORDER BY parcels.state = 'queued', ",
            or_last!(due!()),
            ", parcels.seq"
        )
    };
}

const LINE: &str = rows_of!(concat!(
    "
    SELECT parcel_id
    FROM parcels
    WHERE state IN ('queued', 'announcing', 'sending') AND dossier_id IS NOT NULL
    ORDER BY state = 'queued', ",
    or_last!(due!()),
    ", seq
    LIMIT :limit OFFSET :offset
    "
));
const ASIDE: &str = rows_of!(
    "
    SELECT parcel_id
    FROM parcels
    WHERE state = 'set_aside' AND dossier_id IS NOT NULL
    ORDER BY seq
    LIMIT :limit
    "
);

/// So many of those that wait for the road, from the so manieth place of the line on.
pub fn line(view: &View<'_>, offset: u64, limit: u64) -> Result<Vec<WaitingRow>, StoreError> {
    let binds = Binds::new().with(":limit", whole(limit)).with(":offset", whole(offset));
    view.all(LINE, &*binds.params(), read, "list what waits for the road")
}

/// So many of those that wait for the clerk, in the desk's order.
pub fn aside(view: &View<'_>, limit: u64) -> Result<Vec<WaitingRow>, StoreError> {
    let binds = Binds::new().with(":limit", whole(limit));
    view.all(ASIDE, &*binds.params(), read, "list what waits for the clerk")
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// How many parcels stand in the line before a place.
pub fn before(view: &View<'_>, place: Place) -> Result<u64, StoreError> {
    let binds = Binds::new()
        .with(":rank", i64::from(place.rank))
        .with(":due", place.due.map(|day| day.to_string()))
        .with(":seq", whole(place.seq));
    let sql = concat!(
        "
        SELECT count(*) AS count
        FROM parcels
        WHERE state IN ('queued', 'announcing', 'sending') AND dossier_id IS NOT NULL
            AND (state = 'queued', ",
        or_last!(due!()),
        ", seq) < (:rank, ",
        or_last!(":due"),
        ", :seq)"
    );
    let read = |row: &Row<'_>| row::count(row, "count");
    Ok(view.one(sql, &*binds.params(), read, "find a place in the line")?.unwrap_or_default())
}

const WEIGHTS: &str = concat!(
    "
    SELECT
        parcels.parcel_id,
        ",
    sizes!(),
    ",
        ",
    due!(),
    " AS due,
        ",
    is_held_up!(),
    "
    FROM parcels
    WHERE parcels.state = :state AND parcels.dossier_id IS NOT NULL
    ORDER BY parcels.seq"
);

/// Tells what each weighs that waits for the road: what is being sent first, then in the desk's order.
/// Thousands are asked about often: an index has them in this order, so that none are sorted or kept.
pub fn weigh(view: &View<'_>, mut each: impl FnMut(Weight)) -> Result<(), StoreError> {
    for state in [ParcelState::Sending, ParcelState::Announcing, ParcelState::Queued] {
        let binds = Binds::new().word(":state", state);
        let read = |row: &Row<'_>| {
            each(Weight {
                parcel: row::id(row, "parcel_id")?,
                state,
                size: row::count(row, "size")?,
                form: row::count(row, "form")?,
                due: row::maybe_text(row, "due")?,
                is_held_up: row.get("is_held_up")?,
            });
            Ok(())
        };
        // A list of nothings takes no room.
        view.all(WEIGHTS, &*binds.params(), read, "weigh what waits for the road")?;
    }
    Ok(())
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
        place: Place {
            rank: row.get("rank")?,
            due: row::maybe_text(row, "due")?,
            seq: row::count(row, "seq")?,
        },
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
    /// How many parcels those are that wait for the road; a dossier may have several.
    pub in_line: u64,
    /// How many parcels those are that wait for the clerk.
    pub aside: u64,
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
            ) AS size,
            (
                SELECT count(*)
                FROM parcels
                WHERE state IN ('queued', 'announcing', 'sending') AND dossier_id IS NOT NULL
            ) AS in_line,
            (
                SELECT count(*) FROM parcels WHERE state = 'set_aside' AND dossier_id IS NOT NULL
            ) AS aside";
    let read = |row: &Row<'_>| {
        Ok(Load {
            waiting: row::count(row, "waiting")?,
            set_aside: row::count(row, "set_aside")?,
            size: row::count(row, "size")?,
            in_line: row::count(row, "in_line")?,
            aside: row::count(row, "aside")?,
        })
    };
    Ok(view.one(sql, [], read, "count what has not arrived")?.unwrap_or_default())
}

#[cfg(test)]
#[path = "waiting_tests.rs"]
mod tests;
