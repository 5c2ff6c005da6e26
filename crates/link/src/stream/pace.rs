//! How many bytes may be unacknowledged.
//!
//! In the ordinary course that is a little more than the line holds: enough to keep it full, too little to
//! fill what stands on the way, where a queue would cost the clerk's other work its turn and what overflows
//! would be sent twice. But a packet that is sent anew holds back all that came after it, for a round
//! trip and more, while the line itself goes on carrying. So with each moment of silence as much again may
//! go out as the line carries in it, up to a limit: that is what may be lost at a cut.

use courier::Tick;

use super::fit::{Fit, Held};
use super::rate::Rate;
use super::silence::{Expected, Silence};

/// The window before anything is known of the line; what the line does not carry stays in this machine.
const FIRST: u64 = 96 * 1024;
/// The smallest window: a loss is repaired sooner where a few packets follow it.
const SMALLEST: u64 = 20 * 1024;
/// The largest window: 20 Mbit/s at 800 ms.
const LARGEST: u64 = 4 * 1024 * 1024;
/// A block takes about this long on the line, so that acknowledgements keep coming.
const BLOCK_MS: u64 = 200;
/// The first block is small, because its acknowledgement says how far the gateway is.
const FIRST_BLOCK: u64 = 2 * 1024;
/// How long blocks are before anything is known of the line.
const EARLY_BLOCK: u64 = 4 * 1024;
/// The smallest block: each costs some forty bytes around it.
const SMALLEST_BLOCK: u64 = 2 * 1024;
/// After this many round trips a new connection has found its stride.
const SETTLING_TRIPS: u64 = 5;
/// So many acknowledgements tell how far the gateway is.
const EXPECTING: u32 = 16;
/// How many tenths of what fits may be under way while a packet is sent anew.
const HELD_TENTHS: u64 = 21;
/// The same where the system paces: what waits then does not come out at once.
const PACED_HELD_TENTHS: u64 = 45;
/// How many hundredths of the line's rate the system lets out at most.
const PACED_HUNDREDTHS: u64 = 112;
/// The same until a connection has found a rate that is no longer that of a beginning.
const PACED_EARLY_HUNDREDTHS: u64 = 200;
/// So long that takes, in milliseconds.
const EARLY_MS: u64 = 12_000;
/// How many tenths of what the line holds are under way at the beginning where the system paces: whatever
/// steers the connection learns how fast the line is only while there is more to send than it sends.
const OPENING_TENTHS: u64 = 28;
/// No line is believed to be slower, in bytes a second: it could not be found out to be faster.
const SLOWEST: u64 = 2 * 1024;
/// How many round trips the beginning is long.
const OPENING_TRIPS: u64 = 8;
/// How many hundredths of the line's rate go out at most, so that what an acknowledgement after a long
/// silence sets free does not go out at once and overflow what stands on the way.
const GAIN_HUNDREDTHS: u64 = 125;
/// How many tenths of what the line seems to hold are under way while it is not known yet: it may carry
/// more, each round trip.
const UNKNOWN_TENTHS: u64 = 20;

/// What one connection has learnt of the line, for the next: a line that breaks each half minute has no
/// time to be learnt anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Learnt {
    /// Bytes a second.
    rate: u64,
    /// The quickest acknowledgement, in milliseconds.
    pub(super) trip: u64,
    /// It went on carrying while nothing was heard.
    carries_on: bool,
    /// Bytes that were under way.
    window: u64,
    /// A connection has gone on for so long that its rate is not that of a beginning.
    is_sure: bool,
}

/// What is known of the line on one connection.
#[derive(Debug, Default)]
pub(super) struct Pace {
    began: Option<Tick>,
    /// No block goes out before.
    free: Option<Tick>,
    rate: Rate,
    /// The quickest acknowledgement of this connection, in milliseconds. Later ones wait behind what
    /// this desk sent itself: to believe them would let the window grow without end.
    quickest: Option<u64>,
    /// The same of the connections before.
    expected: Option<u64>,
    acknowledgements: u32,
    silence: Silence,
    fit: Fit,
    /// The system lets out no more than [`Self::limit`].
    pub(super) is_paced: bool,
    /// As in [`Learnt`].
    is_sure: bool,
}

