//! How the mutants of the busy worlds twist what a courier hears and says.

use std::collections::BTreeMap;

use courier::{
    Activity, Answer, Change, Effect, Failure, Input, Now, Parcel, Request, RequestId, Trouble,
    Wanted,
};
use domain::ids::{DossierId, Id, ParcelId};
use wire::announcement::{Key, MissingPart, Outcome};
use wire::event::Event;
use wire::feed::Holding;
use wire::known::Known;
use wire::problem::{Problem, Reason};

use crate::content::{Cargo, Content};
use crate::driven::Driven;
use crate::keys;
use crate::mutants::Mutant;
use crate::promises::true_receipt;

/// What such a mutant remembers.
#[derive(Default)]
pub struct Memories {
    /// Events that were said to be saved, or are still to be.
    events: Vec<Event>,
    /// Events that come again.
    again: Vec<Event>,
    /// Dossiers of which the agency spoke.
    dossiers: Vec<DossierId>,
    /// All that this courier was ever told to have delivered.
    delivered: Vec<Holding>,
    /// Under which key each parcel is announced, and which papers it has.
    parts: BTreeMap<ParcelId, (Key, Vec<u32>)>,
    /// Parcels that were queued while a result file was on its way.
    unheard: Vec<Parcel>,
    /// Result files that gave way.
    left: Vec<Wanted>,
}

impl Driven {
    /// Tells the mutants that believe too much what they would like to hear.
    pub fn expect(&mut self, content: &Content) {
        match (self.mutant, &content.cargo) {
            (Some(Mutant::ReceiptUnchecked | Mutant::ConflictTakenForDelivered), _) => {
                self.receipts.insert(content.parcel, true_receipt(content));
            }
            (Some(Mutant::PapersSentAgain), _) => {
                let parts = (0_u32..).zip(&content.parts).skip(1);
                let parts = parts.filter(|(_, part)| !part.is_empty()).map(|(number, _)| number);
                self.memories.parts.insert(content.parcel, (content.key, parts.collect()));
            }
            (Some(Mutant::RestoredGatewayTrusted), Cargo::Revision { submission, .. }) => {
                self.memories.delivered.push(Holding {
                    dossier_id: content.dossier,
                    submission_id: *submission,
                    revision: content.revision(),
                    manifest_sha256: content.expected.sha256,
                    is_delivered: true,
                    status: "1".to_owned(),
                });
            }
            _ => {}
        }
    }

    /// What goes in.
    pub fn hear_otherwise(&mut self, input: &mut Input) {
        match (self.mutant, &mut *input) {
            (
                Some(Mutant::EventsTwice),
                Input::Answered {
                    answer: Ok(Answer::Feed(page) | Answer::OutcomesAndNews(_, page)),
                    ..
                },
            ) => {
                let keys = keys::ring(&keys::list(keys::MOST - 1));
                let told = page.events.iter().filter_map(|it| Event::verify(it, &keys).ok());
                let is_known = |event: &Event| self.memories.events.contains(event);
                self.memories.again = told.filter(is_known).collect();
            }
            (Some(Mutant::ChildBeforeParent), Input::Queued(parcel)) => {
                parcel.dossier = alone(parcel.id);
            }
            (Some(Mutant::DaysIgnored), Input::Queued(parcel)) => parcel.due = None,
            (Some(Mutant::NeverMakesRoom), Input::Queued(parcel)) if self.is_fetching() => {
                self.memories.unheard.push(parcel.clone());
                *input = Input::Progressed(RequestId(0));
            }
            (Some(Mutant::BreakCostsAPause), Input::Came { request, .. }) => {
                *input = Input::Progressed(*request);
            }
            (Some(_), Input::Answered { request, answer, .. }) => {
                let asked = self.asked.get(request).cloned();
                asked.iter().for_each(|asked| self.hear_answer_otherwise(asked, answer));
            }
            _ => {}
        }
    }

    /// What was not heard while a result file was on its way.
    pub fn hear_late(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let is_busy = effects.iter().any(|effect| matches!(effect, Effect::Send(..)));
        if is_busy || self.is_fetching() {
            return;
        }
        if let Some(late) = self.memories.unheard.pop() {
            effects.extend(self.hear(now, Input::Queued(late)));
        }
    }

    fn is_fetching(&self) -> bool {
        let has_asked = self.asked.values().any(|asked| matches!(asked, Request::Fetch(_)));
        has_asked && self.courier().activity() == Activity::UnderWay
    }

