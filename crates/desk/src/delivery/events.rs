//! What the agency did, entered into the case.

use domain::actor::Actor;
use domain::kinds::CaseState;
use domain::moment::Stamp;
use domain::provisional_code::OfficialCode;
use seal::Fingerprint;
use seal::hash::Digest;
use serde_json::json;
use store::cases::{self, Told};
use store::events::{self, EventPlace, EventRow};
use store::results::{self, ResultRow};
use store::{StoreError, Tx};
use wire::event::{Event, ResultLine};

use crate::error::DeskError;
use crate::journal::Entry;
use crate::session::Desk;

/// Applies an event once, however often it comes. One about a dossier that this desk does not have
/// changes nothing: a restored backup may not know it, or it was erased.
pub(super) fn apply(
    desk: &Desk,
    tx: &Tx<'_>,
    actor: Actor,
    gateway: Fingerprint,
    event: &Event,
) -> Result<(), DeskError> {
    let place = EventPlace { gateway, era: event.era, number: event.number };
    if events::has(&tx.view(), &place)? {
        return Ok(());
    }
    let Some(case) = cases::get(&tx.view(), event.dossier_id)? else { return Ok(()) };
    let stamp = desk.stamp(tx, actor)?;
    let state = state_told(&event.status, case.state);
    cases::tell(tx, event.dossier_id, &told(event, state))?;
    if let Some(line) = &event.result {
        promise(tx, event, line, stamp)?;
    }
    events::insert(tx, &row_of(event, place, stamp))?;
    let detail = json!({
        "era": event.era,
        "number": event.number,
        "status": event.status,
        "state": state,
        "submission": event.submission_id,
    });
    let entry = Entry { detail, ..Entry::about("event.applied", event.dossier_id) };
    Ok(desk.enter(tx, &stamp, entry)?)
}

/// The state that a status code tells. A code that this version does not know leaves the case where
/// it is; but a gateway that speaks of a dossier has it.
fn state_told(status: &str, now: CaseState) -> CaseState {
    let known = status.trim().parse().ok().and_then(CaseState::from_national_status);
    known.unwrap_or(match now {
        CaseState::Draft | CaseState::Sealed => CaseState::Delivered,
        other => other,
    })
}

fn told(event: &Event, state: CaseState) -> Told<'_> {
    Told {
        state,
        raw_status: &event.status,
        official_code: event.official_code.as_ref().map(OfficialCode::as_str),
        received: event.received_ms,
    }
}

fn promise(tx: &Tx<'_>, event: &Event, line: &ResultLine, stamp: Stamp) -> Result<(), StoreError> {
    let row = ResultRow {
        dossier: event.dossier_id,
        digest: Digest { sha256: line.sha256, size: line.size },
        name: line.name.clone(),
        media: line.media.clone(),
        file: None,
        stamp,
    };
    results::promise(tx, &row)
}

fn row_of(event: &Event, place: EventPlace, stamp: Stamp) -> EventRow {
    EventRow {
        place,
        dossier: event.dossier_id,
        submission: event.submission_id,
        at: event.at_ms,
        status: event.status.clone(),
        official_code: event.official_code.as_ref().map(ToString::to_string),
        received: event.received_ms,
        reason: event.reason.clone(),
        deadline: event.deadline,
        result: event.result.as_ref().map(|line| line.sha256),
        stamp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_status_leaves_the_case_where_it_is() {
        assert_eq!(state_told("5", CaseState::Received), CaseState::SupplementAsked);
        assert_eq!(state_told("11", CaseState::Received), CaseState::Received, "a newer code");
        assert_eq!(state_told("5.1", CaseState::Processing), CaseState::Processing, "a longer one");
        assert_eq!(state_told("11", CaseState::Sealed), CaseState::Delivered, "the gateway has it");
    }
}
