//! What the driver needs from the desk.
//!
//! The driver calls [`Parcels::save`], [`Signer`] and [`Clock`] on its own thread: what follows a
//! save must not happen before it, so there is nothing to be gained by going on meanwhile. Bytes of
//! parts and of results flow while the network does, so [`PartSource::open`], what it gives,
//! [`Parcels::announcement`], and what [`Parcels`] does with results and catalogues, are called on
//! threads that may block.

use std::future::Future;
use std::io::Read;
use std::pin::Pin;
use std::time::Duration;

use courier::{Change, Failure, Now, Parcel, Tick, Wanted};
use domain::ids::ParcelId;
use domain::moment::Millis;
use seal::Sha256;
use wire::announcement::Announcement;
use wire::capabilities::CatalogueLine;

/// Whether another try may end otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Harm {
    /// It may: another program held the file, the disk was full, a plug was loose.
    #[default]
    Passing,
    /// It will not: what is to be read is proved to be damaged, or is not there.
    Lasting,
}

/// Why the desk could not do what the driver asked, as a stable code and its cause.
#[derive(Debug, thiserror::Error)]
#[error("the desk could not {doing}")]
pub struct PortError {
    /// Stable code, with a sentence for the clerk.
    pub code: &'static str,
    /// Whether it is over once it has passed; one parcel is set aside only for lasting harm.
    pub harm: Harm,
    /// What was being done.
    pub doing: &'static str,
    /// The cause.
    #[source]
    pub cause: Box<dyn std::error::Error + Send + Sync>,
}

/// What the desk has of a result file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// So many bytes, from the first on.
    First(u64),
    /// All of it, kept.
    Whole,
}

/// What became of the bytes of a result file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// They are kept, or nobody waits for them any more.
    Whole,
    /// They are not those that were promised: the next try begins anew.
    Nothing,
}

/// Whether what came of a package of the catalogue made the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Fit {
    /// It did, or the desk does not want it any more: nothing more is to be fetched.
    Settled,
    /// It did not, for whatever reason: the package itself may do.
    Not,
    /// It is nothing of the kind: somebody else has answered.
    Foreign,
}

/// The queue, on the desk's disk.
pub trait Parcels: Send + Sync {
    /// Applies all changes in one transaction that is on the disk when this returns, and gives
    /// the parcels that were queued by it.
    fn save(&self, changes: &[Change]) -> Result<Vec<Parcel>, PortError>;
    /// The frozen bytes with which a parcel is announced.
    fn announcement(&self, parcel: ParcelId) -> Result<Announcement, PortError>;
    /// What is here of a result file. After both sides were compared every event comes again, and a
    /// file that is here is not to be fetched again.
    fn result_here(&self, _wanted: &Wanted) -> Here {
        Here::First(0)
    }
    /// Keeps a result file, sealed, once its size and hash are those that were promised; `bytes` come
    /// after the first `from`, which were here. They end with an error when the network fails in their
    /// midst: then what has come is kept for the next try, as far as the desk can.
    fn keep_result(
        &self,
        wanted: &Wanted,
        from: u64,
        bytes: &mut dyn Read,
    ) -> Result<Kept, PortError>;
    /// Throws away what is here of a result file that has not come whole.
    fn forget_result(&self, _wanted: &Wanted) {}
    /// Whether a package of the catalogue is to be fetched that the gateway offers.
    fn wants_catalogue(&self, _offered: &CatalogueLine) -> Result<bool, PortError> {
        Ok(false)
    }
    /// The contents of a package that is here, of which the offered one may be made.
    fn catalogue_base(&self, _offered: &CatalogueLine) -> Result<Option<Sha256>, PortError> {
        Ok(None)
    }
    /// Makes the offered package of one that is here and judges it as [`Parcels::keep_catalogue`] does.
    /// Nobody has looked at the bytes before. Nothing is ever refused because of them: they may not fit
    /// through no fault of the package.
    ///
    /// # Errors
    /// When it could not be judged, or what was judged could not be kept; it is fetched again then.
    fn patch_catalogue(
        &self,
        _offered: &CatalogueLine,
        _keys: &str,
        _bytes: &[u8],
    ) -> Result<Fit, PortError> {
        Ok(Fit::Foreign)
    }
    /// Judges a package that came whole, by the newest list of keys, and takes it into use or
    /// remembers why not. Nobody has looked at the bytes before: they may be anything.
    ///
    /// # Errors
    /// When it could not be judged, or what was judged could not be kept; it is fetched again then.
    fn keep_catalogue(
        &self,
        _offered: &CatalogueLine,
        _keys: &str,
        _bytes: &[u8],
    ) -> Result<(), PortError> {
        Ok(())
    }
}

/// The parts of what is sent.
pub trait PartSource: Send + Sync {
    /// Opens the plain bytes of a part from an offset on. A slice is opened twice: once for its
    /// checksum, which goes ahead of the bytes, and once for the bytes.
    fn open(
        &self,
        parcel: ParcelId,
        part: u32,
        offset: u64,
    ) -> Result<Box<dyn Read + Send>, PortError>;
}

/// The desk's signature.
pub trait Signer: Send + Sync {
    /// A bearer for the gateway, good from `now` on by the gateway's time as far as it is known.
    fn bearer(&self, now: Millis) -> Result<String, PortError>;
}

/// The clocks, and the luck for nonces.
pub trait Clock: Send + Sync {
    /// What the clocks show.
    fn now(&self) -> Now;
    /// The best estimate of the gateway's time, for bearers and for the dates of certificates:
    /// the machine's clock with the offset, but never before this program was built nor before a
    /// time that the gateway has signed. A saved [`Change::Clock`] counts from its save on.
    fn gateway_now(&self) -> Millis;
    /// Sixteen random bytes.
    fn nonce(&self) -> [u8; 16];
    /// Waits for a moment; a test that moves its own clock says here when it has come.
    fn wait(&self, until: Tick) -> Waiting {
        let left = Duration::from_millis(until.0.saturating_sub(self.now().tick.0));
        Box::pin(tokio::time::sleep(left))
    }
}

/// Ends when a moment has come.
pub type Waiting = Pin<Box<dyn Future<Output = ()> + Send>>;

impl PortError {
    /// What it means where one parcel or one result is at stake.
    pub(crate) fn failure(&self) -> Failure {
        match self.harm {
            Harm::Passing => Failure::Unable(self.code),
            Harm::Lasting => Failure::Unreadable(self.code),
        }
    }
}
