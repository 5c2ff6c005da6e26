//! A stream of blocks on its way to the gateway, as the desk's `link` tells of it: lane by lane and
//! block by block, until it ends in order, breaks, or falls silent.

use courier::{Answer, Failure, Lane, Request, RequestId, STALL_MS, SignedTime, Trouble, Word};
use wire::announcement::Outcome;
use wire::problem::{Problem, Reason};

use crate::content::{Block, Flaw};
use crate::road::{OWN_FILE, passing};
use crate::tally::{Edge, Fault};
use crate::world::{Arrival, Event, World};

/// How long `link` waits for an acknowledgement while bytes are under way.
const SILENCE_MS: u64 = 5_000;

/// Whether parts may go over in streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speech {
    Streams,
    /// The gateway is an older one.
    None,
    /// Somebody in between lets no upgrade through.
    Forbidden,
    /// Somebody in between answers each as if there were no gateway behind him.
    TurnedAway,
    /// Somebody in between lets the upgrade through, and then nothing more.
    HeldBack,
}

/// One stream at the gateway.
pub struct Flow {
    life: u64,
    pub id: RequestId,
    lanes: Vec<Lane>,
    /// The lane whose turn it is, and where in its part it is.
    lane: usize,
    offset: Option<u64>,
    fault: Option<Fault>,
    /// After how many blocks the fault strikes.
    strikes_after: u64,
    is_slow: bool,
    time: Option<SignedTime>,
    /// By when everything has come that was said so far.
    said_by: u64,
}

/// What comes of one block.
enum Next {
    Block,
    Lane,
    /// The stream breaks.
    Break(Trouble),
}

impl World {
    /// A desk asks for a stream.
    pub fn stream_arrives(&mut self, arrival: Arrival) {
        let Arrival { life, id, request, fault, believed, .. } = arrival;
        let Request::Stream(lanes) = request else { return };
        if life != self.here.life {
            return;
        }
        let way = self.luck.between(20, 400);
        let tells = self.here.desk.offset_ms.is_none() || self.luck.per_mille(200);
        let time = tells.then(|| self.gateway.time(self.true_time(), format!("n{}", id.0)));
        let forbidden = self.speech == Speech::Forbidden || fault == Some(Fault::UpgradeForbidden);
        if let Some(failure) = fault.and_then(|fault| self.refuse_early(fault, &[])) {
            self.strike(fault);
            return self.land(way, id, Err(failure), time);
        }
        if self.is_refused() {
            return self.land(way, id, Err(passing(Trouble::Revoked)), time);
        }
        if forbidden {
            self.tally.fault(Fault::UpgradeForbidden);
            return self.land(way, id, Err(Failure::NoStream), time);
        }
        if self.speech == Speech::TurnedAway {
            self.tally.fault(Fault::TurnedAway);
            return self.land(way, id, Err(passing(Trouble::Broken)), None);
        }
        if !self.is_now(believed) {
            let time = Some(self.gateway.time(self.true_time(), format!("n{}", id.0)));
            return self.land(way, id, Err(Failure::SignedOut), time);
        }
        if fault == Some(Fault::OtherAnswer) {
            self.strike(fault);
            return self.land(way, id, Ok(Answer::Fetched), time);
        }
        if self.speech == Speech::HeldBack || fault == Some(Fault::HeldBack) {
            self.tally.fault(Fault::HeldBack);
            self.at(way, Event::Progress { life, id });
            return self.land(way + SILENCE_MS, id, Err(passing(Trouble::Stalled)), time);
        }
        let strikes_after = self.luck.below(lanes.len() as u64 * 2);
        let is_slow = fault == Some(Fault::SlowStream);
        self.strike(fault.filter(|_| is_slow));
        let said_by = self.tick + way;
        let (lane, offset) = (0, None);
        let flow =
            Flow { life, id, lanes, lane, offset, fault, strikes_after, is_slow, time, said_by };
        self.here.flow = Some(flow);
        self.at(way, Event::Progress { life, id });
        self.at(way, Event::Flow { life, id });
    }

