//! Every syllable of the catalogue, how much it tells, and which ones a slip of the keys may have meant.

use std::collections::{BTreeMap, BTreeSet};

use super::sound::{How, marks_agree, sound};
use super::syllable::{Syllable, is_vowel, key};

/// A syllable's place in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WordId(usize);

impl WordId {
    pub(super) fn place(self) -> usize {
        self.0
    }
}

/// One way of writing a syllable with its marks, by its place among all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FormId(usize);

impl FormId {
    pub(super) fn place(self) -> usize {
        self.0
    }
}

#[derive(Debug, Default)]
pub(super) struct Lexicon {
    places: BTreeMap<String, WordId>,
    words: Vec<String>,
    /// What each sounds like.
    sounds: Vec<String>,
    /// How each is written, by the marks.
    forms: BTreeMap<String, FormId>,
    written: Vec<Syllable>,
    forms_of: Vec<Vec<FormId>>,
    /// How often each is written.
    uses: Vec<u32>,
    /// Which stand side by side somewhere.
    pairs: BTreeSet<(WordId, WordId)>,
    /// In how many procedures each occurs.
    counts: Vec<u32>,
    procedures: u32,
}

/// How likely a syllable was meant that was not typed; 1 is certain.
const UNFINISHED: f32 = 0.9;
const BY_INPUT_KEYS: f32 = 0.95;
const DOUBLED: f32 = 0.92;
const BY_SOUND: f32 = 0.85;
const ONE_SLIP: f32 = 0.75;
const TWO_SLIPS: f32 = 0.55;
/// What was typed is a word, but another one may have been meant: by itself, and where its neighbours
/// stand beside that other one and never beside what was typed.
const INTO_A_WORD: f32 = 0.35;
const SOUND_IN_PLACE: f32 = 0.8;
const SLIP_IN_PLACE: f32 = 0.5;
/// Others of the syllables that may have been meant stand beside the neighbours, and this one does not.
const OUT_OF_PLACE: f32 = 0.85;
/// How long the longer of two syllables must be for a slip to be looked for; the shorter may lack a
/// letter. In shorter ones everything is near.
const ONE_SLIP_FROM: usize = 3;
const TWO_SLIPS_FROM: usize = 6;
/// How many letters a key that stuck adds.
const STUCK: std::ops::RangeInclusive<usize> = 1..=3;
/// How long a word is that may be several, typed without a space.
const JOINED: std::ops::RangeInclusive<usize> = 5..=60;
/// How many letters a syllable has: from `y` to `nghieng`.
const SYLLABLE: std::ops::RangeInclusive<usize> = 1..=7;
/// `saoy` is `sao y`, but `aaaa` is nothing.
const MOST_SHORT: usize = 1;

