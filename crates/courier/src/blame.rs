//! Which errand was under way when nothing more got through.
//!
//! A dossier on which the gateway stumbles each time, or which somebody in between does not let
//! through, would keep all others waiting for ever, if it always came first. So what failed goes
//! behind what did not, in ever smaller company until it stands alone. Nothing is given up: it only
//! takes its turn last. While the whole road is down the order is all the same.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{DossierId, ParcelId};
use seal::Sha256;

use crate::effect::Request;
use crate::luck::Luck;
use crate::memory::Wanted;
use crate::standing::Obstacle;

/// How much of what a parcel met before is held against it when the count begins anew. From there on
/// it goes without an end: at one that all had reached what failed each time would come first again,
/// and what never had a fair turn behind it would wait for ever.
const MOST_AT_FIRST: u32 = 16;
/// Within how many places luck puts what was tried so often that no more can be told of it.
const PLACES: u64 = 16;

/// What an errand is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Culprit {
    Parcel(ParcelId),
    Feed,
    /// The agency may give the same letter to many.
    Result(DossierId, Sha256),
}

impl Culprit {
    pub(crate) fn result(wanted: &Wanted) -> Self {
        Self::Result(wanted.dossier, wanted.line.sha256)
    }
}

/// How often each errand failed, and which had their turn since the clerk or the network last rang.
#[derive(Debug, Clone, Default)]
pub(crate) struct Blame {
    counts: BTreeMap<Culprit, u32>,
    turns: BTreeSet<Culprit>,
    last: Option<(Obstacle, Vec<Culprit>)>,
    /// The same obstacle met two different errands with nothing between them, or one that is no
    /// errand's at all.
    pub(crate) is_everybodys: bool,
}

impl Blame {
    pub(crate) fn of(&self, culprit: Culprit) -> u32 {
        self.counts.get(&culprit).copied().unwrap_or(0)
    }

    pub(crate) fn had_turn(&self, culprit: Culprit) -> bool {
        self.turns.contains(&culprit)
    }

    /// The least goes first.
    pub(crate) fn rank(&self, culprit: Culprit) -> (bool, u32) {
        (self.had_turn(culprit), self.of(culprit))
    }

    /// Begins anew. How often a parcel was tried is all that is known of what it met before: a
    /// program that makes one round and ends has no other memory. Such a one would meet the same two
    /// that somebody does not let through in each of its rounds, and end there: so it goes by luck
    /// in the end.
    pub(crate) fn seed(
        &mut self,
        attempts: impl Iterator<Item = (ParcelId, u32)>,
        luck: &mut Luck,
    ) {
        let tried = attempts.filter(|(_, attempts)| *attempts > 0);
        let seeds = tried.map(|(id, attempts)| {
            let place = if attempts < MOST_AT_FIRST { 0 } else { luck.up_to(PLACES) };
            let place = u32::try_from(place).unwrap_or(0);
            (Culprit::Parcel(id), attempts.min(MOST_AT_FIRST) + place)
        });
        *self = Self { counts: seeds.collect(), ..Self::default() };
    }

    /// Blames whatever was under way. In company nobody had his own turn.
    pub(crate) fn add(&mut self, culprits: Vec<Culprit>, obstacle: &Obstacle) {
        for culprit in &culprits {
            let count = self.counts.entry(*culprit).or_default();
            *count = count.saturating_add(1);
        }
        if let [alone] = culprits.as_slice() {
            self.turns.insert(*alone);
        }
        let others = |(before, blamed): &(Obstacle, Vec<Culprit>)| {
            before == obstacle && !culprits.iter().any(|culprit| blamed.contains(culprit))
        };
        self.is_everybodys = culprits.is_empty() || self.last.as_ref().is_some_and(others);
        self.last = Some((obstacle.clone(), culprits));
    }

    /// Something was answered as it should be.
    pub(crate) fn relent(&mut self) {
        self.last = None;
        self.is_everybodys = false;
    }

    pub(crate) fn take_turn(&mut self, culprit: Culprit) {
        self.turns.insert(culprit);
    }

    pub(crate) fn acquit(&mut self, culprit: Culprit) {
        self.counts.remove(&culprit);
        self.turns.remove(&culprit);
    }

