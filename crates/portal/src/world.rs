//! Time, luck and disk: everything that comes from outside, handed in once.
//!
//! [`World::real`] is the only place that reads the machine's clock and its randomness.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use domain::ids::Id;
use domain::moment::Millis;
use files::{Disk, OsDisk};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The gateway's own time, which it signs.
    fn now(&self) -> Millis;
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

/// What a gateway gets from outside.
#[derive(Clone)]
pub struct World {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub luck: Arc<dyn Luck>,
    /// Keeps files.
    pub disk: Arc<dyn Disk>,
}

impl World {
    /// This machine.
    pub fn real() -> Self {
        Self { clock: Arc::new(MachineClock), luck: Arc::new(MachineLuck), disk: Arc::new(OsDisk) }
    }

    /// What the clock shows.
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoLuck> {
        let mut bytes = [0; N];
        self.luck.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A new id.
    pub fn id<T: Id>(&self) -> Result<T, NoLuck> {
        Ok(T::new(self.now(), &self.bytes()?))
    }

    /// A file name that says nothing: 32 hex digits.
    pub fn blank_name(&self) -> Result<String, NoLuck> {
        Ok(format!("{:032x}", u128::from_be_bytes(self.bytes()?)))
    }
}

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
}

struct MachineLuck;

impl Luck for MachineLuck {
    #[expect(clippy::disallowed_methods, reason = "the one place that draws randomness")]
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoLuck> {
        getrandom::fill(bytes).map_err(|_| NoLuck)
    }
}
