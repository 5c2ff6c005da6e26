//! What people say instead of the official words: data of the package.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::procedure::ProcedureCode;
use serde::Deserialize;

use super::syllable::keys;

/// The package's file of synonyms, as it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Street {
    /// Where the words come from.
    #[serde(rename = "source")]
    _source: String,
    /// Words that say nothing about what is wanted.
    pub(crate) idle: Vec<String>,
    /// Words that may also be read as others, wherever they stand.
    pub(crate) words: Vec<Saying>,
    /// By what else a procedure is asked for.
    pub(crate) procedures: BTreeMap<ProcedureCode, Vec<String>>,
    /// The most asked procedures, the most asked one first.
    pub(crate) asked_often: Vec<ProcedureCode>,
}

/// One thing that people say, in several ways, and what it is called officially.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saying {
    pub(crate) said: Vec<String>,
    pub(crate) means: String,
}

/// Syllables that are looked for as a whole, and the syllables that stand for them.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// By the first syllable; of each the longest first.
    by_first: BTreeMap<String, Vec<Read>>,
}

#[derive(Debug)]
struct Read {
    said: Vec<String>,
    means: Vec<String>,
}

impl Phrases {
    pub(super) fn new(pairs: impl Iterator<Item = (String, String)>) -> Self {
        let mut by_first: BTreeMap<String, Vec<Read>> = BTreeMap::new();
        for (said, means) in pairs {
            let read = Read { said: keys(&said), means: keys(&means) };
            if let Some(first) = read.said.first() {
                by_first.entry(first.clone()).or_default().push(read);
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|read| Reverse(read.said.len()));
        }
        Self { by_first }
    }

    /// Every syllable of every phrase.
    pub(super) fn syllables(&self) -> impl Iterator<Item = &String> {
        self.by_first.values().flatten().flat_map(|read| read.said.iter().chain(&read.means))
    }

    /// The longest phrase that these syllables begin with: how many they are, and what stands for them.
    pub(super) fn at_start(&self, syllables: &[&str]) -> Option<(usize, &[String])> {
        let phrases = self.by_first.get(*syllables.first()?)?;
        let fits = |read: &&Read| {
            let here = syllables.get(..read.said.len());
            here.is_some_and(|here| read.said.iter().zip(here).all(|(one, other)| one == other))
        };
        phrases.iter().find(fits).map(|read| (read.said.len(), read.means.as_slice()))
    }
}
