//! Law that will replace what the package says, on a day that is known.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::text::Text;

/// From a day on, another law holds for a field: whoever takes papers in has to know.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// Lĩnh vực, as the procedures name it.
    pub field: String,
    /// The first day of the new law.
    pub on: NaiveDate,
    /// The new law.
    pub by: Text,
    /// What becomes of dossiers that were taken in before.
    pub said: Text,
    /// Where that was seen.
    pub source: String,
}
