//! How much is under way in the ordinary course.

use std::collections::VecDeque;

use courier::Tick;

/// So long may what waits on the way, in milliseconds: a line that is never made to wait is not full, and
/// the clerk's other work waits behind it.
const TARGET_MS: u64 = 60;
/// How far the window may be from what the line is believed to hold, in tenths of that.
const LEAST_TENTHS: u64 = 8;
const MOST_TENTHS: u64 = 18;

/// A window that grows while what is sent waits nowhere, and shrinks while it waits for long (in the
/// manner of RFC 6817, with a block for its unit).
#[derive(Debug, Default)]
pub(super) struct Fit {
    bytes: Option<u64>,
    /// How long what was acknowledged within the last round trip had waited.
    waits: VecDeque<(Tick, u64)>,
}

/// What the line is believed to hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    /// Bytes on it, when it is full and nothing waits.
    pub(super) line: u64,
    pub(super) block: u64,
    /// A round trip, in milliseconds.
    pub(super) trip: u64,
}

impl Held {
    /// So many tenths of it, and a block.
    pub(super) fn filled(self, tenths: u64) -> u64 {
        (self.line.saturating_mul(tenths) / 10).saturating_add(self.block)
    }
}

impl Fit {
    /// What fitted before.
    pub(super) fn after(bytes: Option<u64>) -> Self {
        Self { bytes, waits: VecDeque::new() }
    }

    /// Bytes under way; `None`: nothing is known yet.
    pub(super) fn bytes(&self) -> Option<u64> {
        self.bytes
    }

    /// Notes acknowledged bytes that had waited so long on the way, in milliseconds.
    pub(super) fn note(&mut self, acknowledged: u64, waited: u64, now: Tick, held: Held) {
        let since = Tick(now.0.saturating_sub(held.trip));
        while self.waits.front().is_some_and(|(at, _)| *at < since) {
            self.waits.pop_front();
        }
        self.waits.push_back((now, waited));
        let waited = self.waits.iter().map(|(_, waited)| *waited).min().unwrap_or(waited);
        let bytes = self.bytes.unwrap_or(held.filled(10));
        // A block for each window that was acknowledged, where nothing waits at all.
        let step = |off: u64| {
            let whole = acknowledged.saturating_mul(held.block) / bytes.max(1);
            whole.saturating_mul(off) / TARGET_MS
        };
        let bytes = match waited.checked_sub(TARGET_MS) {
            None => bytes.saturating_add(step(TARGET_MS.saturating_sub(waited))),
            Some(over) => bytes.saturating_sub(step(over.min(TARGET_MS))),
        };
        self.bytes = Some(bytes.clamp(held.filled(LEAST_TENTHS), held.filled(MOST_TENTHS)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD: Held = Held { line: 50_000, block: 5_000, trip: 500 };

    fn after_many_trips(waited: u64) -> u64 {
        let mut fit = Fit::default();
        for now in 1..=400 {
            fit.note(5_000, waited, Tick(now * 50), HELD);
        }
        fit.bytes().unwrap()
    }

    #[test]
    fn window_grows_while_nothing_waits_and_shrinks_while_much_does() {
        assert_eq!(after_many_trips(0), HELD.filled(MOST_TENTHS), "as far as it may");
        assert_eq!(after_many_trips(200), HELD.filled(LEAST_TENTHS), "as far as it may");
        assert_eq!(after_many_trips(TARGET_MS), HELD.filled(10), "that is how it is meant");
    }

    #[test]
    fn one_that_waited_long_says_nothing_beside_others_that_did_not() {
        let mut fit = Fit::default();

        fit.note(5_000, 0, Tick(0), HELD);
        let before = fit.bytes();
        fit.note(5_000, 3_000, Tick(100), HELD);

        assert!(fit.bytes() > before);
    }
}
