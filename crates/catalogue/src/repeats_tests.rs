//! Lists of people in a form: what is missing, wrong and strange in them, row by row.

use domain::gap::Gap;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::household_testing::{MEMBERS, a_household, a_member};
use crate::sheet;
use crate::testing::Dossier;

const NOTHING: Vec<String> = vec![];

fn with(mut member: Value, field: &str, value: Value) -> Value {
    member[field] = value;
    member
}

/// The one gap at a place of the list.
fn gap(dossier: &Dossier, place: &str) -> Gap {
    let path = format!("{MEMBERS}{place}");
    let gaps = dossier.gaps();
    gaps.iter().find(|gap| gap.path == path).unwrap_or_else(|| panic!("{gaps:?}")).clone()
}

#[test]
fn nothing_is_missing_when_every_row_is_filled_in() {
    assert_eq!(a_household(json!([a_member(), a_member()])).faults(), NOTHING);
}

#[test]
fn required_field_is_missing_in_each_row_that_lacks_it() {
    let nameless = json!({ "birth": "1990", "relation": "head" });
    let dossier = a_household(json!([nameless, a_member(), nameless]));

    let expected = ["/declaration/members/0/name missing", "/declaration/members/2/name missing"];
    assert_eq!(dossier.faults(), expected);
    let said = gap(&dossier, "/2/name").args;
    assert_eq!(said["label-vi"], "Người thứ 3 – Họ tên");
    assert_eq!(said["label-en"], "Person 3 – name");
}

#[test]
fn list_is_missing_as_a_whole_when_it_has_fewer_rows_than_it_needs() {
    for none in [Value::Null, json!([]), json!("  ")] {
        let dossier = a_household(none);

        assert_eq!(dossier.faults(), ["/declaration/members missing"]);
        assert_eq!(gap(&dossier, "").args["label-vi"], "Thành viên hộ");
    }
}

#[test]
fn row_is_missing_as_a_whole_when_nothing_is_typed_in_it() {
    for empty in [json!({}), json!({ "name": " ", "address": {} }), Value::Null, json!(" ")] {
        let dossier = a_household(json!([a_member(), empty]));

        assert_eq!(dossier.faults(), ["/declaration/members/1 missing"], "{empty}");
        assert_eq!(gap(&dossier, "/1").args["label-vi"], "Người thứ 2");
    }
}

#[test]
fn field_of_a_row_is_asked_for_by_what_stands_in_that_row() {
    let other = with(a_member(), "relation", json!("other"));
    let dossier = a_household(json!([a_member(), other]));
    assert_eq!(dossier.faults(), ["/declaration/members/1/relation_other missing"]);
    let label = &gap(&dossier, "/1/relation_other").args["label-vi"];
    assert_eq!(label, "Người thứ 2 – Quan hệ khác là gì");

    let stray = with(a_member(), "relation_other", json!("Cháu"));
    let dossier = a_household(json!([stray, a_member()]));
    assert_eq!(dossier.faults(), ["/declaration/members/0/relation_other not-asked"]);
}

#[test]
fn rule_is_judged_for_each_row_and_says_which() {
    let unborn = with(a_member(), "birth", json!("2030"));
    let dossier = a_household(json!([a_member(), unborn]));

    assert_eq!(dossier.faults(), ["member-born-in-the-future"]);
    let gap = gap(&dossier, "/1/birth");
    assert_eq!(gap.args["said-vi"], "Người thứ 2 sinh sau hôm nay.");
    assert_eq!(gap.args["label-vi"], "Người thứ 2 – Ngày sinh");
}

#[test]
fn rule_of_the_whole_form_counts_the_rows() {
    assert_eq!(a_household(json!([a_member(), a_member()])).warned(), NOTHING);
    let three = json!([a_member(), a_member(), a_member()]);
    assert_eq!(a_household(three).warned(), ["large-household"]);
}

#[test]
fn number_is_held_against_the_birth_of_its_own_row() {
    let man = with(a_member(), "number", json!("020090000456"));
    let elder = with(man.clone(), "birth", json!("1985"));
    let dossier = a_household(json!([man, elder]));

    assert_eq!(dossier.warned(), ["/declaration/members/1/number number-other-birth-year"]);
}

