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
    /// Each parcel that waits for the road.
    pub each: BTreeMap<ParcelId, u64>,
    /// All of them; `None` when none waits for the road.
    pub all: Option<u64>,
}

/// What is left of one parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Left {
    parcel: ParcelId,
    /// Bytes of its form; they go before anybody's papers.
    form: u64,
    /// Bytes of its papers.
    papers: u64,
    due: Option<NaiveDate>,
}

/// Reckons in the courier's order: forms, then what is due first, then what is soon done, then what
/// came first. They are in the order in which their forms go; what waits for the clerk has no date.
pub fn of(all: &[Weight], held: &BTreeMap<ParcelId, Held>, bytes_per_second: u64) -> Forecast {
    let left = all.iter().filter(|one| waits_for_the_road(one));
    let left: Vec<_> = left.map(|one| left_of(one, held.get(&one.parcel))).collect();
    reckoned(&left, bytes_per_second)
}

/// How many bytes the gateway is known to hold of a parcel, at the least.
pub fn held_of(one: &Weight, held: Option<&Held>) -> u64 {
    let known = held.map_or(0, |held| held.bytes);
    // Whatever was announced has brought its form.
    let form = if one.state == ParcelState::Sending { one.form } else { 0 };
    known.max(form).min(one.size)
}

fn waits_for_the_road(one: &Weight) -> bool {
    one.state != ParcelState::SetAside && !one.is_held_up
}

fn left_of(one: &Weight, held: Option<&Held>) -> Left {
    let held = held_of(one, held);
    let form = one.form.saturating_sub(held);
    let papers = one.size.saturating_sub(held).saturating_sub(form);
    Left { parcel: one.parcel, form, papers, due: one.due }
}

fn reckoned(left: &[Left], bytes_per_second: u64) -> Forecast {
    let seconds = |bytes: u64| bytes.div_ceil(bytes_per_second.max(1));
    let (mut each, mut bytes) = (BTreeMap::new(), 0_u64);
    for one in left {
        bytes = bytes.saturating_add(one.form);
        each.insert(one.parcel, seconds(bytes));
    }
    let mut with_papers: Vec<_> = left.iter().filter(|one| one.papers > 0).collect();
    // As the courier weighs: by powers of four, so that the order stays while bytes go over.
    with_papers.sort_by_key(|one| (one.due.is_none(), one.due, one.papers.ilog2() / 2));
    for one in with_papers {
        bytes = bytes.saturating_add(one.papers);
        each.insert(one.parcel, seconds(bytes));
    }
    Forecast { all: (!left.is_empty()).then(|| seconds(bytes)), each }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;

    use super::*;

    fn id(n: u8) -> ParcelId {
        ParcelId::from_bytes([n; 16])
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
