use proptest::prelude::*;

use super::*;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn code(prefix: &str, luck: u32) -> ProvisionalCode {
    ProvisionalCode::new(&DeskPrefix::parse(prefix).unwrap(), day(), luck.to_be_bytes())
}

fn any_code() -> impl Strategy<Value = ProvisionalCode> {
    ("[A-Z][A-Z0-9]{1,5}", 0i64..36_525, any::<[u8; 4]>()).prop_map(|(prefix, days, luck)| {
        let date = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Duration::days(days);
        ProvisionalCode::new(&DeskPrefix::parse(&prefix).unwrap(), date, luck)
    })
}

/// The code's symbols without hyphens, for spoiling.
fn symbols(code: &ProvisionalCode) -> Vec<char> {
    code.as_str().chars().filter(|c| *c != '-').collect()
}

fn reads(symbols: &[char]) -> Result<ProvisionalCode, CodeFault> {
    ProvisionalCode::parse(&symbols.iter().collect::<String>())
}

/// What a wrong symbol reads as in the place where it stands.
fn read_as(symbol: char, from_the_end: usize) -> char {
    if from_the_end <= LUCK_LENGTH { crockford(symbol).unwrap_or(symbol) } else { symbol }
}

#[test]
fn code_has_the_shape_that_is_printed_on_the_slip() {
    let code = code("ls07", 0);

    assert_eq!(code.as_str(), "LS07-261121-000000-D", "desk, day, luck, check");
    assert_eq!(code.prefix().as_str(), "LS07", "the desk is read back");
    assert_eq!(code.civil_date(), day(), "the day is read back");
}

#[test]
fn luck_fills_all_thirty_bits() {
    let first = code("LS07", 0).to_string();
    let last = code("LS07", u32::MAX).to_string();

    assert!(first.contains("-000000-"), "all bits off: {first}");
    assert!(last.contains("-ZZZZZZ-"), "all bits on: {last}");
}

#[test]
fn code_is_read_when_it_is_typed_carelessly() {
    let right = code("LS07", 1 << 12);
    let text = right.as_str();
    assert!(text.contains("0010"), "the example needs look-alikes: {text}");

    for typed in [
        text.to_lowercase(),
        text.replace('-', ""),
        format!("  {} ", text.replace('-', " ")),
        text.replace('-', "–"),
        text.replace("-00010", "-OoOlO"),
        text.replace("-00010", "-00oi0"),
    ] {
        assert_eq!(ProvisionalCode::parse(&typed).as_ref(), Ok(&right), "{typed:?}");
    }
}

#[test]
fn code_is_refused_with_the_reason_when_it_is_none() {
    let rows = [
        ("", CodeFault::Length),
        ("LS07", CodeFault::Length),
        ("LS07-261121-000000-9", CodeFault::Check),
        ("LS08-261121-000000-D", CodeFault::Check),
        ("LS07-261122-000000-D", CodeFault::Check),
        ("LS07-261321-000000-D", CodeFault::Date),
        ("LS07-26II21-000000-D", CodeFault::Date),
        ("LS07-261121-00U000-D", CodeFault::Symbol('U')),
        ("LS07-261121-00*000-D", CodeFault::Symbol('*')),
        ("LS07-261121-000000-*", CodeFault::Symbol('*')),
        ("7LS0-261121-000000-D", CodeFault::Prefix),
        ("L-261121-000000-D", CodeFault::Prefix),
        ("LANGSON-261121-000000-D", CodeFault::Prefix),
        ("000.00.06.H56-231027-0361", CodeFault::Symbol('.')),
        ("ĐS07-261121-000000-D", CodeFault::Symbol('Đ')),
    ];

    for (typed, fault) in rows {
        assert_eq!(ProvisionalCode::parse(typed), Err(fault), "{typed:?}");
    }
}

#[test]
fn prefix_is_refused_when_it_could_not_begin_a_code() {
    for text in ["", "A", "ABCDEFG", "1A", "A-B", "A.B", "LẠ"] {
        assert_eq!(DeskPrefix::parse(text), Err(CodeFault::Prefix), "{text:?}");
    }
    assert_eq!(DeskPrefix::parse(" ls07 ").unwrap().as_str(), "LS07", "capitals are kept");
}

