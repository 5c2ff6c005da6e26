//! One world: one desk or two, their clerks, a gateway, and the weather between them, driven by one
//! seed.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use courier::{Answer, Failure, Input, Request, RequestId, SignedTime, Tick, Why, Word};
use domain::ids::{DossierId, ParcelId};
use domain::moment::Millis;

use crate::content::Content;
use crate::crowd::Brought;
use crate::flow::Speech;
use crate::gateway::Gateway;
use crate::history::History;
use crate::luck::Luck;
use crate::mutants::Mutant;
use crate::promises::Broken;
use crate::seat::Seat;
use crate::tally::{Edge, Fault, Tally};

/// What the true clock showed when the world began.
const BEGINNING: i64 = 1_795_200_000_000;
/// From this seed on there is more going on. Those before it are as they were, so that the corpus
/// keeps what it found.
pub const FIRST_CROWDED: u64 = 5_000;
/// From this seed on agencies want things by a day.
pub const FIRST_WITH_DAYS: u64 = 8_500;
/// From this seed on result files are letters that come in pieces.
pub const FIRST_WITH_LETTERS: u64 = FIRST_WITH_DAYS;
/// From this seed on a front answers for a while where a gateway has crashed.
pub const FIRST_WITH_FRONTS: u64 = 9_300;
/// How long everything may take to settle once the weather is fine: a dozen of the longest pauses.
const FINE_MS: u64 = 2 * 60 * 60 * 1000;
/// How much longer, for each dossier that never gets to its end.
const FOR_EACH_ENDLESS_MS: u64 = 30 * 60 * 1000;
/// More inputs at one moment are a courier that spins.
const SPIN: u32 = 400;

pub struct World {
    pub luck: Luck,
    pub tick: u64,
    /// The desk whose turn it is …
    pub here: Seat,
    /// … and the other one, where there are two.
    pub away: Option<Box<Seat>>,
    /// What each revoked desk had brought when it was revoked.
    pub revoked: BTreeMap<usize, Brought>,
    /// What a clerk took back.
    pub taken_back: BTreeSet<ParcelId>,
    /// Everything that was ever frozen, whatever the desk still knows of.
    pub contents: BTreeMap<ParcelId, Rc<Content>>,
    pub gateway: Gateway,
    /// How often something goes wrong with a request, in a thousand.
    pub storm: u64,
    pub fine_from: u64,
    pub widest: u64,
    pub tally: Tally,
    pub history: History,
    pub broken: Option<Broken>,
    pub mutant: Option<Mutant>,
    pub speech: Speech,
    /// Two desks, an agency that asks, desks that are revoked, great batches.
    pub is_crowded: bool,
    /// Some of what waits is due by a day.
    pub has_days: bool,
    /// Result files come in pieces.
    pub has_letters: bool,
    /// What crashed is away for a while, and somebody says so in its place.
    pub has_fronts: bool,
    pub away_until: u64,
    /// When, in which order, at which desk.
    queue: BTreeMap<(u64, u64), (usize, Event)>,
    order: u64,
    spins: u32,
}

/// Something that will happen.
pub enum Event {
    /// A request comes to the gateway.
    Arrive(Box<Arrival>),
    /// An answer comes to the desk.
    Land(Box<Landing>),
    /// Blocks of a stream come to the gateway.
    Flow { life: u64, id: RequestId },
    /// Something that is said of one of its lanes comes to the desk.
    Word { life: u64, id: RequestId, lane: usize, word: Box<Word> },
    /// Some bytes of it do.
    Progress { life: u64, id: RequestId },
    /// The desk tells the courier something.
    Tell { life: u64, input: Box<Input> },
    /// Bytes of a result file come to the desk.
    Letter { life: u64, id: RequestId },
    /// The clerk does something.
    Clerk,
    /// The clerk answers what the agency asked of a dossier.
    Answer(DossierId),
    /// Something befalls the desk or the gateway.
    Calamity,
    /// The agency gives somebody a result.
    Writes,
    /// A desk that was revoked may send again.
    LetIn,
    /// The program is started.
    Start,
}

pub struct Arrival {
    pub life: u64,
    pub id: RequestId,
    pub request: Request,
    pub fault: Option<Fault>,
    /// What the desk believed the time to be.
    pub believed: Millis,
    /// Nobody waits for the answer to a request that the network repeated.
    pub is_echo: bool,
}

pub struct Landing {
    pub life: u64,
    pub id: RequestId,
    pub answer: Result<Answer, Failure>,
    pub time: Option<SignedTime>,
}

/// What became of a world.
pub struct Ended {
    pub tally: Tally,
    pub broken: Option<Broken>,
    pub history: History,
}

