//! Every syllable of the catalogue, how much it tells, and which ones a slip of the keys may have meant.

use std::collections::{BTreeMap, BTreeSet};

use super::syllable::key;

/// A syllable's place in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WordId(usize);

impl WordId {
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
/// How long the longer of two syllables must be for a slip to be looked for; the shorter may lack a
/// letter. In shorter ones everything is near.
const ONE_SLIP_FROM: usize = 3;
const TWO_SLIPS_FROM: usize = 6;
/// How long a word is that may be several, typed without a space.
const JOINED: std::ops::RangeInclusive<usize> = 5..=60;
/// How many letters a syllable has: from `y` to `nghieng`.
const SYLLABLE: std::ops::RangeInclusive<usize> = 1..=7;

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

    /// Some syllable begins like this.
    pub(super) fn has_beginning(&self, start: &str) -> bool {
        self.beginning_with(start).next().is_some()
    }

    fn beginning_with(&self, start: &str) -> impl Iterator<Item = WordId> {
        let from = self.places.range(start.to_owned()..);
        from.take_while(move |(word, _)| word.starts_with(start)).map(|(_, place)| *place)
    }

    /// The syllables of a word that was typed without spaces: as few as can be, and of those the
    /// ones that occur most.
    pub(super) fn parts(&self, joined: &str) -> Option<Vec<String>> {
        if !JOINED.contains(&joined.len()) || !joined.is_ascii() {
            return None;
        }
        let mut ways: Vec<Option<Way>> = vec![None; joined.len() + 1];
        *ways.first_mut()? = Some(Way { parts: 0, weight: 0.0, last_from: 0 });
        for end in 1..=joined.len() {
            let found = SYLLABLE.filter_map(|length| {
                let last_from = end.checked_sub(length)?;
                let before = ways.get(last_from)?.as_ref()?;
                let place = self.place(&key(joined.get(last_from..end)?))?;
                let weight = before.weight + self.weight(place);
                Some(Way { parts: before.parts + 1, weight, last_from })
            });
            let best = found.min_by(|one, other| {
                one.parts.cmp(&other.parts).then(one.weight.total_cmp(&other.weight))
            });
            *ways.get_mut(end)? = best;
        }
        let (mut parts, mut end) = (Vec::new(), joined.len());
        while end > 0 {
            let last_from = ways.get(end)?.as_ref()?.last_from;
            parts.push(key(joined.get(last_from..end)?));
            end = last_from;
        }
        parts.reverse();
        Some(parts)
    }
}

/// How a word comes apart, up to some letter.
#[derive(Debug, Clone)]
struct Way {
    parts: usize,
    weight: f32,
    /// Where the last of them begins.
    last_from: usize,
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
    let most: u32 = if short + 1 >= TWO_SLIPS_FROM && long >= TWO_SLIPS_FROM { 2 } else { 1 };
    let too_far =
        long - short > most as usize || (letters(typed) ^ letters(word)).count_ones() > 2 * most;
    if typed == word || long < ONE_SLIP_FROM || short + 1 < ONE_SLIP_FROM || too_far {
        return None;
    }
    match strsim::osa_distance(typed, word) {
        1 => Some(ONE_SLIP),
        2 if most == 2 => Some(TWO_SLIPS),
        _ => None,
    }
}

/// Which letters occur: a slip changes at most two of them.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte & 63))
}
