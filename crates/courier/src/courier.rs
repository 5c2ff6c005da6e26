//! The machine itself: what comes in, what goes out, and when it wants to be woken.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{DossierId, ParcelId};
use seal::Sha256;

use crate::back_off::{BackOff, Pause};
use crate::blame::{Blame, Culprit};
use crate::catalogue::Offer;
use crate::effect::{Effect, Request, RequestId};
use crate::flight::Flight;
use crate::input::{Input, Now, Tick, Trouble};
use crate::ledger::Ledger;
use crate::line::Line;
use crate::luck::Luck;
use crate::memory::Memory;
use crate::pace::Pace;
use crate::parcel::{Parcel, Run, Stage};
use crate::round::Plan;
use crate::standing::{Hindrance, Obstacle, Unfetched, Why};
use crate::stream::Streams;
use crate::trust::Trust;
use crate::turn::{Halt, Turn};

/// How long an answer may make no progress: what lies in the machine's own buffers has to go over first,
/// and the gateway writes a hundred dossiers to its disk.
pub const STALL_MS: u64 = 20_000;
/// How long after a round the gateway is asked for news: each look costs some 3 kB of a link that may
/// be paid for by the megabyte.
pub const POLL_MS: u64 = 15 * 60 * 1000;
/// How long news may be put off by what is being sent, or by a result file that comes in.
pub const NEWS_MS: u64 = 5 * 60 * 1000;

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
    /// How long slices are.
    pub(crate) pace: Pace,
    /// How much is announced at once, as it is before it is packed.
    pub(crate) announcements: Pace,
    pub(crate) streams: Streams,
    /// An announcement failed since sending last had its turn: see [`crate::errand`].
    pub(crate) owes_sending: bool,
    /// When the news are to be read again, in the midst of a round too.
    pub(crate) news_by: Tick,
    pub(crate) trust: Trust,
    pub(crate) blame: Blame,
    pub(crate) line: Line,
    /// Parcels of which the gateway once took note.
    pub(crate) noted: BTreeSet<ParcelId>,
    /// Why each result file could not be had when it was last asked for.
    pub(crate) unfetched: BTreeMap<(DossierId, Sha256), Unfetched>,
    /// How much of each result file was here at most before it came whole.
    pub(crate) begun: BTreeMap<(DossierId, Sha256), u64>,
    /// Parcels whose parent the gateway lacked, and which of its lives the desk knew then.
    pub(crate) orphans: BTreeMap<ParcelId, Option<u32>>,
    /// How often parts of a parcel arrived with other bytes than announced.
    pub(crate) mismatches: BTreeMap<ParcelId, u32>,
    pub(crate) hindrance: Option<Hindrance>,
    pub(crate) offer: Offer,
    /// Cancelled for good; news of how they were queued may come later than that.
    cancelled: BTreeSet<ParcelId>,
    back_off: BackOff,
    luck: Luck,
    next_request: u64,
}

