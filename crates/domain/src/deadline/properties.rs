//! What holds for every reception, limit and calendar.

use chrono::{NaiveDateTime, NaiveTime};
use proptest::prelude::*;

use super::tests::{at, limit, three_o_clock};
use super::*;
use crate::calendar::Calendar;
use crate::calendar::tests::{moment, shipped};

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
        "format": 1, "version": "", "source": "",
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

proptest! {
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
