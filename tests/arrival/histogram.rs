//! How many kills fell into which stage of a parcel, on each side.

use std::collections::BTreeMap;
use std::fmt;

use crate::line::Side;
use crate::standing::Stage;

/// Kills by stage and side.
#[derive(Debug, Clone, Default)]
pub struct Histogram(BTreeMap<(Stage, Side), u32>);

impl Histogram {
    pub fn note(&mut self, stage: Stage, side: Side) {
        *self.0.entry((stage, side)).or_default() += 1;
    }

    pub fn add(&mut self, other: &Self) {
        for (place, kills) in &other.0 {
            *self.0.entry(*place).or_default() += kills;
        }
    }

    pub fn kills(&self, stage: Stage, side: Side) -> u32 {
        self.0.get(&(stage, side)).copied().unwrap_or_default()
    }

    pub fn total(&self) -> u32 {
        self.0.values().sum()
    }

    /// The stage and side into which the fewest kills fell, and how many those were. What only waits is
    /// met by chance: nothing is said before it is announced.
    pub fn scarcest(&self) -> (Stage, Side, u32) {
        let both = |stage| [Side::Desk, Side::Gateway].map(|side| (stage, side));
        let aimed_at = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Queued);
        let places = aimed_at.flat_map(both);
        let (stage, side) = places.min_by_key(|(stage, side)| self.kills(*stage, *side)).unwrap();
        (stage, side, self.kills(stage, side))
    }
}

impl fmt::Display for Histogram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:34} {:>8} {:>8}", "stage of the parcel under way", "desk", "gateway")?;
        for stage in Stage::ALL {
            let [desk, gateway] = [Side::Desk, Side::Gateway].map(|side| self.kills(stage, side));
            writeln!(f, "{:34} {desk:8} {gateway:8}", stage.words())?;
        }
        write!(f, "{} kills", self.total())
    }
}
