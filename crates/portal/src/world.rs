//! Time, luck and disk: everything that comes from outside, handed in once.

use std::sync::Arc;

use domain::ids::Id;
use domain::moment::Millis;
use files::{Disk, OsDisk};
use machine::{Clock, Luck, NoLuck, OsClock, OsLuck};

/// What a gateway gets from outside.
#[derive(Clone)]
pub struct World {
    /// Tells the time, which the gateway signs.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub luck: Arc<dyn Luck>,
    /// Keeps files.
    pub disk: Arc<dyn Disk>,
}

impl World {
    /// This machine.
    pub fn real() -> Self {
        Self { clock: Arc::new(OsClock), luck: Arc::new(OsLuck), disk: Arc::new(OsDisk) }
    }

    /// What the clock shows.
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// Milliseconds that only ever grow, whatever becomes of the clock.
    pub fn tick(&self) -> u64 {
        self.clock.tick()
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoLuck> {
        self.luck.bytes()
    }

    /// A new id.
    pub fn id<T: Id>(&self) -> Result<T, NoLuck> {
        self.luck.id(self.now())
    }

    /// A file name that says nothing: 32 hex digits.
    pub fn blank_name(&self) -> Result<String, NoLuck> {
        self.luck.blank_name()
    }
}
