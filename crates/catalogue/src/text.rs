//! Texts of the package, in the languages that it has them in.

use std::collections::BTreeMap;

use domain::text::nfc;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// One text in several languages, by language tag (`vi`, `en`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<String, String>);

impl Text {
    /// A text that is official in Vietnamese and has no translation.
    pub fn vietnamese(text: &str) -> Self {
        Self(BTreeMap::from([("vi".to_owned(), nfc(text))]))
    }

    /// The text in a language, or in Vietnamese where it is not translated.
    pub fn in_(&self, language: &str) -> &str {
        let found = self.0.get(language).or_else(|| self.0.get("vi"));
        found.or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// Nothing is written in any language.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }

    /// The languages in which it is written.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The text with `{name}` replaced by what stands under `name`, language by language.
    #[must_use]
    pub(crate) fn filled(&self, name: &str, with: &Text) -> Self {
        let hole = format!("{{{name}}}");
        let texts = self.0.iter();
        Self(texts.map(|(tag, text)| (tag.clone(), text.replace(&hole, with.in_(tag)))).collect())
    }

    /// The text of one row: `{n}` is its number, as people count.
    pub(crate) fn numbered(&self, row: usize) -> Self {
        self.filled("n", &Self::vietnamese(&row.saturating_add(1).to_string()))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = BTreeMap::<String, String>::deserialize(deserializer)?;
        if !texts.contains_key("vi") {
            return Err(D::Error::custom("a text has no Vietnamese"));
        }
        Ok(Self(texts.into_iter().map(|(tag, text)| (tag, nfc(&text))).collect()))
    }
}
