//! What is still missing before a dossier may leave the desk.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One missing or wrong thing: where it is and what is the matter, to be said in words elsewhere.
///
/// Holds no personal data: `args` carry counts, limits and names of fields, never what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// JSON Pointer (RFC 6901) into the form, or `/pages/<component>` for a paper.
    pub path: String,
    /// Stable name of what is the matter, such as `missing` or `number-length`.
    pub code: String,
    /// What the sentence about it needs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Gap {
    /// Names what is the matter at a place.
    pub fn new(path: impl Into<String>, code: impl Into<String>) -> Self {
        Self { path: path.into(), code: code.into(), args: BTreeMap::new() }
    }

    /// Adds what the sentence needs.
    #[must_use]
    pub fn with(mut self, name: &str, value: &impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}
