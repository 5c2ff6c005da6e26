//! A clock that shows what it is told.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use domain::moment::Millis;
use machine::Clock;

/// Monday, 23 November 2026, 08:00 in Hà Nội: when a test's desk is opened, unless it says
/// otherwise.
pub const MORNING: Millis = Millis::new(1_795_395_600_000);

/// A clock that stands still until somebody moves it, or walks on by a step with each look. Its
/// ticks are the machine's, so that whoever waits does not wait for ever.
#[derive(Debug)]
pub struct FakeClock {
    now_ms: AtomicI64,
    step_ms: AtomicI64,
    made: Instant,
}

impl FakeClock {
    /// A clock that stands at a moment.
    #[expect(clippy::disallowed_methods, reason = "only how long something lasts is read from it")]
    pub fn at(moment: Millis) -> Self {
        let made = Instant::now();
        Self { now_ms: AtomicI64::new(moment.get()), step_ms: AtomicI64::new(0), made }
    }

    /// Sets it, forwards or back.
    pub fn set(&self, moment: Millis) {
        self.now_ms.store(moment.get(), Ordering::SeqCst);
    }

    /// Moves it by some milliseconds, back when negative.
    pub fn advance(&self, millis: i64) {
        self.now_ms.fetch_add(millis, Ordering::SeqCst);
    }

    /// Lets it walk on by so many milliseconds with each look.
    pub fn walk(&self, step_ms: i64) {
        self.step_ms.store(step_ms, Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Millis {
        Millis::new(self.now_ms.fetch_add(self.step_ms.load(Ordering::SeqCst), Ordering::SeqCst))
    }

    fn tick(&self) -> u64 {
        u64::try_from(self.made.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_shows_a_weekday_morning_in_vietnam() {
        assert_eq!(MORNING.civil().to_string(), "2026-11-23 08:00:00");
    }

    #[test]
    fn clock_moves_only_when_it_is_told() {
        let clock = FakeClock::at(MORNING);

        assert_eq!((clock.now(), clock.now()), (MORNING, MORNING));
        clock.advance(-1000);
        assert_eq!(clock.now(), MORNING.plus(-1000), "it can be set back");
        clock.walk(5);
        assert_eq!((clock.now(), clock.now()), (MORNING.plus(-1000), MORNING.plus(-995)));
    }
}
