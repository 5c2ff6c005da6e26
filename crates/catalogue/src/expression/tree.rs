//! Expressions as trees, and what they give for a case.

use domain::partial_date::PartialDate;
use domain::procedure::ComponentId;
use serde_json::Value as Json;

use super::calls::Call;
use super::kinds::Kind;
use super::value::{Comparison, Value};
use crate::case::{Case, is_blank};
use crate::row::in_row;

#[derive(Debug, Clone)]
pub(super) enum Node {
    Known(Value),
    Place(Place),
    Circumstance(Circumstance),
    Page(ComponentId),
    Not(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
    Compare(Box<Node>, Comparison, Box<Node>),
    Call(Call, Vec<Node>),
}

/// A place of the form, and what kind of value stands there.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) pointer: String,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Circumstance {
    Channel,
    Assistance,
    DeskKind,
    Today,
}

impl Node {
    pub(super) fn value(&self, case: &Case<'_>) -> Value {
        match self {
            Self::Known(value) => value.clone(),
            Self::Place(place) => place.value(case),
            Self::Circumstance(circumstance) => circumstance.value(case),
            Self::Page(component) => Value::Truth(case.has_page(component)),
            Self::Not(inner) => match inner.value(case) {
                Value::Truth(truth) => Value::Truth(!truth),
                _ => Value::Unknown,
            },
            Self::All(parts) => joined(parts, case, false),
            Self::Any(parts) => joined(parts, case, true),
            Self::Compare(left, how, right) => how.judge(&left.value(case), &right.value(case)),
            Self::Call(call, arguments) => call.value(arguments, case),
        }
    }
}

impl Node {
    /// The same of one row: where it looks at `item`, at that row's.
    pub(super) fn in_row(&self, row: usize) -> Self {
        let each = |parts: &[Self]| parts.iter().map(|part| part.in_row(row)).collect();
        match self {
            Self::Place(place) => Self::Place(place.in_row(row)),
            Self::Not(inner) => Self::Not(Box::new(inner.in_row(row))),
            Self::All(parts) => Self::All(each(parts)),
            Self::Any(parts) => Self::Any(each(parts)),
            Self::Compare(left, how, right) => {
                Self::Compare(Box::new(left.in_row(row)), *how, Box::new(right.in_row(row)))
            }
            Self::Call(call, arguments) => Self::Call(*call, each(arguments)),
            Self::Known(_) | Self::Circumstance(_) | Self::Page(_) => self.clone(),
        }
    }
}

/// Kleene: one part that `decides` is enough; otherwise one unknown part leaves it open.
fn joined(parts: &[Node], case: &Case<'_>, decides: bool) -> Value {
    let mut whole = Value::Truth(!decides);
    for part in parts {
        match part.value(case) {
            Value::Truth(truth) if truth == decides => return Value::Truth(decides),
            Value::Truth(_) => {}
            _ => whole = Value::Unknown,
        }
    }
    whole
}

impl Place {
    pub(super) fn is_there(&self, case: &Case<'_>) -> bool {
        match self.kind {
            Kind::Rows => case.rows(&self.pointer).is_none_or(|rows| !rows.is_empty()),
            _ => case.form.pointer(&self.pointer).is_some_and(|value| !is_blank(value)),
        }
    }

    fn in_row(&self, row: usize) -> Self {
        Self { pointer: in_row(&self.pointer, row), kind: self.kind }
    }

    fn value(&self, case: &Case<'_>) -> Value {
        let typed = case.typed(&self.pointer);
        let known = match self.kind {
            Kind::Truth => typed.and_then(Json::as_bool).map(Value::Truth),
            Kind::Number => {
                typed.and_then(Json::as_i64).map(|number| Value::Number(number..=number))
            }
            Kind::Text => {
                typed.and_then(Json::as_str).map(|text| Value::Text(text.trim().to_owned()))
            }
            Kind::Date => {
                let date = typed.and_then(Json::as_str).map(PartialDate::parse);
                date.and_then(Result::ok).map(Value::Date)
            }
            Kind::Group | Kind::Rows => None,
        };
        known.unwrap_or(Value::Unknown)
    }
}

impl Circumstance {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "channel" => Self::Channel,
            "assistance" => Self::Assistance,
            "desk_kind" => Self::DeskKind,
            "today" => Self::Today,
            _ => return None,
        })
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Channel | Self::Assistance | Self::DeskKind => Kind::Text,
            Self::Today => Kind::Date,
        }
    }

    fn value(self, case: &Case<'_>) -> Value {
        match self {
            Self::Channel => Value::Text(case.channel.word().to_owned()),
            Self::Assistance => Value::Text(case.assistance.word().to_owned()),
            Self::DeskKind => Value::Text(case.desk_kind.word().to_owned()),
            Self::Today => today(case).map_or(Value::Unknown, Value::Date),
        }
    }
}

/// The day at the desk as a date of the form.
pub(super) fn today(case: &Case<'_>) -> Option<PartialDate> {
    PartialDate::parse(&case.today.format("%Y-%m-%d").to_string()).ok()
}
