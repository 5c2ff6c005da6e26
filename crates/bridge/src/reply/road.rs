//! The road to the gateway, and what waits for it.

use std::path::Path;

use ::desk::gateway::{self, Known, Tried};
use ::desk::news::News;
use ::desk::queue;
use ::desk::rows::{Problem, ResultRow};
use ::desk::sync::{self, Certificate, Probe};
use ::desk::{Desk, doctor};
use domain::kinds::{ParcelKind, ParcelState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PaceNumbers, ShownEvent, at};
use crate::error::{Kind, UiError};
use crate::missing::MissingResult;

/// The gateway at which the desk is enrolled.
#[derive(Serialize, Deserialize, TS)]
pub struct Gateway {
    /// Where it is.
    pub url: String,
    /// What people call it.
    pub name: String,
    /// Code of the agency that runs it.
    pub agency: String,
    /// Fingerprint of its root key.
    pub fingerprint: String,
    /// When the desk was enrolled.
    pub enrolled_at: String,
    /// Its newest signed time that was seen.
    pub heard_at: Option<String>,
    /// Milliseconds to add to the machine's clock to reach its time.
    pub offset_ms: Option<i64>,
    /// The same, where the clock is off by more than five minutes.
    pub clock_off_ms: Option<i64>,
    /// Whether both sides are compared before anything is sent.
    pub must_compare: bool,
    /// When a round with it last ended.
    pub tried_at: Option<String>,
    /// What kept that round from its end.
    pub trouble: Option<String>,
    /// What it takes.
    pub takes: Option<Takes>,
}

/// What a gateway takes.
#[derive(Serialize, Deserialize, TS)]
pub struct Takes {
    /// Media types.
    pub media: Vec<String>,
    /// Most bytes of one file.
    pub max_part_bytes: u64,
    /// Most files of one dossier, the form included.
    pub max_parts: u32,
}

impl Gateway {
    pub(crate) fn new(desk: &Desk, known: Known) -> Self {
        let (tried_at, trouble) = tried(known.tried);
        Self {
            url: known.url,
            name: known.name.to_string(),
            agency: known.agency,
            fingerprint: known.fingerprint.to_string(),
            enrolled_at: at(known.enrolled.reading.best()),
            heard_at: known.clock.map(|clock| at(clock.heard)),
            offset_ms: known.clock.map(|clock| clock.offset_ms),
            clock_off_ms: gateway::clock_off(desk),
            must_compare: known.must_compare,
            tried_at,
            trouble,
            takes: known.capabilities.map(|told| Takes {
                media: told.media,
                max_part_bytes: told.max_part_bytes,
                max_parts: told.max_parts,
            }),
        }
    }
}

fn tried(tried: Option<Tried>) -> (Option<String>, Option<String>) {
    (tried.as_ref().map(|tried| at(tried.at)), tried.and_then(|tried| tried.trouble))
}

/// How the gateway was found just now.
#[derive(Serialize, Deserialize, TS)]
pub struct Probed {
    /// How its certificate stands: `none` on this very machine, `good`, `out_of_dates`.
    #[ts(type = "\"none\" | \"good\" | \"out_of_dates\"")]
    pub certificate: String,
    /// What people call it.
    pub name: String,
    /// Its signed time.
    pub now: Option<String>,
    /// Milliseconds to add to the machine's clock to reach that time.
    pub offset_ms: Option<i64>,
    /// How long the answer took, in milliseconds.
    pub took_ms: u64,
    /// The oldest version that it talks to.
    pub min_client: String,
}

impl From<Probe> for Probed {
    fn from(probe: Probe) -> Self {
        let certificate = match probe.certificate {
            Certificate::None => "none",
            Certificate::Good => "good",
            Certificate::OutOfDates => "out_of_dates",
        };
        Self {
            certificate: certificate.to_owned(),
            name: probe.capabilities.name.to_string(),
            now: probe.time.map(at),
            offset_ms: probe.offset_ms,
            took_ms: probe.took_ms,
            min_client: probe.capabilities.min_client,
        }
    }
}

