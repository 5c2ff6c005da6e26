//! Which days and hours the state's offices work, as data that is replaced by a file.
//!
//! The government fixes holidays and swapped days year by year, in a notice of the autumn before.
//! What was not announced yet is kept apart from what was, so that nobody promises a computed date.

mod hours;
mod reading;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::Deserialize;

pub use self::hours::{Span, Week};
pub use self::reading::CalendarFault;

/// The days and hours of one kind of office, for the years that are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    edition: NaiveDate,
    source: String,
    /// Covered years; true where the year's notice was seen.
    years: BTreeMap<i32, bool>,
    days: BTreeMap<NaiveDate, ListedDay>,
    default: OfficeHours,
    offices: BTreeMap<String, OfficeHours>,
    hours: OfficeHours,
}

/// When an office works, and when it only takes filings.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OfficeHours {
    working: Week,
    filing_only: Week,
}

/// A day that differs from the days of its week.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ListedDay {
    kind: ListedKind,
    name: String,
    certain: bool,
    source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ListedKind {
    Holiday,
    SwapOff,
    Compensation,
    WorkingSaturday,
}

/// What kind of day a date is for an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// An ordinary working day.
    Working,
    /// A Saturday that is worked for a day off elsewhere (làm bù).
    WorkingSaturday,
    /// A day of the week on which the office never works.
    Weekend,
    /// A public holiday.
    Holiday,
    /// A day off that is worked on another day (nghỉ hoán đổi).
    SwapOff,
    /// A day off because a holiday fell on a weekend (nghỉ bù).
    Compensation,
    /// A day of a year that the calendar does not cover.
    Unknown,
}

/// What the calendar says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day<'c> {
    /// What kind of day it is.
    pub kind: DayKind,
    /// It was officially announced, and is not only computed or reported.
    pub certain: bool,
    /// What the day is called, for days that are listed.
    pub name: Option<&'c str>,
    /// Where it was seen, for days that are listed.
    pub source: Option<&'c str>,
}

/// Why a date that rests on the calendar is only expected (dự kiến).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// This day is listed, but was not seen in an official text.
    Day(NaiveDate),
    /// The notice for this year was not seen; days may still be swapped or added.
    YearNotAnnounced(i32),
}

/// The calendar does not cover this year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the calendar does not cover {0}")]
pub struct NotCovered(pub i32);

impl Calendar {
    /// Reads a calendar file (JSON, UTF-8) and checks that it makes sense.
    pub fn parse(bytes: &[u8]) -> Result<Self, CalendarFault> {
        reading::read(bytes)
    }

    /// The same days with the hours of one kind of office; the usual hours if it has none of its own.
    #[must_use]
    pub fn for_office(&self, key: &str) -> Self {
        let hours = self.offices.get(key).unwrap_or(&self.default).clone();
        Self { hours, ..self.clone() }
    }

    /// Whether a kind of office has hours of its own.
    pub fn knows_office(&self, key: &str) -> bool {
        self.offices.contains_key(key)
    }

    /// The day of which this calendar is.
    pub fn edition(&self) -> NaiveDate {
        self.edition
    }

    /// The years that it covers, each with whether its notice was seen.
    pub fn years(&self) -> impl Iterator<Item = (i32, bool)> {
        self.years.iter().map(|(year, announced)| (*year, *announced))
    }

    /// The days that it lists.
    pub fn listed_days(&self) -> impl Iterator<Item = (NaiveDate, Day<'_>)> {
        self.days.iter().map(|(date, day)| (*date, day.as_day()))
    }

    /// Whether every kind of office works the same hours in another calendar.
    pub fn has_hours_of(&self, other: &Self) -> bool {
        (&self.default, &self.offices) == (&other.default, &other.offices)
    }

