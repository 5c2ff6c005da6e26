//! The code that a desk gives a dossier by itself, and the official code that comes later.
//!
//! ```text
//! LS07-261121-K7M2QX-4            000.00.06.H56-231027-0361
//! │    │      │      │            │             │      └ running number of the day
//! │    │      │      └ check      │             └ yymmdd of the official reception
//! │    │      └ 30 bits of luck   └ agency, always with a dot
//! │    └ yymmdd at the desk
//! └ the desk, never with a dot
//! ```
//!
//! The official number is counted per agency and day over all its desks, so two desks without a
//! network cannot both give it; and a code of ours has no dot, so nobody takes one for the other.

mod check;
mod official;

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use self::official::{NotAnOfficialCode, OfficialCode, OfficialParts};

/// Crockford's 32 symbols: no I, L, O and U.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many symbols of luck a code has, five bits each.
const LUCK_LENGTH: usize = 6;

/// The bits of luck that are used.
const LUCK_BITS: u32 = 5 * 6;

/// Symbols after the desk's prefix: date, luck and check.
const TAIL_LENGTH: usize = 6 + LUCK_LENGTH + 1;

/// How codes of one desk begin: 2 to 6 of A-Z and 0-9, the first a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeskPrefix(String);

impl DeskPrefix {
    /// Reads a prefix; small letters become capitals.
    pub fn parse(text: &str) -> Result<Self, CodeFault> {
        let prefix = text.trim().to_ascii_uppercase();
        let right = (2..=6).contains(&prefix.len())
            && prefix.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && prefix.starts_with(|c: char| c.is_ascii_uppercase());
        if right { Ok(Self(prefix)) } else { Err(CodeFault::Prefix) }
    }

    /// The prefix in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A dossier's code until the competent agency gives the official one: `LS07-261121-K7M2QX-4`.
///
/// The check symbol finds every single wrong symbol and every swap of two neighbours.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProvisionalCode(String);

impl ProvisionalCode {
    /// Makes the code of a dossier taken on this civil date; the upper 30 bits of `luck` are used.
    pub fn new(prefix: &DeskPrefix, civil_date: NaiveDate, luck: [u8; 4]) -> Self {
        let date = format!(
            "{:02}{:02}{:02}",
            civil_date.year().rem_euclid(100),
            civil_date.month(),
            civil_date.day()
        );
        let drawn = u32::from_be_bytes(luck) >> (u32::BITS - LUCK_BITS);
        let head = format!("{}{date}", prefix.0);
        let (luck, check) = luck_and_check(&head, drawn);
        Self(format!("{}-{date}-{luck}-{check}", prefix.0))
    }

    /// Reads a code as somebody types or reads it aloud: small letters, other or no separators, and
    /// O, I and L for the digits that they look like in the last two groups.
    pub fn parse(text: &str) -> Result<Self, CodeFault> {
        let symbols = bare_symbols(text)?;
        let (head, tail) = split_before_last(&symbols, TAIL_LENGTH)?;
        let prefix = DeskPrefix::parse(head)?;
        let (date, luck_and_check) = split_before_last(tail, LUCK_LENGTH + 1)?;
        read_date(date)?;
        let read_symbols = luck_and_check.chars().map(crockford).collect::<Result<String, _>>()?;
        let (luck, check) = split_before_last(&read_symbols, 1)?;
        if check.chars().next() != check::symbol(&format!("{head}{date}{luck}")) {
            return Err(CodeFault::Check);
        }
        Ok(Self(format!("{}-{date}-{luck}-{check}", prefix.0)))
    }

    /// The code with its hyphens.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How the codes of the desk begin.
    pub fn prefix(&self) -> DeskPrefix {
        DeskPrefix(self.group(0).to_owned())
    }

    /// The civil date at the desk; codes belong to the years 2000 to 2099.
    pub fn civil_date(&self) -> NaiveDate {
        read_date(self.group(1)).unwrap_or_default()
    }