#[test]
fn wrong_value_is_said_in_its_row() {
    let wrong = json!({
        "name": "Páo 2", "birth": "31/02/1990", "relation": "friend", "address": { "commune": "1" },
    });
    let dossier = a_household(json!([a_member(), wrong]));

    let expected = [
        "/declaration/members/1/name name-has-digits",
        "/declaration/members/1/birth date-no-such-day",
        "/declaration/members/1/relation not-in-list",
        "/declaration/members/1/address/commune commune-not-in-list",
    ];
    assert_eq!(dossier.faults(), expected);
}

#[test]
fn list_is_not_asked_for_as_a_whole_when_its_group_is_not_shown() {
    let hidden = |members| {
        let dossier = a_household(members).typing("/declaration/relation", "other");
        dossier.typing("/declaration/relation_other", "Bạn")
    };

    let dossier = hidden(json!([a_member(), {}, { "name": 5 }]));
    assert_eq!(dossier.faults(), ["/declaration/members not-asked"], "one gap for all of it");
    assert_eq!(hidden(json!("Páo")).faults(), ["/declaration/members not-asked"]);
    for none in [Value::Null, json!([])] {
        assert_eq!(hidden(none).faults(), NOTHING);
    }
}

#[test]
fn rows_beyond_the_most_are_one_gap() {
    let dossier = a_household(json!(vec![json!({ "name": 5, "x": 1 }); 10_000]));

    let gaps = dossier.gaps();
    let many = gap(&dossier, "");
    assert_eq!((many.code.as_str(), many.args["most"].as_str()), ("too-many", "4"));
    assert!(gaps.len() < 30, "{}", gaps.len());
    assert!(!gaps.iter().any(|gap| gap.path.starts_with("/declaration/members/4")));
    assert_eq!(many.args["label-vi"], "Thành viên hộ");
}

#[test]
fn list_of_any_shape_is_said_and_shown() {
    let row = |value: Value| json!([a_member(), value]);
    let deep = (0..60).fold(json!(1), |inner, _| json!([inner]));
    let rows = [
        (json!("Páo"), "/declaration/members wrong-shape"),
        (json!(7), "/declaration/members wrong-shape"),
        (json!({ "0": a_member() }), "/declaration/members wrong-shape"),
        (row(json!("Páo")), "/declaration/members/1 wrong-shape"),
        (row(json!(false)), "/declaration/members/1 wrong-shape"),
        (row(json!([a_member()])), "/declaration/members/1 wrong-shape"),
        (row(deep), "/declaration/members/1 wrong-shape"),
        (row(json!([])), "/declaration/members/1 missing"),
        (row(with(a_member(), "name", json!([]))), "/declaration/members/1/name wrong-shape"),
        (
            row(with(a_member(), "address", json!([1]))),
            "/declaration/members/1/address wrong-shape",
        ),
        (row(with(a_member(), "*", json!(1))), "/declaration/members/1/* unknown-field"),
        (row(with(a_member(), "a/b", json!(1))), "/declaration/members/1/a~1b unknown-field"),
    ];
    for (members, expected) in rows {
        let dossier = a_household(members);
        let faults = dossier.faults();
        assert!(faults.contains(&expected.to_owned()), "{expected}: {faults:?}");
        let path = expected.split_once(' ').unwrap().0;
        let label = &gap(&dossier, path.strip_prefix(MEMBERS).unwrap()).args["label-vi"];
        let is_named = label == "Thành viên hộ" || label.starts_with("Người thứ 2");
        assert!(is_named, "{label}");
        dossier.view();
        dossier.warned();
        sheet(dossier.catalogue, dossier.procedure(), &dossier.case()).unwrap();
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec!["", " ", "Páo", "2030", "020090000456", "other", "head"])
            .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let names =
        ["name", "birth", "number", "relation", "relation_other", "address", "commune", "*"];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let fields =
            prop::collection::vec((prop::sample::select(names.to_vec()), inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..7).prop_map(Value::from),
            fields.prop_map(|fields| {
                fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_stands_in_a_list_is_judged_shown_and_printed(members in any_json()) {
        let dossier = a_household(members);

        for gap in dossier.gaps().iter().filter(|gap| gap.path.starts_with(MEMBERS)) {
            prop_assert!(gap.args.contains_key("label-vi"), "{gap:?}");
        }
        let groups = dossier.view().blocks.into_iter().flat_map(|block| block.groups);
        prop_assert!((1..=4).contains(&groups.filter(|group| group.repeat.is_some()).count()));
        prop_assert!(sheet(dossier.catalogue, dossier.procedure(), &dossier.case()).is_some());
        dossier.warned();
    }
}
