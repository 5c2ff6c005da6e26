use serde_json::json;

use super::*;

pub(super) fn units() -> Units {
    Units::parse(include_bytes!("../../../../assets/catalogue/units/units.csv")).unwrap()
}

pub(super) fn a_form() -> Value {
    json!({
        "submitter": {
            "name": "La Thị Hương",
            "number": { "kind": "citizen", "value": "020190000123" },
            "address": { "commune": "06577", "detail": "Thôn Pò Cại" }
        },
        "result": "at_desk",
        "declaration": { "note": "x" }
    })
}

pub(super) fn gaps(form: &Value) -> Vec<(String, String)> {
    let gaps = read(form, &units()).err().unwrap_or_default();
    gaps.into_iter().map(|gap| (gap.path, gap.code)).collect()
}

pub(super) fn gap(path: &str, code: &str) -> (String, String) {
    (path.to_owned(), code.to_owned())
}

#[test]
fn field_that_nobody_knows_is_named_and_not_dropped() {
    let mut form = a_form();
    form["declarations"] = json!({ "child": "Vi Minh Khôi" });
    form["submitter"]["phon"] = json!("0912345678");
    form["submitter"]["address"]["village"] = json!("Pò Cại");
    form["submitter"]["number"]["issued"] = json!("2021");

    let expected = [
        gap("/submitter/number/issued", "unknown-field"),
        gap("/submitter/address/village", "unknown-field"),
        gap("/submitter/phon", "unknown-field"),
        gap("/declarations", "unknown-field"),
    ];
    assert_eq!(gaps(&form), expected, "a slip in a field's name must not lose what it holds");
}

#[test]
fn empty_field_is_as_good_as_none() {
    let mut form = a_form();
    for field in ["owner", "behalf", "declaration", "request", "nonsense"] {
        form[field] = Value::Null;
    }
    form["submitter"]["birth"] = json!("  ");

    assert_eq!(gaps(&form), [], "nothing is lost when nothing was written");
}

#[test]
fn ground_without_owner_is_not_asked() {
    let mut form = a_form();
    form["behalf"] = json!({ "relation": "con" });

    assert_eq!(gaps(&form), [gap("/behalf", "not-asked")]);
}

#[test]
fn owner_without_ground_is_asked_for_it() {
    let mut form = a_form();
    form["owner"] = form["submitter"].clone();
    assert_eq!(gaps(&form), [gap("/behalf", "missing")]);

    form["behalf"] = json!({ "relation": "\u{200b}", "authority": "Giấy ủy quyền" });
    assert_eq!(gaps(&form), [gap("/behalf/relation", "missing")], "invisible is not written");

    form["behalf"]["relation"] = json!("con");
    let intake = read(&form, &units()).ok().unwrap();
    assert_eq!(intake.on_behalf.unwrap().relation.as_str(), "con");
}

#[test]
fn number_beside_none_is_not_dropped() {
    let mut form = a_form();
    form["submitter"]["number"] =
        json!({ "kind": "none", "reason": "unknown", "value": "020190000123" });

    assert_eq!(gaps(&form), [gap("/submitter/number/value", "not-asked")]);
}

#[test]
fn group_of_another_shape_is_named_once() {
    let mut form = a_form();
    form["submitter"]["number"] = json!("020190000123");
    form["declaration"] = json!([1, 2]);

    let expected =
        [gap("/submitter/number", "not-an-object"), gap("/declaration", "not-an-object")];
    assert_eq!(gaps(&form), expected);
}

#[test]
fn number_that_was_rounded_is_named() {
    let mut form = a_form();
    form["declaration"] = json!({ "ids": [1, 12_345_678_901_234_567_890_123.0_f64] });

    assert_eq!(gaps(&form), [gap("/declaration/ids/1", "number-too-large")]);
}

#[test]
fn number_that_was_rounded_is_found_where_it_is_said_to_stand() {
    let mut form = a_form();
    form["declaration"] = json!({ "c~d": { "e/f": 12_345_678_901_234_567_890_123.0_f64 } });

    let gaps = gaps(&form);

    assert_eq!(gaps, [gap("/declaration/c~0d/e~1f", "number-too-large")]);
    assert!(form.pointer(&gaps[0].0).is_some(), "the place is a JSON Pointer into the form");
}

#[test]
fn commune_is_named_where_it_stands_when_it_is_no_code_or_in_no_list() {
    for commune in ["99999", "Thống Nhất"] {
        let mut form = a_form();
        form["submitter"]["address"]["commune"] = json!(commune);

        assert_eq!(gaps(&form), [gap("/submitter/address/commune", "commune-not-in-list")]);
    }
}

#[test]
fn form_of_an_intake_reads_as_the_same_intake() {
    let mut form = a_form();
    form["owner"] = form["submitter"].clone();
    form["owner"]["birth"] = json!("11/2026");
    form["behalf"] = json!({ "relation": "mẹ", "authority": "" });
    form["submitter"]["phone"] = json!("0912 345 678");

    for form in [a_form(), form] {
        let intake = read(&form, &units()).ok().unwrap();

        assert!(read(&intake.as_form(), &units()).ok().unwrap() == intake, "nothing is lost");
    }
}

#[test]
fn day_of_the_appointment_is_a_whole_day_and_is_typed_as_people_write_it() {
    let mut form = a_form();
    form["appointment"] = json!("25/11/2026");
    let read = read(&form, &units()).ok().unwrap();

    assert_eq!(
        read.appointment.map(Appointment::day),
        chrono::NaiveDate::from_ymd_opt(2026, 11, 25)
    );
    assert_eq!(read.as_form()["appointment"], "2026-11-25", "it is typed on as it was");
    for (typed, code) in [("11/2026", "day-not-whole"), ("31/11/2026", "date-no-such-day")] {
        form["appointment"] = json!(typed);
        assert_eq!(gaps(&form), [gap("/appointment", code)], "{typed}");
    }
}

#[test]
fn form_without_an_appointment_is_written_as_it_always_was() {
    let read = read(&a_form(), &units()).ok().unwrap();

    assert_eq!(read.as_form().get("appointment"), None);
    assert_eq!(json!(read).get("appointment"), None, "older gateways never see it");
}
