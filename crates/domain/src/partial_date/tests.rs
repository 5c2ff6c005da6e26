use proptest::prelude::*;

use super::*;

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

#[test]
fn date_is_read_when_written_in_any_usual_way() {
    let rows = [
        ("2026", "2026", "2026"),
        (" 11/2026 ", "2026-11", "11/2026"),
        ("2026-11", "2026-11", "11/2026"),
        ("21/11/2026", "2026-11-21", "21/11/2026"),
        ("2026-11-21", "2026-11-21", "21/11/2026"),
        ("21.11.2026", "2026-11-21", "21/11/2026"),
        ("21-11-2026", "2026-11-21", "21/11/2026"),
        ("21 / 11 / 2026", "2026-11-21", "21/11/2026"),
        ("1/2/1990", "1990-02-01", "01/02/1990"),
        ("15011990", "1990-01-15", "15/01/1990"),
        ("29/02/2024", "2024-02-29", "29/02/2024"),
    ];

    for (typed, iso, shown) in rows {
        assert_eq!(date(typed).iso(), iso, "{typed:?} is kept as {iso}");
        assert_eq!(date(typed).to_string(), shown, "{typed:?} is shown as {shown}");
    }
}

#[test]
fn date_is_refused_with_the_reason_when_there_is_no_such_date() {
    let no_day = |year, month, day| DateFault::NoSuchDay { year, month, day };
    let rows = [
        ("", DateFault::Empty),
        ("  ", DateFault::Empty),
        ("hôm qua", DateFault::Unreadable),
        ("21/11/26", DateFault::Unreadable),
        ("1/2/3/1990", DateFault::Unreadable),
        ("//2026", DateFault::Unreadable),
        ("+1/2/1990", DateFault::Unreadable),
        ("2026/2026", DateFault::Unreadable),
        ("021/11/2026", DateFault::Unreadable),
        ("２１/11/2026", DateFault::Unreadable),
        ("29/02/2026", no_day(2026, 2, 29)),
        ("31/04/2026", no_day(2026, 4, 31)),
        ("0/4/2026", no_day(2026, 4, 0)),
        ("21/13/2026", DateFault::NoSuchMonth { month: 13 }),
        ("00/2026", DateFault::NoSuchMonth { month: 0 }),
        ("1/1/1849", DateFault::YearOutOfRange { year: 1849 }),
        ("2101", DateFault::YearOutOfRange { year: 2101 }),
        ("20100110", DateFault::YearOutOfRange { year: 110 }),
    ];

    for (typed, fault) in rows {
        assert_eq!(PartialDate::parse(typed), Err(fault), "{typed:?}");
    }
}

#[test]
fn date_spans_all_days_that_it_can_mean() {
    let span = |text| (date(text).earliest().to_string(), date(text).latest().to_string());

    assert_eq!(span("2024"), ("2024-01-01".into(), "2024-12-31".into()), "a year");
    assert_eq!(span("02/2024"), ("2024-02-01".into(), "2024-02-29".into(),), "a leap February");
    assert_eq!(span("12/2100"), ("2100-12-01".into(), "2100-12-31".into()), "the last month");
    assert_eq!(span("5/6/2024"), ("2024-06-05".into(), "2024-06-05".into()), "a day");
    assert_eq!(date("02/2024").as_full(), None, "the day is not known");
}

#[test]
fn comparison_says_nothing_when_the_known_parts_do_not_decide() {
    assert_eq!(date("1990").compare(&date("02/1990")), None, "it may be either way");
    assert_eq!(date("1990").compare(&date("1990")), None, "two people of one year");
    assert_eq!(date("1989").compare(&date("01/1990")), Some(Ordering::Less), "years decide");
    assert_eq!(date("1/2/1990").compare(&date("01/1990")), Some(Ordering::Greater), "next month");
    assert_eq!(date("1/2/1990").compare(&date("01/02/1990")), Some(Ordering::Equal), "one day");
    assert!(!date("1990").certainly_before(&date("1990")), "a year is not before itself");
}

