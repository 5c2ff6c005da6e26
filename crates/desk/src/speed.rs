//! How fast the road carries, from what had arrived at several moments.

use std::collections::VecDeque;

/// What lies further back says nothing of the road as it is now.
const WINDOW_MS: u64 = 10_000;
/// What was measured for less time says little.
const LEAST_MS: u64 = 1_000;
/// Fewer bytes than these tell of round trips, not of the road.
const LEAST_BYTES: u64 = 4 * 1024;
/// Moments that lie nearer are one.
const APART_MS: u64 = 250;
/// After so long, what is new weighs as much as what was known.
const STEADY_MS: u64 = 20_000;

/// Bytes a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    /// Over the last ten seconds.
    pub(crate) now: u64,
    /// What to reckon with: it follows the other slowly.
    pub(crate) steady: u64,
}

/// Measures one road.
#[derive(Debug, Default)]
pub(crate) struct Speedometer {
    /// Tick, and bytes that had arrived by then.
    samples: VecDeque<(u64, u64)>,
    /// What to reckon with, and since when.
    steady: Option<(u64, u64)>,
}

impl Speedometer {
    /// Counts from nothing again; what was known of the road counts on.
    pub(crate) fn begin(&mut self) {
        self.samples.clear();
    }

    /// Notes how much has arrived in all; gives the pace where there is one to speak of.
    pub(crate) fn note(&mut self, tick: u64, arrived: u64) -> Option<Pace> {
        if self.samples.back().is_some_and(|(last, _)| tick.saturating_sub(*last) < APART_MS) {
            return None;
        }
        self.samples.push_back((tick, arrived));
        while self.samples.front().is_some_and(|(at, _)| tick.saturating_sub(*at) > WINDOW_MS) {
            self.samples.pop_front();
        }
        let (since, before) = self.samples.front().copied()?;
        let (took, gained) = (tick.saturating_sub(since), arrived.saturating_sub(before));
        if took < LEAST_MS || gained < LEAST_BYTES {
            return None;
        }
        let now = gained.saturating_mul(1000) / took;
        let steady = match self.steady {
            Some((steady, at)) => smoothed(steady, now, tick.saturating_sub(at)),
            None => now,
        };
        self.steady = Some((steady, tick));
        Some(Pace { now, steady })
    }
}

/// What was believed, moved towards what is measured, the further the longer ago it was believed.
pub(crate) fn smoothed(believed: u64, measured: u64, elapsed_ms: u64) -> u64 {
    let part = |whole: u64| {
        let moved = u128::from(whole) * u128::from(elapsed_ms);
        u64::try_from(moved / u128::from(elapsed_ms.saturating_add(STEADY_MS))).unwrap_or(whole)
    };
    if measured >= believed {
        believed.saturating_add(part(measured.saturating_sub(believed)))
    } else {
        believed.saturating_sub(part(believed.saturating_sub(measured)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pace_is_what_arrived_in_the_last_ten_seconds() {
        let mut meter = Speedometer::default();
        let mut last = None;
        for second in 0..=20 {
            // A road of 8 kB/s that becomes one of 16 kB/s after ten seconds.
            let arrived = 8_000 * second + 8_000 * u64::saturating_sub(second, 10);
            last = meter.note(second * 1000, arrived).or(last);
        }

        assert_eq!(last.map(|pace| pace.now), Some(16_000));
    }

    #[test]
    fn pace_is_not_guessed_from_a_question_or_a_moment() {
        let mut meter = Speedometer::default();

        assert_eq!(meter.note(0, 0), None);
        assert_eq!(meter.note(900, 100_000), None, "too short a time");
        assert_eq!(Speedometer::default().note(5_000, 100_000), None, "one moment");
        let mut meter = Speedometer::default();
        meter.note(0, 0);
        assert_eq!(meter.note(5_000, 900), None, "a question and its answer");
    }

    #[test]
    fn rest_between_two_rounds_is_no_slow_road() {
        let mut meter = Speedometer::default();
        meter.note(0, 0);
        let first = meter.note(2_000, 20_000);

        meter.note(900_000, 20_000);
        let second = meter.note(902_000, 40_000);

        assert_eq!(first.map(|pace| pace.now), second.map(|pace| pace.now));
    }

    #[test]
    fn what_is_reckoned_with_does_not_jump_when_the_road_hiccups() {
        let mut meter = Speedometer::default();
        let (mut arrived, mut steady) = (0, vec![]);
        for second in 0..120_u64 {
            // Every other quarter of a minute brings half as much.
            arrived += if (second / 15).is_multiple_of(2) { 8_000 } else { 4_000 };
            steady.extend(meter.note(second * 1000, arrived).map(|pace| pace.steady));
        }

        let jumps = steady.windows(2).map(|pair| pair[0].abs_diff(pair[1]) * 100 / pair[0]);
        assert!(jumps.max().unwrap() <= 5, "per cent from one second to the next");
        let settled = &steady[30..];
        assert!(settled.iter().all(|pace| (4_000..=8_000).contains(pace)));
    }

    #[test]
    fn belief_moves_to_what_is_measured_and_never_beyond() {
        assert_eq!(smoothed(100, 200, 0), 100);
        assert_eq!(smoothed(100, 200, STEADY_MS), 150);
        assert_eq!(smoothed(200, 100, STEADY_MS), 150);
        assert_eq!(smoothed(u64::MAX, 0, u64::MAX), 0, "an hour later only the new counts");
    }
}
