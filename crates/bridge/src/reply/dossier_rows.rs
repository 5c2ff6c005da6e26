//! A dossier's rows as they are answered.

use desk::dossiers::Whole;
use desk::rows::{
    DraftState, EventRow, PageRow, ParcelRow, PartRow, ReceiptRow, ResultRow, RevisionRow, Summary,
};
use desk::{news, queue};
use domain::ids::{Id, ParcelId, SubmissionId};
use domain::kinds::CaseState;
use serde_json::Value;

use super::dossier::{
    Listed, NewestParcel, Shown, ShownDraft, ShownEvent, ShownPage, ShownParcel, ShownPart,
    ShownReceipt, ShownResult, ShownRevision,
};
use super::{ShownProblem, at};

impl Listed {
    /// A line about a dossier, whose procedure goes by this name.
    pub(crate) fn new(row: Summary, procedure_name: String) -> Self {
        Self {
            procedure_name,
            dossier_id: row.dossier.to_string(),
            provisional_code: row.provisional_code.to_string(),
            official_code: row.official_code,
            procedure: row.procedure.to_string(),
            state: row.state,
            person: row.person.to_string(),
            begun_at: at(row.begun),
            has_open_draft: row.draft == DraftState::Open,
            is_discarded: row.state == CaseState::Draft && row.draft == DraftState::Discarded,
            is_set_aside: row.is_set_aside,
            newest_parcel: row.newest_parcel.map(|(kind, state)| NewestParcel { kind, state }),
        }
    }
}

impl Shown {
    /// Everything about a dossier, whose procedure goes by this name.
    pub(crate) fn new(whole: Whole, procedure_name: String) -> Self {
        let number_of = |wanted: SubmissionId| {
            let mut revisions = whole.revisions.iter().map(|(revision, _)| revision);
            let revision = revisions.find(|revision| revision.submission == wanted)?;
            Some(revision.revision.get())
        };
        let shown = |parcel: &ParcelRow| ShownParcel {
            revision: parcel.submission.and_then(number_of),
            is_held_up: queue::is_held_up(parcel, &whole.parcels),
            ..parcel.into()
        };
        let parcels = whole.parcels.iter().map(shown).collect();
        let (row, case) = (whole.dossier, whole.case);
        Self {
            dossier_id: row.dossier.to_string(),
            provisional_code: row.provisional_code.to_string(),
            day_number: row.day_number,
            taken_on: row.taken_on.to_string(),
            procedure: row.procedure.to_string(),
            procedure_name,
            channel: row.channel,
            assistance: row.assistance,
            state: case.state,
            raw_status: case.raw_status,
            official_code: case.official_code,
            taken_at: at(row.stamp.reading.best()),
            announced_at: case.announced.map(at),
            received_at: case.received.map(at),
            draft: whole.draft.map(|draft| ShownDraft {
                edition: draft.edition,
                saved_at: at(draft.stamp.reading.clock),
                is_discarded: draft.discarded.is_some(),
                form: serde_json::from_str(&draft.form).unwrap_or(Value::Null),
            }),
            pages: whole.pages.into_iter().map(ShownPage::from).collect(),
            revisions: whole.revisions.into_iter().map(ShownRevision::from).collect(),
            parcels,
            receipts: whole.receipts.into_iter().map(ShownReceipt::from).collect(),
            events: shown_events(whole.events),
            results: (1..).zip(whole.results).map(ShownResult::from).collect(),
        }
    }
}

/// The arrival of a supplement repeats how the case stands, which reads as if it were asked again.
fn shown_events(events: Vec<EventRow>) -> Vec<ShownEvent> {
    let pairs = events.iter().zip(events.iter().skip(1));
    let repeats: Vec<_> = pairs.map(|(before, event)| news::is_arrival(before, event)).collect();
    let flags = std::iter::once(false).chain(repeats);
    let shown = |(event, is_arrival)| ShownEvent { is_arrival, ..ShownEvent::from(event) };
    events.into_iter().zip(flags).map(shown).collect()
}

impl From<ReceiptRow> for ShownReceipt {
    fn from(receipt: ReceiptRow) -> Self {
        Self {
            key: ParcelId::from_bytes(receipt.key).to_string(),
            announced_at: at(receipt.announced),
            delivered_at: at(receipt.delivered),
            gateway: receipt.gateway.to_string(),
            statement: receipt.statement,
        }
    }
}

impl From<EventRow> for ShownEvent {
    fn from(event: EventRow) -> Self {
        Self {
            at: at(event.at),
            is_arrival: false,
            status: event.status,
            official_code: event.official_code,
            received_at: event.received.map(at),
            reason: event.reason.map(|reason| reason.to_string()),
            deadline: event.deadline.map(|day| day.to_string()),
            result_sha256: event.result.map(|hash| hash.to_string()),
        }
    }
}

impl From<(usize, ResultRow)> for ShownResult {
    fn from((number, result): (usize, ResultRow)) -> Self {
        Self {
            number,
            name: result.name.to_string(),
            media: result.media,
            size: result.digest.size,
            sha256: result.digest.sha256.to_string(),
            is_fetched: result.file.is_some(),
            why_said: None,
        }
    }
}

impl From<PageRow> for ShownPage {
    fn from(page: PageRow) -> Self {
        Self {
            page_id: page.page.to_string(),
            component: page.component.to_string(),
            name: page.name.to_string(),
            media: page.media.to_string(),
            size: page.digest.size,
            sha256: page.digest.sha256.to_string(),
        }
    }
}

impl From<(RevisionRow, Vec<PartRow>)> for ShownRevision {
    fn from((row, parts): (RevisionRow, Vec<PartRow>)) -> Self {
        Self {
            submission_id: row.submission.to_string(),
            revision: row.revision.get(),
            parent_submission_id: row.parent.map(|parent| parent.to_string()),
            sealed_at: at(row.stamp.reading.clock),
            manifest_sha256: row.manifest_hash.to_string(),
            parts: parts.into_iter().map(ShownPart::from).collect(),
        }
    }
}

impl From<PartRow> for ShownPart {
    fn from(part: PartRow) -> Self {
        Self {
            component: part.component.map(String::from),
            name: part.name.to_string(),
            media: part.media,
            size: part.digest.size,
            sha256: part.digest.sha256.to_string(),
        }
    }
}

impl From<&ParcelRow> for ShownParcel {
    fn from(parcel: &ParcelRow) -> Self {
        Self {
            kind: parcel.kind,
            revision: None,
            submission_id: parcel.submission.map(|submission| submission.to_string()),
            state: parcel.state,
            is_held_up: false,
            problem: queue::problem_of(parcel).map(ShownProblem::from),
            reason: parcel.reason.clone(),
            attempts: parcel.attempts,
            queued_at: at(parcel.stamp.reading.clock),
        }
    }
}