    /// Some blocks come.
    pub fn flows(&mut self, life: u64, id: RequestId) {
        let Some(mut flow) = self.here.flow.take_if(|flow| flow.life == life && flow.id == id)
        else {
            return;
        };
        if life != self.here.life || self.here.in_flight != Some(id) {
            // Nobody listens any more, but what was on its way comes all the same.
            let comes = self.luck.per_mille(500) && !self.is_refused();
            if comes && flow.lane < flow.lanes.len() {
                let _ = self.block(&mut flow);
            }
            return;
        }
        if self.is_refused() {
            return self.break_off(flow, Trouble::Revoked);
        }
        if !self.is_fine() && self.luck.per_mille(80) {
            self.here.flow = Some(flow);
            return self.kill_one_end();
        }
        if self.has_letters && !self.is_fine() && self.luck.per_mille(10) {
            self.here.flow = Some(flow);
            self.revoke();
            return self.at(10, Event::Flow { life, id });
        }
        let blocks = if flow.is_slow { 1 } else { self.luck.between(1, 4) };
        for _ in 0..blocks {
            if self.here.finishing == Some(id) || flow.lane >= flow.lanes.len() {
                return self.end_in_order(flow);
            }
            self.check_form(id);
            match self.next_block(&mut flow) {
                Next::Block => {}
                Next::Lane => (flow.lane, flow.offset) = (flow.lane + 1, None),
                Next::Break(trouble) => return self.break_off(flow, trouble),
            }
        }
        let pause = match flow.is_slow {
            true => self.luck.between(STALL_MS / 2, STALL_MS * 9 / 10),
            false => self.luck.between(10, 200),
        };
        self.here.flow = Some(flow);
        self.at(pause, Event::Flow { life, id });
    }

    /// One end of a stream dies in the midst of it.
    pub fn kill_one_end(&mut self) {
        if self.luck.per_mille(400) {
            self.tally.fault(Fault::ProcessKilled);
            return self.kill();
        }
        self.crash_gateway();
    }

    fn end_in_order(&mut self, flow: Flow) {
        self.tally.edge(Edge::StreamEndsInOrder);
        let wait = flow.said_by.saturating_sub(self.tick) + self.luck.between(5, 50);
        self.land(wait, flow.id, Ok(Answer::Streamed), flow.time);
    }

    /// What was said and had not come is lost, or comes when nobody waits for it any more.
    fn break_off(&mut self, flow: Flow, trouble: Trouble) {
        let pause =
            if trouble == Trouble::Stalled { SILENCE_MS } else { self.luck.between(5, 100) };
        self.land(pause, flow.id, Err(passing(trouble)), flow.time);
    }

    /// The gateway or the connection dies in the midst of a stream.
    pub fn cut_stream(&mut self, fault: Fault) {
        if let Some(flow) = self.here.flow.take_if(|flow| Some(flow.id) == self.here.in_flight) {
            self.tally.fault(fault);
            self.break_off(flow, Trouble::Unreachable);
        }
    }

    /// The stream is to end in order: words may be on their way still.
    pub fn finish(&mut self, id: RequestId) {
        self.tally.edge(Edge::FinishesStream);
        self.history.note(self.tick, || format!("  finishes {id:?}"));
        self.here.finishing = Some(id);
        let tick = self.tick;
        if self.here.flow.as_ref().is_some_and(|flow| flow.id == id && flow.said_by > tick) {
            self.tally.edge(Edge::FinishesWithWordsToCome);
        }
    }

