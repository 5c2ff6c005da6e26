//! A form with a list of people, for the tests of what repeats: births whose household is declared.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::Catalogue;
use crate::testing::{BIRTH, Dossier, Package, a_dossier};

pub(crate) const LAYOUT: &str = "forms/khai-sinh.layout.json";
pub(crate) const SCHEMA: &str = "forms/khai-sinh.schema.json";
pub(crate) const SHEET: &str = "forms/khai-sinh.print.json";
pub(crate) const MEMBERS: &str = "/declaration/members";

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| household().read().unwrap());

/// The shipped package with a list of people in its form of births.
pub(crate) fn household() -> Package {
    let package = Package::shipped();
    let rules = package.json(LAYOUT)["rules"].as_array().cloned().unwrap_or_default();
    package
        .with(LAYOUT, "/groups/-", group())
        .with(LAYOUT, "/rules", json!([rules, our_rules()].concat()))
        .with(SCHEMA, "/properties/members", schema())
        .with(SHEET, "/blocks/-", table())
}

/// A birth with these people in its household, otherwise as in the example.
pub(crate) fn a_household(members: Value) -> Dossier {
    let mut dossier = a_dossier(BIRTH);
    dossier.catalogue = &CATALOGUE;
    dossier.typing(MEMBERS, members)
}

/// A person with all that is asked for.
pub(crate) fn a_member() -> Value {
    json!({ "name": "Vi Văn Páo", "birth": "05/03/1990", "relation": "head" })
}

fn text(vi: &str, en: &str) -> Value {
    json!({ "vi": vi, "en": en })
}

fn field(name: &str, widget: &str, label: &str, more: &Value) -> Value {
    let mut field = json!({
        "path": format!("{MEMBERS}/*/{name}"), "widget": widget, "label": text(label, name),
    });
    field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    field
}

fn group() -> Value {
    let options = json!([
        { "value": "head", "label": text("Chủ hộ", "Head") },
        { "value": "other", "label": text("Quan hệ khác", "Other") },
    ]);
    json!({
        "id": "members",
        "block": "declaration",
        "title": text("Thành viên hộ", "Members"),
        "help": text("Ghi mọi người cùng hộ.", "Name everybody."),
        "shown": "not (declaration.relation = 'other')",
        "repeats": {
            "at": MEMBERS,
            "least": 1,
            "most": 4,
            "item": text("Người thứ {n}", "Person {n}"),
            "add": text("Thêm người", "Add a person"),
        },
        "fields": [
            field("name", "name", "Họ tên", &json!({ "required": "true" })),
            field("birth", "date", "Ngày sinh", &json!({ "required": "true" })),
            field("in_words", "computed", "Bằng chữ", &json!({ "value": "words(item.birth)" })),
            field("number", "digits", "Số định danh", &json!({ "fits": { "birth": "item.birth" } })),
            field("relation", "choice", "Quan hệ", &json!({ "required": "true", "options": options })),
            field(
                "relation_other",
                "line",
                "Quan hệ khác là gì?",
                &json!({ "shown": "item.relation = 'other'", "required": "true" }),
            ),
            field("since", "date", "Cùng hộ từ", &json!({ "offered": "item.birth" })),
            field("address/commune", "commune", "Xã", &json!({})),
        ],
    })
}

fn our_rules() -> Vec<Value> {
    vec![
        json!({
            "id": "member-born-in-the-future",
            "each": MEMBERS,
            "when": "item.birth > today",
            "at": format!("{MEMBERS}/*/birth"),
            "said": text("Người thứ {n} sinh sau hôm nay.", "Person {n} is not born yet."),
        }),
        json!({
            "id": "large-household",
            "when": "count(declaration.members) > 2",
            "at": MEMBERS,
            "is_warning": true,
            "said": text("Hộ đông người.", "Many people."),
        }),
    ]
}

fn schema() -> Value {
    json!({ "type": "array", "maxItems": 4, "items": {
        "type": "object",
        "properties": {
            "name": { "type": "string", "format": "person-name" },
            "birth": { "type": "string", "format": "partial-date" },
            "number": { "type": "string", "format": "personal-number" },
            "relation": { "type": "string", "maxLength": 20 },
            "relation_other": { "type": "string", "maxLength": 20 },
            "since": { "type": "string", "format": "partial-date" },
            "address": {
                "type": "object",
                "properties": { "commune": { "type": "string", "format": "commune" } },
                "additionalProperties": false,
            },
        },
        "additionalProperties": false,
    } })
}

fn table() -> Value {
    json!({ "table": {
        "each": MEMBERS,
        "numbered": true,
        "least_rows": 3,
        "columns": [
            { "label": "Họ, chữ đệm và tên", "path": format!("{MEMBERS}/*/name"), "width": 3 },
            { "label": "Ngày sinh", "path": format!("{MEMBERS}/*/birth"), "width": 2 },
            {
                "label": "Quan hệ",
                "paths": [format!("{MEMBERS}/*/relation"), format!("{MEMBERS}/*/relation_other")],
            },
        ],
    } })
}
