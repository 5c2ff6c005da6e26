//! One dossier, and a line of a list.

use desk::dossiers::Whole;
use desk::rows::{DraftState, PageRow, ParcelRow, PartRow, RevisionRow, Summary};
use domain::kinds::{Assistance, CaseState, Channel, ParcelKind, ParcelState};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::at;

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
    /// Where it stands.
    pub state: ParcelState,
    /// Why it was set aside or cancelled.
    pub reason: Option<String>,
    /// When it was queued.
    pub queued_at: String,
}

impl From<Whole> for Shown {
    fn from(whole: Whole) -> Self {
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
            taken_at: at(row.stamp.reading.clock),
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
            parcels: whole.parcels.into_iter().map(ShownParcel::from).collect(),
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

impl From<ParcelRow> for ShownParcel {
    fn from(parcel: ParcelRow) -> Self {
        Self {
            kind: parcel.kind,
            state: parcel.state,
            reason: parcel.reason,
            queued_at: at(parcel.stamp.reading.clock),
        }
    }
}
