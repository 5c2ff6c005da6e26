//! How inputs are changed where blind changes would only break their outer form: parts, JSON, the
//! language of expressions, and the fields of cards. All luck comes from the engine's seed.

use serde_json::{Map, Value};

use super::archive::Archive;
use super::definition;
use super::json::{escaped, places};
use super::luck::Luck;
use super::words;

/// Changes some bytes without knowing what they mean, within a length.
pub type Blind<'a> = &'a mut dyn FnMut(&[u8], usize) -> Vec<u8>;

/// Of which files the parts of an input are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Package,
    Form,
}

/// Changes an input in parts; any other one blindly.
pub fn of_parts(kind: Kind, input: &[u8], most: usize, seed: u32, blind: Blind<'_>) -> Vec<u8> {
    let mut luck = Luck::new(seed);
    if !Archive::is_one(input) || luck.one_in(40) {
        return blind(input, most);
    }
    let mut archive = Archive::read(input);
    for _ in 0..few(&mut luck) {
        change_parts(kind, &mut archive, &mut luck, blind);
    }
    let changed = archive.bytes();
    if changed.len() > most { blind(input, most) } else { changed }
}

fn change_parts(kind: Kind, archive: &mut Archive, luck: &mut Luck, blind: Blind<'_>) {
    let names: Vec<&str> = definition::names().collect();
    match luck.below(24) {
        0 => {
            let Some(name) = luck.pick(&names) else { return };
            if archive.part(name).is_none() {
                let body = definition::file(name).unwrap_or_default().to_vec();
                archive.parts.push(((*name).to_owned(), body));
            }
        }
        1 if archive.parts.len() > 1 => {
            archive.parts.remove(luck.below(archive.parts.len()));
        }
        2 if luck.one_in(4) => {
            let name = luck.pick(&names).copied().unwrap_or_default();
            archive.parts.push((format!("-{name}"), Vec::new()));
        }
        3 => {
            let name = luck.pick(&definition::NO_FILES).copied().unwrap_or_default();
            if kind == Kind::Package || name != "behind" {
                archive.parts.push((name.to_owned(), b"{}".to_vec()));
            }
        }
        _ => {
            let at = luck.below(archive.parts.len());
            let filled = archive.parts.iter().position(|(name, _)| name == "filled");
            let at = filled.filter(|_| luck.one_in(2)).unwrap_or(at);
            if let Some((name, body)) = archive.parts.get_mut(at) {
                *body = change_part(name, body, luck, blind);
            }
        }
    }
}

/// Mostly one: the engine puts several changes on top of each other by itself, and each that breaks
/// something else hides what the others do.
fn few(luck: &mut Luck) -> usize {
    if luck.one_in(4) { 2 + luck.below(2) } else { 1 }
}

fn change_part(name: &str, body: &[u8], luck: &mut Luck, blind: Blind<'_>) -> Vec<u8> {
    if name == "case" {
        let mut said: Vec<String> =
            String::from_utf8_lossy(body).split_whitespace().map(str::to_owned).collect();
        let word = luck.word(&words::CASE);
        let at = luck.below(said.len() + 1);
        if luck.one_in(2) && at < said.len() {
            said[at] = word
        } else {
            said.insert(at, word)
        }
        return said.join(" ").into_bytes();
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(mut value) if !luck.one_in(30) => {
            for _ in 0..few(luck) {
                change_value(&mut value, luck);
            }
            value.to_string().into_bytes()
        }
        _ => blind(body, body.len() + 64),
    }
}

/// Changes one place of a JSON value.
pub fn change_value(value: &mut Value, luck: &mut Luck) {
    let all = places(value);
    let deep = luck.pick(&all).cloned().unwrap_or_default();
    let place = if luck.one_in(2) { deep } else { a_way_down(value, luck) };
    let other = luck.pick(&all).and_then(|other| value.pointer(other)).cloned().unwrap_or_default();
    let Some(here) = value.pointer_mut(&place) else { return };
    if luck.one_in(6) {
        replace(here, other, luck);
        return;
    }
    match here {
        Value::Array(items) => change_items(items, other, luck),
        Value::Object(fields) => change_fields(fields, other, luck),
        Value::String(text) => *text = changed_text(text, luck),
        Value::Number(_) => {
            const NUMBERS: [i64; 10] = [0, 1, 2, 3, 4, 60, 61, -1, 100_001, i64::MAX];
            *here = luck.pick(&NUMBERS).copied().unwrap_or_default().into();
        }
        Value::Null | Value::Bool(_) => *here = a_value(luck),
    }
}

/// A place that is found step by step from the outside, where most of the deep ones are rare.
fn a_way_down(value: &Value, luck: &mut Luck) -> String {
    let (mut place, mut here) = (String::new(), value);
    while !luck.one_in(4) {
        let (step, inner) = match here {
            Value::Array(items) => {
                let at = luck.below(items.len());
                (at.to_string(), items.get(at))
            }
            Value::Object(fields) => {
                let name = fields.keys().nth(luck.below(fields.len())).cloned().unwrap_or_default();
                (escaped(&name), fields.get(&name))
            }
            _ => break,
        };
        let Some(inner) = inner else { break };
        place = format!("{place}/{step}");
        here = inner;
    }
    place
}

