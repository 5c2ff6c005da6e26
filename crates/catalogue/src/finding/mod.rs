//! Finding a procedure as it is asked for at the counter: with or without marks, with slips of the
//! keys, with an input method that was off, with the words of the street.
//!
//! Texts are compared syllable by syllable. Each typed syllable may mean several of the catalogue's
//! (`lexicon`); a query may mean several things (`query`): what people say instead of the official
//! words is data of the package (`street`). Each phrase by which a procedure is known, its name and
//! its synonyms, is held against each meaning: how much of what was asked it covers, how much of it
//! was asked, and whether the order is the same. Rare syllables count more.
//!
//! All of it is small enough to be looked through whole: `make bench` says how long 2,600 procedures take.

mod lexicon;
mod query;
mod street;
mod syllable;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use domain::procedure::ProcedureCode;

use crate::procedure::Procedure;
use lexicon::{Lexicon, WordId};
use query::{IDLE, Meaning, Word, meanings};
pub(crate) use street::Street;
use street::{Phrases, Said};
use syllable::{Syllable, syllables};

/// How sure it is that a procedure is the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Its code was typed, or the beginning of it, perhaps without its kind: `001193`.
    Code,
    /// Nearly all that was asked for is there.
    Sure,
    /// Part of it is there, or nothing was asked for.
    Perhaps,
}

/// A procedure that fits a query.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The procedure.
    pub procedure: &'a Procedure,
    /// How sure this is.
    pub fit: Fit,
}

/// Everything that searching needs to know of the procedures, made once.
#[derive(Debug, Default)]
pub(crate) struct Finder {
    lexicon: Lexicon,
    idle: Phrases,
    street: Phrases,
    known: Vec<Known>,
}

/// One procedure, by all that it is called.
#[derive(Debug)]
struct Known {
    code: ProcedureCode,
    phrases: Vec<Phrase>,
    /// Which of two that fit alike comes first, from 0 to 1.
    favour: f32,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<PhraseWord>,
    trust: f32,
}

#[derive(Debug)]
struct PhraseWord {
    place: WordId,
    marked: String,
    /// What it tells.
    weight: f32,
}

/// Of a short question so much must be covered, or it means something else.
const COVERED_AT_ALL: f32 = 0.6;
/// So much, and the phrase and the order fit too: then it is the one.
const SURE: f32 = 0.75;
/// So much must have been told for anything to be sure: `đăng ký` alone does not tell it.
const SURE_TELLS: f32 = 3.2;
/// The share that each of the three has in how well a short question fits.
const SHARE_OF_COVERING: f32 = 0.62;
const SHARE_OF_PHRASE: f32 = 0.25;
const SHARE_OF_ORDER: f32 = 0.13;
/// Nobody asks in more characters.
const LONGEST_QUERY: usize = 300;
/// How little is left of a phrase in a story that has it in no order.
const OUT_OF_ORDER: f32 = 0.6;
/// How much more a whole phrase counts in a story than half of one.
const WITHIN_COUNTS: f32 = 1.5;
/// In a long story a phrase must stand so far as a whole.
const WITHIN_AT_ALL: f32 = 0.23;
/// How much a phrase must tell until half of it is believed: about one rare syllable.
const TELLS_HALF: f32 = 4.0;
/// A story that holds a phrase is trusted less than a question that is one.
const TRUST_IN_STORY: f32 = 0.85;
/// How far all that a procedure is called may lift it together, and how far favour may.
const SHARE_OF_ALL: f32 = 0.2;
const SHARE_OF_FAVOUR: f32 = 0.06;
/// What fits so much less than the best one is not shown.
const OF_THE_BEST: f32 = 0.6;
/// A field of work is a vague name for a procedure.
const TRUST_IN_FIELD: f32 = 0.75;