impl Pace {
    /// On a line of which this is known.
    pub(super) fn after(learnt: Option<Learnt>) -> Self {
        // A line may have become longer: what earlier connections found is believed a little less
        // each time.
        let expected = learnt.map(|line| line.trip.saturating_mul(5) / 4);
        Self {
            rate: Rate::after(learnt.map(|line| line.rate)),
            silence: Silence::after(learnt.is_some_and(|line| line.carries_on)),
            fit: Fit::after(learnt.map(|line| line.window)),
            is_sure: learnt.is_some_and(|line| line.is_sure),
            expected,
            ..Self::default()
        }
    }

    /// What is known of the line now.
    pub(super) fn learnt(&self) -> Option<Learnt> {
        let (rate, trip) = (self.rate.per_second()?, self.base()?);
        let window = self.fit.bytes().unwrap_or(self.held(rate, trip).filled(10));
        let (carries_on, is_sure) = (self.silence.is_made_up_for(), self.is_sure);
        Some(Learnt { rate, trip, carries_on, window, is_sure })
    }

    /// How long the next block is.
    pub(super) fn block(&self) -> u64 {
        let by_rate = |rate: u64| rate.saturating_mul(BLOCK_MS) / 1000;
        match (self.began, self.rate.per_second()) {
            (None, _) => FIRST_BLOCK,
            (Some(_), None) => EARLY_BLOCK,
            (Some(_), Some(rate)) => by_rate(rate).clamp(SMALLEST_BLOCK, super::LONGEST),
        }
    }

    /// How many bytes may be unacknowledged, where the gateway owes an answer since it was last `heard`.
    pub(super) fn window(&self, heard: Option<Tick>, now: Tick) -> u64 {
        let (Some(rate), Some(trip)) = (self.rate.per_second(), self.base()) else { return FIRST };
        let Some(ordinary) = self.fit.bytes().filter(|_| self.rate.known().is_some()) else {
            return self.held(rate, trip).filled(UNKNOWN_TENTHS).clamp(SMALLEST, LARGEST);
        };
        if self.is_opening(now) {
            return self.held(rate, trip).filled(OPENING_TENTHS).clamp(SMALLEST, LARGEST);
        }
        // A connection begins slowly: what it is given beyond its own it would pour out at once.
        // Where the system paces nothing pours out.
        let pours_not = self.is_paced || self.silence.is_made_up_for();
        let does_carry = pours_not && self.is_settled(now);
        let heard = heard.filter(|_| does_carry).unwrap_or(now);
        let carried = rate.saturating_mul(now.0.saturating_sub(heard.0)) / 1000;
        let tenths = if self.is_paced { PACED_HELD_TENTHS } else { HELD_TENTHS };
        let most = ordinary.saturating_mul(tenths) / 10;
        ordinary.saturating_add(carried).min(most).clamp(SMALLEST, LARGEST)
    }

    fn held(&self, rate: u64, trip: u64) -> Held {
        Held { line: rate.saturating_mul(trip) / 1000, block: self.block(), trip }
    }

    /// When the window will be so large, if nothing is heard until then.
    pub(super) fn widens(&self, to: u64, heard: Option<Tick>, now: Tick) -> Option<Tick> {
        let rate = self.rate.known()?;
        let size = self.window(heard, now);
        let ms = to.saturating_sub(size).saturating_mul(1000).div_ceil(rate.max(1)).max(1);
        let then = Tick(now.0.saturating_add(ms));
        (self.window(heard, then) > size).then_some(then)
    }

    /// The quickest acknowledgement that is to be expected, in milliseconds.
    pub(super) fn trip(&self) -> Option<u64> {
        self.quickest.or(self.expected)
    }

    /// When the next block may go out.
    pub(super) fn free(&self) -> Option<Tick> {
        self.free
    }

    /// Notes that so many bytes go out.
    pub(super) fn sent(&mut self, bytes: u64, now: Tick) {
        self.began.get_or_insert(now);
        let Some(rate) = self.rate.known().filter(|_| !self.is_opening(now)) else { return };
        let takes = bytes.saturating_mul(1000 * 100) / rate.saturating_mul(GAIN_HUNDREDTHS).max(1);
        // What could have gone out before is not made up for.
        let from = self.free.map_or(now, |free| free.max(now));
        self.free = Some(Tick(from.0.saturating_add(takes)));
    }

