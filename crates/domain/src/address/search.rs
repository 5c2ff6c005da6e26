//! Finds communes by what somebody types.

use super::units::{Commune, UnitName};
use crate::text::{fold, fold_keeping_marks};

/// The forms of a commune's name that are compared, made once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Keys {
    /// The name with its marks.
    marked: String,
    /// The name folded.
    folded: String,
    /// Kind and name with marks.
    marked_full: String,
    /// Kind and name folded.
    folded_full: String,
    /// Kind and name of the province folded.
    province: String,
}

/// How well a name fits; the first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Marked,
    MarkedBeginning,
    Folded,
    FoldedBeginning,
    Words,
}

impl Keys {
    pub(super) fn new(name: &UnitName, province: &UnitName) -> Self {
        let full = name.full();
        Self {
            marked: fold_keeping_marks(&name.name),
            folded: fold(&name.name),
            marked_full: fold_keeping_marks(&full),
            folded_full: fold(&full),
            province: fold(&province.full()),
        }
    }

    fn fit(&self, query: &Query) -> Option<Fit> {
        let marked = [&self.marked, &self.marked_full];
        let folded = [&self.folded, &self.folded_full];
        if marked.contains(&&query.marked) {
            return Some(Fit::Marked);
        }
        if marked.iter().any(|name| name.starts_with(&query.marked)) {
            return Some(Fit::MarkedBeginning);
        }
        if folded.contains(&&query.folded) {
            return Some(Fit::Folded);
        }
        if folded.iter().any(|name| name.starts_with(&query.folded)) {
            return Some(Fit::FoldedBeginning);
        }
        self.has_words(query).then_some(Fit::Words)
    }

    /// Every typed word begins a word of the name or the province, at least one of the name itself.
    fn has_words(&self, query: &Query) -> bool {
        let begins = |text: &str, typed: &str| text.split(' ').any(|word| word.starts_with(typed));
        let somewhere =
            |typed: &str| begins(&self.folded_full, typed) || begins(&self.province, typed);
        query.words().all(somewhere) && query.words().any(|typed| begins(&self.folded, typed))
    }
}

struct Query {
    marked: String,
    folded: String,
}

impl Query {
    fn new(typed: &str) -> Self {
        // An address separates its parts by commas, a name has none.
        let typed = typed.replace(',', " ");
        Self { marked: fold_keeping_marks(&typed), folded: fold(&typed) }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.folded.split(' ')
    }
}

pub(super) fn find<'u>(
    communes: impl Iterator<Item = &'u Commune>,
    typed: &str,
    limit: usize,
) -> Vec<&'u Commune> {
    let query = Query::new(typed);
    if query.folded.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<_> =
        communes.filter_map(|commune| Some((commune.keys.fit(&query)?, commune))).collect();
    found.sort_by_key(|(fit, commune)| (*fit, commune.province, commune.code));
    found.into_iter().take(limit).map(|(_, commune)| commune).collect()
}
