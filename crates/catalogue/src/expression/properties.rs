use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::tests::{case, scope};
use super::*;

const KINDS: [Kind; 4] = [Kind::Truth, Kind::Text, Kind::Number, Kind::Date];

/// Words of the language in any order, so that many of them mean something.
fn words() -> impl Strategy<Value = String> {
    let words = [
        "and",
        "or",
        "not",
        "true",
        "false",
        "(",
        ")",
        ",",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "'x'",
        "''",
        "0",
        "12",
        "999999999",
        "a",
        "a.name",
        "a.birth",
        "a.died",
        "a.copies",
        "a.is_new",
        "a.nobody",
        "a.rows",
        "count(",
        "today",
        "channel",
        "empty(",
        "any(",
        "one_of(",
        "page('to-khai')",
        "age(",
        "days_between(",
        "year(",
        "words(",
        "concat(",
        "if(",
        "'",
        ".",
        "é",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..24).prop_map(|one| one.join(" "))
}

/// Expressions that are right, by construction.
fn truths() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "true",
        "a.is_new",
        "a.birth < a.died",
        "a.birth >= today",
        "a.copies != 3",
        "one_of(a.name, 'x', 'y')",
        "empty(a.other)",
        "any(a, a.name)",
        "count(a.rows) > 1",
        "age(a.birth) > 17",
        "days_between(a.birth, a.died) <= 15",
        "year(a.died) = 2026",
        "page('to-khai')",
        "words(a.birth) = concat(a.name, 'x')",
        "a.name = a.other",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(6, 24, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|one| format!("not ({one})")),
            (inner.clone(), inner.clone())
                .prop_map(|(one, other)| format!("({one}) and ({other})")),
            (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("({one}) or ({other})")),
            (inner.clone(), inner.clone(), inner)
                .prop_map(|(one, two, three)| format!("if({one}, {two}, {three})")),
        ]
    })
}

fn forms() -> impl Strategy<Value = Json> {
    let value = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        prop::sample::select(vec![
            "x",
            "",
            " ",
            "2020",
            "1850",
            "31/12/2100",
            "02/2020",
            "29/02/2024"
        ])
        .prop_map(Json::from),
        any::<String>().prop_map(Json::from),
        Just(json!({})),
        Just(json!([1])),
    ];
    let names = ["name", "other", "birth", "died", "copies", "is_new", "rows"];
    let fields = prop::collection::vec((prop::sample::select(names.to_vec()), value), 0..6);
    prop_oneof![
        fields.prop_map(|fields| {
            let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
            json!({ "a": fields.collect::<serde_json::Map<_, _>>() })
        }),
        Just(json!({ "a": 5 })),
        Just(json!("form")),
    ]
}

proptest! {
    #[test]
    fn reading_never_panics(text: String, words in words()) {
        for text in [text, words] {
            for kind in KINDS {
                drop(Expression::read(&text, kind, &scope()));
            }
        }
    }

    #[test]
    fn evaluating_never_panics(words in words(), form in forms()) {
        for kind in KINDS {
            if let Ok(expression) = Expression::read(&words, kind, &scope()) {
                drop(expression.value(&case(&form, &[])));
            }
        }
    }

    #[test]
    fn truth_gives_truth_or_nothing(text in truths(), form in forms()) {
        let expression = Expression::read(&text, Kind::Truth, &scope());

        let value = expression.unwrap().value(&case(&form, &[]));
        prop_assert!(matches!(value, Value::Truth(_) | Value::Unknown));
    }

    #[test]
    fn knowing_more_never_turns_what_was_certain(text in truths(), form in forms()) {
        // Only monotone parts: `empty` and `any` look at what is typed, not at what it means.
        prop_assume!(!text.contains("empty") && !text.contains("any"));
        let expression = Expression::read(&text, Kind::Truth, &scope()).unwrap();
        let mut less = form.clone();
        if let Some(fields) = less.pointer_mut("/a").and_then(Json::as_object_mut) {
            fields.remove("birth");
            fields.remove("name");
        }

        let before = expression.value(&case(&less, &[]));
        let after = expression.value(&case(&form, &[]));
        // `concat` takes what there is, so it is the one function that may change its mind.
        prop_assume!(!text.contains("concat"));
        prop_assert!(before == Value::Unknown || before == after);
    }
}
