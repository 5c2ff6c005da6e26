//! Who may hand in for somebody else, as far as the source of a procedure says it.

use serde::Deserialize;

use crate::text::Text;

/// What the source says of those who hand in for others: who needs an authorisation, and whose need
/// not be certified.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    /// The rule, as it is said at the counter.
    pub said: Text,
    /// The rows of the source's list that say so, by their numbers there.
    pub rows: Vec<u32>,
    /// Where it was seen.
    pub source: String,
}

impl Mandate {
    /// Why it cannot be believed; `None` when it names where it stands.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        let is_known = !self.rows.is_empty() && !self.source.trim().is_empty();
        (!is_known).then_some("a rule about mandates names no row or no source")
    }
}
