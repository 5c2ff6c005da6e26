//! How a due date came about: from when it counts, and which days it steps over.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::due::Count;
use super::{LimitUnit, TimeLimit, WhyUnknown};
use crate::calendar::{Calendar, DayKind};

/// The way from a reception to its due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The working moment from which the limit runs.
    pub from: NaiveDateTime,
    /// Why that is later than the reception.
    pub later: Option<Later>,
    /// The days of rest that were stepped over, in order.
    pub skipped: Vec<RestDay>,
    /// The Saturdays that were counted only because they are worked (làm bù): what runs over days of
    /// rest counts those in its midst in any case.
    pub worked: Vec<NaiveDate>,
}

/// Why a limit does not run from the reception itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// The office was closed.
    Closed,
    /// The office took the filing while it did not work, as on a Saturday morning.
    OnlyFiled,
    /// It came after the procedure's hour.
    AfterCutOff,
}

/// A day on which an office does not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestDay {
    /// Which day.
    pub day: NaiveDate,
    /// What kind of day.
    pub kind: DayKind,
    /// What it is called, for days that are listed.
    pub name: Option<String>,
}

/// Tells the way of the same count as [`due`](super::due()).
///
/// # Errors
/// As for the due date itself.
pub fn course(
    received: NaiveDateTime,
    limit: &TimeLimit,
    calendar: &Calendar,
    cut_off: Option<NaiveTime>,
) -> Result<Course, WhyUnknown> {
    let count = Count::begin(received, limit, calendar, cut_off)?;
    let due = count.end(calendar)?.date();
    // Plain days and hours run over days of rest; only where they would end they step over them.
    let stands_from = match count.unit {
        LimitUnit::WorkingHours | LimitUnit::WorkingDays => received.date(),
        LimitUnit::CalendarDays => count.last_calendar_day()?,
        LimitUnit::CalendarHours => count.last_clock_hour()?.date(),
    };
    let days = received.date().iter_days().take_while(|day| *day <= due);
    let is_skipped = |day: &NaiveDate| *day < count.start.date() || *day >= stands_from;
    let skipped = days.clone().filter(|day| !calendar.is_working_day(*day) && is_skipped(day));
    let is_counted_saturday = |day: &NaiveDate| {
        let is_counted = *day == count.start.date() || *day >= stands_from.max(count.start.date());
        let is_worked = calendar.is_working_day(*day);
        is_counted && is_worked && calendar.day(*day).kind == DayKind::WorkingSaturday
    };
    Ok(Course {
        from: count.start,
        later: later(received, &count, calendar, cut_off),
        skipped: skipped.map(|day| rest_day(calendar, day)).collect(),
        worked: days.filter(is_counted_saturday).collect(),
    })
}

fn later(
    received: NaiveDateTime,
    count: &Count,
    calendar: &Calendar,
    cut_off: Option<NaiveTime>,
) -> Option<Later> {
    let opens = calendar.next_working_moment(received).ok()?;
    match cut_off {
        Some(_) if count.start != opens => Some(Later::AfterCutOff),
        _ if opens == received => None,
        _ if calendar.takes_filings_at(received) => Some(Later::OnlyFiled),
        _ => Some(Later::Closed),
    }
}

fn rest_day(calendar: &Calendar, date: NaiveDate) -> RestDay {
    let day = calendar.day(date);
    RestDay { day: date, kind: day.kind, name: day.name.map(str::to_owned) }
}