    fn next_block(&mut self, flow: &mut Flow) -> Next {
        let is_struck = flow.strikes_after == 0;
        flow.strikes_after = flow.strikes_after.saturating_sub(1);
        match (flow.fault.filter(|_| is_struck), flow.lanes.get(flow.lane)) {
            (Some(fault), Some(lane)) => {
                let lane = lane.clone();
                flow.fault = None;
                self.strike_block(flow, fault, &lane)
            }
            _ => self.block(flow),
        }
    }

    fn strike_block(&mut self, flow: &mut Flow, fault: Fault, lane: &Lane) -> Next {
        let key = self.content(lane.parcel).key;
        match fault {
            Fault::StreamReset | Fault::StreamSilent => {
                self.strike(Some(fault));
                if self.luck.per_mille(700) {
                    self.write_unheard(flow);
                }
                let is_silent = fault == Fault::StreamSilent;
                Next::Break(if is_silent { Trouble::Stalled } else { Trouble::Unreachable })
            }
            Fault::LateWords => {
                self.strike(Some(fault));
                flow.said_by = self.tick + self.luck.between(6_000, 100_000);
                let _ = self.block(flow);
                Next::Break(Trouble::Stalled)
            }
            Fault::LaneRefused => {
                self.strike(Some(fault));
                let problem = Problem::new(Reason::MediaRefused, "a mood");
                self.gateway.refuse(key, problem.clone());
                self.say(flow, Word::Ended(Failure::Final(problem)));
                Next::Lane
            }
            Fault::LaneUnable => {
                self.strike(Some(fault));
                self.say(flow, Word::Ended(Failure::Unable("page-held")));
                Next::Lane
            }
            Fault::NonsenseTaken => {
                self.strike(Some(fault));
                let offset = if self.luck.per_mille(500) { lane.size + 1 } else { u64::MAX };
                self.say(flow, Word::Taken { offset });
                Next::Lane
            }
            Fault::ForgedReceipt => {
                self.strike(Some(fault));
                let receipt = self.forged(lane.parcel);
                self.say(flow, Word::Stands(Outcome::Delivered { receipt }));
                Next::Lane
            }
            Fault::DamagedBlock | Fault::ReceiptLost => {
                flow.fault = Some(fault);
                self.block(flow)
            }
            _ => self.block(flow),
        }
    }

    /// A block is written, wholly or not, and nobody hears of it.
    fn write_unheard(&mut self, flow: &mut Flow) {
        let lane = flow.lanes[flow.lane].clone();
        let Some(offset) = self.offset_of(flow, &lane) else { return };
        if !matches!(self.content(lane.parcel).flaw, Flaw::None | Flaw::Refused(_)) {
            return;
        }
        let bytes = self.bytes_of(&lane, offset, flow.is_slow);
        let cut = self.luck.between(0, bytes.len() as u64) as usize;
        let (key, now) = (self.content(lane.parcel).key, self.true_time());
        let _ = self.gateway.take(key, lane.part, &lane.upload, offset, &bytes[..cut], now);
    }

    fn offset_of(&self, flow: &Flow, lane: &Lane) -> Option<u64> {
        let key = self.content(lane.parcel).key;
        let held = || self.gateway.held(key, lane.part, &lane.upload);
        flow.offset.or(lane.from).or_else(held)
    }

    fn bytes_of(&mut self, lane: &Lane, offset: u64, is_slow: bool) -> Vec<u8> {
        let whole = &self.contents[&lane.parcel].parts[lane.part as usize];
        let rest = whole.get(offset as usize..).unwrap_or_default();
        let half = (whole.len() as u64 / 2).max(60);
        let length = self.luck.between(1, if is_slow { half / 6 } else { half }) as usize;
        rest[..length.min(rest.len())].to_vec()
    }