fn replace(here: &mut Value, other: Value, luck: &mut Luck) {
    let key = luck.word(&words::KEYS);
    *here = match luck.below(4) {
        0 => Value::Array(vec![here.take()]),
        1 => Value::Object(Map::from_iter([(key.to_owned(), here.take())])),
        2 => other,
        _ => a_value(luck),
    };
}

fn change_items(items: &mut Vec<Value>, other: Value, luck: &mut Luck) {
    let (from, to) = (luck.below(items.len()), luck.below(items.len() + 1));
    match (luck.below(5), items.get(from).cloned()) {
        (0, _) => items.insert(to, other),
        (1 | 2, Some(twice)) => items.insert(to, twice),
        (3, Some(_)) => drop(items.remove(from)),
        (4, Some(moved)) => {
            items.remove(from);
            items.insert(luck.below(items.len() + 1), moved);
        }
        _ => items.push(a_value(luck)),
    }
}

fn change_fields(fields: &mut Map<String, Value>, other: Value, luck: &mut Luck) {
    let key = luck.word(&words::KEYS);
    let there = fields.keys().nth(luck.below(fields.len())).cloned();
    match (luck.below(4), there) {
        (0, Some(gone)) => drop(fields.shift_remove(&gone)),
        (1, Some(there)) => {
            // The same value under another name, such as a field that is spelt otherwise.
            let value = fields.get(&there).cloned().unwrap_or_default();
            fields.insert(key.to_owned(), value);
        }
        (2, _) => drop(fields.insert(key.to_owned(), other)),
        _ => drop(fields.insert(key.to_owned(), a_value(luck))),
    }
}

fn a_value(luck: &mut Luck) -> Value {
    match luck.below(12) {
        0 => Value::Null,
        1 => Value::Bool(luck.one_in(2)),
        2 => luck.below(70).into(),
        3 => Value::Array(Vec::new()),
        4 => Value::Object(Map::new()),
        5 => 1e300.into(),
        6 | 7 => luck.word(&words::EXPRESSIONS).into(),
        _ => luck.word(&words::VALUES).into(),
    }
}

/// Changes a text: word for word where it is made of words, letter by letter otherwise.
fn changed_text(text: &str, luck: &mut Luck) -> String {
    let word = luck.word(&words::EXPRESSION);
    let whole = luck.word(&words::EXPRESSIONS);
    match luck.below(8) {
        0 => luck.word(&words::VALUES),
        1 => format!("({text}) and {whole}"),
        2 => format!("({text}) or ({whole})"),
        3 => format!("if({whole}, {text}, {text})"),
        4 => format!("{text}{text}"),
        5 => {
            let mut letters: Vec<char> = text.chars().collect();
            let at = luck.below(letters.len());
            let from = luck.word(&words::CARD);
            let letter = from.chars().nth(luck.below(from.chars().count())).unwrap_or('\u{301}');
            if at < letters.len() && luck.one_in(2) {
                letters[at] = letter
            } else {
                letters.insert(at, letter)
            }
            letters.into_iter().collect()
        }
        _ => {
            let mut words: Vec<&str> = text.split(' ').collect();
            let at = luck.below(words.len());
            match luck.below(3) {
                0 => words[at] = &word,
                1 => words.insert(at, &word),
                _ => {
                    words.remove(at);
                }
            }
            words.join(" ")
        }
    }
}

/// Changes a card: its fields, what stands between them, or anything.
pub fn of_card(input: &[u8], most: usize, seed: u32, blind: Blind<'_>) -> Vec<u8> {
    let mut luck = Luck::new(seed);
    let text = str::from_utf8(input).ok().filter(|_| !luck.one_in(3));
    let Some(text) = text else { return blind(input, most) };
    let mut fields: Vec<String> = text.split('|').map(str::to_owned).collect();
    for _ in 0..few(&mut luck) {
        change_card(&mut fields, &mut luck);
    }
    let changed = fields.join("|").into_bytes();
    if changed.len() > most { blind(input, most) } else { changed }
}

fn change_card(fields: &mut Vec<String>, luck: &mut Luck) {
    let (at, other) = (luck.below(fields.len()), luck.below(fields.len()));
    match luck.below(10) {
        0 => fields.insert(at, luck.word(&words::CARD)),
        1 if fields.len() > 1 => drop(fields.remove(at)),
        2 => fields[at].push_str(&luck.word(&words::CARD)),
        3 => fields.swap(at, other),
        4 => fields[at] = changed_text(&fields[at], luck),
        5 => {
            let between = luck.pick(words::BETWEEN).copied().unwrap_or('|');
            *fields = vec![fields.join(&between.to_string())];
        }
        6 => fields[at] = luck.word(&words::CARD),
        _ => fields[at] = one_like(&fields[at], luck),
    }
}

/// A word that could stand in the same place of a card: as many digits, or none.
fn one_like(field: &str, luck: &mut Luck) -> String {
    let digits = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(text.len())
    };
    let alike = words::CARD.iter().filter(|word| digits(word) == digits(field)).cloned();
    luck.word(&alike.collect::<Vec<_>>())
}
