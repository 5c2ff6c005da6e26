//! What people say instead of the official words: data of the package.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::procedure::ProcedureCode;
use serde::Deserialize;

use super::syllable::{Syllable, keys, syllables};

/// The package's file of synonyms, as it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Street {
    /// Where the words come from.
    #[serde(rename = "source")]
    _source: String,
    /// Words that say nothing about what is wanted.
    pub(crate) idle: Vec<String>,
    /// Who may be spoken of where a saying has `{kin}`.
    #[serde(default)]
    pub(crate) kin: Vec<String>,
    /// Words that may also be read as others, wherever they stand.
    pub(crate) words: Vec<Saying>,
    /// By what else a procedure is asked for.
    pub(crate) procedures: BTreeMap<ProcedureCode, Vec<String>>,
    /// The most asked procedures, the most asked one first.
    pub(crate) asked_often: Vec<ProcedureCode>,
}

/// What stands in a saying for each of the kin.
const KIN: &str = "{kin}";

impl Street {
    /// Every saying with the official words for it, for each of the kin where it speaks of them.
    pub(crate) fn sayings(&self) -> impl Iterator<Item = (String, String)> {
        self.words.iter().flat_map(|saying| {
            let said = saying.said.iter().flat_map(|said| self.of_kin(said));
            said.map(|said| (said, saying.means.clone()))
        })
    }

    fn of_kin(&self, said: &str) -> Vec<String> {
        if said.contains(KIN) {
            self.kin.iter().map(|kin| said.replace(KIN, kin)).collect()
        } else {
            vec![said.to_owned()]
        }
    }

    /// Words and phrases in which nothing stands that could be compared.
    pub(crate) fn sayings_of_nothing(&self) -> impl Iterator<Item = &str> {
        let words = self.words.iter().flat_map(|one| one.said.iter().chain([&one.means]));
        let all = self.idle.iter().chain(words).chain(self.procedures.values().flatten());
        all.map(String::as_str).filter(|text| keys(text).is_empty())
    }
}

/// One thing that people say, in several ways, and what it is called officially.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saying {
    pub(crate) said: Vec<String>,
    pub(crate) means: String,
}

/// One syllable where phrases are looked for.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) key: &'a str,
    /// Its marks, where they were typed: whoever types marks means them.
    pub(super) marked: Option<&'a str>,
}

/// Syllables that are looked for as a whole, and the syllables that stand for them.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// By the first syllable; of each the longest first.
    by_first: BTreeMap<String, Vec<Read>>,
}

#[derive(Debug)]
struct Read {
    said: Vec<Syllable>,
    means: Vec<String>,
    /// Without its marks it is rather another word.
    needs_marks: bool,
}

/// So many idle words may stand within a saying: `bố của em vừa mất`.
const MOST_IDLE_WITHIN: usize = 3;

impl Read {
    /// How many syllables it takes there, idle ones among them.
    fn across(&self, syllables: &[Said<'_>], is_idle: &[bool]) -> Option<usize> {
        let (mut wanted, mut taken) = (self.said.iter().peekable(), 0);
        for (here, is_idle) in syllables.iter().zip(is_idle) {
            if wanted.peek().is_some_and(|one| here.is(one)) {
                wanted.next();
            } else if !is_idle {
                return None;
            }
            taken += 1;
            if wanted.peek().is_none() {
                break;
            }
        }
        let is_whole = wanted.next().is_none() && taken <= self.said.len() + MOST_IDLE_WITHIN;
        is_whole.then_some(taken)
    }
}

impl Phrases {
    pub(super) fn new(pairs: impl Iterator<Item = (String, String)>) -> Self {
        let mut by_first: BTreeMap<String, Vec<Read>> = BTreeMap::new();
        for (said, means) in pairs {
            let read = Read { said: syllables(&said), means: keys(&means), needs_marks: false };
            if let Some(first) = read.said.first() {
                by_first.entry(first.key.clone()).or_default().push(read);
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|read| Reverse(read.said.len()));
        }
        Self { by_first }
    }

    /// A phrase of one syllable that is rather another word without its marks is taken only with them.
    pub(super) fn keep_marks(&mut self, is_usual: impl Fn(&Syllable) -> bool) {
        for read in self.by_first.values_mut().flatten() {
            let alone = read.said.first().filter(|_| read.said.len() == 1);
            read.needs_marks = alone.is_some_and(|one| one.has_marks() && !is_usual(one));
        }
    }

    /// Every phrase.
    pub(super) fn all(&self) -> impl Iterator<Item = &[Syllable]> {
        self.by_first.values().flatten().map(|read| read.said.as_slice())
    }

    /// Every syllable that stands for others.
    pub(super) fn official(&self) -> impl Iterator<Item = &String> {
        self.by_first.values().flatten().flat_map(|read| &read.means)
    }

    /// The longest phrase that these syllables begin with: how many they are, and what stands for them.
    pub(super) fn at_start(&self, syllables: &[Said<'_>]) -> Option<(usize, &[String])> {
        let phrases = self.by_first.get(syllables.first()?.key)?;
        let has_marks = syllables.first().is_some_and(|one| one.marked.is_some());
        let fits = |read: &&Read| {
            let here = syllables.get(..read.said.len()).filter(|_| has_marks || !read.needs_marks);
            here.is_some_and(|here| read.said.iter().zip(here).all(|(one, here)| here.is(one)))
        };
        phrases.iter().find(fits).map(|read| (read.said.len(), read.means.as_slice()))
    }

    /// The longest phrase of several words that these syllables begin with, if the idle ones among them
    /// are passed over: how many they are with those, and what stands for them.
    pub(super) fn across_idle(
        &self,
        syllables: &[Said<'_>],
        is_idle: &[bool],
    ) -> Option<(usize, &[String])> {
        let phrases = self.by_first.get(syllables.first()?.key)?;
        let several = phrases.iter().filter(|read| read.said.len() > 1);
        let mut found = several.filter_map(|read| Some((read.across(syllables, is_idle)?, read)));
        found.next().map(|(length, read)| (length, read.means.as_slice()))
    }

    /// What each syllable counts: `share` within one of these phrases, elsewhere all.
    pub(super) fn shares(&self, syllables: &[Said<'_>], share: f32) -> Vec<f32> {
        let mut shares = Vec::with_capacity(syllables.len());
        while let Some(rest) = syllables.get(shares.len()..).filter(|rest| !rest.is_empty()) {
            match self.at_start(rest) {
                Some((length, _)) => shares.extend(std::iter::repeat_n(share, length)),
                None => shares.push(1.0),
            }
        }
        shares
    }
}

impl Said<'_> {
    fn is(&self, one: &Syllable) -> bool {
        self.key == one.key && self.marked.is_none_or(|marked| marked == one.marked)
    }
}
