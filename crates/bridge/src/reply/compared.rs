//! This desk against the gateway.

use desk::comparison::{Difference, What};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In what both sides differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Differs {
    /// The gateway has signed for it and holds it no more.
    Lost,
    /// Both have it with different contents.
    Content,
    /// Only here: it waits for the clerk.
    SetAside,
    /// Only there: this folder does not know the dossier.
    Unknown,
    /// Only there: another revision of a dossier of this desk.
    Elsewhere,
    /// The receipt has not come here yet.
    NoReceipt,
    /// The agency has got further than this desk has heard.
    Status,
    /// Only here: it waits for the road.
    Waits,
}

impl Differs {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Content => "content",
            Self::SetAside => "set-aside",
            Self::Unknown => "unknown",
            Self::Elsewhere => "elsewhere",
            Self::NoReceipt => "no-receipt",
            Self::Status => "status",
            Self::Waits => "waits",
        }
    }
}

/// Both sides, side by side.
#[derive(Serialize, Deserialize)]
pub struct Compared {
    /// How many revisions are the same on both sides.
    pub equal: u64,
    /// What differs, the gravest first.
    pub differences: Vec<ComparedRow>,
}

/// A revision on which both sides differ.
#[derive(Serialize, Deserialize)]
pub struct ComparedRow {
    /// In what.
    pub what: Differs,
    /// The dossier.
    pub dossier_id: String,
    /// The revision.
    pub submission_id: String,
    /// Its number.
    pub revision: u32,
    /// The code on the resident's paper; empty where this folder does not know the dossier.
    pub provisional_code: String,
    /// The agency's status as this desk has heard it.
    pub status_here: Option<String>,
    /// The agency's status as it is there.
    pub status_there: Option<String>,
}

impl From<&Difference> for ComparedRow {
    fn from(difference: &Difference) -> Self {
        let (what, here, there) = match &difference.what {
            What::Lost => (Differs::Lost, None, None),
            What::Content => (Differs::Content, None, None),
            What::SetAside => (Differs::SetAside, None, None),
            What::Unknown => (Differs::Unknown, None, None),
            What::Elsewhere => (Differs::Elsewhere, None, None),
            What::NoReceipt => (Differs::NoReceipt, None, None),
            What::Status { here, there } => (Differs::Status, here.clone(), Some(there.clone())),
            What::Waits => (Differs::Waits, None, None),
        };
        let code = difference.here.as_ref().map(|row| row.code.to_string());
        Self {
            what,
            dossier_id: difference.dossier.to_string(),
            submission_id: difference.submission.to_string(),
            revision: difference.revision.get(),
            provisional_code: code.unwrap_or_default(),
            status_here: here,
            status_there: there,
        }
    }
}

/// Both sides as a window shows them.
#[derive(Serialize, TS)]
pub struct ComparedView {
    /// How many revisions are the same on both sides.
    pub equal: u64,
    /// What differs, the gravest first.
    pub rows: Vec<ComparedLine>,
}

/// A difference as a window shows it.
#[derive(Serialize, TS)]
pub struct ComparedLine {
    /// In what both sides differ.
    pub what: Differs,
    /// The dossier; absent where this folder does not know it.
    pub dossier_id: Option<String>,
    /// The code on the resident's paper, else the id that the gateway knows it by.
    pub name: String,
    /// What people call the procedure; empty where this folder does not know it.
    pub procedure_name: String,
    /// The owner's name, else the submitter's; may be empty.
    pub person: String,
    /// What differs.
    pub said: String,
    /// What it means, and what to do.
    pub todo: String,
}
