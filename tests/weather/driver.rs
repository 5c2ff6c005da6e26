//! What `link` does in the program: hands the courier what happened and carries out what it says,
//! with a program that may be killed and a clerk who may be quicker between any two effects.

use courier::{Answer, Change, Effect, Failure, Input, LONGEST_ASKED_MS, Parcel};

use crate::desk::NotCommitted;
use crate::tally::{Edge, Fault, Tally};
use crate::watch::ended_lane;
use crate::world::{Landing, World};

/// More requests in one round are a round without end.
const ENDLESS: u32 = 3_000;

impl World {
    pub fn lands(&mut self, landing: Landing) {
        let Landing { life, id: request, answer, time } = landing;
        if life != self.here.life || self.here.courier.is_none() {
            return;
        }
        if self.here.in_flight != Some(request) {
            self.tally.edge(Edge::IgnoresLateReply);
        }
        self.here.inbox.push_back(Input::Answered { request, answer, time });
    }

    /// Hands one input to the courier and carries out what it says.
    pub fn feed(&mut self, input: Input) {
        let now = self.now();
        if self.here.courier.is_none() {
            return;
        }
        self.history.note(self.tick, || format!("> {input:?}"));
        hear(&mut self.tally, &input);
        self.watch_input(&input);
        self.note_trouble(&input);
        let (ended, duty) = (ended_lane(&input), self.duty_of(&input));
        let trouble = self.trouble_of(&input);
        let is_streamed = match &input {
            Input::Streamed { request, .. } | Input::Progressed(request) => {
                self.here.in_flight == Some(*request)
            }
            _ => false,
        };
        self.take_answer(&input);
        let Some(courier) = self.here.courier.as_mut() else { return };
        let effects = courier.handle(now, input);
        let wake = courier.courier().wake();
        if wake.is_none_or(|(due, _)| due.0 > self.tick + LONGEST_ASKED_MS) {
            self.break_promise("it never falls silent", format!("{wake:?}"));
        }
        self.watch_effects(ended, &effects);
        self.check_name(trouble);
        self.check_duty(duty, &effects);
        self.note_unrest();
        self.carry_out(effects);
        let is_saved = !matches!(self.here.inbox.front(), Some(Input::NotSaved));
        if is_streamed && is_saved {
            self.check_leases();
        }
        self.check_hindrance();
        self.here.restless = if self.here.in_flight.is_some() { self.here.restless } else { 0 };
        if self.here.restless > ENDLESS {
            let detail = self.what_is_open();
            self.break_promise("every round comes to an end", detail);
        }
        self.advance(self.tick);
    }

    /// What `link` itself does with an answer that somebody waits for.
    fn take_answer(&mut self, input: &Input) {
        let Input::Answered { request, answer, .. } = input else { return };
        if self.here.in_flight != Some(*request) {
            return;
        }
        self.here.in_flight = None;
        if let (Ok(Answer::Fetched), Some(wanted)) = (answer, self.here.fetching.take())
            && !self.has_letters
        {
            self.here.desk.keep(&wanted);
        }
        match answer {
            Ok(Answer::Capabilities(told)) => self.here.told_era = Some(told.era),
            Ok(Answer::Feed(page) | Answer::OutcomesAndNews(_, page)) => {
                self.here.told_era = Some(page.era)
            }
            Ok(Answer::Holdings(page)) => self.here.told_era = Some(page.era),
            _ => {}
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut queued: Vec<Parcel> = vec![];
        for effect in effects {
            if !self.is_fine() && self.luck.per_mille(8) {
                self.tally.fault(Fault::ProcessKilled);
                return self.kill();
            }
            if !self.is_fine() && self.luck.per_mille(40) {
                self.clerk_is_quick();
            }
            match effect {
                Effect::Save(changes) => match self.save(&changes) {
                    Ok(more) => queued.extend(more),
                    Err(()) => {
                        // Whatever was under way is given up with it.
                        self.here.in_flight = None;
                        self.leave_letter();
                        self.here.inbox.push_front(Input::NotSaved);
                        return;
                    }
                },
                Effect::Send(id, request) => self.send(id, request),
                Effect::Finish(id) => self.finish(id),
                Effect::Abandon(id) => {
                    self.tally.edge(Edge::Abandons);
                    self.history.note(self.tick, || format!("  abandons {id:?}"));
                    self.here.in_flight = None;
                    self.leave_letter();
                }
            }
        }
        self.here.inbox.extend(queued.into_iter().map(Input::Queued));
    }

    fn save(&mut self, changes: &[Change]) -> Result<Vec<Parcel>, ()> {
        if !self.is_fine() && self.luck.per_mille(10) {
            self.tally.fault(Fault::DiskFull);
            self.history.note(self.tick, || format!("  disk full: {changes:?}"));
            return Err(());
        }
        self.history.note(self.tick, || format!("  saves {changes:?}"));
        match self.here.desk.save(changes, &mut self.tally) {
            Ok(queued) => {
                self.check_saved(changes);
                Ok(queued)
            }
            Err(NotCommitted::Closed) => Err(()),
            Err(NotCommitted::Illegal(what)) => {
                self.break_promise("only what may be is saved", what);
                Err(())
            }
            Err(NotCommitted::OutOfOrder(what)) => {
                self.break_promise("an event is applied once and in order", what);
                Err(())
            }
        }
    }
}

fn hear(tally: &mut Tally, input: &Input) {
    let edge = match input {
        Input::Rung | Input::Roused => Edge::HearsRung,
        Input::Hurried => Edge::HearsHurried,
        Input::Queued(_) => Edge::HearsQueued,
        Input::Cancelled(_) => Edge::HearsCancelled,
        Input::Progressed(_) => Edge::HearsProgress,
        Input::Streamed { .. } | Input::Came { .. } => return,
        Input::NotSaved => Edge::HearsNotSaved,
        Input::Woken | Input::Answered { answer: Ok(_), .. } => return,
        Input::Answered { answer: Err(failure), .. } => match failure {
            Failure::Transient { .. } => Edge::HearsTransient,
            Failure::WrongOffset => Edge::HearsWrongOffset,
            Failure::Gone => Edge::HearsGone,
            Failure::SignedOut => Edge::HearsSignedOut,
            Failure::CertificateTime => Edge::HearsCertificateTime,
            Failure::Final(_) => Edge::HearsFinal,
            Failure::Unreadable(_) => Edge::HearsUnreadable,
            Failure::Unable(_) => Edge::HearsUnable,
            Failure::NoStream => Edge::HearsNoStream,
        },
    };
    tally.edge(edge);
}