    /// Notes that so many bytes were acknowledged `took` milliseconds after they went out, and after
    /// nothing had been heard for `silent` milliseconds.
    pub(super) fn acknowledged(&mut self, bytes: u64, took: u64, silent: u64, now: Tick) {
        self.quickest = Some(self.quickest.map_or(took, |quickest| quickest.min(took)));
        self.acknowledgements = self.acknowledgements.saturating_add(1);
        let trip = self.base().unwrap_or(took);
        let began = self.began.unwrap_or(now);
        self.is_sure |= now.0 >= began.0.saturating_add(EARLY_MS);
        self.rate.note(bytes, now, began, trip);
        let Some(rate) = self.rate.known() else { return };
        let held = self.held(rate, trip);
        // Where nothing was under way, nothing was to be heard.
        let over = took.saturating_sub(trip);
        let window = self.fit.bytes().unwrap_or(held.filled(10));
        // An acknowledgement comes for each block.
        let pause = (trip / 2).saturating_add(held.block.saturating_mul(1000) / rate.max(1));
        self.silence.note(bytes, silent.min(over), now, Expected { rate, pause, window });
        if !self.silence.is_ending() {
            // The trip is that of a first block, which is short.
            let longer = bytes.saturating_sub(FIRST_BLOCK).saturating_mul(1000) / rate.max(1);
            self.fit.note(bytes, over.saturating_sub(longer), now, held);
        }
    }

    /// The first packet may have been lost, so what is expected counts beside this connection's own for
    /// a while; but for a while only, because the way may have become longer.
    fn base(&self) -> Option<u64> {
        let expected = self.expected.filter(|_| self.acknowledgements < EXPECTING);
        self.quickest.into_iter().chain(expected).min()
    }

    /// The most that the system is to let out, in bytes a second.
    pub(super) fn limit(&self) -> Option<u64> {
        let rate = self.rate.known()?;
        let hundredths = if self.is_sure { PACED_HUNDREDTHS } else { PACED_EARLY_HUNDREDTHS };
        Some((rate.saturating_mul(hundredths) / 100).max(SLOWEST))
    }

    fn is_opening(&self, now: Tick) -> bool {
        let opening = self.base().unwrap_or(0).saturating_mul(OPENING_TRIPS);
        let is_over = self.began.is_some_and(|began| now.0 >= began.0.saturating_add(opening));
        self.is_paced && !is_over
    }

    fn is_settled(&self, now: Tick) -> bool {
        let settling = self.base().unwrap_or(0).saturating_mul(SETTLING_TRIPS);
        self.began.is_some_and(|began| now.0 >= began.0.saturating_add(settling))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line that acknowledges 2,000 bytes each 100 ms, 400 ms after they went out, until then.
    fn after(learnt: Option<Learnt>, is_paced: bool, until: u64) -> Pace {
        let mut pace = Pace { is_paced, ..Pace::after(learnt) };
        for now in (0..until).step_by(100) {
            pace.sent(2_000, Tick(now));
            if now >= 400 {
                pace.acknowledged(2_000, 400, 100, Tick(now));
            }
        }
        pace
    }

    #[test]
    fn system_is_told_a_little_more_than_the_line_carries_once_that_is_no_beginning() {
        let first = |until| after(None, true, until).limit();

        assert_eq!(first(2_000), None, "not known yet");
        assert_eq!(first(8_000), Some(40_000));
        assert_eq!(first(20_000), Some(22_400));
        let learnt = after(None, true, 20_000).learnt();
        assert_eq!(Pace::after(learnt).limit(), Some(22_400), "the next one knows from before");
    }

    #[test]
    fn more_is_under_way_in_silence_and_at_the_beginning_where_the_system_paces() {
        let learnt = after(None, false, 20_000).learnt();
        let window = |is_paced, until, heard| {
            after(learnt, is_paced, until).window(Some(Tick(heard)), Tick(until))
        };

        let (ordinary, paced) = (window(false, 8_000, 8_000), window(true, 8_000, 8_000));
        assert_eq!(ordinary, paced);
        assert_eq!(window(false, 8_000, 6_500), ordinary, "nobody knows that it was carried");
        assert!(window(true, 8_000, 6_500) > ordinary);
        assert!(window(true, 1_000, 1_000) > window(false, 1_000, 1_000));
    }
}
