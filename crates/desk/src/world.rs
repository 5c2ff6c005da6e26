//! Time, luck, disk and keyring: everything that comes from outside, handed in once.
//!
//! [`World::real`] is the only place that reads the machine's clock and its randomness.

use std::sync::{Arc, LazyLock};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use domain::ids::Id;
use domain::moment::Millis;
use files::{Disk, OsDisk};
use vault::keychain::{Keychain, OsKeychain};

use crate::catalogue;
use crate::viewer::{MachineViewer, Viewer};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The machine's own time, right or wrong.
    fn now(&self) -> Millis;
    /// Milliseconds that only ever grow and that nobody sets, since some moment: for waiting.
    fn tick(&self) -> u64;
}

/// Gives random bytes that nobody can guess.
pub trait Luck: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoLuck>;
}

/// The machine gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the machine gave no random bytes")]
pub struct NoLuck;

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
            clock: Arc::new(MachineClock),
            luck: Arc::new(MachineLuck),
            disk: Arc::new(OsDisk),
            keychain: Arc::new(OsKeychain),
            viewer: Arc::new(MachineViewer),
            catalogue: catalogue::shipped(),
        }
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoLuck> {
        let mut bytes = [0; N];
        self.luck.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A new id.
    pub fn id<T: Id>(&self) -> Result<T, NoLuck> {
        Ok(T::new(self.clock.now(), &self.bytes()?))
    }

    /// A file name that says nothing: 32 hex digits.
    pub fn blank_name(&self) -> Result<String, NoLuck> {
        Ok(format!("{:032x}", u128::from_be_bytes(self.bytes()?)))
    }
}

/// From which moment [`MachineClock`] counts its ticks.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> Millis {
        let millis = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()),
            Err(before) => i64::try_from(before.duration().as_millis()).map(i64::wrapping_neg),
        };
        Millis::new(millis.unwrap_or(i64::MAX))
    }

    fn tick(&self) -> u64 {
        u64::try_from(STARTED.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

struct MachineLuck;

impl Luck for MachineLuck {
    #[expect(clippy::disallowed_methods, reason = "the one place that draws randomness")]
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoLuck> {
        getrandom::fill(bytes).map_err(|_| NoLuck)
    }
}
