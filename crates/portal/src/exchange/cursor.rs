//! Where an export ended and the next one begins: `<era>.<event>.<withdrawal>`.

use std::fmt;
use std::str::FromStr;

use crate::store::arrivals::Arrived;

/// A place in the order of arrivals, in one life of the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Which life of the records; `None` before the first export.
    pub era: Option<u32>,
    /// The place.
    pub place: Arrived,
}

/// The text is not a cursor of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor of an export")]
pub struct NotACursor;

impl Cursor {
    /// Before everything.
    pub const START: Self = Self { era: None, place: Arrived { event: 0, withdrawal: 0 } };
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.era {
            Some(era) => write!(f, "{era}.{}.{}", self.place.event, self.place.withdrawal),
            None => f.write_str("0"),
        }
    }
}

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        if text == "0" {
            return Ok(Self::START);
        }
        let mut numbers = text.split('.').map(|number| number.parse::<u64>().ok());
        let mut next = || numbers.next().flatten().filter(|number| i64::try_from(*number).is_ok());
        let (era, event, withdrawal) = (next(), next(), next());
        let era = era.and_then(|era| u32::try_from(era).ok());
        match (era, event, withdrawal, numbers.next()) {
            (Some(era), Some(event), Some(withdrawal), None) => {
                Ok(Self { era: Some(era), place: Arrived { event, withdrawal } })
            }
            _ => Err(NotACursor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursor_reads_back_and_nothing_else_is_one() {
        for text in ["0", "1.0.0", "2.31.4"] {
            assert_eq!(text.parse::<Cursor>().unwrap().to_string(), text);
        }
        for text in ["", "1", "1.2", "1.2.3.4", "a.b.c", "-1.0.0", "1.99999999999999999999.0"] {
            assert_eq!(text.parse::<Cursor>(), Err(NotACursor), "{text:?}");
        }
    }
}