impl Courier {
    /// Begins with what the store says; the first round is due at once. `luck` is for the jitter of
    /// pauses.
    pub fn new(memory: Memory, luck: u64, now: Now) -> Self {
        let (run, ledger) = (memory.run, Ledger::new(memory));
        let was_noted = |parcel: &&Parcel| matches!(parcel.stage, Stage::Sending(_));
        let noted = ledger.leased().filter(was_noted).map(|parcel| parcel.id).collect();
        let mut blame = Blame::default();
        let mut luck = Luck::new(luck);
        blame.seed(ledger.attempts(), &mut luck);
        Self {
            run,
            now,
            ledger,
            ours: BTreeSet::new(),
            plan: Plan::default(),
            flight: None,
            pause: Pause::Rest(now.tick),
            pace: Pace::SLICES,
            announcements: Pace::ANNOUNCEMENTS,
            streams: Streams::default(),
            owes_sending: false,
            news_by: later(now.tick, NEWS_MS),
            trust: Trust::default(),
            blame,
            line: Line::default(),
            noted,
            unfetched: BTreeMap::new(),
            begun: BTreeMap::new(),
            orphans: BTreeMap::new(),
            mismatches: BTreeMap::new(),
            hindrance: None,
            offer: Offer::default(),
            cancelled: BTreeSet::new(),
            back_off: BackOff::default(),
            luck,
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
        let finishing = matches!(turn, Turn::Finish).then(|| self.finish_stream()).flatten();
        let request = self.obey(turn);
        let changes = self.ledger.unsaved();
        if !changes.is_empty() {
            effects.push(Effect::Save(changes));
        }
        effects.extend(finishing.map(Effect::Finish));
        effects.extend(request.map(|request| self.send(request)));
        effects
    }

    /// When it wants to be woken with [`Input::Woken`], and why. It always does.
    pub fn wake(&self) -> Option<(Tick, Why)> {
        if let Some(flight) = &self.flight {
            let news = flight.long_by().map(|by| (by, Why::News));
            return news.into_iter().chain([(flight.deadline, Why::ReplyDeadline)]).min();
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
            Input::Roused => self.rouse(),
            Input::Hurried => self.hurry(),
            Input::Queued(parcel) => self.queue(parcel),
            Input::Cancelled(parcel) => self.cancel(parcel),
            Input::Answered { request, answer, time } => match self.landed(request) {
                Some(flight) => self.answered(&flight, answer, time),
                None => Turn::Stay,
            },
            Input::Progressed(request) => self.progressed(request),
            Input::Came { request, held } => self.came(request, held),
            Input::Streamed { request, lane, word } => self.streamed(request, lane, word),
            Input::Woken => self.woken(),
            Input::NotSaved => Turn::Stay,
        }
    }

    pub(crate) fn ring(&mut self) -> Turn {
        self.back_off.reset();
        self.blame.seed(self.ledger.attempts(), &mut self.luck);
        self.ledger.touch_all();
        self.plan.is_feed_read = false;
        self.listen_for_offers();
        self.streams.allow();
        if self.is_streaming() {
            self.news_by = self.now.tick;
        }
        self.unless_under_way()
    }

    fn queue(&mut self, mut parcel: Parcel) -> Turn {
        if self.is_under_way(parcel.id) || self.cancelled.contains(&parcel.id) {
            return Turn::Stay;
        }
        let tried = self.ledger.parcel(parcel.id).map_or(0, |known| known.attempts);
        parcel.attempts = parcel.attempts.max(tried);
        let (id, dossier) = (parcel.id, parcel.dossier);
        self.forget_parcel(id);
        self.ledger.put(parcel);
        let may_go = self.ledger.head(dossier).is_some_and(|head| head.id == id);
        if self.flight.as_ref().is_some_and(Flight::makes_room) {
            return if may_go { self.unless_under_way() } else { Turn::Stay };
        }
        if self.is_catalogue_under_way() {
            return Turn::GoOn;
        }
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
            | Request::Stream(_)
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_)
            | Request::Catalogue(_) => false,
        });
        let is_in_stream = self.is_in_stream(parcel);
        self.plan.uploads.remove(parcel);
        self.ledger.drop_parcel(parcel);
        self.forget_parcel(parcel);
        self.cancelled.insert(parcel);
        match (is_asked, is_in_stream) {
            (true, _) => Turn::GoOn,
            (false, true) => Turn::Finish,
            (false, false) => Turn::Stay,
        }
    }

    fn landed(&mut self, request: RequestId) -> Option<Flight> {
        self.flight.take_if(|flight| flight.id == request)
    }

    pub(crate) fn progressed(&mut self, request: RequestId) -> Turn {
        if let Some(flight) = self.flight.as_mut().filter(|flight| flight.id == request) {
            flight.progress(self.now.tick);
            if flight.is_stream() {
                self.streams.exonerate();
            }
            self.keep_leases();
        }
        Turn::Stay
    }

    fn woken(&mut self) -> Turn {
        let tick = self.now.tick;
        if let Some(flight) = &self.flight {
            if tick >= flight.deadline {
                return self.overdue(&flight.clone());
            }
            if flight.long_by().is_none_or(|by| tick < by) {
                return Turn::Stay;
            }
            self.streams.is_form_due = true;
            if flight.is_fetch() {
                (self.plan.is_feed_due, self.owes_sending) = (true, true);
            }
            return self.unless_under_way();
        }
        match self.wake() {
            Some((due, _)) if tick >= due => {
                self.begin_turns_anew();
                Turn::GoOn
            }
            Some(_) | None => Turn::Stay,
        }
    }

    /// A lost reply looks like silence, so the deadline is the only way to notice it.
    fn overdue(&mut self, flight: &Flight) -> Turn {
        let turn = if flight.is_stream() {
            self.stream_broke(flight, Trouble::Stalled, None)
        } else if flight.has_fetched_more(&Trouble::Stalled) {
            Turn::GoOn
        } else {
            self.slow_down(&flight.request, &Trouble::Stalled);
            self.stumbled(&flight.request, Trouble::Stalled, None)
        };
        self.note_whose_turn(&flight.request, &turn);
        turn
    }

    /// The store says what it said before: whatever was planned on top of it is void.
    fn go_back(&mut self) -> Turn {
        let parcels = self.ledger.take_back();
        // Whatever it was, nobody else was sending them.
        self.ours.extend(&parcels);
        self.accuse(parcels.into_iter().map(Culprit::Parcel).collect(), &Obstacle::NotSaved);
        // Nothing else can be saved either, as far as anybody knows.
        self.blame.is_everybodys = true;
        self.ledger.settle();
        self.flight = None;
        self.plan = Plan::default();
        self.back_off(Obstacle::NotSaved, None);
        Turn::Stay
    }

    fn unless_under_way(&self) -> Turn {
        match &self.flight {
            Some(flight) if flight.is_stream() => Turn::Finish,
            Some(flight) if !flight.makes_room() => Turn::Stay,
            Some(_) | None => Turn::GoOn,
        }
    }

    /// Whether a request that was under way is neither answered nor to be waited for any longer.
    fn gave_up_on(&self, id: RequestId, turn: &Turn) -> bool {
        let still_waits = self.flight.as_ref().is_some_and(|flight| flight.id == id);
        still_waits && !matches!(turn, Turn::Stay | Turn::Finish)
    }

    fn obey(&mut self, turn: Turn) -> Option<Request> {
        match turn {
            Turn::Stay | Turn::Finish => None,
            Turn::GoOn => {
                let request = self.next_request();
                if request.is_none() {
                    self.rest();
                }
                request
            }
            Turn::Stop(Halt { obstacle, asked_ms, culprits }) => {
                self.accuse(culprits, &obstacle);
                self.let_go();
                self.back_off(obstacle, asked_ms);
                None
            }
        }
    }

    fn accuse(&mut self, culprits: Vec<Culprit>, obstacle: &Obstacle) {
        for culprit in &culprits {
            if let Culprit::Parcel(parcel) = culprit {
                self.ledger.touch(*parcel);
            }
        }
        self.blame.add(culprits, obstacle);
    }

    fn send(&mut self, request: Request) -> Effect {
        let id = RequestId(self.next_request);
        self.next_request += 1;
        let mut flight = Flight::new(id, request.clone(), self.now.tick);
        flight.course.is_out_of_turn = self.owes_sending && self.is_form_waiting();
        self.flight = Some(flight);
        Effect::Send(id, request)
    }

    fn rest(&mut self) {
        self.plan = Plan::default();
        self.forget_turns();
        self.got_through();
        self.pause = Pause::Rest(later(self.now.tick, POLL_MS));
    }

    /// Parcels that were under way wait again.
    pub(crate) fn let_go(&mut self) {
        self.leave_uploads();
        let is_feed_read = std::mem::take(&mut self.streams.keeps_news) && self.plan.is_feed_read;
        self.plan = Plan { is_feed_read, ..Plan::default() };
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
}

/// The moment so many milliseconds later.
pub(crate) fn later(tick: Tick, ms: u64) -> Tick {
    Tick(tick.0.saturating_add(ms))
}
