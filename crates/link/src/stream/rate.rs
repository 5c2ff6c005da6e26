//! How many bytes a second a line carries, as its acknowledgements tell.
//!
//! A packet that is sent anew holds back the acknowledgements of all that came after it and then lets them
//! through at once. So a rate is measured between two moments of which the first is not one of those: not
//! in the middle of a run of acknowledgements that come faster than the line carries what they stand for.
//! Then it never says more than the line did carry, and the best rate of late is what it can.

use std::collections::VecDeque;

use courier::Tick;

/// For how long the best rate counts.
const BEST_MS: u64 = 15_000;
/// Over how long the rate is measured at least, in milliseconds and in round trips.
const MEASURE_MS: u64 = 2_250;
const MEASURE_TRIPS: u64 = 6;
/// Before a connection has gone on for so long, its rate is a guess.
const KNOWN_MS: u64 = 3_000;

/// How many bytes a second were acknowledged of late.
#[derive(Debug, Default)]
pub(super) struct Rate {
    /// Runs of acknowledgements, of which a measure may begin behind each.
    runs: VecDeque<Run>,
    /// Rates that were measured of late and not surpassed since, the best first.
    best: VecDeque<(Tick, u64)>,
    per_second: Option<u64>,
    /// It was measured for long enough.
    is_known: bool,
}

/// Acknowledgements that came at once.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: Tick,
    last: Tick,
    /// Bytes acknowledged since the connection began.
    total: u64,
}

impl Rate {
    /// What the connection before has found.
    pub(super) fn after(learnt: Option<u64>) -> Self {
        Self { per_second: learnt, is_known: learnt.is_some(), ..Self::default() }
    }

    /// Bytes a second.
    pub(super) fn per_second(&self) -> Option<u64> {
        self.per_second
    }

    /// The same, unless it is a guess.
    pub(super) fn known(&self) -> Option<u64> {
        self.per_second.filter(|_| self.is_known)
    }

    /// Notes that so many bytes were acknowledged on a connection that `began` then, on a line with
    /// this round trip in milliseconds.
    pub(super) fn note(&mut self, bytes: u64, now: Tick, began: Tick, trip: u64) {
        if self.runs.is_empty() {
            self.runs.push_back(Run { first: began, last: began, total: 0 });
            // What was learnt before counts as long as what is measured now would.
            self.best.extend(self.known().map(|rate| (began, rate)));
        }
        let total = self.runs.back().map_or(0, |run| run.total).saturating_add(bytes);
        self.extend(bytes, total, now, trip);
        let span = trip.saturating_mul(MEASURE_TRIPS).max(MEASURE_MS);
        let measured = self.measured(total, now, span);
        let lasted = now.0.saturating_sub(began.0);
        self.is_known |= lasted >= KNOWN_MS;
        if !self.is_known {
            self.per_second = Some(total.saturating_mul(1000) / lasted.max(1));
        } else if let Some(measured) = measured {
            self.per_second = Some(self.best_of_late(measured, now));
        }
    }

    fn extend(&mut self, bytes: u64, total: u64, now: Tick, trip: u64) {
        let takes = self.per_second.map_or(0, |rate| bytes.saturating_mul(1000) / rate.max(1));
        let run = self.runs.back_mut().filter(|run| {
            let pause = now.0.saturating_sub(run.last.0);
            run.total > 0 && pause < takes / 2 && now.0.saturating_sub(run.first.0) <= trip / 2
        });
        match run {
            Some(run) => (run.last, run.total) = (now, total),
            None => self.runs.push_back(Run { first: now, last: now, total }),
        }
    }

    fn measured(&mut self, total: u64, now: Tick, span: u64) -> Option<u64> {
        let is_behind = |run: &Run| now.0.saturating_sub(run.last.0) >= span;
        while self.runs.get(1).is_some_and(is_behind) {
            self.runs.pop_front();
        }
        let from = self.runs.front().copied().filter(is_behind)?;
        let took = now.0.saturating_sub(from.last.0).max(1);
        Some(total.saturating_sub(from.total).saturating_mul(1000) / took)
    }

    /// A line that had nothing to carry for a while is none the slower for it.
    fn best_of_late(&mut self, measured: u64, now: Tick) -> u64 {
        let since = Tick(now.0.saturating_sub(BEST_MS));
        while self.best.front().is_some_and(|(at, _)| *at < since) {
            self.best.pop_front();
        }
        while self.best.back().is_some_and(|(_, rate)| *rate <= measured) {
            self.best.pop_back();
        }
        self.best.push_back((now, measured));
        self.best.front().map_or(measured, |(_, rate)| *rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRIP: u64 = 500;

    /// 1,000 bytes each 100 ms, from the first round trip on.
    fn steady(rate: &mut Rate, from: u64, until: u64) {
        for now in (from..until).step_by(100) {
            rate.note(1_000, Tick(now), Tick(0), TRIP);
        }
    }

    #[test]
    fn line_that_carries_steadily_is_known_after_a_while() {
        let mut rate = Rate::default();

        steady(&mut rate, 500, 2_900);
        assert!(rate.known().is_none() && rate.per_second().is_some(), "a guess");
        steady(&mut rate, 2_900, 8_000);

        assert_eq!(rate.known(), Some(10_000));
    }

    #[test]
    fn what_a_loss_held_back_does_not_look_like_a_faster_line() {
        let mut rate = Rate::default();
        steady(&mut rate, 500, 8_000);

        for now in 8_900..8_910 {
            rate.note(1_000, Tick(now), Tick(0), TRIP);
        }
        steady(&mut rate, 9_000, 14_000);

        assert!(rate.known().is_some_and(|rate| rate < 11_000), "{:?}", rate.known());
    }

    #[test]
    fn what_was_learnt_counts_until_it_has_grown_old() {
        let mut rate = Rate::after(Some(20_000));

        steady(&mut rate, 500, 14_000);
        assert_eq!(rate.known(), Some(20_000));
        steady(&mut rate, 14_000, 24_000);

        assert_eq!(rate.known(), Some(10_000));
    }
}
