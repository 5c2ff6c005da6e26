//! What an input method makes of the keys of a reader, and the way back.
//!
//! A reader types as a hand does, but knows nothing of Telex and VNI. So `Nguyễn` may arrive as
//! `Nguyeexn` or `Nguye64n` when the method is off and the reader counts on it, and `Ksor` as `Kỏs`
//! when it is on and the reader does not. The first can be undone; the second can only be noticed.

use unicode_normalization::UnicodeNormalization;

/// Marks that turn a letter into another one.
const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';
const HORN: char = '\u{31b}';

/// Beginnings of Vietnamese syllables that have more than one consonant.
const CLUSTERS: [&str; 11] = ["ch", "gh", "gi", "kh", "ng", "ngh", "nh", "ph", "qu", "th", "tr"];

/// What one key means after the letters before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Tone(char),
    /// Puts a mark on the nearest of these letters.
    Mark(char, &'static str),
    /// Makes đ of d.
    Stroke,
}

/// The text with the keys of Telex or VNI that nobody turned into marks; `None` if there are none.
pub(super) fn undone(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    // A word alone is taken for Telex only where a doubled letter says so: `Nam` and `Bor` are names.
    let is_telex = words.iter().any(|word| has_doubled_letter(word));
    let undone = words.iter().map(|word| (*word, word_undone(word, is_telex)));
    let undone: Vec<(&str, Option<String>)> = undone.collect();
    let any = undone.iter().any(|(_, undone)| undone.is_some());
    let meant = undone.into_iter().map(|(word, undone)| undone.unwrap_or_else(|| word.to_owned()));
    any.then(|| meant.collect::<Vec<_>>().join(" "))
}

fn word_undone(word: &str, is_telex: bool) -> Option<String> {
    let bare = word.trim_end_matches([',', '.']);
    let tail = word.get(bare.len()..).unwrap_or_default();
    let begins = bare.starts_with(|c: char| c.is_ascii_alphabetic());
    if !begins || !bare.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let has_digit = bare.bytes().any(|b| b.is_ascii_digit());
    let has_tone = bare.to_ascii_lowercase().ends_with(['s', 'f', 'r', 'x', 'j']);
    let undone = match (has_digit, is_telex && (has_tone || has_doubled_letter(bare))) {
        (true, _) => played(bare, vni),
        (false, true) => played(bare, telex),
        (false, false) => None,
    };
    Some(undone.filter(|undone| undone != bare)? + tail)
}

fn has_doubled_letter(word: &str) -> bool {
    let small = word.to_lowercase();
    let signs = ["aa", "ee", "oo", "dd", "aw", "ow", "uw"];
    word.is_ascii() && signs.iter().any(|sign| small.contains(sign)) && has_vowel(&small)
}