pub fn live(seed: u64, mutant: Option<Mutant>, is_kept: bool) -> Ended {
    let mut world = World::new(seed, mutant, is_kept);
    world.run();
    world.tally.worlds = 1;
    Ended { tally: world.tally, broken: world.broken, history: world.history }
}

impl World {
    fn new(seed: u64, mutant: Option<Mutant>, is_kept: bool) -> Self {
        let mut luck = Luck::new(seed);
        // In a wide world slices are as long as the courier likes and a proxy may cut them short.
        let (widest, max_slice) = match luck.below(20) {
            0 => (30_000, 1 << 20),
            1..8 => (400, luck.between(50, 200)),
            _ => (400, 1_000),
        };
        let mut gateway = Gateway::new(&mut luck, max_slice);
        // Of its own luck, so that the rest of a world is as it was before there were streams.
        let speech = match Luck::new(!seed).below(20) {
            0..13 => Speech::Streams,
            13..15 => Speech::None,
            15 => Speech::TurnedAway,
            16..18 => Speech::Forbidden,
            _ => Speech::HeldBack,
        };
        gateway.speaks_streams = speech != Speech::None;
        gateway.signs_early = mutant == Some(Mutant::ReceiptBeforeLastPart);
        gateway.takes_every_child = mutant == Some(Mutant::SecondChildTaken);
        let storm = *luck.pick(&[20, 100, 200, 350, 600]).unwrap_or(&0);
        let fine_from = luck.between(5, 40) * 60_000;
        // A program that forgets everything after each round hides what goes wrong in its memory, so
        // no mutant is looked for there.
        let is_one_round = luck.per_mille(250) && mutant.is_none();
        let mut world = Self {
            luck,
            tick: 0,
            here: Seat::new(0, is_one_round),
            away: None,
            revoked: BTreeMap::new(),
            taken_back: BTreeSet::new(),
            contents: BTreeMap::new(),
            gateway,
            storm,
            fine_from,
            widest,
            tally: Tally::default(),
            history: History::new(is_kept),
            broken: None,
            mutant,
            speech,
            is_crowded: seed >= FIRST_CROWDED,
            has_days: seed >= FIRST_WITH_DAYS,
            has_letters: seed >= FIRST_WITH_LETTERS,
            has_fronts: seed >= FIRST_WITH_FRONTS,
            away_until: 0,
            queue: BTreeMap::new(),
            order: 0,
            spins: 0,
        };
        world.gateway.gives_letters = world.has_letters;
        world.gateway.knows_papers = world.has_letters;
        if world.is_crowded {
            world.plan_the_crowd();
        }
        world.plan_the_day();
        world
    }

    fn plan_the_day(&mut self) {
        let most = if self.luck.per_mille(200) { 16 } else { 5 };
        for _ in 0..self.luck.between(1, most) {
            self.at(0, Event::Clerk);
        }
        for _ in 0..self.luck.between(1, 16) {
            let when = self.luck.below(self.fine_from);
            self.at(when, Event::Clerk);
        }
        for _ in 0..self.luck.below(16) {
            let when = self.luck.below(self.fine_from);
            self.at(when, Event::Calamity);
        }
        if self.luck.per_mille(100) {
            self.set_clock();
        }
        if self.has_letters {
            for _ in 0..self.luck.between(8, 30) {
                let when = self.luck.below(self.fine_from);
                self.at(when, Event::Writes);
            }
        }
        self.at(1, Event::Start);
    }

    fn run(&mut self) {
        while self.broken.is_none() {
            self.at_each(Self::empty_inbox);
            if self.broken.is_some() {
                return;
            }
            if self.any_goes_on_at_once() {
                continue;
            }
            if self.tick >= self.fine_from && self.are_all_settled() {
                return self.at_each(Self::check_the_end);
            }
            if self.tick > self.fine_from + FINE_MS && self.tick > self.latest() {
                let mut open = vec![];
                self.at_each(|world| {
                    open.extend((!world.is_settled()).then(|| world.what_is_open()))
                });
                let detail = open.join("; ");
                return self.break_promise("everything arrives or says why not", detail);
            }
            self.go_on();
        }
    }

    /// By when everything must have settled. Whatever never gets to its end takes its turn again and
    /// again, and each of its turns ends in a pause for all.
    fn latest(&self) -> u64 {
        let endless = self.contents.values().filter(|content| content.flaw.is_endless()).count();
        self.fine_from + FINE_MS + endless as u64 * FOR_EACH_ENDLESS_MS
    }

    fn empty_inbox(&mut self) {
        while self.broken.is_none()
            && let Some(input) = self.here.inbox.pop_front()
        {
            self.feed(input);
        }
    }

    fn are_all_settled(&mut self) -> bool {
        let is_human = |event: &Event| {
            matches!(event, Event::Clerk | Event::Answer(_) | Event::LetIn | Event::Tell { .. })
        };
        let mut are_settled = !self.queue.values().any(|(_, event)| is_human(event));
        self.at_each(|world| are_settled = are_settled && world.is_settled());
        are_settled
    }

