//! The moment by which a result is due.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::{LimitUnit, TimeLimit};
use crate::calendar::{Calendar, Doubt, NotCovered};

/// By when the result is due.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Due {
    /// By this moment of Vietnamese civil time.
    At {
        /// The moment; the office works until then or opens then.
        at: NaiveDateTime,
        /// Whether it may be promised.
        certainty: Certainty,
    },
    /// It cannot be said.
    Unknown(WhyUnknown),
}

/// Whether a date rests on announced days only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Certainty {
    /// Every day up to it was announced.
    Certain,
    /// It is only expected (dự kiến).
    Provisional {
        /// What is uncertain on the way to it.
        because: Vec<Doubt>,
    },
}

/// Why nobody can say when a result is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhyUnknown {
    /// The procedure's words give no limit.
    #[error("the time limit is not known")]
    NoLimit,
    /// The calendar does not cover this year.
    #[error("the calendar does not cover {0}")]
    YearNotCovered(i32),
    /// The limit reaches beyond any calendar.
    #[error("the time limit is too long")]
    TooFar,
}

impl From<NotCovered> for WhyUnknown {
    fn from(NotCovered(year): NotCovered) -> Self {
        Self::YearNotCovered(year)
    }
}

/// Counts from the reception (civil time at +07:00) to the moment by which the result is due.
///
/// What is handed in while the office is closed counts from its next opening. `cut_off` is the
/// hour of procedures that say so (15:00 for civil status done the same day): what comes later, by
/// the minute that stands on the paper, counts from the next working day.
pub fn due(
    received: NaiveDateTime,
    limit: &TimeLimit,
    calendar: &Calendar,
    cut_off: Option<NaiveTime>,
) -> Due {
    let count = || {
        let count = Count::begin(received, limit, calendar, cut_off)?;
        let at = count.end(calendar)?;
        Ok((at, calendar.doubts(received.date(), at.date())?))
    };
    Due::from_count(count())
}

impl Due {
    pub(super) fn from_count(counted: Result<(NaiveDateTime, Vec<Doubt>), WhyUnknown>) -> Self {
        match counted {
            Ok((at, because)) if because.is_empty() => {
                Self::At { at, certainty: Certainty::Certain }
            }
            Ok((at, because)) => Self::At { at, certainty: Certainty::Provisional { because } },
            Err(why) => Self::Unknown(why),
        }
    }
}

/// A limit that has begun to run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    /// The working moment from which it runs.
    pub(super) start: NaiveDateTime,
    pub(super) value: u32,
    pub(super) unit: LimitUnit,
}

impl Count {
    pub(super) fn begin(
        received: NaiveDateTime,
        limit: &TimeLimit,
        calendar: &Calendar,
        cut_off: Option<NaiveTime>,
    ) -> Result<Self, WhyUnknown> {
        let TimeLimit::Known { value, unit, .. } = *limit else {
            return Err(WhyUnknown::NoLimit);
        };
        let mut start = calendar.next_working_moment(received)?;
        if cut_off.is_some_and(|cut_off| on_the_minute(start.time()) > cut_off) {
            start = calendar.opening(calendar.working_day_after(start.date(), 1)?)?;
        }
        Ok(Self { start, value, unit })
    }

    pub(super) fn end(&self, calendar: &Calendar) -> Result<NaiveDateTime, WhyUnknown> {
        match self.unit {
            LimitUnit::WorkingHours => Ok(add_working(calendar, self.start, self.hours()?)?),
            LimitUnit::WorkingDays => Ok(add_working_days(calendar, self.start, self.value)?),
            LimitUnit::CalendarDays => end_of_day(calendar, self.last_calendar_day()?),
            LimitUnit::CalendarHours => while_open(calendar, self.last_clock_hour()?),
        }
    }

    /// The last day of plain days, be it a day of rest or not.
    pub(super) fn last_calendar_day(&self) -> Result<NaiveDate, WhyUnknown> {
        add_days(self.start.date(), u64::from(self.value))
    }

