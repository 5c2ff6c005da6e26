//! Finds communes by what somebody types.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::codes::ProvinceCode;
use super::old::{OldCommune, Successor};
use super::units::{Commune, UnitKind, UnitName, Units};
use crate::text::{fold, fold_keeping_marks};

/// A commune that fits what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundCommune<'u> {
    /// The commune.
    pub commune: &'u Commune,
    /// By what it was found.
    pub by: FoundBy<'u>,
}

/// By what a commune was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundBy<'u> {
    /// Its name on that day.
    Name,
    /// A name that it had.
    Former {
        /// The name.
        name: &'u UnitName,
        /// The last day of it.
        until: NaiveDate,
    },
    /// A name that it will have.
    Coming(&'u UnitName),
    /// A commune of before July 2025 that went into it.
    Before {
        /// The old commune.
        old: &'u OldCommune,
        /// How much of it is here now.
        share: Share,
    },
}

/// How much of an old commune went into one of today's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// All of it.
    Whole,
    /// The most of it, as the list sees it: somebody has to be asked.
    Most,
    /// Perhaps some of it: somebody has to be asked.
    Part,
}

/// A name as it is compared.
#[derive(Clone, Copy)]
pub(super) struct Name<'a> {
    /// The word for what it is, folded; empty where that is not known.
    pub(super) kind: &'a str,
    /// The name with its marks.
    pub(super) marked: &'a str,
    /// The name folded.
    pub(super) folded: &'a str,
}

/// The forms of a commune's name that are compared, made once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keys {
    kind: UnitKind,
    marked: String,
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

/// What comes first among names that fit equally well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Today,
    OtherDay,
    Before,
    BeforeInPart,
}

type Fitting<'u> = (Fit, Rank, ProvinceCode, FoundCommune<'u>);

impl Keys {
    pub(super) fn new(name: &UnitName) -> Self {
        let (marked, folded) = (fold_keeping_marks(&name.name), fold(&name.name));
        Self { kind: name.kind, marked, folded }
    }

    /// Whether this is what a folded text says, with the kind or without it.
    pub(super) fn are_of(&self, said: &str) -> bool {
        let name = said.strip_prefix(self.kind.folded()).and_then(|rest| rest.strip_prefix(' '));
        said == self.folded || name.is_some_and(|name| name == self.folded)
    }

    fn name(&self) -> Name<'_> {
        Name { kind: self.kind.folded(), marked: &self.marked, folded: &self.folded }
    }
}

