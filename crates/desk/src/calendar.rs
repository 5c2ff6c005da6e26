//! By when a result may be expected, by the working days that count at the desk.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use domain::calendar::{Calendar, DayKind};
use domain::deadline::{self, Certainty, Course, Due};

use crate::catalogue::{Starts, Term};

/// By when a result may be expected, and how that came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// By when.
    pub at: NaiveDateTime,
    /// Whether every day on the way was announced.
    pub certainty: Certainty,
    /// From when it counts, and what it steps over.
    pub course: Course,
    /// Which of the three times it counts from.
    pub starts: Starts,
}

/// By when a result is due of what a limit counts from this moment of Vietnamese civil time; `None`
/// when nobody can say.
pub(crate) fn expected(calendar: &Calendar, from: NaiveDateTime, term: &Term) -> Option<Expected> {
    let calendar = match &term.office {
        Some(office) => &calendar.for_office(office),
        None => calendar,
    };
    match deadline::due(from, &term.limit, calendar, term.cut_off) {
        Due::Unknown(_) => None,
        Due::At { at, certainty } => {
            let course = deadline::course(from, &term.limit, calendar, term.cut_off).ok()?;
            Some(Expected { at, certainty, course, starts: term.starts })
        }
    }
}

/// Whether offices rest on a day, as far as the calendar reaches.
pub(crate) fn is_day_of_rest(calendar: &Calendar, day: NaiveDate) -> bool {
    calendar.day(day).kind != DayKind::Unknown && !calendar.is_working_day(day)
}

/// The days of rest that have a name, those of one feast together: the first, the last, the name.
pub fn feasts(course: &Course) -> Vec<(NaiveDate, NaiveDate, String)> {
    let mut feasts: Vec<(NaiveDate, NaiveDate, String)> = Vec::new();
    let named = course.skipped.iter().filter(|rest| rest.kind != DayKind::WorkingSaturday);
    for (day, name) in named.filter_map(|rest| Some((rest.day, rest.name.as_deref()?))) {
        match feasts.last_mut() {
            Some((_, last, known)) if last.succ_opt() == Some(day) && is_one(known, name) => {
                *last = day;
                if name.len() < known.len() {
                    name.clone_into(known);
                }
            }
            _ => feasts.push((day, day, name.to_owned())),
        }
    }
    feasts
}

/// `Tết Bính Ngọ` and `Tết Bính Ngọ (mùng 1)` are one feast.
fn is_one(name: &str, other: &str) -> bool {
    name.starts_with(other) || other.starts_with(name)
}

/// What is uncertain on the way to a date, days that follow one another together: the first, the
/// last; and the years that nobody has announced.
pub fn doubts(certainty: &Certainty) -> (Vec<(NaiveDate, NaiveDate)>, Vec<i32>) {
    let Certainty::Provisional { because } = certainty else { return (Vec::new(), Vec::new()) };
    let mut days: BTreeMap<NaiveDate, NaiveDate> = BTreeMap::new();
    let mut years = Vec::new();
    for doubt in because {
        match doubt {
            domain::calendar::Doubt::YearNotAnnounced(year) => years.push(*year),
            domain::calendar::Doubt::Day(day) => match days.last_entry() {
                Some(mut open) if open.get().succ_opt() == Some(*day) => {
                    open.insert(*day);
                }
                _ => {
                    days.insert(*day, *day);
                }
            },
        }
    }
    (days.into_iter().collect(), years)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::deadline::TimeLimit;

    use super::*;
    use crate::almanac::Almanac;
    use crate::catalogue::{Text, shipped};

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn own() -> Arc<Calendar> {
        Almanac::of_program(&shipped().unwrap()).unwrap().calendar
    }

    fn three_days(from: NaiveDate) -> Expected {
        let term = Term {
            limit: TimeLimit::read("3 Ngày làm việc"),
            cut_off: None,
            office: None,
            starts: Starts::Received,
            said: Text::default(),
        };
        expected(&own(), from.and_hms_opt(9, 0, 0).unwrap(), &term).unwrap()
    }

    #[test]
    fn days_of_one_feast_are_named_together() {
        let lunar_new_year = three_days(on(2026, 2, 12));
        let spring = three_days(on(2026, 4, 28));

        let named = |first, last, name: &str| (first, last, name.to_owned());
        assert_eq!(
            feasts(&lunar_new_year.course),
            [named(on(2026, 2, 16), on(2026, 2, 20), "Tết Bính Ngọ")]
        );
        let spring = feasts(&spring.course);
        assert_eq!(spring.len(), 2, "30/4 and 1/5 are two: {spring:?}");
    }

    #[test]
    fn doubts_that_follow_one_another_are_told_together() {
        let due = three_days(on(2027, 2, 3));

        assert_eq!(doubts(&due.certainty), (vec![(on(2027, 2, 5), on(2027, 2, 9))], vec![2027]));
        assert_eq!(doubts(&three_days(on(2026, 11, 20)).certainty), (vec![], vec![]));
    }

    #[test]
    fn day_of_rest_is_one_only_as_far_as_the_calendar_reaches() {
        let rests = |day| is_day_of_rest(&own(), day);
        assert!(rests(on(2026, 11, 24)) && rests(on(2026, 11, 28)));
        assert!(!rests(on(2026, 11, 25)));
        assert!(!rests(on(2030, 1, 5)), "nobody knows the days of 2030");
    }
}
