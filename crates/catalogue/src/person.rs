//! Where a person stands in a form, so that somebody known already can be written there at once.

use serde::Deserialize;

/// The fields of a form in which one person is written, as JSON Pointers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonPaths {
    /// Họ, chữ đệm, tên.
    pub name: String,
    /// Number on the identity paper.
    #[serde(default)]
    pub number: Option<String>,
    /// What kind of number that is; `None` where only a citizen's is asked for.
    #[serde(default)]
    pub number_kind: Option<String>,
    /// Date of birth.
    #[serde(default)]
    pub birth: Option<String>,
    /// Sex.
    #[serde(default)]
    pub sex: Option<String>,
    /// Ethnic group.
    #[serde(default)]
    pub ethnicity: Option<String>,
    /// Nationality.
    #[serde(default)]
    pub nationality: Option<String>,
    /// The group that holds `commune`, `detail` and `abroad`.
    #[serde(default)]
    pub residence: Option<String>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// When the identity paper was issued.
    #[serde(default)]
    pub issued: Option<String>,
}
