use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::json;

use super::citizen::PROVINCES;
use super::*;
use crate::kinds::Sex;
use crate::partial_date::PartialDate;

fn citizen(text: &str) -> CitizenNumber {
    CitizenNumber::parse(text).unwrap()
}

#[test]
fn citizen_number_tells_place_sex_and_year() {
    let rows = [
        ("034 187 000 123", Some("Thái Bình"), Sex::Female, 1987),
        ("001090000017", Some("Hà Nội"), Sex::Male, 1990),
        ("001.190.000.021", Some("Hà Nội"), Sex::Female, 1990),
        ("087084000999", Some("Đồng Tháp"), Sex::Male, 1984),
        ("096226000001", Some("Cà Mau"), Sex::Male, 2026),
        ("079305000001", Some("Hồ Chí Minh"), Sex::Female, 2005),
        ("001999000001", Some("Hà Nội"), Sex::Female, 2399),
    ];

    for (text, province, sex, year) in rows {
        let number = citizen(text);
        let said = (number.province(), number.sex(), number.birth_year());
        assert_eq!(said, (province, sex, year), "{text}");
    }
}

#[test]
fn citizen_number_is_shown_in_groups_when_it_was_typed_without() {
    let number = citizen("034187000123");

    assert_eq!(number.grouped(), "034 187 000 123", "as it is read aloud");
    assert_eq!(number.as_str(), "034187000123", "as it is kept");
}

#[test]
fn citizen_number_is_refused_with_the_reason_when_it_is_mistyped() {
    let length = |found| NumberFault::Length { expected: 12, found };
    let rows = [
        ("", NumberFault::Empty),
        (" . ", NumberFault::Empty),
        ("03418700012", length(11)),
        ("0341870001234", length(13)),
        ("O34187000123", NumberFault::Symbol { found: 'O' }),
        ("034187000１23", NumberFault::Symbol { found: '１' }),
        ("003187000123", NumberFault::NoSuchProvince { code: 3 }),
        ("000187000123", NumberFault::NoSuchProvince { code: 0 }),
        ("090187000123", NumberFault::NoSuchProvince { code: 90 }),
    ];

    for (text, fault) in rows {
        assert_eq!(CitizenNumber::parse(text), Err(fault), "{text:?}");
    }
}

#[test]
fn citizen_number_is_taken_with_a_warning_when_its_place_may_be_a_country() {
    let number = citizen("283190000001");

    let warnings = number.warnings(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap());

    assert_eq!(number.birthplace(), Birthplace::NotInList { code: 283 }, "not one of the 63");
    assert_eq!(warnings, [NumberWarning::PlaceNotInList { code: 283 }], "the clerk looks again");
}

#[test]
fn citizen_number_warns_when_its_year_has_not_come_yet() {
    let new_year_eve = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    let new_year = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    let number = citizen("001227000001");

    assert_eq!(
        number.warnings(new_year_eve),
        [NumberWarning::BornInTheFuture { year: 2027 }],
        "nobody is born next year"
    );
    assert_eq!(number.warnings(new_year), [], "today's children are born this year");
}

#[test]
fn citizen_number_disagrees_when_the_form_says_otherwise() {
    let number = citizen("034187000123");
    let year = |text| PartialDate::parse(text).unwrap();

    assert_eq!(number.agrees_with(Some(&year("5/1987")), Some(Sex::Female)), [], "all fits");
    assert_eq!(number.agrees_with(None, None), [], "what is not known does not disagree");
    assert_eq!(
        number.agrees_with(Some(&year("1/1/1978")), Some(Sex::Male)),
        [
            Disagreement::BirthYear { in_number: 1987, stated: 1978 },
            Disagreement::Sex { in_number: Sex::Female, stated: Sex::Male },
        ],
        "both points are named"
    );
}

#[test]
fn province_codes_are_sorted_for_the_search() {
    assert!(PROVINCES.is_sorted_by(|a, b| a.0 < b.0), "binary search needs ascending codes");
    assert_eq!(PROVINCES.last(), Some(&(96, "Cà Mau")), "the last province");
}

#[test]
fn kind_of_number_is_told_by_its_shape() {
    let shape = |text| PersonalNumber::parse(text).map(|number| format!("{number:?}"));

    assert_eq!(shape("034 187 000 123").unwrap(), "PersonalNumber::Citizen(…)", "12 digits");
    assert_eq!(shape("123 456 789").unwrap(), "PersonalNumber::OldNine(…)", "9 digits");
    assert_eq!(shape("c 1234567").unwrap(), "PersonalNumber::Passport(…)", "a letter");
    assert_eq!(
        shape("1234567890"),
        Err(NumberFault::Length { expected: 12, found: 10 }),
        "neither"
    );
}

#[test]
fn passport_is_refused_with_the_reason_when_it_cannot_be_one() {
    let rows = [
        ("", NumberFault::Empty),
        ("C1234", NumberFault::PassportLength { found: 5 }),
        ("C123456789012", NumberFault::PassportLength { found: 13 }),
        ("ABCDEFG", NumberFault::NoDigit),
        ("Đ1234567", NumberFault::Symbol { found: 'Đ' }),
    ];

    for (text, fault) in rows {
        assert_eq!(Passport::parse(text), Err(fault), "{text:?}");
    }
    assert_eq!(Passport::parse(" b7654321").unwrap().as_str(), "B7654321", "capitals are kept");
}

#[test]
fn number_reads_back_from_json_with_its_kind() {
    let rows = [
        json!({ "kind": "citizen", "value": "034187000123" }),
        json!({ "kind": "old_nine", "value": "123456789" }),
        json!({ "kind": "passport", "value": "C1234567" }),
        json!({ "kind": "none", "reason": "new_born" }),
    ];

    for json in rows {
        let number: PersonalNumber = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&number).unwrap(), json, "a stable form");
    }
}

#[test]
fn number_is_checked_when_it_comes_in_as_json() {
    let rows = [
        json!({ "kind": "citizen", "value": "003187000123" }),
        json!({ "kind": "citizen" }),
        json!({ "kind": "none" }),
        json!({ "kind": "none", "reason": "lost" }),
        json!({ "kind": "library_card", "value": "1" }),
    ];

    for json in rows {
        assert!(serde_json::from_value::<PersonalNumber>(json.clone()).is_err(), "{json}");
    }
}

#[test]
fn debug_shows_no_digit_of_any_number() {
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        citizen("034187000123"),
        OldNine::parse("123456789"),
        PersonalNumber::parse("C1234567"),
        citizen("034187000123").agrees_with(None, Some(Sex::Male)),
    );

    assert!(!shown.contains(|c: char| c.is_ascii_digit()), "a log never learns a number: {shown}");
}

proptest! {
    #[test]
    fn every_number_that_parses_reads_back(text in "[0-9 .]{0,16}|[A-Za-z0-9]{0,14}") {
        let Ok(number) = PersonalNumber::parse(&text) else { return Ok(()) };
        let json = serde_json::to_value(&number).unwrap();

        prop_assert_eq!(serde_json::from_value::<PersonalNumber>(json).unwrap(), number);
    }

    #[test]
    fn grouping_loses_no_digit(number in "0(01|34|79|96)[0-9]{9}") {
        let number = citizen(&number);

        prop_assert_eq!(citizen(&number.grouped()), number);
    }
}
