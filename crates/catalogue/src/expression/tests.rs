use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::address::Units;
use domain::kinds::{Assistance, Channel, DeskKind};
use domain::procedure::ComponentId;
use serde_json::{Value as Json, json};

use super::*;

pub(super) static UNITS: LazyLock<Units> = LazyLock::new(|| {
    Units::parse(include_bytes!("../../../../assets/catalogue/units/units.csv")).unwrap()
});

pub(super) fn scope() -> Scope {
    let mut scope = Scope::default();
    for (place, kind) in [
        ("/a/name", Kind::Text),
        ("/a/other", Kind::Text),
        ("/a/birth", Kind::Date),
        ("/a/died", Kind::Date),
        ("/a/copies", Kind::Number),
        ("/a/is_new", Kind::Truth),
        ("/a/rows/*/name", Kind::Text),
        ("/a/rows/*/birth", Kind::Date),
        ("/a/rows", Kind::Rows),
    ] {
        scope.add_place(place, kind);
    }
    scope.add_component("to-khai");
    scope
}

pub(super) fn case<'a>(form: &'a Json, pages: &'a [ComponentId]) -> Case<'a> {
    Case {
        form,
        pages,
        channel: Channel::Direct,
        assistance: Assistance::Guided,
        desk_kind: DeskKind::Post,
        today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        units: &UNITS,
    }
}

fn read(text: &str, kind: Kind) -> Result<Expression, ExpressionFault> {
    Expression::read(text, kind, &scope())
}

/// What an expression gives: `Some` truth, or `None` for unknown.
fn truth(text: &str, form: &Json) -> Option<bool> {
    match read(text, Kind::Truth).unwrap().value(&case(form, &["to-khai".parse().unwrap()])) {
        Value::Truth(truth) => Some(truth),
        other => {
            assert_eq!(other, Value::Unknown, "{text}");
            None
        }
    }
}

fn why(text: &str) -> String {
    read(text, Kind::Truth).unwrap_err().why
}

#[test]
fn operators_bind_not_before_and_before_or() {
    let form = json!({});
    let rows = [
        ("true or false and false", Some(true)),
        ("(true or false) and false", Some(false)),
        ("not true or true", Some(true)),
        ("not (true or true)", Some(false)),
        ("not not true", Some(true)),
        ("1 < 2 and 2 >= 2 and not 3 <= 2", Some(true)),
        ("1 = 1 and 1 != 2 and 'x' != 'y'", Some(true)),
        ("true = false", Some(false)),
    ];
    for (text, expected) in rows {
        assert_eq!(truth(text, &form), expected, "{text}");
    }
}

#[test]
fn unknown_is_neither_true_nor_false_until_something_decides() {
    let form = json!({ "a": { "name": "  " } });
    let rows = [
        ("a.name = 'x'", None),
        ("a.name != 'x'", None),
        ("not a.name = 'x'", None),
        ("a.name = 'x' and false", Some(false)),
        ("a.name = 'x' or true", Some(true)),
        ("a.name = 'x' and true", None),
        ("a.is_new", None),
        ("a.copies > 1", None),
        ("one_of(a.name, 'x')", None),
        ("if(a.is_new, true, true)", None),
        ("'' = ''", None),
    ];
    for (text, expected) in rows {
        assert_eq!(truth(text, &form), expected, "{text}");
        let read = read(text, Kind::Truth).unwrap();
        assert_eq!(read.holds(&case(&form, &[])), expected == Some(true), "{text}");
    }
}

#[test]
fn partial_dates_compare_only_when_every_meaning_agrees() {
    let rows = [
        ("2020", "a.birth < a.died", "2021", Some(true)),
        ("2020", "a.birth < a.died", "2020", None),
        ("2020", "a.birth > a.died", "2020", None),
        ("2020", "a.birth <= a.died", "2020", None),
        ("2020", "a.birth = a.died", "2020", None),
        ("2020", "a.birth = a.died", "2021", Some(false)),
        ("2020", "a.birth != a.died", "2021", Some(true)),
        ("2020", "a.birth <= a.died", "31/12/2020", Some(true)),
        ("01/02/2020", "a.birth = a.died", "2020-02-01", Some(true)),
        ("01/02/2020", "a.birth >= a.died", "02/2020", None),
        ("29/02/2020", "a.birth >= a.died", "02/2020", Some(true)),
        ("03/2020", "a.birth > a.died", "02/2020", Some(true)),
        ("không nhớ", "a.birth > a.died", "02/2020", None),
    ];
    for (birth, text, died, expected) in rows {
        let form = json!({ "a": { "birth": birth, "died": died } });
        assert_eq!(truth(text, &form), expected, "{birth} {text} {died}");
    }
}

#[test]
fn functions_give_what_they_say() {
    let form = json!({ "a": {
        "name": " Páo ", "birth": "21/11/2008", "died": "22/11/2026", "copies": 2, "is_new": false,
    } });
    let rows = [
        "a.copies = 2",
        "a.name = 'Páo'",
        "not a.is_new",
        "not empty(a.is_new)",
        "empty(a.other)",
        "not empty(a)",
        "any(a.other, a.name)",
        "not any(a.other)",
        "one_of(a.name, 'Tài', 'Páo')",
        "not one_of(a.name, 'Tài')",
        "page('to-khai')",
        "age(a.birth) = 18",
        "age(a.died, a.birth) < 0",
        "days_between(a.birth, a.birth) = 0",
        "days_between(today, a.died) = 1",
        "days_between(a.died, today) < 0",
        "year(a.birth) = 2008",
        "words(today) = 'Ngày hai mươi mốt tháng mười một năm hai nghìn không trăm hai mươi sáu'",
        "concat(a.name, ', ', a.other) = 'Páo, '",
        "if(a.copies > 1, 'x', 'y') = 'x'",
        "if(a.copies > 2, 'x', 'y') = 'y'",
        "channel = 'direct' and assistance = 'guided' and desk_kind = 'post'",
    ];
    for text in rows {
        assert_eq!(truth(text, &form), Some(true), "{text}");
    }
}

