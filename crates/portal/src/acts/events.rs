//! Records what the agency did, and tells the desks.

use domain::ids::DossierId;
use domain::moment::Millis;
use wire::event::{Event, FORMAT, ResultLine};

use crate::error::PortalError;
use crate::gateway::Signer;
use crate::store::dossiers::Standing;
use crate::store::events::EventRow;
use crate::store::{Tx, dossiers, events, gateway_row, revisions};

/// Notes where a dossier stands from now on, and appends the signed event of it; gives the event's
/// number. Must be called inside the transaction that also keeps whatever the event speaks of.
///
/// # Errors
/// `Row` when no revision of the dossier is held whole, or the standing has no status: there is
/// nothing that the agency could have looked at.
pub fn record(
    tx: &Tx<'_>,
    dossier: DossierId,
    standing: &Standing,
    result: Option<ResultLine>,
    at: Millis,
) -> Result<u64, PortalError> {
    let view = tx.view();
    let status = standing.status.clone();
    let status = status.ok_or(PortalError::Row { table: "events", what: "status" })?;
    let held = revisions::newest_held(&view, dossier)?;
    let held = held.ok_or(PortalError::Row { table: "events", what: "submission_id" })?;
    let event = Event {
        format: FORMAT,
        era: gateway_row::get(&view)?.era,
        number: events::next_number(&view)?,
        at_ms: at,
        dossier_id: dossier,
        submission_id: held.submission,
        status,
        official_code: standing.official_code.clone(),
        received_ms: standing.received,
        reason: standing.reason.clone(),
        deadline: standing.deadline,
        result,
    };
    let signer = Signer::current(&view)?;
    let row = EventRow {
        result: event.result.as_ref().map(|line| line.sha256),
        number: event.number,
        era: event.era,
        at,
        dossier,
        submission: event.submission_id,
        status: event.status.clone(),
        statement: event.sign(&signer.id, &signer.key)?,
    };
    dossiers::stand(tx, dossier, standing, at)?;
    events::insert(tx, &row)?;
    Ok(row.number)
}
