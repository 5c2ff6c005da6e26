//! Versions of a package: the day on which it was made, and which one of that day.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A version, such as `2026.11.22` or `2026.11.22-2`; later ones are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version {
    day: NaiveDate,
    number: u16,
}

/// The text is no version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a version such as 2026.11.22-2")]
pub struct NotAVersion;

impl Version {
    /// The first version of a day.
    pub fn first_of(day: NaiveDate) -> Self {
        Self { day, number: 1 }
    }

    /// The day on which it was made.
    pub fn day(self) -> NaiveDate {
        self.day
    }

    /// The next version on this day: of a later day than this one's, the first.
    #[must_use]
    pub fn next(self, today: NaiveDate) -> Self {
        if today > self.day {
            return Self::first_of(today);
        }
        Self { number: self.number.saturating_add(1), ..self }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day.format("%Y.%m.%d"))?;
        if self.number == 1 { Ok(()) } else { write!(f, "-{}", self.number) }
    }
}

impl FromStr for Version {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let (day, number) = text.split_once('-').unwrap_or((text, "1"));
        let is_plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let is_full = day.len() == "2026.11.22".len() && is_plain(day) && is_plain(number);
        if !is_full || number.starts_with('0') {
            return Err(NotAVersion);
        }
        let day = NaiveDate::parse_from_str(day, "%Y.%m.%d").map_err(|_| NotAVersion)?;
        let version = Self { day, number: number.parse().map_err(|_| NotAVersion)? };
        // One way to write each.
        if version.to_string() == text { Ok(version) } else { Err(NotAVersion) }
    }
}

impl TryFrom<String> for Version {
    type Error = NotAVersion;
    fn try_from(text: String) -> Result<Self, NotAVersion> {
        text.parse()
    }
}

impl From<Version> for String {
    fn from(version: Version) -> Self {
        version.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_later_by_its_day_and_then_by_its_number() {
        let read = |text: &str| text.parse::<Version>().unwrap();

        assert!(read("2026.11.22-10") > read("2026.11.22-2"), "ten is more than two");
        assert!(read("2026.12.01") > read("2026.11.22-10"));
        assert_eq!(read("2026.11.22").next(read("2026.11.22").day).to_string(), "2026.11.22-2");
        assert_eq!(read("2026.11.22-3").next(read("2026.12.01").day).to_string(), "2026.12.01");
    }

    #[test]
    fn version_is_refused_when_it_is_written_in_another_way() {
        for text in ["", "1", "2026-11-22", "2026.13.01", "2026.11.22-1", "2026.11.22-02", "26.1.1"]
        {
            assert_eq!(text.parse::<Version>(), Err(NotAVersion), "{text:?}");
        }
    }
}
