//! One row of a list's papers.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// More originals or copies than anybody is asked for: the number of a form, misread as a count.
const IMPLAUSIBLE: u32 = 50;

/// A paper, or a note among the papers, as a list has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedDocument {
    /// Its number within the procedure.
    pub ordinal: u32,
    /// The heading under which it stands; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// What the list says, word for word.
    pub name: String,
    /// How many originals, as listed.
    #[serde(default)]
    pub originals: u32,
    /// How many copies, as listed.
    #[serde(default)]
    pub copies: u32,
    /// The same in the list's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub copies_text: String,
    /// The list has a form to be filled in for it.
    #[serde(default)]
    pub has_form_file: bool,
    /// Whether it is a paper at all.
    pub kind: DocumentKind,
    /// Where the row was seen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Whether whoever made the list checked it, in their words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verified: String,
}

/// What a row of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DocumentKind {
    /// Thành phần hồ sơ.
    Component,
    /// A remark that stands among the papers.
    Note,
}

impl ListedDocument {
    /// Whether it is a paper, not a note.
    pub fn is_paper(&self) -> bool {
        self.kind == DocumentKind::Component
    }

    /// Whether its counts can be counts.
    pub fn has_plausible_counts(&self) -> bool {
        self.originals.max(self.copies) <= IMPLAUSIBLE
    }
}