    /// The end of plain hours, be the office open or not.
    pub(super) fn last_clock_hour(&self) -> Result<NaiveDateTime, WhyUnknown> {
        self.start.checked_add_signed(self.hours()?).ok_or(WhyUnknown::TooFar)
    }

    fn hours(&self) -> Result<TimeDelta, WhyUnknown> {
        TimeDelta::try_hours(i64::from(self.value)).ok_or(WhyUnknown::TooFar)
    }
}

fn on_the_minute(time: NaiveTime) -> NaiveTime {
    time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time)
}

pub(super) fn add_days(date: NaiveDate, days: u64) -> Result<NaiveDate, WhyUnknown> {
    date.checked_add_days(Days::new(days)).ok_or(WhyUnknown::TooFar)
}

/// Plain days last until the office closes; an end on a day of rest moves to the next working day.
pub(super) fn end_of_day(
    calendar: &Calendar,
    date: NaiveDate,
) -> Result<NaiveDateTime, WhyUnknown> {
    Ok(calendar.closing(calendar.working_day_from(date)?)?)
}

/// An end while the office is closed moves to its next opening; closing time is still an end.
pub(super) fn while_open(
    calendar: &Calendar,
    at: NaiveDateTime,
) -> Result<NaiveDateTime, WhyUnknown> {
    let closes_then = calendar.working_spans(at.date()).iter().any(|span| span.to == at.time());
    if closes_then { Ok(at) } else { Ok(calendar.next_working_moment(at)?) }
}

/// Lets working time run; a span's last moment is an end, its first one is not.
pub(super) fn add_working(
    calendar: &Calendar,
    start: NaiveDateTime,
    time: TimeDelta,
) -> Result<NaiveDateTime, NotCovered> {
    let mut at = calendar.next_working_moment(start)?;
    let mut left = time;
    while left > TimeDelta::zero() {
        at = calendar.next_working_moment(at)?;
        let end = span_end(calendar, at);
        if end - at >= left {
            return Ok(at + left);
        }
        left -= end - at;
        at = end;
    }
    Ok(at)
}

fn span_end(calendar: &Calendar, at: NaiveDateTime) -> NaiveDateTime {
    let span = calendar.working_spans(at.date()).iter().find(|span| span.contains(at.time()));
    at.date().and_time(span.map_or(at.time(), |span| span.to))
}

/// Working time between two moments; none if they stand the other way round.
pub(super) fn working_between(
    calendar: &Calendar,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> Result<TimeDelta, NotCovered> {
    let mut passed = TimeDelta::zero();
    let mut at = from;
    while at < to {
        let opens = calendar.next_working_moment(at)?;
        at = span_end(calendar, opens);
        passed += (at.min(to) - opens).max(TimeDelta::zero());
    }
    Ok(passed)
}

/// Counts whole working days, whatever their hours: with eight hours a day it is the same as
/// counting eight working hours for each. The day itself counts only when its opening is caught.
fn add_working_days(
    calendar: &Calendar,
    start: NaiveDateTime,
    days: u32,
) -> Result<NaiveDateTime, NotCovered> {
    let has_all_day = calendar.opening(start.date())? == start;
    if days == 0 || has_all_day {
        let last = calendar.working_day_after(start.date(), days.saturating_sub(1))?;
        return calendar.closing(last);
    }
    let last = calendar.working_day_after(start.date(), days)?;
    match working_until(calendar, last.and_time(start.time())) {
        Some(at) => Ok(at),
        // That day opens later than this: the day before is the last that is full.
        None => calendar.closing(calendar.working_day_after(start.date(), days.saturating_sub(1))?),
    }
}

/// The last moment, not after `at`, at which a span of its day is running or over.
fn working_until(calendar: &Calendar, at: NaiveDateTime) -> Option<NaiveDateTime> {
    let begun = calendar.working_spans(at.date()).iter().rfind(|span| span.from < at.time())?;
    Some(at.date().and_time(at.time().min(begun.to)))
}
