//! Everything that a desk gets from outside, in the hands of a test.

use std::sync::Arc;

use desk::catalogue::{self, Catalogue};
use desk::world::World;
use files::{Disk, OsDisk};
use vault::MemoryKeychain;

use crate::clock::{FakeClock, MORNING};
use crate::luck::SeededLuck;
use crate::viewer::FakeViewer;

/// Clock, luck, disk, keyring and viewer of a test, which keeps its hands on them.
#[derive(Clone)]
pub struct TestWorld {
    /// The clock; it stands at [`MORNING`] until it is moved.
    pub clock: Arc<FakeClock>,
    /// The keyring.
    pub keychain: Arc<MemoryKeychain>,
    /// The program that shows papers.
    pub viewer: Arc<FakeViewer>,
    luck: Arc<SeededLuck>,
    disk: Arc<dyn Disk>,
    catalogue: catalogue::Read,
}

/// The procedures of which most tests know nothing but the code.
const BY_CODE_ALONE: [&str; 3] = ["1.001193", "1.000656", "1.004873"];

/// A world in which everything happens the same way for the same seed.
pub fn a_world(seed: u64) -> TestWorld {
    TestWorld {
        clock: Arc::new(FakeClock::at(MORNING)),
        keychain: Arc::new(MemoryKeychain::new()),
        viewer: Arc::default(),
        luck: Arc::new(SeededLuck::new(seed)),
        disk: Arc::new(OsDisk),
        catalogue: Ok(Arc::new(Catalogue::unchecked(&BY_CODE_ALONE))),
    }
}

impl TestWorld {
    /// The same world with another disk.
    #[must_use]
    pub fn on(mut self, disk: Arc<dyn Disk>) -> Self {
        self.disk = disk;
        self
    }

    /// The same world with another catalogue.
    #[must_use]
    pub fn knowing(mut self, catalogue: catalogue::Read) -> Self {
        self.catalogue = catalogue;
        self
    }

    /// The same world on a machine whose keyring is empty.
    #[must_use]
    pub fn with_an_empty_keyring(mut self) -> Self {
        self.keychain = Arc::new(MemoryKeychain::new());
        self
    }

    /// The same world with other luck, as after a restart.
    #[must_use]
    pub fn lucky_again(mut self, seed: u64) -> Self {
        self.luck = Arc::new(SeededLuck::new(seed));
        self
    }

    /// What the desk is given.
    pub fn world(&self) -> World {
        World {
            clock: self.clock.clone(),
            luck: self.luck.clone(),
            disk: self.disk.clone(),
            keychain: self.keychain.clone(),
            viewer: self.viewer.clone(),
            catalogue: self.catalogue.clone(),
        }
    }
}
