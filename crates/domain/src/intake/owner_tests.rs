use serde_json::json;

use super::tests::{a_form, gap, gaps, units};
use super::*;
use crate::kinds::PersonKind;

/// A letter of introduction, and the company that gave it.
fn of_a_company() -> Value {
    let mut form = a_form();
    form["owner"] = json!({
        "kind": "enterprise",
        "organisation": {
            "name": "Công ty TNHH 1 thành viên Hoa Hồi 68",
            "number": { "kind": "tax_code", "value": "03 144 090 58-002" },
            "address": { "commune": "06577", "detail": "Số 1, đường 19/5" },
            "phone": "0205 3812 345",
            "representative": "Lò Thị Đào"
        }
    });
    form["behalf"] = json!({
        "relation": "người được giới thiệu",
        "authority": "Giấy giới thiệu số 12/GGT ngày 20/11/2026"
    });
    form
}

#[test]
fn organisation_owns_a_dossier_that_a_human_being_hands_in() {
    let intake = read(&of_a_company(), &units()).ok().unwrap();

    let owner = intake.owner();
    assert_eq!(owner.name(), "Công ty TNHH 1 thành viên Hoa Hồi 68");
    assert_eq!(owner.number(), Some("0314409058-002"));
    assert_eq!(owner.phone().map(crate::person::Phone::as_str), Some("02053812345"));
    assert_eq!(owner.kind(), PersonKind::Enterprise);
    assert_eq!(intake.submitter.name.as_str(), "La Thị Hương");
    assert_eq!(intake.submitter.kind, PersonKind::Citizen);
}

#[test]
fn organisation_reads_back_from_what_was_sealed_and_from_the_form_of_a_correction() {
    let intake = read(&of_a_company(), &units()).ok().unwrap();

    let sealed: Intake = serde_json::from_str(&json!(intake).to_string()).unwrap();

    assert!(sealed == intake, "nothing is lost in the file");
    assert!(read(&intake.as_form(), &units()).ok().unwrap() == intake, "nor in a correction");
    assert_eq!(json!(intake)["on_behalf"]["owner"]["kind"], "enterprise");
}

#[test]
fn organisation_is_asked_for_its_kind_its_name_and_its_number() {
    let mut form = of_a_company();
    form["owner"] = json!({ "organisation": {} });

    let expected = [
        gap("/owner/kind", "missing"),
        gap("/owner/organisation/name", "missing"),
        gap("/owner/organisation/number", "missing"),
    ];
    assert_eq!(gaps(&form), expected);
}

#[test]
fn each_fault_of_an_organisation_is_named_where_it_stands() {
    let rows = [
        ("/owner/kind", json!("citizen"), "/owner/kind", "not-an-organisation"),
        ("/owner/kind", json!("company"), "/owner/kind", "wrong-shape"),
        (
            "/owner/organisation/name",
            json!("68"),
            "/owner/organisation/name",
            "organisation-name-without-letter",
        ),
        (
            "/owner/organisation/number/value",
            json!("031440905"),
            "/owner/organisation/number",
            "tax-code-length",
        ),
        (
            "/owner/organisation/number",
            json!({ "kind": "none", "value": "12" }),
            "/owner/organisation/number",
            "organisation-number-without-reason",
        ),
        (
            "/owner/organisation/address/commune",
            json!("99999"),
            "/owner/organisation/address/commune",
            "commune-not-in-list",
        ),
    ];
    for (path, typed, at, code) in rows {
        let mut form = of_a_company();
        *form.pointer_mut(path).unwrap() = typed;

        assert_eq!(gaps(&form), [gap(at, code)], "{path}");
    }
}

#[test]
fn what_is_written_of_a_person_beside_an_organisation_is_not_dropped() {
    let mut form = of_a_company();
    form["owner"]["name"] = json!("Lò Thị Đào");
    form["owner"]["birth"] = json!("1990");
    form["owner"]["organisation"]["sex"] = json!("female");
    form["owner"]["organisation"]["number"]["reason"] = json!("mất giấy");

    let expected = [
        gap("/owner/organisation/number/reason", "not-asked"),
        gap("/owner/organisation/sex", "unknown-field"),
        gap("/owner/name", "not-asked"),
        gap("/owner/birth", "not-asked"),
    ];
    assert_eq!(gaps(&form), expected);
}

#[test]
fn submitter_is_never_an_organisation() {
    let mut form = of_a_company();
    form["submitter"]["organisation"] = form["owner"]["organisation"].clone();

    assert_eq!(gaps(&form), [gap("/submitter/organisation", "unknown-field")]);
}

/// As it was sealed before there were organisations: the kind beside a human being's name.
const BEFORE: &str = r#"{"submitter":{"kind":"citizen","name":"La Thị Hương","number":{"kind":"citizen","value":"020190000123"},"address":{"commune":"06577","detail":"Thôn Pò Cại"}},"on_behalf":{"owner":{"kind":"enterprise","name":"Lò Thị Đào","number":{"kind":"none","reason":"unknown"},"birth":"1990-01-15","sex":"female","phone":"0912345678"},"relation":"nhân viên","authority":"Giấy giới thiệu"},"request":"Cấp bản sao","result":"at_desk","declaration":{"copies":2}}"#;

#[test]
fn intake_of_before_is_read_and_written_unchanged() {
    let intake: Intake = serde_json::from_str(BEFORE).unwrap();

    assert_eq!(serde_json::to_string(&intake).unwrap(), BEFORE, "letter for letter");
    assert_eq!(intake.owner().name(), "Lò Thị Đào");
    assert_eq!(intake.owner().kind(), PersonKind::Enterprise);
    assert!(matches!(intake.owner(), OwnerRef::Person(_)), "a human being, as it was typed");
    assert!(read(&intake.as_form(), &units()).ok().unwrap() == intake, "and so is its draft");
}
