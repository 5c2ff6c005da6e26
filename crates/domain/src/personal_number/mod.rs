//! The number on a person's identity paper, or the reason why there is none yet.

mod citizen;

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

pub use self::citizen::{Birthplace, CitizenNumber, Disagreement, NumberWarning};
use crate::kinds::words;

/// Fewest and most characters of a passport number.
const PASSPORT_LENGTH: std::ops::RangeInclusive<usize> = 6..=12;

words! {
    /// Why a person has no number to write down.
    NoNumber {
        /// A child whose birth is only now being registered.
        NewBorn,
        /// The authority has not given one yet.
        NotYetIssued,
        /// It could not be found out at the desk.
        Unknown,
    }
}

/// How a person is identified by number.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Kept", into = "Kept")]
pub enum PersonalNumber {
    /// Số định danh cá nhân, also the number of a CCCD or căn cước: 12 digits.
    Citizen(CitizenNumber),
    /// Số CMND of the old paper: 9 digits.
    OldNine(OldNine),
    /// Số hộ chiếu, Vietnamese or foreign.
    Passport(Passport),
    /// No number, and why.
    None(NoNumber),
}

impl PersonalNumber {
    /// Reads a number whose kind is told by its shape: a letter makes it a passport's, nine digits
    /// an old card's, anything else has to be a citizen's.
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        let bare = without_separators(text);
        if bare.chars().any(char::is_alphabetic) {
            return Passport::parse(&bare).map(Self::Passport);
        }
        if bare.len() == OldNine::LENGTH {
            return OldNine::parse(&bare).map(Self::OldNine);
        }
        CitizenNumber::parse(&bare).map(Self::Citizen)
    }

    /// The number without spaces; nothing when there is none.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Citizen(number) => Some(number.as_str()),
            Self::OldNine(number) => Some(number.as_str()),
            Self::Passport(number) => Some(number.as_str()),
            Self::None(_) => None,
        }
    }

    /// The citizen's number, if it is one.
    pub fn citizen(&self) -> Option<&CitizenNumber> {
        match self {
            Self::Citizen(number) => Some(number),
            Self::OldNine(_) | Self::Passport(_) | Self::None(_) => None,
        }
    }
}

impl fmt::Debug for PersonalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Citizen(_) => f.write_str("PersonalNumber::Citizen(…)"),
            Self::OldNine(_) => f.write_str("PersonalNumber::OldNine(…)"),
            Self::Passport(_) => f.write_str("PersonalNumber::Passport(…)"),
            Self::None(reason) => write!(f, "PersonalNumber::None({reason})"),
        }
    }
}

/// The nine digits of a chứng minh nhân dân.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OldNine(String);

impl OldNine {
    const LENGTH: usize = 9;

    /// Reads nine digits, in groups or not.
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        digits(text, Self::LENGTH).map(Self)
    }

    /// The nine digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OldNine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OldNine(…)")
    }
}

/// A passport's number: 6 to 12 of A-Z and 0-9, at least one of them a digit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passport(String);

impl Passport {
    /// Reads a passport's number; small letters become capitals.
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        let number = without_separators(text).to_ascii_uppercase();
        if number.is_empty() {
            return Err(NumberFault::Empty);
        }
        if let Some(found) = number.chars().find(|c| !c.is_ascii_alphanumeric()) {
            return Err(NumberFault::Symbol { found });
        }
        if !PASSPORT_LENGTH.contains(&number.len()) {
            return Err(NumberFault::PassportLength { found: number.len() });
        }
        if !number.bytes().any(|b| b.is_ascii_digit()) {
            return Err(NumberFault::NoDigit);
        }
        Ok(Self(number))
    }

    /// The number in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passport(…)")
    }
}

/// Why a text is not the number that it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Nothing is written.
    #[error("the number is empty")]
    Empty,
    /// This character does not belong in the number.
    #[error("the number has the symbol {found:?}")]
    Symbol {
        /// The first character that is wrong.
        found: char,
    },
    /// Digits are missing or too many.
    #[error("the number has {found} digits instead of {expected}")]
    Length {
        /// How many digits it should have.
        expected: usize,
        /// How many it has.
        found: usize,
    },
    /// A passport's number is too short or too long.
    #[error("the passport number has {found} characters instead of 6 to 12")]
    PassportLength {
        /// How many characters it has.
        found: usize,
    },
    /// A passport's number without a digit.
    #[error("the passport number has no digit")]
    NoDigit,
    /// The first three digits are no province's.
    #[error("no province has the code {code:03}")]
    NoSuchProvince {
        /// The first three digits.
        code: u16,
    },
    /// It is said that there is no number, but not why.
    #[error("no reason is given for the missing number")]
    NoReason,
}

impl NumberFault {
    /// The stable word for this fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "number-empty",
            Self::Symbol { .. } => "number-has-symbols",
            Self::Length { .. } => "number-length",
            Self::PassportLength { .. } => "number-passport-length",
            Self::NoDigit => "number-passport-without-digit",
            Self::NoSuchProvince { .. } => "number-no-such-province",
            Self::NoReason => "number-missing-without-reason",
        }
    }
}

/// The word that tells the kinds of number apart in JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeptKind {
    Citizen,
    OldNine,
    Passport,
    None,
}

/// A personal number as JSON has it, not judged yet.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    kind: KeptKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<NoNumber>,
}

impl TryFrom<Kept> for PersonalNumber {
    type Error = NumberFault;
    fn try_from(kept: Kept) -> Result<Self, NumberFault> {
        let value = kept.value.unwrap_or_default();
        match kept.kind {
            KeptKind::Citizen => CitizenNumber::parse(&value).map(Self::Citizen),
            KeptKind::OldNine => OldNine::parse(&value).map(Self::OldNine),
            KeptKind::Passport => Passport::parse(&value).map(Self::Passport),
            KeptKind::None => kept.reason.map(Self::None).ok_or(NumberFault::NoReason),
        }
    }
}

impl From<PersonalNumber> for Kept {
    fn from(number: PersonalNumber) -> Self {
        let (kind, reason) = match &number {
            PersonalNumber::Citizen(_) => (KeptKind::Citizen, None),
            PersonalNumber::OldNine(_) => (KeptKind::OldNine, None),
            PersonalNumber::Passport(_) => (KeptKind::Passport, None),
            PersonalNumber::None(reason) => (KeptKind::None, Some(*reason)),
        };
        Self { kind, value: number.as_str().map(str::to_owned), reason }
    }
}

/// Takes exactly `expected` digits, which may stand in groups.
fn digits(text: &str, expected: usize) -> Result<String, NumberFault> {
    let bare = without_separators(text);
    if bare.is_empty() {
        return Err(NumberFault::Empty);
    }
    if let Some(found) = bare.chars().find(|c| !c.is_ascii_digit()) {
        return Err(NumberFault::Symbol { found });
    }
    if bare.len() != expected {
        return Err(NumberFault::Length { expected, found: bare.len() });
    }
    Ok(bare)
}

fn without_separators(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect()
}

#[cfg(test)]
mod tests;
