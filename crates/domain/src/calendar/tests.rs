use serde_json::{Value, json};

use super::*;

pub(crate) const SHIPPED: &[u8] = include_bytes!("../../../../assets/catalogue/calendar/vn.json");

pub(crate) fn shipped() -> Calendar {
    Calendar::parse(SHIPPED).unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d/%m/%Y").unwrap()
}

pub(crate) fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%d/%m/%Y %H:%M").unwrap()
}

fn small_file() -> Value {
    json!({
        "format": 1,
        "version": "2026-11-21",
        "source": "test",
        "years": [{ "year": 2026, "certain": true }],
        "hours": [{ "days": ["mon", "tue"], "spans": [["08:00", "12:00"]] }],
        "days": [],
    })
}

fn parse(file: &Value) -> Result<Calendar, CalendarFault> {
    Calendar::parse(file.to_string().as_bytes())
}

#[test]
fn days_of_2026_are_what_the_notices_say() {
    let calendar = shipped();
    let rows = [
        ("02/01/2026", DayKind::SwapOff, true),
        ("10/01/2026", DayKind::WorkingSaturday, true),
        ("17/01/2026", DayKind::Weekend, true),
        ("17/02/2026", DayKind::Holiday, true),
        ("27/04/2026", DayKind::Compensation, true),
        ("22/08/2026", DayKind::WorkingSaturday, false),
        ("31/08/2026", DayKind::SwapOff, false),
        ("23/11/2026", DayKind::Working, true),
        ("24/11/2026", DayKind::Holiday, true),
    ];

    for (date, kind, certain) in rows {
        let said = calendar.day(day(date));
        assert_eq!((said.kind, said.certain), (kind, certain), "{date}");
    }
    assert_eq!(calendar.day(day("24/11/2026")).name, Some("Ngày Văn hóa Việt Nam"), "its name");
}

#[test]
fn days_of_2027_are_uncertain_until_the_notice_is_imported() {
    let calendar = shipped();

    let lunar_new_year = calendar.day(day("08/02/2027"));
    let ordinary = calendar.day(day("10/02/2027"));

    assert_eq!(
        (lunar_new_year.kind, lunar_new_year.certain),
        (DayKind::Holiday, false),
        "computed"
    );
    assert_eq!(
        (ordinary.kind, ordinary.certain),
        (DayKind::Working, false),
        "may become a day off"
    );
    assert_eq!(calendar.day(day("04/01/2028")).kind, DayKind::Unknown, "nothing is said of 2028");
    assert_eq!(calendar.day(day("31/12/2025")).kind, DayKind::Unknown, "nothing is said of 2025");
}

#[test]
fn working_saturday_has_the_hours_of_a_weekday_only_when_announced() {
    let calendar = shipped();

    assert!(calendar.is_working_at(moment("10/01/2026 16:59")), "worked for 2 January");
    assert!(!calendar.is_working_day(day("22/08/2026")), "only inferred: the door may be closed");
    assert!(!calendar.is_working_day(day("31/08/2026")), "an inferred day off is kept free");
}

#[test]
fn next_working_moment_skips_what_is_closed() {
    let calendar = shipped();
    let rows = [
        ("23/11/2026 16:00", "23/11/2026 16:00"),
        ("23/11/2026 06:10", "23/11/2026 07:00"),
        ("23/11/2026 11:30", "23/11/2026 13:30"),
        ("23/11/2026 11:45", "23/11/2026 13:30"),
        ("23/11/2026 17:00", "25/11/2026 07:00"),
        ("21/11/2026 09:00", "23/11/2026 07:00"),
        ("31/12/2026 18:00", "04/01/2027 07:00"),
        ("09/01/2026 17:30", "10/01/2026 07:00"),
    ];

    for (at, next) in rows {
        assert_eq!(calendar.next_working_moment(moment(at)), Ok(moment(next)), "from {at}");
    }
    assert_eq!(
        calendar.next_working_moment(moment("31/12/2027 18:00")),
        Err(NotCovered(2028)),
        "the first working day of 2028 is not known"
    );
}

