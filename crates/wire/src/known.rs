//! Words of a closed list that a newer program may have made longer.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

/// A word that this version knows, or one that it keeps as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known<T> {
    /// One of the list.
    Word(T),
    /// One that a newer program uses.
    Other(String),
}

impl<T: Copy> Known<T> {
    /// The word, if this version knows it.
    pub fn word(&self) -> Option<T> {
        match self {
            Self::Word(word) => Some(*word),
            Self::Other(_) => None,
        }
    }
}

impl<T: Copy + Into<&'static str>> fmt::Display for Known<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str((*word).into()),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl<T: FromStr> From<String> for Known<T> {
    fn from(text: String) -> Self {
        text.parse().map_or_else(|_| Self::Other(text), Self::Word)
    }
}

impl<T: Copy + Into<&'static str>> Serialize for Known<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, T: FromStr> Deserialize<'de> for Known<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::kinds::DeskKind;

    #[test]
    fn word_is_kept_as_it_came_when_it_is_newer_than_the_program() {
        let read: Vec<Known<DeskKind>> = serde_json::from_str(r#"["post","kiosk"]"#).unwrap();

        assert_eq!(read, [Known::Word(DeskKind::Post), Known::Other("kiosk".to_owned())]);
        assert_eq!(serde_json::to_string(&read).unwrap(), r#"["post","kiosk"]"#, "and goes on");
    }
}
