//! Finding dossiers again as people ask for them: by a name, a number, or whatever they read of a
//! code.

use chrono::NaiveDate;
use domain::ids::DossierId;
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use domain::lookup;
use domain::provisional_code::ProvisionalCode;
use domain::text::{Prose, fold};
use store::dossiers::Summary;
use store::events::{self, EventRow};
use store::finding;
pub use store::finding::{Filter, Order, Search, Terms};
use store::parcels::{self, ParcelRow};
use store::{StoreError, View};

use crate::error::DeskError;
use crate::news;
use crate::session::Desk;

/// Fewer symbols than this are part of too many codes.
const FEWEST_SYMBOLS: usize = 3;

/// As many letters without a digit among them are no syllable of a name any more.
const FEWEST_LETTERS: usize = 4;

/// A dossier that was found.
pub struct FoundRow {
    /// Its line.
    pub summary: Summary,
    /// What the agency asks for; `None` while it asks for nothing.
    pub asked: Option<Asked>,
}

/// What the agency asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Why, in the agency's words.
    pub reason: Option<Prose>,
    /// Legal date by which the resident must answer.
    pub deadline: Option<NaiveDate>,
    /// Whether the gateway holds a revision that was queued after the agency asked.
    pub is_answered: bool,
}

/// A page of what was found.
pub struct Found {
    /// How many there are on all pages.
    pub total: u64,
    /// Those of this page.
    pub rows: Vec<FoundRow>,
}

/// Finds dossiers, a page at a time.
pub fn find(desk: &Desk, search: &Search) -> Result<Found, DeskError> {
    let found: Result<_, StoreError> = desk.store.look(|view| {
        let (total, page) = (finding::count(view, search)?, finding::page(view, search)?);
        let rows = page.into_iter().map(|summary| row(view, summary));
        Ok(Found { total, rows: rows.collect::<Result<_, _>>()? })
    });
    Ok(found?)
}

/// The line of one dossier.
pub fn look(desk: &Desk, dossier: DossierId) -> Result<FoundRow, DeskError> {
    desk.store.look(|view| line(view, dossier))?.ok_or(DeskError::NoSuchDossier)
}

/// The same, as of a moment.
pub(crate) fn line(view: &View<'_>, dossier: DossierId) -> Result<Option<FoundRow>, StoreError> {
    finding::one(view, dossier)?.map(|summary| row(view, summary)).transpose()
}

fn row(view: &View<'_>, summary: Summary) -> Result<FoundRow, StoreError> {
    let dossier = summary.dossier;
    let asked = match summary.state {
        CaseState::SupplementAsked | CaseState::FeeAsked => {
            asked(summary.state, &events::of(view, dossier)?, &parcels::of(view, dossier)?)
        }
        _ => None,
    };
    Ok(FoundRow { summary, asked })
}

/// What the agency asks for, from all that it did and all that was sent.
pub fn asked(state: CaseState, events: &[EventRow], parcels: &[ParcelRow]) -> Option<Asked> {
    if !matches!(state, CaseState::SupplementAsked | CaseState::FeeAsked) {
        return None;
    }
    let is_word = |at: &usize| match at.checked_sub(1).and_then(|before| events.get(before)) {
        Some(before) => events.get(*at).is_some_and(|event| !news::is_arrival(before, event)),
        None => true,
    };
    let ask = (0..events.len()).rev().find(is_word).and_then(|at| events.get(at))?;
    let answers = |row: &ParcelRow| {
        row.kind == ParcelKind::Supplement
            && row.state == ParcelState::Delivered
            && row.stamp.seq > ask.stamp.seq
    };
    Some(Asked {
        reason: ask.reason.clone(),
        deadline: ask.deadline,
        is_answered: state == CaseState::SupplementAsked && parcels.iter().any(answers),
    })
}

