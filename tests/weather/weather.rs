//! Which fault strikes a request, and what it makes of the answer.

use courier::{Answer, Failure, Request, SignedTime, Trouble};
use wire::announcement::Outcome;
use wire::time::GatewayTime;

use crate::gateway::Gateway;
use crate::keys;
use crate::luck::Luck;
use crate::road::{parcels_of, passing};
use crate::tally::{Edge, Fault};
use crate::world::World;

/// What may strike any request.
const ANY: &[Fault] = &[
    Fault::LostRequest,
    Fault::LostReply,
    Fault::SlowReply,
    Fault::LateReply,
    Fault::RepeatedReply,
    Fault::RepeatedRequest,
    Fault::Reset,
    Fault::Broken,
    Fault::BrokenAfterwards,
    Fault::Busy,
    Fault::LoginPage,
    Fault::WrongCertificate,
    Fault::Revoked,
    Fault::TooOld,
    Fault::CaptiveTime,
    Fault::DeskUnable,
    Fault::GatewayDiskFull,
    Fault::OtherAnswer,
];
/// What may strike an announcement or a question about one parcel.
const OUTCOMES: &[Fault] = &[
    Fault::ForgedReceipt,
    Fault::StaleReceipt,
    Fault::StaleReceipt,
    Fault::UnknownOutcome,
    Fault::UnknownReason,
    Fault::SignedOut,
    Fault::ItemRefused,
];
const ANNOUNCEMENT: &[Fault] =
    &[Fault::WrongCount, Fault::TooBig, Fault::WrongCount, Fault::TooBig];
const SLICE: &[Fault] = &[
    Fault::PartialWrite,
    Fault::DamagedBytes,
    Fault::StuckOffset,
    Fault::NonsenseOffset,
    Fault::SignedOut,
];

/// What may keep a stream from being opened, or from going its way to the end.
const STREAM: &[Fault] = &[
    Fault::LostRequest,
    Fault::Reset,
    Fault::Broken,
    Fault::Busy,
    Fault::LoginPage,
    Fault::WrongCertificate,
    Fault::Revoked,
    Fault::TooOld,
    Fault::DeskUnable,
    Fault::GatewayDiskFull,
    Fault::SignedOut,
    Fault::OtherAnswer,
    Fault::UpgradeForbidden,
    Fault::HeldBack,
    Fault::ForgedReceipt,
];
/// What may keep a result file from being sent, or from coming as it is.
const FETCH: &[Fault] = &[
    Fault::LostRequest,
    Fault::LostReply,
    Fault::Reset,
    Fault::Broken,
    Fault::Busy,
    Fault::LoginPage,
    Fault::WrongCertificate,
    Fault::Revoked,
    Fault::TooOld,
    Fault::CaptiveTime,
    Fault::DeskUnable,
    Fault::GatewayDiskFull,
    Fault::SignedOut,
    Fault::OtherAnswer,
];
const IN_LETTER: &[Fault] = &[
    Fault::LetterBroken,
    Fault::LetterBroken,
    Fault::LetterSilent,
    Fault::LetterSilent,
    Fault::BrokenAfterwards,
    Fault::SlowLetter,
    Fault::SlowLetter,
    Fault::OtherBytes,
    Fault::OtherBytes,
];
const IN_STREAM: &[Fault] = &[
    Fault::StreamReset,
    Fault::StreamSilent,
    Fault::LateWords,
    Fault::LaneRefused,
    Fault::LaneUnable,
    Fault::NonsenseTaken,
    Fault::DamagedBlock,
    Fault::ReceiptLost,
    Fault::SlowStream,
    Fault::SlowStream,
];

impl World {
    /// The answer to an announcement; a gateway may spare the desk the question for news.
    pub fn with_news(&mut self, outcomes: Vec<Outcome>) -> Answer {
        let wants = self.here.courier.as_ref().and_then(|it| it.courier().wants_news());
        if wants.is_none() || self.luck.per_mille(500) {
            return Answer::Outcomes(outcomes);
        }
        match self.gateway.feed(self.here.number, self.here.desk.cursor.as_ref()) {
            Answer::Feed(page) => {
                self.tally.edge(Edge::NewsWithOutcomes);
                Answer::OutcomesAndNews(outcomes, page)
            }
            _ => Answer::Outcomes(outcomes),
        }
    }

    /// The fault that strikes a request, if any.
    pub fn weather(&mut self, request: &Request) -> Option<Fault> {
        let fault = self.fault(request)?;
        Some(self.in_person(fault))
    }

    /// Nothing gets through in many ways. Which one it is, is told by no luck of the world's, so that
    /// the rest of it is as it was when there were fewer.
    fn in_person(&self, fault: Fault) -> Fault {
        let mut luck = Luck::new(self.tick ^ (self.tally.requests << 32));
        let alike: &[Fault] = match fault {
            Fault::LoginPage => &[Fault::LoginPage, Fault::Stranger, Fault::ProxyRefuses],
            Fault::Reset => &[Fault::Reset, Fault::Down],
            Fault::WrongCertificate => &[Fault::WrongCertificate, Fault::Intercepted],
            _ => return fault,
        };
        luck.pick(alike).copied().unwrap_or(fault)
    }

