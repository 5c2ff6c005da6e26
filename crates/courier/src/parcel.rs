//! One thing on its way, as the network sees it.

use chrono::NaiveDate;
use domain::ids::{DossierId, ParcelId};
use domain::moment::{Millis, Seq};
use wire::announcement::Key;
use wire::receipt::Promise;

/// One run of the program. A lease of another run is void, because the data folder's lock is
/// exclusive: whoever held it is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run(pub [u8; 8]);

/// Until when whom the sending of a parcel belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// By the machine's clock.
    pub until: Millis,
    /// Whose it is.
    pub holder: Run,
}

/// Where a parcel stands, as far as it is the courier's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It waits.
    Queued,
    /// An announcement of it may be under way.
    Announcing(Lease),
    /// Its parts may be under way.
    Sending(Lease),
    /// It waits for the clerk.
    SetAside,
}

/// A parcel that has not arrived yet. Thousands may wait, and of most of them only the order matters:
/// so it has no list of hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The parcel.
    pub id: ParcelId,
    /// The dossier; its parcels go one after the other, in the order of `seq`.
    pub dossier: DossierId,
    /// Its place in the desk's order.
    pub seq: Seq,
    /// Civil day in Vietnam by which it must have arrived, as it stood when the parcel was handed in;
    /// `None`: no day was set. What has one goes before what has none, and the earlier day first.
    pub due: Option<NaiveDate>,
    /// By what the gateway knows it.
    pub key: Key,
    /// What the receipt must name.
    pub promise: Promise,
    /// Size of every part in bytes, in the manifest's order; a withdrawal has none.
    pub sizes: Box<[u64]>,
    /// Where it stands.
    pub stage: Stage,
    /// How often it was tried. A parcel with 0 has never left the desk.
    pub attempts: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::a_parcel;

    #[test]
    fn parcel_that_waits_takes_no_more_room_when_it_has_more_papers_but_for_their_sizes() {
        let parcel = a_parcel(1, 1);

        assert!(size_of::<Parcel>() <= 144, "{} bytes", size_of::<Parcel>());
        assert_eq!(size_of_val(&*parcel.sizes), 2 * 8, "and a number for each part");
    }
}
