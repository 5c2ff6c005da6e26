use super::tests::three_o_clock;
use super::*;
use crate::calendar::tests::{day, moment, shipped};
use crate::calendar::{Calendar, DayKind};

fn way(received: &str, limit: &str, calendar: &Calendar) -> Course {
    course(moment(received), &TimeLimit::read(limit), calendar, None).unwrap()
}

fn days(course: &Course) -> Vec<String> {
    course.skipped.iter().map(|rest| rest.day.format("%d/%m").to_string()).collect()
}

#[test]
fn course_names_the_days_that_working_days_step_over() {
    let course = way("20/11/2026 10:00", "3 Ngày làm việc", &shipped());

    assert_eq!((course.from, course.later), (moment("20/11/2026 10:00"), None));
    assert_eq!(days(&course), ["21/11", "22/11", "24/11"]);
    let holiday = &course.skipped[2];
    assert_eq!(holiday.kind, DayKind::Holiday);
    assert_eq!(holiday.name.as_deref(), Some("Ngày Văn hóa Việt Nam"));
}

#[test]
fn course_of_plain_days_names_only_the_days_at_its_end() {
    let ends_on_rest = way("09/11/2026 10:00", "15 Ngày", &shipped());
    let ends_on_work = way("11/11/2026 10:00", "15 Ngày", &shipped());
    let begins_on_rest = way("21/11/2026 10:00", "4 Ngày", &shipped());

    assert_eq!(days(&ends_on_rest), ["24/11"], "the weekends before it ran on");
    assert!(ends_on_work.skipped.is_empty(), "26/11 is a Thursday: {ends_on_work:?}");
    assert_eq!(days(&begins_on_rest), ["21/11", "22/11"], "it counts from Monday, to Friday 27");
}

#[test]
fn course_says_why_it_does_not_count_from_the_reception() {
    let (usual, residence) = (shipped(), shipped().for_office("residence"));
    let after_three =
        course(moment("23/11/2026 15:01"), &TimeLimit::read("Trong ngày"), &usual, three_o_clock());

    let later = |course: &Course| course.later;
    assert_eq!(later(&way("21/11/2026 09:00", "1 Ngày làm việc", &usual)), Some(Later::Closed));
    assert_eq!(
        later(&way("21/11/2026 09:00", "1 Ngày làm việc", &residence)),
        Some(Later::OnlyFiled)
    );
    assert_eq!(later(&way("21/11/2026 14:00", "1 Ngày làm việc", &residence)), Some(Later::Closed));
    let after_three = after_three.unwrap();
    assert_eq!(later(&after_three), Some(Later::AfterCutOff));
    assert_eq!(after_three.from, moment("25/11/2026 07:00"));
}

#[test]
fn course_names_a_saturday_that_was_counted() {
    let counted = way("08/01/2026 14:00", "2 Ngày làm việc", &shipped());
    let not_announced = way("20/08/2026 10:00", "2 Ngày làm việc", &shipped());

    assert_eq!(counted.worked, [day("10/01/2026")]);
    assert!(counted.skipped.is_empty());
    assert!(not_announced.worked.is_empty(), "nobody has announced it");
    assert_eq!(days(&not_announced), ["22/08", "23/08"]);
}

#[test]
fn course_names_no_saturday_from_which_nothing_was_counted() {
    let after_three = course(
        moment("10/01/2026 15:30"),
        &TimeLimit::read("2 Ngày làm việc"),
        &shipped(),
        three_o_clock(),
    );
    let in_its_midst = way("08/01/2026 10:00", "5 Ngày", &shipped());
    let at_its_end = way("08/01/2026 10:00", "2 Ngày", &shipped());
    let at_its_beginning = way("10/01/2026 10:00", "5 Ngày", &shipped());

    let after_three = after_three.unwrap();
    assert_eq!(after_three.from, moment("12/01/2026 07:00"));
    assert!(after_three.worked.is_empty(), "it counts from Monday: {after_three:?}");
    assert!(in_its_midst.worked.is_empty(), "plain days count every Saturday");
    assert_eq!(at_its_end.worked, [day("10/01/2026")], "it ends there and not on Monday");
    assert_eq!(at_its_beginning.worked, [day("10/01/2026")], "it begins there and not on Monday");
}

#[test]
fn cut_off_goes_by_the_minute_that_stands_on_the_paper() {
    let seconds_after = moment("23/11/2026 15:00") + chrono::TimeDelta::seconds(59);

    let due = due(seconds_after, &TimeLimit::read("Trong ngày"), &shipped(), three_o_clock());

    assert_eq!(super::tests::at(&due), moment("23/11/2026 17:00"), "the paper says 15 giờ 00 phút");
}

#[test]
fn course_is_unknown_when_the_due_date_is() {
    let unknown = course(moment("23/11/2026 10:00"), &TimeLimit::read("7"), &shipped(), None);

    assert_eq!(unknown, Err(WhyUnknown::NoLimit));
}
