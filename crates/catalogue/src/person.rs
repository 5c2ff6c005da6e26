//! Where a person or an organisation stands in a form, so that somebody known already can be written there at once.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

use crate::layout::GroupPlan;
use crate::row;

/// The fields of a form in which one person is written, as JSON Pointers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonPaths {
    /// It is an organisation and no human being.
    #[serde(default)]
    pub is_organisation: bool,
    /// Họ, chữ đệm, tên, or tên tổ chức.
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
    /// Who represents an organisation.
    #[serde(default)]
    pub representative: Option<String>,
}

impl PersonPaths {
    /// The same fields in one row of a list.
    pub(crate) fn in_row(&self, row: usize) -> Self {
        let path = |path: &String| row::in_row(path, row);
        let maybe = |maybe: &Option<String>| maybe.as_ref().map(path);
        Self {
            is_organisation: self.is_organisation,
            name: path(&self.name),
            number: maybe(&self.number),
            number_kind: maybe(&self.number_kind),
            birth: maybe(&self.birth),
            sex: maybe(&self.sex),
            ethnicity: maybe(&self.ethnicity),
            nationality: maybe(&self.nationality),
            residence: maybe(&self.residence),
            phone: maybe(&self.phone),
            issued: maybe(&self.issued),
            representative: maybe(&self.representative),
        }
    }
}

/// The people of a group; of one that repeats, those of the rows that a form has.
pub(crate) fn of_group<'a>(group: &'a GroupPlan, form: &Value) -> Vec<Cow<'a, PersonPaths>> {
    let Some(paths) = &group.person else { return Vec::new() };
    let Some(list) = &group.repeats else { return vec![Cow::Borrowed(paths)] };
    let rows = form.pointer(&list.at).and_then(Value::as_array).map_or(0, Vec::len);
    (0..rows.min(list.most)).map(|row| Cow::Owned(paths.in_row(row))).collect()
}
