use serde_json::{Value, json};

use super::*;

fn number(value: Value) -> Result<OrganisationNumber, String> {
    serde_json::from_value(value).map_err(|why| why.to_string())
}

#[test]
fn name_keeps_digits_quotes_and_strokes_when_the_papers_have_them() {
    let names = [
        "Công ty TNHH 1 thành viên Hoa Hồi 68",
        "Trường Mầm non 19/5",
        "Ủy ban nhân dân xã Thống Nhất, tỉnh Lạng Sơn",
        "Công ty Cổ phần “Sao Mai” & Đối tác (Việt Nam)",
        "HTX Nông nghiệp Tân Tiến – Chi nhánh số 2",
    ];

    for name in names {
        assert_eq!(OrganisationName::parse(name).unwrap().as_str(), name);
    }
}

#[test]
fn name_loses_what_nobody_sees_and_nothing_else() {
    let name = OrganisationName::parse("  Công ty\tHoa\u{200b}  Hồi\u{7} 68\n").unwrap();

    assert_eq!(name.as_str(), "Công ty Hoa Hồi 68");
}

#[test]
fn name_is_refused_when_it_is_empty_has_no_letter_or_is_too_long() {
    let long = |count: usize| format!("A{}", "1".repeat(count - 1));

    assert_eq!(OrganisationName::parse(" \u{200b}"), Err(OrganisationNameFault::Empty));
    assert_eq!(OrganisationName::parse("19/5"), Err(OrganisationNameFault::NoLetter));
    assert!(OrganisationName::parse(&long(500)).is_ok());
    assert_eq!(OrganisationName::parse(&long(501)), Err(OrganisationNameFault::TooLong));
}

#[test]
fn tax_code_has_ten_digits_and_three_more_for_a_branch() {
    let rows = [
        ("0100233488", Ok("0100233488")),
        ("01.00.233.488", Ok("0100233488")),
        ("0314409058002", Ok("0314409058-002")),
        ("0314409058 - 002", Ok("0314409058-002")),
        ("", Err(OrganisationNumberFault::Empty)),
        ("01002334", Err(OrganisationNumberFault::TaxCodeLength)),
        ("010023348800", Err(OrganisationNumberFault::TaxCodeLength)),
        ("MST0100233", Err(OrganisationNumberFault::TaxCodeSymbol)),
        ("０１００２３３４８８", Err(OrganisationNumberFault::TaxCodeSymbol)),
    ];

    for (typed, expected) in rows {
        let read = TaxCode::parse(typed);

        assert_eq!(read.as_ref().map(TaxCode::as_str).map_err(|why| *why), expected, "{typed}");
    }
}

#[test]
fn check_digit_tells_a_slip_of_the_finger() {
    for right in ["0100233488", "0314409058-002", "0100112437", "0312687878-001"] {
        assert!(TaxCode::parse(right).unwrap().has_its_check_digit(), "{right}");
    }
    for slip in ["0100233480", "0100233498", "1000233488"] {
        assert!(!TaxCode::parse(slip).unwrap().has_its_check_digit(), "{slip}");
    }
}

#[test]
fn code_of_an_agency_is_groups_of_letters_and_digits() {
    for (typed, kept) in [
        ("H37", "H37"),
        ("h37.1.2", "H37.1.2"),
        (" 000.00.13.H37 ", "000.00.13.H37"),
        ("G01.02.03", "G01.02.03"),
    ] {
        assert_eq!(AgencyCode::parse(typed).unwrap().as_str(), kept);
    }
    for typed in ["H3", "HHH", "123", "H37.", ".H37", "H37..1", "H37/1", "Đ37"] {
        let refused = AgencyCode::parse(typed);
        assert_eq!(refused, Err(OrganisationNumberFault::AgencyCodeShape), "{typed}");
    }
}

#[test]
fn number_reads_back_as_it_was_written() {
    let rows = [
        json!({ "kind": "tax_code", "value": "0314409058-002" }),
        json!({ "kind": "agency_code", "value": "H37.1.2" }),
        json!({ "kind": "decision", "value": "12/QĐ-UBND ngày 03/02/2020" }),
        json!({ "kind": "none", "reason": "đang làm thủ tục thành lập" }),
    ];

    for row in rows {
        assert_eq!(json!(number(row.clone()).unwrap()), row);
    }
}

#[test]
fn number_is_refused_when_it_is_not_what_it_is_said_to_be() {
    let rows = [
        (json!({ "kind": "citizen", "value": "020190000123" }), "unknown variant"),
        (json!({ "kind": "tax_code" }), "the number is empty"),
        (json!({ "kind": "decision", "value": "quyết định" }), "the decision has no number"),
        (json!({ "kind": "none", "reason": " " }), "no reason is given"),
    ];

    for (row, why) in rows {
        let refused = number(row).unwrap_err();
        assert!(refused.contains(why), "{refused}");
    }
}

#[test]
fn debug_shows_nothing_of_an_organisation() {
    let organisation = Organisation {
        name: OrganisationName::parse("Hộ kinh doanh Lò Thị Đào").unwrap(),
        number: number(json!({ "kind": "tax_code", "value": "0100233488" })).unwrap(),
        address: None,
        phone: None,
        representative: Line::new("Lò Thị Đào"),
    };

    let shown = format!("{organisation:?} {:?} {:?}", organisation.name, organisation.number);

    assert!(!shown.contains("Đào") && !shown.contains("0100"), "{shown}");
}
