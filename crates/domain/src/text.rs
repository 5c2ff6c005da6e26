//! Text as people type, paste and scan it, and the one form in which it is kept.
//!
//! Everything that comes in is brought to NFC here: five hundred of the 2,642 procedure records of
//! the national portal are not.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Which rules [`fold`] follows; a stored fold made under another number has to be made again.
pub const FOLD_VERSION: u32 = 1;

/// How many arrays and objects [`nfc_json`] follows into one another.
const DEEPEST_JSON: usize = 64;

/// Grave, acute, tilde, hook above and dot below: the five tones, as marks of their own.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Composes letters and their marks (NFC); changes nothing else.
pub fn nfc(text: &str) -> String {
    composed(Cow::Borrowed(text)).into_owned()
}

/// Reduces text to what a search compares: NFC, lower case, no marks, `đ` as `d`, no apostrophes,
/// single spaces.
///
/// `HOÀ` and `Hòa` both become `hoa`, and `H'Leo` written with any apostrophe becomes `hleo`. The
/// Icelandic `ð` counts as `d` too: its capital looks like `Đ` and is often typed for it.
pub fn fold(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for c in lowered(text).chars() {
        decompose_canonical(c, |part| {
            if !is_combining_mark(part) && !is_apostrophe(part) {
                bare.push(plain_d(part));
            }
        });
    }
    composed(Cow::Owned(single_spaces(&bare))).into_owned()
}

/// Reduces text like [`fold`] but keeps its marks, whatever the place of the tone: `Hoà` and `Hòa`
/// are equal, `Giang` and `Giàng` are not.
pub fn fold_keeping_marks(text: &str) -> String {
    let bare: String = lowered(text).chars().filter(|c| !is_apostrophe(*c)).collect();
    let mut moved = String::with_capacity(bare.len() * 2);
    for word in bare.split_whitespace() {
        if !moved.is_empty() {
            moved.push(' ');
        }
        push_tone_last(&mut moved, word);
    }
    composed(Cow::Owned(moved)).into_owned()
}

/// Brings every string and every key of a JSON value to NFC, and cleans the strings as [`Prose`].
///
/// Of two keys that become equal the later one wins, as in any JSON reader.
pub fn nfc_json(value: Value) -> Result<Value, TooDeep> {
    nfc_json_within(value, DEEPEST_JSON)
}

/// The JSON is nested more deeply than any form of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nested more deeply than {DEEPEST_JSON} levels")]
pub struct TooDeep;

/// One line of text: NFC, no control or invisible characters, no outer and only single inner spaces.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Line(String);

impl Line {
    /// Cleans `text` and keeps it as one line; a tab or a line end becomes a space.
    pub fn new(text: &str) -> Self {
        let clean: String = text.chars().filter_map(in_a_line).collect();
        Self(single_spaces(&composed(Cow::Owned(clean))))
    }
}

/// Text of several lines: NFC, lines end with `\n`, no other control or invisible characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Prose(String);

impl Prose {
    /// Cleans `text`; spaces stay as they are, so that saving never moves what is being typed.
    pub fn new(text: &str) -> Self {
        let lines = text.replace("\r\n", "\n");
        Self(nfc(&lines.chars().filter_map(in_prose).collect::<String>()))
    }
}

macro_rules! kept_text {
    ($name:ident) => {
        impl $name {
            /// The text as kept.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Nothing but white space is written here.
            pub fn is_empty(&self) -> bool {
                self.0.trim().is_empty()
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        // What people write may be about people: it never reaches a log.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|text| Self::new(&text))
            }
        }
    };
}

kept_text!(Line);
kept_text!(Prose);