    fn any_goes_on_at_once(&mut self) -> bool {
        let mut goes_on = false;
        self.at_each(|world| goes_on |= world.here.is_one_round && world.goes_on_at_once());
        goes_on
    }

    /// A program that makes one round gives everything that had no turn its turn, or ends.
    fn goes_on_at_once(&mut self) -> bool {
        if self.here.in_flight.is_some() {
            return false;
        }
        let Some(courier) = self.here.courier.as_mut() else { return false };
        if courier.has_untried() {
            self.hurry();
            return true;
        }
        self.history.note(self.tick, || "the program has made its round and ends".to_owned());
        self.tally.fault(Fault::OneRoundProgram);
        self.end();
        let pause = self.luck.between(10_000, 3 * 60_000);
        self.at(pause, Event::Start);
        false
    }

    /// Goes to the next moment at which anything happens.
    fn go_on(&mut self) {
        let mut wake = None;
        self.at_each(|world| {
            let due = world.here.courier.as_ref().and_then(|courier| courier.wake());
            let due = due.map(|(due, why)| (due, world.here.number, why));
            wake = wake.into_iter().chain(due).min_by_key(|(due, ..)| *due);
        });
        let next = self.queue.first_key_value().map(|(when, _)| when.0);
        match (wake, next) {
            (Some((Tick(due), seat, why)), next) if next.is_none_or(|next| due < next) => {
                self.turn_to(seat);
                self.advance(due.max(self.tick));
                self.wakes(why);
                self.here.inbox.push_back(Input::Woken);
            }
            (_, Some(next)) => {
                self.advance(next.max(self.tick));
                if let Some((_, (seat, event))) = self.queue.pop_first() {
                    self.turn_to(seat);
                    self.happens(event);
                }
            }
            _ => self.advance(self.latest() + 1),
        }
    }

    pub fn advance(&mut self, tick: u64) {
        let passed = tick - self.tick;
        self.at_each(|world| world.watch_time(passed));
        self.spins = if tick == self.tick { self.spins + 1 } else { 0 };
        self.tick = tick;
        if self.spins > SPIN {
            let detail = self.what_is_open();
            self.break_promise("nothing spins", detail);
        }
    }

    fn wakes(&mut self, why: Why) {
        self.history.note(self.tick, || format!("wakes: {why:?}"));
        self.tally.edge(match why {
            Why::ReplyDeadline => Edge::WakesForReply,
            Why::BackOff => Edge::WakesAfterBackOff,
            Why::LeaseEnds => Edge::WakesForLease,
            Why::Poll => Edge::WakesToPoll,
            Why::News => Edge::WakesForNews,
        });
    }

    fn happens(&mut self, event: Event) {
        match event {
            Event::Arrive(arrival) => self.arrives(*arrival),
            Event::Land(landing) => self.lands(*landing),
            Event::Progress { life, id } if life == self.here.life => {
                self.here.inbox.push_back(Input::Progressed(id));
            }
            Event::Progress { .. } => {}
            Event::Flow { life, id } => self.flows(life, id),
            Event::Word { life, id: request, lane, word } if life == self.here.life => {
                self.here.inbox.push_back(Input::Streamed { request, lane, word: *word });
            }
            Event::Word { .. } => {}
            Event::Tell { life, input } => {
                if life == self.here.life {
                    self.tell_what_is_before(&input);
                    self.here.inbox.push_back(*input);
                }
            }
            Event::Clerk => self.clerk_acts(),
            Event::Answer(dossier) => self.answer(dossier),
            Event::LetIn => self.let_in(),
            Event::Letter { life, id } => self.letter_comes(life, id),
            Event::Calamity => self.calamity(),
            Event::Writes => self.agency_writes(),
            Event::Start => self.start(),
        }
    }

    pub fn at(&mut self, pause: u64, event: Event) {
        self.order += 1;
        self.queue.insert((self.tick + pause, self.order), (self.here.number, event));
    }

    /// Takes every request that is on its way to the gateway out of the world.
    pub fn lose_requests(&mut self) {
        self.queue.retain(|_, (_, event)| !matches!(event, Event::Arrive(_)));
    }

    pub fn is_fine(&self) -> bool {
        self.tick >= self.fine_from
    }

    /// The gateway's clock, which is right.
    pub fn true_time(&self) -> Millis {
        Millis::new(BEGINNING).plus(self.tick as i64)
    }

    pub fn break_promise(&mut self, promise: &'static str, detail: String) {
        self.history.note(self.tick, || format!("BROKEN: {promise}: {detail}"));
        self.broken.get_or_insert(Broken { promise, detail });
    }
}
