//! Codes of the statistics office for provinces and communes.
//!
//! Most codes of today's communes were in use before July 2025 for other places: 00004 was phường
//! Trúc Bạch and is phường Ba Đình. So old and new codes are two types.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text is not the code of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the code of an administrative unit")]
pub struct NotAUnitCode;

macro_rules! unit_code {
    ($(#[$doc:meta])* $name:ident, $digits:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u32);

        impl $name {
            /// Reads the code's digits, zeros included.
            pub fn parse(text: &str) -> Result<Self, NotAUnitCode> {
                if text.len() != $digits || !text.bytes().all(|b| b.is_ascii_digit()) {
                    return Err(NotAUnitCode);
                }
                text.parse().map(Self).map_err(|_| NotAUnitCode)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:0width$}", self.0, width = $digits)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NotAUnitCode;
            fn from_str(text: &str) -> Result<Self, NotAUnitCode> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAUnitCode;
            fn try_from(text: String) -> Result<Self, NotAUnitCode> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.to_string()
            }
        }
    };
}

unit_code! {
    /// A province since July 2025: two digits, 01 to 96.
    ProvinceCode, 2
}
unit_code! {
    /// A commune since July 2025: five digits.
    CommuneCode, 5
}
unit_code! {
    /// A commune as it was on 30 June 2025: five digits.
    OldCommuneCode, 5
}
