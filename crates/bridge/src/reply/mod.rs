//! What the commands answer. Times are RFC 3339 at +07:00, hashes 64 hex digits, ids UUIDs.

mod both;
mod catalogue;
mod compared;
mod desk;
mod dossier;
mod dossier_rows;
mod form;
mod ledger;
mod listed;
pub(crate) mod one_of;
mod pace;
mod package;
mod paged;
mod people;
mod print;
mod queue;
mod road;
mod window;

pub use both::{BothSides, ChangedField, KeptTheirs, SideHere, SidePaper, SideThere};
pub use catalogue::{
    ComponentLine, Fit, Mended, ProcedureLine, ProcedureSheet, ProcedureShown, Unit,
};
pub use compared::{Compared, ComparedLine, ComparedRow, ComparedView, Differs};
pub use desk::{Count, Damaged, Examined, ExaminedClock, ExaminedJournal, KeysOnDisk, Status};
pub use dossier::{
    Listed, NewestParcel, Shown, ShownDraft, ShownEvent, ShownPage, ShownParcel, ShownPart,
    ShownReceipt, ShownResult, ShownRevision,
};
pub use form::{
    Block, BlockId, BlockState, Choice, Duty, Fallback, FieldView, FormView, Group, PageView,
    PaperState, PaperView, PersonPaths, Repeat, Widget, Width,
};
pub use ledger::{Ledger, LedgerLine, LedgerPart, LedgerWritten};
pub use listed::{ListedPaper, ListedShown, ListedWay, RemarkSaid};
pub use pace::{PaceNumbers, RoadPace};
pub use package::{
    ListRead, PackageCalendar, PackageChange, PackageLine, PackageShown, PackageTrust,
    PackageUnits, Packages, UnreadCount, UnreadLine,
};
pub use paged::{Bound, PageLine};
pub use people::{CardRead, Doubtful, Moved, PersonKnown, PersonTaken, ResidentLine};
pub use print::{Kept, Letterhead, PaperForm, PaperOut, PaperSize, PrintBy, Printed};
pub use queue::{QueuePlace, QueueRow, QueueView, Road, RoadState};
pub use road::{
    Gateway, Probed, Queue, Retried, ShownHead, ShownNews, ShownProblem, Synced, Takes, Waiting,
    Written,
};

pub use window::{
    Asked, CardShown, Deed, DossierPage, Found, HostState, HostStatus, Moment, PaperLine, Prefs,
    Row, Standing, StandingWord, Task, TaskKind, Today, Tone, Whose,
};

pub use crate::missing::{MissingResult, WhyMissing};
pub(crate) use road::{is_damage, name_damaged};

use ::desk::submissions::Submitted;
use domain::gap::Gap;
use domain::ids::DossierId;
use domain::moment::Millis;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A moment on the wall of a Vietnamese office.
pub(crate) fn at(moment: Millis) -> String {
    format!("{}+07:00", moment.civil().format("%Y-%m-%dT%H:%M:%S"))
}

/// A dossier that was begun.
#[derive(Serialize, Deserialize, TS)]
pub struct Begun {
    /// The dossier, for life.
    pub dossier_id: String,
    /// The code for the resident's paper.
    pub provisional_code: String,
    /// Edition of its draft.
    pub edition: u32,
}

/// A paper that was attached.
#[derive(Serialize, Deserialize, TS)]
pub struct Attached {
    /// The page.
    pub page_id: String,
    /// Media type, judged from the bytes.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

impl From<::desk::pages::Attached> for Attached {
    fn from(attached: ::desk::pages::Attached) -> Self {
        Self {
            page_id: attached.page.to_string(),
            media: attached.media.to_string(),
            size: attached.digest.size,
            sha256: attached.digest.sha256.to_string(),
        }
    }
}

/// A draft that was saved or opened.
#[derive(Serialize, Deserialize, TS)]
pub struct Saved {
    /// The dossier.
    pub dossier_id: String,
    /// The edition to save onto next.
    pub edition: u32,
}

/// What is still missing.
#[derive(Serialize, Deserialize)]
pub struct Missing {
    /// Code of the procedure.
    pub procedure: String,
    /// Its official name.
    pub procedure_name: String,
    /// Whether a person has checked what the catalogue asks; what was not checked is never called
    /// complete.
    pub is_checked: bool,
    /// What keeps it from being submitted, field by field.
    pub gaps: Vec<Gap>,
    /// What should be looked at again and hinders nothing.
    pub warnings: Vec<Gap>,
}

/// A dossier that waits to be sent.
#[derive(Serialize, Deserialize, TS)]
pub struct Queued {
    /// The dossier.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// The idempotency key of its delivery.
    pub submission_id: String,
    /// Number of the revision.
    pub revision: u32,
    /// SHA-256 of the list of its parts.
    pub manifest_sha256: String,
}

impl Queued {
    /// What is answered of a dossier that was submitted.
    pub(crate) fn new(dossier: DossierId, submitted: &Submitted) -> Self {
        Self {
            dossier_id: dossier.to_string(),
            provisional_code: submitted.provisional_code.to_string(),
            submission_id: submitted.submission.to_string(),
            revision: submitted.revision,
            manifest_sha256: submitted.manifest_hash.to_string(),
        }
    }
}

/// How a dossier was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It was a draft and was thrown away.
    Discarded,
    /// It was queued and never left this desk.
    Cancelled,
    /// It has left; the agency is asked.
    Asked,
}

/// A dossier that was taken back.
#[derive(Serialize, Deserialize, TS)]
pub struct TakenBack {
    /// The dossier.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// How.
    pub how: How,
}