/// What came of a delivery.
#[derive(Serialize, Deserialize)]
pub struct Synced {
    /// How many parcels arrived.
    pub delivered: usize,
    /// How many still wait for the road.
    pub waiting: usize,
    /// How many wait for the clerk.
    pub set_aside: usize,
    /// How many result files were fetched.
    pub results: usize,
    /// How many are still to be fetched.
    pub results_waiting: usize,
    /// Those among them that do not come by themselves.
    pub missing: Vec<MissingResult>,
    /// What the agencies did, a line for each dossier.
    pub news: Vec<ShownNews>,
    /// What kept it from its end.
    pub trouble: Option<String>,
    /// Milliseconds to add to the machine's clock, where it is off by more than five minutes.
    pub clock_off_ms: Option<i64>,
    /// Everything that has not arrived, and why.
    pub parcels: Vec<Waiting>,
}

impl Synced {
    pub(crate) fn new(desk: &Desk, synced: sync::Synced, parcels: Vec<Waiting>) -> Self {
        Self {
            delivered: synced.delivered,
            waiting: synced.waiting,
            set_aside: synced.set_aside,
            results: synced.results,
            results_waiting: synced.results_waiting,
            missing: synced.missing.into_iter().filter_map(MissingResult::new).collect(),
            news: synced.news.into_iter().map(ShownNews::from).collect(),
            trouble: synced.trouble,
            clock_off_ms: gateway::clock_off(desk),
            parcels,
        }
    }

    /// What sort of trouble is left, if any is. What still waits for the road may yet be set aside,
    /// so it counts first.
    pub fn is_left_with(&self) -> Option<Kind> {
        if self.waiting > 0 || self.results_waiting > 0 || self.trouble.is_some() {
            Some(Kind::Network)
        } else {
            (self.set_aside > 0).then_some(Kind::SetAside)
        }
    }
}

/// How a dossier stands since the agency acted on it.
#[derive(Serialize, Deserialize)]
pub struct ShownNews {
    /// The dossier.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// The newest event.
    pub event: ShownEvent,
}

impl From<News> for ShownNews {
    fn from(news: News) -> Self {
        Self {
            dossier_id: news.dossier.to_string(),
            provisional_code: news.code.to_string(),
            event: news.event.into(),
        }
    }
}

/// What waits, and how the last round ended.
#[derive(Serialize, Deserialize)]
pub struct Queue {
    /// Whether the desk is enrolled at a gateway.
    pub is_enrolled: bool,
    /// When a round with the gateway last ended.
    pub tried_at: Option<String>,
    /// What kept that round from its end.
    pub trouble: Option<String>,
    /// What the road carries and costs.
    #[serde(flatten)]
    pub pace: PaceNumbers,
    /// Everything that has not arrived, in the desk's order.
    pub parcels: Vec<Waiting>,
}

impl Queue {
    pub(crate) fn new(gateway: Option<Known>, pace: PaceNumbers, parcels: Vec<Waiting>) -> Self {
        let is_enrolled = gateway.is_some();
        let (tried_at, trouble) = tried(gateway.and_then(|known| known.tried));
        Self { is_enrolled, tried_at, trouble, pace, parcels }
    }
}

/// A parcel that has not arrived.
#[derive(Serialize, Deserialize)]
pub struct Waiting {
    /// The parcel.
    pub parcel_id: String,
    /// The dossier.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// What it carries.
    pub kind: ParcelKind,
    /// Which revision it carries; absent for a withdrawal.
    pub revision: Option<u32>,
    /// The id of that revision; absent for a withdrawal.
    pub submission_id: Option<String>,
    /// Where it stands.
    pub state: ParcelState,
    /// Whether it waits behind one of its dossier that was set aside.
    pub is_held_up: bool,
    /// Since when it waits.
    pub waiting_since: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Day by which the agency wants it; absent where it named none. What has one is sent first.
    pub due: Option<String>,
    /// Why it was set aside.
    pub problem: Option<ShownProblem>,
    /// Seconds until it has arrived, at the pace that was measured; absent where that is not known.
    pub eta_s: Option<u64>,
}

