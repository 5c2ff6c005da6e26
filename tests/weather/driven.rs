//! The courier as it drives, and as it would drive with one of its promises broken.
//!
//! Each mutant is made at the courier's boundary, from the outside: what goes in or comes out is
//! changed just as if the rule were missing inside. So nothing of it is in the shipped crate, and
//! the simulation has no other way to find it than by what becomes of the dossiers.

use std::collections::BTreeMap;

use courier::{
    Answer, Change, Courier, Effect, Failure, Input, Lane, Memory, Now, Request, RequestId, Stage,
    Tick, Trouble, Why, Word,
};
use domain::ids::ParcelId;
use wire::announcement::Outcome;
use wire::receipt::Receipt;

use crate::driven_crowd::{Memories, alone};
use crate::keys;
use crate::mutants::Mutant;

/// A courier and what is wrong with it.
pub struct Driven {
    courier: Courier,
    pub mutant: Option<Mutant>,
    pub asked: BTreeMap<RequestId, Request>,
    /// What each parcel's receipt would have to say.
    pub receipts: BTreeMap<ParcelId, Receipt>,
    pub memories: Memories,
    offsets: BTreeMap<(ParcelId, u32), u64>,
    /// The parcel that keeps all others waiting.
    blocked: Option<ParcelId>,
    /// The last announcement failed.
    has_form_failed: bool,
}

impl Driven {
    pub fn new(mut memory: Memory, luck: u64, now: Now, mutant: Option<Mutant>) -> Self {
        let is_leased = |stage| matches!(stage, Stage::Announcing(_) | Stage::Sending(_));
        match mutant {
            Some(Mutant::OnlyQueuedResumed) => memory.parcels.retain(|it| !is_leased(it.stage)),
            Some(Mutant::LeaseNeverExpires) => {
                let leased = memory.parcels.iter_mut().filter(|it| is_leased(it.stage));
                leased.for_each(|parcel| parcel.stage = Stage::SetAside);
            }
            Some(Mutant::ChildBeforeParent) => {
                memory.parcels.iter_mut().for_each(|parcel| parcel.dossier = alone(parcel.id));
            }
            Some(Mutant::DaysIgnored) => memory.parcels.iter_mut().for_each(|it| it.due = None),
            Some(Mutant::RestoredDeskSends) => memory.gateway.must_compare = false,
            _ => {}
        }
        let courier = Courier::new(memory, luck, now);
        let (asked, receipts, offsets) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (memories, blocked, has_form_failed) = (Memories::default(), None, false);
        Self { courier, mutant, asked, receipts, memories, offsets, blocked, has_form_failed }
    }

    pub fn courier(&self) -> &Courier {
        &self.courier
    }

    pub fn has_untried(&mut self) -> bool {
        self.courier.has_untried()
    }

    pub fn handle(&mut self, now: Now, mut input: Input) -> Vec<Effect> {
        if let Input::Answered { request, answer, .. } = &mut input
            && let Some(asked) = self.asked.get(request).cloned()
        {
            self.twist(&asked, answer);
        }
        if let Input::Streamed { request, lane, word } = &mut input
            && let Some(Request::Stream(lanes)) = self.asked.get(request)
            && let Some(lane) = lanes.get(*lane).cloned()
        {
            self.twist_word(&lane, word);
        }
        self.hear_otherwise(&mut input);
        let heard = self.mutant.map(|_| input.clone());
        let mut effects = self.courier.handle(now, input);
        if let Some(heard) = heard {
            self.streams_otherwise(now, &heard, &mut effects);
            self.say_otherwise(&mut effects);
            self.hear_late(now, &mut effects);
        }
        for effect in &effects {
            if let Effect::Send(id, request) = effect {
                self.asked = BTreeMap::from([(*id, request.clone())]);
            }
        }
        if self.mutant == Some(Mutant::SentBeforeSaved) {
            effects.sort_by_key(|effect| matches!(effect, Effect::Save(_)));
        }
        effects
    }