impl Finder {
    pub(crate) fn new<'a>(
        procedures: impl Iterator<Item = &'a Procedure> + Clone,
        street: &Street,
    ) -> Self {
        let idle = Phrases::new(street.idle.iter().map(|said| (said.clone(), String::new())));
        let sayings = street
            .words
            .iter()
            .flat_map(|saying| saying.said.iter().map(|said| (said.clone(), saying.means.clone())));
        let sayings = Phrases::new(sayings);
        let mut lexicon = Lexicon::default();
        for procedure in procedures.clone() {
            let texts = phrases_of(procedure, street);
            let words = texts.iter().flat_map(|(text, _)| syllables(text));
            lexicon.count(words.map(|word| word.key).collect::<BTreeSet<_>>());
        }
        for word in sayings.syllables().chain(idle.syllables()) {
            lexicon.place_of(word.clone());
        }
        let ranks: BTreeMap<_, _> = street.asked_often.iter().zip(0_u16..).collect();
        let known = procedures
            .map(|procedure| Known {
                code: procedure.code().clone(),
                phrases: known_phrases(&phrases_of(procedure, street), &lexicon, &idle),
                favour: favour(ranks.get(procedure.code()).copied(), ranks.len()),
            })
            .collect();
        Self { lexicon, idle, street: sayings, known }
    }

    /// The codes that fit, best first.
    pub(crate) fn find(&self, query: &str) -> Vec<(&ProcedureCode, Fit)> {
        let query: String = query.chars().take(LONGEST_QUERY).collect();
        let by_code = self.by_code(&query);
        let is_code = query.chars().all(|c| c.is_ascii_digit() || c == '.' || c.is_whitespace());
        let asked = syllables(&query);
        if asked.is_empty() {
            self.by_favour()
        } else if is_code || !by_code.is_empty() {
            by_code
        } else {
            self.by_words(asked)
        }
    }

    fn by_code(&self, query: &str) -> Vec<(&ProcedureCode, Fit)> {
        let asked = query.split_whitespace().collect::<String>().to_uppercase();
        if !asked.starts_with(|c: char| c.is_ascii_digit()) {
            return Vec::new();
        }
        let codes = self.known.iter().map(|known| &known.code);
        let mut found: Vec<_> = codes.filter(|code| code_begins(code.as_str(), &asked)).collect();
        found.sort_by_key(|code| (code.as_str() != asked, code.as_str()));
        found.into_iter().map(|code| (code, Fit::Code)).collect()
    }

    fn by_favour(&self) -> Vec<(&ProcedureCode, Fit)> {
        let mut known: Vec<_> = self.known.iter().collect();
        known.sort_by(|one, other| other.favour.total_cmp(&one.favour));
        known.into_iter().map(|known| (&known.code, Fit::Perhaps)).collect()
    }

    fn by_words(&self, asked: Vec<Syllable>) -> Vec<(&ProcedureCode, Fit)> {
        let meanings = meanings(asked, &self.lexicon, &self.idle, &self.street);
        let meanings: Vec<_> =
            meanings.into_iter().map(|meaning| (self.meant(&meaning), meaning)).collect();
        let how_well = |known: &Known| {
            let each = meanings.iter().filter_map(|(meant, one)| how_well(known, one, meant));
            each.max_by(|one, other| one.rank.total_cmp(&other.rank))
        };
        let mut found: Vec<_> =
            self.known.iter().filter_map(|known| Some((known, how_well(known)?))).collect();
        found.sort_by(|(_, one), (_, other)| other.rank.total_cmp(&one.rank));
        let best = found.first().map_or(0.0, |(_, how)| how.rank);
        let found = found.into_iter().filter(|(_, how)| how.rank >= best * OF_THE_BEST);
        found.map(|(known, how)| (&known.code, how.fit)).collect()
    }

    /// Which syllables of the lexicon a meaning may speak of.
    fn meant(&self, meaning: &Meaning) -> Vec<bool> {
        let mut meant = vec![false; self.lexicon.len()];
        for word in &meaning.words {
            word.note_meant(&mut meant);
        }
        meant
    }
}

