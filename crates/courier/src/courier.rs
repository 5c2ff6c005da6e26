//! The machine itself: what comes in, what goes out, and when it wants to be woken.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::ParcelId;

use crate::back_off::BackOff;
use crate::blame::{Blame, Culprit};
use crate::effect::{Effect, Request, RequestId};
use crate::input::{Input, Now, Tick, Trouble};
use crate::ledger::Ledger;
use crate::luck::Luck;
use crate::memory::Memory;
use crate::pace::Pace;
use crate::parcel::{Parcel, Run, Stage};
use crate::round::Plan;
use crate::standing::{Hindrance, Obstacle, Why};
use crate::trouble;
use crate::trust::Trust;

/// How long an answer may make no progress.
pub const STALL_MS: u64 = 60_000;
/// How long after a round the gateway is asked for news.
pub const POLL_MS: u64 = 5 * 60 * 1000;

/// What to send next: see the crate's own words.
///
/// Its driver carries out the effects of one [`Self::handle`] before it hands in the next input,
/// but does not wait for answers. When a save fails, the next input is [`Input::NotSaved`].
#[derive(Debug)]
pub struct Courier {
    pub(crate) run: Run,
    pub(crate) now: Now,
    pub(crate) ledger: Ledger,
    /// Parcels on which this courier itself took the lease.
    pub(crate) ours: BTreeSet<ParcelId>,
    pub(crate) plan: Plan,
    pub(crate) flight: Option<Flight>,
    pub(crate) pause: Pause,
    pub(crate) pace: Pace,
    pub(crate) trust: Trust,
    pub(crate) blame: Blame,
    /// Parcels whose parent the gateway lacked, and which of its lives the desk knew then.
    pub(crate) orphans: BTreeMap<ParcelId, Option<u32>>,
    /// How often parts of a parcel arrived with other bytes than announced.
    pub(crate) mismatches: BTreeMap<ParcelId, u32>,
    pub(crate) hindrance: Option<Hindrance>,
    /// Cancelled for good; news of how they were queued may come later than that.
    cancelled: BTreeSet<ParcelId>,
    back_off: BackOff,
    luck: Luck,
    next_request: u64,
}

/// The one request that is under way.
#[derive(Debug)]
pub(crate) struct Flight {
    pub(crate) id: RequestId,
    pub(crate) request: Request,
    pub(crate) sent: Tick,
    deadline: Tick,
}

/// Until when nothing is under way.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pause {
    Rest(Tick),
    BackOff(Tick),
}

/// What an input leads to.
#[derive(Debug)]
#[must_use]
pub(crate) enum Turn {
    /// Nothing; whatever is under way goes on.
    Stay,
    /// The next request of the round.
    GoOn,
    /// The round is over, for now.
    Stop(Obstacle, Option<u64>),
}

impl Turn {
    pub(crate) fn stop(trouble: Trouble) -> Self {
        Self::Stop(Obstacle::Road(trouble), None)
    }
}

impl Courier {
    /// Begins with what the store says; the first round is due at once. `luck` is for the jitter of
    /// pauses.
    pub fn new(memory: Memory, luck: u64, now: Now) -> Self {
        Self {
            run: memory.run,
            now,
            ledger: Ledger::new(memory),
            ours: BTreeSet::new(),
            plan: Plan::default(),
            flight: None,
            pause: Pause::Rest(now.tick),
            pace: Pace::new(),
            trust: Trust::default(),
            blame: Blame::default(),
            orphans: BTreeMap::new(),
            mismatches: BTreeMap::new(),
            hindrance: None,
            cancelled: BTreeSet::new(),
            back_off: BackOff::default(),
            luck: Luck::new(luck),
            next_request: 1,
        }
    }

    /// Takes in what happened and says what is to be done about it, in order. There is at most one
    /// save in it, and it stands before the request that it protects.
    #[must_use]
    pub fn handle(&mut self, now: Now, input: Input) -> Vec<Effect> {
        self.trust.notice_jump(self.now, now);
        self.now = now;
        let under_way = self.flight.as_ref().map(|flight| flight.id);
        let turn = self.take_in(input);
        let mut effects = Vec::new();
        if let Some(id) = under_way.filter(|id| self.gave_up_on(*id, &turn)) {
            self.flight = None;
            effects.push(Effect::Abandon(id));
        }
        let request = self.obey(turn);
        let changes = self.ledger.unsaved();
        if !changes.is_empty() {
            effects.push(Effect::Save(changes));
        }
        effects.extend(request.map(|request| self.send(request)));
        effects
    }

