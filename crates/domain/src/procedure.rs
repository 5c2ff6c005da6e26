//! Codes of administrative procedures and of the papers that they ask for.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Code of an administrative procedure, as the national list writes it: `1.001193`, or with the
/// suffix of a province that numbers its own variants: `1.012753.H19`, `1.001850.000.00.00.H40`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProcedureCode(String);

impl ProcedureCode {
    /// The code as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is not the code of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a procedure")]
pub struct NotAProcedureCode;

impl FromStr for ProcedureCode {
    type Err = NotAProcedureCode;

    fn from_str(text: &str) -> Result<Self, NotAProcedureCode> {
        let text = text.trim();
        let mut groups = text.split('.');
        let kind = groups.next().unwrap_or_default();
        let number = groups.next().unwrap_or_default();
        let is_digits = |s: &str, len| s.len() == len && s.bytes().all(|b| b.is_ascii_digit());
        let is_suffix =
            |s: &str| !s.is_empty() && s.len() <= 6 && s.bytes().all(|b| b.is_ascii_alphanumeric());
        let right = is_digits(kind, 1) && is_digits(number, 6) && groups.all(is_suffix);
        if right && text.len() <= 40 { Ok(Self(text.to_owned())) } else { Err(NotAProcedureCode) }
    }
}

impl TryFrom<String> for ProcedureCode {
    type Error = NotAProcedureCode;
    fn try_from(text: String) -> Result<Self, NotAProcedureCode> {
        text.parse()
    }
}

impl From<ProcedureCode> for String {
    fn from(code: ProcedureCode) -> Self {
        code.0
    }
}

impl fmt::Display for ProcedureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Name of one component of a dossier (thành phần hồ sơ) within its procedure: `giay-chung-sinh`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ComponentId(String);

impl ComponentId {
    /// The name as the catalogue writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text cannot name a component: 1 to 64 lower-case letters, digits, `-` or `_`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a component")]
pub struct NotAComponentId;

impl FromStr for ComponentId {
    type Err = NotAComponentId;

    fn from_str(text: &str) -> Result<Self, NotAComponentId> {
        let is_allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b);
        let right = (1..=64).contains(&text.len()) && text.bytes().all(is_allowed);
        if right { Ok(Self(text.to_owned())) } else { Err(NotAComponentId) }
    }
}

impl TryFrom<String> for ComponentId {
    type Error = NotAComponentId;
    fn try_from(text: String) -> Result<Self, NotAComponentId> {
        text.parse()
    }
}

impl From<ComponentId> for String {
    fn from(id: ComponentId) -> Self {
        id.0
    }
}

impl fmt::Display for ComponentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn procedure_code_is_read_when_it_has_a_provincial_suffix() {
        for code in ["1.001193", "1.012753.H19", "1.001850.000.00.00.H40"] {
            assert!(code.parse::<ProcedureCode>().is_ok(), "{code} stands in a real list");
        }
    }

    #[test]
    fn procedure_code_is_refused_when_it_is_something_else() {
        for text in ["", "1001193", "1.1193", "1.001193.", "khai sinh", "1.001193; DROP"] {
            assert_eq!(text.parse::<ProcedureCode>(), Err(NotAProcedureCode), "{text:?}");
        }
    }

    #[test]
    fn component_id_is_refused_when_it_could_be_a_path() {
        for text in ["", "../x", "a/b", "Giấy", "a b"] {
            assert_eq!(text.parse::<ComponentId>(), Err(NotAComponentId), "{text:?}");
        }
    }
}