/// What somebody may have meant by what they typed; `None` when they typed nothing.
pub fn terms(typed: &str) -> Option<Terms> {
    let typed = typed.trim();
    let folded = fold(typed);
    let words: Vec<_> = folded.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return None;
    }
    let bare = bare(typed);
    let has_digit = bare.bytes().any(|b| b.is_ascii_digit());
    let is_long = bare.len() >= FEWEST_SYMBOLS;
    let is_code_like = typed.chars().all(|c| c.is_ascii_digit() || c == '.') && typed.contains('.');
    Some(Terms {
        words,
        number: (has_digit && is_long).then(|| bare.clone()),
        phone: phone(typed),
        code: codes(typed, &bare),
        official: (has_digit && is_long).then(|| typed.to_uppercase()),
        procedure: is_code_like.then(|| typed.to_owned()),
    })
}

/// Letters and digits alone, in capitals; empty when there is anything else but separators.
fn bare(typed: &str) -> String {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '/' | '_');
    let symbols = typed.chars().filter(|c| !is_separator(*c));
    let symbols: Option<String> =
        symbols.map(|c| c.is_ascii_alphanumeric().then(|| c.to_ascii_uppercase())).collect();
    symbols.unwrap_or_default()
}

fn phone(typed: &str) -> Option<String> {
    let is_gap = |c: char| c.is_whitespace() || matches!(c, '-' | '.');
    let phone: String = typed.chars().filter(|c| !is_gap(*c)).collect();
    let digits = phone.strip_prefix('+').unwrap_or(&phone);
    let is_number = digits.len() >= FEWEST_SYMBOLS && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| lookup::dialled(&phone))
}

/// What a provisional code may contain if it was read as typed, or misread as Crockford foresaw.
fn codes(typed: &str, bare: &str) -> Vec<String> {
    let has_digit = bare.bytes().any(|b| b.is_ascii_digit());
    let fewest = if has_digit { FEWEST_SYMBOLS } else { FEWEST_LETTERS };
    let whole = ProvisionalCode::parse(typed).ok().map(|code| code.as_str().replace('-', ""));
    if let Some(whole) = whole {
        return vec![whole];
    }
    if bare.len() < fewest {
        return Vec::new();
    }
    let read = |c: char| match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let misread: String = bare.chars().map(read).collect();
    let mut parts = vec![bare.to_owned(), misread];
    parts.dedup();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_looked_for_when_nothing_was_typed() {
        assert_eq!(terms("  "), None);
        assert_eq!(terms("\u{301}"), None, "a mark alone is nothing");
    }

    #[test]
    fn name_is_looked_for_by_its_folded_words_and_by_nothing_else() {
        let terms = terms("Hương Lò").unwrap();

        assert_eq!(terms.words, ["huong", "lo"]);
        assert_eq!((&terms.number, &terms.phone, &terms.official), (&None, &None, &None));
        assert!(terms.code.is_empty(), "no code has such letters");
    }

    #[test]
    fn short_syllable_is_no_part_of_a_code() {
        assert!(terms("anh").unwrap().code.is_empty());
        assert_eq!(terms("k7m").unwrap().code, ["K7M"], "with a digit it may be one");
        assert_eq!(terms("kmqx").unwrap().code, ["KMQX"], "so many letters may be one");
    }

    #[test]
    fn number_is_looked_for_however_it_is_grouped() {
        let terms = terms("020 190 000123").unwrap();

        assert_eq!(terms.number.as_deref(), Some("020190000123"));
        assert_eq!(terms.phone.as_deref(), Some("020190000123"));
    }

    #[test]
    fn phone_is_looked_for_as_it_is_dialled_at_home() {
        assert_eq!(terms("+84 912 345 678").unwrap().phone.as_deref(), Some("0912345678"));
        assert_eq!(terms("12").unwrap().phone, None, "too little to go by");
    }

    #[test]
    fn code_is_looked_for_as_read_and_as_misread() {
        assert_eq!(terms("k7o1").unwrap().code, ["K7O1", "K701"]);
        assert_eq!(
            terms("ls07 261121 000000 d").unwrap().code,
            ["LS07261121000000D"],
            "a whole code is one and nothing else"
        );
    }

    #[test]
    fn procedure_is_looked_for_by_the_beginning_of_its_code() {
        assert_eq!(terms("1.0011").unwrap().procedure.as_deref(), Some("1.0011"));
        assert_eq!(terms("10011").unwrap().procedure, None);
    }
}
