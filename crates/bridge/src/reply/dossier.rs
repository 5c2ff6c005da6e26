//! One dossier, and a line of a list.

use domain::kinds::{Assistance, CaseState, Channel, ParcelKind, ParcelState};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::one_of;
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
    /// Its official name.
    pub procedure_name: String,
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

/// Everything that this desk knows of one dossier.
#[derive(Serialize, Deserialize, TS)]
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
    /// Its official name.
    pub procedure_name: String,
    /// By which channel.
    #[ts(as = "one_of::Channel")]
    pub channel: Channel,
    /// How far the desk helped.
    #[ts(as = "one_of::Assistance")]
    pub assistance: Assistance,
    /// Where it stands.
    #[ts(as = "one_of::CaseState")]
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
#[derive(Serialize, Deserialize, TS)]
pub struct ShownDraft {
    /// The edition to save onto next.
    pub edition: u32,
    /// When it was saved last.
    pub saved_at: String,
    /// Whether it was thrown away.
    pub is_discarded: bool,
    /// The form.
    #[ts(as = "one_of::JsonValue")]
    pub form: Value,
}

/// A paper.
#[derive(Serialize, Deserialize, TS)]
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
#[derive(Serialize, Deserialize, TS)]
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
#[derive(Serialize, Deserialize, TS)]
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
#[derive(Serialize, Deserialize, TS)]
pub struct ShownParcel {
    /// What it carries.
    #[ts(as = "one_of::ParcelKind")]
    pub kind: ParcelKind,
    /// Number of the revision that it carries; absent for a withdrawal.
    pub revision: Option<u32>,
    /// That revision; absent for a withdrawal.
    pub submission_id: Option<String>,
    /// Where it stands.
    #[ts(as = "one_of::ParcelState")]
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
#[derive(Serialize, Deserialize, TS)]
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
#[derive(Serialize, Deserialize, TS)]
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
#[derive(Serialize, Deserialize, TS)]
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
    /// Why it does not come by itself and what to do, as far as a delivery that still runs has met with
    /// it; whole sentences, for a window.
    pub why_said: Option<String>,
}
