//! Packages whose lists contradict themselves are refused, with the file and the place.

use serde_json::{Value, json};

use crate::household_testing::{LAYOUT, MEMBERS, SCHEMA, SHEET, household};

/// One slip: where, what stands there, and the place and reason that are named.
type Slip = (String, Value, &'static str, &'static str);

fn assert_refused(file: &str, named: &str, slips: Vec<Slip>) {
    for (pointer, value, place, why) in slips {
        let fault = household().with(file, &pointer, value.clone()).read().unwrap_err();
        assert_eq!(fault.file, named, "{pointer} {value}: {fault:?}");
        assert!(fault.place.contains(place), "{pointer} {value}: {fault:?}");
        assert!(fault.why.contains(why), "{pointer} {value}: {fault:?}");
    }
}

/// Where the last item of a list of the file stands.
fn last(file: &str, list: &str) -> String {
    let items = household().json(file).pointer(list).and_then(Value::as_array).unwrap().len();
    format!("{list}/{}", items - 1)
}

#[test]
fn slip_in_a_list_of_a_layout_is_refused_and_named() {
    let group = last(LAYOUT, "/groups");
    let list = |what: &str| format!("{group}/repeats/{what}");
    let field = |what: &str| format!("{group}/fields/0/{what}");
    let text = |vi: &str| json!({ "vi": vi });
    let slips = vec![
        (list("colour"), json!("red"), "", "unknown field `colour`"),
        (list("at"), json!("/submitter/members"), "group members", "stands within /declaration"),
        (list("at"), json!("/declaration/"), "group members", "stands within /declaration"),
        (list("at"), json!("/declaration/*/x"), "group members", "stands within /declaration"),
        (list("most"), json!(0), "group members", "at most 60 rows"),
        (list("most"), json!(61), "group members", "at most 60 rows"),
        (list("most"), json!(-1), "", "invalid value"),
        (list("least"), json!(5), "group members", "no fewer at most than at least"),
        (list("item"), text("Người"), "group members", "says {n}"),
        (list("item"), json!({ "vi": "Người {n}", "en": "Person" }), "group members", "says {n}"),
        (list("add"), text(" "), "group members", "how a row is added"),
        (format!("{group}/title"), Value::Null, "group members", "has a title"),
        (field("path"), json!("/declaration/nobody"), "nobody", "is in no row"),
        (field("path"), json!(MEMBERS), "members", "is in no row"),
        (field("path"), json!(format!("{MEMBERS}/0/name")), "/0/name", "is in no row"),
        (field("path"), json!(format!("{MEMBERS}/*/a/*/b")), "/*/b", "is in no row"),
        (field("path"), json!(format!("{MEMBERS}/*/nobody")), "nobody", "has no such place"),
        (field("sets"), json!(["/declaration/mother"]), "/*/name", "is in no row"),
        (field("required"), json!("item.nobody"), "/*/name", "no field is called item.nobody"),
        (field("required"), json!("item"), "/*/name", "no field is called item"),
        (field("required"), json!("count(item.name) > 1"), "/*/name", "wants one list of rows"),
        (field("required"), json!("count(declaration.child) > 1"), "/*/name", "one list of rows"),
        (field("required"), json!("declaration.members = declaration.members"), "", "compared"),
        (format!("{group}/shown"), json!("item.name = 'x'"), "group members", "item.name"),
        ("/groups/1/fields/0/path".to_owned(), json!("/declaration/*/x"), "*", "is in no row"),
        (
            "/groups/1/fields/0/path".to_owned(),
            json!(format!("{MEMBERS}/*/name2")),
            "name2",
            "is in no row",
        ),
        (
            "/also_required".to_owned(),
            json!([{ "path": format!("{MEMBERS}/*/number") }]),
            "number",
            "required by their group",
        ),
    ];
    assert_refused(LAYOUT, LAYOUT, slips);
}

