//! What it means that nothing was heard for a while.

use courier::Tick;

/// What comes within this time after a silence came at once, in milliseconds.
const SOON_MS: u64 = 100;

/// Whether what was silent for a while comes at once when it comes. Then a packet was sent anew, and the
/// line went on carrying behind it. Otherwise nothing was carried, and what is given out meanwhile only
/// waits in this machine, to be poured out later.
#[derive(Debug, Default)]
pub(super) struct Silence {
    broken: Option<Broken>,
    is_made_up_for: bool,
}

/// A silence that has ended, while what was held back comes in.
#[derive(Debug, Clone, Copy)]
struct Broken {
    at: Tick,
    /// How long it was, in milliseconds.
    lasted: u64,
    /// Bytes acknowledged since it ended.
    bytes: u64,
}

impl Broken {
    fn with(self, bytes: u64) -> Self {
        Self { bytes: self.bytes.saturating_add(bytes), ..self }
    }

    fn is_recent(self, now: Tick) -> bool {
        now.0 <= self.at.0.saturating_add((self.lasted / 8).max(SOON_MS))
    }
}

/// What a line is expected to do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected {
    /// Bytes a second.
    pub(super) rate: u64,
    /// So long may nothing be heard in the ordinary course, in milliseconds.
    pub(super) pause: u64,
    /// Bytes under way.
    pub(super) window: u64,
}

impl Silence {
    /// On a line that did so before.
    pub(super) fn after(is_made_up_for: bool) -> Self {
        Self { is_made_up_for, broken: None }
    }

    /// The line carried during the last silence.
    pub(super) fn is_made_up_for(&self) -> bool {
        self.is_made_up_for
    }

    /// What is acknowledged now was held back: it tells nothing of how long the line takes.
    pub(super) fn is_ending(&self) -> bool {
        self.broken.is_some()
    }

    /// Notes bytes that were acknowledged after so many milliseconds of silence.
    pub(super) fn note(&mut self, bytes: u64, silent_ms: u64, now: Tick, line: Expected) {
        self.broken = match self.broken.filter(|broken| broken.is_recent(now)) {
            Some(broken) => Some(broken.with(bytes)),
            None if silent_ms > line.pause => Some(Broken { at: now, lasted: silent_ms, bytes }),
            None => None,
        };
        if let Some(broken) = self.broken {
            let held_back = line.rate.saturating_mul(broken.lasted) / 1000;
            self.is_made_up_for = broken.bytes >= held_back.min(line.window) / 4 * 3;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Expected = Expected { rate: 100_000, pause: 300, window: 60_000 };

    #[test]
    fn silence_after_which_all_comes_at_once_was_made_up_for() {
        let mut silence = Silence::default();

        silence.note(10_000, 500, Tick(1_000), LINE);
        assert!(!silence.is_made_up_for(), "a fifth of it");
        silence.note(30_000, 0, Tick(1_030), LINE);

        assert!(silence.is_made_up_for() && silence.is_ending());
        silence.note(10_000, 100, Tick(1_200), LINE);
        assert!(silence.is_made_up_for() && !silence.is_ending(), "until the next");
    }

    #[test]
    fn silence_after_which_it_goes_on_as_before_was_not() {
        let mut silence = Silence::after(true);

        silence.note(10_000, 500, Tick(1_000), LINE);
        silence.note(10_000, 100, Tick(1_100), LINE);
        silence.note(10_000, 100, Tick(1_200), LINE);

        assert!(!silence.is_made_up_for());
    }

    #[test]
    fn more_than_was_under_way_is_not_asked_for() {
        let mut silence = Silence::default();

        silence.note(50_000, 4_000, Tick(5_000), LINE);

        assert!(silence.is_made_up_for());
    }

    #[test]
    fn pause_as_there_are_many_is_none() {
        let mut silence = Silence::after(true);

        silence.note(1_000, 200, Tick(1_000), LINE);

        assert!(silence.is_made_up_for() && !silence.is_ending());
    }
}
