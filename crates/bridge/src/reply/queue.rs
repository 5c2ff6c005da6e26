//! The way to the gateway, and what waits for it, as a window shows them.

use chrono::NaiveDate;
use desk::rows::Place;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{RoadPace, Standing};

/// How the way to the gateway stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RoadState {
    /// The desk is not enrolled.
    None,
    /// Nothing waits, and the gateway was reached.
    Idle,
    /// Nothing waits for the road, but something for the clerk.
    Aside,
    /// A round with the gateway is under way.
    Sending,
    /// It waits for the network or the gateway, as is normal.
    Waiting,
    /// It needs a person.
    Trouble,
}

/// The way to the gateway, in one strip.
#[derive(Serialize, TS)]
pub struct Road {
    /// How it stands.
    pub state: RoadState,
    /// The whole strip.
    pub said: String,
    /// How many dossiers wait to be sent.
    pub waiting: u64,
    /// How many wait for the clerk.
    pub set_aside: u64,
    /// When a round with the gateway last ended.
    pub tried_at: Option<String>,
    /// Bytes that the gateway holds of what waits.
    pub sent_bytes: u64,
    /// Bytes of all that waits.
    pub total_bytes: u64,
    /// Whether bytes are going out.
    pub is_sending: bool,
    /// How far the machine's clock is off, and what to do; absent while it is right, or nobody knows.
    pub clock_said: Option<String>,
}

/// Something that has not arrived.
#[derive(Serialize, TS)]
pub struct QueueRow {
    /// The parcel.
    pub parcel_id: String,
    /// The dossier.
    pub dossier_id: String,
    /// Its place in the line.
    pub place: QueuePlace,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// What people call the procedure.
    pub procedure_name: String,
    /// The owner's name, else the submitter's; may be empty.
    pub person: String,
    /// What it carries, in words.
    pub cargo_said: String,
    /// Where it stands.
    pub standing: Standing,
    /// Bytes that the gateway holds.
    pub sent_bytes: u64,
    /// Bytes that there are.
    pub total_bytes: u64,
    /// Why it waits for the clerk, and what to do.
    pub problem_said: Option<String>,
    /// Whether another desk was first, so that both can be looked at and one chosen.
    pub is_overtaken: bool,
    /// When it was queued.
    pub queued_at: String,
    /// How often it was tried.
    pub attempts: u32,
    /// By which day the agency wants it, in words; absent where it named none. What has a day is sent
    /// first.
    pub due_said: Option<String>,
    /// What of it has gone and what has not, in words.
    pub left_said: Option<String>,
    /// Seconds until it has arrived, at the pace that was measured.
    pub eta_s: Option<u64>,
    /// The same in words, while things go.
    pub eta_said: Option<String>,
}

/// A place in the line of what waits for the road, to be handed back as it came.
#[derive(Clone, Copy, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QueuePlace {
    /// What is being sent comes before what has not begun.
    pub rank: u8,
    /// Among these what is due by a day comes first, and the earliest day before the others.
    #[serde(default)]
    #[ts(as = "Option<String>")]
    pub due: Option<NaiveDate>,
    /// The desk's order among these.
    pub seq: u64,
}

impl From<Place> for QueuePlace {
    fn from(Place { rank, due, seq }: Place) -> Self {
        Self { rank, due, seq }
    }
}

impl From<QueuePlace> for Place {
    fn from(QueuePlace { rank, due, seq }: QueuePlace) -> Self {
        Self { rank, due, seq }
    }
}

/// What has not arrived: how much it is, and a page of it.
#[derive(Serialize, TS)]
pub struct QueueView {
    /// The first of those that wait for the clerk, in the desk's order.
    pub aside: Vec<QueueRow>,
    /// How many of those there are.
    pub aside_total: u64,
    /// A page of those that wait for the road; what is being sent comes first, then what is due first.
    pub rows: Vec<QueueRow>,
    /// How many of those stand before the page.
    pub offset: u64,
    /// How many of those there are.
    pub total: u64,
    /// How many of those stand before the place that the page was counted from.
    pub from: u64,
    /// Where the next page begins; absent at the end.
    pub next: Option<QueuePlace>,
    /// What keeps it from going, and what to do.
    pub trouble: Option<String>,
    /// How many dossiers wait to be sent.
    pub waiting: u64,
    /// How many wait for the clerk.
    pub set_aside: u64,
    /// Bytes that the gateway holds of what waits.
    pub sent_bytes: u64,
    /// Bytes of all that waits.
    pub total_bytes: u64,
    /// What the road carries and costs.
    pub pace: RoadPace,
}
