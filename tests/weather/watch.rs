//! Promises about what is asked when, which nobody could see in what was saved.

use std::collections::{BTreeMap, BTreeSet};

use courier::{Answer, Effect, Failure, Input, Request, RequestId, Wanted, Word};
use domain::ids::ParcelId;
use domain::kinds::ParcelState;
use wire::announcement::Outcome;

use crate::desk::Row;
use crate::due::Calm;
use crate::fetching::Fetched;
use crate::mutants::Mutant;
use crate::slices::Ways;
use crate::tally::Edge;
use crate::world::World;

/// The shortest pause after trouble.
const PAUSE_MS: u64 = courier::FIRST_PAUSE_MS / 2;
/// After so many announcements that failed scans have their turn.
const FAILED_FORMS: u32 = 1;

/// So many in one announcement are many.
const GREAT: usize = 20;

/// What is remembered of what a courier asked.
#[derive(Default)]
pub struct Watch {
    asked: Option<Request>,
    /// Something was said in the stream that is under way.
    has_heard: bool,
    /// Parcels of the stream whose lanes ended.
    ended: BTreeSet<ParcelId>,
    /// A form that nobody has heard of was queued while this stream was under way.
    form_behind: Option<RequestId>,
    /// How long nothing was under way since a stream ended that had brought nothing.
    idle_since_vain: Option<u64>,
    failed_forms: u32,
    /// What the gateway has taken note of, as this courier was told.
    noted: BTreeSet<ParcelId>,
    pub calm: Calm,
    pub fetched: Fetched,
    pub ways: Ways,
    /// Which parts of each parcel the gateway said last that it lacks.
    lacking: BTreeMap<ParcelId, BTreeSet<u32>>,
}

impl Watch {
    /// Whether an announcement was the last thing that was asked.
    pub fn is_announcing(&self) -> bool {
        matches!(self.asked, Some(Request::Announce(_)))
    }

    pub fn asked(&self) -> Option<&Request> {
        self.asked.as_ref()
    }

    /// Whether a stream was.
    pub fn is_streaming(&self) -> bool {
        matches!(self.asked, Some(Request::Stream(_)))
    }
}

impl World {
    /// Time passes.
    pub fn watch_time(&mut self, ms: u64) {
        if let Some(idle) =
            self.here.watch.idle_since_vain.as_mut().filter(|_| self.here.in_flight.is_none())
        {
            *idle += ms;
        }
    }

    /// A request goes out.
    pub fn watch_sent(&mut self, request: &Request) {
        self.check_lacking(request);
        self.check_way(request);
        let idle = self.here.watch.idle_since_vain;
        match request {
            Request::Stream(lanes) => {
                if lanes.iter().any(|lane| lane.from.is_none()) {
                    self.tally.edge(Edge::AsksInStream);
                }
                if idle.is_some_and(|idle| idle < PAUSE_MS) {
                    let detail = format!("{idle:?} ms after a stream that brought nothing");
                    self.break_promise("what leads nowhere is not tried without a pause", detail);
                }
                self.here.watch.failed_forms = 0;
            }
            Request::Inquire { .. } | Request::Slice { .. } => self.here.watch.failed_forms = 0,
            Request::Fetch(wanted) => self.watch_fetch(wanted),
            Request::Announce(batch) => {
                if batch.len() >= GREAT {
                    self.tally.edge(Edge::AnnouncesTwenty);
                }
                if self.here.watch.failed_forms >= FAILED_FORMS {
                    self.check_scans();
                }
                // To this courier it is new again.
                self.here.watch.noted.retain(|parcel| !batch.contains(parcel));
            }
            _ => {}
        }
        let watch = &mut self.here.watch;
        (watch.has_heard, watch.form_behind) = (false, None);
        watch.ended.clear();
        watch.asked = Some(request.clone());
        watch.fetched.has_come_further = false;
    }

    /// Whatever has been begun has its turn although forms fail.
    fn check_scans(&mut self) {
        let waits = |row: &&Row| {
            let is_first = self.here.desk.of(row.content.dossier).len() == 1;
            let is_open = matches!(row.state, ParcelState::Queued | ParcelState::Sending);
            is_first && is_open && self.here.watch.noted.contains(&row.content.parcel)
        };
        if let Some(row) = self.here.desk.rows.values().find(waits) {
            let detail = format!("{} waits for another form", row.content.parcel);
            self.break_promise("scans have their turn when forms fail", detail);
        }
    }

