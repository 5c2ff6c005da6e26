use chrono::{NaiveDateTime, NaiveTime};

use super::*;
use crate::calendar::Doubt;
use crate::calendar::tests::{day, moment, shipped};

pub(super) fn limit(value: u32, unit: LimitUnit) -> TimeLimit {
    TimeLimit::Known { value, unit, text: Line::default() }
}

/// The moment of a due date that is known, for sure or not.
pub(super) fn at(due: &Due) -> NaiveDateTime {
    match due {
        Due::At { at, .. } => *at,
        Due::Unknown(why) => panic!("no due date: {why}"),
    }
}

fn due_for(received: &str, limit_text: &str) -> Due {
    due(moment(received), &TimeLimit::read(limit_text), &shipped(), None)
}

pub(super) fn three_o_clock() -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(15, 0, 0)
}

#[test]
fn limit_is_read_from_the_portals_words() {
    let rows = [
        ("3 Ngày làm việc", 3, LimitUnit::WorkingDays),
        ("03 ngày  làm việc.", 3, LimitUnit::WorkingDays),
        ("15 Ngày", 15, LimitUnit::CalendarDays),
        ("1 Giờ", 1, LimitUnit::CalendarHours),
        ("01 Giờ", 1, LimitUnit::CalendarHours),
        ("8 giờ làm việc", 8, LimitUnit::WorkingHours),
        ("Ngay trong ngày làm việc", 0, LimitUnit::WorkingDays),
    ];

    for (text, value, unit) in rows {
        let read = TimeLimit::read(text);
        assert!(
            matches!(read, TimeLimit::Known { value: v, unit: u, .. } if (v, u) == (value, unit)),
            "{text} is {value} {unit}"
        );
        assert_eq!(read.text(), &Line::new(text), "the words stay beside the number");
    }
}

#[test]
fn limit_stays_unknown_when_the_words_do_not_tell() {
    for text in [
        "",
        "1",
        "3",
        "0 Giờ",
        "0 Ngày làm việc",
        "Không quy định",
        "2 tháng",
        "3 - 5 Ngày",
        "Trực tuyến: 3 Ngày làm việc; Trực tiếp: 5 Ngày làm việc",
        "99999999999 Ngày",
        "-1 Ngày",
    ] {
        let read = TimeLimit::read(text);
        assert_eq!(read, TimeLimit::Unknown { text: Line::new(text) }, "{text:?}");
    }
}

