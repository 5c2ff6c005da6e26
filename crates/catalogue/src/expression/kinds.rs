//! What kind of value stands where.

use std::collections::{BTreeMap, BTreeSet};

use strum::Display;

/// The kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum Kind {
    /// True, false or unknown.
    Truth,
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// A date, perhaps partial.
    Date,
    /// A group of fields.
    Group,
}

/// The names that an expression may use: places of the form, and components.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    places: BTreeMap<String, Kind>,
    components: BTreeSet<String>,
}

impl Scope {
    /// Names a place by its JSON Pointer; whatever it stands in is a group.
    pub(crate) fn add_place(&mut self, pointer: &str, kind: Kind) {
        let name = pointer.trim_start_matches('/').replace('/', ".");
        let mut outer = name.as_str();
        while let Some((group, _)) = outer.rsplit_once('.') {
            self.places.entry(group.to_owned()).or_insert(Kind::Group);
            outer = group;
        }
        self.places.insert(name, kind);
    }

    /// Names a component.
    pub(crate) fn add_component(&mut self, id: &str) {
        self.components.insert(id.to_owned());
    }

    /// Whether a JSON Pointer names a place.
    pub(crate) fn has_place(&self, pointer: &str) -> bool {
        let name = pointer.strip_prefix('/').map(|name| name.replace('/', "."));
        name.is_some_and(|name| self.places.contains_key(&name))
    }

    pub(super) fn kind_of(&self, name: &str) -> Option<Kind> {
        self.places.get(name).copied()
    }

    pub(super) fn has_component(&self, id: &str) -> bool {
        self.components.contains(id)
    }
}
