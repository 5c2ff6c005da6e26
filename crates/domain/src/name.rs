//! Names of people, kept exactly as the person writes them.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

use crate::text::{Line, fold, is_apostrophe};

/// Longest name that is taken, in characters.
const LONGEST: usize = 200;

/// Keys that put a tone on a Telex syllable: sắc, huyền, hỏi, ngã, nặng.
const TELEX_TONES: [char; 5] = ['s', 'f', 'r', 'x', 'j'];

/// What Telex types for â, ê, ô, đ, ă, ơ, ư.
const TELEX_LETTERS: [&str; 7] = ["aa", "ee", "oo", "dd", "aw", "ow", "uw"];

/// Họ, chữ đệm và tên in one line, of any people: letters, marks, apostrophes, hyphens, dots.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(Line);

impl PersonName {
    /// Reads a name as typed; only white space and invisible characters are put right.
    pub fn parse(text: &str) -> Result<Self, NameFault> {
        let line = Line::new(text);
        if line.is_empty() {
            return Err(NameFault::Empty);
        }
        if line.as_str().chars().any(char::is_numeric) {
            return Err(NameFault::HasDigits);
        }
        if let Some(symbol) = line.as_str().chars().find(|c| !may_stand_in_a_name(*c)) {
            return Err(NameFault::Symbols(symbol));
        }
        if !line.as_str().chars().any(char::is_alphabetic) {
            return Err(NameFault::Empty);
        }
        if line.as_str().chars().count() > LONGEST {
            return Err(NameFault::TooLong);
        }
        Ok(Self(line))
    }

    /// The name as kept.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The same name with capitals where they belong, if it was typed all small or all large.
    ///
    /// Mixed case is somebody's decision and stays: `Y Moan`, `McDonald`.
    #[must_use]
    pub fn mended(&self) -> Self {
        let typed = self.as_str();
        let all_small = !typed.chars().any(char::is_uppercase);
        let all_large = !typed.chars().any(char::is_lowercase);
        if all_small || all_large { Self(Line::new(&in_title_case(typed))) } else { self.clone() }
    }

    /// The last word, by which people look each other up.
    pub fn given(&self) -> &str {
        self.as_str().rsplit(' ').next().unwrap_or_default()
    }

    /// The folded endings of the name for an index, shortest first: `my`, `thi my`, `hoang thi my`.
    pub fn suffixes(&self) -> Vec<String> {
        let folded = fold(self.as_str());
        let words: Vec<&str> = folded.split(' ').collect();
        let starts = (0..words.len()).rev();
        starts.filter_map(|start| words.get(start..)).map(|rest| rest.join(" ")).collect()
    }

    /// A word looks like Telex typed with the input method switched off, as in `Nguyeenx`.
    ///
    /// Only a reason to ask: a foreign name may look the same.
    pub fn looks_like_unfinished_telex(&self) -> bool {
        self.as_str().split(' ').any(is_unfinished_telex)
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

impl TryFrom<String> for PersonName {
    type Error = NameFault;
    fn try_from(text: String) -> Result<Self, NameFault> {
        Self::parse(&text)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.as_str().to_owned()
    }
}

/// Why a text is not a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// No letter is written.
    #[error("the name is empty")]
    Empty,
    /// A digit is in it.
    #[error("the name has digits")]
    HasDigits,
    /// It has more than 200 characters.
    #[error("the name is longer than {LONGEST} characters")]
    TooLong,
    /// This character does not belong in a name.
    #[error("the name has the symbol {0:?}")]
    Symbols(char),
}

impl NameFault {
    /// The stable word for this fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "name-empty",
            Self::HasDigits => "name-has-digits",
            Self::TooLong => "name-too-long",
            Self::Symbols(_) => "name-has-symbols",
        }
    }
}

fn may_stand_in_a_name(c: char) -> bool {
    c.is_alphabetic()
        || is_combining_mark(c)
        || is_apostrophe(c)
        || matches!(c, ' ' | '-' | '\u{2010}' | '\u{2011}' | '.')
}

pub(crate) fn in_title_case(name: &str) -> String {
    let mut title = String::with_capacity(name.len());
    let mut begins_a_word = true;
    for c in name.chars() {
        if begins_a_word {
            title.extend(c.to_uppercase());
        } else {
            title.extend(c.to_lowercase());
        }
        begins_a_word = !c.is_alphabetic() && !is_combining_mark(c);
    }
    title
}