#[test]
fn office_no_longer_works_at_the_minute_when_it_closes() {
    let calendar = shipped();

    assert!(calendar.is_working_at(moment("23/11/2026 07:00")), "it opens at seven");
    assert!(calendar.is_working_at(moment("23/11/2026 11:29")), "the last minute of the morning");
    assert!(!calendar.is_working_at(moment("23/11/2026 11:30")), "the break begins");
    assert!(!calendar.is_working_at(moment("23/11/2026 17:00")), "it is closed at five");
}

#[test]
fn residence_office_takes_filings_on_saturday_morning_without_working_then() {
    let usual = shipped();
    let residence = usual.for_office("residence");
    let saturday = moment("21/11/2026 09:00");

    assert!(!usual.takes_filings_at(saturday), "an ordinary desk is closed");
    assert!(residence.takes_filings_at(saturday), "filings are taken");
    assert!(!residence.is_working_at(saturday), "but the days of the limit are working days");
    assert!(!residence.takes_filings_at(moment("21/11/2026 14:00")), "only in the morning");
    assert_eq!(residence.for_office("no such office"), usual, "others keep the usual hours");
    assert!(usual.knows_office("residence") && !usual.knows_office("no such office"));
}

#[test]
fn residence_office_is_closed_on_a_holiday_that_falls_on_saturday() {
    let residence = shipped().for_office("residence");

    assert!(!residence.takes_filings_at(moment("06/02/2027 09:00")), "mùng 1 Tết");
    assert!(
        residence.takes_filings_at(moment("22/08/2026 09:00")),
        "worked or not, it is Saturday"
    );
}

#[test]
fn doubts_name_uncertain_days_and_years() {
    let calendar = shipped();

    assert_eq!(calendar.doubts(day("01/01/2026"), day("21/08/2026")), Ok(vec![]), "announced");
    assert_eq!(
        calendar.doubts(day("31/08/2026"), day("04/01/2027")),
        Ok(vec![
            Doubt::YearNotAnnounced(2027),
            Doubt::Day(day("31/08/2026")),
            Doubt::Day(day("01/01/2027")),
        ]),
        "both ends count"
    );
    assert_eq!(
        calendar.doubts(day("31/12/2027"), day("01/01/2028")),
        Err(NotCovered(2028)),
        "nothing is known of 2028"
    );
}

#[test]
fn calendar_is_refused_with_the_reason_when_its_file_makes_no_sense() {
    let listed = |date: &str, kind: &str| json!([{ "date": date, "kind": kind, "name": "x", "certain": true, "source": "x" }]);
    let twice = json!([listed("2026-05-01", "holiday")[0], listed("2026-05-01", "holiday")[0]]);
    let hours = |spans: Value| json!([{ "days": ["mon"], "spans": spans }]);
    let rows = [
        ("format", json!(2), CalendarFault::Format { found: 2 }),
        (
            "days",
            listed("2027-01-01", "holiday"),
            CalendarFault::DayOutsideYears(day("01/01/2027")),
        ),
        (
            "days",
            listed("2026-01-09", "working_saturday"),
            CalendarFault::NotASaturday(day("09/01/2026")),
        ),
        (
            "days",
            listed("2026-02-30", "holiday"),
            CalendarFault::Date { text: "2026-02-30".into() },
        ),
        ("days", twice, CalendarFault::DayTwice(day("01/05/2026"))),
        ("hours", json!([]), CalendarFault::NoHours),
        ("hours", hours(json!([["07:00", "7h"]])), CalendarFault::Time { text: "7h".into() }),
        ("hours", hours(json!([["12:00", "08:00"]])), CalendarFault::Hours),
        ("hours", hours(json!([["08:00", "12:00"], ["11:00", "13:00"]])), CalendarFault::Hours),
    ];

    for (key, value, fault) in rows {
        let mut file = small_file();
        file[key] = value;
        assert_eq!(parse(&file), Err(fault), "{key}");
    }
    assert!(parse(&small_file()).is_ok(), "the file itself is right");
}

#[test]
fn calendar_is_refused_when_it_is_not_json_of_ours() {
    for bytes in [&b""[..], b"[]", b"{\"format\":1}", b"{\"format\":", b"\xff"] {
        let fault = Calendar::parse(bytes);
        assert!(matches!(fault, Err(CalendarFault::Unreadable { .. })), "{fault:?}");
    }
}