struct HowWell {
    rank: f32,
    fit: Fit,
}

/// How well the best of its phrases fits a meaning; `None` if none fits at all.
fn how_well(known: &Known, meaning: &Meaning, meant: &[bool]) -> Option<HowWell> {
    let (mut best, mut is_sure) = (None, false);
    let asked_for: f32 = meaning.words.iter().map(|word| word.weight).sum();
    let mut reached = vec![0.0_f32; meaning.words.len()];
    for phrase in known.phrases.iter().filter(|phrase| phrase.has_one_of(meant)) {
        let held = Held::new(&meaning.words, phrase);
        for (reached, likely) in reached.iter_mut().zip(&held.reached) {
            *reached = reached.max(likely * phrase.trust);
        }
        let trust = meaning.trust * phrase.trust;
        let score = held.score().map(|score| score * trust);
        let fits = held.covered * trust >= SURE && score.is_some_and(|score| score >= SURE);
        is_sure |= fits && held.covered * asked_for >= SURE_TELLS;
        best = best.into_iter().chain(score).max_by(f32::total_cmp);
    }
    let together = covered(&meaning.words, &reached) * meaning.trust;
    let rank = best? + SHARE_OF_ALL * together + SHARE_OF_FAVOUR * known.favour;
    Some(HowWell { rank, fit: if is_sure { Fit::Sure } else { Fit::Perhaps } })
}

impl Phrase {
    fn has_one_of(&self, meant: &[bool]) -> bool {
        self.words
            .iter()
            .any(|word| meant.get(word.place.place()).is_some_and(|is_meant| *is_meant))
    }
}

/// How a phrase and a query hold each other; each from 0 to 1.
struct Held {
    /// How likely each word of the query stands in the phrase.
    reached: Vec<f32>,
    /// How much of the query the phrase covers, and how far it stands there in its order.
    covered: f32,
    query_in_order: f32,
    /// How much of the phrase the query covers, and how far it stands there in its order.
    within: f32,
    phrase_in_order: f32,
    /// What the covered part of the phrase tells, from 0 up.
    told: f32,
}

impl Held {
    fn new(asked: &[Word], phrase: &Phrase) -> Self {
        let mut hit = vec![0.0_f32; phrase.words.len()];
        let mut follows = vec![false; phrase.words.len()];
        let mut reached = Vec::with_capacity(asked.len());
        let (mut before, mut followers) = (None, 0);
        for (word, after) in asked.iter().zip(asked.iter().skip(1).map(Some).chain([None])) {
            let next = before.map(|before: usize| before + 1);
            let best = place_in(phrase, word, next, after);
            if let Some((place, likely)) = best {
                if let (Some(hit), Some(follows)) = (hit.get_mut(place), follows.get_mut(place)) {
                    *hit = hit.max(likely);
                    *follows |= Some(place) == next;
                }
                followers += usize::from(Some(place) == next);
            }
            reached.push(best.map_or(0.0, |(_, likely)| likely));
            before = best.map(|(place, _)| place);
        }
        let words = phrase.words.iter().zip(&hit);
        let (told, all) = words.fold((0.0, 0.0), |(told, all), (word, hit)| {
            (told + word.weight * hit, all + word.weight)
        });
        let in_order = follows.iter().filter(|follows| **follows).count();
        Self {
            covered: covered(asked, &reached),
            query_in_order: share(followers, asked.len()),
            within: told / all,
            phrase_in_order: share(in_order, phrase.words.len()),
            told,
            reached,
        }
    }

