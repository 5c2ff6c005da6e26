//! Names of organisations, kept exactly as their papers write them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Line;

/// Longest name that is taken, in characters.
const LONGEST: usize = 500;

/// Tên tổ chức in one line: digits, strokes, quotes and whatever else is printed may stand in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganisationName(Line);

impl OrganisationName {
    /// Reads a name as typed; only white space, control and invisible characters are put right.
    ///
    /// # Errors
    /// Nothing is written, or no letter, or more than 500 characters.
    pub fn parse(text: &str) -> Result<Self, OrganisationNameFault> {
        let line = Line::new(text);
        if line.is_empty() {
            return Err(OrganisationNameFault::Empty);
        }
        if !line.as_str().chars().any(char::is_alphabetic) {
            return Err(OrganisationNameFault::NoLetter);
        }
        if line.as_str().chars().count() > LONGEST {
            return Err(OrganisationNameFault::TooLong);
        }
        Ok(Self(line))
    }

    /// The name as kept.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for OrganisationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

// A household's business bears the name of a person.
impl fmt::Debug for OrganisationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OrganisationName(…)")
    }
}

impl TryFrom<String> for OrganisationName {
    type Error = OrganisationNameFault;
    fn try_from(text: String) -> Result<Self, OrganisationNameFault> {
        Self::parse(&text)
    }
}

impl From<OrganisationName> for String {
    fn from(name: OrganisationName) -> Self {
        name.as_str().to_owned()
    }
}

/// Why a text is not an organisation's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationNameFault {
    /// Nothing is written.
    #[error("the name is empty")]
    Empty,
    /// Only digits and symbols are written.
    #[error("the name has no letter")]
    NoLetter,
    /// It has more than 500 characters.
    #[error("the name is longer than {LONGEST} characters")]
    TooLong,
}

impl OrganisationNameFault {
    /// The stable word for this fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "name-empty",
            Self::NoLetter => "organisation-name-without-letter",
            Self::TooLong => "organisation-name-too-long",
        }
    }
}
