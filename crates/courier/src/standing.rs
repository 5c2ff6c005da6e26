//! How things stand, for whoever waits in front of the screen.

use std::collections::BTreeMap;

use domain::ids::{DossierId, ParcelId};
use domain::moment::Millis;
use seal::Sha256;

use crate::back_off::Pause;
use crate::courier::Courier;
use crate::effect::Request;
use crate::input::{Tick, Trouble};
use crate::memory::Wanted;
use crate::parcel::{Parcel, Stage};

/// What will happen if nothing else does before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// An answer is overdue by then.
    ReplyDeadline,
    /// The pause after trouble is over by then.
    BackOff,
    /// Somebody's lease ends by then.
    LeaseEnds,
    /// The gateway is asked for news.
    Poll,
    /// A stream, or a result file, has lasted so long that it is to make room: the gateway may have news.
    News,
}

/// What the courier is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// A round is under way: a request waits for its answer.
    UnderWay,
    /// The last round ended well; the gateway is asked for news at `next`.
    Rested {
        /// When.
        next: Tick,
    },
    /// The last round was stopped by trouble and is tried again at `next`.
    BackingOff {
        /// When.
        next: Tick,
    },
}

/// Why nothing gets through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// The road, or the gateway.
    Road(Trouble),
    /// The desk could not save what it was about to do: its disk is full, or worse.
    NotSaved,
    /// The desk could not make a request: the code of its error.
    Desk(&'static str),
}

/// An obstacle, until something gets through again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hindrance {
    /// What it is.
    pub obstacle: Obstacle,
    /// Since when, by the machine's clock.
    pub since: Millis,
    /// How often it was tried in vain.
    pub tries: u32,
}

/// Why a result file could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfetched {
    /// The road, or the gateway.
    Road(Trouble),
    /// The gateway does not have it, or not any more.
    Gone,
    /// The gateway refuses it: the code that it gave.
    Refused(String),
    /// The desk could not keep it: the code of its error.
    Desk(&'static str),
}

/// How much there is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Parcels that are on their way or wait for it.
    pub waiting: usize,
    /// Parcels that wait for the clerk.
    pub set_aside: usize,
    /// Result files that are still to be fetched.
    pub results: usize,
}

/// What it is at and what stands in its way: enough for whoever asks often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// What the courier is at.
    pub activity: Activity,
    /// Whether what is under way is done for the catalogue's sake alone: nothing of a resident's
    /// waits for it.
    pub is_for_the_catalogue: bool,
    /// What stands in the way; it stays named while the next try is under way.
    pub hindrance: Option<Hindrance>,
}

/// How everything stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What the courier is at.
    pub activity: Activity,
    /// Whether what is under way is done for the catalogue's sake alone: nothing of a resident's
    /// waits for it.
    pub is_for_the_catalogue: bool,
    /// What stands in the way; it stays named while the next try is under way.
    pub hindrance: Option<Hindrance>,
    /// Parcels that are on their way or wait for it.
    pub waiting: usize,
    /// Parcels that wait for the clerk.
    pub set_aside: usize,
    /// Result files that are still to be fetched.
    pub results: usize,
    /// Each of them, and why it could not be had when it was last asked for; `None`: it was not
    /// asked for yet.
    pub unfetched: Vec<(Wanted, Option<Unfetched>)>,
    /// Every parcel that has not arrived, in the desk's order.
    pub parcels: Vec<ParcelStanding>,
}

impl Standing {
    /// What it is at and what stands in its way.
    pub fn outlook(&self) -> Outlook {
        let Self { activity, is_for_the_catalogue, ref hindrance, .. } = *self;
        Outlook { activity, is_for_the_catalogue, hindrance: hindrance.clone() }
    }
}

/// How one parcel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParcelStanding {
    /// The parcel.
    pub parcel: ParcelId,
    /// What it waits for.
    pub waits_for: WaitsFor,
    /// How often it was tried.
    pub attempts: u32,
}

/// What a parcel waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// The gateway's answer to its announcement.
    Answer,
    /// The rest of its bytes.
    Bytes {
        /// How many the gateway holds.
        held: u64,
        /// How many there are.
        size: u64,
        /// How many of its parts the gateway lacks, wholly or in part.
        parts: usize,
    },
    /// Its turn in the round that is under way.
    Turn,
    /// The next round.
    Round,
    /// An earlier parcel of the same dossier.
    Earlier(ParcelId),
    /// The clerk, who sees why it was set aside.
    Clerk,
    /// The end of a lease, by the machine's clock: an earlier round may still be sending it.
    Lease(Millis),
    /// The list of what the gateway holds: a backup was restored on either side.
    Comparison,
}