    /// `None` if it covers too little to be meant at all.
    fn score(&self) -> Option<f32> {
        let shape = SHARE_OF_PHRASE * self.within + SHARE_OF_ORDER * self.query_in_order;
        let question = self.covered * (SHARE_OF_COVERING + shape);
        let question = (self.covered >= COVERED_AT_ALL).then_some(question);
        let order = OUT_OF_ORDER + (1.0 - OUT_OF_ORDER) * self.phrase_in_order;
        let told = self.told / (self.told + TELLS_HALF);
        let story = self.within.powf(WITHIN_COUNTS) * order * told * TRUST_IN_STORY;
        let story = (story >= WITHIN_AT_ALL).then_some(story);
        question.into_iter().chain(story).max_by(f32::total_cmp)
    }
}

/// Where a word most likely stands in a phrase: of equals where the order goes on from the word before,
/// then where it can go on to the one after, then the first.
fn place_in(
    phrase: &Phrase,
    word: &Word,
    next: Option<usize>,
    after: Option<&Word>,
) -> Option<(usize, f32)> {
    let each = phrase.words.iter().enumerate();
    let each = each.map(|(place, here)| (place, word.means(here.place, &here.marked)));
    let goes_on = |place: usize| {
        let pair = phrase.words.get(place + 1).zip(after);
        pair.is_some_and(|(here, after)| after.means(here.place, &here.marked) > 0.0)
    };
    each.filter(|(_, likely)| *likely > 0.0).max_by(|(one, how), (other, that)| {
        let follows = |place: usize| Some(place) == next;
        how.total_cmp(that)
            .then_with(|| follows(*one).cmp(&follows(*other)))
            .then_with(|| goes_on(*one).cmp(&goes_on(*other)))
            .then_with(|| other.cmp(one))
    })
}

/// How much of what a query tells was reached.
fn covered(asked: &[Word], reached: &[f32]) -> f32 {
    let (told, all) = asked.iter().zip(reached).fold((0.0, 0.0), |(told, all), (word, reached)| {
        (told + word.weight * reached, all + word.weight)
    });
    if all > 0.0 { told / all } else { 0.0 }
}

/// How many of the words that can follow another do; one word alone is in order.
fn share(followers: usize, words: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a phrase has few words")]
    let (followers, pairs) = (followers as f32, words.saturating_sub(1) as f32);
    if pairs > 0.0 { followers / pairs } else { 1.0 }
}

fn code_begins(code: &str, asked: &str) -> bool {
    let after_the_kind = code.split_once('.').map_or(code, |(_, number)| number);
    code.starts_with(asked) || after_the_kind.starts_with(asked)
}

/// By what a procedure is known, each with how far that is to be trusted.
fn phrases_of<'a>(procedure: &'a Procedure, street: &'a Street) -> Vec<(&'a str, f32)> {
    let name = procedure.name();
    let names = name.languages().map(|language| name.in_(language));
    let synonyms = street.procedures.get(procedure.code()).into_iter().flatten();
    let exact = names.chain(synonyms.map(String::as_str)).map(|text| (text, 1.0));
    exact.chain([(procedure.about().field.as_str(), TRUST_IN_FIELD)]).collect()
}

fn known_phrases(texts: &[(&str, f32)], lexicon: &Lexicon, idle: &Phrases) -> Vec<Phrase> {
    let phrase = |(text, trust): &(&str, f32)| {
        let words = syllables(text);
        let said = words.iter().map(|one| Said { key: &one.key, marked: Some(&one.marked) });
        let shares = idle.shares(&said.collect::<Vec<_>>(), IDLE);
        let words = words.into_iter().zip(shares).filter_map(|(word, share)| {
            let place = lexicon.place(&word.key)?;
            Some(PhraseWord { place, marked: word.marked, weight: share * lexicon.weight(place) })
        });
        Phrase { words: words.collect(), trust: *trust }
    };
    texts.iter().map(phrase).filter(|phrase| !phrase.words.is_empty()).collect()
}

/// From 1 for the most asked procedure down to 0.2; 0 for those that are asked now and then.
fn favour(rank: Option<u16>, of: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a list of dozens")]
    let of = of.max(1) as f32;
    rank.map_or(0.0, |rank| 1.0 - 0.8 * f32::from(rank) / of)
}