fn is_unfinished_telex(word: &str) -> bool {
    let word = word.to_lowercase();
    word.is_ascii()
        && word.ends_with(TELEX_TONES)
        && TELEX_LETTERS.iter().any(|letter| word.contains(letter))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(text: &str) -> PersonName {
        PersonName::parse(text).unwrap()
    }

    #[test]
    fn name_is_kept_as_typed_when_it_is_a_name() {
        for typed in
            ["Nguyễn Văn A", "H'Bia Niê", "Y Moan Ênuôl", "Đinh K’Brôi", "Anne-Marie St. John"]
        {
            assert_eq!(name(typed).as_str(), typed, "the person decides how it is written");
        }
    }

    #[test]
    fn name_is_refused_with_a_reason_when_it_is_none() {
        let rows = [
            ("", NameFault::Empty),
            (" \u{200b}\t", NameFault::Empty),
            ("-.-", NameFault::Empty),
            ("Nguyễn Văn 1", NameFault::HasDigits),
            ("Nguyễn Văn ٣", NameFault::HasDigits),
            ("Nguyễn, Văn A", NameFault::Symbols(',')),
            ("Nguyễn <b>A", NameFault::Symbols('<')),
        ];

        for (typed, fault) in rows {
            assert_eq!(PersonName::parse(typed), Err(fault), "{typed:?}");
        }
        assert_eq!(PersonName::parse(&"a".repeat(201)), Err(NameFault::TooLong), "201 characters");
        assert!(PersonName::parse(&"ễ".repeat(200)).is_ok(), "characters count, not bytes");
    }

    #[test]
    fn mended_puts_capitals_when_all_was_typed_in_one_case() {
        let rows = [
            ("nguyễn văn a", "Nguyễn Văn A"),
            ("HOÀNG THỊ MỶ", "Hoàng Thị Mỷ"),
            ("h'bia niê", "H'Bia Niê"),
            ("H’BIA", "H’Bia"),
            ("đỗ ưng-đức", "Đỗ Ưng-Đức"),
            ("Y MOAN", "Y Moan"),
        ];

        for (typed, mended) in rows {
            assert_eq!(name(typed).mended().as_str(), mended, "{typed} has lost its capitals");
        }
    }

    #[test]
    fn mended_leaves_mixed_case_alone() {
        for typed in ["H'Bia", "H'bia Niê", "Y Moan", "Ksor", "Ronald McDonald", "nguyễn Văn a"]
        {
            assert_eq!(name(typed).mended().as_str(), typed, "{typed} may be meant so");
        }
    }

    #[test]
    fn suffixes_begin_with_the_last_word() {
        let name = name("Hoàng Thị Mỷ");

        assert_eq!(name.given(), "Mỷ", "people look each other up by the last word");
        assert_eq!(name.suffixes(), ["my", "thi my", "hoang thi my"], "folded, shortest first");
    }

    #[test]
    fn telex_is_suspected_only_when_letters_and_tone_are_both_unfinished() {
        for typed in ["Nguyeenx Van A", "TUAANS", "Leej Hoa", "Ddinhj", "Truowngf"] {
            assert!(name(typed).looks_like_unfinished_telex(), "{typed} was meant as Telex");
        }
        for typed in
            ["Nguyễn Văn A", "Ksor H'Bia", "Y Moan", "Dawn Lee", "Siu Kror", "Hoa", "Moore"]
        {
            assert!(!name(typed).looks_like_unfinished_telex(), "{typed} is a name as it stands");
        }
    }

    #[test]
    fn debug_shows_nothing_of_a_name() {
        assert_eq!(format!("{:?}", name("Nguyễn Văn A")), "PersonName(…)", "names are personal");
    }

    #[test]
    fn name_is_checked_when_it_comes_in_as_json() {
        let good = serde_json::from_str::<PersonName>(r#"" Lo\u0300  Thị ""#).unwrap();

        assert_eq!(serde_json::to_string(&good).unwrap(), "\"Lò Thị\"", "a plain clean string");
        assert!(serde_json::from_str::<PersonName>("\"R2D2\"").is_err(), "the door is the same");
    }

    proptest! {
        #[test]
        fn mending_twice_changes_nothing(text in "[a-zA-ZĐđÀỹẩ' -]{1,20}") {
            let Ok(name) = PersonName::parse(&text) else { return Ok(()) };

            prop_assert_eq!(name.mended().mended(), name.mended());
        }

        #[test]
        fn every_name_that_parses_reads_back(text: String) {
            let Ok(name) = PersonName::parse(&text) else { return Ok(()) };

            prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
            prop_assert_eq!(PersonName::parse(name.mended().as_str()), Ok(name.mended()));
        }
    }
}
