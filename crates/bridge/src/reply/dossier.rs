//! One dossier, and a line of a list.

use desk::dossiers::Whole;
use desk::rows::{
    DraftState, EventRow, PageRow, ParcelRow, PartRow, ReceiptRow, ResultRow, RevisionRow, Summary,
};
use desk::{news, queue};
use domain::ids::{Id, ParcelId, SubmissionId};
use domain::kinds::{Assistance, CaseState, Channel, ParcelKind, ParcelState};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::at;
use super::road::ShownProblem;

/// One line of a list.
#[derive(Serialize, Deserialize)]
pub struct Listed {
    /// The dossier.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// The agency's code, once it is there.
    pub official_code: Option<String>,
    /// Code of the procedure.
    pub procedure: String,
    /// Where it stands.
    pub state: CaseState,
    /// The owner's name, else the submitter's; may be empty.
    pub person: String,
    /// When it was begun.
    pub begun_at: String,
    /// Whether something about it is being typed that was not submitted.
    pub has_open_draft: bool,
    /// Whether it is a draft that was thrown away.
    pub is_discarded: bool,
    /// Whether something of it waits for the clerk instead of the road.
    pub is_set_aside: bool,
    /// What was queued last and not cancelled, and where that stands.
    pub newest_parcel: Option<NewestParcel>,
}

/// What was queued last of a dossier.
#[derive(Serialize, Deserialize)]
pub struct NewestParcel {
    /// What it carries.
    pub kind: ParcelKind,
    /// Where it stands.
    pub state: ParcelState,
}

impl From<Summary> for Listed {
    fn from(row: Summary) -> Self {
        Self {
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

/// Everything that this desk knows of one dossier.
#[derive(Serialize, Deserialize)]
pub struct Shown {
    /// The dossier.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// Running number of its day.
    pub day_number: u32,
    /// Legal date on which it was taken, ISO.
    pub taken_on: String,
    /// Code of the procedure.
    pub procedure: String,
    /// By which channel.
    pub channel: Channel,
    /// How far the desk helped.
    pub assistance: Assistance,
    /// Where it stands.
    pub state: CaseState,
    /// The agency's own status code.
    pub raw_status: Option<String>,
    /// The agency's code.
    pub official_code: Option<String>,
    /// When the desk took it.
    pub taken_at: String,
    /// When the gateway heard of it.
    pub announced_at: Option<String>,
    /// When the agency took it in.
    pub received_at: Option<String>,
    /// What is being typed.
    pub draft: Option<ShownDraft>,
    /// The papers that count.
    pub pages: Vec<ShownPage>,
    /// What was sealed, oldest first.
    pub revisions: Vec<ShownRevision>,
    /// What is or was on its way.
    pub parcels: Vec<ShownParcel>,
    /// The gateway's signed word for what arrived, in the order in which it came.
    pub receipts: Vec<ShownReceipt>,
    /// What the agency did, in the order in which it came.
    pub events: Vec<ShownEvent>,
    /// The result files.
    pub results: Vec<ShownResult>,
}

/// What is being typed.
#[derive(Serialize, Deserialize)]
pub struct ShownDraft {
    /// The edition to save onto next.
    pub edition: u32,
    /// When it was saved last.
    pub saved_at: String,
    /// Whether it was thrown away.
    pub is_discarded: bool,
    /// The form.
    pub form: Value,
}

/// A paper.
#[derive(Serialize, Deserialize)]
pub struct ShownPage {
    /// The page.
    pub page_id: String,
    /// Which component it is.
    pub component: String,
    /// File name.
    pub name: String,
    /// Media type.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

/// A sealed revision.
#[derive(Serialize, Deserialize)]
pub struct ShownRevision {
    /// The idempotency key of its delivery.
    pub submission_id: String,
    /// Its number.
    pub revision: u32,
    /// The revision that it follows.
    pub parent_submission_id: Option<String>,
    /// When it was sealed.
    pub sealed_at: String,
    /// SHA-256 of the list of its parts.
    pub manifest_sha256: String,
    /// Its parts; the first is the form.
    pub parts: Vec<ShownPart>,
}

/// A part of a sealed revision.
#[derive(Serialize, Deserialize)]
pub struct ShownPart {
    /// Which component it is; absent for the form.
    pub component: Option<String>,
    /// File name.
    pub name: String,
    /// Media type.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

/// Something on its way.
#[derive(Serialize, Deserialize)]
pub struct ShownParcel {
    /// What it carries.
    pub kind: ParcelKind,
    /// Number of the revision that it carries; absent for a withdrawal.
    pub revision: Option<u32>,
    /// That revision; absent for a withdrawal.
    pub submission_id: Option<String>,
    /// Where it stands.
    pub state: ParcelState,
    /// Whether it waits behind one that was set aside.
    pub is_held_up: bool,
    /// Why it was cancelled.
    pub reason: Option<String>,
    /// Why it was set aside.
    pub problem: Option<ShownProblem>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was queued.
    pub queued_at: String,
}

/// The gateway's signed word that it holds every byte of something.
#[derive(Serialize, Deserialize)]
pub struct ShownReceipt {
    /// What was delivered: the id of a revision, or of a withdrawal.
    pub key: String,
    /// When the gateway first heard of it, by its clock.
    pub announced_at: String,
    /// When it held every byte, by its clock.
    pub delivered_at: String,
    /// Fingerprint of the gateway's root key.
    pub gateway: String,
    /// The signed text.
    pub statement: String,
}

/// Something that the agency did.
#[derive(Serialize, Deserialize)]
pub struct ShownEvent {
    /// When the gateway recorded it, by its clock.
    pub at: String,
    /// Whether it only says that the gateway has got a further revision, and repeats the rest.
    pub is_arrival: bool,
    /// The agency's status code, as it came.
    pub status: String,
    /// The agency's code for the dossier, if it named one.
    pub official_code: Option<String>,
    /// When the agency took the dossier in, if it said so.
    pub received_at: Option<String>,
    /// Why, in the agency's words.
    pub reason: Option<String>,
    /// Legal date by which the resident must answer, or the result is promised, ISO.
    pub deadline: Option<String>,
    /// SHA-256 of a result file that came with it.
    pub result_sha256: Option<String>,
}

/// A result file.
#[derive(Serialize, Deserialize)]
pub struct ShownResult {
    /// Its number in this list, from 1.
    pub number: usize,
    /// File name, as the agency gave it.
    pub name: String,
    /// Media type, as the agency gave it.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Whether it lies on this machine.
    pub is_fetched: bool,
}

impl From<Whole> for Shown {
    fn from(whole: Whole) -> Self {
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