    fn fault(&mut self, request: &Request) -> Option<Fault> {
        let is_rare = matches!(request, Request::Keys) && self.storm > 0;
        // A stream is many requests in one.
        let is_stream = matches!(request, Request::Stream(_));
        let is_letter = matches!(request, Request::Fetch(_)) && self.has_letters;
        let chance = match request {
            _ if is_rare => 500,
            Request::Stream(_) => 850.min(self.storm * 3),
            Request::Fetch(_) if is_letter => 900.min(self.storm * 6),
            Request::Slice { .. } => 600.min(self.storm * 2),
            _ => self.storm,
        };
        if self.is_fine() || !self.luck.per_mille(chance) {
            return None;
        }
        if is_stream {
            let faults = if self.luck.per_mille(300) { STREAM } else { IN_STREAM };
            return self.luck.pick(faults).copied();
        }
        if is_letter {
            let faults = match self.luck.below(1_000) {
                0..150 => FETCH,
                150..400 if self.has_begun(request) => &[Fault::NoRanges],
                _ => IN_LETTER,
            };
            return self.luck.pick(faults).copied();
        }
        let special: &[&[Fault]] = match request {
            Request::Announce(_) => &[OUTCOMES, ANNOUNCEMENT],
            Request::Inquire { .. } => &[OUTCOMES],
            Request::Slice { .. } => &[SLICE],
            Request::Feed { after: Some(_) } => &[&[Fault::StalePage]],
            Request::Keys if self.gateway.key > 0 => &[&[Fault::OldKeys]],
            _ => &[],
        };
        let special = special.concat();
        let often = if matches!(request, Request::Slice { .. }) { 800 } else { 450 };
        let is_special = !special.is_empty() && self.luck.per_mille(often);
        self.luck.pick(if is_special { &special } else { ANY }).copied()
    }

    /// What a fault makes of the gateway's answer.
    pub fn spoil(
        &mut self,
        fault: Fault,
        request: &Request,
        answer: &mut Result<Answer, Failure>,
        time: &mut Option<SignedTime>,
    ) {
        match (fault, &mut *answer) {
            (Fault::BrokenAfterwards, _) => *answer = Err(passing(Trouble::Broken)),
            (Fault::PartialWrite, _) => {
                *answer = Err(passing(Trouble::Unreachable));
                return;
            }
            (Fault::OldKeys, Ok(Answer::Keys(list))) => *list = keys::list(0),
            (Fault::OtherAnswer, _) => *answer = Ok(other_than(request)),
            (Fault::NonsenseOffset, Ok(Answer::Taken { offset })) => *offset += 1_000_000,
            (Fault::CaptiveTime, _) => {
                let nonce = format!("n{}", self.here.in_flight.map_or(0, |id| id.0));
                *time = Some(self.captive_time(nonce));
            }
            (
                Fault::WrongCount,
                Ok(Answer::Outcomes(outcomes) | Answer::OutcomesAndNews(outcomes, _)),
            ) => drop(outcomes.pop()),
            _ => return self.spoil_outcomes(fault, request, answer),
        }
        self.strike(Some(fault));
    }

    /// A time that somebody else signed, or that was signed for another request.
    fn captive_time(&mut self, nonce: String) -> SignedTime {
        let now_ms = self.true_time().plus(-86_400_000);
        let index = self.gateway.key;
        let (key, said) = if self.luck.per_mille(500) {
            (keys::stranger(), nonce.clone())
        } else {
            (keys::receipts(index), "another".to_owned())
        };
        let time = GatewayTime { now_ms, nonce: said };
        SignedTime { statement: time.sign(&keys::key_id(index), key).unwrap(), nonce }
    }

    fn spoil_outcomes(
        &mut self,
        fault: Fault,
        request: &Request,
        answer: &mut Result<Answer, Failure>,
    ) {
        let parcels = parcels_of(request);
        let outcome = match answer {
            Ok(Answer::Outcome(outcome)) => outcome,
            Ok(Answer::Outcomes(outcomes) | Answer::OutcomesAndNews(outcomes, _)) => {
                match outcomes.first_mut() {
                    Some(first) => first,
                    None => return,
                }
            }
            _ => return,
        };
        let Some(parcel) = parcels.first() else { return };
        let key = self.content(*parcel).key;
        match fault {
            Fault::ForgedReceipt => *outcome = Outcome::Delivered { receipt: self.forged(*parcel) },
            Fault::StaleReceipt => {
                let others = self.gateway.receipts.iter().filter(|(other, _)| **other != key);
                let others: Vec<String> = others.map(|(_, receipt)| receipt.clone()).collect();
                let Some(receipt) = self.luck.pick(&others).cloned() else { return };
                *outcome = Outcome::Delivered { receipt };
            }
            Fault::UnknownOutcome => *outcome = Outcome::Unknown,
            Fault::UnknownReason => {
                let (key, problem) = Gateway::unknown_reason(key, "seal-of-2031-missing");
                *outcome = self.gateway.refuse(key, problem);
            }
            Fault::ItemRefused => {
                let reason = wire::problem::Reason::MediaRefused;
                let problem = wire::problem::Problem::new(reason, "a mood");
                *outcome = self.gateway.refuse(key, problem);
            }
            _ => return,
        }
        self.strike(Some(fault));
    }

    /// What the gateway would say, signed by somebody else under its key's name.
    pub fn forged(&self, parcel: domain::ids::ParcelId) -> String {
        let receipt = crate::promises::true_receipt(self.content(parcel));
        receipt.sign(&keys::key_id(self.gateway.key), keys::stranger()).unwrap()
    }
}

/// An answer to something that was not asked.
fn other_than(request: &Request) -> Answer {
    match request {
        Request::Fetch(_) => Answer::Time,
        _ => Answer::Fetched,
    }
}
