//! Vietnamese first, English second.

use std::str::FromStr;

use unic_langid::{LanguageIdentifier, langid};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vietnamese,
    /// English.
    English,
}

/// The word names no language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language of the interface")]
pub struct NotALanguage;

impl FromStr for Language {
    type Err = NotALanguage;

    fn from_str(word: &str) -> Result<Self, NotALanguage> {
        [Self::Vietnamese, Self::English]
            .into_iter()
            .find(|language| language.word() == word)
            .ok_or(NotALanguage)
    }
}

impl Language {
    /// The language of a tag such as `en` or `en_US.UTF-8`; what is not English is Vietnamese.
    pub fn of_tag(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let first = tag.split(['_', '-', '.', '@']).next();
        first.and_then(|word| word.parse().ok()).unwrap_or(Self::Vietnamese)
    }

    /// Its word: `vi` or `en`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    pub(crate) fn id(self) -> LanguageIdentifier {
        match self {
            Self::Vietnamese => langid!("vi"),
            Self::English => langid!("en"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_is_vietnamese_unless_english_is_asked_for() {
        for tag in ["en", "EN", "en_US.UTF-8", "en-GB", "en@euro"] {
            assert_eq!(Language::of_tag(tag), Language::English, "{tag}");
        }
        for tag in ["vi", "vi_VN.UTF-8", "C", "POSIX", "english?", "fr_FR", ""] {
            assert_eq!(Language::of_tag(tag), Language::Vietnamese, "{tag}");
        }
    }

    #[test]
    fn language_is_known_by_its_own_word_alone() {
        for language in [Language::Vietnamese, Language::English] {
            assert_eq!(language.word().parse(), Ok(language));
        }
        assert_eq!("EN".parse::<Language>(), Err(NotALanguage));
    }
}
