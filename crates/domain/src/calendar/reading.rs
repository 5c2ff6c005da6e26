//! Reads calendars (`assets/catalogue/calendar/*.json`).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;

use super::{Calendar, ListedDay, ListedKind, OfficeHours, Span, Week};
use crate::text::nfc;

/// The format that this version of the program reads.
const FORMAT: u32 = 1;

/// The longest calendar, in bytes.
const LONGEST: usize = 1 << 20;

/// Why a file is not a calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// It is not the JSON that it should be.
    #[error("the calendar is not readable at line {line}, column {column}")]
    Unreadable {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Longer than a calendar is.
    #[error("the calendar is longer than {LONGEST} bytes")]
    TooLong,
    /// Another version of the program wrote it.
    #[error("the calendar has format {found}, not {FORMAT}")]
    Format {
        /// The format's number.
        found: u32,
    },
    /// This is no date.
    #[error("the calendar has {text:?} for a date")]
    Date {
        /// As written.
        text: String,
    },
    /// This is no time of day.
    #[error("the calendar has {text:?} for a time")]
    Time {
        /// As written.
        text: String,
    },
    /// The hours of a day overlap, stand out of order or are given twice.
    #[error("the hours of a day overlap or are out of order")]
    Hours,
    /// No day of the week has hours.
    #[error("the calendar has no working hours")]
    NoHours,
    /// A day is listed twice.
    #[error("the calendar lists {0} twice")]
    DayTwice(NaiveDate),
    /// A day is listed of a year that is not.
    #[error("the calendar lists {0} but not its year")]
    DayOutsideYears(NaiveDate),
    /// A working Saturday is no Saturday.
    #[error("the calendar has {0} for a Saturday")]
    NotASaturday(NaiveDate),
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

impl CalendarFault {
    /// The line that is at fault, from 1; `None` where it is not one line.
    pub fn line(&self) -> Option<u64> {
        match self {
            Self::Unreadable { line, .. } => u64::try_from(*line).ok(),
            Self::TooLong
            | Self::Format { .. }
            | Self::Date { .. }
            | Self::Time { .. }
            | Self::Hours
            | Self::NoHours
            | Self::DayTwice(_)
            | Self::DayOutsideYears(_)
            | Self::NotASaturday(_) => None,
        }
    }
}

#[derive(Deserialize)]
struct CalendarFile {
    version: String,
    source: String,
    years: Vec<YearLine>,
    hours: Vec<HoursLine>,
    #[serde(default)]
    offices: BTreeMap<String, OfficeLine>,
    days: Vec<DayLine>,
}

#[derive(Deserialize)]
struct YearLine {
    year: i32,
    certain: bool,
}

#[derive(Deserialize)]
struct HoursLine {
    days: Vec<DayName>,
    spans: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct OfficeLine {
    /// Working hours of its own; absent: the usual ones.
    hours: Option<Vec<HoursLine>>,
    #[serde(default)]
    filing_only: Vec<HoursLine>,
}

#[derive(Deserialize)]
struct DayLine {
    date: String,
    kind: ListedKind,
    name: String,
    certain: bool,
    source: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DayName {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

pub(super) fn read(bytes: &[u8]) -> Result<Calendar, CalendarFault> {
    if bytes.len() > LONGEST {
        return Err(CalendarFault::TooLong);
    }
    let FormatOnly { format } = serde_json::from_slice(bytes).map_err(unreadable)?;
    if format != FORMAT {
        return Err(CalendarFault::Format { found: format });
    }
    let file: CalendarFile = serde_json::from_slice(bytes).map_err(unreadable)?;
    let years = file.years.iter().map(|line| (line.year, line.certain)).collect();
    let days = days(&file.days, &years)?;
    let usual = OfficeHours { working: week(&file.hours)?, filing_only: Week::default() };
    if usual.working.first().is_empty() {
        return Err(CalendarFault::NoHours);
    }
    let offices = file.offices.into_iter().map(|(key, line)| Ok((key, office(&line, &usual)?)));
    Ok(Calendar {
        edition: date(&file.version)?,
        source: nfc(&file.source),
        years,
        days,
        offices: offices.collect::<Result<_, _>>()?,
        default: usual.clone(),
        hours: usual,
    })
}

// A parameter by value because `map_err` hands it over so.
#[expect(clippy::needless_pass_by_value, reason = "the signature of `map_err`")]
fn unreadable(error: serde_json::Error) -> CalendarFault {
    CalendarFault::Unreadable { line: error.line(), column: error.column() }
}

fn days(
    lines: &[DayLine],
    years: &BTreeMap<i32, bool>,
) -> Result<BTreeMap<NaiveDate, ListedDay>, CalendarFault> {
    let mut days = BTreeMap::new();
    for line in lines {
        let date = date(&line.date)?;
        if !years.contains_key(&date.year()) {
            return Err(CalendarFault::DayOutsideYears(date));
        }
        if line.kind == ListedKind::WorkingSaturday && date.weekday() != Weekday::Sat {
            return Err(CalendarFault::NotASaturday(date));
        }
        if days.insert(date, line.listed()).is_some() {
            return Err(CalendarFault::DayTwice(date));
        }
    }
    Ok(days)
}

impl DayLine {
    fn listed(&self) -> ListedDay {
        ListedDay {
            kind: self.kind,
            name: nfc(&self.name),
            certain: self.certain,
            source: nfc(&self.source),
        }
    }
}

fn office(line: &OfficeLine, usual: &OfficeHours) -> Result<OfficeHours, CalendarFault> {
    let working = line.hours.as_deref().map(week).transpose()?;
    let working = working.unwrap_or_else(|| usual.working.clone());
    if working.first().is_empty() {
        return Err(CalendarFault::NoHours);
    }
    Ok(OfficeHours { working, filing_only: week(&line.filing_only)? })
}

fn week(lines: &[HoursLine]) -> Result<Week, CalendarFault> {
    let mut days = Vec::new();
    for line in lines {
        let spans = line.spans.iter().map(span).collect::<Result<Vec<_>, _>>()?;
        days.extend(line.days.iter().map(|day| (day.weekday(), spans.clone())));
    }
    Week::new(days).ok_or(CalendarFault::Hours)
}

fn span((from, to): &(String, String)) -> Result<Span, CalendarFault> {
    Ok(Span { from: time(from)?, to: time(to)? })
}

fn time(text: &str) -> Result<NaiveTime, CalendarFault> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| CalendarFault::Time { text: text.to_owned() })
}

fn date(text: &str) -> Result<NaiveDate, CalendarFault> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| CalendarFault::Date { text: text.to_owned() })
}

impl DayName {
    fn weekday(self) -> Weekday {
        match self {
            Self::Mon => Weekday::Mon,
            Self::Tue => Weekday::Tue,
            Self::Wed => Weekday::Wed,
            Self::Thu => Weekday::Thu,
            Self::Fri => Weekday::Fri,
            Self::Sat => Weekday::Sat,
            Self::Sun => Weekday::Sun,
        }
    }
}
