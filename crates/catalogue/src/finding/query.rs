//! What was typed, and in how many ways it can be meant.

use std::rc::Rc;

use super::PhraseWord;
use super::lexicon::{Lexicon, Reading, Typed, WordId};
use super::street::{Phrases, Said};
use super::syllable::Syllable;

/// One syllable of a query.
#[derive(Debug, Clone)]
pub(super) struct Word {
    meant: Meant,
    /// What it tells about what is wanted.
    pub(super) weight: f32,
    /// What it would tell besides, if anybody knew the word.
    pub(super) doubt: f32,
    /// It says nothing about what is wanted, or nobody knows it.
    pub(super) is_idle: bool,
}

/// Which syllable of the lexicon was meant.
#[derive(Debug, Clone)]
enum Meant {
    Certain(WordId),
    /// How likely each way of writing was meant, by its place (most are 0), and the syllables of those.
    Likely(Rc<[f32]>, Rc<[WordId]>),
}

/// One way in which a query can be meant.
#[derive(Debug)]
pub(super) struct Meaning {
    pub(super) words: Vec<Word>,
    /// How likely it is meant so.
    pub(super) trust: f32,
}

/// How many words of a query are looked at; nobody asks in more.
const MOST_WORDS: usize = 24;
/// Of more sayings than these only the first are also read officially one by one.
const MOST_SINGLE: usize = 4;
/// The official words were put in place of the typed ones.
const READ_AS_OFFICIAL: f32 = 0.97;
/// What is left of the weight of a word that says nothing about what is wanted.
pub(super) const IDLE: f32 = 0.15;
/// What is left of the weight of a word that no procedure has. It may be a name, or a word of the street.
const UNKNOWN: f32 = 0.4;

/// The ways in which a query can be meant, as typed first.
pub(super) fn meanings(
    typed: Vec<Syllable>,
    lexicon: &Lexicon,
    idle: &Phrases,
    street: &Phrases,
) -> Vec<Meaning> {
    let mut typed = put_right(typed, lexicon);
    typed.truncate(MOST_WORDS);
    let last = typed.len().saturating_sub(1);
    let listened = typed.iter().enumerate();
    let listened = listened.map(|(place, one)| readings(one, place == last, lexicon)).collect();
    let listened = in_place(listened, lexicon);
    let words = typed.iter().zip(&listened);
    let words = words.map(|(one, readings)| Heard::new(one, readings, lexicon)).collect();
    let reader = Reader { words, lexicon, idle };
    let spans = reader.spans(street);
    let sayings = spans.iter().filter(|span| span.means.is_some()).count();

    let mut meanings = vec![Meaning { words: reader.read(&spans, Official::None), trust: 1.0 }];
    let single = if sayings > 1 { sayings.min(MOST_SINGLE) } else { 0 };
    let official = (sayings > 0).then_some(Official::All).into_iter();
    for official in official.chain((0..single).map(Official::Only)) {
        meanings.push(Meaning { words: reader.read(&spans, official), trust: READ_AS_OFFICIAL });
    }
    meanings
}

/// Takes apart what was typed without spaces and joins what a space has cut.
fn put_right(typed: Vec<Syllable>, lexicon: &Lexicon) -> Vec<Syllable> {
    let is_known = |key: &str| lexicon.place(key).is_some();
    let last = typed.len().saturating_sub(1);
    let mut right: Vec<Syllable> = Vec::with_capacity(typed.len());
    for (place, one) in typed.into_iter().enumerate() {
        let is_unfinished = place == last && lexicon.has_beginning(&one.key);
        let fits = is_known(&one.key) && right.last().is_none_or(|before| is_known(&before.key));
        if fits || is_unfinished {
            right.push(one);
            continue;
        }
        let joined = right.last().map(|before| format!("{}{}", before.key, one.key));
        if let Some(joined) = joined.filter(|joined| is_known(joined)) {
            right.pop();
            right.push(Syllable::bare(joined));
        } else if let Some(parts) = parts(&one, lexicon) {
            right.extend(parts.into_iter().map(Syllable::bare));
        } else {
            right.push(one);
        }
    }
    right
}