impl Name<'_> {
    fn fit(self, around: &[&str], query: &Query) -> Option<Fit> {
        let whole = std::iter::once(&query.typed);
        let after_kind = query.after_kind.iter().filter(|(kind, _)| *kind == self.kind);
        let readings = whole.chain(after_kind.map(|(_, typed)| typed));
        let by_name = readings.filter_map(|typed| self.fit_of_name(typed)).min();
        by_name.or_else(|| self.fit_of_words(around, &query.typed))
    }

    fn fit_of_name(self, typed: &Typed) -> Option<Fit> {
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

    fn fit_of_words(self, around: &[&str], typed: &Typed) -> Option<Fit> {
        if !self.has_words(around, typed) {
            return None;
        }
        if has_phrase(&typed.marked, self.marked) {
            return Some(Fit::MarkedAmongWords(Reverse(self.marked.len())));
        }
        if has_phrase(&typed.folded, self.folded) {
            return Some(Fit::FoldedAmongWords(Reverse(self.folded.len())));
        }
        Some(Fit::Words)
    }

    /// Every typed word begins a word of the name, the kind or what lies around, at least one a word
    /// of the name itself.
    fn has_words(self, around: &[&str], typed: &Typed) -> bool {
        let begins = |text: &str, typed: &str| text.split(' ').any(|word| word.starts_with(typed));
        let mut in_the_name = false;
        let everywhere = typed.folded.split(' ').all(|word| {
            let here = begins(self.folded, word);
            in_the_name |= here;
            here || begins(self.kind, word) || around.iter().any(|text| begins(text, word))
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
    after_kind: Vec<(&'static str, Typed)>,
}

/// The kinds of communes, of today and of before.
const KINDS: [&str; 4] = ["xa", "phuong", "dac khu", "thi tran"];

impl Query {
    fn new(text: &str) -> Self {
        // An address separates its parts by commas, a name has none.
        let text = text.replace(',', " ");
        let typed = Typed { marked: fold_keeping_marks(&text), folded: fold(&text) };
        let after_kind = KINDS.into_iter().filter_map(|kind| Some((kind, typed.after(kind)?)));
        Self { after_kind: after_kind.collect(), typed }
    }
}

impl Typed {
    fn after(&self, kind: &str) -> Option<Self> {
        let folded = self.folded.strip_prefix(kind)?.strip_prefix(' ')?;
        let words = kind.split(' ').count();
        let marked = self.marked.split(' ').skip(words).collect::<Vec<_>>().join(" ");
        Some(Self { marked, folded: folded.to_owned() })
    }
}

pub(super) fn find<'u>(
    units: &'u Units,
    typed: &str,
    on: NaiveDate,
    limit: usize,
) -> Vec<FoundCommune<'u>> {
    let query = Query::new(typed);
    if query.typed.folded.is_empty() {
        return Vec::new();
    }
    let of_today = units.communes().filter_map(|commune| fitting(units, commune, &query, on));
    let mut found: Vec<_> = of_today.collect();
    for old in units.old_communes() {
        // With three times as many names, words that are cut short fit too much.
        let fit = old.name().fit(&old.around(), &query).filter(|fit| *fit != Fit::Words);
        found.extend(fit.into_iter().flat_map(|fit| successors(units, old, fit, on)));
    }
    found.sort_by_key(|(fit, rank, province, one)| (*fit, *rank, *province, one.commune.code));
    let mut seen = BTreeSet::new();
    let found = found.into_iter().map(|(.., one)| one);
    found.filter(|one| seen.insert(one.commune.code)).take(limit).collect()
}

/// The name of the commune that fits best, that of the day before all others.
fn fitting<'u>(
    units: &'u Units,
    commune: &'u Commune,
    query: &Query,
    on: NaiveDate,
) -> Option<Fitting<'u>> {
    let (now, true) = commune.place_on(on) else { return None };
    let around = [units.province(commune.province)?.folded.as_str()];
    let fits = |keys: &Keys| keys.name().fit(&around, query);
    let found = |by| FoundCommune { commune, by };
    if let Some(fit) = commune.keys.get(now).and_then(fits) {
        return Some((fit, Rank::Today, commune.province, found(FoundBy::Name)));
    }
    let others = commune.keys.iter().enumerate().filter(|(at, _)| *at != now);
    let best = others.filter_map(|(at, keys)| Some((fits(keys)?, at))).min();
    let (fit, at) = best?;
    let by = name_at(commune, at, on)?;
    Some((fit, Rank::OtherDay, commune.province, found(by)))
}

fn name_at(commune: &Commune, at: usize, on: NaiveDate) -> Option<FoundBy<'_>> {
    let name = commune.names().nth(at)?;
    if name.since > on {
        return Some(FoundBy::Coming(name));
    }
    let next = commune.names().nth(at.checked_add(1)?)?;
    Some(FoundBy::Former { name, until: next.since.checked_sub_days(Days::new(1))? })
}

fn successors<'u>(
    units: &'u Units,
    old: &'u OldCommune,
    fit: Fit,
    on: NaiveDate,
) -> Vec<Fitting<'u>> {
    let found = |commune: &'u Commune, share| {
        let rank = if share == Share::Whole { Rank::Before } else { Rank::BeforeInPart };
        let by = FoundBy::Before { old, share };
        (fit, rank, commune.province, FoundCommune { commune, by })
    };
    let found = match units.successor_of(old) {
        Successor::NotInList => Vec::new(),
        Successor::Same(only) | Successor::One(only) => vec![found(only, Share::Whole)],
        Successor::Several { choices, suggested } => {
            let is_suggested = |one: &Commune| suggested.is_some_and(|most| most.code == one.code);
            let share = |one| if is_suggested(one) { Share::Most } else { Share::Part };
            choices.into_iter().map(|one| found(one, share(one))).collect()
        }
    };
    found.into_iter().filter(|(.., one)| one.commune.place_on(on).1).collect()
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