#[test]
fn second_group_at_a_list_is_refused() {
    let mut twice = household().json(LAYOUT)["groups"].as_array().unwrap().last().unwrap().clone();
    twice["fields"] = json!([]);

    let fault = household().with(LAYOUT, "/groups/-", twice).read().unwrap_err();

    assert_eq!(fault.why, "another group repeats there");
}

#[test]
fn list_in_the_common_blocks_is_refused() {
    let common = "forms/common.layout.json";
    let group = household().json(LAYOUT)["groups"].as_array().unwrap().last().unwrap().clone();

    let fault = household().with(common, "/groups/-", group).read().unwrap_err();

    assert_eq!(
        (fault.file.as_str(), fault.why.as_str()),
        (common, "the common blocks have no lists")
    );
}

#[test]
fn slip_in_a_rule_of_rows_is_refused_and_named() {
    let rules = household().json(LAYOUT)["rules"].as_array().unwrap().len();
    let rule = |what: &str| format!("/rules/{}/{what}", rules - 2);
    let named = "rule member-born-in-the-future";
    let slips = vec![
        (rule("each"), Value::Null, named, "says no each"),
        (rule("each"), json!("/declaration/child"), named, "no group repeats at"),
        (rule("at"), json!("/declaration/child/birth"), named, "is in no row"),
        (rule("at"), json!(MEMBERS), named, "is in no row"),
        (rule("at"), json!(format!("{MEMBERS}/*/nobody")), named, "nothing is kept at"),
        (rule("when"), json!("item.child.birth > today"), named, "no field is called"),
    ];
    assert_refused(LAYOUT, LAYOUT, slips);
}

#[test]
fn schema_that_knows_no_such_list_is_refused() {
    let list = "/properties/members".to_owned();
    let slips = vec![
        (list.clone(), json!({ "type": "string" }), "/*/name", "has no such place"),
        (format!("{list}/type"), json!("object"), MEMBERS, "no list of groups"),
        (format!("{list}/items/type"), json!("array"), MEMBERS, "no list of groups"),
        (format!("{list}/maxItems"), json!(5), MEMBERS, "maxItems is not the most"),
        (format!("{list}/maxItems"), Value::Null, MEMBERS, "maxItems is not the most"),
    ];
    assert_refused(SCHEMA, LAYOUT, slips);
    let required = vec![(
        format!("{list}/items/required"),
        json!(["name"]),
        "/properties/members/items/required",
        "stands in the layout",
    )];
    assert_refused(SCHEMA, SCHEMA, required);
}

#[test]
fn slip_in_a_table_is_refused_and_named() {
    let block = last(SHEET, "/blocks");
    let table = |what: &str| format!("{block}/table/{what}");
    let slips = vec![
        (table("colour"), json!("red"), "", "unknown field `colour`"),
        (table("each"), json!("/declaration/child"), "/table", "no group repeats at"),
        (table("columns"), json!([]), "/table", "has columns"),
        (table("least_rows"), json!(61), "/table", "at most 60 rows"),
        (table("columns/0/label"), json!(" "), "/table/columns/0", "nothing is written"),
        (table("columns/0/width"), json!(0), "/table/columns/0", "without width"),
        (table("columns/0/paths"), json!([]), "/table/columns/0", "one of path and paths"),
        (table("columns/2/paths"), json!([]), "/table/columns/2", "one of path and paths"),
        (table("columns/0/path"), json!("/submitter/name"), "/columns/0", "is in no row"),
        (table("columns/0/path"), json!(format!("{MEMBERS}/*/nobody")), "/columns/0", "no field"),
        (format!("{block}/heading"), json!("both"), "", "one of heading, prose, row and table"),
        (
            "/blocks/1/row/0/paths/0".to_owned(),
            json!(format!("{MEMBERS}/*/name")),
            "/blocks/1/row/0",
            "stands in rows, which a table prints",
        ),
    ];
    assert_refused(SHEET, SHEET, slips);
}
