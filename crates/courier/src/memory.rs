//! What the courier is told when it begins.

use domain::ids::DossierId;
use seal::PublicKey;
use wire::capabilities::Capabilities;
use wire::event::ResultLine;
use wire::feed::Cursor;
use wire::keys::KeyRing;

use crate::parcel::{Parcel, Run};

/// All that the courier knows when it begins: rows of the store.
#[derive(Debug, Clone)]
pub struct Memory {
    /// This run of the program.
    pub run: Run,
    /// The gateway.
    pub gateway: Gateway,
    /// Every parcel that is neither delivered nor cancelled, whatever its stage.
    pub parcels: Vec<Parcel>,
    /// Result files that are not fetched yet.
    pub wanted: Vec<Wanted>,
    /// What the gateway last said of itself; `None` before the first answer. A round begins with it,
    /// and asks again when there is nothing else to do.
    pub capabilities: Option<Box<Capabilities>>,
}

/// The gateway at which the desk is enrolled.
#[derive(Debug, Clone)]
pub struct Gateway {
    /// Its root key, pinned at enrolment.
    pub root: PublicKey,
    /// The keys that the root vouches for.
    pub keys: KeyRing,
    /// Which life of its records the desk has seen; `None` before the first answer.
    pub era: Option<u32>,
    /// Where the feed goes on; `None`: from the beginning.
    pub cursor: Option<Cursor>,
    /// Number of the newest event that was applied, 0 for none.
    pub last_event: u64,
    /// Milliseconds to add to the machine's clock to reach the gateway's time; `None`: not known.
    pub offset_ms: Option<i64>,
    /// Whether what both sides hold must be compared before anything is sent: a backup was restored
    /// on either side.
    pub must_compare: bool,
}

/// A result file to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The dossier.
    pub dossier: DossierId,
    /// The file.
    pub line: ResultLine,
}
