//! What a gateway gets from outside, in the hands of a test: its time stands still, and its luck
//! comes from a seed.

use std::sync::Arc;

use files::Disk;
use portal::World;
use testkit::clock::MORNING;
use testkit::{FakeClock, SeededLuck};

/// A world in which nothing is drawn twice, as long as no seed is.
pub fn a_still_world(seed: u64, disk: Arc<dyn Disk>) -> World {
    World { clock: Arc::new(FakeClock::at(MORNING)), luck: Arc::new(SeededLuck::new(seed)), disk }
}
