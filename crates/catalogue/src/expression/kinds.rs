//! What kind of value stands where.

use std::collections::{BTreeMap, BTreeSet};

use strum::Display;

use crate::row::ROW;

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
    /// A list of rows.
    #[strum(to_string = "list")]
    Rows,
}

impl Kind {
    /// Whether it is a value, and not only a place where values stand.
    pub(super) fn is_a_value(self) -> bool {
        !matches!(self, Self::Group | Self::Rows)
    }
}

/// The names that an expression may use: places of the form, and components.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    places: BTreeMap<String, Kind>,
    components: BTreeSet<String>,
    /// The name of the row that is looked at, where there is one.
    row: Option<String>,
}

/// The first word of a name within the row that is looked at.
const ITEM: &str = "item";

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

    /// The same names, and `item` for the row of this list.
    pub(crate) fn of_row(&self, list: &str) -> Self {
        let row = format!("{}.{ROW}", list.trim_start_matches('/').replace('/', "."));
        Self { row: Some(row), ..self.clone() }
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

    /// The pointer and the kind of the place that has this name.
    pub(super) fn place(&self, name: &str) -> Option<(String, Kind)> {
        let inner = name.strip_prefix(ITEM).and_then(|rest| rest.strip_prefix('.'));
        let name = match (inner, &self.row) {
            (Some(inner), Some(row)) => format!("{row}.{inner}"),
            _ => name.to_owned(),
        };
        let kind = self.places.get(&name).copied()?;
        Some((format!("/{}", name.replace('.', "/")), kind))
    }

    pub(super) fn has_component(&self, id: &str) -> bool {
        self.components.contains(id)
    }
}
