//! The code that only the competent agency gives.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Longest official code that is taken, in characters.
const LONGEST: usize = 64;

/// Longest agency id, in characters (Quyết định 20/2020/QĐ-TTg).
const LONGEST_AGENCY: usize = 35;

/// An official dossier code, kept as the agency gave it.
///
/// The rule is `<agency>-YYMMDD-XXXX` (Thông tư 01/2018/TT-VPCP Điều 19); running systems also send
/// five digits after a clash and other tails on joint portals, so any of A-Z, 0-9, `.` and `-` with
/// a dot in it is taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfficialCode(String);

/// What a code that follows the rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficialParts<'c> {
    /// Id of the agency: groups separated by dots.
    pub agency: &'c str,
    /// Civil date of the official reception.
    pub received_on: NaiveDate,
    /// Running number of the agency on that day, 4 digits or 5.
    pub number: &'c str,
}

/// The text cannot be an official code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an official code")]
pub struct NotAnOfficialCode;

impl OfficialCode {
    /// Reads an official code; small letters become capitals.
    pub fn parse(text: &str) -> Result<Self, NotAnOfficialCode> {
        let code = text.trim().to_ascii_uppercase();
        let right = (1..=LONGEST).contains(&code.len())
            && code.contains('.')
            && code.contains(|c: char| c.is_ascii_alphanumeric())
            && code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
        if right { Ok(Self(code)) } else { Err(NotAnOfficialCode) }
    }

    /// The code as the agency wrote it, in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes the code apart, if it follows the rule.
    pub fn parts(&self) -> Option<OfficialParts<'_>> {
        let mut groups = self.0.split('-');
        let (agency, date, number) = (groups.next()?, groups.next()?, groups.next()?);
        let right = groups.next().is_none()
            && is_agency(agency)
            && (4..=5).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit());
        let received_on = super::read_date(date).ok().filter(|_| right && date.len() == 6)?;
        Some(OfficialParts { agency, received_on, number })
    }
}

impl fmt::Display for OfficialCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for OfficialCode {
    type Error = NotAnOfficialCode;
    fn try_from(text: String) -> Result<Self, NotAnOfficialCode> {
        Self::parse(&text)
    }
}

impl From<OfficialCode> for String {
    fn from(code: OfficialCode) -> Self {
        code.0
    }
}

fn is_agency(text: &str) -> bool {
    text.len() <= LONGEST_AGENCY
        && text.contains('.')
        && text.split('.').all(|group| !group.is_empty())
}
