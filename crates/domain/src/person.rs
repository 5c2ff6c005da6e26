//! A person as one dossier knows them: a snapshot, kept with the dossier and gone with it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::kinds::{PersonKind, Sex};
use crate::name::PersonName;
use crate::partial_date::PartialDate;
use crate::personal_number::PersonalNumber;

/// A person named in a dossier, with what the dossier needs to know of them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Human being or organisation.
    pub kind: PersonKind,
    /// Họ, chữ đệm, tên.
    pub name: PersonName,
    /// The number on their identity paper, or why there is none.
    pub number: PersonalNumber,
    /// Date of birth, as exactly as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<PartialDate>,
    /// Sex as on the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Where they live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Where they can be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Person({}, …)", self.kind)
    }
}

/// A telephone number: 8 to 15 digits, with an optional leading `+`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// The text cannot be a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number")]
pub struct NotAPhone;

impl Phone {
    /// The number without spaces and dots.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Phone {
    type Err = NotAPhone;

    fn from_str(text: &str) -> Result<Self, NotAPhone> {
        let kept: String =
            text.chars().filter(|c| !c.is_whitespace() && !".-()".contains(*c)).collect();
        let digits = kept.strip_prefix('+').unwrap_or(&kept);
        let right = (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if right { Ok(Self(kept)) } else { Err(NotAPhone) }
    }
}

impl TryFrom<String> for Phone {
    type Error = NotAPhone;
    fn try_from(text: String) -> Result<Self, NotAPhone> {
        text.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_is_read_when_written_in_groups() {
        let phone: Phone = "0912 345.678".parse().unwrap();

        assert_eq!(phone.as_str(), "0912345678");
    }

    #[test]
    fn phone_is_refused_when_it_has_letters_or_too_few_digits() {
        for text in ["", "12345", "09123abc456", "+"] {
            assert_eq!(text.parse::<Phone>(), Err(NotAPhone), "{text:?}");
        }
    }
}
