//! One desk of a world: its store, its program, and what is under way between it and the gateway.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use courier::{Input, Now, RequestId, Run, Tick, Wanted};
use domain::kinds::ParcelState;
use wire::announcement::Key;

use crate::desk::{Desk, Row};
use crate::driven::Driven;
use crate::flow::Flow;
use crate::letters::{Arriving, Coming, File};
use crate::tally::Fault;
use crate::watch::Watch;
use crate::world::{Event, World};

pub struct Seat {
    /// Which desk of the world it is.
    pub number: usize,
    /// How far the machine's clock is off.
    pub skew: i64,
    pub desk: Desk,
    pub desk_backup: Option<Desk>,
    /// What this desk sent and, restored from a backup, knows nothing of.
    pub unknown: BTreeSet<Key>,
    /// Which life of the gateway's records this courier was told of.
    pub told_era: Option<u32>,
    /// How many requests went out since the courier last had a rest.
    pub restless: u32,
    /// How often this courier was told to give everything its turn.
    pub hurries: usize,
    pub courier: Option<Driven>,
    /// Which courier it is; answers to an earlier one are nobody's.
    pub life: u64,
    pub run: u64,
    pub inbox: VecDeque<Input>,
    /// The program makes one round and ends, as `nopho sync` does, and is started again.
    pub is_one_round: bool,
    pub in_flight: Option<RequestId>,
    /// The result file that is being fetched.
    pub fetching: Option<Wanted>,
    /// The stream that is under way at the gateway.
    pub flow: Option<Flow>,
    /// The stream that was told to end.
    pub finishing: Option<RequestId>,
    /// Result files of which only some is here.
    pub arriving: BTreeMap<File, Arriving>,
    /// The one that is on its way.
    pub coming: Option<Coming>,
    pub watch: Watch,
    /// Events of the agency that this desk's clerk once saw.
    pub heard: BTreeSet<(u32, u64)>,
}

impl Seat {
    pub fn new(number: usize, is_one_round: bool) -> Self {
        Self {
            number,
            skew: 0,
            desk: Desk::new(),
            desk_backup: None,
            unknown: BTreeSet::new(),
            told_era: None,
            restless: 0,
            hurries: 0,
            courier: None,
            life: 0,
            run: 0,
            inbox: VecDeque::new(),
            is_one_round,
            in_flight: None,
            fetching: None,
            flow: None,
            finishing: None,
            arriving: BTreeMap::new(),
            coming: None,
            watch: Watch::default(),
            heard: BTreeSet::new(),
        }
    }
}

impl World {
    /// How many desks there are.
    pub fn seats(&self) -> usize {
        1 + usize::from(self.away.is_some())
    }

    /// It is this desk's turn.
    pub fn turn_to(&mut self, number: usize) {
        if let Some(away) = self.away.as_mut().filter(|away| away.number == number) {
            std::mem::swap(&mut self.here, away);
            self.history.desk = number;
        }
    }

    /// Does something at each desk; afterwards it is the turn of whosever it was.
    pub fn at_each(&mut self, mut deed: impl FnMut(&mut Self)) {
        let before = self.here.number;
        for number in 0..self.seats() {
            self.turn_to(number);
            deed(self);
        }
        self.turn_to(before);
    }

    /// Starts the program: a new run, with what the store says.
    pub fn start(&mut self) {
        self.here.run += 1;
        self.begin();
    }

    /// Each errand has one turn in a round: so many are in it, and some look like two.
    pub fn hurry(&mut self) {
        self.here.hurries += 1;
        let errands = self.here.desk.rows.len() + self.here.desk.wanted.len() + 10;
        if self.here.hurries > errands * 4 {
            let detail = self.what_is_open();
            return self.break_promise("every round comes to an end", detail);
        }
        self.here.inbox.push_back(Input::Hurried);
    }

    /// A courier begins, in the same run or a new one.
    pub fn begin(&mut self) {
        self.leave_letter();
        self.here.life += 1;
        self.here.inbox.clear();
        self.here.in_flight = None;
        (self.here.told_era, self.here.restless, self.here.hurries) = (None, 0, 0);
        (self.here.watch, self.here.finishing) = (Watch::default(), None);
        let memory = self.here.desk.memory(self.this_run());
        let luck = self.luck.draw();
        let mut courier = Driven::new(memory, luck, self.now(), self.mutant);
        for row in self.here.desk.rows.values() {
            courier.expect(&row.content);
        }
        self.here.courier = Some(courier);
        self.calm_down();
        if self.here.is_one_round {
            self.here.inbox.push_back(Input::Rung);
        }
        let (life, run) = (self.here.life, self.here.run);
        self.history.note(self.tick, || format!("courier {life} begins in run {run}"));
    }

    pub fn end(&mut self) {
        self.leave_letter();
        self.here.courier = None;
        self.here.life += 1;
        self.here.inbox.clear();
        self.here.in_flight = None;
    }

    pub fn kill(&mut self) {
        if self.here.flow.as_ref().is_some_and(|flow| Some(flow.id) == self.here.in_flight) {
            self.tally.fault(Fault::KilledInStream);
        }
        self.kill_letters();
        self.end();
        self.history.note(self.tick, || "the program is killed".to_owned());
        let pause = self.luck.between(1, 3 * 60_000);
        self.at(pause, Event::Start);
    }

    pub fn tell(&mut self, input: Input) {
        let (life, input) = (self.here.life, Box::new(input));
        let pause = if self.luck.per_mille(500) { 0 } else { self.luck.below(300) };
        self.at(pause, Event::Tell { life, input });
    }

    /// As the desk tells of a dossier: all that is queued of it, in its order.
    pub fn tell_what_is_before(&mut self, input: &Input) {
        let Input::Queued(parcel) = input else { return };
        let rows = self.here.desk.of(parcel.dossier);
        let is_before = |row: &&&Row| {
            row.state == ParcelState::Queued && row.content.seq < parcel.seq && self.is_crowded
        };
        let before: Vec<_> = rows.iter().filter(is_before).map(|row| row.parcel()).collect();
        self.here.inbox.extend(before.into_iter().map(Input::Queued));
    }

    /// What this desk's clocks show.
    pub fn now(&self) -> Now {
        Now { clock: self.true_time().plus(self.here.skew), tick: Tick(self.tick) }
    }

    pub fn this_run(&self) -> Run {
        Run(self.here.run.to_be_bytes())
    }
}
