//! The reader of identity cards: whatever a scanner, a keyboard or a clipboard brings.

use domain::address::{Commune, Units};
use domain::card::home::{Found, Home};
use domain::card::{Card, LONGEST, NotACard, Order, Words};
use domain::name::PersonName;
use domain::partial_date::{PartialDate, Precision};
use domain::personal_number::CitizenNumber;
use domain::text::Line;

use super::{UNITS, today};

/// A card that was read, and where its address lies today.
pub struct Seen {
    pub card: Card,
    pub home: Option<Home<'static>>,
}

/// Reads a card and states what must hold of one that was read.
pub fn run(input: &[u8]) -> Result<Seen, NotACard> {
    let text = String::from_utf8_lossy(input);
    let read = Card::read_bytes(input);
    assert_eq!(read, Card::read_bytes(input), "read twice, it is the same");
    if input.len() <= LONGEST && text.len() <= LONGEST {
        assert_eq!(read, Card::read(&text), "bytes are read as their text");
    }
    let card = read.inspect_err(|fault| {
        assert!(fault.code().starts_with("card-") && !fault.to_string().is_empty());
    })?;
    holds(&card, &digits(&text));
    let words = card.residence.as_ref();
    let home = words.map(|words| home(words.meant.as_ref().unwrap_or(&words.raw)));
    Ok(Seen { card, home })
}

/// The ASCII digits of a text, one after the other.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn holds(card: &Card, typed: &str) {
    let number = card.number.as_str();
    assert_eq!(CitizenNumber::parse(number).as_ref(), Ok(&card.number), "a number of a card");
    assert!(number.len() == 12 && typed.contains(number), "which was in the text");
    if let Some(old) = &card.old_number {
        assert!(old.as_str().len() == 9 && typed.contains(old.as_str()));
    }
    for date in [&card.birth, &card.issued].into_iter().flatten() {
        is_a_day_of(date, typed);
    }
    for words in [&card.name, &card.residence].into_iter().flatten() {
        are_whole(words, card, typed);
    }
    if let Some(meant) = card.name.as_ref().and_then(|name| name.meant.as_ref()) {
        assert!(PersonName::parse(meant.as_str()).is_ok(), "a name is one");
    }
    for extra in &card.extras {
        assert!(card.raw.as_str().contains(extra.as_str()), "what is left over was there");
    }
    if card.is_sure() {
        assert!(card.order == Order::Known && card.extras.is_empty());
    }
    let born = card.birth.as_ref().map(PartialDate::year);
    if card.order == Order::ByShape && card.extras.is_empty() {
        assert!(born.is_none_or(|year| year == card.number.birth_year()), "birth fits the number");
    }
    let _ = card.disagreements();
    let _ = card.warnings(today());
    let told = format!("{card:?} {:?} {:?}", card.name, card.residence);
    assert!(!told.contains(number), "nothing of a card is told");
}

fn is_a_day_of(date: &PartialDate, typed: &str) {
    let day = date.as_full().expect("a card has whole days");
    assert!(date.precision() == Precision::Full && date.earliest() == date.latest());
    assert!(typed.contains(&day.format("%d%m%Y").to_string()), "a day that was not in the text");
    assert_eq!(PartialDate::parse(&date.iso()).as_ref(), Ok(date));
}

fn are_whole(words: &Words, card: &Card, typed: &str) {
    let raw = words.raw.as_str();
    assert!(!raw.is_empty() && card.raw.as_str().contains(raw), "they were there");
    assert!(typed.contains(&digits(raw)), "no digit was written that was not in the text");
    let Some(meant) = &words.meant else {
        assert!(!words.are_sure(), "what nobody can tell is no certainty");
        return;
    };
    assert_eq!(*meant, Line::new(meant.as_str()), "what is meant is clean");
    let mut left = digits(raw).into_bytes().into_iter();
    let is_from_there = digits(meant.as_str()).bytes().all(|digit| left.any(|one| one == digit));
    assert!(is_from_there, "what is meant has no digit of its own");
    let mut sorted = words.doubts.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, words.doubts);
}

/// Where an address lies today; nothing of it may be lost on the way.
fn home(residence: &Line) -> Home<'static> {
    let units: &'static Units = &UNITS;
    let home = Home::of(residence, units);
    let known = |code| assert!(units.commune(code).is_some(), "a commune of today");
    match &home.commune {
        Found::One(one) => known(one.code),
        Found::Several { choices, suggested } => {
            assert!(choices.len() > 1, "one is no choice");
            choices.iter().for_each(|one| known(one.code));
            let is_among = |one: &&Commune| choices.contains(one);
            assert!(suggested.as_ref().is_none_or(is_among), "what is suggested can be chosen");
        }
        Found::None => {}
    }
    if home.was.is_none() && home.commune == Found::None {
        assert_eq!(home.detail, *residence, "what nobody knows is left alone");
    }
    for part in home.detail.as_str().split(", ").filter(|part| !part.is_empty()) {
        assert!(residence.as_str().contains(part), "a part of the address");
    }
    home
}
