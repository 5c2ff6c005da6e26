//! Which errand was under way when the gateway failed.
//!
//! A dossier on which the gateway stumbles each time would keep all others waiting for ever, if it
//! always came first. So what failed goes behind what did not, in ever smaller company until it
//! stands alone. Nothing is given up: it only takes its turn last.

use std::collections::BTreeMap;

use domain::ids::ParcelId;
use seal::Sha256;

use crate::effect::Request;

/// More than this tells nothing more: every batch is down to one.
const MOST: u32 = 16;

/// What an errand is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Culprit {
    Parcel(ParcelId),
    Feed,
    Result(Sha256),
}

/// How often each errand failed since the clerk or the network last rang.
#[derive(Debug, Clone, Default)]
pub(crate) struct Blame {
    counts: BTreeMap<Culprit, u32>,
}

impl Blame {
    pub(crate) fn of(&self, culprit: Culprit) -> u32 {
        self.counts.get(&culprit).copied().unwrap_or(0)
    }

    pub(crate) fn of_parcel(&self, parcel: ParcelId) -> u32 {
        self.of(Culprit::Parcel(parcel))
    }

    pub(crate) fn add(&mut self, culprit: Culprit) {
        let count = self.counts.entry(culprit).or_default();
        *count = MOST.min(*count + 1);
    }

    pub(crate) fn add_request(&mut self, request: &Request) {
        match request {
            Request::Announce(batch) => {
                for parcel in batch {
                    self.add(Culprit::Parcel(*parcel));
                }
            }
            Request::Inquire { parcel, .. } | Request::Slice { parcel, .. } => {
                self.add(Culprit::Parcel(*parcel));
            }
            Request::Feed { .. } => self.add(Culprit::Feed),
            Request::Fetch(wanted) => self.add(Culprit::Result(wanted.line.sha256)),
            Request::Capabilities | Request::Keys | Request::Time | Request::Holdings { .. } => {}
        }
    }

    pub(crate) fn acquit(&mut self, culprit: Culprit) {
        self.counts.remove(&culprit);
    }

    pub(crate) fn forget_all(&mut self) {
        self.counts.clear();
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;

    use super::*;

    #[test]
    fn blame_falls_on_every_parcel_of_a_batch_that_failed() {
        let ids = [1, 2, 3].map(|n| ParcelId::from_bytes([n; 16]));
        let mut blame = Blame::default();

        blame.add_request(&Request::Announce(ids[..2].to_vec()));
        blame.add_request(&Request::Announce(ids[..1].to_vec()));

        assert_eq!(ids.map(|id| blame.of_parcel(id)), [2, 1, 0]);
        blame.acquit(Culprit::Parcel(ids[0]));
        assert_eq!(blame.of_parcel(ids[0]), 0, "it arrived after all");
    }
}
