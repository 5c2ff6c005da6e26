//! What is the matter with the rows of a list, beside what stands in their fields.
//!
//! A row says that there is somebody, even before anything is typed in it. So an empty one is missing
//! as a whole, until it is filled in or taken out, and none is ever sealed. Rows beyond the most that
//! a list may have are one gap and are not looked at.

use domain::gap::Gap;
use serde_json::Value;

use crate::case::{Case, is_filled};
use crate::check::{MISSING, NOT_ASKED, holds};
use crate::layout::{GroupPlan, Layout, RepeatPlan};
use crate::row::within;

/// What is said of lists and of rows as wholes.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) gaps: Vec<Gap>,
    /// The lists that are not asked for in this case.
    hidden: Vec<String>,
    /// The rows in whose fields nothing is missing any more: they are missing themselves, or are no
    /// groups of fields.
    whole: Vec<String>,
}

impl Rows {
    pub(crate) fn of(layout: &Layout, case: &Case<'_>) -> Self {
        let mut rows = Self::default();
        layout.repeated().for_each(|(group, list)| rows.judge(group, list, case));
        rows
    }

    /// Whether a gap at this place would say again what is said of its row or of its list.
    pub(crate) fn say(&self, path: &str) -> bool {
        let is_hidden = self.hidden.iter().any(|list| within(path, list).is_some());
        is_hidden || self.gaps.iter().any(|gap| gap.path == path)
    }

    /// Whether what is missing at this place is missing with its whole row.
    pub(crate) fn miss(&self, path: &str) -> bool {
        self.whole.iter().any(|row| within(path, row).is_some())
    }

    fn judge(&mut self, group: &GroupPlan, list: &RepeatPlan, case: &Case<'_>) {
        let gap = |code: &str| Gap::new(list.at.clone(), code);
        if !holds(group.shown.as_ref(), case) {
            self.hidden.push(list.at.clone());
            let is_there = case.rows(&list.at).is_none_or(|rows| !rows.is_empty());
            self.gaps.extend(is_there.then(|| gap(NOT_ASKED)));
            return;
        }
        // Another shape than a list is said by the schema.
        let Some(rows) = case.rows(&list.at) else { return };
        let is_few = rows.len() < list.least;
        self.gaps.extend(is_few.then(|| gap(MISSING).with("least", &list.least)));
        let are_many = rows.len() > list.most;
        self.gaps.extend(are_many.then(|| gap("too-many").with("most", &list.most)));
        for (place, row) in rows.iter().take(list.most).enumerate() {
            let path = format!("{}/{place}", list.at);
            if !is_filled(row) {
                self.gaps.push(Gap::new(path.clone(), MISSING));
            }
            if !is_filled(row) || !row.is_object() {
                self.whole.push(path);
            }
        }
    }
}

/// Cuts the lists of a declaration off where nothing is looked at any more.
pub(crate) fn cut_off(declaration: &mut Value, at: &str, layout: &Layout) {
    for (_, list) in layout.repeated() {
        let place = list.at.strip_prefix(at);
        if let Some(Value::Array(rows)) = place.and_then(|place| declaration.pointer_mut(place)) {
            rows.truncate(list.most);
        }
    }
}
