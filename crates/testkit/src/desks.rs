//! A desk that has been set up and opened.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::Desk;
use desk::delivery::Delivery;
use desk::session::Key;
use desk::setup::{self, FirstKey, NewDesk};
use domain::actor::Actor;
use domain::kinds::DeskKind;
use domain::provisional_code::DeskPrefix;
use domain::text::Line;
use files::Disk;
use seal::RecoverySecret;
use tempfile::TempDir;

use crate::world::{TestWorld, a_world};

/// What a test's process calls itself beside the lock.
pub const PROGRAM: &str = "testkit";

/// What the desk of a test is to be.
pub fn a_new_desk() -> NewDesk {
    NewDesk {
        kind: DeskKind::Authority,
        prefix: DeskPrefix::parse("LS07").expect("a prefix"),
        name: Line::new("Bộ phận một cửa xã Thất Khê"),
        operator: Line::new("Hoàng Văn Páo"),
    }
}

/// A desk that is about to be set up in a temporary folder, opened by the keyring.
pub struct ADesk {
    world: TestWorld,
}

/// A desk on the machine's own disk.
pub fn a_desk() -> ADesk {
    ADesk { world: a_world(1) }
}

impl ADesk {
    /// In this world.
    #[must_use]
    pub fn in_world(mut self, world: TestWorld) -> Self {
        self.world = world;
        self
    }

    /// On this disk.
    #[must_use]
    pub fn on(mut self, disk: Arc<dyn Disk>) -> Self {
        self.world = self.world.on(disk);
        self
    }

    /// Set up, with the recovery card written down, and opened.
    pub fn opened(self) -> TestDesk {
        let home = tempfile::tempdir().expect("a temporary folder");
        let root = home.path().join("data");
        let (world, new) = (self.world.world(), a_new_desk());
        let pending = setup::begin(world, &root, PROGRAM, new, &FirstKey::Keyring);
        let mut pending = pending.expect("a desk is begun");
        let recovery = pending.recovery_text().to_string();
        let answer = answer(&recovery, pending.positions());
        pending.confirm(&answer).expect("the card is confirmed");
        let desk = Arc::new(pending.finish().expect("a desk is set up"));
        TestDesk { desk, world: self.world, recovery, root, home }
    }
}

/// The four symbols that a person with the card would type.
fn answer(recovery: &str, positions: [u8; 4]) -> String {
    let secret = RecoverySecret::parse(recovery).expect("the card's own text");
    positions.iter().filter_map(|&position| secret.symbol_at(position)).collect()
}

/// An opened desk with all that belongs to it; it reads like a [`Desk`].
pub struct TestDesk {
    desk: Arc<Desk>,
    /// Its clock and its keyring.
    pub world: TestWorld,
    recovery: String,
    root: PathBuf,
    home: TempDir,
}

impl Deref for TestDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl TestDesk {
    /// The only person at the desk.
    pub fn actor(&self) -> Actor {
        self.desk.actor(None).expect("one operator")
    }

    /// The desk as those hold it who run beside the clerk.
    pub fn shared(&self) -> &Arc<Desk> {
        &self.desk
    }

    /// The desk's side of the road, in the hands of the only person.
    pub fn delivery(&self) -> Delivery {
        Delivery::new(&self.desk, self.actor()).expect("a run begins")
    }

    /// The data folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What stands on the recovery card.
    pub fn recovery(&self) -> RecoverySecret {
        RecoverySecret::parse(&self.recovery).expect("the card's own text")
    }

    /// Closes the program and starts it again.
    #[must_use]
    pub fn restarted(self) -> Self {
        self.closed().opened()
    }

    /// Closes the program and leaves the folder.
    pub fn closed(self) -> ClosedDesk {
        let Self { desk, world, recovery, root, home } = self;
        drop(desk);
        ClosedDesk { world, recovery, root, home }
    }
}

/// The data folder of a desk that nobody has open.
pub struct ClosedDesk {
    /// The clock and the keyring with which it will be opened.
    pub world: TestWorld,
    recovery: String,
    root: PathBuf,
    home: TempDir,
}

impl ClosedDesk {
    /// The data folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What stands on the recovery card.
    pub fn recovery(&self) -> RecoverySecret {
        RecoverySecret::parse(&self.recovery).expect("the card's own text")
    }

    /// Tries to open it with the keyring.
    pub fn open(&self) -> Result<Desk, desk::DeskError> {
        Desk::open(self.world.world(), &self.root, PROGRAM, Key::Keyring)
    }

    /// Opened with the keyring.
    pub fn opened(self) -> TestDesk {
        let desk = Arc::new(self.open().expect("the desk opens again"));
        let Self { world, recovery, root, home } = self;
        TestDesk { desk, world, recovery, root, home }
    }
}
