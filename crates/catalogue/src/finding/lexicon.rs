//! Every syllable of the catalogue, how much it tells, and which ones a slip of the keys may have meant.

use std::collections::{BTreeMap, BTreeSet};

use super::syllable::key;

/// A syllable's place in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WordId(usize);

impl WordId {
    pub(super) fn at(place: usize) -> Self {
        Self(place)
    }

    pub(super) fn place(self) -> usize {
        self.0
    }
}

#[derive(Debug, Default)]
pub(super) struct Lexicon {
    places: BTreeMap<String, WordId>,
    words: Vec<String>,
    /// In how many procedures each occurs.
    counts: Vec<u32>,
    procedures: u32,
}

/// How likely a syllable was meant that was not typed; 1 is certain.
const UNFINISHED: f32 = 0.9;
const BY_INPUT_KEYS: f32 = 0.95;
const ONE_SLIP: f32 = 0.75;
const TWO_SLIPS: f32 = 0.55;
/// What was typed is a word, but another one may have been meant.
const SLIP_INTO_A_WORD: f32 = 0.35;
/// The shortest syllables that slips are looked for in: in shorter ones everything is near.
const ONE_SLIP_FROM: usize = 3;
const TWO_SLIPS_FROM: usize = 6;
/// The shortest word that may be several, typed without a space.
const JOINED_FROM: usize = 5;

impl Lexicon {
    /// Counts the syllables of one more procedure.
    pub(super) fn count(&mut self, words: BTreeSet<String>) {
        self.procedures += 1;
        for word in words {
            let place = self.place_of(word);
            if let Some(count) = self.counts.get_mut(place.0) {
                *count += 1;
            }
        }
    }

    /// The place of a syllable, which is new if need be.
    pub(super) fn place_of(&mut self, word: String) -> WordId {
        if let Some(known) = self.places.get(&word) {
            return *known;
        }
        let place = WordId(self.words.len());
        self.words.push(word.clone());
        self.counts.push(0);
        self.places.insert(word, place);
        place
    }

    pub(super) fn place(&self, word: &str) -> Option<WordId> {
        self.places.get(word).copied()
    }

    pub(super) fn word(&self, place: WordId) -> Option<&str> {
        self.words.get(place.0).map(String::as_str)
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// What a syllable tells: the fewer procedures have it, the more. Never nothing.
    pub(super) fn weight(&self, place: WordId) -> f32 {
        let count = self.counts.get(place.0).copied().unwrap_or_default();
        weight(count, self.procedures)
    }

    /// What a syllable tells that occurs nowhere.
    pub(super) fn weight_of_unknown(&self) -> f32 {
        weight(0, self.procedures)
    }

    /// Every syllable that may have been meant, each with how likely that is.
    pub(super) fn readings(&self, typed: &Typed<'_>) -> Vec<(WordId, f32)> {
        let exact = self.place(typed.key);
        let by_keys = typed.by_input_keys.and_then(|word| self.place(word));
        let is_word = exact.is_some() || by_keys.is_some();
        let slip = if is_word { SLIP_INTO_A_WORD / ONE_SLIP } else { 1.0 };
        let mut readings: Vec<_> = self
            .places
            .iter()
            .filter_map(|(word, place)| Some((*place, slip * near(typed.key, word)?)))
            .collect();
        if typed.is_last {
            let begun = self.beginning_with(typed.key).map(|place| (place, UNFINISHED));
            readings.extend(begun);
        }
        readings.extend(by_keys.map(|place| (place, BY_INPUT_KEYS)));
        readings.extend(exact.map(|place| (place, 1.0)));
        readings
    }

    fn beginning_with(&self, start: &str) -> impl Iterator<Item = WordId> {
        let from = self.places.range(start.to_owned()..);
        from.take_while(move |(word, _)| word.starts_with(start)).map(|(_, place)| *place)
    }

    /// The syllables of a word that was typed without spaces: as few as can be, and of those the
    /// ones that occur most.
    pub(super) fn parts(&self, joined: &str) -> Option<Vec<String>> {
        if joined.len() < JOINED_FROM || !joined.is_ascii() {
            return None;
        }
        let mut best: Vec<Option<(usize, f32, Vec<String>)>> = vec![None; joined.len() + 1];
        *best.first_mut()? = Some((0, 0.0, Vec::new()));
        for end in 2..=joined.len() {
            let found = (0..=end - 2).filter_map(|start| {
                let (count, told, before) = best.get(start)?.as_ref()?;
                let word = key(joined.get(start..end)?);
                let place = self.place(&word)?;
                let parts = before.iter().cloned().chain([word]).collect();
                Some((count + 1, told + self.weight(place), parts))
            });
            let found = found.min_by(|(one, told, _), (other, more, _)| {
                one.cmp(other).then(told.total_cmp(more))
            });
            *best.get_mut(end)? = found;
        }
        best.pop()?.map(|(_, _, parts)| parts)
    }
}

/// One typed syllable, as it is looked up.
pub(super) struct Typed<'a> {
    pub(super) key: &'a str,
    pub(super) by_input_keys: Option<&'a str>,
    /// It may be unfinished.
    pub(super) is_last: bool,
}

fn weight(count: u32, of: u32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "thousands")]
    let (count, of) = (count as f32, of as f32);
    (1.0 + (of + 1.0) / (count + 1.0)).ln()
}

/// How likely `word` was meant where `typed` stands; `None` if it is too far away.
fn near(typed: &str, word: &str) -> Option<f32> {
    let (short, long) = (typed.len().min(word.len()), typed.len().max(word.len()));
    if typed == word || short + 1 < ONE_SLIP_FROM || long - short > 2 {
        return None;
    }
    match strsim::osa_distance(typed, word) {
        1 if long >= ONE_SLIP_FROM => Some(ONE_SLIP),
        2 if short >= TWO_SLIPS_FROM - 1 && long >= TWO_SLIPS_FROM => Some(TWO_SLIPS),
        _ => None,
    }
}