#[test]
fn limit_reads_back_from_json_with_its_words() {
    for (text, json) in [
        (
            "3 Ngày làm việc",
            r#"{"kind":"known","value":3,"unit":"working_days","text":"3 Ngày làm việc"}"#,
        ),
        ("1", r#"{"kind":"unknown","text":"1"}"#),
    ] {
        let limit = TimeLimit::read(text);
        assert_eq!(serde_json::to_string(&limit).unwrap(), json, "a stable form");
        assert_eq!(serde_json::from_str::<TimeLimit>(json).unwrap(), limit, "it reads back");
    }
}

#[test]
fn working_days_skip_rest_days_and_holidays() {
    let rows = [
        // 24/11/2026, a Tuesday, is the new Ngày Văn hóa Việt Nam.
        ("23/11/2026 16:00", "1 Ngày làm việc", "25/11/2026 16:00"),
        ("20/11/2026 10:00", "3 Ngày làm việc", "26/11/2026 10:00"),
        ("20/11/2026 10:00", "1 Ngày làm việc", "23/11/2026 10:00"),
        // 10/01/2026 is a Saturday that is worked for 02/01.
        ("09/01/2026 16:00", "1 Ngày làm việc", "10/01/2026 16:00"),
        // Five days of Tết.
        ("13/02/2026 10:00", "1 Ngày làm việc", "23/02/2026 10:00"),
    ];

    for (received, limit, expected) in rows {
        let due = due_for(received, limit);
        let certain = Due::At { at: moment(expected), certainty: Certainty::Certain };
        assert_eq!(due, certain, "{limit} from {received}");
    }
}

#[test]
fn limit_counts_from_the_next_opening_when_handed_in_while_closed() {
    let rows = [
        // The lunch break belongs to the afternoon: half a day today, half tomorrow.
        ("30/11/2026 11:45", "1 Ngày làm việc", "01/12/2026 11:30"),
        ("30/11/2026 13:30", "1 Ngày làm việc", "01/12/2026 11:30"),
        ("30/11/2026 17:30", "1 Ngày làm việc", "01/12/2026 17:00"),
        ("30/11/2026 17:00", "1 Ngày làm việc", "01/12/2026 17:00"),
        ("30/11/2026 05:00", "1 Ngày làm việc", "30/11/2026 17:00"),
        ("21/11/2026 09:00", "1 Ngày làm việc", "23/11/2026 17:00"),
        ("21/11/2026 09:00", "2 Ngày làm việc", "25/11/2026 17:00"),
        ("30/11/2026 11:45", "2 Giờ làm việc", "30/11/2026 15:30"),
        ("30/11/2026 16:00", "2 Giờ làm việc", "01/12/2026 08:00"),
        ("30/11/2026 16:00", "1 Giờ làm việc", "30/11/2026 17:00"),
    ];

    for (received, limit, expected) in rows {
        assert_eq!(at(&due_for(received, limit)), moment(expected), "{limit} from {received}");
    }
}

#[test]
fn plain_days_run_on_but_do_not_end_on_a_day_of_rest() {
    let rows = [
        ("20/11/2026 10:00", "15 Ngày", "07/12/2026 17:00"),
        ("19/11/2026 10:00", "15 Ngày", "04/12/2026 17:00"),
        ("23/11/2026 10:00", "1 Ngày", "25/11/2026 17:00"),
        ("21/11/2026 10:00", "2 Ngày", "25/11/2026 17:00"),
        ("30/11/2026 16:30", "1 Giờ", "01/12/2026 07:00"),
        ("30/11/2026 16:00", "1 Giờ", "30/11/2026 17:00"),
        ("30/11/2026 11:00", "1 Giờ", "30/11/2026 13:30"),
        ("20/11/2026 16:00", "24 Giờ", "23/11/2026 07:00"),
    ];

    for (received, limit, expected) in rows {
        assert_eq!(at(&due_for(received, limit)), moment(expected), "{limit} from {received}");
    }
}

#[test]
fn same_day_result_moves_to_the_next_working_day_only_after_the_cut_off() {
    let same_day = TimeLimit::read("Trong ngày");
    let calendar = shipped();
    let due_at = |received| at(&due(moment(received), &same_day, &calendar, three_o_clock()));

    assert_eq!(due_at("23/11/2026 14:59"), moment("23/11/2026 17:00"), "before three");
    assert_eq!(due_at("23/11/2026 15:00"), moment("23/11/2026 17:00"), "three is not after three");
    assert_eq!(due_at("23/11/2026 15:01"), moment("25/11/2026 17:00"), "the holiday is skipped");
    assert_eq!(
        at(&due_for("23/11/2026 16:00", "Trong ngày")),
        moment("23/11/2026 17:00"),
        "no cut-off unless the procedure has one"
    );
}

#[test]
fn date_is_only_expected_when_the_way_leads_over_days_not_announced() {
    let due = due_for("04/02/2027 10:00", "3 Ngày làm việc");

    let because = vec![
        Doubt::YearNotAnnounced(2027),
        Doubt::Day(day("05/02/2027")),
        Doubt::Day(day("06/02/2027")),
        Doubt::Day(day("07/02/2027")),
        Doubt::Day(day("08/02/2027")),
        Doubt::Day(day("09/02/2027")),
    ];
    let expected = Certainty::Provisional { because };
    assert_eq!(
        due,
        Due::At { at: moment("12/02/2027 10:00"), certainty: expected },
        "Tết 2027 is computed, its notice was not seen"
    );
}

#[test]
fn date_is_certain_when_the_uncertain_days_lie_beside_the_way() {
    let before = due_for("18/08/2026 10:00", "3 Ngày làm việc");
    let across = due_for("20/08/2026 10:00", "2 Ngày làm việc");

    assert!(matches!(before, Due::At { certainty: Certainty::Certain, .. }), "{before:?}");
    let because = vec![Doubt::Day(day("22/08/2026"))];
    let expected = Certainty::Provisional { because };
    assert_eq!(
        across,
        Due::At { at: moment("24/08/2026 10:00"), certainty: expected },
        "whether Saturday 22/08 was worked was not seen"
    );
}

#[test]
fn date_is_unknown_when_limit_or_calendar_do_not_tell() {
    let rows = [
        ("23/11/2026 10:00", "1", WhyUnknown::NoLimit),
        ("23/11/2026 10:00", "", WhyUnknown::NoLimit),
        ("20/12/2027 10:00", "15 Ngày làm việc", WhyUnknown::YearNotCovered(2028)),
        ("20/12/2027 10:00", "15 Ngày", WhyUnknown::YearNotCovered(2028)),
        ("31/12/2027 18:00", "1 Giờ làm việc", WhyUnknown::YearNotCovered(2028)),
        ("30/12/2025 10:00", "1 Ngày làm việc", WhyUnknown::YearNotCovered(2025)),
        ("23/11/2026 10:00", "4000000000 Ngày", WhyUnknown::TooFar),
        ("23/11/2026 10:00", "4000000000 Ngày làm việc", WhyUnknown::YearNotCovered(2028)),
        ("23/11/2026 10:00", "4000000000 Giờ làm việc", WhyUnknown::YearNotCovered(2028)),
        ("23/11/2026 10:00", "4000000000 Giờ", WhyUnknown::TooFar),
    ];

    for (received, limit, why) in rows {
        assert_eq!(due_for(received, limit), Due::Unknown(why), "{limit:?} from {received}");
    }
}

#[test]
fn last_day_of_the_calendar_is_still_counted() {
    assert_eq!(
        at(&due_for("31/12/2027 07:00", "1 Ngày làm việc")),
        moment("31/12/2027 17:00"),
        "the whole day is there, nothing of 2028 is needed"
    );
}

#[test]
fn limit_runs_on_where_it_stood_when_the_pause_ends() {
    let calendar = shipped();
    let rows = [
        // Two of five days are used; three are left from the Thursday on.
        (
            "02/11/2026 10:00",
            "5 Ngày làm việc",
            "04/11/2026 10:00",
            "12/11/2026 09:00",
            "17/11/2026 09:00",
        ),
        (
            "02/11/2026 10:00",
            "5 Ngày làm việc",
            "04/11/2026 10:00",
            "14/11/2026 09:00",
            "18/11/2026 17:00",
        ),
        // Ten plain days, four used.
        ("02/11/2026 10:00", "10 Ngày", "06/11/2026 10:00", "10/11/2026 15:00", "16/11/2026 17:00"),
        ("02/11/2026 10:00", "3 Giờ", "02/11/2026 11:00", "03/11/2026 08:00", "03/11/2026 10:00"),
        // The pause came too late: it is due at once.
        (
            "02/11/2026 10:00",
            "1 Ngày làm việc",
            "05/11/2026 10:00",
            "09/11/2026 08:00",
            "09/11/2026 08:00",
        ),
    ];

    for (received, limit, paused, resumed, expected) in rows {
        let limit = TimeLimit::read(limit);
        let left = remaining(moment(received), &limit, &calendar, None, moment(paused)).unwrap();
        let due = due_after_pause(&left, moment(resumed), &calendar);
        assert_eq!(at(&due), moment(expected), "{} resumed {resumed}", limit.text());
    }
}

#[test]
fn plain_days_keep_their_own_end_when_paused() {
    let calendar = shipped();
    let ten_days = TimeLimit::read("10 Ngày");
    let resumed_at = |received, paused, resumed| {
        let left = remaining(moment(received), &ten_days, &calendar, None, moment(paused)).unwrap();
        at(&due_after_pause(&left, moment(resumed), &calendar))
    };

    assert_eq!(
        resumed_at("05/11/2026 10:00", "06/11/2026 10:00", "09/11/2026 10:00"),
        moment("18/11/2026 17:00"),
        "nine days are left to Sunday 15/11, not ten to the Monday after it"
    );
    assert_eq!(
        resumed_at("07/11/2026 10:00", "07/11/2026 11:00", "10/11/2026 10:00"),
        moment("20/11/2026 17:00"),
        "on Saturday nothing runs yet that could be paused: all ten days are left"
    );
}

#[test]
fn nothing_is_left_when_the_pause_comes_after_the_due_date() {
    let limit = TimeLimit::read("1 Ngày làm việc");

    let left =
        remaining(moment("02/11/2026 10:00"), &limit, &shipped(), None, moment("05/11/2026 10:00"));

    assert!(left.unwrap().is_over(), "it was due on 3 November");
}

#[test]
fn date_after_a_pause_is_only_expected_when_it_was_before() {
    let calendar = shipped();
    let limit = TimeLimit::read("20 Ngày làm việc");

    let left =
        remaining(moment("21/08/2026 10:00"), &limit, &calendar, None, moment("07/09/2026 10:00"));
    let due = due_after_pause(&left.unwrap(), moment("14/09/2026 10:00"), &calendar);

    let doubts = vec![Doubt::Day(day("22/08/2026")), Doubt::Day(day("31/08/2026"))];
    assert!(
        matches!(&due, Due::At { certainty: Certainty::Provisional { because }, .. } if *because == doubts),
        "what was left was counted over days not announced: {due:?}"
    );
}