    /// When it wants to be woken with [`Input::Woken`], and why. It always does.
    pub fn wake(&self) -> Option<(Tick, Why)> {
        if let Some(flight) = &self.flight {
            return Some((flight.deadline, Why::ReplyDeadline));
        }
        match self.pause {
            Pause::BackOff(until) => Some((until, Why::BackOff)),
            Pause::Rest(until) => {
                let lease = self.lease_ends().map(|tick| (tick, Why::LeaseEnds));
                lease.into_iter().chain([(until, Why::Poll)]).min()
            }
        }
    }

    fn take_in(&mut self, input: Input) -> Turn {
        if matches!(input, Input::NotSaved) {
            return self.go_back();
        }
        self.ledger.settle();
        match input {
            Input::Rung => self.ring(),
            Input::Queued(parcel) => self.queue(parcel),
            Input::Cancelled(parcel) => self.cancel(parcel),
            Input::Answered { request, answer, time } => match self.landed(request) {
                Some(flight) => self.answered(&flight, answer, time),
                None => Turn::Stay,
            },
            Input::Progressed(request) => self.progressed(request),
            Input::Woken => self.woken(),
            Input::NotSaved => Turn::Stay,
        }
    }

    fn ring(&mut self) -> Turn {
        self.back_off.reset();
        self.blame.forget_all();
        self.plan.is_feed_read = false;
        self.unless_under_way()
    }

    fn queue(&mut self, mut parcel: Parcel) -> Turn {
        if self.is_under_way(parcel.id) || self.cancelled.contains(&parcel.id) {
            return Turn::Stay;
        }
        let tried = self.ledger.parcel(parcel.id).map_or(0, |known| known.attempts);
        parcel.attempts = parcel.attempts.max(tried);
        self.forget_parcel(parcel.id);
        self.ledger.put(parcel);
        match self.pause {
            Pause::Rest(_) => self.unless_under_way(),
            Pause::BackOff(_) => Turn::Stay,
        }
    }

