//! What never changes about a dossier, and the lists of dossiers.

use chrono::NaiveDate;
use domain::ids::DossierId;
use domain::kinds::{Assistance, CaseState, Channel, DeskKind, ParcelKind, ParcelState};
use domain::moment::{Millis, Stamp};
use domain::procedure::ProcedureCode;
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use rusqlite::Row;
use seal::identity::Identity;
use sqlite::{Alter, Ask};

use crate::catalogues::Pin;
use crate::error::StoreError;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// A dossier as it was begun.
pub struct DossierRow {
    /// Its id, for life.
    pub dossier: DossierId,
    /// The code on the resident's paper until the agency gives its own.
    pub provisional_code: ProvisionalCode,
    /// Legal date (+07:00) on which it was begun.
    pub taken_on: NaiveDate,
    /// Running number of that day; identifies nothing.
    pub day_number: u32,
    /// The procedure that it asks for.
    pub procedure: ProcedureCode,
    /// What kind of desk took it.
    pub desk_kind: DeskKind,
    /// By which channel it is handed in.
    pub channel: Channel,
    /// How far the desk helped.
    pub assistance: Assistance,
    /// Name of its folder under `dossiers/`.
    pub folder: String,
    /// The identity to which its files are sealed; `None` once the dossier was erased.
    pub identity: Option<Identity>,
    /// Under which catalogue it was taken in; `None`: the desk had none that it could name.
    pub pin: Option<Pin>,
    /// Who began it, when.
    pub stamp: Stamp,
}

/// One line of a list.
pub struct Summary {
    /// The dossier.
    pub dossier: DossierId,
    /// The code on the resident's paper.
    pub provisional_code: ProvisionalCode,
    /// The agency's code, once it is there.
    pub official_code: Option<String>,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// Where it stands.
    pub state: CaseState,
    /// The owner's name, else the submitter's; empty while neither was typed.
    pub person: Line,
    /// When it was begun.
    pub begun: Millis,
    /// Whether something about it is being typed.
    pub draft: DraftState,
    /// Whether something of it waits for the clerk instead of the road.
    pub is_set_aside: bool,
    /// What was queued last and not cancelled, and where that stands.
    pub newest_parcel: Option<(ParcelKind, ParcelState)>,
    /// When the gateway last held every byte of something of it, by its clock.
    pub delivered: Option<Millis>,
}

/// What becomes of a dossier's draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftState {
    /// There is none: everything typed was sealed.
    None,
    /// It is being typed.
    Open,
    /// It was thrown away.
    Discarded,
}

const INSERT: &str = concat!(
    "INSERT INTO dossiers
        (dossier_id, provisional_code, taken_on, day_number, procedure_code, desk_kind, channel,
         assistance, folder, identity, catalogue_version, catalogue_hash, procedure_hash, form_hash,
         legal_hold, ",
    stamp_columns!(),
    ") VALUES
        (:dossier_id, :provisional_code, :taken_on, :day_number, :procedure_code, :desk_kind,
         :channel, :assistance, :folder, :identity, :catalogue_version, :catalogue_hash,
         :procedure_hash, :form_hash, 0, ",
    stamp_values!(),
    ")"
);

const SELECT: &str = concat!(
    "SELECT dossier_id, provisional_code, taken_on, day_number, procedure_code, desk_kind,
            channel, assistance, folder, identity, catalogue_version, catalogue_hash,
            procedure_hash, form_hash, ",
    stamp_columns!(),
    " FROM dossiers
    WHERE dossier_id = :dossier_id"
);

/// What is true of a dossier that is a draft and was thrown away.
macro_rules! is_discarded {
    () => {
        "(cases.state = 'draft' AND EXISTS (
                SELECT 1
                FROM drafts INDEXED BY drafts_discarded
                WHERE drafts.dossier_id = dossiers.dossier_id AND discarded_ms IS NOT NULL
            ))"
    };
}
pub(crate) use is_discarded;

/// Which rows a list reads, and what of them; [`read_summary`] reads one.
macro_rules! summaries {
    () => {
        "
    SELECT
        dossiers.dossier_id, provisional_code, official_code, procedure_code, cases.state,
        coalesce(nullif(owner.name, ''), submitter.name, '') AS person, dossiers.clock_ms,
        EXISTS (SELECT 1 FROM drafts WHERE drafts.dossier_id = dossiers.dossier_id) AS has_draft,
        EXISTS (
            SELECT 1
            FROM drafts INDEXED BY drafts_discarded
            WHERE drafts.dossier_id = dossiers.dossier_id AND discarded_ms IS NOT NULL
        ) AS has_discarded_draft,
        EXISTS (
            SELECT 1
            FROM parcels
            WHERE parcels.dossier_id = dossiers.dossier_id AND parcels.state = 'set_aside'
        ) AS is_set_aside,
        (
            SELECT kind || ' ' || state
            FROM parcels
            WHERE parcels.dossier_id = dossiers.dossier_id AND parcels.state <> 'cancelled'
            ORDER BY parcels.seq DESC
            LIMIT 1
        ) AS newest_parcel,
        (
            SELECT max(delivered_ms)
            FROM receipts
            WHERE receipts.dossier_id = dossiers.dossier_id
        ) AS delivered_ms
    FROM dossiers
    JOIN cases ON cases.dossier_id = dossiers.dossier_id
    LEFT JOIN people AS owner
        ON owner.dossier_id = dossiers.dossier_id AND owner.part = 'owner'
    LEFT JOIN people AS submitter
        ON submitter.dossier_id = dossiers.dossier_id AND submitter.part = 'submitter'"
    };
}
pub(crate) use summaries;

