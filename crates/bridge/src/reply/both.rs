//! Two revisions of one dossier side by side: this desk's, and the other desk's that came first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Both revisions.
#[derive(Serialize, Deserialize, TS)]
pub struct BothSides {
    /// The dossier.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// What this desk sealed last.
    pub here: SideHere,
    /// What the gateway has instead.
    pub there: SideThere,
    /// Whether something about the dossier is being typed that was not submitted.
    pub has_open_draft: bool,
}

/// What this desk sealed last.
#[derive(Serialize, Deserialize, TS)]
pub struct SideHere {
    /// Its number.
    pub revision: u32,
    /// When it was sealed.
    pub sealed_at: String,
    /// Who sealed it; absent where nobody knows any more.
    pub by: Option<String>,
    /// Its papers.
    pub papers: Vec<SidePaper>,
    /// The last revision that both desks had; absent where this desk does not have it.
    pub base_revision: Option<u32>,
    /// Whether the form says something else than in that one, be it where no field is known.
    pub is_form_changed: bool,
    /// The fields that say something else than in that one.
    pub changed: Vec<ChangedField>,
    /// Papers of that one which are not in this.
    pub left_out: Vec<SidePaper>,
}

/// What the gateway says of the other desk's revision; its contents are nobody's here to read.
#[derive(Serialize, Deserialize, TS)]
pub struct SideThere {
    /// Its number.
    pub revision: u32,
    /// The desk that sealed it.
    pub desk_id: String,
    /// What people call that desk, with how its codes begin; absent where the gateway did not say.
    pub desk_said: Option<String>,
    /// Whether it is this very desk, from another copy of its data.
    pub is_this_desk: bool,
    /// Whether the gateway told more than its number.
    pub is_told: bool,
    /// When the gateway heard of it, by its clock.
    pub announced_at: Option<String>,
    /// When it held every byte; absent while parts are missing.
    pub delivered_at: Option<String>,
    /// Its papers.
    pub papers: Vec<SidePaper>,
    /// Where the dossier stands with the agency, in words.
    pub status_said: Option<String>,
    /// When all this was so, by the gateway's clock.
    pub told_at: Option<String>,
}

/// A paper of one side.
#[derive(Serialize, Deserialize, TS)]
pub struct SidePaper {
    /// What people call it.
    pub component_name: String,
    /// File name; absent on the other side, where nobody is told.
    pub name: Option<String>,
    /// Size in bytes.
    pub size: u64,
    /// Whether it is not in the revision that both desks had.
    pub is_new: bool,
}

/// A field that says something else than before.
#[derive(Serialize, Deserialize, TS)]
pub struct ChangedField {
    /// What it is called, with what it is about.
    pub label: String,
    /// What it said; absent when it was empty.
    pub before: Option<String>,
    /// What it says; absent when it is empty.
    pub after: Option<String>,
}

/// The other desk's revision stays the newest, this desk's is a draft.
#[derive(Serialize, Deserialize, TS)]
pub struct KeptTheirs {
    /// The dossier.
    pub dossier_id: String,
    /// Number of the other desk's revision.
    pub revision: u32,
    /// The edition of the draft to save onto next.
    pub edition: u32,
}