    pub fn hear(&mut self, now: Now, input: Input) -> Vec<Effect> {
        self.courier.handle(now, input)
    }

    pub fn wake(&self) -> Option<(Tick, Why)> {
        let wake = self.courier.wake();
        let is_deaf = self.mutant == Some(Mutant::NoReplyDeadline);
        wake.filter(|(_, why)| !(is_deaf && *why == Why::ReplyDeadline))
    }

    fn twist(&mut self, asked: &Request, answer: &mut Result<Answer, Failure>) {
        match (self.mutant, asked, answer) {
            (
                Some(Mutant::ReceiptUnchecked),
                Request::Announce(batch),
                Ok(Answer::Outcomes(all) | Answer::OutcomesAndNews(all, _)),
            ) => {
                batch.iter().zip(all).for_each(|(parcel, outcome)| self.believe(*parcel, outcome));
            }
            (
                Some(Mutant::ReceiptUnchecked),
                Request::Inquire { parcel, .. },
                Ok(Answer::Outcome(outcome)),
            ) => self.believe(*parcel, outcome),
            (Some(Mutant::OwnOffsetTrusted), asked, answer) => self.overrule(asked, answer),
            (Some(Mutant::OneBlocksAll), asked, answer) => self.starve(asked, answer),
            (Some(Mutant::OnlyForms), Request::Time, answer) if self.has_form_failed => {
                let trouble = Trouble::Unreachable;
                *answer = Err(Failure::Transient { trouble, retry_after_ms: None });
            }
            (
                Some(Mutant::FrontBars),
                Request::Stream(_),
                answer @ Err(Failure::Transient { trouble: Trouble::Broken, .. }),
            ) => *answer = Err(Failure::NoStream),
            (
                Some(Mutant::FrontNeverBars),
                Request::Stream(_),
                Err(Failure::Transient { trouble: trouble @ Trouble::Broken, .. }),
            ) => *trouble = Trouble::Unreachable,
            (Some(Mutant::TroubleMisnamed), _, Err(Failure::Transient { trouble, .. })) => {
                *trouble = Trouble::Unreachable;
            }
            _ => {}
        }
    }

    /// What has been acknowledged once is taken for wholly there, or there is a receipt to be believed.
    fn twist_word(&mut self, lane: &Lane, word: &mut Word) {
        match (self.mutant, word) {
            (Some(Mutant::OwnOffsetTrusted), Word::Taken { offset }) => {
                *offset = lane.size;
                self.offsets.insert((lane.parcel, lane.part), lane.size);
            }
            (Some(Mutant::ReceiptUnchecked), Word::Stands(outcome)) => {
                self.believe(lane.parcel, outcome);
            }
            _ => {}
        }
    }

    fn streams_otherwise(&mut self, now: Now, input: &Input, effects: &mut Vec<Effect>) {
        let is_streaming = self.asked.values().any(|asked| matches!(asked, Request::Stream(_)));
        match (self.mutant, input) {
            (Some(Mutant::NeverFinishes), _) => {
                effects.retain(|effect| !matches!(effect, Effect::Finish(_)));
            }
            (Some(Mutant::NeverPauses), Input::Answered { answer, .. }) if is_streaming => {
                if matches!(answer, Err(Failure::Transient { .. })) {
                    effects.extend(self.courier.handle(now, Input::Rung));
                }
            }
            (Some(Mutant::LeaseRunsOut), Input::Streamed { .. } | Input::Progressed(_)) => {
                effects.iter_mut().for_each(forget_renewals);
            }
            (
                Some(Mutant::OneLaneEndsAll),
                Input::Streamed { request, word: Word::Ended(_), .. },
            ) if self.asked.contains_key(request) => {
                let (request, time) = (*request, None);
                let answer =
                    Err(Failure::Transient { trouble: Trouble::Broken, retry_after_ms: None });
                effects.push(Effect::Abandon(request));
                effects.extend(self.courier.handle(now, Input::Answered { request, answer, time }));
            }
            (Some(Mutant::OnlyForms), _) => self.only_forms(input, effects),
            _ => {}
        }
    }