    fn cancel(&mut self, parcel: ParcelId) -> Turn {
        let is_asked = self.flight.as_ref().is_some_and(|flight| match &flight.request {
            Request::Inquire { parcel: id, .. } | Request::Slice { parcel: id, .. } => {
                *id == parcel
            }
            Request::Announce(_)
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_) => false,
        });
        self.plan.uploads.retain(|upload| upload.parcel != parcel);
        self.ledger.drop_parcel(parcel);
        self.forget_parcel(parcel);
        self.cancelled.insert(parcel);
        if is_asked { Turn::GoOn } else { Turn::Stay }
    }

    fn landed(&mut self, request: RequestId) -> Option<Flight> {
        self.flight.take_if(|flight| flight.id == request)
    }

    fn progressed(&mut self, request: RequestId) -> Turn {
        if let Some(flight) = self.flight.as_mut().filter(|flight| flight.id == request) {
            flight.deadline = later(self.now.tick, STALL_MS);
        }
        Turn::Stay
    }

    fn woken(&mut self) -> Turn {
        let tick = self.now.tick;
        if let Some(flight) = &self.flight {
            if tick < flight.deadline {
                return Turn::Stay;
            }
            // A lost reply looks like silence, so the deadline is the only way to notice it.
            let request = flight.request.clone();
            self.slow_down(&request);
            return self.stumbled(&request, Trouble::Stalled, None);
        }
        match self.wake() {
            Some((due, _)) if tick >= due => Turn::GoOn,
            Some(_) | None => Turn::Stay,
        }
    }

    /// The store says what it said before: whatever was planned on top of it is void.
    fn go_back(&mut self) -> Turn {
        for parcel in self.ledger.take_back() {
            self.blame.add(Culprit::Parcel(parcel));
            // Whatever it was, nobody else was sending it.
            self.ours.insert(parcel);
        }
        self.ledger.settle();
        self.flight = None;
        self.plan = Plan::default();
        self.back_off(Obstacle::NotSaved, None);
        Turn::Stay
    }

    fn unless_under_way(&self) -> Turn {
        if self.flight.is_some() { Turn::Stay } else { Turn::GoOn }
    }

    /// Whether a request that was under way is neither answered nor to be waited for any longer.
    fn gave_up_on(&self, id: RequestId, turn: &Turn) -> bool {
        let still_waits = self.flight.as_ref().is_some_and(|flight| flight.id == id);
        still_waits && !matches!(turn, Turn::Stay)
    }

    fn obey(&mut self, turn: Turn) -> Option<Request> {
        match turn {
            Turn::Stay => None,
            Turn::GoOn => {
                let request = self.next_request();
                if request.is_none() {
                    self.rest();
                }
                request
            }
            Turn::Stop(obstacle, asked_ms) => {
                self.let_go();
                self.back_off(obstacle, asked_ms);
                None
            }
        }
    }

    fn send(&mut self, request: Request) -> Effect {
        let id = RequestId(self.next_request);
        self.next_request += 1;
        let deadline = later(self.now.tick, STALL_MS);
        self.flight = Some(Flight { id, request: request.clone(), sent: self.now.tick, deadline });
        Effect::Send(id, request)
    }

    fn rest(&mut self) {
        self.plan = Plan::default();
        self.got_through();
        self.pause = Pause::Rest(later(self.now.tick, POLL_MS));
    }

    /// Parcels that were under way wait again.
    fn let_go(&mut self) {
        self.plan = Plan::default();
        self.release_leases();
    }

    fn back_off(&mut self, obstacle: Obstacle, asked_ms: Option<u64>) {
        let pause = self.back_off.next_ms(&mut self.luck, asked_ms);
        self.pause = Pause::BackOff(later(self.now.tick, pause));
        let before = self.hindrance.take();
        let since = before.map_or(self.now.clock, |hindrance| hindrance.since);
        self.hindrance = Some(Hindrance { obstacle, since, tries: self.back_off.tries() });
    }

    /// Something got through: the next pause is short again.
    pub(crate) fn got_through(&mut self) {
        self.back_off.reset();
        self.hindrance = None;
    }

    /// Blames the errand, if it may be why the gateway stumbled, and stops.
    pub(crate) fn stumbled(
        &mut self,
        request: &Request,
        trouble: Trouble,
        asked_ms: Option<u64>,
    ) -> Turn {
        if trouble::may_be_the_errands(&trouble) {
            self.blame.add_request(request);
        }
        Turn::Stop(Obstacle::Road(trouble), asked_ms)
    }

    /// Queues what nobody sends any more.
    pub(crate) fn release_leases(&mut self) {
        let is_free = |parcel: &&Parcel| match parcel.stage {
            Stage::Announcing(lease) | Stage::Sending(lease) => {
                let is_ours = self.ours.contains(&parcel.id);
                let is_loose = is_ours || lease.is_over(self.now, self.run);
                is_loose && !self.is_under_way(parcel.id)
            }
            Stage::Queued | Stage::SetAside => false,
        };
        let free: Vec<ParcelId> =
            self.ledger.parcels().filter(is_free).map(|parcel| parcel.id).collect();
        for parcel in free {
            self.ledger.queued(parcel);
        }
    }

    /// Whether the request that is under way, or an upload that goes on, concerns this parcel.
    pub(crate) fn is_under_way(&self, parcel: ParcelId) -> bool {
        let is_announced = self.flight.as_ref().is_some_and(
            |flight| matches!(&flight.request, Request::Announce(batch) if batch.contains(&parcel)),
        );
        is_announced || self.plan.uploads.iter().any(|upload| upload.parcel == parcel)
    }

    /// Forgets what was remembered of a parcel beside its row.
    pub(crate) fn forget_parcel(&mut self, parcel: ParcelId) {
        self.ours.remove(&parcel);
        self.orphans.remove(&parcel);
        self.mismatches.remove(&parcel);
        self.blame.acquit(Culprit::Parcel(parcel));
    }

    /// When the first lease ends that keeps a parcel waiting.
    fn lease_ends(&self) -> Option<Tick> {
        let left = |parcel: &Parcel| match parcel.stage {
            Stage::Announcing(lease) | Stage::Sending(lease) => {
                Some(if lease.is_over(self.now, self.run) { 0 } else { lease.left_ms(self.now) })
            }
            Stage::Queued | Stage::SetAside => None,
        };
        let first = self.ledger.parcels().filter_map(left).min()?;
        Some(later(self.now.tick, u64::try_from(first).unwrap_or(0)))
    }
}

/// The moment so many milliseconds later.
pub(crate) fn later(tick: Tick, ms: u64) -> Tick {
    Tick(tick.0.saturating_add(ms))
}
