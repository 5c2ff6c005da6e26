//! How long to wait after trouble on the road.

use crate::input::Tick;
use crate::luck::Luck;

/// The first pause.
pub const FIRST_PAUSE_MS: u64 = 2_000;
/// The longest pause that nobody asked for.
pub const LONGEST_PAUSE_MS: u64 = 10 * 60 * 1000;
/// A gateway that asks for a longer pause is asked again all the same. There is no other limit to
/// what it may ask.
pub const LONGEST_ASKED_MS: u64 = 60 * 60 * 1000;

/// Until when nothing is under way.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pause {
    Rest(Tick),
    BackOff(Tick),
}

/// Pauses that double and never end.
#[derive(Debug, Clone, Default)]
pub(crate) struct BackOff {
    tries: u32,
}

impl BackOff {
    /// The next pause, between half and the whole of its length, so that desks that lost the
    /// gateway together do not come back together. The gateway may ask for more, up to an hour.
    pub(crate) fn next_ms(&mut self, luck: &mut Luck, asked_ms: Option<u64>) -> u64 {
        let doubled = FIRST_PAUSE_MS.checked_shl(self.tries).unwrap_or(LONGEST_PAUSE_MS);
        let whole = if self.tries > 20 { LONGEST_PAUSE_MS } else { doubled.min(LONGEST_PAUSE_MS) };
        self.tries = self.tries.saturating_add(1);
        let pause = whole / 2 + luck.up_to(whole - whole / 2);
        pause.max(asked_ms.unwrap_or(0).min(LONGEST_ASKED_MS))
    }

    /// How many pauses there were since something last got through.
    pub(crate) fn tries(&self) -> u32 {
        self.tries
    }

    pub(crate) fn reset(&mut self) {
        self.tries = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pause_doubles_to_ten_minutes_and_never_ends() {
        let (mut back_off, mut luck) = (BackOff::default(), Luck::new(7));

        let pauses: Vec<u64> = (0..100).map(|_| back_off.next_ms(&mut luck, None)).collect();

        for (n, pause) in pauses.iter().enumerate() {
            let whole = if n < 9 { 2_000 << n } else { LONGEST_PAUSE_MS };
            assert!((whole / 2..=whole).contains(pause), "pause {n} is {pause} ms");
        }
        back_off.reset();
        assert!(back_off.next_ms(&mut luck, None) <= FIRST_PAUSE_MS, "and begins anew");
    }

    #[test]
    fn gateway_is_heard_when_it_asks_for_a_longer_pause_but_not_for_ever() {
        let (mut back_off, mut luck) = (BackOff::default(), Luck::new(7));

        assert_eq!(back_off.next_ms(&mut luck, Some(30_000)), 30_000, "as it asks");
        let forever = back_off.next_ms(&mut luck, Some(u64::MAX));
        assert_eq!(forever, LONGEST_ASKED_MS, "but at most an hour");
    }
}
