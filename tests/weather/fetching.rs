//! Promises about when a result file is asked for, gives way and goes on.

use std::collections::BTreeMap;

use courier::{Activity, Effect, Failure, Input, Request, Trouble};
use domain::kinds::ParcelState;

use crate::letters::{File, file_of};
use crate::tally::Edge;
use crate::world::World;

/// What is remembered of the result files that a courier asked for.
#[derive(Default)]
pub struct Fetched {
    /// How much of each was here at most, as this courier was told.
    most: BTreeMap<File, u64>,
    /// More of the one that is under way is here than ever before.
    pub has_come_further: bool,
}

/// What an input asks of a courier that fetches a result file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// The line broke after more had come than ever before.
    GoOn,
    /// The line broke, and nothing had come of it.
    Wait,
    /// Something is to be sent.
    MakeRoom,
    /// The moment has come for which it asked to be woken.
    Wake,
}

impl World {
    /// Looks at an input before the courier does.
    pub fn duty_of(&mut self, input: &Input) -> Option<Duty> {
        let is_awaited = |request| self.here.in_flight == Some(request);
        let asked = self.here.watch.asked().filter(|_| self.here.in_flight.is_some());
        let Some(Request::Fetch(wanted)) = asked.filter(|_| self.has_letters) else {
            if matches!(input, Input::Came { .. }) {
                self.tally.edge(Edge::IgnoresLatePiece);
            }
            return None;
        };
        let file = file_of(wanted);
        let has_come_further = self.here.watch.fetched.has_come_further;
        match input {
            Input::Came { request, held } if is_awaited(*request) => {
                self.piece_comes(file, *held);
                None
            }
            Input::Came { .. } => {
                self.tally.edge(Edge::IgnoresLatePiece);
                None
            }
            Input::Answered {
                request, answer: Err(Failure::Transient { trouble, .. }), ..
            } if is_awaited(*request) => {
                let is_of_the_line = matches!(trouble, Trouble::Unreachable | Trouble::Stalled);
                Some(if is_of_the_line && has_come_further { Duty::GoOn } else { Duty::Wait })
            }
            Input::Queued(parcel) => {
                let row = self.here.desk.rows.get(&parcel.id);
                let is_fresh =
                    row.is_some_and(|row| row.state == ParcelState::Queued && row.attempts == 0);
                let is_alone = self.here.desk.of(parcel.dossier).len() == 1;
                (is_fresh && is_alone).then_some(Duty::MakeRoom)
            }
            Input::Woken => Some(Duty::Wake),
            _ => None,
        }
    }

    fn piece_comes(&mut self, file: File, held: u64) {
        self.tally.edge(Edge::HearsPiece);
        let fetched = &mut self.here.watch.fetched;
        if held == 0 {
            fetched.most.remove(&file);
            return;
        }
        let most = fetched.most.entry(file).or_default();
        if held > *most {
            *most = held;
            fetched.has_come_further = true;
        }
    }

    /// Looks at what the courier says to it.
    pub fn check_duty(&mut self, duty: Option<Duty>, effects: &[Effect]) {
        let (Some(duty), Some(courier)) = (duty, &self.here.courier) else { return };
        let activity = courier.courier().activity();
        let waits = matches!(activity, Activity::BackingOff { .. });
        let gives_way = effects.iter().any(|effect| matches!(effect, Effect::Abandon(_)));
        let reads_news =
            effects.iter().any(|effect| matches!(effect, Effect::Send(_, Request::Feed { .. })));
        let has_come_further = self.here.watch.fetched.has_come_further;
        match duty {
            Duty::Wait if waits => self.tally.edge(Edge::LetterWaits),
            Duty::Wait => {}
            Duty::MakeRoom if gives_way => self.tally.edge(Edge::LetterGivesWay),
            Duty::MakeRoom => {
                let detail = format!("{activity:?}");
                self.break_promise("a new form does not wait for a result file", detail);
            }
            Duty::GoOn | Duty::Wake if has_come_further && waits => {
                let detail = format!("{activity:?}");
                self.break_promise("a result goes on at once where the line broke", detail);
            }
            Duty::GoOn => self.tally.edge(Edge::LetterGoesOnAtOnce),
            Duty::Wake if gives_way && reads_news => {
                self.tally.edge(Edge::LetterGivesWayToNews);
            }
            Duty::Wake => {}
        }
    }
}
