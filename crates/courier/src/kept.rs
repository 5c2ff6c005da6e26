//! A parcel as the courier keeps it: thousands may wait, and of most of them only the order matters yet.

use chrono::NaiveDate;
use domain::ids::{DossierId, ParcelId};
use domain::moment::Seq;
use wire::announcement::Key;
use wire::receipt::Promise;

use crate::parcel::{Parcel, Stage};

/// A [`Parcel`] without the hashes of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) id: ParcelId,
    pub(crate) dossier: DossierId,
    pub(crate) seq: Seq,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) key: Key,
    /// What the receipt must name.
    pub(crate) promise: Promise,
    pub(crate) sizes: Box<[u64]>,
    pub(crate) stage: Stage,
    pub(crate) attempts: u32,
}

impl From<Parcel> for Kept {
    fn from(parcel: Parcel) -> Self {
        let Parcel { id, dossier, seq, due, expected, sizes, stage, attempts } = parcel;
        let (key, promise, sizes) = (expected.key, expected.promise(), sizes.into_boxed_slice());
        Self { id, dossier, seq, due, key, promise, sizes, stage, attempts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::a_parcel;

    #[test]
    fn parcel_that_waits_takes_no_more_room_when_it_has_more_papers_but_for_their_sizes() {
        let kept = Kept::from(a_parcel(1, 1));

        assert!(size_of::<Kept>() <= 144, "{} bytes", size_of::<Kept>());
        assert_eq!(size_of_val(&*kept.sizes), 2 * 8, "and a number for each part");
    }
}
