//! Dates of people's lives, of which sometimes only the month or the year is known.

mod words;

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The first year that is taken: old registers name grandparents born in the 19th century.
const FIRST_YEAR: i32 = 1850;

/// The last year that is taken: beyond it a typing error is likelier than a term.
const LAST_YEAR: i32 = 2100;

/// A year, a month of a year, or a day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    first: NaiveDate,
    precision: Precision,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// Only the year.
    Year,
    /// The month and the year.
    YearMonth,
    /// The day.
    Full,
}

impl PartialDate {
    /// Reads a date as people write it (`21/11/2026`, `1.2.1990`, `11/2026`, `2026`), as identity
    /// cards encode it (`21112026`) or as it is kept (`2026-11-21`, `2026-11`).
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DateFault::Empty);
        }
        let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
        match *parts.as_slice() {
            [whole] => Self::from_digits(whole),
            [year, month] | [month, year] if is_year(year) && !is_year(month) => {
                Self::year_month(number(year)?, short_number(month)?)
            }
            [year, month, day] | [day, month, year] if is_year(year) => {
                Self::full(number(year)?, short_number(month)?, short_number(day)?)
            }
            _ => Err(DateFault::Unreadable),
        }
    }

    /// Takes a year alone.
    pub fn year_only(year: i32) -> Result<Self, DateFault> {
        Self::checked(year, 1, 1, Precision::Year)
    }

    /// Takes a month of a year.
    pub fn year_month(year: i32, month: u32) -> Result<Self, DateFault> {
        Self::checked(year, month, 1, Precision::YearMonth)
    }

    /// Takes a day.
    pub fn full(year: i32, month: u32, day: u32) -> Result<Self, DateFault> {
        Self::checked(year, month, day, Precision::Full)
    }

    /// How much of the date is known.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The year, which is always known.
    pub fn year(&self) -> i32 {
        self.first.year()
    }

    /// The first day that it can mean.
    pub fn earliest(&self) -> NaiveDate {
        self.first
    }

    /// The last day that it can mean.
    pub fn latest(&self) -> NaiveDate {
        let months = match self.precision {
            Precision::Full => return self.first,
            Precision::YearMonth => 1,
            Precision::Year => 12,
        };
        let next = self.first.checked_add_months(Months::new(months));
        next.and_then(|day| day.pred_opt()).unwrap_or(self.first)
    }

    /// The day, if it is known.
    pub fn as_full(&self) -> Option<NaiveDate> {
        (self.precision == Precision::Full).then_some(self.first)
    }

    /// The kept form: `2026-11-21`, `2026-11` or `2026`.
    pub fn iso(&self) -> String {
        self.first.format(self.pattern("%Y-%m-%d", "%Y-%m")).to_string()
    }

    /// Compares two dates; `None` when what is known does not decide.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        if self.certainly_before(other) {
            return Some(Ordering::Less);
        }
        if self.certainly_after(other) {
            return Some(Ordering::Greater);
        }
        (self.as_full().is_some() && self == other).then_some(Ordering::Equal)
    }

    /// It lies before the other, whatever the unknown parts are.
    pub fn certainly_before(&self, other: &Self) -> bool {
        self.latest() < other.earliest()
    }

    /// It lies after the other, whatever the unknown parts are.
    pub fn certainly_after(&self, other: &Self) -> bool {
        other.certainly_before(self)
    }

    /// The date as civil-status forms want it written out (ghi bằng chữ):
    /// `Ngày hai mươi mốt tháng mười một năm hai nghìn không trăm hai mươi sáu`.
    pub fn in_words(&self) -> String {
        words::date(self.first, self.precision)
    }

    fn from_digits(whole: &str) -> Result<Self, DateFault> {
        if is_year(whole) {
            return Self::year_only(number(whole)?);
        }
        // Cards write ddMMyyyy. Read that way, a yyyyMMdd has a year below 1300 and is refused.
        match (whole.get(..2), whole.get(2..4), whole.get(4..)) {
            (Some(day), Some(month), Some(year)) if is_year(year) => {
                Self::full(number(year)?, short_number(month)?, short_number(day)?)
            }
            _ => Err(DateFault::Unreadable),
        }
    }

    fn checked(year: i32, month: u32, day: u32, precision: Precision) -> Result<Self, DateFault> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(DateFault::YearOutOfRange { year });
        }
        if !(1..=12).contains(&month) {
            return Err(DateFault::NoSuchMonth { month });
        }
        let first = NaiveDate::from_ymd_opt(year, month, day);
        let first = first.ok_or(DateFault::NoSuchDay { year, month, day })?;
        Ok(Self { first, precision })
    }

    fn pattern(self, full: &'static str, month: &'static str) -> &'static str {
        match self.precision {
            Precision::Full => full,
            Precision::YearMonth => month,
            Precision::Year => "%Y",
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.first.format(self.pattern("%d/%m/%Y", "%m/%Y")).fmt(f)
    }
}

// A date of birth is personal data: it never reaches a log.
impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PartialDate(…)")
    }
}

impl TryFrom<String> for PartialDate {
    type Error = DateFault;
    fn try_from(text: String) -> Result<Self, DateFault> {
        Self::parse(&text)
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.iso()
    }
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// Nothing is written.
    #[error("the date is empty")]
    Empty,
    /// It has none of the forms in which a date is written.
    #[error("the date is not written as dd/MM/yyyy, MM/yyyy or yyyy")]
    Unreadable,
    /// The month has no such day.
    #[error("month {month} of {year} has no day {day}")]
    NoSuchDay {
        /// Year as written.
        year: i32,
        /// Month as written.
        month: u32,
        /// Day as written.
        day: u32,
    },
    /// No year has such a month.
    #[error("there is no month {month}")]
    NoSuchMonth {
        /// Month as written.
        month: u32,
    },
    /// The year lies outside 1850 to 2100.
    #[error("the year {year} is outside {FIRST_YEAR} to {LAST_YEAR}")]
    YearOutOfRange {
        /// Year as written.
        year: i32,
    },
}

impl DateFault {
    /// The stable word for this fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "date-empty",
            Self::Unreadable => "date-unreadable",
            Self::NoSuchDay { .. } => "date-no-such-day",
            Self::NoSuchMonth { .. } => "date-no-such-month",
            Self::YearOutOfRange { .. } => "date-year-out-of-range",
        }
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && all_digits(text)
}

fn short_number(text: &str) -> Result<u32, DateFault> {
    if text.len() > 2 { Err(DateFault::Unreadable) } else { number(text) }
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N, DateFault> {
    // `parse` alone would also take a sign.
    if !all_digits(text) {
        return Err(DateFault::Unreadable);
    }
    text.parse().map_err(|_| DateFault::Unreadable)
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests;
