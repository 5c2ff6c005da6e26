//! Slices go where no stream gets through, and nowhere else: on a bad line they cost far more.

use courier::{Answer, BARRED_MS, Failure, Input, Request, Trouble};

use crate::world::World;

/// How many streams are turned away before that is held against all.
const PROOFS: u32 = 2;

/// What was heard of the way that streams go.
#[derive(Default)]
pub struct Ways {
    /// When something last spoke against streams.
    against: Option<u64>,
    /// The stream that is under way was let in.
    is_open: bool,
    /// Something else got through since the last one was turned away or let in.
    is_road_sound: bool,
    turned_away: u32,
}

impl World {
    /// A request goes out.
    pub fn check_way(&mut self, request: &Request) {
        let ways = &mut self.here.watch.ways;
        match request {
            Request::Stream(_) => ways.is_open = false,
            Request::Slice { .. } if self.gateway.speaks_streams => {
                let until = ways.against.map(|against| against + BARRED_MS);
                if until.is_none_or(|until| until <= self.tick) {
                    let detail = format!("{request:?}, {} turned away", ways.turned_away);
                    self.break_promise("slices go only where no stream gets through", detail);
                }
            }
            _ => {}
        }
    }

    /// Looks at an input before the courier does.
    pub fn note_way(&mut self, input: &Input) {
        let is_streaming = self.here.watch.is_streaming();
        let (tick, in_flight) = (self.tick, self.here.in_flight);
        let ways = &mut self.here.watch.ways;
        match input {
            // Whoever makes one round has no second stream to compare with.
            Input::Hurried if ways.turned_away > 0 => ways.against = Some(tick),
            Input::Progressed(request) | Input::Streamed { request, .. }
                if is_streaming && in_flight == Some(*request) =>
            {
                (ways.is_open, ways.is_road_sound, ways.turned_away) = (true, false, 0);
            }
            Input::Answered { request, answer, .. } if in_flight == Some(*request) => {
                if is_streaming {
                    ways.stream_ended(answer, tick);
                } else if answer.is_ok() {
                    ways.is_road_sound = true;
                }
            }
            _ => {}
        }
    }
}

impl Ways {
    /// What opened and was given up may have been held back.
    pub fn stream_given_up(&mut self, tick: u64) {
        if self.is_open {
            self.against = Some(tick);
        }
    }

    fn stream_ended(&mut self, answer: &Result<Answer, Failure>, tick: u64) {
        match answer {
            Err(Failure::Transient { trouble, .. }) if !self.is_open => {
                if is_an_answer(trouble) {
                    self.turned_away(tick);
                }
            }
            Ok(Answer::Streamed)
            | Err(Failure::SignedOut | Failure::CertificateTime)
            | Err(Failure::Unreadable(_) | Failure::Unable(_)) => {}
            Ok(_) if !self.is_open => self.turned_away(tick),
            Ok(_) | Err(_) => self.against = Some(tick),
        }
    }

    fn turned_away(&mut self, tick: u64) {
        self.turned_away += u32::from(std::mem::take(&mut self.is_road_sound));
        if self.turned_away >= PROOFS {
            self.against = Some(tick);
        }
    }
}

fn is_an_answer(trouble: &Trouble) -> bool {
    use Trouble::{Broken, Busy, LoginPage, NotTheGateway, ProxyRefuses};
    matches!(trouble, Broken | Busy | LoginPage | NotTheGateway | ProxyRefuses)
}
