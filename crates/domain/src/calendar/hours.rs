//! Hours of a day and of a week.

use std::collections::BTreeMap;

use chrono::{NaiveTime, Weekday};

/// A stretch of one day: `from` belongs to it, `to` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// When it begins.
    pub from: NaiveTime,
    /// When it is over.
    pub to: NaiveTime,
}

impl Span {
    /// The moment lies in the span.
    pub fn contains(&self, time: NaiveTime) -> bool {
        self.from <= time && time < self.to
    }
}

/// The spans of each day of a week, in order and apart from one another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Week(BTreeMap<u32, Vec<Span>>);

impl Week {
    /// Takes the spans of the days; `None` when those of a day overlap or stand out of order.
    pub fn new(days: impl IntoIterator<Item = (Weekday, Vec<Span>)>) -> Option<Self> {
        let mut week = BTreeMap::new();
        for (day, spans) in days {
            if !are_in_order(&spans) || week.insert(day.num_days_from_monday(), spans).is_some() {
                return None;
            }
        }
        Some(Self(week))
    }

    /// The spans of a day of the week.
    pub fn on(&self, day: Weekday) -> &[Span] {
        self.0.get(&day.num_days_from_monday()).map_or(&[], Vec::as_slice)
    }

    /// The spans of the first day that has any.
    pub fn first(&self) -> &[Span] {
        self.0.values().find(|spans| !spans.is_empty()).map_or(&[], Vec::as_slice)
    }
}

fn are_in_order(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.from < span.to) && spans.is_sorted_by(|a, b| a.to <= b.from)
}
