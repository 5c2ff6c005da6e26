//! What holds for every reception, limit and calendar.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::tests::{at, limit, three_o_clock};
use super::*;
use crate::calendar::Calendar;
use crate::calendar::tests::{SHIPPED, moment, shipped};

fn any_unit() -> impl Strategy<Value = LimitUnit> {
    prop::sample::select(LimitUnit::VARIANTS.to_vec())
}

/// Any minute from January 2026 to August 2027.
fn any_received() -> impl Strategy<Value = NaiveDateTime> {
    (0i64..600 * 24 * 60)
        .prop_map(|minutes| moment("01/01/2026 00:00") + chrono::TimeDelta::minutes(minutes))
}

fn any_cut_off() -> impl Strategy<Value = Option<NaiveTime>> {
    prop::sample::select(vec![None, three_o_clock()])
}

/// A week whose days differ, with a short Friday and a Saturday morning.
fn uneven() -> Calendar {
    let file = serde_json::json!({
        "format": 1, "version": "2026-11-21", "source": "",
        "years": [{ "year": 2026, "certain": true }, { "year": 2027, "certain": true }],
        "hours": [
            { "days": ["mon", "tue", "wed"], "spans": [["07:30", "11:30"], ["13:00", "16:30"]] },
            { "days": ["thu"], "spans": [["08:00", "16:00"]] },
            { "days": ["fri", "sat"], "spans": [["07:00", "11:00"]] },
        ],
        "days": [],
    });
    Calendar::parse(file.to_string().as_bytes()).unwrap()
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    prop::sample::select(vec![shipped(), uneven()])
}

/// The days off of the shipped file, read here a second time.
fn days_off() -> BTreeSet<NaiveDate> {
    listed(|day| day["kind"] != "working_saturday")
}

/// The Saturdays of the shipped file that were announced as worked.
fn worked_saturdays() -> BTreeSet<NaiveDate> {
    listed(|day| day["kind"] == "working_saturday" && day["certain"] == true)
}

fn listed(is_meant: impl Fn(&Value) -> bool) -> BTreeSet<NaiveDate> {
    let file: Value = serde_json::from_slice(SHIPPED).unwrap();
    let days = file["days"].as_array().unwrap().iter().filter(|day| is_meant(day));
    days.map(|day| day["date"].as_str().unwrap().parse().unwrap()).collect()
}

/// How many days are worked of those after `first`, up to `last`, by plain counting.
fn worked_after(first: NaiveDate, last: NaiveDate) -> usize {
    let (off, saturdays) = (days_off(), worked_saturdays());
    let is_worked = |day: &NaiveDate| {
        saturdays.contains(day)
            || (!matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !off.contains(day))
    };
    first.iter_days().skip(1).take_while(|day| *day <= last).filter(is_worked).count()
}

/// The shipped calendar with one more holiday.
fn with_a_holiday(day: NaiveDate) -> Option<Calendar> {
    let mut file: Value = serde_json::from_slice(SHIPPED).unwrap();
    let listed = json!({
        "date": day.to_string(), "kind": "holiday", "name": "x", "certain": true, "source": "x",
    });
    file["days"].as_array_mut().unwrap().push(listed);
    // A day that is listed already cannot be listed again.
    Calendar::parse(file.to_string().as_bytes()).ok()
}

