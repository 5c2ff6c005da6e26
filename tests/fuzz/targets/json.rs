//! Walking through JSON.

use serde_json::Value;

/// Every place of a value, the outer ones first, as JSON Pointers.
pub fn places(value: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut at = 0;
    while let Some(place) = found.get(at).cloned() {
        match value.pointer(&place) {
            Some(Value::Array(items)) => {
                found.extend((0..items.len()).map(|item| format!("{place}/{item}")));
            }
            Some(Value::Object(fields)) => {
                found.extend(fields.keys().map(|name| format!("{place}/{}", escaped(name))));
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// RFC 6901, 3.
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Every text of a value.
pub fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// Every text that stands under one of these names.
pub fn texts_under<'v>(value: &'v Value, names: &[&str]) -> Vec<&'v str> {
    match value {
        Value::Array(items) => items.iter().flat_map(|item| texts_under(item, names)).collect(),
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, item)| {
                let here = if names.contains(&name.as_str()) { texts(item) } else { Vec::new() };
                here.into_iter().chain(texts_under(item, names))
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The value without the fields in which nothing is typed; the items of lists stay.
pub fn without_blanks(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let is_typed = |value: &Value| match value {
                Value::Null => false,
                Value::String(text) => !text.trim().is_empty(),
                _ => true,
            };
            let typed = fields.iter().filter(|(_, value)| is_typed(value));
            Value::Object(
                typed.map(|(name, value)| (name.clone(), without_blanks(value))).collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(without_blanks).collect()),
        _ => value.clone(),
    }
}
