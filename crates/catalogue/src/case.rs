//! One dossier as it stands, with all that the catalogue's rules may look at.

use chrono::NaiveDate;
use domain::address::Units;
use domain::kinds::{Assistance, Channel, DeskKind};
use domain::procedure::ComponentId;
use serde_json::Value;

/// What a form is judged on: what was typed, which papers are attached, and the circumstances.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The whole form as typed, common blocks included.
    pub form: &'a Value,
    /// The component of each attached page; a component may stand there more than once.
    pub pages: &'a [ComponentId],
    /// By which channel it is handed in.
    pub channel: Channel,
    /// How far the desk helps.
    pub assistance: Assistance,
    /// What kind of desk this is.
    pub desk_kind: DeskKind,
    /// The day at the desk.
    pub today: NaiveDate,
    /// The list of communes.
    pub units: &'a Units,
}

impl Case<'_> {
    /// What is typed at a place; nothing when it is absent or blank.
    pub(crate) fn typed(&self, pointer: &str) -> Option<&Value> {
        self.form.pointer(pointer).filter(|value| !is_blank(value))
    }

    /// The text typed at a place, without outer white space.
    pub(crate) fn typed_text(&self, pointer: &str) -> Option<&str> {
        self.typed(pointer)?.as_str().map(str::trim)
    }

    /// The rows of a list, none where nothing stands; `None` where something else than a list does.
    pub(crate) fn rows(&self, pointer: &str) -> Option<&[Value]> {
        match self.typed(pointer) {
            None => Some(&[]),
            Some(Value::Array(rows)) => Some(rows),
            Some(_) => None,
        }
    }

    /// Whether a page of this component is attached.
    pub(crate) fn has_page(&self, component: &ComponentId) -> bool {
        self.pages.contains(component)
    }
}

/// Absent for every purpose: `null`, or a text of white space.
pub(crate) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => false,
    }
}

/// Something is typed here or below.
pub(crate) fn is_filled(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(is_filled),
        Value::Object(fields) => fields.values().any(is_filled),
        Value::Null | Value::String(_) | Value::Bool(_) | Value::Number(_) => !is_blank(value),
    }
}

/// The value without what is blank. Groups stay, even empty ones: an opened group says something. So
/// do the items of lists, or what is said of the third would stand at the second.
pub(crate) fn pruned(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(_, value)| !is_blank(value));
            Value::Object(kept.map(|(name, value)| (name.clone(), pruned(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(pruned).collect()),
        Value::Null | Value::String(_) | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}
