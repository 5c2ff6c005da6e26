//! What was typed, and in how many ways it can be meant.

use super::lexicon::{Lexicon, Typed, WordId};
use super::street::Phrases;
use super::syllable::{Syllable, syllables};

/// One syllable of a query.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// How likely each syllable of the lexicon was meant; most are 0.
    readings: Vec<f32>,
    /// What it tells about what is wanted.
    pub(super) weight: f32,
    /// As typed, if with marks.
    marked: Option<String>,
}

/// One way in which a query can be meant.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    pub(super) words: Vec<Word>,
    /// How likely it is meant so.
    pub(super) trust: f32,
}

/// Somebody else's words were put in place of the typed ones.
const READ_AS_OFFICIAL: f32 = 0.97;
/// What is left of the weight of a word that says nothing about what is wanted.
pub(super) const IDLE: f32 = 0.15;
/// Marks were typed, and they are other ones.
const OTHER_MARKS: f32 = 0.6;
/// How many words of a query are looked at; nobody asks in more.
const MOST_WORDS: usize = 24;

/// The ways in which a query can be meant, as typed first.
pub(super) fn meanings(
    typed: &str,
    lexicon: &Lexicon,
    idle: &Phrases,
    street: &Phrases,
) -> Vec<Meaning> {
    let typed: Vec<_> = syllables(typed).into_iter().take(MOST_WORDS).collect();
    let typed = put_right(typed, lexicon);
    let last = typed.len().saturating_sub(1);
    let words: Vec<_> = typed
        .iter()
        .enumerate()
        .map(|(place, one)| Word::typed(one, place == last, lexicon))
        .collect();
    let settled: Vec<String> =
        words.iter().zip(&typed).map(|(word, one)| word.settled(&one.key, lexicon)).collect();
    let settled: Vec<&str> = settled.iter().map(String::as_str).collect();
    let read = |at: Option<usize>| read_as(&words, &settled, lexicon, idle, street, at);
    let plain = Meaning { words: read(None).1, trust: 1.0 };
    let (count, all) = read(Some(usize::MAX));
    let mut meanings = vec![plain];
    if count > 0 {
        meanings.push(Meaning { words: all, trust: READ_AS_OFFICIAL });
    }
    if count > 1 {
        let single =
            (0..count).map(|at| Meaning { words: read(Some(at)).1, trust: READ_AS_OFFICIAL });
        meanings.extend(single);
    }
    meanings
}

/// The query, its idle words made light. With `Some(n)` only its n-th saying is read officially, with
/// `usize::MAX` each of them. Gives how many sayings there are.
fn read_as(
    words: &[Word],
    settled: &[&str],
    lexicon: &Lexicon,
    idle: &Phrases,
    street: &Phrases,
    wanted: Option<usize>,
) -> (usize, Vec<Word>) {
    let (mut read, mut sayings, mut place) = (Vec::new(), 0, 0);
    while let Some(rest) = settled.get(place..).filter(|rest| !rest.is_empty()) {
        if let (Some((length, means)), Some(wanted)) = (street.at_start(rest), wanted) {
            let is_wanted = wanted == usize::MAX || wanted == sayings;
            sayings += 1;
            if is_wanted {
                read.extend(means.iter().filter_map(|one| Word::certain(one, lexicon)));
            } else {
                read.extend(words.iter().skip(place).take(length).cloned());
            }
            place += length;
        } else if let Some((length, _)) = idle.at_start(rest) {
            let here = words.iter().skip(place).take(length);
            read.extend(here.map(|word| Word { weight: word.weight * IDLE, ..word.clone() }));
            place += length;
        } else {
            read.extend(words.get(place).cloned());
            place += 1;
        }
    }
    (sayings, read)
}

/// Takes apart what was typed without spaces and joins what a space has cut.
fn put_right(typed: Vec<Syllable>, lexicon: &Lexicon) -> Vec<Syllable> {
    let is_known = |key: &str| lexicon.place(key).is_some();
    let mut right: Vec<Syllable> = Vec::with_capacity(typed.len());
    for one in typed {
        if is_known(&one.key) && right.last().is_none_or(|before| is_known(&before.key)) {
            right.push(one);
            continue;
        }
        let joined = right.last().map(|before| format!("{}{}", before.key, one.key));
        if let Some(joined) = joined.filter(|joined| is_known(joined)) {
            right.pop();
            right.push(bare(joined));
        } else if let Some(parts) = parts(&one, lexicon) {
            right.extend(parts.into_iter().map(bare));
        } else {
            right.push(one);
        }
    }
    right
}

fn parts(one: &Syllable, lexicon: &Lexicon) -> Option<Vec<String>> {
    if lexicon.place(&one.key).is_some() {
        return None;
    }
    let by_keys = one.without_input_keys();
    if by_keys.as_ref().is_some_and(|key| lexicon.place(key).is_some()) {
        return None;
    }
    lexicon.parts(&one.key)
}

fn bare(key: String) -> Syllable {
    Syllable { marked: key.clone(), key }
}

impl Word {
    fn typed(one: &Syllable, is_last: bool, lexicon: &Lexicon) -> Self {
        let by_input_keys = one.without_input_keys();
        let typed = Typed { key: &one.key, by_input_keys: by_input_keys.as_deref(), is_last };
        let found = lexicon.readings(&typed);
        let mut readings = vec![0.0_f32; lexicon.len()];
        for (place, likely) in &found {
            if let Some(reading) = readings.get_mut(place.place()) {
                *reading = reading.max(*likely);
            }
        }
        let best = found.iter().max_by(|(_, one), (_, other)| one.total_cmp(other));
        let weight = best.map_or(lexicon.weight_of_unknown(), |(place, _)| lexicon.weight(*place));
        Self { readings, weight, marked: one.has_marks().then(|| one.marked.clone()) }
    }

    fn certain(key: &str, lexicon: &Lexicon) -> Option<Self> {
        let place = lexicon.place(key)?;
        let mut readings = vec![0.0_f32; lexicon.len()];
        *readings.get_mut(place.place())? = 1.0;
        Some(Self { readings, weight: lexicon.weight(place), marked: None })
    }

    /// The one syllable that was most likely meant, as typed if none.
    fn settled(&self, typed: &str, lexicon: &Lexicon) -> String {
        if lexicon.place(typed).is_some() {
            return typed.to_owned();
        }
        let likely = self.readings.iter().enumerate().filter(|(_, likely)| **likely > 0.0);
        let best = likely.max_by(|(_, one), (_, other)| one.total_cmp(other));
        let word = best.and_then(|(place, _)| lexicon.word(WordId::at(place)));
        word.unwrap_or(typed).to_owned()
    }

    /// How likely this syllable was meant.
    pub(super) fn means(&self, place: WordId, marked: &str) -> f32 {
        let likely = self.readings.get(place.place()).copied().unwrap_or_default();
        match &self.marked {
            Some(typed) if likely > 0.0 && typed != marked => likely * OTHER_MARKS,
            _ => likely,
        }
    }
}
