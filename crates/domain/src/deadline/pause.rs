//! A limit stands still while the resident is asked for more papers.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::due::{Count, add_days, add_working, end_of_day, while_open, working_between};
use super::{Due, LimitUnit, TimeLimit, WhyUnknown};
use crate::calendar::{Calendar, Doubt};

/// What was left of a limit when it was paused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remaining {
    amount: Amount,
    /// What was uncertain about the days that it was counted over.
    doubts: Vec<Doubt>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Amount {
    Working(TimeDelta),
    CalendarDays(u64),
    CalendarTime(TimeDelta),
}

impl Remaining {
    /// Nothing was left: the pause came when the result was already due.
    pub fn is_over(&self) -> bool {
        match self.amount {
            Amount::Working(time) | Amount::CalendarTime(time) => time.is_zero(),
            Amount::CalendarDays(days) => days == 0,
        }
    }
}

/// What is left at `paused_at` of a limit that runs since `received`; see [`due`](super::due()).
pub fn remaining(
    received: NaiveDateTime,
    limit: &TimeLimit,
    calendar: &Calendar,
    cut_off: Option<NaiveTime>,
    paused_at: NaiveDateTime,
) -> Result<Remaining, WhyUnknown> {
    let count = Count::begin(received, limit, calendar, cut_off)?;
    let end = count.end(calendar)?;
    let paused_at = paused_at.max(count.start);
    let amount = match count.unit {
        LimitUnit::WorkingHours | LimitUnit::WorkingDays => {
            Amount::Working(working_between(calendar, paused_at, end)?)
        }
        LimitUnit::CalendarDays => {
            let days = (count.last_calendar_day()? - paused_at.date()).num_days();
            Amount::CalendarDays(u64::try_from(days).unwrap_or(0))
        }
        LimitUnit::CalendarHours => {
            Amount::CalendarTime((count.last_clock_hour()? - paused_at).max(TimeDelta::zero()))
        }
    };
    Ok(Remaining { amount, doubts: calendar.doubts(received.date(), end.date())? })
}

/// When the result is due once the limit runs on at `resumed`.
pub fn due_after_pause(remaining: &Remaining, resumed: NaiveDateTime, calendar: &Calendar) -> Due {
    let count = || {
        let start = calendar.next_working_moment(resumed)?;
        let at = match remaining.amount {
            Amount::Working(time) => add_working(calendar, start, time)?,
            Amount::CalendarDays(days) => end_of_day(calendar, add_days(start.date(), days)?)?,
            Amount::CalendarTime(time) => {
                while_open(calendar, start.checked_add_signed(time).ok_or(WhyUnknown::TooFar)?)?
            }
        };
        let mut doubts = remaining.doubts.clone();
        doubts.extend(calendar.doubts(resumed.date(), at.date())?);
        doubts.sort_unstable();
        doubts.dedup();
        Ok((at, doubts))
    };
    Due::from_count(count())
}