    /// Looks at an input before the courier does.
    pub fn watch_input(&mut self, input: &Input) {
        self.note_way(input);
        let is_streaming = self.here.watch.is_streaming();
        match input {
            Input::Rung | Input::Roused | Input::Hurried => self.here.watch.idle_since_vain = None,
            Input::NotSaved => self.here.watch.noted.clear(),
            Input::Queued(parcel) => {
                self.here.watch.noted.remove(&parcel.id);
                let is_alone = self.here.desk.of(parcel.dossier).len() == 1;
                let row = self.here.desk.rows.get(&parcel.id);
                let is_new = row.is_some_and(|row| row.state == ParcelState::Queued);
                if is_streaming && is_alone && is_new {
                    self.here.watch.form_behind = self.here.in_flight;
                }
            }
            Input::Streamed { request, lane, word } if self.here.in_flight == Some(*request) => {
                self.here.watch.has_heard = true;
                self.watch_word(*lane, word);
            }
            Input::Streamed { .. } => self.tally.edge(Edge::IgnoresLateWord),
            Input::Answered { request, answer, .. } if self.here.in_flight == Some(*request) => {
                self.watch_answer(answer);
            }
            _ => {}
        }
    }

    fn watch_word(&mut self, lane: usize, word: &Word) {
        let Some(Request::Stream(lanes)) = &self.here.watch.asked else { return };
        let Some(parcel) = lanes.get(lane).map(|lane| lane.parcel) else { return };
        self.tally.edge(match word {
            Word::Taken { .. } => Edge::HearsTaken,
            Word::Stands(_) => Edge::HearsStands,
            Word::Ended(_) => Edge::HearsEnded,
        });
        if !matches!(word, Word::Taken { .. }) {
            self.here.watch.noted.remove(&parcel);
            self.here.watch.ended.insert(parcel);
        }
    }

    fn watch_answer(&mut self, answer: &Result<Answer, Failure>) {
        let is_passing = matches!(answer, Err(Failure::Transient { .. }));
        self.note_batch(answer);
        self.note_lacking(answer);
        match (&self.here.watch.asked, answer) {
            (
                Some(Request::Announce(batch)),
                Ok(Answer::Outcomes(all) | Answer::OutcomesAndNews(all, _)),
            ) if batch.len() == all.len() => {
                for (parcel, outcome) in batch.iter().zip(all) {
                    if matches!(outcome, Outcome::Announced { .. }) {
                        self.here.watch.noted.insert(*parcel);
                    }
                }
                self.here.watch.failed_forms = 0;
            }
            (Some(Request::Announce(_)), _) if is_passing => self.here.watch.failed_forms += 1,
            (Some(Request::Slice { parcel, .. } | Request::Inquire { parcel, .. }), Err(_)) => {
                self.here.watch.noted.remove(parcel);
            }
            (Some(Request::Inquire { parcel, .. }), Ok(Answer::Outcome(outcome)))
                if !matches!(outcome, Outcome::Announced { .. }) =>
            {
                self.here.watch.noted.remove(parcel);
            }
            (Some(Request::Stream(_)), _) if is_passing => self.note_vain(),
            _ => {}
        }
    }

    fn note_lacking(&mut self, answer: &Result<Answer, Failure>) {
        let watch = &mut self.here.watch;
        let told: Vec<(ParcelId, &Outcome)> = match (&watch.asked, answer) {
            (
                Some(Request::Announce(batch)),
                Ok(Answer::Outcomes(all) | Answer::OutcomesAndNews(all, _)),
            ) if batch.len() == all.len() => batch.iter().copied().zip(all).collect(),
            (Some(Request::Inquire { parcel, .. }), Ok(Answer::Outcome(outcome))) => {
                vec![(*parcel, outcome)]
            }
            _ => return,
        };
        for (parcel, outcome) in told {
            if let Outcome::Announced { missing, .. } = outcome {
                let missing = missing.iter().map(|part| part.number).collect();
                watch.lacking.insert(parcel, missing);
            }
        }
    }

    /// What the gateway has, it need not be sent.
    fn check_lacking(&mut self, request: &Request) {
        let sent: Vec<(ParcelId, u32)> = match request {
            Request::Slice { parcel, part, .. } => vec![(*parcel, *part)],
            Request::Stream(lanes) => lanes.iter().map(|lane| (lane.parcel, lane.part)).collect(),
            _ => return,
        };
        let lacks = |(parcel, part): &(ParcelId, u32)| {
            self.here.watch.lacking.get(parcel).is_none_or(|parts| parts.contains(part))
        };
        if let Some((parcel, part)) = sent.iter().find(|sent| !lacks(sent)) {
            let detail = format!("part {part} of {parcel}");
            self.break_promise("what the gateway has is not sent again", detail);
        }
    }

