//! What a window shows as it comes: rows, pages and sentences.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::one_of::{LanguageWord, Way};
use super::{PaperOut, PaperSize, Shown};
pub use crate::standing::{StandingWord, Tone};

/// Whether there is a desk, and whether it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HostState {
    /// No desk was set up in the folder yet.
    New,
    /// There is a desk; nobody has it open.
    Locked,
    /// One is being set up.
    SettingUp,
    /// It is open.
    Open,
}

/// How the host stands.
#[derive(Serialize, TS)]
pub struct HostStatus {
    /// Whether there is a desk, and whether it is open.
    pub state: HostState,
    /// How it can be unlocked.
    #[ts(as = "Vec<Way>")]
    pub ways: Vec<String>,
    /// Version of the program.
    pub version: String,
}

/// A desk that is being set up. It holds the recovery secret: it is shown once and never kept.
#[derive(Serialize, TS)]
#[ts(rename = "Prepared")]
pub struct CardShown {
    /// The recovery secret, in groups.
    pub recovery_text: String,
    /// The places, from 1, of the four symbols that are asked back.
    #[ts(type = "number[]")]
    pub positions: [u8; 4],
}

/// How the window looks to whoever works at this desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Prefs {
    /// Language of the window: `vi` or `en`.
    #[ts(as = "LanguageWord")]
    pub language: String,
    /// Colours: `light` or `contrast`.
    #[ts(type = "\"light\" | \"contrast\"")]
    pub theme: String,
    /// Size of everything in per cent: 100, 125 or 150.
    #[ts(type = "100 | 125 | 150")]
    pub scale: u32,
    /// The sheet on which papers are printed.
    pub paper: PaperSize,
    /// Keys that were chosen for actions, by the action's name.
    #[ts(type = "Record<string, string>")]
    pub keys: BTreeMap<String, String>,
}

/// Where something stands, in words and with a colour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Standing {
    /// In one word, for an icon.
    pub word: StandingWord,
    /// The colour.
    pub tone: Tone,
    /// In a few words.
    pub said: String,
    /// What else there is to know.
    pub note: Option<String>,
}

/// One line of a list of dossiers.
#[derive(Serialize, Deserialize, TS)]
pub struct Row {
    /// The dossier.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// The agency's code, once it is there.
    pub official_code: Option<String>,
    /// Code of the procedure.
    pub procedure: String,
    /// What people call the procedure.
    pub procedure_name: String,
    /// The owner's name, else the submitter's; may be empty.
    pub person: String,
    /// When it was begun.
    pub begun_at: String,
    /// Where it stands.
    pub standing: Standing,
}

/// A page of a list.
#[derive(Serialize, Deserialize, TS)]
pub struct Found {
    /// How many there are on all pages.
    pub total: u64,
    /// Those of this page, newest first.
    pub rows: Vec<Row>,
}

/// What the agency asks for while it is the clerk's turn.
#[derive(Serialize, TS)]
pub struct Asked {
    /// Why, in the agency's words.
    pub reason: Option<String>,
    /// Legal date by which the resident must answer, ISO.
    pub deadline: Option<String>,
}

/// By whose clock something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The desk's.
    Desk,
    /// The gateway's.
    Gateway,
}

/// Something that happened to a dossier.
#[derive(Serialize, TS)]
pub struct Moment {
    /// When.
    pub at: String,
    /// By whose clock.
    pub whose: Whose,
    /// Who did it, where a person at the desk did.
    pub who: Option<String>,
    /// What.
    pub said: String,
}

/// A paper of a dossier, and whether it has arrived.
#[derive(Serialize, TS)]
pub struct PaperLine {
    /// Which component it is.
    pub component: String,
    /// What people call that component.
    pub component_name: String,
    /// The page, for its bytes; absent when it was taken out since it was sealed.
    pub page_id: Option<String>,
    /// File name.
    pub name: String,
    /// Media type.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// When the gateway held it with every other part, by its clock.
    pub receipt_at: Option<String>,
}

/// Something that can be done with a dossier as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Go on typing, or begin a correction.
    Edit,
    /// Submit what was typed.
    Submit,
    /// Take the dossier back.
    Withdraw,
    /// Throw away what was typed.
    Discard,
    /// Take back what was thrown away.
    Restore,
    /// Queue again what was set aside.
    Retry,
    /// Look at both revisions where another desk was first, and choose.
    Choose,
    /// Show the code to the resident.
    ShowCode,
}

/// A dossier as its page shows it.
#[derive(Serialize, TS)]
pub struct DossierPage {
    /// Everything that the desk knows of it.
    pub shown: Shown,
    /// What people call the procedure.
    pub procedure_name: String,
    /// The owner's name, else the submitter's; may be empty.
    pub person: String,
    /// Where it stands.
    pub standing: Standing,
    /// What the agency asks for; absent while it is not the clerk's turn.
    pub asked: Option<Asked>,
    /// What happened, oldest first.
    pub moments: Vec<Moment>,
    /// Its papers.
    pub papers: Vec<PaperLine>,
    /// What can be printed of it.
    pub papers_out: Vec<PaperOut>,
    /// When the resident was last given the code by hand.
    pub code_given_at: Option<String>,
    /// What can be done now.
    pub can: Vec<Deed>,
}

/// What sort of work waits for the clerk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Agencies ask for more papers.
    Supplement,
    /// The gateway did not take something.
    SetAside,
    /// Something was typed and not submitted.
    Draft,
    /// Results are there and not handed over.
    Result,
    /// Agencies ask for a payment.
    Fee,
    /// Nobody has shown that the recovery card was written down.
    Card,
    /// The desk is enrolled at no gateway.
    NotEnrolled,
    /// The machine's clock is far off.
    Clock,
}

/// Work that waits for the clerk.
#[derive(Serialize, TS)]
pub struct Task {
    /// What sort.
    pub kind: TaskKind,
    /// How many dossiers.
    pub count: u64,
    /// The same in a sentence.
    pub said: String,
    /// The nearest legal date, ISO.
    pub deadline: Option<String>,
    /// The most pressing ones first, at most five.
    pub dossiers: Vec<Row>,
}

/// A day at the desk.
#[derive(Serialize, TS)]
pub struct Today {
    /// The legal date, ISO.
    pub date: String,
    /// What waits for the clerk, most pressing first.
    pub tasks: Vec<Task>,
    /// How many dossiers were begun today.
    pub taken: u64,
    /// How many agencies took in today.
    pub received: u64,
    /// How many wait to be sent.
    pub waiting: u64,
}
