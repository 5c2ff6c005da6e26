//! The lines of the table: which weather, and what is to be carried through it.

/// Names by which lines are chosen.
pub const NAMES: [&str; 6] = ["P0", "P1", "P2", "P3", "many", "forms"];
/// Bytes of a small page.
const SMALL_PAGE: u64 = 60_000;
/// Bytes of a large form: a declaration with long statements. The form itself is in `nopho`.
const FORM: u64 = 5_000;

/// Seconds for which packets may stand before the line until the next one is dropped.
pub const QUEUE_S: f64 = 0.4;

/// How connections that lived before a cut end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    /// With a reset, as soon as one of the two speaks again.
    Reset,
    /// Without a word, as when a 3G modem dials again.
    Silent,
}

/// Cuts of the path, again and again.
#[derive(Debug, Clone, Copy)]
pub struct Cuts {
    /// How long the path lives, in seconds.
    pub lives_s: u32,
    /// How long it is gone, in seconds.
    pub gap_s: u32,
    /// What becomes of connections.
    pub death: Death,
}

/// A kind of weather.
#[derive(Debug, Clone, Copy)]
pub struct Weather {
    /// Bits per second, each way.
    pub rate: u32,
    /// Round trip in milliseconds.
    pub rtt_ms: u32,
    /// How much one way may vary, in milliseconds.
    pub jitter_ms: u32,
    /// Packets lost, in parts of ten thousand.
    pub lost_per_10k: u32,
    /// Whether and how it breaks.
    pub cuts: Option<Cuts>,
}

impl Weather {
    /// No weather at all: a desk is set up in it.
    pub const NONE: Self =
        Self { rate: 1_000_000_000, rtt_ms: 0, jitter_ms: 0, lost_per_10k: 0, cuts: None };
    const P0: Self =
        Self { rate: 2_000_000, rtt_ms: 300, jitter_ms: 0, lost_per_10k: 0, cuts: None };
    const P1: Self = Self { lost_per_10k: 50, cuts: Some(Cuts::often(Death::Reset)), ..Self::P0 };
    const P2: Self = Self { cuts: Some(Cuts::often(Death::Silent)), ..Self::P1 };
    const P3: Self = Self {
        rate: 256_000,
        rtt_ms: 600,
        jitter_ms: 50,
        lost_per_10k: 200,
        cuts: Some(Cuts { lives_s: 30, gap_s: 10, death: Death::Silent }),
    };
}

impl Weather {
    /// How many kB may be on their way at most: what the line holds, and what stands before it.
    pub fn most_in_flight_kb(&self) -> f64 {
        f64::from(self.rate) / 8e3 * (f64::from(self.rtt_ms) / 1e3 + QUEUE_S)
    }
}

impl Cuts {
    const fn often(death: Death) -> Self {
        Self { lives_s: 20, gap_s: 3, death }
    }
}

/// What is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// Dossiers, or files, with a page each.
    Pages {
        /// How many.
        count: u32,
        /// Bytes of each page.
        bytes: u64,
    },
    /// Dossiers without a page.
    Forms {
        /// How many.
        count: u32,
    },
}

impl Load {
    /// How many dossiers, or files.
    pub fn count(&self) -> u32 {
        match self {
            Self::Pages { count, .. } | Self::Forms { count } => *count,
        }
    }

    /// What counts of it: the pages; forms only where there is nothing else.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Pages { count, bytes } => u64::from(*count) * bytes,
            Self::Forms { count } => u64::from(*count) * FORM,
        }
    }
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// By which it is chosen and shown.
    pub name: &'static str,
    /// The weather.
    pub weather: Weather,
    /// The load.
    pub load: Load,
}

/// Every line; with a quarter of the load where it is only for a look.
pub fn lines(is_quick: bool) -> Vec<Line> {
    let part = if is_quick { 4 } else { 1 };
    let page = |megabytes: u64| Load::Pages { count: 1, bytes: megabytes * 1_000_000 / part };
    let few = if is_quick { 4 } else { 1 };
    let loads = [
        (Weather::P0, page(20)),
        (Weather::P1, page(20)),
        (Weather::P2, page(8)),
        (Weather::P3, page(3)),
        (Weather::P0, Load::Pages { count: 50 / few, bytes: SMALL_PAGE }),
        (Weather::P0, Load::Forms { count: 100 / few }),
    ];
    let named = NAMES.into_iter().zip(loads);
    named.map(|(name, (weather, load))| Line { name, weather, load }).collect()
}

impl Line {
    /// The time below which nobody can be, in seconds.
    pub fn ideal_s(&self) -> f64 {
        crate::figures::real(self.load.bytes()) * 8.0 / f64::from(self.weather.rate)
    }

    /// When a run is given up, in seconds.
    pub fn limit_s(&self) -> f64 {
        self.ideal_s() * 5.0 + 120.0
    }

    /// What it shows.
    pub fn title(&self) -> String {
        let load = match self.load {
            Load::Pages { count: 1, bytes } => format!("{} kB", bytes / 1000),
            Load::Pages { count, bytes } => format!("{count} x {} kB", bytes / 1000),
            Load::Forms { count } => format!("{count} forms of {} kB", FORM / 1000),
        };
        format!("{}, {load}", self.name)
    }

    /// What a run of a contestant likely takes, its preparation included.
    #[expect(clippy::cast_possible_truncation, reason = "minutes, as a guess")]
    #[expect(clippy::cast_sign_loss, reason = "minutes, as a guess")]
    pub fn likely_seconds(&self, contestant: &str) -> u64 {
        let is_silent = self.weather.cuts.is_some_and(|cuts| cuts.death == Death::Silent);
        let factor = match self.weather.cuts {
            None => 1.4,
            Some(_) => 1.9,
        };
        let never = match contestant {
            "nopho" => false,
            "post" => self.weather.cuts.is_some(),
            _ => is_silent,
        };
        let seconds = if never { self.limit_s() } else { self.ideal_s() * factor };
        seconds as u64 + 8
    }
}
