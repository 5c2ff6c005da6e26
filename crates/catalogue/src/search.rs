//! Finding a procedure as it is asked for at the counter.

use domain::text::{fold, fold_keeping_marks};

use crate::catalogue::Catalogue;
use crate::procedure::Procedure;

/// How well a procedure fits; the smaller the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Code,
    CodePart,
    Phrase,
    PhraseWithoutMarks,
    Words,
    WordsWithoutMarks,
}

/// Best first; of equals those with a form, then the shorter name, then the code.
pub(crate) fn search<'a>(
    catalogue: &'a Catalogue,
    query: &str,
    limit: usize,
) -> Vec<&'a Procedure> {
    let asked = Asked::new(query);
    let found = catalogue.procedures().filter_map(|one| Some((asked.fit(one)?, one)));
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(fit, one)| {
        let length = one.name().in_("vi").chars().count();
        (*fit, !one.has_form(), length, one.code().clone())
    });
    found.into_iter().map(|(_, one)| one).take(limit).collect()
}

struct Asked {
    digits: String,
    marked: String,
    folded: String,
}

impl Asked {
    fn new(query: &str) -> Self {
        let digits = query.split_whitespace().collect::<String>().to_uppercase();
        Self { digits, marked: fold_keeping_marks(query), folded: fold(query) }
    }

    fn fit(&self, procedure: &Procedure) -> Option<Fit> {
        if self.folded.is_empty() {
            return Some(Fit::WordsWithoutMarks);
        }
        let by_name = texts(procedure).filter_map(|text| self.fit_of_text(text)).min();
        self.fit_of_code(procedure.code().as_str()).into_iter().chain(by_name).min()
    }

    fn fit_of_code(&self, code: &str) -> Option<Fit> {
        if !self.digits.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let after_the_kind = code.split_once('.').map_or(code, |(_, number)| number);
        if code == self.digits {
            return Some(Fit::Code);
        }
        let begins = code.starts_with(&self.digits) || after_the_kind.starts_with(&self.digits);
        begins.then_some(Fit::CodePart)
    }

    fn fit_of_text(&self, text: &str) -> Option<Fit> {
        let (marked, folded) = (fold_keeping_marks(text), fold(text));
        if begins_words(&marked, &self.marked) {
            return Some(Fit::Phrase);
        }
        if begins_words(&folded, &self.folded) {
            return Some(Fit::PhraseWithoutMarks);
        }
        if has_words(&marked, &self.marked) {
            return Some(Fit::Words);
        }
        has_words(&folded, &self.folded).then_some(Fit::WordsWithoutMarks)
    }
}

fn texts(procedure: &Procedure) -> impl Iterator<Item = &str> {
    let name = procedure.name();
    let names = name.languages().map(move |language| name.in_(language));
    names.chain(procedure.about().synonyms.iter().map(String::as_str))
}

/// The asked words stand there one after the other, the last one perhaps unfinished.
fn begins_words(text: &str, asked: &str) -> bool {
    text.starts_with(asked) || text.contains(&format!(" {asked}"))
}

/// Each asked word begins some word there.
fn has_words(text: &str, asked: &str) -> bool {
    asked.split(' ').all(|word| text.split(' ').any(|other| other.starts_with(word)))
}
