//! The moment at which a revision is held whole: receipt and event, in one transaction with the last
//! part, and nothing before it.

use domain::ids::{DossierId, SubmissionId};
use domain::moment::Millis;
use machine::failpoint;
use wire::announcement::Key;
use wire::receipt::{FORMAT, Receipt};

use super::events;
use crate::error::PortalError;
use crate::gateway::Signer;
use crate::refusal::Refusal;
use crate::store::dossiers::Standing;
use crate::store::{Tx, dossiers, events as event_rows, parts, revisions};

/// The status of a dossier that has arrived and that nobody has looked at: 1, mới đăng ký.
const ARRIVED: &str = "1";

/// Signs and keeps the receipt if no part is missing and there is none yet.
pub(crate) fn deliver_if_whole(
    tx: &Tx<'_>,
    submission: SubmissionId,
    at: Millis,
) -> Result<(), Refusal> {
    let view = tx.view();
    let listed = parts::of(&view, submission)?;
    let revision = revisions::get(&view, submission)?.filter(|row| row.receipt.is_none());
    let Some(revision) = revision else { return Ok(()) };
    if listed.iter().any(|part| part.held.is_none()) {
        return Ok(());
    }
    let receipt = Receipt {
        format: FORMAT,
        key: Key::from(submission),
        dossier_id: revision.dossier,
        desk_id: revision.desk,
        sha256: revision.manifest_sha256,
        parts: listed.iter().map(|part| part.sha256).collect(),
        announced_ms: revision.announced,
        delivered_ms: at,
    };
    let signer = Signer::current(&view)?;
    let (statement, arrival) =
        (receipt.sign(&signer.id, &signer.key)?, event_rows::next_number(&view)?);
    revisions::deliver(tx, submission, &statement, arrival, at)?;
    failpoint::pass("delivery.receipt-written");
    tell(tx, revision.dossier, at)?;
    failpoint::pass("delivery.event-written");
    Ok(())
}

/// The event of an arrival. A later revision changes nothing about where the dossier stands: only
/// the agency can say that its question is answered. But the desk that brought it may know the
/// dossier's standing from this moment on, so it is told.
fn tell(tx: &Tx<'_>, dossier: DossierId, at: Millis) -> Result<(), PortalError> {
    let row = dossiers::get(&tx.view(), dossier)?;
    let row = row.ok_or(PortalError::Row { table: "dossiers", what: "dossier_id" })?;
    let status = row.standing.status.clone().or_else(|| Some(ARRIVED.to_owned()));
    events::record(tx, dossier, &Standing { status, ..row.standing }, None, at).map(drop)
}
