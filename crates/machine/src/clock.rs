//! The time of the machine.

use std::sync::LazyLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use domain::moment::Millis;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The machine's own time, right or wrong.
    fn now(&self) -> Millis;
    /// Milliseconds that only ever grow and that nobody sets, since some moment: for waiting.
    fn tick(&self) -> u64;
}

/// From which moment [`OsClock`] counts its ticks.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The clock of this machine.
pub struct OsClock;

impl Clock for OsClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> Millis {
        let millis = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()),
            Err(before) => i64::try_from(before.duration().as_millis()).map(i64::wrapping_neg),
        };
        Millis::new(millis.unwrap_or(i64::MAX))
    }

    fn tick(&self) -> u64 {
        u64::try_from(STARTED.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
