//! Where each dossier stands with the agency.

use chrono::NaiveDate;
use domain::ids::{DeskId, DossierId};
use domain::kinds::CaseState;
use domain::moment::Millis;
use domain::procedure::ProcedureCode;
use domain::provisional_code::OfficialCode;
use domain::text::Prose;
use rusqlite::Row;
use sqlite::{Alter, Ask, Binds, row};

use super::{Tx, View};
use crate::error::PortalError;

/// A dossier as the agency left it.
#[derive(Clone, PartialEq, Eq)]
pub struct DossierRow {
    /// The dossier, for life.
    pub dossier: DossierId,
    /// The procedure that its first revision asked for.
    pub procedure: ProcedureCode,
    /// The code on the resident's paper.
    pub provisional_code: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// When something changed last.
    pub changed: Millis,
}

/// What the agency has said, as far as it has.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Its status code, as it came; `None` while no revision is here whole.
    pub status: Option<String>,
    /// Its code for the dossier.
    pub official_code: Option<OfficialCode>,
    /// When it officially took it in.
    pub received: Option<Millis>,
    /// Why, in its words.
    pub reason: Option<Prose>,
    /// Legal date by which the resident must answer or the result is promised.
    pub deadline: Option<NaiveDate>,
}

impl Standing {
    /// The state, as far as this version knows the code.
    pub fn state(&self) -> Option<CaseState> {
        CaseState::from_national_status(self.status.as_deref()?.parse().ok()?)
    }

    /// Whether nothing more is expected of anybody.
    pub fn is_closed(&self) -> bool {
        self.state().is_some_and(CaseState::is_final)
    }
}

const INSERT: &str = "
    INSERT INTO dossiers
        (dossier_id, procedure, provisional_code, status, official_code, received_ms, reason,
         deadline, changed_ms)
    VALUES (:dossier_id, :procedure, :provisional_code, NULL, NULL, NULL, NULL, NULL, :changed_ms)";

const SELECT: &str = "
    SELECT dossier_id, procedure, provisional_code, status, official_code, received_ms, reason,
           deadline, changed_ms
    FROM dossiers";

const STAND: &str = "
    UPDATE dossiers
    SET status = :status, official_code = :official_code, received_ms = :received_ms,
        reason = :reason, deadline = :deadline, changed_ms = :changed_ms
    WHERE dossier_id = :dossier_id";

/// Begins a dossier, with its first revision.
pub fn insert(
    tx: &Tx<'_>,
    dossier: DossierId,
    procedure: &ProcedureCode,
    provisional_code: Option<&str>,
    at: Millis,
) -> Result<(), PortalError> {
    let binds = Binds::new()
        .id(":dossier_id", &dossier)
        .text(":procedure", procedure.as_str())
        .with(":provisional_code", provisional_code.map(str::to_owned))
        .at(":changed_ms", at);
    tx.run(INSERT, &*binds.params(), "begin a dossier").map(drop)
}

/// The dossier of this id.
pub fn get(view: &View<'_>, dossier: DossierId) -> Result<Option<DossierRow>, PortalError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = format!("{SELECT} WHERE dossier_id = :dossier_id");
    view.one(&sql, &*binds.params(), read, "read a dossier")
}

/// The dossiers with this official code: one, or none.
pub fn by_code(view: &View<'_>, code: &str) -> Result<Vec<DossierRow>, PortalError> {
    let binds = Binds::new().text(":code", code);
    let sql = format!("{SELECT} WHERE official_code = :code");
    view.all(&sql, &*binds.params(), read, "find a dossier by its code")
}

/// The dossiers with this provisional code: several only where two desks drew the same one.
pub fn by_provisional_code(view: &View<'_>, code: &str) -> Result<Vec<DossierRow>, PortalError> {
    let binds = Binds::new().text(":code", code);
    let sql = format!("{SELECT} WHERE provisional_code = :code ORDER BY dossier_id");
    view.all(&sql, &*binds.params(), read, "find a dossier by its provisional code")
}

/// Every dossier, in the order in which they were begun.
pub fn all(view: &View<'_>) -> Result<Vec<DossierRow>, PortalError> {
    view.all(&format!("{SELECT} ORDER BY rowid"), [], read, "read the dossiers")
}

/// Notes where a dossier stands from now on.
pub fn stand(
    tx: &Tx<'_>,
    dossier: DossierId,
    standing: &Standing,
    at: Millis,
) -> Result<(), PortalError> {
    let code = standing.official_code.as_ref().map(|code| code.as_str().to_owned());
    let binds = Binds::new()
        .id(":dossier_id", &dossier)
        .with(":status", standing.status.clone())
        .with(":official_code", code)
        .maybe_at(":received_ms", standing.received)
        .with(":reason", standing.reason.as_ref().map(|reason| reason.as_str().to_owned()))
        .with(":deadline", standing.deadline.map(|date| date.to_string()))
        .at(":changed_ms", at);
    tx.run(STAND, &*binds.params(), "note where a dossier stands").map(drop)
}

/// Whether this desk announced a revision of the dossier.
pub fn is_known_to(view: &View<'_>, dossier: DossierId, desk: DeskId) -> Result<bool, PortalError> {
    let binds = Binds::new().id(":dossier_id", &dossier).id(":desk_id", &desk);
    let sql = "
        SELECT 1 FROM revisions
        WHERE desk_id = :desk_id AND dossier_id = :dossier_id
        LIMIT 1";
    Ok(view.one(sql, &*binds.params(), |_| Ok(()), "look for a desk's dossier")?.is_some())
}

fn read(row: &Row<'_>) -> rusqlite::Result<DossierRow> {
    let reason = row.get::<_, Option<String>>("reason")?;
    let standing = Standing {
        status: row.get("status")?,
        official_code: row::maybe_code(row, "official_code")?,
        received: row::maybe_millis(row, "received_ms")?,
        reason: reason.map(|text| Prose::new(&text)),
        deadline: row::maybe_text(row, "deadline")?,
    };
    Ok(DossierRow {
        dossier: row::id(row, "dossier_id")?,
        procedure: row::code(row, "procedure")?,
        provisional_code: row.get("provisional_code")?,
        standing,
        changed: row::millis(row, "changed_ms")?,
    })
}