/// A syllable that may have been meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) place: WordId,
    pub(super) likely: f32,
    pub(super) how: How,
}

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
        self.sounds.push(sound(&word));
        self.words.push(word.clone());
        self.counts.push(0);
        self.forms_of.push(Vec::new());
        self.places.insert(word, place);
        place
    }

    /// How a syllable is written, which is new if need be.
    fn form_of(&mut self, one: &Syllable) -> FormId {
        if let Some(known) = self.forms.get(&one.marked) {
            return *known;
        }
        let (place, form) = (self.place_of(one.key.clone()), FormId(self.written.len()));
        self.written.push(one.clone());
        self.uses.push(0);
        self.forms.insert(one.marked.clone(), form);
        if let Some(forms) = self.forms_of.get_mut(place.0) {
            forms.push(form);
        }
        form
    }

    /// Notes how the syllables of a phrase are written, and which stand side by side.
    pub(super) fn note(&mut self, words: &[Syllable]) {
        for word in words {
            let form = self.form_of(word);
            if let Some(uses) = self.uses.get_mut(form.0) {
                *uses += 1;
            }
        }
        for (one, next) in words.iter().zip(words.iter().skip(1)) {
            let pair = (self.place_of(one.key.clone()), self.place_of(next.key.clone()));
            self.pairs.insert(pair);
        }
    }

    pub(super) fn form(&self, one: &Syllable) -> Option<FormId> {
        self.forms.get(&one.marked).copied()
    }

    pub(super) fn forms_of(&self, place: WordId) -> &[FormId] {
        self.forms_of.get(place.0).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn forms(&self) -> usize {
        self.written.len()
    }

    /// Somebody writes it like this, or it has no marks and some syllable is the same without them.
    pub(super) fn is_written(&self, one: &Syllable) -> bool {
        self.forms.contains_key(&one.marked) || !one.has_marks() && self.place(&one.key).is_some()
    }

    /// Of all that is the same without marks nothing is written more often.
    pub(super) fn is_usual(&self, one: &Syllable) -> bool {
        let uses = |form: &FormId| self.uses.get(form.0).copied().unwrap_or_default();
        let own = self.form(one).map_or(0, |form| uses(&form));
        let forms = self.place(&one.key).map(|place| self.forms_of(place)).unwrap_or_default();
        forms.iter().all(|other| uses(other) <= own)
    }

    /// How far the marks that were typed are those of a way of writing.
    pub(super) fn marks_agree(&self, typed: &Syllable, form: FormId, how: How) -> f32 {
        let meant = self.written.get(form.0);
        meant.map_or(1.0, |meant| marks_agree(typed, self.is_written(typed), meant, how))
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

    /// Some procedure has it, not only what people say.
    pub(super) fn is_of_a_procedure(&self, place: WordId) -> bool {
        self.counts.get(place.0).is_some_and(|count| *count > 0)
    }

    /// What a syllable tells that occurs nowhere.
    pub(super) fn weight_of_unknown(&self) -> f32 {
        weight(0, self.procedures)
    }

    /// Every syllable that may have been meant, each with how likely that is.
    pub(super) fn readings(&self, typed: &Typed<'_>) -> Vec<Reading> {
        let key = typed.one.key.as_str();
        let exact = self.place(key);
        let by_keys = typed.by_input_keys.and_then(|word| self.place(word));
        let is_word = exact.is_some() && self.is_written(typed.one) || by_keys.is_some();
        let sounds = sound(key);
        let mut readings: Vec<_> = self
            .places
            .iter()
            .filter(|(_, place)| Some(**place) != exact)
            .filter_map(|(word, place)| {
                let is_alike = self.sounds.get(place.0).is_some_and(|other| *other == sounds);
                let alike = is_alike.then_some((BY_SOUND, How::Sound));
                let slipped = near(key, word).map(|likely| (likely, How::Slip));
                let near = alike.into_iter().chain(slipped);
                let (likely, how) = near.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
                let in_a_word = (likely * INTO_A_WORD / ONE_SLIP).min(INTO_A_WORD);
                let likely = if is_word { in_a_word } else { likely };
                Some(Reading { place: *place, likely, how })
            })
            .collect();
        let certain = |likely| move |place| Reading { place, likely, how: How::Typed };
        if typed.is_last {
            readings.extend(self.beginning_with(key).map(certain(UNFINISHED)));
        }
        readings.extend(by_keys.map(certain(BY_INPUT_KEYS)));
        readings.extend(exact.map(certain(1.0)));
        readings
    }

    /// Weighs the readings of a syllable by what stands beside them.
    pub(super) fn weigh_in_place(
        &self,
        readings: &mut [Reading],
        before: Option<WordId>,
        after: Option<WordId>,
    ) {
        let fits = |one: &Reading| {
            let after = after.is_some_and(|after| self.pairs.contains(&(one.place, after)));
            after || before.is_some_and(|before| self.pairs.contains(&(before, one.place)))
        };
        let is_typed = |one: &Reading| one.how == How::Typed;
        if readings.iter().filter(|one| is_typed(one)).any(&fits) || !readings.iter().any(&fits) {
            return;
        }
        let is_word = readings.iter().any(|one| is_typed(one) && one.likely >= BY_INPUT_KEYS);
        for one in readings.iter_mut().filter(|one| !is_typed(one)) {
            one.likely = match (fits(one), is_word, one.how) {
                (true, true, How::Sound) => SOUND_IN_PLACE,
                (true, true, _) => one.likely * SLIP_IN_PLACE / INTO_A_WORD,
                (false, false, _) => one.likely * OUT_OF_PLACE,
                (true, false, _) | (false, true, _) => one.likely,
            };
        }
    }

    /// Some syllable is this one but for a key that stuck.
    pub(super) fn has_without_doubles(&self, key: &str) -> bool {
        let once = without_doubles(key);
        once.len() > 1 && self.place(&once).is_some()
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
        *ways.first_mut()? = Some(Way { parts: 0, short: 0, weight: 0.0, last_from: 0 });
        for end in 1..=joined.len() {
            let found = SYLLABLE.filter_map(|length| {
                let last_from = end.checked_sub(length)?;
                let before = ways.get(last_from)?.as_ref()?;
                let part = joined.get(last_from..end)?;
                let place = self.place(&key(part)).filter(|_| part.contains(is_vowel))?;
                let weight = before.weight + self.weight(place);
                let short = before.short + usize::from(length == 1);
                let way = Way { parts: before.parts + 1, short, weight, last_from };
                (short <= MOST_SHORT).then_some(way)
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
    /// How many of them are a letter alone.
    short: usize,
    weight: f32,
    /// Where the last of them begins.
    last_from: usize,
}

/// One typed syllable, as it is looked up.
pub(super) struct Typed<'a> {
    pub(super) one: &'a Syllable,
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
    let is_longer = STUCK.contains(&typed.len().saturating_sub(word.len())) && word.len() > 1;
    if is_longer && without_doubles(typed) == without_doubles(word) {
        return Some(DOUBLED);
    }
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

/// A key that stuck, or was pressed twice.
fn without_doubles(word: &str) -> String {
    let mut once = String::with_capacity(word.len());
    for c in word.chars().filter(char::is_ascii_lowercase) {
        if !once.ends_with(c) {
            once.push(c);
        }
    }
    once
}

/// Which letters occur: a slip changes at most two of them.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte & 63))
}
