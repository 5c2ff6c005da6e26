//! Time, luck, disk and keyring: everything that comes from outside, handed in once.

use std::sync::Arc;

use domain::ids::Id;
use files::{Disk, OsDisk};
use machine::{Clock, Luck, NoLuck, OsClock, OsLuck};
use vault::keychain::{Keychain, OsKeychain};

use crate::catalogue;
use crate::viewer::{MachineViewer, Viewer};

/// What a desk gets from outside.
#[derive(Clone)]
pub struct World {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub luck: Arc<dyn Luck>,
    /// Keeps files.
    pub disk: Arc<dyn Disk>,
    /// Keeps device secrets.
    pub keychain: Arc<dyn Keychain>,
    /// Shows a paper in another program.
    pub viewer: Arc<dyn Viewer>,
    /// Knows the procedures; a desk does not open with one that cannot be read.
    pub catalogue: catalogue::Read,
}

impl World {
    /// This machine.
    pub fn real() -> Self {
        Self {
            clock: Arc::new(OsClock),
            luck: Arc::new(OsLuck),
            disk: Arc::new(OsDisk),
            keychain: Arc::new(OsKeychain),
            viewer: Arc::new(MachineViewer),
            catalogue: catalogue::shipped(),
        }
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoLuck> {
        self.luck.bytes()
    }

    /// A new id.
    pub fn id<T: Id>(&self) -> Result<T, NoLuck> {
        self.luck.id(self.clock.now())
    }

    /// A file name that says nothing: 32 hex digits.
    pub fn blank_name(&self) -> Result<String, NoLuck> {
        self.luck.blank_name()
    }
}