fn parts(one: &Syllable, lexicon: &Lexicon) -> Option<Vec<String>> {
    let by_input_keys = one.without_input_keys();
    let is_known = |key: &String| lexicon.place(key).is_some();
    let is_typed = is_known(&one.key) || by_input_keys.as_ref().is_some_and(is_known);
    if is_typed || lexicon.has_without_doubles(&one.key) {
        return None;
    }
    lexicon.parts(&one.key)
}

fn readings(one: &Syllable, is_last: bool, lexicon: &Lexicon) -> Vec<Reading> {
    let by_input_keys = one.without_input_keys();
    lexicon.readings(&Typed { one, by_input_keys: by_input_keys.as_deref(), is_last })
}

/// Weighs the readings of each syllable by the likeliest ones of its neighbours.
fn in_place(mut listened: Vec<Vec<Reading>>, lexicon: &Lexicon) -> Vec<Vec<Reading>> {
    let best: Vec<_> =
        listened.iter().map(|one| likeliest(one, lexicon).map(|it| it.place)).collect();
    for (place, readings) in listened.iter_mut().enumerate() {
        let beside =
            |place: Option<usize>| place.and_then(|place| best.get(place).copied().flatten());
        lexicon.weigh_in_place(readings, beside(place.checked_sub(1)), beside(Some(place + 1)));
    }
    listened
}

/// Of equally likely ones the one that occurs most.
fn likeliest<'a>(readings: &'a [Reading], lexicon: &Lexicon) -> Option<&'a Reading> {
    readings.iter().max_by(|one, other| {
        let rarity = |reading: &Reading| lexicon.weight(reading.place);
        one.likely.total_cmp(&other.likely).then_with(|| rarity(other).total_cmp(&rarity(one)))
    })
}

/// One typed syllable with what was most likely meant by it.
struct Heard {
    word: Word,
    /// The key of that, as typed if nothing is near.
    key: String,
    /// Its marks, where they were typed and nothing had to be put right.
    marked: Option<String>,
}

impl Heard {
    fn new(one: &Syllable, readings: &[Reading], lexicon: &Lexicon) -> Self {
        let mut likely = vec![0.0_f32; lexicon.forms()];
        for reading in readings {
            for form in lexicon.forms_of(reading.place) {
                let agree = lexicon.marks_agree(one, *form, reading.how);
                if let Some(likely) = likely.get_mut(form.place()) {
                    *likely = likely.max(reading.likely * agree);
                }
            }
        }
        let meant = likeliest(readings, lexicon).map(|reading| reading.place);
        let key = meant.and_then(|place| lexicon.word(place)).unwrap_or(&one.key).to_owned();
        let weight = meant.map_or(lexicon.weight_of_unknown(), |place| lexicon.weight(place));
        let known =
            if meant.is_some_and(|place| lexicon.is_of_a_procedure(place)) { 1.0 } else { UNKNOWN };
        let places: Vec<_> = readings.iter().map(|reading| reading.place).collect();
        let word = Word {
            meant: Meant::Likely(likely.into(), places.into()),
            weight: weight * known,
            doubt: weight * (1.0 - known),
            is_idle: known < 1.0,
        };
        let marked = (one.has_marks() && lexicon.is_written(one)).then(|| one.marked.clone());
        Self { word, marked: marked.filter(|_| key == one.key), key }
    }
}

/// Which sayings are read as the official words for them.
#[derive(Clone, Copy)]
enum Official {
    None,
    Only(usize),
    All,
}

/// Some words of the query that belong together.
struct Span<'a> {
    from: usize,
    length: usize,
    /// The official words, where this is a saying.
    means: Option<&'a [String]>,
}

