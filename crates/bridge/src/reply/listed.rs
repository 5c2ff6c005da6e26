//! What a province's list says of a procedure, for reading.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A procedure as a list publishes it, word for word.
#[derive(Serialize, Deserialize, TS)]
pub struct ListedShown {
    /// Who decides.
    pub agency: String,
    /// How long it takes.
    pub time: String,
    /// What it costs.
    pub fee: String,
    /// By which channels it is handed in.
    pub channels: Vec<ListedWay>,
    /// Its papers and the notes among them, in their order.
    pub documents: Vec<ListedPaper>,
    /// Where the list was seen.
    pub source: String,
}

/// One way to hand a procedure in.
#[derive(Serialize, Deserialize, TS)]
pub struct ListedWay {
    /// What the list calls it.
    pub name: String,
    /// How long it takes this way.
    pub time: String,
    /// What it costs this way.
    pub fee: String,
}

/// A paper of a list, or a note among its papers.
#[derive(Serialize, Deserialize, TS)]
pub struct ListedPaper {
    /// The heading under which it stands; may be empty.
    pub group: String,
    /// What the list says.
    pub name: String,
    /// How many originals and copies, in words; empty for a note, and where none are listed.
    pub counts_said: String,
    /// Whether it is no paper.
    pub is_note: bool,
}

/// Something about the catalogue that is to be known while typing.
#[derive(Serialize, Deserialize, TS)]
pub struct RemarkSaid {
    /// In a few words.
    pub title: String,
    /// What it means, and what to do.
    pub said: String,
    /// Whether the draft may go on under the catalogue in use.
    pub may_move_on: bool,
    /// Whether it needs attention, or is only to be known.
    pub is_grave: bool,
}