#[test]
fn check_is_a_plain_symbol_whatever_the_luck() {
    for luck in 0..20_000u32 {
        let code = code("LS07", luck << 2);
        let check = code.as_str().chars().last().unwrap();
        assert!(SYMBOLS.contains(&u8::try_from(check).unwrap()), "{code} can be read aloud");
    }
}

#[test]
fn official_code_is_taken_as_agencies_give_it() {
    let usual = OfficialCode::parse(" 000.00.06.h56-231027-0361 ").unwrap();
    let after_a_clash = OfficialCode::parse("000.17.22.H56-210531-48213").unwrap();
    let joint = OfficialCode::parse("G22.99.08-ABC123-2026").unwrap();

    let parts = usual.parts().unwrap();
    assert_eq!(parts.agency, "000.00.06.H56", "the agency's id");
    assert_eq!(parts.received_on.to_string(), "2023-10-27", "the official day");
    assert_eq!(parts.number, "0361", "the running number");
    assert_eq!(after_a_clash.parts().map(|parts| parts.number), Some("48213"), "five digits");
    assert_eq!(joint.parts(), None, "kept, though it does not follow the rule");
    assert_eq!(joint.as_str(), "G22.99.08-ABC123-2026", "kept as it came");
}

#[test]
fn official_code_is_refused_when_it_cannot_be_one() {
    let too_long = format!("0.{}", "1".repeat(63));

    for text in ["", " ", "...", "LS07-261121-000000-D", "000.00 06", "H56.Đ", "a.b/c", &too_long]
    {
        assert_eq!(OfficialCode::parse(text), Err(NotAnOfficialCode), "{text:?}");
    }
}

#[test]
fn codes_are_checked_when_they_come_in_as_json() {
    let code = code("LS07", 7 << 2);
    let json = serde_json::to_string(&code).unwrap();

    assert_eq!(serde_json::from_str::<ProvisionalCode>(&json).unwrap(), code, "a plain string");
    assert!(serde_json::from_str::<ProvisionalCode>("\"LS07-261121-000000-9\"").is_err(), "check");
    assert!(serde_json::from_str::<OfficialCode>("\"LS07\"").is_err(), "the door is the same");
    assert!(serde_json::from_str::<DeskPrefix>("\"0\"").is_err(), "the door is the same");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_code_reads_back(code in any_code()) {
        prop_assert_eq!(ProvisionalCode::parse(code.as_str()), Ok(code));
    }

    /// All places times all 36 symbols: none of the other symbols is ever taken.
    #[test]
    fn every_single_wrong_symbol_is_found(code in any_code()) {
        let right = symbols(&code);
        for place in 0..right.len() {
            for wrong in ('0'..='9').chain('A'..='Z') {
                let mut spoilt = right.clone();
                spoilt[place] = wrong;
                let same = read_as(wrong, right.len() - 1 - place) == right[place];
                prop_assert_eq!(reads(&spoilt).is_ok(), same, "{} with {} at {}", code, wrong, place);
            }
        }
    }

    #[test]
    fn every_swap_of_neighbours_is_found(code in any_code()) {
        let right = symbols(&code);
        for place in 1..right.len() {
            let mut spoilt = right.clone();
            spoilt.swap(place - 1, place);
            let same = spoilt == right;
            prop_assert_eq!(reads(&spoilt).is_ok(), same, "{} swapped before {}", code, place);
        }
    }

    #[test]
    fn no_code_of_ours_is_an_official_one(code in any_code()) {
        prop_assert_eq!(OfficialCode::parse(code.as_str()), Err(NotAnOfficialCode));
    }

    #[test]
    fn no_official_code_is_one_of_ours(text in "[A-Z0-9]{1,6}[.][A-Z0-9.-]{1,20}|\\PC{0,24}") {
        let both = OfficialCode::parse(&text).is_ok() && ProvisionalCode::parse(&text).is_ok();

        prop_assert!(!both, "{} would be two kinds of code", text);
    }
}
