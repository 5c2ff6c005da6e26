//! One world: a desk, a clerk, a gateway, and the weather between them, driven by one seed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use courier::{Answer, Failure, Input, Now, Request, RequestId, Run, SignedTime};
use courier::{Tick, Wanted, Why, Word};
use domain::ids::ParcelId;
use domain::moment::Millis;
use wire::announcement::Key;

use crate::content::Content;
use crate::desk::Desk;
use crate::flow::{Flow, Speech};
use crate::gateway::Gateway;
use crate::history::History;
use crate::luck::Luck;
use crate::mutants::{Driven, Mutant};
use crate::promises::Broken;
use crate::tally::{Edge, Fault, Tally};
use crate::watch::Watch;

/// What the true clock showed when the world began.
const BEGINNING: i64 = 1_795_200_000_000;
/// How long everything may take to settle once the weather is fine: a dozen of the longest pauses.
const FINE_MS: u64 = 2 * 60 * 60 * 1000;
/// More inputs at one moment are a courier that spins.
const SPIN: u32 = 400;

pub struct World {
    pub luck: Luck,
    pub tick: u64,
    /// How far the machine's clock is off.
    pub skew: i64,
    pub desk: Desk,
    pub desk_backup: Option<Desk>,
    /// Everything that was ever frozen, whatever the desk still knows of.
    pub contents: BTreeMap<ParcelId, Rc<Content>>,
    /// What this desk sent and, restored from a backup, knows nothing of.
    pub unknown: BTreeSet<Key>,
    /// Which life of the gateway's records this courier was told of.
    pub told_era: Option<u32>,
    /// How many requests went out since the courier last had a rest.
    pub restless: u32,
    pub gateway: Gateway,
    pub courier: Option<Driven>,
    /// Which courier it is; answers to an earlier one are nobody's.
    pub life: u64,
    pub run: u64,
    pub inbox: VecDeque<Input>,
    /// How often something goes wrong with a request, in a thousand.
    pub storm: u64,
    pub fine_from: u64,
    pub widest: u64,
    /// The program makes one round and ends, as `nopho sync` does, and is started again.
    pub is_one_round: bool,
    pub tally: Tally,
    pub history: History,
    pub broken: Option<Broken>,
    pub mutant: Option<Mutant>,
    pub in_flight: Option<RequestId>,
    /// The result file that is being fetched.
    pub fetching: Option<Wanted>,
    pub speech: Speech,
    /// The stream that is under way at the gateway.
    pub flow: Option<Flow>,
    /// The stream that was told to end.
    pub finishing: Option<RequestId>,
    pub watch: Watch,
    queue: BTreeMap<(u64, u64), Event>,
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
    /// The clerk does something.
    Clerk,
    /// Something befalls the desk or the gateway.
    Calamity,
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
            13..16 => Speech::None,
            16..18 => Speech::Forbidden,
            _ => Speech::HeldBack,
        };
        gateway.speaks_streams = speech != Speech::None;
        gateway.signs_early = mutant == Some(Mutant::ReceiptBeforeLastPart);
        let storm = *luck.pick(&[20, 100, 200, 350, 600]).unwrap_or(&0);
        let fine_from = luck.between(5, 40) * 60_000;
        // A program that forgets everything after each round hides what goes wrong in its memory, so
        // no mutant is looked for there.
        let is_one_round = luck.per_mille(250) && mutant.is_none();
        let mut world = Self {
            luck,
            tick: 0,
            skew: 0,
            desk: Desk::new(),
            desk_backup: None,
            contents: BTreeMap::new(),
            unknown: BTreeSet::new(),
            told_era: None,
            restless: 0,
            gateway,
            courier: None,
            life: 0,
            run: 0,
            inbox: VecDeque::new(),
            storm,
            fine_from,
            widest,
            is_one_round,
            tally: Tally::default(),
            history: History::new(is_kept),
            broken: None,
            mutant,
            in_flight: None,
            fetching: None,
            speech,
            flow: None,
            finishing: None,
            watch: Watch::default(),
            queue: BTreeMap::new(),
            order: 0,
            spins: 0,
        };
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
        self.at(1, Event::Start);
    }

    fn run(&mut self) {
        while self.broken.is_none() {
            while let Some(input) = self.inbox.pop_front() {
                self.feed(input);
                if self.broken.is_some() {
                    return;
                }
            }
            if self.is_one_round && self.goes_on_at_once() {
                continue;
            }
            if self.tick >= self.fine_from && self.is_settled() {
                return self.check_the_end();
            }
            if self.tick > self.fine_from + FINE_MS {
                let detail = self.what_is_open();
                return self.break_promise("everything arrives or says why not", detail);
            }
            self.go_on();
        }
    }

    /// A program that makes one round gives everything that had no turn its turn, or ends.
    fn goes_on_at_once(&mut self) -> bool {
        if self.in_flight.is_some() {
            return false;
        }
        let Some(courier) = self.courier.as_mut() else { return false };
        if courier.has_untried() {
            self.inbox.push_back(Input::Hurried);
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
        let wake = self.courier.as_ref().and_then(|courier| courier.wake());
        let next = self.queue.first_key_value().map(|(when, _)| when.0);
        match (wake, next) {
            (Some((Tick(due), why)), next) if next.is_none_or(|next| due < next) => {
                self.advance(due.max(self.tick));
                self.wakes(why);
                self.inbox.push_back(Input::Woken);
            }
            (_, Some(next)) => {
                self.advance(next.max(self.tick));
                if let Some((_, event)) = self.queue.pop_first() {
                    self.happens(event);
                }
            }
            _ => self.advance(self.fine_from + FINE_MS + 1),
        }
    }

    pub fn advance(&mut self, tick: u64) {
        self.watch_time(tick - self.tick);
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
            Event::Progress { life, id } if life == self.life => {
                self.inbox.push_back(Input::Progressed(id));
            }
            Event::Progress { .. } => {}
            Event::Flow { life, id } => self.flows(life, id),
            Event::Word { life, id: request, lane, word } if life == self.life => {
                self.inbox.push_back(Input::Streamed { request, lane, word: *word });
            }
            Event::Word { .. } => {}
            Event::Tell { life, input } => {
                if life == self.life {
                    self.inbox.push_back(*input);
                }
            }
            Event::Clerk => self.clerk_acts(),
            Event::Calamity => self.calamity(),
            Event::Start => self.start(),
        }
    }

    /// Starts the program: a new run, with what the store says.
    pub fn start(&mut self) {
        self.run += 1;
        self.begin();
    }

    /// A courier begins, in the same run or a new one.
    pub fn begin(&mut self) {
        self.life += 1;
        self.inbox.clear();
        self.in_flight = None;
        (self.told_era, self.restless) = (None, 0);
        (self.watch, self.finishing) = (Watch::default(), None);
        let memory = self.desk.memory(self.this_run());
        let luck = self.luck.draw();
        let mut courier = Driven::new(memory, luck, self.now(), self.mutant);
        for row in self.desk.rows.values() {
            courier.expect(row.content.parcel, crate::promises::true_receipt(&row.content));
        }
        self.courier = Some(courier);
        if self.is_one_round {
            self.inbox.push_back(Input::Rung);
        }
        let (life, run) = (self.life, self.run);
        self.history.note(self.tick, || format!("courier {life} begins in run {run}"));
    }

    fn end(&mut self) {
        self.courier = None;
        self.life += 1;
        self.inbox.clear();
        self.in_flight = None;
    }

    pub fn kill(&mut self) {
        if self.flow.as_ref().is_some_and(|flow| Some(flow.id) == self.in_flight) {
            self.tally.fault(Fault::KilledInStream);
        }
        self.end();
        self.history.note(self.tick, || "the program is killed".to_owned());
        let pause = self.luck.between(1, 3 * 60_000);
        self.at(pause, Event::Start);
    }

    pub fn at(&mut self, pause: u64, event: Event) {
        self.order += 1;
        self.queue.insert((self.tick + pause, self.order), event);
    }

    /// Takes every request that is on its way to the gateway out of the world.
    pub fn lose_requests(&mut self) {
        self.queue.retain(|_, event| !matches!(event, Event::Arrive(_)));
    }

    pub fn tell(&mut self, input: Input) {
        let (life, input) = (self.life, Box::new(input));
        let pause = if self.luck.per_mille(500) { 0 } else { self.luck.below(300) };
        self.at(pause, Event::Tell { life, input });
    }

    pub fn is_fine(&self) -> bool {
        self.tick >= self.fine_from
    }

    /// The gateway's clock, which is right.
    pub fn true_time(&self) -> Millis {
        Millis::new(BEGINNING).plus(self.tick as i64)
    }

    pub fn now(&self) -> Now {
        Now { clock: self.true_time().plus(self.skew), tick: Tick(self.tick) }
    }

    pub fn this_run(&self) -> Run {
        Run(self.run.to_be_bytes())
    }

    pub fn break_promise(&mut self, promise: &'static str, detail: String) {
        self.history.note(self.tick, || format!("BROKEN: {promise}: {detail}"));
        self.broken.get_or_insert(Broken { promise, detail });
    }
}