impl Courier {
    /// How much there is still to be done; unlike [`Self::standing`] it is cheap to ask.
    pub fn load(&self) -> Load {
        let set_aside = self.ledger.count_set_aside();
        let waiting = self.ledger.count() - set_aside;
        Load { waiting, set_aside, results: self.ledger.wanted().len() }
    }

    /// What it is at and what stands in its way; it is cheap to ask.
    pub fn outlook(&self) -> Outlook {
        Outlook {
            activity: self.activity(),
            is_for_the_catalogue: self.is_catalogue_under_way(),
            hindrance: self.hindrance.clone(),
        }
    }

    /// Why each result file could not be had when it was last asked for; it is cheap to ask. What has come
    /// since, and what nobody asked for yet, is not among them.
    pub fn unfetched(&self) -> &BTreeMap<(DossierId, Sha256), Unfetched> {
        &self.unfetched
    }

    /// What a parcel waits for; `None` when it does not wait any more.
    pub fn waits_for(&self, parcel: ParcelId) -> Option<WaitsFor> {
        self.ledger.parcel(parcel).map(|parcel| self.wait_of(parcel))
    }

    /// Parcels of which the gateway has taken note and lacks something, in the order in which they go
    /// over.
    pub fn going_over(&self) -> impl Iterator<Item = ParcelId> {
        self.plan.uploads.iter().map(|upload| upload.parcel)
    }

    /// How everything stands: it looks at every parcel, so it is for whoever will read it.
    pub fn standing(&self) -> Standing {
        let Load { waiting, set_aside, results } = self.load();
        let mut parcels: Vec<&Parcel> = self.ledger.parcels().collect();
        parcels.sort_unstable_by_key(|parcel| (parcel.seq, parcel.id));
        let Outlook { activity, is_for_the_catalogue, hindrance } = self.outlook();
        Standing {
            activity,
            is_for_the_catalogue,
            hindrance,
            waiting,
            set_aside,
            results,
            unfetched: self.ledger.wanted().iter().map(|wanted| self.fate_of(wanted)).collect(),
            parcels: self.each(&parcels),
        }
    }

    fn fate_of(&self, wanted: &Wanted) -> (Wanted, Option<Unfetched>) {
        let why = self.unfetched.get(&(wanted.dossier, wanted.line.sha256));
        (wanted.clone(), why.cloned())
    }

    /// What it is at.
    pub fn activity(&self) -> Activity {
        if self.flight.is_some() {
            return Activity::UnderWay;
        }
        match self.pause {
            Pause::Rest(next) => Activity::Rested { next },
            Pause::BackOff(next) => Activity::BackingOff { next },
        }
    }

    /// What it waits for an answer to.
    pub fn asked(&self) -> Option<&Request> {
        self.flight.as_ref().map(|flight| &flight.request)
    }

    fn each(&self, parcels: &[&Parcel]) -> Vec<ParcelStanding> {
        let standing = |parcel: &&Parcel| {
            let waits_for = self.wait_of(parcel);
            ParcelStanding { parcel: parcel.id, waits_for, attempts: parcel.attempts }
        };
        parcels.iter().map(standing).collect()
    }

    fn wait_of(&self, parcel: &Parcel) -> WaitsFor {
        let head = self.ledger.head(parcel.dossier).map_or(parcel.id, |head| head.id);
        match parcel.stage {
            Stage::SetAside => WaitsFor::Clerk,
            Stage::Queued if head != parcel.id => WaitsFor::Earlier(head),
            Stage::Queued => self.turn(),
            Stage::Announcing(lease) | Stage::Sending(lease) => {
                if let Some(waits_for) = self.under_way(parcel) {
                    return waits_for;
                }
                let is_free = self.ours.contains(&parcel.id) || lease.is_over(self.now, self.run);
                if is_free { self.turn() } else { WaitsFor::Lease(lease.until) }
            }
        }
    }

    fn turn(&self) -> WaitsFor {
        let gateway = self.ledger.gateway();
        match (gateway.must_compare || gateway.era.is_none(), &self.flight) {
            (true, _) => WaitsFor::Comparison,
            (false, Some(_)) => WaitsFor::Turn,
            (false, None) => WaitsFor::Round,
        }
    }

    fn under_way(&self, parcel: &Parcel) -> Option<WaitsFor> {
        if let Some(upload) = self.plan.uploads.get(parcel.id) {
            let size = parcel.sizes.iter().copied().fold(0, u64::saturating_add);
            let held = size.saturating_sub(upload.lacks(&parcel.sizes));
            return Some(WaitsFor::Bytes { held, size, parts: upload.missing.len() });
        }
        self.is_asked_about(parcel.id).then_some(WaitsFor::Answer)
    }
}
