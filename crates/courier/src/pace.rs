//! How many bytes go into one slice, or into one announcement.

/// The first slice of a run.
pub const FIRST_SLICE: u64 = 64 * 1024;
/// The smallest slice to which a slow line brings it down.
pub const SMALLEST_SLICE: u64 = 4 * 1024;
/// What one announcement of a run holds at the beginning. Forms pack to a fifth and better, and are not
/// resumed: what a cut may cost is what is announced at once.
const FIRST_ANNOUNCEMENT: u64 = 512 * 1024;
/// No slow line brings it below this: a round trip for each form would cost more than a cut.
const SMALLEST_ANNOUNCEMENT: u64 = 64 * 1024;
/// A slice that took less was too small.
const QUICK_MS: u64 = 2_000;
/// An announcement that took less was too small: there is seldom a second one.
const QUICK_WHOLE_MS: u64 = 5_000;
/// What took more was too large: a cut would cost too much.
const SLOW_MS: u64 = 10_000;

/// The size of slices, or of announcements, learnt from how long the last one took.
#[derive(Debug, Clone)]
pub(crate) struct Pace {
    size: u64,
    smallest: u64,
    quick_ms: u64,
    /// Half of what something on the way refused to let through. To try for more would be to send
    /// every other slice in vain.
    ceiling: u64,
}

impl Pace {
    pub(crate) const SLICES: Self =
        Self { size: FIRST_SLICE, smallest: SMALLEST_SLICE, quick_ms: QUICK_MS, ceiling: u64::MAX };
    pub(crate) const ANNOUNCEMENTS: Self = Self {
        size: FIRST_ANNOUNCEMENT,
        smallest: SMALLEST_ANNOUNCEMENT,
        quick_ms: QUICK_WHOLE_MS,
        ceiling: u64::MAX,
    };

    /// How long the next one may be, where the gateway takes at most `most` bytes.
    pub(crate) fn length(&self, most: u64) -> u64 {
        self.size.min(self.ceiling).min(most).max(1)
    }

    /// Learns from one that went through.
    pub(crate) fn took(&mut self, length: u64, ms: u64) {
        if ms < self.quick_ms && length >= self.size {
            self.size = self.size.saturating_mul(2);
        } else if ms > SLOW_MS {
            self.shrink();
        }
    }

    /// The same of one that holds only whole things: they seldom are exactly as long as they may be.
    pub(crate) fn took_whole(&mut self, length: u64, ms: u64) {
        let is_full = length >= self.size / 2;
        self.took(if is_full { self.size } else { length }, ms);
    }

    /// Learns from one that was lost.
    pub(crate) fn shrink(&mut self) {
        self.size = self.smallest.max(self.size / 2);
    }

    /// Learns from a slice that was too big for somebody on the way; tells whether a smaller one is
    /// worth a try.
    pub(crate) fn refuse(&mut self, length: u64) -> bool {
        if length <= SMALLEST_SLICE {
            return false;
        }
        self.size = SMALLEST_SLICE.max(length / 2);
        self.ceiling = self.ceiling.min(self.size);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slice_grows_on_a_quick_line_up_to_what_the_gateway_takes() {
        let mut pace = Pace::SLICES;

        for _ in 0..10 {
            let length = pace.length(1 << 20);
            pace.took(length, 100);
        }

        assert_eq!(pace.length(1 << 20), 1 << 20, "no more than the gateway takes");
        pace.took(1 << 20, 60_000);
        assert!(pace.length(u64::MAX) < 1 << 21, "and less on a slow line");
    }

    #[test]
    fn slice_stays_below_what_a_proxy_refused() {
        let mut pace = Pace::SLICES;

        assert!(pace.refuse(FIRST_SLICE), "a smaller one may pass");
        for _ in 0..10 {
            pace.took(pace.length(u64::MAX), 1);
        }

        assert_eq!(pace.length(u64::MAX), FIRST_SLICE / 2, "what passes is not put at stake");
        assert!(!pace.refuse(SMALLEST_SLICE), "below the smallest there is nothing to try");
    }
}