struct Reader<'a> {
    words: Vec<Heard>,
    lexicon: &'a Lexicon,
    idle: &'a Phrases,
}

impl Reader<'_> {
    /// The query in sayings and the words between them. What is idle as a whole is no saying.
    fn spans<'s>(&self, street: &'s Phrases) -> Vec<Span<'s>> {
        let said = self.said();
        let is_idle: Vec<_> =
            self.idle.shares(&said, IDLE).iter().map(|share| *share < 1.0).collect();
        let (mut spans, mut from) = (Vec::new(), 0);
        while let Some(rest) = said.get(from..).filter(|rest| !rest.is_empty()) {
            let idle = self.idle.at_start(rest).map_or(0, |(length, _)| length);
            let is_idle = is_idle.get(from..).unwrap_or_default();
            let plain = street.at_start(rest);
            let across = street.across_idle(rest, is_idle);
            let longer =
                across.filter(|(length, _)| plain.is_none_or(|(other, _)| *length > other));
            let saying = longer.or(plain).filter(|(length, _)| *length > idle);
            let (length, means) = saying.map_or((1, None), |(length, means)| (length, Some(means)));
            let length = length.max(if means.is_none() { idle } else { 0 });
            spans.push(Span { from, length, means });
            from += length;
        }
        spans
    }

    fn said(&self) -> Vec<Said<'_>> {
        let words = self.words.iter();
        words.map(|one| Said { key: &one.key, marked: one.marked.as_deref() }).collect()
    }

    /// The query with these of its sayings read officially, and its idle words made light.
    fn read(&self, spans: &[Span<'_>], official: Official) -> Vec<Word> {
        let (mut read, mut saying) = (Vec::new(), 0);
        for span in spans {
            let is_wanted = match official {
                Official::None => false,
                Official::Only(only) => only == saying,
                Official::All => true,
            };
            saying += usize::from(span.means.is_some());
            match span.means.filter(|_| is_wanted) {
                Some(means) => {
                    read.extend(means.iter().filter_map(|one| Word::certain(one, self.lexicon)));
                }
                None => read.extend(self.as_typed(span)),
            }
        }
        read.truncate(MOST_WORDS);
        read
    }

    fn as_typed(&self, span: &Span<'_>) -> Vec<Word> {
        let said = self.said();
        let said = said.get(span.from..span.from + span.length).unwrap_or_default();
        let shares = self.idle.shares(said, IDLE);
        let words = self.words.iter().skip(span.from).zip(shares);
        words.map(|(heard, share)| heard.word.light(share)).collect()
    }
}

impl Word {
    fn certain(key: &str, lexicon: &Lexicon) -> Option<Self> {
        let place = lexicon.place(key)?;
        Some(Self {
            meant: Meant::Certain(place),
            weight: lexicon.weight(place),
            doubt: 0.0,
            is_idle: false,
        })
    }

    fn light(&self, share: f32) -> Self {
        Self {
            meant: self.meant.clone(),
            weight: self.weight * share,
            doubt: self.doubt * share,
            is_idle: self.is_idle || share < 1.0,
        }
    }

    /// How likely this word of a phrase was meant, from 0 to 1.
    pub(super) fn means(&self, word: &PhraseWord) -> f32 {
        match &self.meant {
            Meant::Certain(place) => f32::from(u8::from(*place == word.place)),
            Meant::Likely(likely, _) => likely.get(word.form.place()).copied().unwrap_or_default(),
        }
    }

    /// Notes each syllable that may be meant.
    pub(super) fn note_meant(&self, meant: &mut [bool]) {
        let places = match &self.meant {
            Meant::Certain(place) => std::slice::from_ref(place),
            Meant::Likely(_, places) => places,
        };
        for place in places {
            if let Some(meant) = meant.get_mut(place.place()) {
                *meant = true;
            }
        }
    }
}
