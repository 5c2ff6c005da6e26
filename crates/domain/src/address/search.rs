//! Finds communes by what somebody types.

use std::cmp::Reverse;

use super::units::{Commune, UnitKind, UnitName, Units};
use crate::text::{fold, fold_keeping_marks};

/// The forms of a commune's name that are compared, made once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keys {
    kind: UnitKind,
    /// The name with its marks.
    marked: String,
    /// The name folded.
    folded: String,
}

/// How well a name fits; the first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Marked,
    MarkedBeginning,
    Folded,
    FoldedBeginning,
    /// The whole name is among the words, beside its province; the longest such name is meant.
    MarkedAmongWords(Reverse<usize>),
    FoldedAmongWords(Reverse<usize>),
    Words,
}

impl Keys {
    pub(super) fn new(name: &UnitName) -> Self {
        let (marked, folded) = (fold_keeping_marks(&name.name), fold(&name.name));
        Self { kind: name.kind, marked, folded }
    }

    fn fit(&self, province: &str, query: &Query) -> Option<Fit> {
        let whole = std::iter::once(&query.typed);
        let after_kind = query.after_kind.iter().filter(|(kind, _)| *kind == self.kind);
        let readings = whole.chain(after_kind.map(|(_, typed)| typed));
        let by_name = readings.filter_map(|typed| self.fit_of_name(typed)).min();
        by_name.or_else(|| self.fit_of_words(province, &query.typed))
    }

    fn fit_of_name(&self, typed: &Typed) -> Option<Fit> {
        if self.marked == typed.marked {
            return Some(Fit::Marked);
        }
        if self.marked.starts_with(&typed.marked) {
            return Some(Fit::MarkedBeginning);
        }
        if self.folded == typed.folded {
            return Some(Fit::Folded);
        }
        self.folded.starts_with(&typed.folded).then_some(Fit::FoldedBeginning)
    }

    fn fit_of_words(&self, province: &str, typed: &Typed) -> Option<Fit> {
        if !self.has_words(province, typed) {
            return None;
        }
        if has_phrase(&typed.marked, &self.marked) {
            return Some(Fit::MarkedAmongWords(Reverse(self.marked.len())));
        }
        if has_phrase(&typed.folded, &self.folded) {
            return Some(Fit::FoldedAmongWords(Reverse(self.folded.len())));
        }
        Some(Fit::Words)
    }

    /// Every typed word begins a word of the name, the kind or the province, at least one a word of
    /// the name itself.
    fn has_words(&self, province: &str, typed: &Typed) -> bool {
        let begins = |text: &str, typed: &str| text.split(' ').any(|word| word.starts_with(typed));
        let around = |typed: &str| begins(self.kind.folded(), typed) || begins(province, typed);
        let mut in_the_name = false;
        let everywhere = typed.folded.split(' ').all(|word| {
            let here = begins(&self.folded, word);
            in_the_name |= here;
            here || around(word)
        });
        everywhere && in_the_name
    }
}

fn has_phrase(text: &str, phrase: &str) -> bool {
    format!(" {text} ").contains(&format!(" {phrase} "))
}

/// What somebody typed, in the forms that are compared.
struct Typed {
    marked: String,
    folded: String,
}

/// What somebody typed, as a whole and without a kind that it may begin with.
struct Query {
    typed: Typed,
    after_kind: Vec<(UnitKind, Typed)>,
}

impl Query {
    fn new(text: &str) -> Self {
        // An address separates its parts by commas, a name has none.
        let text = text.replace(',', " ");
        let typed = Typed { marked: fold_keeping_marks(&text), folded: fold(&text) };
        let kinds = [UnitKind::Commune, UnitKind::Ward, UnitKind::SpecialZone];
        let after_kind = kinds.into_iter().filter_map(|kind| Some((kind, typed.after(kind)?)));
        Self { after_kind: after_kind.collect(), typed }
    }
}

impl Typed {
    fn after(&self, kind: UnitKind) -> Option<Self> {
        let folded = self.folded.strip_prefix(kind.folded())?.strip_prefix(' ')?;
        let words = kind.folded().split(' ').count();
        let marked = self.marked.split(' ').skip(words).collect::<Vec<_>>().join(" ");
        Some(Self { marked, folded: folded.to_owned() })
    }
}

pub(super) fn find<'u>(units: &'u Units, typed: &str, limit: usize) -> Vec<&'u Commune> {
    let query = Query::new(typed);
    if query.typed.folded.is_empty() {
        return Vec::new();
    }
    let fitting = units.communes.values().filter_map(|commune| {
        let province = units.province(commune.province)?;
        Some((commune.keys.fit(&province.folded, &query)?, commune))
    });
    let mut found: Vec<_> = fitting.collect();
    found.sort_by_key(|(fit, commune)| (*fit, commune.province, commune.code));
    found.into_iter().take(limit).map(|(_, commune)| commune).collect()
}
