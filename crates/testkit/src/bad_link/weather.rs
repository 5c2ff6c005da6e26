//! What a link does to those who use it.

use std::time::Duration;

use crate::luck::SeededLuck;

/// Most bytes that are taken in at once.
const MOST: usize = 16 * 1024;
/// Fewest, where there are as many: those of a packet.
const LEAST: usize = 1_400;

/// One direction of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// Bytes in a second, of all connections together; `None`: as many as come.
    pub rate: Option<u64>,
    /// How long each byte is on its way.
    pub delay: Duration,
    /// By how much that may grow, by luck. Bytes never overtake one another.
    pub jitter: Duration,
    /// How many bytes of a connection may be on their way at once.
    pub buffer: usize,
}

/// How long something lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// For ever.
    Always,
    /// Exactly so long.
    For(Duration),
    /// So long on average, and for as long again with the same chance at any moment.
    About(Duration),
}

/// How the connections end that are there when the path is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    /// Both sides are told at once, by RST.
    Reset,
    /// Nobody is told: both sides keep their sockets, and nothing passes any more.
    Silence,
}

/// What becomes of those who knock while there is no path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// They wait, and get through when the gap is over.
    Waits,
    /// They are never heard of again.
    Silent,
    /// They are turned away at once.
    Shut,
}

/// What a link does, for as long as it is there. Of each list one is drawn for each cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weather {
    /// From the desk to the gateway.
    pub up: Way,
    /// From the gateway to the desk.
    pub down: Way,
    /// How long a path lives.
    pub life: Span,
    /// How long there is none after that.
    pub gap: Span,
    /// How its connections end; must not be empty.
    pub deaths: Vec<Death>,
    /// What becomes of those who knock in the gap; must not be empty.
    pub doors: Vec<Door>,
    /// For how long before a cut the gateway hears the desk and the desk hears nothing; may be empty.
    pub deaf: Vec<Duration>,
}

impl Way {
    /// A way that carries whatever comes, at once.
    pub fn clear() -> Self {
        Self { rate: None, delay: Duration::ZERO, jitter: Duration::ZERO, buffer: 256 * 1024 }
    }

    fn hastened(self, factor: u32) -> Self {
        let rate = self.rate.map(|rate| rate.saturating_mul(factor.into()));
        Self { rate, delay: self.delay / factor, jitter: self.jitter / factor, ..self }
    }

    /// How much is taken in at once: a slow way hands on what it carries in a fiftieth of a second, and
    /// not 16 KiB after half a one.
    pub(super) fn piece(&self) -> usize {
        let Some(rate) = self.rate else { return MOST };
        usize::try_from(rate / 50).unwrap_or(MOST).clamp(LEAST, MOST)
    }

    /// How long so many bytes keep it busy.
    pub(super) fn takes(&self, bytes: usize) -> Duration {
        let Some(rate) = self.rate else { return Duration::ZERO };
        let nanos = (bytes as u64).saturating_mul(1_000_000_000) / rate.max(1);
        Duration::from_nanos(nanos)
    }
}

impl Span {
    fn hastened(self, factor: u32) -> Self {
        match self {
            Self::Always => Self::Always,
            Self::For(time) => Self::For(time / factor),
            Self::About(time) => Self::About(time / factor),
        }
    }

    /// How long it lasts this time; `None`: for ever.
    pub(super) fn drawn(self, luck: &SeededLuck) -> Option<Duration> {
        /// How finely luck is divided.
        const STEPS: u32 = 1 << 20;
        match self {
            Self::Always => None,
            Self::For(time) => Some(time),
            Self::About(mean) => {
                let step = u32::try_from(luck.below(STEPS.into())).unwrap_or_default();
                let chance = (f64::from(step) + 0.5) / f64::from(STEPS);
                Some(mean.mul_f64(-chance.ln()))
            }
        }
    }
}

impl Weather {
    /// A link on which nothing ever happens. Its gaps, if a test makes one, end when the test says
    /// so.
    pub fn fair() -> Self {
        Self {
            up: Way::clear(),
            down: Way::clear(),
            life: Span::Always,
            gap: Span::Always,
            deaths: vec![Death::Reset],
            doors: vec![Door::Waits],
            deaf: vec![],
        }
    }

    /// The same weather, so many times as fast: what took a second takes a part of it, and so many
    /// times the bytes pass in a second.
    #[must_use]
    pub fn hastened(self, factor: u32) -> Self {
        Self {
            up: self.up.hastened(factor),
            down: self.down.hastened(factor),
            life: self.life.hastened(factor),
            gap: self.gap.hastened(factor),
            deaf: self.deaf.iter().map(|time| *time / factor).collect(),
            ..self
        }
    }
}

/// One of a list, by luck.
pub(super) fn one_of<T: Copy>(of: &[T], luck: &SeededLuck) -> Option<T> {
    let index = luck.below(u64::try_from(of.len()).ok().filter(|length| *length > 0)?);
    of.get(usize::try_from(index).ok()?).copied()
}