#[test]
fn days_are_written_out_as_spoken() {
    let spoken = [
        "một",
        "hai",
        "ba",
        "bốn",
        "năm",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "mười",
        "mười một",
        "mười hai",
        "mười ba",
        "mười bốn",
        "mười lăm",
        "mười sáu",
        "mười bảy",
        "mười tám",
        "mười chín",
        "hai mươi",
        "hai mươi mốt",
        "hai mươi hai",
        "hai mươi ba",
        "hai mươi tư",
        "hai mươi lăm",
        "hai mươi sáu",
        "hai mươi bảy",
        "hai mươi tám",
        "hai mươi chín",
        "ba mươi",
        "ba mươi mốt",
    ];

    for (day, spoken) in (1..=31).zip(spoken) {
        let words = PartialDate::full(2000, 1, day).unwrap().in_words();
        assert_eq!(words, format!("Ngày {spoken} tháng một năm hai nghìn"), "day {day}");
    }
}

#[test]
fn months_are_written_out_as_spoken() {
    let spoken = [
        "một",
        "hai",
        "ba",
        "tư",
        "năm",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "mười",
        "mười một",
        "mười hai",
    ];

    for (month, spoken) in (1..=12).zip(spoken) {
        let words = PartialDate::year_month(2000, month).unwrap().in_words();
        assert_eq!(words, format!("Tháng {spoken} năm hai nghìn"), "month {month}");
    }
}

#[test]
fn years_are_written_out_as_spoken() {
    let rows = [
        (1850, "một nghìn tám trăm năm mươi"),
        (1900, "một nghìn chín trăm"),
        (1905, "một nghìn chín trăm linh năm"),
        (1910, "một nghìn chín trăm mười"),
        (1945, "một nghìn chín trăm bốn mươi lăm"),
        (1954, "một nghìn chín trăm năm mươi tư"),
        (1990, "một nghìn chín trăm chín mươi"),
        (1991, "một nghìn chín trăm chín mươi mốt"),
        (2000, "hai nghìn"),
        (2001, "hai nghìn không trăm linh một"),
        (2004, "hai nghìn không trăm linh bốn"),
        (2005, "hai nghìn không trăm linh năm"),
        (2010, "hai nghìn không trăm mười"),
        (2011, "hai nghìn không trăm mười một"),
        (2014, "hai nghìn không trăm mười bốn"),
        (2015, "hai nghìn không trăm mười lăm"),
        (2020, "hai nghìn không trăm hai mươi"),
        (2021, "hai nghìn không trăm hai mươi mốt"),
        (2024, "hai nghìn không trăm hai mươi tư"),
        (2025, "hai nghìn không trăm hai mươi lăm"),
        (2100, "hai nghìn một trăm"),
    ];

    for (year, spoken) in rows {
        let words = PartialDate::year_only(year).unwrap().in_words();
        assert_eq!(words, format!("Năm {spoken}"), "year {year}");
    }
}

#[test]
fn whole_date_is_written_out_as_on_a_birth_certificate() {
    let words = date("21/11/2026").in_words();

    assert_eq!(
        words, "Ngày hai mươi mốt tháng mười một năm hai nghìn không trăm hai mươi sáu",
        "day, month and year in one line"
    );
}

#[test]
fn date_is_kept_as_iso_whichever_way_it_comes_in_as_json() {
    let from_screen: PartialDate = serde_json::from_str("\"1/2/1990\"").unwrap();

    assert_eq!(serde_json::to_string(&from_screen).unwrap(), "\"1990-02-01\"", "one kept form");
    assert!(serde_json::from_str::<PartialDate>("\"31/02/1990\"").is_err(), "the door is the same");
}

#[test]
fn debug_shows_nothing_of_a_date_of_birth() {
    assert_eq!(format!("{:?}", date("1/2/1990")), "PartialDate(…)", "it is personal data");
}

proptest! {
    #[test]
    fn every_date_reads_back_from_both_its_forms(year in 1850i32..=2100, month in 1u32..=12, day in 1u32..=31) {
        let candidates = [
            PartialDate::year_only(year),
            PartialDate::year_month(year, month),
            PartialDate::full(year, month, day),
        ];

        for date in candidates.into_iter().flatten() {
            prop_assert_eq!(PartialDate::parse(&date.iso()), Ok(date));
            prop_assert_eq!(PartialDate::parse(&date.to_string()), Ok(date));
            prop_assert!(date.earliest() <= date.latest());
        }
    }

    #[test]
    fn reading_never_panics(text in "[0-9/.\\- ]{0,12}|\\PC{0,12}") {
        let _ = PartialDate::parse(&text);
    }
}