    fn hear_answer_otherwise(&self, asked: &Request, answer: &mut Result<Answer, Failure>) {
        match (self.mutant, asked, &mut *answer) {
            (
                Some(Mutant::ConflictTakenForDelivered),
                Request::Announce(batch),
                Ok(Answer::Outcomes(all) | Answer::OutcomesAndNews(all, _)),
            ) => {
                batch.iter().zip(all).for_each(|(parcel, it)| self.take_for_delivered(*parcel, it))
            }
            (
                Some(Mutant::RevokedSetAside),
                Request::Announce(batch),
                Err(Failure::Transient { trouble: Trouble::Revoked, .. }),
            ) => {
                let code = Known::Other("revoked-for-good".to_owned());
                let problem = Problem { code, ..Problem::new(Reason::Malformed, "for good") };
                let outcome = Outcome::Refused { problem };
                *answer = Ok(Answer::Outcomes(vec![outcome; batch.len()]));
            }
            (
                Some(Mutant::PapersSentAgain),
                Request::Announce(batch),
                Ok(Answer::Outcomes(all) | Answer::OutcomesAndNews(all, _)),
            ) => batch.iter().zip(all).for_each(|(parcel, it)| self.take_for_missing(*parcel, it)),
            (
                Some(Mutant::OneBadSpoilsAll),
                Request::Announce(_),
                Ok(Answer::Outcomes(all) | Answer::OutcomesAndNews(all, _)),
            ) => {
                let is_bad = |it: &&Outcome| matches!(it, Outcome::Refused { .. });
                if let Some(bad) = all.iter().find(is_bad).cloned() {
                    all.fill(bad);
                }
            }
            _ => {}
        }
    }

    fn take_for_delivered(&self, parcel: ParcelId, outcome: &mut Outcome) {
        if let Outcome::Refused { problem } = &outcome
            && problem.code == Known::Word(Reason::NotHead)
            && let Some(receipt) = self.receipts.get(&parcel)
        {
            let receipt = receipt.sign(&keys::key_id(0), keys::receipts(0)).unwrap();
            *outcome = Outcome::Delivered { receipt };
        }
    }

    fn take_for_missing(&self, parcel: ParcelId, outcome: &mut Outcome) {
        let Outcome::Announced { missing, .. } = outcome else { return };
        let Some((key, parts)) = self.memories.parts.get(&parcel) else { return };
        for number in parts {
            if missing.iter().all(|part| part.number != *number) {
                let upload = format!("/v1/uploads/{key}-{number}-0");
                missing.push(MissingPart { number: *number, offset: 0, upload });
            }
        }
    }

    /// What comes out.
    pub fn say_otherwise(&mut self, effects: &mut [Effect]) {
        for effect in effects {
            match effect {
                Effect::Save(changes) => self.save_otherwise(changes),
                Effect::Abandon(id) if self.mutant == Some(Mutant::GivesWayForGood) => {
                    if let Some(Request::Fetch(left)) = self.asked.get(id) {
                        self.memories.left.push(left.clone());
                    }
                }
                Effect::Send(_, request @ Request::Fetch(_))
                    if self.mutant == Some(Mutant::GivesWayForGood) =>
                {
                    let has_left = |left: &Wanted| *request == Request::Fetch(left.clone());
                    if self.memories.left.iter().any(has_left) {
                        *request = Request::Time;
                    }
                }
                Effect::Send(_, Request::Fetch(wanted)) => {
                    if self.mutant == Some(Mutant::ResultOfAnother)
                        && let Some(other) =
                            self.memories.dossiers.iter().find(|other| **other != wanted.dossier)
                    {
                        wanted.dossier = *other;
                    }
                }
                _ => {}
            }
        }
    }

    fn save_otherwise(&mut self, changes: &mut [Change]) {
        for change in changes {
            match (self.mutant, change) {
                (Some(Mutant::HeadForgotten), Change::SetAside { problem, .. }) => {
                    problem.head = None;
                }
                (Some(Mutant::EventsTwice), Change::Events { events, .. }) => {
                    let again = std::mem::take(&mut self.memories.again);
                    self.memories.events.extend(events.iter().cloned());
                    events.splice(0..0, again);
                }
                (Some(Mutant::CursorBeforeEvents), Change::Events { events, .. }) => {
                    std::mem::swap(&mut self.memories.events, events);
                }
                (Some(Mutant::UnknownCodeSkipped), Change::Events { events, .. }) => {
                    let is_known = |code: &str| code.parse().is_ok_and(|it: u32| it <= 10);
                    events.retain(|event| is_known(&event.status));
                }
                (Some(Mutant::ResultOfAnother), Change::Events { events, .. }) => {
                    self.memories.dossiers.extend(events.iter().map(|event| event.dossier_id));
                }
                (Some(Mutant::RestoredGatewayTrusted), Change::Compared { holdings, .. }) => {
                    holdings.extend(self.memories.delivered.iter().cloned());
                }
                _ => {}
            }
        }
    }
}

/// A dossier of which nothing else is known.
pub fn alone(parcel: ParcelId) -> DossierId {
    DossierId::from_bytes(*parcel.as_bytes())
}
