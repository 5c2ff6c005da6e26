//! Closed lists from which a field is chosen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::form::Choice;

/// A list of the package, with where it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The name by which layouts ask for it.
    pub name: String,
    /// Where it was seen, and what to beware of.
    pub source: String,
    /// What can be chosen, in the order in which it is shown.
    pub choices: Vec<Choice>,
    /// What other systems call the values: by system, then by value. For export only.
    #[serde(default)]
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
}

impl List {
    /// The choice with this value.
    pub fn choice(&self, value: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.value == value)
    }
}