#[test]
fn number_made_of_a_partial_date_is_a_range() {
    let form = json!({ "a": { "birth": "2008", "died": "11/2026" } });
    let rows = [
        ("age(a.birth) >= 17", Some(true)),
        ("age(a.birth) >= 18", None),
        ("age(a.birth) >= 19", Some(false)),
        ("days_between(a.died, today) <= 20", Some(true)),
        ("days_between(a.died, today) <= 15", None),
        ("days_between(a.birth, today) > 15", Some(true)),
    ];
    for (text, expected) in rows {
        assert_eq!(truth(text, &form), expected, "{text}");
    }
}

#[test]
fn opened_group_is_not_empty() {
    assert_eq!(truth("empty(a)", &json!({ "a": {} })), Some(false));
    assert_eq!(truth("empty(a)", &json!({ "a": null })), Some(true));
    assert_eq!(truth("empty(a)", &json!({})), Some(true));
}

#[test]
fn rows_are_counted_whatever_stands_in_them() {
    let rows = [
        (json!({}), "count(a.rows) = 0 and empty(a.rows)"),
        (json!({ "rows": [] }), "count(a.rows) = 0 and empty(a.rows) and not any(a.rows)"),
        (json!({ "rows": [{}, 5, null] }), "count(a.rows) = 3 and any(a.rows)"),
    ];
    for (a, text) in rows {
        assert_eq!(truth(text, &json!({ "a": a })), Some(true), "{text}");
    }
    for no_list in [json!("x"), json!(3), json!({ "0": {} })] {
        let form = json!({ "a": { "rows": no_list } });
        assert_eq!(truth("count(a.rows) >= 0", &form), None, "{form}");
        assert_eq!(truth("empty(a.rows)", &form), Some(false), "{form}");
    }
}

#[test]
fn item_is_the_row_that_is_looked_at() {
    let form = json!({ "a": { "name": "Páo", "rows": [{ "name": "Tài" }, { "name": "Páo" }, 7] } });
    let text = "if(empty(item.name), false, not (item.name != a.name))";
    let scope = scope().of_row("/a/rows");
    let expression = Expression::read(text, Kind::Truth, &scope).unwrap();

    let given = |row: usize| expression.in_row(row).value(&case(&form, &[]));
    let given: Vec<_> = (0..4).map(given).collect();
    let expected = [false, true, false, false].map(Value::Truth);
    assert_eq!(given, expected);
    assert_eq!(why("item.name = 'x'"), "no field is called item.name", "outside of the rows");
}

#[test]
fn value_of_another_shape_is_unknown() {
    let form = json!({ "a": { "name": 5, "birth": ["2020"], "copies": "2", "is_new": "true" } });

    for text in ["a.name = 'x'", "a.birth < today", "a.copies = 2", "a.is_new", "a.copies > 0"] {
        assert_eq!(truth(text, &form), None, "{text}");
    }
}

#[test]
fn mistake_is_found_while_reading_and_named() {
    let rows = [
        ("", "a value was expected"),
        ("true true", "nothing was expected here any more"),
        ("(true", "a closing bracket was expected"),
        ("true and", "a value was expected"),
        ("a.nobody = 'x'", "no field is called a.nobody"),
        ("nothing(a.name)", "no function is called nothing"),
        ("a.name", "gives a text, not a truth"),
        ("a.name and true", "a text where a truth is needed"),
        ("not a.copies", "a number where a truth is needed"),
        ("a.name = 5", "a text compared with a number"),
        ("a = a", "a group compared with a group"),
        ("a.name < 'x'", "a text has no size"),
        ("true < false", "a truth has no size"),
        ("age(a.name) > 1", "age wants one or two dates"),
        ("days_between(today) > 1", "days_between wants two dates"),
        ("one_of(a.name)", "one_of wants two or more texts"),
        ("count(a.name) = 1", "count wants one list of rows"),
        ("count(a.rows, a.rows) = 1", "count wants one list of rows"),
        ("count(today) = 1", "count wants the names of fields"),
        ("a.rows = a.rows", "a list compared with a list"),
        ("empty('x')", "empty wants the names of fields"),
        ("empty(today)", "empty wants the names of fields"),
        ("if(true, 'x', 1) = 'x'", "if wants a truth and two values of one kind"),
        ("page('giay')", "no component is called giay"),
        ("page(a.name)", "page wants the name of a component in quotes"),
        ("'x", "the text is not closed"),
        ("1234567890 = 1", "the number is too large"),
        ("true & true", "a symbol that means nothing"),
        ("1 < 2 < 3", "nothing was expected here any more"),
    ];
    for (text, expected) in rows {
        assert_eq!(why(text), expected, "{text}");
    }
    assert_eq!(read("true and a.nobody", Kind::Truth).unwrap_err().at, 9, "the place is named");
}

#[test]
fn expression_is_refused_when_it_is_too_long_or_nests_too_deep() {
    let nested = |levels: usize| format!("{}true{}", "(".repeat(levels), ")".repeat(levels));
    assert!(read(&nested(31), Kind::Truth).is_ok());
    assert_eq!(why(&nested(32)), "nests deeper than 32 levels");
    assert_eq!(why(&format!("{}true", "not ".repeat(400))), "nests deeper than 32 levels");
    assert!(read(&vec!["true"; 200].join(" and "), Kind::Truth).is_ok(), "width is no depth");
    assert_eq!(why(&"true or ".repeat(400)), "longer than 2000 bytes");
}
