//! How long an agency may take, and until when.

mod course;
mod due;
mod pause;

use serde::{Deserialize, Serialize};

pub use self::course::{Course, Later, RestDay, course};
pub use self::due::{Certainty, Due, WhyUnknown, due};
pub use self::pause::{Remaining, due_after_pause, remaining};
use crate::kinds::words;
use crate::text::{Line, fold};

use strum::{Display, EnumString, IntoStaticStr, VariantArray};

words! {
    /// In what a time limit is counted.
    LimitUnit {
        /// Giờ làm việc: only while the office works.
        WorkingHours,
        /// Ngày làm việc.
        WorkingDays,
        /// Ngày: the calendar runs on, only the end may not fall on a day of rest.
        CalendarDays,
        /// Giờ: the clock runs on, only the end may not fall where the office is closed.
        CalendarHours,
    }
}

/// How long an agency may take, with the words in which the procedure says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimeLimit {
    /// A number of a unit; no working days at all means by the end of the same working day.
    Known {
        /// How many.
        value: u32,
        /// Of what.
        unit: LimitUnit,
        /// As the procedure says it.
        text: Line,
    },
    /// The words do not tell, and nobody guesses.
    Unknown {
        /// As the procedure says it, which may be nothing.
        text: Line,
    },
}

/// Ways to say that the result is given on the day of the reception, folded.
const SAME_DAY: [&str; 4] =
    ["trong ngay", "ngay trong ngay", "trong ngay lam viec", "ngay trong ngay lam viec"];

impl TimeLimit {
    /// Reads one limit: `3 Ngày làm việc`, `15 Ngày`, `01 Giờ`, `Ngay trong ngày làm việc`.
    ///
    /// A bare number has lost its unit on the portal's page and stays unknown; so does zero, and
    /// anything that says more than one thing.
    pub fn read(text: &str) -> Self {
        let text = Line::new(text);
        match known(&fold(text.as_str())) {
            Some((value, unit)) => Self::Known { value, unit, text },
            None => Self::Unknown { text },
        }
    }

    /// The limit as the procedure says it.
    pub fn text(&self) -> &Line {
        match self {
            Self::Known { text, .. } | Self::Unknown { text } => text,
        }
    }
}

fn known(folded: &str) -> Option<(u32, LimitUnit)> {
    let folded = folded.trim_end_matches('.').trim_end();
    if SAME_DAY.contains(&folded) {
        return Some((0, LimitUnit::WorkingDays));
    }
    let digits = folded.bytes().take_while(u8::is_ascii_digit).count();
    let (number, words) = folded.split_at_checked(digits)?;
    let unit = match words.trim() {
        "ngay lam viec" => LimitUnit::WorkingDays,
        "ngay" => LimitUnit::CalendarDays,
        "gio lam viec" => LimitUnit::WorkingHours,
        "gio" => LimitUnit::CalendarHours,
        _ => return None,
    };
    let value = number.parse().ok().filter(|value| *value > 0)?;
    Some((value, unit))
}

#[cfg(test)]
mod course_tests;
#[cfg(test)]
mod hand_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
