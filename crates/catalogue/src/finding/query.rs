//! What was typed, and in how many ways it can be meant.

use std::rc::Rc;

use super::lexicon::{Lexicon, Typed, WordId};
use super::street::{Phrases, Said};
use super::syllable::Syllable;

/// One syllable of a query.
#[derive(Debug, Clone)]
pub(super) struct Word {
    reading: Reading,
    /// What it tells about what is wanted.
    pub(super) weight: f32,
    /// As typed, if with marks.
    marked: Option<Rc<str>>,
}

/// Which syllable of the lexicon was meant.
#[derive(Debug, Clone)]
enum Reading {
    Certain(WordId),
    /// How likely each of them was, by place; most are 0.
    Likely(Rc<[f32]>),
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
/// Marks were typed, and they are other ones.
const OTHER_MARKS: f32 = 0.6;

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
    let words = typed.iter().enumerate();
    let words = words.map(|(place, one)| Heard::new(one, place == last, lexicon)).collect();
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
    let by_input_keys = one.without_input_keys();
    let is_known = |key: &String| lexicon.place(key).is_some();
    if is_known(&one.key) || by_input_keys.as_ref().is_some_and(is_known) {
        return None;
    }
    lexicon.parts(&one.key)
}

fn bare(key: String) -> Syllable {
    Syllable { marked: key.clone(), key }
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
    fn new(one: &Syllable, is_last: bool, lexicon: &Lexicon) -> Self {
        let by_input_keys = one.without_input_keys();
        let typed = Typed { key: &one.key, by_input_keys: by_input_keys.as_deref(), is_last };
        let found = lexicon.readings(&typed);
        let mut likely = vec![0.0_f32; lexicon.len()];
        for (place, how) in &found {
            if let Some(likely) = likely.get_mut(place.place()) {
                *likely = likely.max(*how);
            }
        }
        // Of equally likely ones the one that occurs most.
        let best = found.iter().max_by(|(one, how), (other, that)| {
            how.total_cmp(that)
                .then_with(|| lexicon.weight(*other).total_cmp(&lexicon.weight(*one)))
        });
        let meant = best.map(|(place, _)| *place);
        let key = meant.and_then(|place| lexicon.word(place)).unwrap_or(&one.key).to_owned();
        let marked = one.has_marks().then(|| one.marked.clone());
        let word = Word {
            reading: Reading::Likely(likely.into()),
            weight: meant.map_or(lexicon.weight_of_unknown(), |place| lexicon.weight(place)),
            marked: marked.as_deref().map(Rc::from),
        };
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
        let (mut spans, mut from) = (Vec::new(), 0);
        while let Some(rest) = said.get(from..).filter(|rest| !rest.is_empty()) {
            let idle = self.idle.at_start(rest).map_or(0, |(length, _)| length);
            let saying = street.at_start(rest).filter(|(length, _)| *length > idle);
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
        words
            .map(|(heard, share)| Word { weight: heard.word.weight * share, ..heard.word.clone() })
            .collect()
    }
}

impl Word {
    fn certain(key: &str, lexicon: &Lexicon) -> Option<Self> {
        let place = lexicon.place(key)?;
        Some(Self { reading: Reading::Certain(place), weight: lexicon.weight(place), marked: None })
    }

    /// How likely this syllable was meant, from 0 to 1.
    pub(super) fn means(&self, place: WordId, marked: &str) -> f32 {
        let likely = match &self.reading {
            Reading::Certain(certain) => return f32::from(u8::from(*certain == place)),
            Reading::Likely(likely) => likely.get(place.place()).copied().unwrap_or_default(),
        };
        match &self.marked {
            Some(typed) if likely > 0.0 && **typed != *marked => likely * OTHER_MARKS,
            _ => likely,
        }
    }

    /// Notes each syllable that may be meant.
    pub(super) fn note_meant(&self, meant: &mut [bool]) {
        match &self.reading {
            Reading::Certain(place) => {
                if let Some(meant) = meant.get_mut(place.place()) {
                    *meant = true;
                }
            }
            Reading::Likely(likely) => {
                for (meant, likely) in meant.iter_mut().zip(likely.iter()) {
                    *meant |= *likely > 0.0;
                }
            }
        }
    }
}