fn has_vowel(small: &str) -> bool {
    small.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn telex(key: char, before: &str) -> Option<Key> {
    let has = |letter: char| before.contains(letter);
    match key {
        's' => Some(Key::Tone('\u{301}')),
        'f' => Some(Key::Tone('\u{300}')),
        'r' => Some(Key::Tone('\u{309}')),
        'x' => Some(Key::Tone('\u{303}')),
        'j' => Some(Key::Tone('\u{323}')),
        'a' if before.ends_with('a') => Some(Key::Mark(CIRCUMFLEX, "a")),
        'e' if before.ends_with('e') => Some(Key::Mark(CIRCUMFLEX, "e")),
        'o' if before.ends_with('o') => Some(Key::Mark(CIRCUMFLEX, "o")),
        'w' if before.ends_with('a') => Some(Key::Mark(BREVE, "a")),
        'w' if has('u') || has('o') => Some(Key::Mark(HORN, "uo")),
        'd' if before.starts_with('d') => Some(Key::Stroke),
        _ => None,
    }
}

fn vni(key: char, _before: &str) -> Option<Key> {
    match key {
        '1' => Some(Key::Tone('\u{301}')),
        '2' => Some(Key::Tone('\u{300}')),
        '3' => Some(Key::Tone('\u{309}')),
        '4' => Some(Key::Tone('\u{303}')),
        '5' => Some(Key::Tone('\u{323}')),
        '6' => Some(Key::Mark(CIRCUMFLEX, "aeo")),
        '7' => Some(Key::Mark(HORN, "uo")),
        '8' => Some(Key::Mark(BREVE, "a")),
        '9' => Some(Key::Stroke),
        _ => None,
    }
}

/// Plays the keys of a word as the method would; `None` where a key has nothing to act upon.
fn played(word: &str, method: fn(char, &str) -> Option<Key>) -> Option<String> {
    let mut letters: Vec<(char, Option<char>)> = Vec::new();
    let mut tone = None;
    for key in word.chars() {
        let before: String =
            letters.iter().map(|(letter, _)| letter.to_ascii_lowercase()).collect();
        let has_vowel = has_vowel(&before);
        match method(key.to_ascii_lowercase(), &before) {
            Some(Key::Tone(mark)) if has_vowel => tone = Some(mark),
            Some(Key::Mark(mark, on)) if has_vowel => marked(&mut letters, mark, on)?,
            Some(Key::Stroke) => stroked(&mut letters)?,
            _ if key.is_ascii_digit() => return None,
            _ => letters.push((key, None)),
        }
    }
    let at = tone.and_then(|_| tone_place(&letters));
    let mut text = String::new();
    for (place, (letter, mark)) in letters.into_iter().enumerate() {
        text.push(letter);
        text.extend(mark);
        text.extend(tone.filter(|_| at == Some(place)));
    }
    Some(text.nfc().collect())
}

/// Puts a mark on the last letter that takes it; a horn on both letters of `uo`.
fn marked(letters: &mut [(char, Option<char>)], mark: char, on: &str) -> Option<()> {
    let takes = |letter: char| on.contains(letter.to_ascii_lowercase());
    let last = letters.iter().rposition(|(letter, _)| takes(*letter))?;
    letters.get_mut(last)?.1 = Some(mark);
    if mark == HORN
        && let Some(before) = last.checked_sub(1).and_then(|at| letters.get_mut(at))
        && before.0.eq_ignore_ascii_case(&'u')
    {
        before.1 = Some(HORN);
    }
    Some(())
}

fn stroked(letters: &mut [(char, Option<char>)]) -> Option<()> {
    let first = letters.first_mut()?;
    first.0 = match first.0 {
        'd' => 'đ',
        'D' => 'Đ',
        _ => return None,
    };
    Some(())
}

/// The letter that carries the tone: one with a mark, else by the shape of the syllable.
fn tone_place(letters: &[(char, Option<char>)]) -> Option<usize> {
    let is_vowel = |c: char| "aeiouy".contains(c.to_ascii_lowercase());
    if let Some(at) = letters.iter().rposition(|(_, mark)| mark.is_some()) {
        return Some(at);
    }
    let mut vowels: Vec<usize> = Vec::new();
    for (at, (letter, _)) in letters.iter().enumerate() {
        let follows = vowels.last().is_none_or(|last| last + 1 == at);
        if is_vowel(*letter) && follows {
            vowels.push(at);
        }
    }
    let small = |at: usize| letters.get(at).map(|(letter, _)| letter.to_ascii_lowercase());
    let first = *vowels.first()?;
    let glides = first == 1
        && matches!((small(0), small(1)), (Some('q'), Some('u')) | (Some('g'), Some('i')));
    if glides && vowels.len() > 1 {
        vowels.remove(0);
    }
    let ends_open = vowels.last() == Some(&(letters.len() - 1));
    match vowels.as_slice() {
        [first, _] if ends_open => Some(*first),
        [only] | [_, only, ..] => Some(*only),
        [] => None,
    }
}

/// Whether a method that was on may have changed a word that it should have left alone: a tone on
/// what begins like no Vietnamese syllable.
pub(super) fn is_overdone(text: &str) -> bool {
    text.split([' ', ',']).any(|word| {
        let parts: String = word.nfd().collect::<String>().to_lowercase();
        let has_tone = parts.contains(['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}']);
        let is_vowel = |c: char| "aeiouy".contains(c);
        let onset: String =
            parts.chars().take_while(|c| c.is_alphabetic() && !is_vowel(*c)).collect();
        let is_foreign = onset.chars().count() > 1 && !CLUSTERS.contains(&onset.as_str());
        let has_key = parts.contains(['w', 'f', 'j', 'z']);
        has_tone && (is_foreign || has_key)
    })
}
