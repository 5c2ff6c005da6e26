//! How many bytes may be unacknowledged.
//!
//! In the ordinary course that is a little more than the line holds: enough to keep it full, too little to
//! fill what stands on the way, where a queue would cost the clerk's other work its turn and what overflows
//! would be sent twice. But a packet that is sent anew holds back all that came after it, for a round
//! trip and more, while the line itself goes on carrying. So with each moment of silence as much again may
//! go out as the line carries in it, up to a limit: that is what may be lost at a cut.

use courier::Tick;

use super::rate::Rate;

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
/// What comes within this time after a silence came at once, in milliseconds.
const SOON_MS: u64 = 100;
/// So many acknowledgements tell how far the gateway is.
const EXPECTING: u32 = 16;
/// How many tenths of what the line holds are under way in the ordinary course, beside one block.
const ORDINARY_TENTHS: u64 = 11;
/// The same while a packet is sent anew.
const HELD_TENTHS: u64 = 26;
/// How many hundredths of the line's rate go out at most, so that what an acknowledgement after a long
/// silence sets free does not go out at once and overflow what stands on the way.
const GAIN_HUNDREDTHS: u64 = 125;
/// The same as [`ORDINARY_TENTHS`] while the line is not known yet: it may carry more, each round trip.
const UNKNOWN_TENTHS: u64 = 20;

/// What one connection has learnt of the line, for the next: a line that breaks each half minute has no
/// time to be learnt anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Learnt {
    /// Bytes a second.
    rate: u64,
    /// The quickest acknowledgement, in milliseconds.
    pub(super) trip: u64,
    /// Silence was made up for.
    made_up_for: bool,
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
}

impl Pace {
    /// On a line of which this is known.
    pub(super) fn after(learnt: Option<Learnt>) -> Self {
        // A line may have become longer: what earlier connections found is believed a little less
        // each time.
        let expected = learnt.map(|line| line.trip.saturating_mul(5) / 4);
        let rate = Rate::after(learnt.map(|line| line.rate));
        let is_made_up_for = learnt.is_some_and(|line| line.made_up_for);
        let silence = Silence { is_made_up_for, ..Silence::default() };
        Self { rate, expected, silence, ..Self::default() }
    }

    /// What is known of the line now.
    pub(super) fn learnt(&self) -> Option<Learnt> {
        let made_up_for = self.silence.is_made_up_for;
        Some(Learnt { rate: self.rate.per_second()?, trip: self.base()?, made_up_for })
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
        if self.rate.known().is_none() {
            return self.filled(UNKNOWN_TENTHS, rate, trip).clamp(SMALLEST, LARGEST);
        }
        // A connection begins slowly: what it is given beyond its own it would pour out at once.
        let does_carry = self.silence.is_made_up_for && self.is_settled(now);
        let heard = heard.filter(|_| does_carry).unwrap_or(now);
        let carried = rate.saturating_mul(now.0.saturating_sub(heard.0)) / 1000;
        let size = self.filled(ORDINARY_TENTHS, rate, trip).saturating_add(carried);
        size.min(self.filled(HELD_TENTHS, rate, trip)).clamp(SMALLEST, LARGEST)
    }

    /// So many tenths of what the line holds, and a block.
    fn filled(&self, tenths: u64, rate: u64, trip: u64) -> u64 {
        let line = rate.saturating_mul(trip) / 1000;
        (line.saturating_mul(tenths) / 10).saturating_add(self.block())
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
        let Some(rate) = self.rate.known() else { return };
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
        self.rate.note(bytes, now, self.began.unwrap_or(now), trip);
        if let Some(rate) = self.rate.known() {
            let ordinary = self.filled(ORDINARY_TENTHS, rate, trip);
            // Where nothing was under way, nothing was to be heard.
            let silent = silent.min(took.saturating_sub(trip));
            self.silence.note(bytes, silent, now, rate, ordinary, trip);
        }
    }

    /// The first packet may have been lost, so what is expected counts beside this connection's own for
    /// a while; but for a while only, because the way may have become longer.
    fn base(&self) -> Option<u64> {
        let expected = self.expected.filter(|_| self.acknowledgements < EXPECTING);
        self.quickest.into_iter().chain(expected).min()
    }

    fn is_settled(&self, now: Tick) -> bool {
        let settling = self.base().unwrap_or(0).saturating_mul(SETTLING_TRIPS);
        self.began.is_some_and(|began| now.0 >= began.0.saturating_add(settling))
    }
}

/// Whether what was silent for a while comes at once when it comes: then a packet was sent anew, and the
/// line went on carrying behind it. Otherwise nothing was carried, and what is given out meanwhile only
/// waits in this machine, to be poured out later.
#[derive(Debug, Default)]
struct Silence {
    /// When something was heard again, after how many milliseconds, and how many bytes since.
    broken: Option<(Tick, u64, u64)>,
    is_made_up_for: bool,
}

impl Silence {
    /// Notes bytes acknowledged after so much silence, on a line that carries `rate` bytes a second and
    /// of which `ordinary` bytes are under way.
    fn note(&mut self, bytes: u64, silent_ms: u64, now: Tick, rate: u64, ordinary: u64, trip: u64) {
        let soon = |at: Tick, lasted: u64| now.0 <= at.0.saturating_add((lasted / 8).max(SOON_MS));
        self.broken = match self.broken {
            Some((at, lasted, before)) if soon(at, lasted) => Some((at, lasted, before + bytes)),
            _ if silent_ms > trip / 2 => Some((now, silent_ms, bytes)),
            _ => None,
        };
        if let Some((_, lasted, bytes)) = self.broken {
            let held = (rate.saturating_mul(lasted) / 1000).min(ordinary);
            self.is_made_up_for = bytes >= held / 4 * 3;
        }
    }
}
