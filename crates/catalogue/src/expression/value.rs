//! Values that may be unknown, or known only within bounds.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use domain::partial_date::PartialDate;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Absent, blank, not readable, or not decided by what is known.
    Unknown,
    /// True or false.
    Truth(bool),
    /// A text; never blank.
    Text(String),
    /// A whole number between these two, both included.
    Number(RangeInclusive<i64>),
    /// A date, perhaps partial.
    Date(PartialDate),
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
}

impl Comparison {
    pub(super) fn of(sign: &str) -> Option<Self> {
        Some(match sign {
            "=" => Self::Equal,
            "!=" => Self::Unequal,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::More,
            ">=" => Self::MoreOrEqual,
            _ => return None,
        })
    }

    /// Whether it asks which of two is larger.
    pub(super) fn is_of_size(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }

    pub(super) fn judge(self, left: &Value, right: &Value) -> Value {
        let judged = match (left, right) {
            (Value::Truth(left), Value::Truth(right)) => {
                self.ranges(&(left..=left), &(right..=right))
            }
            (Value::Text(left), Value::Text(right)) => {
                self.ranges(&(left..=left), &(right..=right))
            }
            (Value::Number(left), Value::Number(right)) => self.ranges(left, right),
            (Value::Date(left), Value::Date(right)) => self.ranges(&days(*left), &days(*right)),
            _ => None,
        };
        judged.map_or(Value::Unknown, Value::Truth)
    }

    /// What holds for every pair out of two ranges; `None` where it depends.
    fn ranges<T: Ord>(self, left: &RangeInclusive<T>, right: &RangeInclusive<T>) -> Option<bool> {
        match self {
            Self::Equal => equal(left, right),
            Self::Unequal => equal(left, right).map(|equal| !equal),
            Self::Less => less(left, right),
            Self::More => less(right, left),
            Self::LessOrEqual => less(right, left).map(|more| !more),
            Self::MoreOrEqual => less(left, right).map(|less| !less),
        }
    }
}

/// The first and the last day that a date can mean.
pub(super) fn days(date: PartialDate) -> RangeInclusive<NaiveDate> {
    date.earliest()..=date.latest()
}

fn equal<T: Ord>(left: &RangeInclusive<T>, right: &RangeInclusive<T>) -> Option<bool> {
    if left.end() < right.start() || right.end() < left.start() {
        return Some(false);
    }
    let is_one = left.start() == left.end() && right.start() == right.end();
    is_one.then_some(true)
}

fn less<T: Ord>(left: &RangeInclusive<T>, right: &RangeInclusive<T>) -> Option<bool> {
    if left.end() < right.start() {
        return Some(true);
    }
    (left.start() >= right.end()).then_some(false)
}
