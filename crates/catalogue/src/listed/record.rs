//! One procedure of a list, and the list as a file of a package.

use std::collections::BTreeMap;

use domain::procedure::ProcedureCode;
use serde::{Deserialize, Serialize};

use super::document::ListedDocument;
use crate::procedure::ProcedureResult;

/// `listed.json` of a package.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListedRecord {
    /// Where the list was seen.
    pub(crate) source: String,
    pub(crate) procedures: Vec<Listed>,
}

/// A procedure as a list publishes it; what the list does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Its code in the national list.
    pub code: ProcedureCode,
    /// Its official name.
    pub name: String,
    /// Lĩnh vực.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// The ministry that published it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ministry: String,
    /// Cấp thực hiện.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// Đối tượng thực hiện.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub beneficiaries: String,
    /// Who decides.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// Loại thủ tục.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The decision that published it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decision: String,
    /// The legal texts that it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_basis: Vec<String>,
    /// What the person is given in the end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<ProcedureResult>,
    /// By which channels it is handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<ListedChannel>,
    /// How long it takes, over all channels.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
    /// What it costs, over all channels.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fee: String,
    /// Its papers and the notes among them, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<ListedDocument>,
    /// Texts that have no place of their own, by the name that the list gives them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub more: BTreeMap<String, String>,
    /// Where the list was seen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Its page on the national portal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Whether whoever made the list checked the name, in their words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verified: String,
    /// How sure whoever made the list is, in their words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub confidence: String,
    /// What whoever made the list adds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One way to hand a procedure in, as listed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedChannel {
    /// What the list calls it.
    pub name: String,
    /// How long it takes this way.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
    /// What it costs this way, and what is said of that.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fee: String,
}

impl Listed {
    /// How many of its rows are papers, not notes.
    pub fn papers(&self) -> usize {
        self.documents.iter().filter(|document| document.is_paper()).count()
    }
}
