//! When what waits will have arrived, at the pace at which the road carries.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::ids::ParcelId;
use domain::kinds::ParcelState;
use store::waiting::Weight;

use crate::background::Held;

/// In how many seconds things will have arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forecast {
    /// Each parcel that was asked about and waits for the road.
    pub each: BTreeMap<ParcelId, u64>,
    /// All that waits for the road; `None` when nothing does.
    pub all: Option<u64>,
}

/// What goes before what: forms before anybody's papers, what is due before what is not, the earlier day
/// first; then what is soon done, as the courier weighs it: by powers of four, so that the order stays
/// while bytes go over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Class {
    is_papers: bool,
    is_for_no_day: bool,
    due: Option<NaiveDate>,
    power: u32,
}

/// What is left of one parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Left {
    parcel: ParcelId,
    /// Bytes of its form.
    form: u64,
    /// Bytes of its papers.
    papers: u64,
    due: Option<NaiveDate>,
}

/// Reckons in the courier's order. It remembers those that are asked about, and of all others how much
/// they are: a page is seen at a time, and thousands may wait.
pub(crate) struct Reckoning<'a, F> {
    held: &'a BTreeMap<ParcelId, Held>,
    is_asked_about: F,
    /// How many bytes are left of each class.
    left: BTreeMap<Class, u64>,
    /// Which of their class come before each that is asked about, and its own, in bytes.
    asked: Vec<(ParcelId, Class, u64)>,
}

impl<'a, F: Fn(ParcelId) -> bool> Reckoning<'a, F> {
    pub(crate) fn new(held: &'a BTreeMap<ParcelId, Held>, is_asked_about: F) -> Self {
        Self { held, is_asked_about, left: BTreeMap::new(), asked: Vec::new() }
    }

    /// Adds one: of those that are otherwise alike, what comes first is added first. What waits for
    /// the clerk has no time.
    pub(crate) fn add(&mut self, one: &Weight) {
        if one.state != ParcelState::SetAside && !one.is_held_up {
            self.add_left(left_of(one, self.held.get(&one.parcel)));
        }
    }

    fn add_left(&mut self, Left { parcel, form, papers, due }: Left) {
        let class =
            |is_papers, power| Class { is_papers, is_for_no_day: due.is_none(), due, power };
        let forms = class(false, 0);
        let mut place = (forms, self.put(forms, form));
        if let Some(power) = papers.checked_ilog2() {
            let papers_of = class(true, power / 2);
            place = (papers_of, self.put(papers_of, papers));
        }
        if (self.is_asked_about)(parcel) {
            self.asked.push((parcel, place.0, place.1));
        }
    }

    /// How much there is of a class with these bytes.
    fn put(&mut self, class: Class, bytes: u64) -> u64 {
        let left = self.left.entry(class).or_default();
        *left = left.saturating_add(bytes);
        *left
    }

    /// What comes of it when the road carries so many bytes a second.
    pub(crate) fn end(mut self, bytes_per_second: u64) -> Forecast {
        let seconds = |bytes: u64| bytes.div_ceil(bytes_per_second.max(1));
        let mut before = 0_u64;
        for bytes in self.left.values_mut() {
            let after = before.saturating_add(*bytes);
            *bytes = before;
            before = after;
        }
        let all = (!self.left.is_empty()).then(|| seconds(before));
        let before_class = |class| self.left.get(&class).copied().unwrap_or_default();
        let arrives = |(parcel, class, bytes): (ParcelId, Class, u64)| {
            (parcel, seconds(before_class(class).saturating_add(bytes)))
        };
        Forecast { each: self.asked.iter().copied().map(arrives).collect(), all }
    }
}

/// How many bytes the gateway is known to hold of a parcel, at the least.
pub fn held_of(one: &Weight, held: Option<&Held>) -> u64 {
    let known = held.map_or(0, |held| held.bytes);
    // Whatever was announced has brought its form.
    let form = if one.state == ParcelState::Sending { one.form } else { 0 };
    known.max(form).min(one.size)
}

fn left_of(one: &Weight, held: Option<&Held>) -> Left {
    let held = held_of(one, held);
    let form = one.form.saturating_sub(held);
    let papers = one.size.saturating_sub(held).saturating_sub(form);
    Left { parcel: one.parcel, form, papers, due: one.due }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;

    use super::*;

    fn id(n: u8) -> ParcelId {
        ParcelId::from_bytes([n; 16])
    }

    fn reckoned(left: &[Left], bytes_per_second: u64) -> Forecast {
        let held = BTreeMap::new();
        let mut reckoning = Reckoning::new(&held, |_| true);
        for one in left {
            reckoning.add_left(*one);
        }
        reckoning.end(bytes_per_second)
    }

    fn left(n: u8, form: u64, papers: u64) -> Left {
        Left { parcel: id(n), form, papers, due: None }
    }

    #[test]
    fn forms_go_first_and_small_before_large() {
        let rows = [left(1, 1_000, 80_000), left(2, 1_000, 8_000), left(3, 1_000, 0)];

        let forecast = reckoned(&rows, 1_000);

        assert_eq!(forecast.each[&id(3)], 3, "with the other forms");
        assert_eq!(forecast.each[&id(2)], 3 + 8);
        assert_eq!(forecast.each[&id(1)], 3 + 8 + 80);
        assert_eq!(forecast.all, Some(91), "the last one is all");
    }

    #[test]
    fn papers_of_what_is_due_go_before_those_of_what_is_small() {
        let due =
            |n, day| Left { due: NaiveDate::from_ymd_opt(2026, 12, day), ..left(n, 0, 90_000) };

        let forecast = reckoned(&[due(1, 5), due(2, 9), left(3, 0, 10_000)], 10_000);

        let each = [1, 2, 3].map(|n| forecast.each[&id(n)]);
        assert_eq!(each, [9, 18, 19]);
    }

    #[test]
    fn form_of_what_is_due_goes_before_those_that_came_earlier() {
        let due = Left { due: NaiveDate::from_ymd_opt(2026, 12, 5), ..left(2, 1_000, 0) };

        let forecast = reckoned(&[left(1, 1_000, 0), due, left(3, 1_000, 0)], 1_000);

        assert_eq!([1, 2, 3].map(|n| forecast.each[&id(n)]), [2, 1, 3]);
    }

    #[test]
    fn whoever_asks_about_one_hears_what_they_would_have_heard_about_all() {
        let rows = [left(1, 1_000, 80_000), left(2, 1_000, 8_000), left(3, 1_000, 0)];
        let (held, all) = (BTreeMap::new(), reckoned(&rows, 1_000));
        let mut reckoning = Reckoning::new(&held, |parcel| parcel == id(2));

        for one in rows {
            reckoning.add_left(one);
        }

        let forecast = reckoning.end(1_000);
        assert_eq!(forecast.each, [(id(2), all.each[&id(2)])].into());
        assert_eq!(forecast.all, all.all);
    }

    #[test]
    fn papers_of_about_one_size_keep_their_order() {
        let forecast = reckoned(&[left(1, 0, 60_000), left(2, 0, 50_000)], 10_000);

        assert_eq!((forecast.each[&id(1)], forecast.each[&id(2)]), (6, 11));
    }

    #[test]
    fn nothing_that_waits_for_the_road_is_no_time_at_all() {
        assert_eq!(reckoned(&[], 1_000), Forecast::default());
        assert_eq!(reckoned(&[left(1, 0, 0)], 1_000).all, Some(0), "an answer is all that lacks");
        assert_eq!(reckoned(&[left(1, 1, 0)], 0).all, Some(1), "and no road divides by nothing");
    }
}