    /// Everything had its turn. Gives the parcels among it.
    pub(crate) fn forget_turns(&mut self) -> Vec<ParcelId> {
        let parcel = |culprit| match culprit {
            Culprit::Parcel(parcel) => Some(parcel),
            Culprit::Feed | Culprit::Result(..) => None,
        };
        std::mem::take(&mut self.turns).into_iter().filter_map(parcel).collect()
    }
}

/// Whom a request is about.
pub(crate) fn culprits(request: &Request) -> Vec<Culprit> {
    match request {
        Request::Announce(batch) => batch.iter().copied().map(Culprit::Parcel).collect(),
        Request::Inquire { parcel, .. } | Request::Slice { parcel, .. } => {
            vec![Culprit::Parcel(*parcel)]
        }
        Request::Stream(lanes) => {
            lanes.iter().take(1).map(|it| Culprit::Parcel(it.parcel)).collect()
        }
        Request::Feed { .. } => vec![Culprit::Feed],
        Request::Fetch(wanted) => vec![Culprit::result(wanted)],
        Request::Capabilities
        | Request::Keys
        | Request::Time
        | Request::Holdings { .. }
        | Request::Catalogue(_) => vec![],
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;

    use super::*;
    use crate::Trouble;

    fn blamed(blame: &mut Blame, request: &Request) {
        blame.add(culprits(request), &Obstacle::Road(Trouble::Broken));
    }

    #[test]
    fn blame_falls_on_every_parcel_of_a_batch_that_failed() {
        let ids = [1, 2, 3].map(|n| ParcelId::from_bytes([n; 16]));
        let mut blame = Blame::default();

        blamed(&mut blame, &Request::Announce(ids[..2].to_vec()));
        blamed(&mut blame, &Request::Announce(ids[..1].to_vec()));

        assert_eq!(ids.map(|id| blame.of(Culprit::Parcel(id))), [2, 1, 0]);
        let had_turn = ids.map(|id| blame.had_turn(Culprit::Parcel(id)));
        assert_eq!(had_turn, [true, false, false], "one of them was alone");
        blame.acquit(Culprit::Parcel(ids[0]));
        assert_eq!(blame.of(Culprit::Parcel(ids[0])), 0, "it arrived after all");
    }

    #[test]
    fn obstacle_is_everybodys_when_two_errands_meet_it_with_nothing_between_them() {
        let mut blame = Blame::default();
        let feed = Request::Feed { after: None };
        let parcel = Request::Announce(vec![ParcelId::from_bytes([1; 16])]);

        blamed(&mut blame, &parcel);
        blamed(&mut blame, &parcel);
        assert!(!blame.is_everybodys, "the same one twice");
        blame.relent();
        blamed(&mut blame, &feed);
        assert!(!blame.is_everybodys, "something got through between them");
        blamed(&mut blame, &parcel);
        assert!(blame.is_everybodys);
    }

    #[test]
    fn what_failed_most_often_goes_last_however_often_all_failed() {
        let ids = [1, 2].map(|n| ParcelId::from_bytes([n; 16]));
        let mut blame = Blame::default();
        for _ in 0..100 {
            blamed(&mut blame, &Request::Announce(ids.to_vec()));
        }

        blamed(&mut blame, &Request::Announce(ids[..1].to_vec()));

        assert!(blame.of(Culprit::Parcel(ids[0])) > blame.of(Culprit::Parcel(ids[1])));
    }

    #[test]
    fn what_was_tried_again_and_again_comes_in_another_order_in_another_run() {
        let attempts = [(1, 40), (2, 40), (3, 3)].map(|(n, tries)| (crate::testing::id(n), tries));
        let firsts = (0..20).map(|luck| {
            let mut blame = Blame::default();
            blame.seed(attempts.into_iter(), &mut Luck::new(luck));
            let order = [1, 2].map(|n| blame.of(Culprit::Parcel(crate::testing::id(n))));
            assert_eq!(blame.of(Culprit::Parcel(crate::testing::id(3))), 3, "before both");
            order[0] < order[1]
        });

        assert_eq!(firsts.collect::<BTreeSet<bool>>().len(), 2, "now one is first, now the other");
    }
}
