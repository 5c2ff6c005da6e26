//! Which parcels are somebody's at present, and which are free again.

use domain::ids::ParcelId;

use crate::blame::Culprit;
use crate::courier::{Courier, later};
use crate::effect::Request;
use crate::input::Tick;
use crate::parcel::{Parcel, Stage};

impl Courier {
    /// Queues what nobody sends any more.
    pub(crate) fn release_leases(&mut self) {
        // An upload has a lease, so there are no others: thousands need not be looked at each time.
        if self.ledger.count_leased() == self.plan.uploads.count() {
            return;
        }
        let is_free = |parcel: &&Parcel| match parcel.stage {
            Stage::Announcing(lease) | Stage::Sending(lease) => {
                let is_ours = self.ours.contains(&parcel.id);
                let is_loose = is_ours || lease.is_over(self.now, self.run);
                is_loose && !self.is_under_way(parcel.id)
            }
            Stage::Queued | Stage::SetAside => false,
        };
        let free: Vec<ParcelId> =
            self.ledger.leased().filter(is_free).map(|parcel| parcel.id).collect();
        for parcel in free {
            self.ledger.queued(parcel);
        }
    }

    /// Whether the request that is under way, or an upload that goes on, concerns this parcel.
    pub(crate) fn is_under_way(&self, parcel: ParcelId) -> bool {
        self.is_asked_about(parcel) || self.plan.uploads.get(parcel).is_some()
    }

    /// Whether the request that is under way announces this parcel, or asks how it stands.
    pub(crate) fn is_asked_about(&self, parcel: ParcelId) -> bool {
        self.flight.as_ref().is_some_and(|flight| match &flight.request {
            Request::Announce(batch) => batch.contains(&parcel),
            Request::Inquire { parcel: id, .. } => *id == parcel,
            Request::Slice { .. }
            | Request::Stream(_)
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_)
            | Request::Catalogue(_) => false,
        })
    }

    /// Forgets what was remembered of a parcel beside its row.
    pub(crate) fn forget_parcel(&mut self, parcel: ParcelId) {
        self.ours.remove(&parcel);
        self.orphans.remove(&parcel);
        self.mismatches.remove(&parcel);
        self.noted.remove(&parcel);
        self.streams.left.remove(&parcel);
        self.ledger.touch(parcel);
        self.blame.acquit(Culprit::Parcel(parcel));
    }

    /// When the first lease ends that keeps a parcel waiting.
    pub(crate) fn lease_ends(&self) -> Option<Tick> {
        let left = |parcel: &Parcel| match parcel.stage {
            Stage::Announcing(lease) | Stage::Sending(lease) => {
                Some(if lease.is_over(self.now, self.run) { 0 } else { lease.left_ms(self.now) })
            }
            Stage::Queued | Stage::SetAside => None,
        };
        let first = self.ledger.leased().filter_map(left).min()?;
        Some(later(self.now.tick, u64::try_from(first).unwrap_or(0)))
    }
}
