//! What a place of a form is called when something is said of it.

use crate::layout::{GroupPlan, Layout, RepeatPlan};
use crate::row::{any_row, row_of};
use crate::text::Text;

/// What stands between a group and a field of it.
const OF: &str = " – ";

/// What a place is called, and in what it stands.
struct Named {
    over: Option<Text>,
    label: Text,
}

impl Layout {
    /// What a place is called in some languages; `None` where the layout does not know it.
    pub(crate) fn name_of<const N: usize>(
        &self,
        path: &str,
        languages: [&str; N],
    ) -> Option<[String; N]> {
        let named = self
            .field_at(path)
            .map(|(group, field)| Named { over: group.title.clone(), label: field.label.clone() });
        let in_a_list = || self.repeated().find_map(|(group, list)| in_list(group, list, path));
        let named = named.or_else(in_a_list)?;
        Some(languages.map(|language| named.in_(language)))
    }
}

impl Named {
    fn in_(&self, language: &str) -> String {
        // A sentence that names a question does not ask it.
        let label = self.label.in_(language).trim_end_matches('?');
        match &self.over {
            Some(over) => format!("{}{OF}{label}", over.in_(language)),
            None => label.to_owned(),
        }
    }
}

/// A list, one of its rows, or something in that row.
fn in_list(group: &GroupPlan, list: &RepeatPlan, path: &str) -> Option<Named> {
    if path == list.at {
        return Some(Named { over: None, label: group.title.clone()? });
    }
    let (row, inner) = row_of(path, &list.at)?;
    let item = list.item.numbered(row);
    let Some(inner) = inner else { return Some(Named { over: None, label: item }) };
    let any = any_row(&list.at, inner);
    let fields = || group.fields.iter().filter(|field| field.keeps_a_value());
    let field = fields().find(|field| field.path == any);
    let field = field.or_else(|| fields().find(|field| field.answers(&any)));
    let key = inner.rsplit('/').next().unwrap_or(inner);
    let label = field.map_or_else(|| Text::vietnamese(key), |field| field.label.clone());
    Some(Named { over: Some(item), label })
}
