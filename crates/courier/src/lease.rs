//! Whose the sending of a parcel is, and until when.

use crate::input::Now;
use crate::parcel::{Lease, Run};

/// How long a lease lasts.
pub const LEASE_MS: i64 = 2 * 60 * 1000;

impl Lease {
    /// A lease from now on.
    pub(crate) fn taken(now: Now, holder: Run) -> Self {
        Self { until: now.clock.plus(LEASE_MS), holder }
    }

    /// Whether nobody can be sending under it any more. One that ends further ahead than a lease
    /// lasts was taken by a clock that was wrong.
    pub fn is_over(&self, now: Now, run: Run) -> bool {
        self.holder != run || self.left_ms(now) <= 0 || self.left_ms(now) > LEASE_MS
    }

    /// Whether it is to be taken anew before the next request under it.
    pub(crate) fn wants_renewal(&self, now: Now) -> bool {
        self.left_ms(now) < LEASE_MS / 2 || self.left_ms(now) > LEASE_MS
    }

    pub(crate) fn left_ms(&self, now: Now) -> i64 {
        self.until.since(now.clock)
    }
}

#[cfg(test)]
mod tests {
    use domain::moment::Millis;

    use super::*;
    use crate::input::Tick;

    const ME: Run = Run([1; 8]);

    fn at(clock: i64) -> Now {
        Now { clock: Millis::new(clock), tick: Tick(0) }
    }

    #[test]
    fn lease_is_over_when_nobody_can_be_sending_under_it() {
        let lease = Lease::taken(at(1_000), ME);

        assert!(!lease.is_over(at(1_000), ME), "it has just begun");
        assert!(!lease.is_over(at(1_000 + LEASE_MS - 1), ME), "the last moment");
        assert!(lease.is_over(at(1_000 + LEASE_MS), ME), "its time is up");
        assert!(lease.is_over(at(1_000), Run([2; 8])), "whoever held it is gone");
        assert!(lease.is_over(at(999), ME), "no lease ends that far ahead: a clock was wrong");
    }

    #[test]
    fn lease_is_renewed_when_less_than_half_is_left() {
        let lease = Lease::taken(at(0), ME);

        assert!(!lease.wants_renewal(at(LEASE_MS / 2)), "half is enough");
        assert!(lease.wants_renewal(at(LEASE_MS / 2 + 1)), "less is not");
        assert!(lease.wants_renewal(at(-1)), "a clock that went back makes it void for others");
    }
}