    /// What became of a batch of which one was bad.
    fn note_batch(&mut self, answer: &Result<Answer, Failure>) {
        let Some(Request::Announce(batch)) = &self.here.watch.asked else { return };
        let is_bad = |outcome: &Outcome| matches!(outcome, Outcome::Refused { .. });
        match answer {
            Ok(Answer::Outcomes(all) | Answer::OutcomesAndNews(all, _))
                if batch.len() >= GREAT && all.iter().any(is_bad) && !all.iter().all(is_bad) =>
            {
                self.tally.edge(Edge::OneBadAmongMany);
            }
            Err(Failure::Final(_) | Failure::Unreadable(_)) if batch.len() > 1 => {
                self.tally.edge(Edge::SplitsBatch);
            }
            _ => {}
        }
    }

    /// A result file is fetched for the dossier for which it is wanted.
    fn watch_fetch(&mut self, wanted: &Wanted) {
        // One that is kept may be asked for again: `link` sees that it is there.
        let is_early = self.mutant == Some(Mutant::SentBeforeSaved);
        if !is_early && !self.here.desk.wanted.contains(wanted) && !self.here.desk.keeps(wanted) {
            let detail = format!("{wanted:?}");
            return self.break_promise("a result file goes to its own dossier", detail);
        }
        let is_same = |other: &&Wanted| other.line.sha256 == wanted.line.sha256;
        if self.here.desk.wanted.iter().filter(is_same).count() > 1 {
            self.tally.edge(Edge::FetchesSameLetter);
        }
    }

    fn note_vain(&mut self) {
        let is_vain = !self.here.watch.has_heard;
        self.here.watch.idle_since_vain = is_vain.then_some(0);
        self.tally.edge(if is_vain { Edge::StreamInVain } else { Edge::StreamBreaks });
    }

    /// Looks at what the courier says to an input.
    pub fn watch_effects(&mut self, input: Option<RequestId>, effects: &[Effect]) {
        let gives_up = |id: &RequestId| {
            effects.iter().any(|effect| matches!(effect, Effect::Abandon(other) if other == id))
        };
        if let Some(id) = input.filter(gives_up) {
            self.break_promise("one lane's trouble is its own", format!("{id:?} is abandoned"));
        }
        if !effects.iter().any(|effect| matches!(effect, Effect::Abandon(_))) {
            return;
        }
        match self.here.watch.asked {
            Some(Request::Stream(_)) => {
                self.note_vain();
                self.here.watch.ways.stream_given_up(self.tick);
            }
            Some(Request::Announce(_)) => self.here.watch.failed_forms += 1,
            _ => {}
        }
    }

    /// No block follows a form that was queued.
    pub fn check_form(&mut self, id: RequestId) {
        if self.here.watch.form_behind == Some(id) && self.here.finishing != Some(id) {
            let detail = format!("{id:?} goes on");
            self.break_promise("a new form does not wait for scans", detail);
        }
    }

    /// What is being sent is this desk's alone, as the store says.
    pub fn check_leases(&mut self) {
        let Some(Request::Stream(lanes)) = &self.here.watch.asked else { return };
        if self.here.in_flight.is_none() {
            return;
        }
        let (now, run) = (self.now(), self.this_run());
        let is_loose = |row: &&Row| {
            let is_over = row.lease.is_none_or(|lease| lease.is_over(now, run));
            row.state == ParcelState::Sending && is_over
        };
        let sent = lanes.iter().map(|lane| lane.parcel);
        let sent = sent.filter(|parcel| !self.here.watch.ended.contains(parcel));
        let rows = sent.filter_map(|parcel| self.here.desk.rows.get(&parcel));
        if let Some(row) = { rows }.find(is_loose) {
            let detail = format!("{}: {:?}", row.content.parcel, row.lease);
            self.break_promise("what is being sent is under a lease", detail);
        }
    }
}

/// The stream of which an input says that one lane is over.
pub fn ended_lane(input: &Input) -> Option<RequestId> {
    match input {
        Input::Streamed { request, word: Word::Ended(_), .. } => Some(*request),
        _ => None,
    }
}