    /// Where the calendar comes from, in words.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What kind of day a date is, and how sure that is.
    pub fn day(&self, date: NaiveDate) -> Day<'_> {
        let Some(announced) = self.years.get(&date.year()) else {
            return Day { kind: DayKind::Unknown, certain: false, name: None, source: None };
        };
        let ordinary = || Day {
            kind: self.ordinary_kind(date),
            certain: *announced,
            name: None,
            source: None,
        };
        self.days.get(&date).map_or_else(ordinary, ListedDay::as_day)
    }

    /// The working hours of a date in order; none on a day of rest.
    ///
    /// A working Saturday has the hours of the first day of the week that has any. One that was not
    /// announced stays a day of rest: better to call people on Monday than to a closed door.
    pub fn working_spans(&self, date: NaiveDate) -> &[Span] {
        let day = self.day(date);
        match day.kind {
            DayKind::Working => self.hours.working.on(date.weekday()),
            DayKind::WorkingSaturday if day.certain => self.hours.working.first(),
            DayKind::WorkingSaturday
            | DayKind::Weekend
            | DayKind::Holiday
            | DayKind::SwapOff
            | DayKind::Compensation
            | DayKind::Unknown => &[],
        }
    }

    /// The office works on this date.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        !self.working_spans(date).is_empty()
    }

    /// The office works at this moment; at closing time it no longer does.
    pub fn is_working_at(&self, at: NaiveDateTime) -> bool {
        self.working_spans(at.date()).iter().any(|span| span.contains(at.time()))
    }

    /// The office takes filings at this moment, though it may count them only from the next working one.
    pub fn takes_filings_at(&self, at: NaiveDateTime) -> bool {
        let also = self.hours.filing_only.on(at.date().weekday());
        let is_day_of_the_week = match self.day(at.date()).kind {
            DayKind::Working | DayKind::WorkingSaturday | DayKind::Weekend => true,
            DayKind::Holiday | DayKind::SwapOff | DayKind::Compensation | DayKind::Unknown => false,
        };
        self.is_working_at(at)
            || (is_day_of_the_week && also.iter().any(|span| span.contains(at.time())))
    }

    /// This moment if the office works, else the next at which it opens.
    pub fn next_working_moment(&self, at: NaiveDateTime) -> Result<NaiveDateTime, NotCovered> {
        self.covered(at.date())?;
        let today = self.working_spans(at.date()).iter().find(|span| at.time() < span.to);
        match today {
            Some(span) => Ok(at.date().and_time(at.time().max(span.from))),
            None => self.opening(self.working_day_after(at.date(), 1)?),
        }
    }

    /// The `count`th working day after `date`; with none to count, the date itself.
    pub fn working_day_after(&self, date: NaiveDate, count: u32) -> Result<NaiveDate, NotCovered> {
        let mut reached = date;
        for _ in 0..count {
            reached = self.following(reached)?;
            while !self.is_working_day(reached) {
                reached = self.following(reached)?;
            }
        }
        Ok(reached)
    }

    /// The date itself if it is worked, else the next that is.
    pub fn working_day_from(&self, date: NaiveDate) -> Result<NaiveDate, NotCovered> {
        self.covered(date)?;
        if self.is_working_day(date) { Ok(date) } else { self.working_day_after(date, 1) }
    }

    /// When the office opens on a working day; midnight on a day of rest.
    pub fn opening(&self, date: NaiveDate) -> Result<NaiveDateTime, NotCovered> {
        self.covered(date)?;
        let first = self.working_spans(date).first();
        Ok(date.and_time(first.map_or(NaiveTime::MIN, |span| span.from)))
    }

    /// When the office closes on a working day; midnight on a day of rest.
    pub fn closing(&self, date: NaiveDate) -> Result<NaiveDateTime, NotCovered> {
        self.covered(date)?;
        let last = self.working_spans(date).last();
        Ok(date.and_time(last.map_or(NaiveTime::MIN, |span| span.to)))
    }

    /// What is uncertain about the days from `first` to `last`, both included.
    pub fn doubts(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<Doubt>, NotCovered> {
        let mut doubts = Vec::new();
        for year in first.year()..=last.year() {
            if !self.years.get(&year).copied().ok_or(NotCovered(year))? {
                doubts.push(Doubt::YearNotAnnounced(year));
            }
        }
        if first <= last {
            let listed = self.days.range(first..=last).filter(|(_, day)| !day.certain);
            doubts.extend(listed.map(|(date, _)| Doubt::Day(*date)));
        }
        Ok(doubts)
    }

    fn ordinary_kind(&self, date: NaiveDate) -> DayKind {
        let works = !self.hours.working.on(date.weekday()).is_empty();
        if works { DayKind::Working } else { DayKind::Weekend }
    }

    fn covered(&self, date: NaiveDate) -> Result<(), NotCovered> {
        let year = date.year();
        if self.years.contains_key(&year) { Ok(()) } else { Err(NotCovered(year)) }
    }

    fn following(&self, date: NaiveDate) -> Result<NaiveDate, NotCovered> {
        let next = date.checked_add_days(Days::new(1)).ok_or(NotCovered(date.year()))?;
        self.covered(next).map(|()| next)
    }
}

impl ListedDay {
    fn as_day(&self) -> Day<'_> {
        let kind = match self.kind {
            ListedKind::Holiday => DayKind::Holiday,
            ListedKind::SwapOff => DayKind::SwapOff,
            ListedKind::Compensation => DayKind::Compensation,
            ListedKind::WorkingSaturday => DayKind::WorkingSaturday,
        };
        Day { kind, certain: self.certain, name: Some(&self.name), source: Some(&self.source) }
    }
}

#[cfg(test)]
pub(crate) mod tests;