    fn group(&self, at: usize) -> &str {
        self.0.split('-').nth(at).unwrap_or_default()
    }
}

impl fmt::Display for ProvisionalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ProvisionalCode {
    type Error = CodeFault;
    fn try_from(text: String) -> Result<Self, CodeFault> {
        Self::parse(&text)
    }
}

impl From<ProvisionalCode> for String {
    fn from(code: ProvisionalCode) -> Self {
        code.0
    }
}

impl TryFrom<String> for DeskPrefix {
    type Error = CodeFault;
    fn try_from(text: String) -> Result<Self, CodeFault> {
        Self::parse(&text)
    }
}

impl From<DeskPrefix> for String {
    fn from(prefix: DeskPrefix) -> Self {
        prefix.0
    }
}

/// Why a text is not a provisional code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// Symbols are missing or too many.
    #[error("the code has the wrong length")]
    Length,
    /// This character does not belong in a code; a dot is a sign of an official one.
    #[error("the code has the symbol {0:?}")]
    Symbol(char),
    /// The beginning is not a desk's.
    #[error("the code does not begin with 2 to 6 letters and digits, a letter first")]
    Prefix,
    /// The six digits of the date are none.
    #[error("the code has no date")]
    Date,
    /// A symbol is wrong, or two stand in each other's place.
    #[error("the check symbol does not fit")]
    Check,
}

impl CodeFault {
    /// The stable word for this fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length => "code-length",
            Self::Symbol(_) => "code-has-symbols",
            Self::Prefix => "code-prefix",
            Self::Date => "code-date",
            Self::Check => "code-check",
        }
    }
}

/// Writes the luck, or the next luck whose check symbol is one of Crockford's.
///
/// 5 of 37 check values have no symbol that can be read without doubt (I, L, O, U and the 37th);
/// stepping on from those keeps the check a plain symbol and costs a fraction of a bit.
fn luck_and_check(head: &str, drawn: u32) -> (String, char) {
    let lucks = (0..).map(|step: u32| drawn.wrapping_add(step)).map(luck_symbols);
    let mut pairs = lucks.filter_map(|luck| {
        let check = check::symbol(&format!("{head}{luck}"))?;
        crockford(check).is_ok_and(|read| read == check).then_some((luck, check))
    });
    // Consecutive lucks have different check values, so a plain one comes within a few steps.
    pairs.next().unwrap_or_default()
}

fn luck_symbols(luck: u32) -> String {
    let shifts = (0..LUCK_BITS).step_by(5).rev();
    let symbols = shifts.filter_map(|shift| {
        let at = usize::try_from((luck >> shift) & 31).ok()?;
        SYMBOLS.get(at).copied().map(char::from)
    });
    symbols.collect()
}

/// Letters and digits in capitals, without spaces and hyphens.
fn bare_symbols(text: &str) -> Result<String, CodeFault> {
    let written = text.chars().filter(|c| !c.is_whitespace() && !is_hyphen(*c));
    written.map(capital).collect()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

fn capital(c: char) -> Result<char, CodeFault> {
    if c.is_ascii_alphanumeric() { Ok(c.to_ascii_uppercase()) } else { Err(CodeFault::Symbol(c)) }
}

/// Splits so that the second part has `length` symbols.
fn split_before_last(symbols: &str, length: usize) -> Result<(&str, &str), CodeFault> {
    let at = symbols.len().checked_sub(length).ok_or(CodeFault::Length)?;
    symbols.split_at_checked(at).ok_or(CodeFault::Length)
}

fn read_date(yymmdd: &str) -> Result<NaiveDate, CodeFault> {
    // Look-alikes are not forgiven here: beside the prefix, O and 0 are two symbols.
    if !yymmdd.bytes().all(|b| b.is_ascii_digit()) {
        return Err(CodeFault::Date);
    }
    let number: u32 = yymmdd.parse().map_err(|_| CodeFault::Date)?;
    let year = i32::try_from(number / 10_000).map_err(|_| CodeFault::Date)?;
    NaiveDate::from_ymd_opt(2000 + year, number / 100 % 100, number % 100).ok_or(CodeFault::Date)
}

/// Reads one of Crockford's symbols, forgiving the letters that look like digits.
fn crockford(symbol: char) -> Result<char, CodeFault> {
    match symbol {
        'O' => Ok('0'),
        'I' | 'L' => Ok('1'),
        '0'..='9' | 'A'..='T' | 'V'..='Z' => Ok(symbol),
        _ => Err(CodeFault::Symbol(symbol)),
    }
}

#[cfg(test)]
mod tests;
