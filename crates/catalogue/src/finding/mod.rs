//! Finding a procedure as it is asked for at the counter: with or without marks, with slips of the
//! keys, by ear, with an input method that was off, with the words of the street.
//!
//! Texts are compared syllable by syllable. Each typed syllable may mean several of the catalogue's
//! (`lexicon`), which may sound alike (`sound`); a query may mean several things (`query`): what people say instead of the official
//! words is data of the package (`street`). Each phrase by which a procedure is known, its name and
//! its synonyms, is held against each meaning: how much of what was asked it covers, how much of it
//! was asked, and whether the order is the same (`held`). Rare syllables count more.
//!
//! All of it is small enough to be looked through whole: `make bench` says how long 2,600 procedures take.

mod held;
mod lexicon;
mod query;
mod sound;
mod street;
mod syllable;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use domain::procedure::ProcedureCode;

use crate::procedure::Procedure;
use held::{Held, covered};
use lexicon::{FormId, Lexicon, WordId};
use query::{IDLE, Meaning, meanings};
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
    form: FormId,
    /// What it tells.
    weight: f32,
}

/// So much, and the phrase and the order fit too: then it is the one.
const SURE: f32 = 0.75;
/// So much must have been told for anything to be sure: `đăng ký` alone does not tell it.
const SURE_TELLS: f32 = 3.2;
/// Nobody asks in more characters.
const LONGEST_QUERY: usize = 300;
/// How far all that a procedure is called may lift it together, and how far favour may.
const SHARE_OF_ALL: f32 = 0.2;
const SHARE_OF_FAVOUR: f32 = 0.06;
/// What fits so much less than the best one is not shown.
const OF_THE_BEST: f32 = 0.6;
/// One of the deeds that a name lists.
const TRUST_IN_DEED: f32 = 0.97;
/// A field of work is a vague name for a procedure.
const TRUST_IN_FIELD: f32 = 0.75;

impl Finder {
    pub(crate) fn new<'a>(
        procedures: impl Iterator<Item = &'a Procedure> + Clone,
        street: &Street,
    ) -> Self {
        let mut idle = Phrases::new(street.idle.iter().map(|said| (said.clone(), String::new())));
        let mut sayings = Phrases::new(street.sayings());
        let mut lexicon = Lexicon::default();
        for procedure in procedures.clone() {
            let texts = phrases_of(procedure, street);
            let texts: Vec<_> = texts.iter().map(|(text, _)| syllables(text)).collect();
            let words = texts.iter().flatten();
            lexicon.count(words.map(|word| word.key.clone()).collect::<BTreeSet<_>>());
            for words in &texts {
                lexicon.note(words);
            }
        }
        idle.keep_marks(|one| lexicon.is_usual(one));
        sayings.keep_marks(|one| lexicon.is_usual(one));
        for phrase in sayings.all().chain(idle.all()) {
            lexicon.note(phrase);
        }
        for word in sayings.official() {
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
        if query.trim().is_empty() {
            self.by_favour()
        } else if asked.is_empty() {
            Vec::new()
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
        let best = found.iter().map(|(_, how)| how.rank).fold(0.0, f32::max);
        found.sort_by(|(_, one), (_, other)| {
            one.fit.cmp(&other.fit).then_with(|| other.rank.total_cmp(&one.rank))
        });
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
    let doubt: f32 = meaning.words.iter().map(|word| word.doubt).sum();
    let certainty = asked_for / (asked_for + doubt);
    let mut reached = vec![0.0_f32; meaning.words.len()];
    for phrase in known.phrases.iter().filter(|phrase| phrase.has_one_of(meant)) {
        let held = Held::new(&meaning.words, phrase);
        for (reached, likely) in reached.iter_mut().zip(&held.reached) {
            *reached = reached.max(likely * phrase.trust);
        }
        let trust = meaning.trust * phrase.trust;
        let score = held.score().map(|score| score * trust);
        let fits =
            held.covered * certainty * trust >= SURE && score.is_some_and(|score| score >= SURE);
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

fn code_begins(code: &str, asked: &str) -> bool {
    let after_the_kind = code.split_once('.').map_or(code, |(_, number)| number);
    code.starts_with(asked) || after_the_kind.starts_with(asked)
}

/// By what a procedure is known, each with how far that is to be trusted.
fn phrases_of<'a>(procedure: &'a Procedure, street: &'a Street) -> Vec<(&'a str, f32)> {
    let name = procedure.name();
    let names: Vec<_> = name.languages().map(|language| name.in_(language)).collect();
    let synonyms = street.procedures.get(procedure.code()).into_iter().flatten();
    let exact = names.iter().copied().chain(synonyms.map(String::as_str)).map(|text| (text, 1.0));
    // A name that lists several deeds is the name of each.
    let several = names.iter().filter(|name| name.contains(';') && !name.contains('('));
    let deeds = several.flat_map(|name| name.split(';')).map(|deed| (deed, TRUST_IN_DEED));
    exact.chain(deeds).chain([(procedure.about().field.as_str(), TRUST_IN_FIELD)]).collect()
}

fn known_phrases(texts: &[(&str, f32)], lexicon: &Lexicon, idle: &Phrases) -> Vec<Phrase> {
    let phrase = |(text, trust): &(&str, f32)| {
        let words = syllables(text);
        let said = words.iter().map(|one| Said { key: &one.key, marked: Some(&one.marked) });
        let shares = idle.shares(&said.collect::<Vec<_>>(), IDLE);
        let words = words.into_iter().zip(shares).filter_map(|(word, share)| {
            let (place, form) = (lexicon.place(&word.key)?, lexicon.form(&word)?);
            Some(PhraseWord { place, form, weight: share * lexicon.weight(place) })
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