    /// Whatever else is asked while forms fail, the gateway is only asked its time.
    fn only_forms(&mut self, input: &Input, effects: &mut [Effect]) {
        let is_form = |asked: &Request| matches!(asked, Request::Announce(_));
        let was_form = |id| self.asked.get(id).is_some_and(is_form);
        match input {
            Input::Answered { request, answer, .. } if was_form(request) => {
                self.has_form_failed = matches!(answer, Err(Failure::Transient { .. }));
            }
            _ => {}
        }
        for effect in effects {
            if let Effect::Send(_, request) = effect
                && self.has_form_failed
                && matches!(
                    request,
                    Request::Inquire { .. } | Request::Slice { .. } | Request::Stream(_)
                )
            {
                *request = Request::Time;
            }
        }
    }

    fn starve(&mut self, asked: &Request, answer: &mut Result<Answer, Failure>) {
        let refusal = |trouble| Err(Failure::Transient { trouble, retry_after_ms: None });
        match asked {
            Request::Slice { parcel, .. } | Request::Inquire { parcel, .. } => {
                if matches!(answer, Err(Failure::Transient { trouble: Trouble::NotTheGateway, .. }))
                {
                    self.blocked = Some(*parcel);
                } else if self.blocked.is_some_and(|blocked| blocked != *parcel) {
                    *answer = refusal(Trouble::Unreachable);
                }
            }
            Request::Stream(lanes) => {
                let strikes = matches!(
                    answer,
                    Err(Failure::Transient { trouble: Trouble::NotTheGateway, .. })
                );
                let is_other = |blocked| lanes.iter().all(|lane| lane.parcel != blocked);
                if strikes && self.blocked.is_none() {
                    self.blocked = lanes.first().map(|lane| lane.parcel);
                } else if self.blocked.is_some_and(is_other) {
                    *answer = refusal(Trouble::Unreachable);
                }
            }
            Request::Announce(_) | Request::Feed { .. } | Request::Fetch(_)
                if self.blocked.is_some() =>
            {
                *answer = refusal(Trouble::Unreachable);
            }
            _ => {}
        }
    }

    fn believe(&self, parcel: ParcelId, outcome: &mut Outcome) {
        if let (Outcome::Delivered { receipt }, Some(wished)) =
            (outcome, self.receipts.get(&parcel))
        {
            *receipt = wished.sign(&keys::key_id(0), keys::receipts(0)).unwrap();
        }
    }

    fn overrule(&mut self, asked: &Request, answer: &mut Result<Answer, Failure>) {
        match (asked, answer) {
            (
                Request::Slice { parcel, part, offset, length, .. },
                Ok(Answer::Taken { offset: held }),
            ) => {
                *held = offset + length;
                self.offsets.insert((*parcel, *part), *held);
            }
            // What was sent is taken for held, answered or not.
            (
                Request::Slice { parcel, part, offset, length, .. },
                Err(Failure::Transient { .. }),
            ) => {
                self.offsets.insert((*parcel, *part), offset + length);
            }
            (
                Request::Announce(batch),
                Ok(Answer::Outcomes(all) | Answer::OutcomesAndNews(all, _)),
            ) => {
                batch.iter().zip(all).for_each(|(parcel, outcome)| self.remember(*parcel, outcome));
            }
            (Request::Inquire { parcel, .. }, Ok(Answer::Outcome(outcome))) => {
                self.remember(*parcel, outcome);
            }
            _ => {}
        }
    }

    fn remember(&self, parcel: ParcelId, outcome: &mut Outcome) {
        let Outcome::Announced { missing, .. } = outcome else { return };
        for part in missing {
            part.offset = *self.offsets.get(&(parcel, part.number)).unwrap_or(&part.offset);
        }
    }
}

fn forget_renewals(effect: &mut Effect) {
    if let Effect::Save(changes) = effect {
        changes.retain(|change| !matches!(change, Change::Sending { .. }));
    }
}
