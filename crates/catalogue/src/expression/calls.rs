//! The functions of the language.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::kinds::Kind;
use super::tree::{Node, today};
use super::value::{Value, days};
use crate::case::Case;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    Empty,
    Any,
    Count,
    OneOf,
    Age,
    DaysBetween,
    Year,
    Words,
    Concat,
    If,
}

impl Call {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "empty" => Self::Empty,
            "any" => Self::Any,
            "count" => Self::Count,
            "one_of" => Self::OneOf,
            "age" => Self::Age,
            "days_between" => Self::DaysBetween,
            "year" => Self::Year,
            "words" => Self::Words,
            "concat" => Self::Concat,
            "if" => Self::If,
            _ => return None,
        })
    }

    /// Whether it looks at places rather than at what stands there.
    pub(super) fn takes_places(self) -> bool {
        matches!(self, Self::Empty | Self::Any | Self::Count)
    }

    /// The kind that it gives for arguments of these kinds, or what it wants instead.
    pub(super) fn kind(self, given: &[Kind]) -> Result<Kind, &'static str> {
        let only = |kind: Kind| !given.is_empty() && given.iter().all(|one| *one == kind);
        match self {
            Self::Empty if given.len() == 1 => Ok(Kind::Truth),
            Self::Any if !given.is_empty() => Ok(Kind::Truth),
            Self::Count if given == [Kind::Rows] => Ok(Kind::Number),
            Self::OneOf if given.len() >= 2 && only(Kind::Text) => Ok(Kind::Truth),
            Self::Age if given.len() <= 2 && only(Kind::Date) => Ok(Kind::Number),
            Self::DaysBetween if given.len() == 2 && only(Kind::Date) => Ok(Kind::Number),
            Self::Year if given.len() == 1 && only(Kind::Date) => Ok(Kind::Number),
            Self::Words if given.len() == 1 && only(Kind::Date) => Ok(Kind::Text),
            Self::Concat if only(Kind::Text) => Ok(Kind::Text),
            Self::If => match given {
                [Kind::Truth, then, other] if then == other && then.is_a_value() => Ok(*then),
                _ => Err("a truth and two values of one kind"),
            },
            Self::Empty => Err("one place"),
            Self::Any => Err("places"),
            Self::Count => Err("one list of rows"),
            Self::OneOf => Err("two or more texts"),
            Self::Age => Err("one or two dates"),
            Self::DaysBetween => Err("two dates"),
            Self::Year | Self::Words => Err("one date"),
            Self::Concat => Err("texts"),
        }
    }

    pub(super) fn value(self, arguments: &[Node], case: &Case<'_>) -> Value {
        match self {
            Self::Empty => Value::Truth(!is_any_there(arguments, case)),
            Self::Any => Value::Truth(is_any_there(arguments, case)),
            Self::Count => count(arguments, case),
            Self::If => choice(arguments, case),
            _ => {
                let values: Vec<_> = arguments.iter().map(|one| one.value(case)).collect();
                self.of_values(&values, case)
            }
        }
    }

    fn of_values(self, values: &[Value], case: &Case<'_>) -> Value {
        match (self, values) {
            (Self::OneOf, [Value::Text(text), choices @ ..]) => {
                Value::Truth(choices.contains(&Value::Text(text.clone())))
            }
            (Self::Age, [Value::Date(birth)]) => today(case)
                .map_or(Value::Unknown, |today| Value::Number(years(&days(*birth), &days(today)))),
            (Self::Age, [Value::Date(birth), Value::Date(at)]) => {
                Value::Number(years(&days(*birth), &days(*at)))
            }
            (Self::DaysBetween, [Value::Date(from), Value::Date(to)]) => {
                Value::Number(distance(&days(*from), &days(*to)))
            }
            (Self::Year, [Value::Date(date)]) => {
                let year = i64::from(date.year());
                Value::Number(year..=year)
            }
            (Self::Words, [Value::Date(date)]) => Value::Text(date.in_words()),
            (Self::Concat, texts) => concat(texts),
            _ => Value::Unknown,
        }
    }
}

fn is_any_there(places: &[Node], case: &Case<'_>) -> bool {
    places.iter().any(|node| matches!(node, Node::Place(place) if place.is_there(case)))
}

fn count(arguments: &[Node], case: &Case<'_>) -> Value {
    let [Node::Place(list)] = arguments else { return Value::Unknown };
    let count = case.rows(&list.pointer).and_then(|rows| i64::try_from(rows.len()).ok());
    count.map_or(Value::Unknown, |count| Value::Number(count..=count))
}

fn choice(arguments: &[Node], case: &Case<'_>) -> Value {
    let [when, then, other] = arguments else { return Value::Unknown };
    match when.value(case) {
        Value::Truth(true) => then.value(case),
        Value::Truth(false) => other.value(case),
        _ => Value::Unknown,
    }
}

fn concat(texts: &[Value]) -> Value {
    let there = texts.iter().filter_map(|text| match text {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let whole: String = there.collect();
    if whole.trim().is_empty() { Value::Unknown } else { Value::Text(whole) }
}

/// Full years from a birth to a day; -1 for a birth that lies ahead.
fn years(birth: &RangeInclusive<NaiveDate>, at: &RangeInclusive<NaiveDate>) -> RangeInclusive<i64> {
    let full = |from: &NaiveDate, to: &NaiveDate| to.years_since(*from).map_or(-1, i64::from);
    full(birth.end(), at.start())..=full(birth.start(), at.end())
}

fn distance(
    from: &RangeInclusive<NaiveDate>,
    to: &RangeInclusive<NaiveDate>,
) -> RangeInclusive<i64> {
    let days = |from: &NaiveDate, to: &NaiveDate| to.signed_duration_since(*from).num_days();
    days(from.end(), to.start())..=days(from.start(), to.end())
}
