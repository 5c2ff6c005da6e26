//! What a gateway gets from outside, in the hands of a test: its time stands still, and its luck
//! comes from a seed.

use std::sync::Arc;

use domain::moment::Millis;
use files::Disk;
use portal::World;
use portal::world::{Clock, Luck, NoLuck};
use testkit::SeededLuck;
use testkit::clock::MORNING;

struct Still;

impl Clock for Still {
    fn now(&self) -> Millis {
        MORNING
    }
}

struct Seeded(SeededLuck);

impl Luck for Seeded {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoLuck> {
        for chunk in bytes.chunks_mut(32) {
            chunk.iter_mut().zip(self.0.block()).for_each(|(byte, lucky)| *byte = lucky);
        }
        Ok(())
    }
}

/// A world in which nothing is drawn twice, as long as no seed is.
pub fn a_still_world(seed: u64, disk: Arc<dyn Disk>) -> World {
    World { clock: Arc::new(Still), luck: Arc::new(Seeded(SeededLuck::new(seed))), disk }
}
