//! What is said of the lanes of a stream while it lasts.
//!
//! One lane's trouble is its parcel's alone: the others go on. What stops the round because of one
//! parcel stops it when the stream is over.

use domain::ids::ParcelId;
use wire::announcement::{MissingPart, Outcome};

use crate::blame::Culprit;
use crate::courier::Courier;
use crate::effect::{Lane, RequestId};
use crate::flight::Reached;
use crate::input::{Failure, Trouble, Word};
use crate::parcel::Stage;
use crate::sending::nonsense;
use crate::standing::Obstacle;
use crate::trouble::{self, Bearing};
use crate::turn::{Halt, Turn};
use crate::uploads::fits;

impl Courier {
    /// Takes in what is said of one lane.
    pub(crate) fn streamed(&mut self, request: RequestId, index: usize, word: Word) -> Turn {
        let under_way = self.flight.as_ref().filter(|flight| flight.id == request);
        let lane = under_way.and_then(|flight| flight.lanes().get(index));
        let Some(lane) = lane.map(|lane| Lane { upload: String::new(), ..*lane }) else {
            return Turn::Stay;
        };
        let _ = self.progressed(request);
        if self.plan.uploads.get(lane.parcel).is_none() {
            return Turn::Stay;
        }
        let turn = match word {
            Word::Taken { offset } => self.lane_taken(index, &lane, offset),
            Word::Stands(outcome) => self.lane_stands(lane.parcel, outcome),
            Word::Ended(failure) => self.lane_ended(index, lane.parcel, failure),
        };
        match turn {
            Turn::Stay | Turn::GoOn if self.is_stream_to_end() => Turn::Finish,
            Turn::Stay | Turn::GoOn => Turn::Stay,
            Turn::Finish => Turn::Finish,
            Turn::Stop(halt) => {
                self.owes_sending = false;
                Turn::Stop(halt)
            }
        }
    }

    /// Whether something has come up that goes before what is being sent.
    fn is_stream_to_end(&self) -> bool {
        let is_over_turn = self
            .flight
            .as_ref()
            .is_some_and(|flight| flight.course.is_out_of_turn && flight.course.has_brought());
        is_over_turn || self.are_keys_wanted() || self.ledger.gateway().must_compare
    }

    fn lane_taken(&mut self, index: usize, lane: &Lane, offset: u64) -> Turn {
        let Some(flight) = &mut self.flight else { return Turn::Stay };
        let known = flight.course.held.insert(index, offset).or(lane.from).unwrap_or(0);
        if offset < known || offset > lane.size {
            return nonsense(lane.parcel);
        }
        if offset == lane.size {
            flight.course.over.insert(index);
        }
        if let Some(upload) = self.plan.uploads.get_mut(lane.parcel) {
            upload.hold(lane.part, offset, lane.size);
        }
        self.weigh_again(lane.parcel);
        Turn::Stay
    }

    /// Sees whether it came further than ever. That it has not is no standstill: perhaps it goes
    /// over again what the gateway lost.
    fn weigh_again(&mut self, id: ParcelId) {
        let Some(parcel) = self.ledger.parcel(id) else { return };
        let Some(upload) = self.plan.uploads.get_mut(id) else { return };
        let lacks = upload.lacks(&parcel.sizes);
        let is_further = upload.has_come_further(lacks);
        self.plan.uploads.weigh(id, lacks);
        if is_further {
            self.note_brought();
        }
    }

    fn note_brought(&mut self) {
        if let Some(flight) = &mut self.flight {
            flight.course.reach(Reached::Brought);
        }
        self.streams.praise();
        self.blame.relent();
        self.brought();
    }

    fn lane_stands(&mut self, id: ParcelId, outcome: Outcome) -> Turn {
        let turn = match outcome {
            Outcome::Announced { missing, .. } => return self.lacks_still(id, missing),
            outcome @ (Outcome::Delivered { .. } | Outcome::Refused { .. } | Outcome::Unknown) => {
                self.stands(id, outcome)
            }
        };
        if let Some(flight) = &mut self.flight {
            flight.course.reach(Reached::Moved);
        }
        if self.ledger.parcel(id).is_none_or(|parcel| parcel.stage == Stage::SetAside) {
            self.note_brought();
        }
        self.spare_the_others(id, turn)
    }

    fn lacks_still(&mut self, id: ParcelId, missing: Vec<MissingPart>) -> Turn {
        let Some(parcel) = self.ledger.parcel(id) else { return Turn::Stay };
        if !missing.iter().all(|part| fits(part, &parcel.sizes)) {
            return self.spare_the_others(id, nonsense(id));
        }
        if let Some(upload) = self.plan.uploads.get_mut(id) {
            (upload.missing, upload.is_sure) = (missing, true);
        }
        self.weigh_again(id);
        Turn::Stay
    }

    fn lane_ended(&mut self, index: usize, id: ParcelId, failure: Failure) -> Turn {
        if let Some(flight) = &mut self.flight {
            flight.course.over.insert(index);
            flight.course.reach(Reached::Moved);
        }
        if let Some(upload) = self.plan.uploads.get_mut(id) {
            upload.is_sure = false;
        }
        let turn = match failure {
            Failure::WrongOffset => self.stalled(id),
            Failure::Gone => self.lost(id),
            Failure::Final(problem) => match trouble::bearing(&problem) {
                Bearing::Road(trouble) => return Turn::blaming(id, trouble),
                Bearing::Item | Bearing::Mismatch | Bearing::Parent | Bearing::NotThere => {
                    self.judged(id, problem)
                }
            },
            Failure::Unreadable(code) => self.put_aside(id, trouble::of_own_file(code)),
            Failure::Unable(code) => Turn::halt(Obstacle::Desk(code), vec![Culprit::Parcel(id)]),
            Failure::Transient { trouble, .. } => return Turn::blaming(id, trouble),
            // Of one lane nobody says that: whoever speaks is not the gateway.
            Failure::NoStream | Failure::SignedOut | Failure::CertificateTime => {
                return Turn::blaming(id, Trouble::NotTheGateway);
            }
        };
        self.spare_the_others(id, turn)
    }

    /// Keeps what would stop the round because of one parcel until the stream is over. That parcel
    /// has no part in it any more.
    fn spare_the_others(&mut self, id: ParcelId, turn: Turn) -> Turn {
        let halt = match turn {
            Turn::Stop(halt) => halt,
            Turn::Stay | Turn::GoOn | Turn::Finish => return turn,
        };
        self.plan.uploads.remove(id);
        // Whatever company it was in, this was said of it alone.
        self.blame.take_turn(Culprit::Parcel(id));
        if let Some(flight) = &mut self.flight {
            let before = flight.course.halt.take();
            let mut culprits = before.map_or(vec![], |before| before.culprits);
            culprits.extend(halt.culprits);
            flight.course.halt = Some(Halt { culprits, ..halt });
        }
        Turn::Stay
    }
}
