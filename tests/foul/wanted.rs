//! What was asked for on the command line.

use std::path::PathBuf;

use crate::instrument::top;
use crate::lines::{Line, NAMES};

/// Names of all who may take part.
pub const CONTESTANTS: [&str; 4] = ["nopho", "tus", "post", "rsync"];
const USAGE: &str = "usage: weather [WORD...] [--seeds N] [--jobs N] [--quick] [--as-built]
               [--portable] [--beside] [--proxy]
       weather idle [real] [--as-built]
  WORD        a line (P0 P1 P2 P3 many forms) or a contestant (nopho tus post rsync); without one, all
  --seeds     runs of each, with another seed of loss; 5 if not said
  --jobs      how many runs beside one another, each in a weather of its own; 1 if not said
  --quick     one seed and a quarter of the bytes, for a look
  --portable  without what only Linux has: CUBIC and lost SYNs as elsewhere for everybody, no rate set by
              nopho (unless it is taken as it was built)
  --beside    somebody else asks for a few bytes twice a second: how long the answers take
  --proxy     on loopback, as where there are no packets: other figures, kept in another file
  --as-built  takes nopho and nopho-portal as they were built last
  idle        counts the bytes of an hour with nothing to send: four pulls; real: an open window";

/// How an idle desk is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idle {
    /// The four pulls of an hour one after the other: each is a process that ends, so nothing is
    /// said between them.
    Simulated,
    /// A window stands open for 31 minutes, and looks as often as it does.
    Real,
}

/// What is to be measured, and how.
#[derive(Debug)]
pub struct Wanted {
    lines: Vec<String>,
    contestants: Vec<String>,
    /// How many runs of each.
    pub seeds: u32,
    /// How many runs go on beside one another.
    pub jobs: u32,
    /// Whether it is only for a look.
    pub is_quick: bool,
    /// Whether everybody does without what only Linux has.
    pub is_portable: bool,
    /// Whether somebody else is on the line.
    pub has_neighbour: bool,
    /// Whether a proxy on loopback makes the weather.
    pub is_proxy: bool,
    /// Whether the programs are taken as they lie there.
    pub is_built: bool,
    /// Whether an idle desk is looked at, and nothing else.
    pub idle: Option<Idle>,
}

impl Wanted {
    /// Reads it, or says how it is to be said.
    pub fn parse(words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut wanted = Self {
            lines: vec![],
            contestants: vec![],
            seeds: 0,
            jobs: 1,
            is_quick: false,
            is_portable: false,
            has_neighbour: false,
            is_proxy: false,
            is_built: false,
            idle: None,
        };
        let mut words = words;
        while let Some(word) = words.next() {
            match word.as_str() {
                // Cargo says it to every bench.
                "--bench" => {}
                "--quick" => wanted.is_quick = true,
                "--portable" => wanted.is_portable = true,
                "--beside" => wanted.has_neighbour = true,
                "--proxy" => wanted.is_proxy = true,
                "--as-built" => wanted.is_built = true,
                "--seeds" => wanted.seeds = count(words.next())?,
                "--jobs" => wanted.jobs = count(words.next())?,
                "idle" => wanted.idle = Some(Idle::Simulated),
                "real" if wanted.idle.is_some() => wanted.idle = Some(Idle::Real),
                word if NAMES.contains(&word) => wanted.lines.push(word.to_owned()),
                word if CONTESTANTS.contains(&word) => wanted.contestants.push(word.to_owned()),
                _ => return Err(USAGE.to_owned()),
            }
        }
        if wanted.seeds == 0 {
            wanted.seeds = if wanted.is_quick { 1 } else { 5 };
        }
        Ok(wanted)
    }

    /// Where the figures are kept: those of a part never in the place of the whole.
    pub fn out(&self) -> PathBuf {
        let is_all = self.lines.is_empty() && self.contestants.is_empty();
        let is_whole = is_all && !self.is_quick && !self.has_neighbour;
        let name = match (is_whole, self.is_portable) {
            _ if self.is_proxy && is_whole => "weather-proxy.json",
            _ if self.is_proxy => "weather-proxy-part.json",
            (true, false) => "weather.json",
            (true, true) => "weather-portable.json",
            (false, false) => "weather-part.json",
            (false, true) => "weather-portable-part.json",
        };
        top().join("out").join("bench").join(name)
    }

    /// What is wanted that a proxy cannot do, in words.
    pub fn wants_packets(&self) -> Option<&'static str> {
        match self {
            Self { idle: Some(_), .. } => Some("an idle desk"),
            Self { is_portable: true, .. } => Some("TCP as other systems speak it"),
            Self { has_neighbour: true, .. } => Some("what somebody else waits for"),
            _ => None,
        }
    }

    /// Whether a line is measured.
    pub fn has_line(&self, line: &Line) -> bool {
        self.lines.is_empty() || self.lines.iter().any(|name| name == line.name)
    }

    /// Whether a contestant takes part.
    pub fn has_contestant(&self, name: &str) -> bool {
        self.contestants.is_empty() || self.contestants.iter().any(|chosen| chosen == name)
    }
}

fn count(word: Option<String>) -> Result<u32, String> {
    let count = word.and_then(|word| word.parse().ok());
    Ok(count.filter(|count| *count > 0).ok_or(USAGE)?)
}
