//! Everything that is known of one dossier.

use std::fmt;

use domain::ids::{DossierId, ParcelId, SubmissionId};
use domain::procedure::ProcedureCode;
use domain::provisional_code::OfficialCode;
use domain::text::Prose;
use serde::Serialize;
use serde_json::Value;
use wire::event::{Event, ResultLine};
use wire::keys::KeyRing;

use super::fault::AgencyError;
use super::find;
use super::overview::{Listed, line, rfc3339};
use super::results;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::store::{
    View, dossiers::DossierRow, events, gateway_row, key_lists, results as result_rows, revisions,
    withdrawals,
};

/// One dossier.
#[derive(Serialize)]
pub struct Shown {
    /// The dossier, for life.
    pub dossier_id: DossierId,
    /// The code on the resident's paper.
    pub provisional_code: Option<String>,
    /// The agency's code.
    pub official_code: Option<OfficialCode>,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The agency's status code, as it came.
    pub status: Option<String>,
    /// When the agency officially took it in (RFC 3339, +07:00).
    pub received_at: Option<String>,
    /// Why it stands so.
    pub reason: Option<Prose>,
    /// Legal date by which the resident must answer or the result is promised.
    pub deadline: Option<String>,
    /// When something changed last (RFC 3339, +07:00).
    pub changed_at: String,
    /// Its revisions, oldest first.
    pub revisions: Vec<ShownRevision>,
    /// Requests to take it back, oldest first.
    pub withdrawals: Vec<ShownWithdrawal>,
    /// What desks were told, in order.
    pub events: Vec<ShownEvent>,
    /// Its result files.
    pub results: Vec<ResultLine>,
}

/// One revision, with what was declared.
#[derive(Serialize)]
pub struct ShownRevision {
    /// The line of the list.
    #[serde(flatten)]
    pub listed: Listed,
    /// The revision that it follows.
    pub parent_submission_id: Option<SubmissionId>,
    /// The form; a text where it is no JSON.
    pub form: Value,
}

/// One request to take the dossier back.
#[derive(Debug, Serialize)]
pub struct ShownWithdrawal {
    /// The idempotency key.
    pub withdrawal_id: ParcelId,
    /// When it arrived (RFC 3339, +07:00).
    pub asked_at: String,
    /// The request, as the desk froze it.
    pub request: Value,
}

/// One event.
#[derive(Debug, Serialize)]
pub struct ShownEvent {
    /// Its number.
    pub number: u64,
    /// When it was recorded (RFC 3339, +07:00).
    pub at: String,
    /// The agency's status code, as it came.
    pub status: String,
    /// What was signed; `None` where no key of the gateway's confirms it.
    pub event: Option<Event>,
}

// What was declared and why belongs to the resident, and never into a log.
impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shown({}, status {:?})", self.dossier_id, self.status)
    }
}

impl fmt::Debug for ShownRevision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ShownRevision({})", self.listed.submission_id)
    }
}

/// Shows a dossier.
///
/// # Errors
/// `NoSuchDossier`, `SeveralDossiers`.
pub fn show(gateway: &Gateway, named: &str) -> Result<Shown, AgencyError> {
    gateway.store.look(|view| {
        let row = find::the_one(view, named)?;
        let shown = Shown {
            revisions: shown_revisions(view, &row)?,
            withdrawals: shown_withdrawals(view, row.dossier)?,
            events: shown_events(view, row.dossier)?,
            results: result_rows::of(view, row.dossier)?.iter().map(results::line).collect(),
            dossier_id: row.dossier,
            provisional_code: row.provisional_code,
            official_code: row.standing.official_code,
            procedure: row.procedure,
            status: row.standing.status,
            received_at: row.standing.received.map(rfc3339),
            reason: row.standing.reason,
            deadline: row.standing.deadline.map(|date| date.to_string()),
            changed_at: rfc3339(row.changed),
        };
        Ok(shown)
    })
}

fn shown_revisions(view: &View<'_>, row: &DossierRow) -> Result<Vec<ShownRevision>, PortalError> {
    let shown = revisions::of(view, row.dossier)?.into_iter().map(|revision| {
        let frozen = revisions::frozen(view, revision.submission)?;
        Ok(ShownRevision {
            listed: line(view, row, &revision)?,
            parent_submission_id: revision.parent,
            form: readable(&frozen.map(|frozen| frozen.form).unwrap_or_default()),
        })
    });
    shown.collect()
}

fn shown_withdrawals(
    view: &View<'_>,
    dossier: DossierId,
) -> Result<Vec<ShownWithdrawal>, PortalError> {
    let shown = withdrawals::of(view, dossier)?.into_iter().map(|asked| {
        let request = withdrawals::request(view, asked.withdrawal)?;
        Ok(ShownWithdrawal {
            withdrawal_id: asked.withdrawal,
            asked_at: rfc3339(asked.announced),
            request: readable(&request.unwrap_or_default()),
        })
    });
    shown.collect()
}

fn shown_events(view: &View<'_>, dossier: DossierId) -> Result<Vec<ShownEvent>, PortalError> {
    let ring = own_keys(view)?;
    let shown = events::of(view, dossier)?.into_iter().map(|row| ShownEvent {
        number: row.number,
        at: rfc3339(row.at),
        status: row.status,
        event: ring.as_ref().and_then(|ring| Event::verify(&row.statement, ring).ok()),
    });
    Ok(shown.collect())
}

/// The gateway's own keys, as the root vouches for them.
pub(crate) fn own_keys(view: &View<'_>) -> Result<Option<KeyRing>, PortalError> {
    let (root, list) = (gateway_row::get(view)?.root, key_lists::newest(view)?);
    Ok(KeyRing::open(&list.statement, &root, list.serial).ok())
}

fn readable(bytes: &[u8]) -> Value {
    let text = || Value::String(String::from_utf8_lossy(bytes).into_owned());
    serde_json::from_slice(bytes).unwrap_or_else(|_| text())
}