proptest! {
    #[test]
    fn working_days_are_as_many_as_a_plain_count_finds(
        received in any_received(), value in 1u32..60,
    ) {
        let calendar = shipped();
        let start = calendar.next_working_moment(received).unwrap();
        let due = at(&due(received, &limit(value, LimitUnit::WorkingDays), &calendar, None));

        let counted = worked_after(start.date(), due.date());
        let counts_its_first_day = start == calendar.opening(start.date()).unwrap();

        let whole = counted + usize::from(counts_its_first_day);
        prop_assert_eq!(whole, usize::try_from(value).unwrap(), "{} to {}", start, due);
    }

    #[test]
    fn another_holiday_never_brings_a_due_date_forward(
        received in any_received(), value in 0u32..60, unit in any_unit(), cut_off in any_cut_off(),
        holiday in 0u64..600,
    ) {
        let holiday = moment("01/01/2026 00:00").date() + chrono::Days::new(holiday);
        let limit = limit(value, unit);
        let before = at(&due(received, &limit, &shipped(), cut_off));

        let Some(calendar) = with_a_holiday(holiday) else { return Ok(()) };
        let after = at(&due(received, &limit, &calendar, cut_off));

        prop_assert!(before <= after, "{} off: {} became {}", holiday, before, after);
    }

    #[test]
    fn course_of_working_days_accounts_for_every_day_on_the_way(
        received in any_received(), value in 0u32..60, cut_off in any_cut_off(),
    ) {
        let (calendar, limit) = (shipped(), limit(value, LimitUnit::WorkingDays));
        let due = at(&due(received, &limit, &calendar, cut_off));

        let course = course(received, &limit, &calendar, cut_off).unwrap();

        prop_assert!(received <= course.from && course.from <= due);
        prop_assert_eq!(course.later.is_none(), course.from == received);
        let all = usize::try_from((due.date() - received.date()).num_days()).unwrap() + 1;
        let worked = worked_after(received.date(), due.date())
            + usize::from(calendar.is_working_day(received.date()));
        prop_assert_eq!(course.skipped.len() + worked, all, "{:?}", course);
    }

    #[test]
    fn cut_off_never_brings_a_due_date_forward(
        received in any_received(), value in 0u32..60, unit in any_unit(),
        calendar in any_calendar(),
    ) {
        let limit = limit(value, unit);
        let without = at(&due(received, &limit, &calendar, None));
        let with = at(&due(received, &limit, &calendar, three_o_clock()));

        prop_assert!(without <= with, "{} became {}", without, with);
    }

    #[test]
    fn due_is_never_on_a_day_of_rest(
        received in any_received(), value in 0u32..70, unit in any_unit(), cut_off in any_cut_off(),
        calendar in any_calendar(),
    ) {
        let at = at(&due(received, &limit(value, unit), &calendar, cut_off));

        prop_assert!(calendar.is_working_day(at.date()), "{} is a day of rest", at);
        prop_assert!(at >= received, "{} is before {}", at, received);
    }

    #[test]
    fn due_is_not_earlier_when_the_limit_is_longer(
        received in any_received(), value in 0u32..70, unit in any_unit(), cut_off in any_cut_off(),
        calendar in any_calendar(),
    ) {
        let shorter = at(&due(received, &limit(value, unit), &calendar, cut_off));
        let longer = at(&due(received, &limit(value + 1, unit), &calendar, cut_off));

        prop_assert!(shorter <= longer, "{} > {}", shorter, longer);
    }

    #[test]
    fn due_is_not_earlier_when_received_later(
        received in any_received(), later in 0i64..10_000, value in 0u32..70, unit in any_unit(),
        cut_off in any_cut_off(), calendar in any_calendar(),
    ) {
        let limit = limit(value, unit);
        let first = at(&due(received, &limit, &calendar, cut_off));
        let second = at(&due(received + chrono::TimeDelta::minutes(later), &limit, &calendar, cut_off));

        prop_assert!(first <= second, "{} > {}", first, second);
    }

    #[test]
    fn eight_working_hours_are_a_working_day(received in any_received(), days in 1u32..40) {
        let calendar = shipped();
        let by_days = due(received, &limit(days, LimitUnit::WorkingDays), &calendar, None);
        let by_hours = due(received, &limit(days * 8, LimitUnit::WorkingHours), &calendar, None);

        prop_assert_eq!(by_days, by_hours);
    }

    #[test]
    fn pause_never_brings_a_due_date_forward_and_a_longer_one_pushes_it_on(
        received in any_received(), value in 1u32..40, unit in any_unit(), percent in 0i32..100,
        rests in 0i64..20_000, longer in 0i64..5_000, calendar in any_calendar(),
    ) {
        let limit = limit(value, unit);
        let unpaused = at(&due(received, &limit, &calendar, None));
        let start = calendar.next_working_moment(received).unwrap();
        let paused = start + (unpaused - start) * percent / 100;
        let left = remaining(received, &limit, &calendar, None, paused).unwrap();
        let resumed = |minutes| paused + chrono::TimeDelta::minutes(minutes);

        let after = at(&due_after_pause(&left, resumed(rests), &calendar));
        let after_longer = at(&due_after_pause(&left, resumed(rests + longer), &calendar));

        prop_assert!(unpaused <= after, "{} became {}", unpaused, after);
        prop_assert!(after <= after_longer, "{} became {}", after, after_longer);
    }

    #[test]
    fn pause_that_ends_at_once_changes_nothing(
        received in any_received(), value in 1u32..40, unit in any_unit(), percent in 0i32..100,
        calendar in any_calendar(),
    ) {
        let limit = limit(value, unit);
        let unpaused = at(&due(received, &limit, &calendar, None));
        let start = calendar.next_working_moment(received).unwrap();
        let paused = calendar.next_working_moment(start + (unpaused - start) * percent / 100).unwrap();

        let left = remaining(received, &limit, &calendar, None, paused).unwrap();

        let resumed = at(&due_after_pause(&left, paused, &calendar));
        prop_assert!(resumed == unpaused || paused > unpaused, "{} became {}", unpaused, resumed);
    }
}