fn nfc_json_within(value: Value, levels_left: usize) -> Result<Value, TooDeep> {
    match value {
        Value::String(text) => Ok(Value::String(Prose::new(&text).0)),
        Value::Array(items) => {
            let below = levels_left.checked_sub(1).ok_or(TooDeep)?;
            items.into_iter().map(|item| nfc_json_within(item, below)).collect()
        }
        Value::Object(fields) => {
            let below = levels_left.checked_sub(1).ok_or(TooDeep)?;
            let fields = fields.into_iter();
            fields.map(|(key, item)| Ok((nfc(&key), nfc_json_within(item, below)?))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(value),
    }
}

fn composed(text: Cow<'_, str>) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

fn lowered(text: &str) -> String {
    let clean: String = text.chars().filter_map(in_a_line).collect();
    composed(Cow::Owned(clean)).to_lowercase()
}

fn single_spaces(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

fn push_tone_last(text: &mut String, word: &str) {
    let mut tones = String::new();
    for c in word.chars() {
        decompose_canonical(c, |part| {
            let into = if TONES.contains(&part) { &mut tones } else { &mut *text };
            into.push(slashed_d(part));
        });
    }
    text.push_str(&tones);
}

fn in_a_line(c: char) -> Option<char> {
    if c.is_whitespace() {
        return Some(' ');
    }
    (!c.is_control() && !is_invisible(c)).then_some(c)
}

fn in_prose(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        _ => (!c.is_control() && !is_invisible(c)).then_some(c),
    }
}

/// Characters that nobody sees, but that turn words around or make equal words differ.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

fn plain_d(c: char) -> char {
    if matches!(c, 'đ' | 'ð' | 'ɖ') { 'd' } else { c }
}

fn slashed_d(c: char) -> char {
    if matches!(c, 'ð' | 'ɖ') { 'đ' } else { c }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn nfd(text: &str) -> String {
        text.nfd().collect()
    }

    /// Any characters at all, thickened with the ones that this module exists for.
    fn awkward_text() -> impl Strategy<Value = String> {
        let awkward = "aoyđĐðÐươêâăÀẢÃÁẠ\u{300}\u{301}\u{323}\u{31b}\u{302}'’ʼ` \u{a0}\t\r\n\u{2028}\u{200b}\u{202e}가ΑΣİǅK";
        let one =
            prop_oneof![prop::sample::select(awkward.chars().collect::<Vec<_>>()), any::<char>()];
        prop::collection::vec(one, 0..24).prop_map(|chars| chars.into_iter().collect())
    }

    #[test]
    fn line_is_one_clean_line_when_text_was_pasted() {
        let pasted = "  Thôn\t1,\r\n xã\u{a0}\u{a0}Thống\u{200b} Nhất\u{202e}\u{0} ";

        let line = Line::new(pasted);

        assert_eq!(line.as_str(), "Thôn 1, xã Thống Nhất", "one visible line is left");
    }

    #[test]
    fn prose_keeps_its_lines_when_they_end_the_windows_way() {
        let prose = Prose::new("một\r\nhai\rba\u{7}\n\n bốn\t");

        assert_eq!(prose.as_str(), "một\nhai\nba\n\n bốn ", "only the line ends are unified");
    }

    #[test]
    fn prose_is_empty_when_it_holds_only_blank_lines() {
        assert!(Prose::new(" \n\n ").is_empty(), "nothing is written there");
        assert!(!Prose::new(" \n.").is_empty(), "a dot is something");
    }

    #[test]
    fn debug_shows_nothing_when_text_may_be_personal() {
        let shown = format!("{:?} {:?}", Line::new("Nguyễn Văn A"), Prose::new("bị bệnh"));

        assert_eq!(shown, "Line(…) Prose(…)", "a log never learns what was typed");
    }

    #[test]
    fn line_is_cleaned_when_it_comes_in_as_json() {
        let line: Line = serde_json::from_value(json!("  Hoa\u{300}  \n")).unwrap();

        assert_eq!(line, Line::new("Hoà"), "deserialising is a door too");
        assert_eq!(serde_json::to_value(&line).unwrap(), json!("Hoà"), "it is a plain string");
    }

    #[test]
    fn fold_makes_words_equal_when_people_would_call_them_so() {
        let rows = [
            ("HOÀ", "hoa"),
            ("Hòa", "hoa"),
            ("Đặng  Thị\u{a0}Ưng", "dang thi ung"),
            ("Ðặng", "dang"),
            ("Ea H'Leo", "ea hleo"),
            ("Ea H’Leo", "ea hleo"),
            ("Cư Mʼgar", "cu mgar"),
            ("Cư M`gar", "cu mgar"),
            ("  Nguyễn\nVăn ", "nguyen van"),
        ];

        for (typed, folded) in rows {
            assert_eq!(fold(typed), folded, "{typed} is found as {folded}");
        }
    }

    #[test]
    fn fold_keeping_marks_forgives_only_the_place_of_the_tone() {
        assert_eq!(fold_keeping_marks("HOÀ"), fold_keeping_marks("Hòa"), "old and new tone place");
        assert_eq!(
            fold_keeping_marks("Thuỷ"),
            fold_keeping_marks("thủy"),
            "old and new tone place"
        );
        assert_eq!(fold_keeping_marks("H’Leo"), fold_keeping_marks("h'leo"), "any apostrophe");
        assert_ne!(
            fold_keeping_marks("Cẩm Giang"),
            fold_keeping_marks("Cẩm Giàng"),
            "two communes"
        );
        assert_ne!(fold_keeping_marks("Văn Lang"), fold_keeping_marks("Văn Lăng"), "two communes");
        assert_ne!(fold_keeping_marks("Đa"), fold_keeping_marks("Da"), "đ is a letter of its own");
    }

    #[test]
    fn nfc_json_reaches_keys_and_inner_strings() {
        let value = json!({ nfd("họ"): [nfd("Hoà"), 1, null, { "b": nfd("ễ") }] });

        let normal = nfc_json(value).unwrap();

        assert_eq!(normal, json!({ "họ": ["Hoà", 1, null, { "b": "ễ" }] }), "all strings are NFC");
    }

    #[test]
    fn nfc_json_refuses_when_the_nesting_passes_64_levels() {
        let nested = |levels: usize| (0..levels).fold(json!("x"), |inner, _| json!([inner]));

        assert!(nfc_json(nested(64)).is_ok(), "64 levels are followed");
        assert_eq!(nfc_json(nested(65)), Err(TooDeep), "deeper is refused, not followed");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in awkward_text()) {
            let line = Line::new(&text);
            let prose = Prose::new(&text);

            prop_assert_eq!(Line::new(line.as_str()), line);
            prop_assert_eq!(Prose::new(prose.as_str()), prose);
            prop_assert_eq!(nfc(&nfc(&text)), nfc(&text));
        }

        #[test]
        fn folding_twice_changes_nothing(text in awkward_text()) {
            let once = fold(&text);
            let marked = fold_keeping_marks(&text);

            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(fold_keeping_marks(&marked), marked.clone());
        }

        #[test]
        fn folding_does_not_see_how_marks_are_encoded(text in awkward_text()) {
            prop_assert_eq!(fold(&nfd(&text)), fold(&nfc(&text)));
            prop_assert_eq!(fold_keeping_marks(&nfd(&text)), fold_keeping_marks(&nfc(&text)));
        }

        #[test]
        fn line_never_holds_a_control_character(text in awkward_text()) {
            let line = Line::new(&text);

            prop_assert!(!line.as_str().chars().any(|c| c.is_control() || is_invisible(c)));
            prop_assert_eq!(line.as_str().trim(), line.as_str());
        }

        #[test]
        fn json_normalised_twice_is_the_same(key in awkward_text(), text in awkward_text()) {
            let once = nfc_json(json!({ key: [text] })).unwrap();

            prop_assert_eq!(nfc_json(once.clone()), Ok(once));
        }
    }
}