const LIST: &str = concat!(
    summaries!(),
    "
    WHERE (:state IS NULL OR cases.state = :state)
        AND ",
    is_discarded!(),
    " = :discarded
    ORDER BY dossiers.seq DESC"
);

/// Begins a dossier.
pub fn insert(tx: &Tx<'_>, row: &DossierRow) -> Result<(), StoreError> {
    let identity = row.identity.as_ref().map(|identity| identity.text().to_string());
    let binds = Binds::new()
        .id(":dossier_id", &row.dossier)
        .text(":provisional_code", &row.provisional_code.to_string())
        .text(":taken_on", &row.taken_on.to_string())
        .with(":day_number", row.day_number)
        .text(":procedure_code", row.procedure.as_str())
        .word(":desk_kind", row.desk_kind)
        .word(":channel", row.channel)
        .word(":assistance", row.assistance)
        .text(":folder", &row.folder)
        .with(":identity", identity)
        .stamp(&row.stamp);
    let binds = Pin::bound(row.pin.as_ref(), binds);
    tx.run(INSERT, &*binds.params(), "begin a dossier").map(drop)
}

/// Reads a dossier.
pub fn get(view: &View<'_>, dossier: DossierId) -> Result<Option<DossierRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.one(SELECT, &*binds.params(), read, "read a dossier")
}

fn read(row: &Row<'_>) -> rusqlite::Result<DossierRow> {
    Ok(DossierRow {
        dossier: row::id(row, "dossier_id")?,
        provisional_code: row::code(row, "provisional_code")?,
        taken_on: row::text(row, "taken_on")?,
        day_number: row.get("day_number")?,
        procedure: row::text(row, "procedure_code")?,
        desk_kind: row::text(row, "desk_kind")?,
        channel: row::text(row, "channel")?,
        assistance: row::text(row, "assistance")?,
        folder: row.get("folder")?,
        identity: row::maybe_text(row, "identity")?,
        pin: Pin::read(row)?,
        stamp: row::stamp(row)?,
    })
}

/// Which dossiers a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All but discarded drafts.
    All,
    /// Those in one state, but no discarded drafts.
    In(CaseState),
    /// Drafts that were thrown away and can be taken back.
    Discarded,
}

/// The dossiers of this desk, newest first.
pub fn list(view: &View<'_>, wanted: Wanted) -> Result<Vec<Summary>, StoreError> {
    let (state, discarded) = match wanted {
        Wanted::All => (None, false),
        Wanted::In(state) => (Some(state.word().to_owned()), false),
        Wanted::Discarded => (None, true),
    };
    let binds = Binds::new().with(":state", state).with(":discarded", discarded);
    view.all(LIST, &*binds.params(), read_summary, "list the dossiers")
}

pub(crate) fn read_summary(row: &Row<'_>) -> rusqlite::Result<Summary> {
    Ok(Summary {
        dossier: row::id(row, "dossier_id")?,
        provisional_code: row::code(row, "provisional_code")?,
        official_code: row.get("official_code")?,
        procedure: row::text(row, "procedure_code")?,
        state: row::text(row, "state")?,
        person: Line::new(&row.get::<_, String>("person")?),
        begun: row::millis(row, "clock_ms")?,
        draft: match (row.get("has_draft")?, row.get("has_discarded_draft")?) {
            (false, _) => DraftState::None,
            (true, false) => DraftState::Open,
            (true, true) => DraftState::Discarded,
        },
        is_set_aside: row.get("is_set_aside")?,
        newest_parcel: newest_parcel(row)?,
        delivered: row::maybe_millis(row, "delivered_ms")?,
    })
}

fn newest_parcel(row: &Row<'_>) -> rusqlite::Result<Option<(ParcelKind, ParcelState)>> {
    let words: Option<String> = row.get("newest_parcel")?;
    Ok(words.as_deref().and_then(|words| {
        let (kind, state) = words.split_once(' ')?;
        Some((kind.parse().ok()?, state.parse().ok()?))
    }))
}

/// Every dossier of this desk, discarded drafts included, in the order in which they were begun.
pub fn ids(view: &View<'_>) -> Result<Vec<DossierId>, StoreError> {
    let sql = "
        SELECT dossier_id
        FROM dossiers
        ORDER BY seq";
    view.all(sql, [], |row| row::id(row, "dossier_id"), "list the dossiers")
}

/// The running number that the next dossier of a day gets.
pub fn next_day_number(view: &View<'_>, day: NaiveDate) -> Result<u32, StoreError> {
    let binds = Binds::new().text(":day", &day.to_string());
    let sql = "
        SELECT coalesce(max(day_number), 0) + 1
        FROM dossiers
        WHERE taken_on = :day";
    let number = view.one(sql, &*binds.params(), |row| row.get(0), "count the day's dossiers")?;
    Ok(number.unwrap_or(1))
}

/// Whether a provisional code is already on somebody's paper.
pub fn has_code(view: &View<'_>, code: &ProvisionalCode) -> Result<bool, StoreError> {
    let binds = Binds::new().text(":code", &code.to_string());
    let sql = "
        SELECT 1
        FROM dossiers
        WHERE provisional_code = :code";
    view.one(sql, &*binds.params(), |_| Ok(()), "look for a code").map(|found| found.is_some())
}

/// Finds dossiers by a provisional or official code, as printed. Only agencies give one code twice.
pub fn by_code(view: &View<'_>, code: &str) -> Result<Vec<DossierId>, StoreError> {
    let binds = Binds::new().text(":code", code);
    let sql = "
        SELECT dossier_id
        FROM dossiers
        WHERE provisional_code = :code
        UNION ALL
        SELECT dossier_id
        FROM cases
        WHERE official_code = :code";
    view.all(sql, &*binds.params(), |row| row::id(row, "dossier_id"), "look for a code")
}
