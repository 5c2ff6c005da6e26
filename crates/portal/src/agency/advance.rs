//! Moves a case on in the agency's name: row, signed event and result in one transaction.

use chrono::NaiveDate;
use domain::ids::DossierId;
use domain::kinds::CaseState;
use domain::moment::Millis;
use domain::provisional_code::OfficialCode;
use domain::text::Prose;
use files::SyncPoint;
use machine::failpoint;
use serde::Serialize;
use wire::event::ResultLine;

use super::fault::AgencyError;
use super::moves::{Circumstances, MoveFault, Said, verdict};
use super::paper::Paper;
use super::results::Turn;
use super::{find, results};
use crate::acts::events;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::store::dossiers::{DossierRow, Standing};
use crate::store::results::ResultRow;
use crate::store::{Tx, View, dossiers, results as result_rows, revisions, withdrawals};

/// What other commands are told about this one.
const PROGRAM: &str = "nopho-portal advance";

/// A move that somebody asks for.
pub struct Wanted {
    /// Where the case goes.
    pub to: CaseState,
    /// The agency's code for the dossier.
    pub code: Option<OfficialCode>,
    /// Why.
    pub reason: Option<Prose>,
    /// Legal date by which the resident must answer, or the result is promised.
    pub deadline: Option<NaiveDate>,
    /// A result file.
    pub result: Option<Paper>,
}

/// What came of it.
#[derive(Debug, Serialize)]
pub struct Moved {
    /// The dossier.
    pub dossier_id: DossierId,
    /// The code on the resident's paper.
    pub provisional_code: Option<String>,
    /// The agency's code.
    pub official_code: Option<OfficialCode>,
    /// The status before.
    pub from: Option<String>,
    /// The status now.
    pub status: String,
    /// Number of the event by which desks are told.
    pub event: u64,
    /// The result file that desks may fetch.
    pub result: Option<ResultLine>,
}

/// Moves a case on.
///
/// # Errors
/// Why the agency cannot make this move; nothing has changed then.
pub fn advance(gateway: &Gateway, named: &str, wanted: &Wanted) -> Result<Moved, AgencyError> {
    let at = gateway.now();
    let turn = wanted.result.as_ref().map(|_| Turn::take(gateway, PROGRAM)).transpose()?;
    // A result is sealed before the transaction, which everybody else has to wait for.
    let staged = match turn.as_ref().zip(wanted.result.as_ref()) {
        Some((turn, paper)) => {
            let judged = gateway.store.look(|view| judge(view, named, wanted, at))?;
            let is_new = judged.known.is_none();
            is_new.then(|| turn.stage(judged.row.dossier, paper, at)).transpose()?
        }
        None => None,
    };
    let carry_out = |tx: &Tx<'_>| carry_out(tx, named, wanted, staged.as_ref(), at);
    let moved = gateway.store.act("move a case on", carry_out);
    if let Some(unkept) = staged.as_ref().filter(|_| moved.is_err()) {
        // What cannot be removed now is swept when somebody brings the next result.
        let _ = gateway.folder.remove(&unkept.file, SyncPoint::ResultName);
    }
    moved
}

/// Where a case would go, if nothing stands against it.
struct Judged {
    row: DossierRow,
    standing: Standing,
    /// The result that is brought, where it is here already.
    known: Option<ResultRow>,
}

fn judge(view: &View<'_>, named: &str, wanted: &Wanted, at: Millis) -> Result<Judged, AgencyError> {
    let row = find::the_one(view, named)?;
    check_whole(view, row.dossier)?;
    if let Some(code) = &wanted.code {
        check_free(view, code, row.dossier)?;
    }
    let asked = !withdrawals::of(view, row.dossier)?.is_empty();
    let around = Circumstances { at, is_withdrawal_asked: asked };
    let standing = verdict(&row.standing, wanted.to, &said(wanted), around)?;
    let known = known_result(view, row.dossier, wanted)?;
    // The same paper once more is no news.
    if standing == row.standing && known.is_some() {
        return Err(MoveFault::NothingNew.into());
    }
    Ok(Judged { row, standing, known })
}

fn carry_out(
    tx: &Tx<'_>,
    named: &str,
    wanted: &Wanted,
    staged: Option<&ResultRow>,
    at: Millis,
) -> Result<Moved, AgencyError> {
    let Judged { row, standing, known } = judge(&tx.view(), named, wanted, at)?;
    let staged = staged.filter(|staged| staged.dossier == row.dossier);
    let result = match (&wanted.result, known, staged) {
        (None, _, _) => None,
        (Some(_), Some(known), _) => Some(results::line(&known)),
        (Some(_), None, Some(staged)) => Some(results::keep(tx, staged)?),
        // Another dossier has got this name since the result was sealed.
        (Some(_), None, None) => return Err(AgencyError::NoSuchDossier),
    };
    let event = events::record(tx, row.dossier, &standing, result.clone(), at)?;
    failpoint::pass("advance.event-written");
    Ok(Moved {
        dossier_id: row.dossier,
        provisional_code: row.provisional_code,
        official_code: standing.official_code,
        from: row.standing.status,
        status: standing.status.unwrap_or_default(),
        event,
        result,
    })
}

/// The result that somebody brings, where it is here already.
fn known_result(
    view: &View<'_>,
    dossier: DossierId,
    wanted: &Wanted,
) -> Result<Option<ResultRow>, PortalError> {
    match &wanted.result {
        Some(paper) => result_rows::get(view, dossier, &paper.sha256),
        None => Ok(None),
    }
}

fn said(wanted: &Wanted) -> Said {
    Said {
        code: wanted.code.clone(),
        reason: wanted.reason.clone().filter(|reason| !reason.is_empty()),
        deadline: wanted.deadline,
        brings_result: wanted.result.is_some(),
    }
}

/// Refuses a dossier of which nothing is here whole.
pub(crate) fn check_whole(view: &View<'_>, dossier: DossierId) -> Result<(), AgencyError> {
    let held = revisions::newest_held(view, dossier)?;
    held.map(drop).ok_or(AgencyError::NotDelivered)
}

/// Refuses a code that stands for another dossier.
pub(crate) fn check_free(
    view: &View<'_>,
    code: &OfficialCode,
    dossier: DossierId,
) -> Result<(), AgencyError> {
    let known = dossiers::by_code(view, code.as_str())?;
    match known.into_iter().find(|row| row.dossier != dossier) {
        Some(other) => Err(AgencyError::CodeTaken { dossier: other.dossier }),
        None => Ok(()),
    }
}