impl From<queue::Waiting> for Waiting {
    fn from(parcel: queue::Waiting) -> Self {
        Self {
            parcel_id: parcel.parcel.to_string(),
            dossier_id: parcel.dossier.to_string(),
            provisional_code: parcel.code.to_string(),
            kind: parcel.kind,
            revision: parcel.revision.map(domain::dossier::Revision::get),
            submission_id: parcel.submission.map(|submission| submission.to_string()),
            state: parcel.state,
            is_held_up: parcel.is_held_up,
            waiting_since: at(parcel.since),
            attempts: parcel.attempts,
            due: parcel.due.map(|day| day.to_string()),
            problem: parcel.problem.map(ShownProblem::from),
            eta_s: None,
        }
    }
}

/// Why the gateway refuses something.
#[derive(Serialize, Deserialize, TS)]
pub struct ShownProblem {
    /// Stable name of the reason.
    pub code: String,
    /// The HTTP status; 0 when the desk itself found it.
    pub status: u16,
    /// A sentence in English for whoever reads a log.
    pub title: String,
    /// The revision that the gateway has instead, if it named one.
    pub head: Option<ShownHead>,
    /// The oldest version that the gateway talks to, if it named one.
    pub min_client: Option<String>,
    /// The paper whose file on this machine is damaged, if one is.
    pub damaged_paper: Option<String>,
}

/// Codes under which the desk, or the road on its behalf, finds a file of its own damaged.
pub(crate) fn is_damage(code: &str) -> bool {
    matches!(code, "file-damaged" | "damaged" | "not-for-this-key" | "part-unreadable")
}

/// Names the papers that keep parcels from going because their files are damaged.
pub(crate) fn name_damaged(desk: &Desk, parcels: &mut [Waiting]) -> Result<(), UiError> {
    for parcel in parcels {
        let Some(problem) = parcel.problem.as_mut().filter(|problem| is_damage(&problem.code))
        else {
            continue;
        };
        let paper = parcel.submission_id.as_deref().and_then(|id| id.parse().ok());
        let paper = paper.map(|submission| doctor::damaged_paper(desk, submission)).transpose()?;
        problem.damaged_paper = paper.flatten().map(|name| name.to_string());
    }
    Ok(())
}

/// The newest revision that the gateway has of a dossier.
#[derive(Serialize, Deserialize, TS)]
pub struct ShownHead {
    /// The revision.
    pub submission_id: String,
    /// Its number.
    pub revision: u32,
    /// The desk that sealed it.
    pub desk_id: String,
    /// SHA-256 of the list of its parts.
    pub manifest_sha256: String,
}

impl From<Problem> for ShownProblem {
    fn from(problem: Problem) -> Self {
        Self {
            code: problem.code.to_string(),
            status: problem.status,
            title: problem.title,
            head: problem.head.map(|head| ShownHead {
                submission_id: head.submission_id.to_string(),
                revision: head.revision.get(),
                desk_id: head.desk_id.to_string(),
                manifest_sha256: head.manifest_sha256.to_string(),
            }),
            min_client: problem.min_client,
            damaged_paper: None,
        }
    }
}

/// What was set aside and is queued again.
#[derive(Serialize, Deserialize, TS)]
pub struct Retried {
    /// The dossier.
    pub dossier_id: String,
    /// How many parcels.
    pub parcels: usize,
}

/// A result file that was written for the clerk to take away.
#[derive(Serialize, Deserialize, TS)]
pub struct Written {
    /// Where it lies.
    pub file: String,
    /// Its name, as the agency gave it.
    pub name: String,
    /// Media type, as the agency gave it.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

impl Written {
    pub(crate) fn new(row: &ResultRow, path: &Path) -> Self {
        Self {
            file: path.display().to_string(),
            name: row.name.to_string(),
            media: row.media.clone(),
            size: row.digest.size,
            sha256: row.digest.sha256.to_string(),
        }
    }
}