    /// The next block of the lane whose turn it is.
    fn block(&mut self, flow: &mut Flow) -> Next {
        let lane = flow.lanes[flow.lane].clone();
        if let Some(next) = self.flawed(flow, &lane) {
            return next;
        }
        let (key, now) = (self.content(lane.parcel).key, self.true_time());
        let Some(offset) = self.offset_of(flow, &lane) else {
            return self.is_not_there(flow, &lane);
        };
        let mut bytes = self.bytes_of(&lane, offset, flow.is_slow);
        if flow.fault == Some(Fault::DamagedBlock) && !bytes.is_empty() {
            self.strike(flow.fault.take());
            bytes.iter_mut().for_each(|byte| *byte ^= 0x55);
        }
        match self.gateway.take(key, lane.part, &lane.upload, offset, &bytes, now) {
            Ok(Answer::Taken { offset }) => {
                self.say(flow, Word::Taken { offset });
                flow.offset = Some(offset);
                if offset < lane.size {
                    return Next::Block;
                }
                self.tell_how_it_stands(flow, &lane);
                Next::Lane
            }
            Ok(_) => Next::Lane,
            Err(Failure::Gone) => self.is_not_there(flow, &lane),
            Err(failure) => {
                self.say(flow, Word::Ended(failure));
                Next::Lane
            }
        }
    }

    /// The upload is gone, perhaps because the delivery is whole.
    fn is_not_there(&mut self, flow: &mut Flow, lane: &Lane) -> Next {
        if !self.tell_how_it_stands(flow, lane) {
            self.say(flow, Word::Ended(Failure::Gone));
        }
        Next::Lane
    }

    /// Says that a delivery is whole, if it is.
    fn tell_how_it_stands(&mut self, flow: &mut Flow, lane: &Lane) -> bool {
        let (key, now) = (self.content(lane.parcel).key, self.true_time());
        let outcome = self.gateway.outcome(key, now);
        let is_whole = matches!(outcome, Outcome::Delivered { .. });
        if is_whole && flow.fault == Some(Fault::ReceiptLost) {
            self.strike(flow.fault.take());
        } else if is_whole {
            self.say(flow, Word::Stands(outcome));
        }
        is_whole
    }

    /// What is wrong with a parcel shows when its turn comes.
    fn flawed(&mut self, flow: &mut Flow, lane: &Lane) -> Option<Next> {
        let content = self.content(lane.parcel);
        let (key, flaw) = (content.key, content.flaw);
        let (fault, failure) = match flaw {
            Flaw::None | Flaw::Refused(_) => return None,
            Flaw::Poison => {
                self.tally.fault(Fault::Poison);
                return Some(Next::Break(Trouble::Broken));
            }
            Flaw::Blocked(block) => {
                self.tally.fault(Fault::Blocked);
                return Some(Next::Break(match block {
                    Block::Page | Block::Form => Trouble::NotTheGateway,
                    Block::Reset => Trouble::Unreachable,
                }));
            }
            Flaw::Stuck => {
                self.tally.fault(Fault::Stuck);
                let offset = self.offset_of(flow, lane).unwrap_or(0);
                self.say(flow, Word::Taken { offset });
                return Some(Next::Break(Trouble::Stalled));
            }
            Flaw::Guilty => {
                let problem = Problem::new(Reason::TooBig, "as a whole");
                self.gateway.refuse(key, problem.clone());
                (Fault::LaneRefused, Failure::Final(problem))
            }
            Flaw::Vanishing => (Fault::Vanishing, Failure::Gone),
            Flaw::Damaged => (Fault::OwnFileDamaged, Failure::Unreadable(OWN_FILE)),
        };
        self.tally.fault(fault);
        self.say(flow, Word::Ended(failure));
        Some(Next::Lane)
    }

    /// Something is said of the lane whose turn it is; it comes after all that was said before.
    fn say(&mut self, flow: &mut Flow, word: Word) {
        flow.said_by = flow.said_by.max(self.tick + self.luck.between(5, 300));
        let (life, id, lane) = (flow.life, flow.id, flow.lane);
        let when = flow.said_by - self.tick;
        self.at(when, Event::Word { life, id, lane, word: Box::new(word) });
    }
}
