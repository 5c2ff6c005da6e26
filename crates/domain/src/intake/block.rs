//! One group of fields that is being read: what is asked of it, and what nobody asked for.

use serde_json::{Map, Value};

use super::field::Field;
use crate::gap::Gap;
use crate::kinds::PersonKind;

/// The largest whole number that JSON's readers agree on (RFC 8259, 6); longer ones are texts.
const LARGEST_NUMBER: f64 = 9_007_199_254_740_991.0;

/// A group of fields with its place in the form.
pub(super) struct Block<'a> {
    fields: &'a Map<String, Value>,
    at: String,
    asked: Vec<&'static str>,
}

impl<'a> Block<'a> {
    /// The form itself.
    pub(super) fn whole(fields: &'a Map<String, Value>) -> Self {
        Self { fields, at: String::new(), asked: Vec::new() }
    }

    /// Where it stands.
    pub(super) fn path(&self) -> &str {
        &self.at
    }

    /// Where one of its fields stands.
    pub(super) fn path_of(&self, field: &str) -> String {
        place_in(&self.at, field)
    }

    /// Whether something is written in a field.
    pub(super) fn has(&self, field: &str) -> bool {
        self.written(field).is_some()
    }

    /// Whether a field says that somebody is a human being.
    pub(super) fn is_citizen(&self) -> bool {
        self.written("kind").and_then(Value::as_str) == Some(PersonKind::Citizen.word())
    }

    /// Says what is the matter with a field, whatever stands in it.
    pub(super) fn refuse<T>(
        &mut self,
        field: &'static str,
        code: &str,
        gaps: &mut Vec<Gap>,
    ) -> Option<T> {
        self.asked.push(field);
        gaps.push(Gap::new(self.path_of(field), code));
        None
    }

    fn written(&self, field: &str) -> Option<&'a Value> {
        self.fields.get(field).filter(|value| !is_blank(value))
    }

    /// A group inside; `None` when nothing is written there, or no group.
    pub(super) fn block(&mut self, field: &'static str, gaps: &mut Vec<Gap>) -> Option<Self> {
        self.asked.push(field);
        let Value::Object(fields) = self.written(field)? else {
            gaps.push(Gap::new(self.path_of(field), "not-an-object"));
            return None;
        };
        Some(Block { fields, at: self.path_of(field), asked: Vec::new() })
    }

    /// A group whose fields are somebody else's to judge: empty when there is none.
    pub(super) fn free(&mut self, field: &'static str, gaps: &mut Vec<Gap>) -> Map<String, Value> {
        let Some(block) = self.block(field, gaps) else { return Map::new() };
        for (name, value) in block.fields {
            check_numbers(value, &block.path_of(name), gaps);
        }
        block.fields.clone()
    }

    /// A field that must be written.
    pub(super) fn required<T: Field>(
        &mut self,
        field: &'static str,
        gaps: &mut Vec<Gap>,
    ) -> Option<T> {
        let before = gaps.len();
        let read = self.optional(field, gaps);
        if read.is_none() && gaps.len() == before {
            return self.miss(field, gaps);
        }
        read
    }

    /// A field that may be left out; what is there must still be right.
    pub(super) fn optional<T: Field>(
        &mut self,
        field: &'static str,
        gaps: &mut Vec<Gap>,
    ) -> Option<T> {
        self.asked.push(field);
        match T::read(self.written(field)?) {
            Ok(read) => Some(read).filter(|read| !read.is_empty()),
            Err(code) => {
                gaps.push(Gap::new(self.path_of(field), code));
                None
            }
        }
    }

    /// The group as one value with these fields.
    pub(super) fn itself<T: Field>(
        &mut self,
        fields: &[&'static str],
        gaps: &mut Vec<Gap>,
    ) -> Option<T> {
        self.asked.extend(fields);
        let known = self.fields.iter().filter(|(name, _)| fields.contains(&name.as_str()));
        let known = known.map(|(name, value)| (name.clone(), value.clone())).collect();
        match T::read(&Value::Object(known)) {
            Ok(read) => Some(read),
            Err(code) => {
                gaps.push(Gap::new(self.at.clone(), code));
                None
            }
        }
    }

    /// Says that a field is missing, where it is not already said to be wrong.
    pub(super) fn miss<T>(&self, field: &str, gaps: &mut Vec<Gap>) -> Option<T> {
        let path = self.path_of(field);
        if !gaps.iter().any(|gap| gap.path == path) {
            gaps.push(Gap::new(path, "missing"));
        }
        None
    }

    /// Names what is written here and was asked by nobody: it would be lost in silence.
    pub(super) fn finish(self, gaps: &mut Vec<Gap>) {
        for (name, value) in self.fields {
            if !is_blank(value) && !self.asked.contains(&name.as_str()) {
                gaps.push(Gap::new(self.path_of(name), "unknown-field"));
            }
        }
    }
}

/// Where a field of a group stands.
fn place_in(at: &str, field: &str) -> String {
    // RFC 6901, 3: these two symbols are written otherwise in a pointer.
    format!("{at}/{}", field.replace('~', "~0").replace('/', "~1"))
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => false,
    }
}

/// Names every number that was rounded when it was read: a number of an identity paper, say, that
/// somebody wrote without quotes.
fn check_numbers(value: &Value, at: &str, gaps: &mut Vec<Gap>) {
    match value {
        Value::Number(number) => {
            if number.as_f64().is_none_or(|size| size.abs() > LARGEST_NUMBER) {
                gaps.push(Gap::new(at, "number-too-large"));
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                check_numbers(item, &format!("{at}/{place}"), gaps);
            }
        }
        Value::Object(fields) => {
            for (name, item) in fields {
                check_numbers(item, &place_in(at, name), gaps);
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}
