//! One round: what is asked next, and what becomes of the answer.

use std::collections::{BTreeSet, VecDeque};

use domain::ids::ParcelId;
use seal::Sha256;
use wire::problem::Problem;

use crate::blame::Culprit;
use crate::courier::{Courier, Flight, Turn};
use crate::effect::Request;
use crate::input::{Answer, Failure, SignedTime, Trouble};
use crate::memory::Wanted;
use crate::news::Comparison;
use crate::sending::Upload;
use crate::standing::Obstacle;
use crate::trouble::{self, Bearing};
use crate::trust::Heard;

/// What a round has come to; it is forgotten when the round ends.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) keys: Asked,
    pub(crate) time: Asked,
    pub(crate) comparison: Comparison,
    /// Parcels of which the gateway lacks something.
    pub(crate) uploads: VecDeque<Upload>,
    /// Parcels that go one by one, because a batch with them was refused.
    pub(crate) singles: BTreeSet<ParcelId>,
    /// How often the gateway knew nothing of what it had known.
    pub(crate) losses: u32,
    pub(crate) is_feed_read: bool,
    /// Pages of the feed in a row with nothing in them.
    pub(crate) idle_pages: u32,
    /// Result files that cannot be had at present.
    pub(crate) skipped: BTreeSet<Sha256>,
}

/// Something that is asked for at most once in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Asked {
    #[default]
    No,
    Wanted,
    Answered,
}

/// What there is to be done, in the order in which it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Errand {
    Announce,
    Send,
    Feed,
    Fetch,
}

impl Courier {
    /// The next request of the round; `None` when nothing is left to be done.
    pub(crate) fn next_request(&mut self) -> Option<Request> {
        self.release_leases();
        if self.plan.keys == Asked::Wanted {
            return Some(Request::Keys);
        }
        if self.plan.time == Asked::Wanted {
            return Some(Request::Time);
        }
        if self.ledger.capabilities().is_none() {
            return Some(Request::Capabilities);
        }
        let gateway = self.ledger.gateway();
        if gateway.must_compare || gateway.era.is_none() {
            return Some(Request::Holdings { after: self.plan.comparison.after.clone() });
        }
        match self.errand()? {
            Errand::Announce => self.announce(),
            Errand::Send => self.go_on_sending(),
            Errand::Feed => Some(Request::Feed { after: self.ledger.gateway().cursor.clone() }),
            Errand::Fetch => self.next_result().cloned().map(Request::Fetch),
        }
    }

    /// What failed least often comes first.
    fn errand(&self) -> Option<Errand> {
        if self.plan.comparison.is_fresh {
            return Some(Errand::Feed);
        }
        let announce = self.least_blamed().map(|blame| (blame, Errand::Announce));
        let upload = self.plan.uploads.front();
        let send = upload.map(|upload| (self.blame.of_parcel(upload.parcel), Errand::Send));
        let feed = (!self.plan.is_feed_read).then(|| (self.blame.of(Culprit::Feed), Errand::Feed));
        let result = self.next_result();
        let fetch = result.map(|wanted| (self.blame_of_result(wanted), Errand::Fetch));
        [announce, send, feed, fetch].into_iter().flatten().min().map(|(_, errand)| errand)
    }

    fn next_result(&self) -> Option<&Wanted> {
        let open = |wanted: &&Wanted| !self.plan.skipped.contains(&wanted.line.sha256);
        self.ledger.wanted().iter().filter(open).min_by_key(|wanted| self.blame_of_result(wanted))
    }

    fn blame_of_result(&self, wanted: &Wanted) -> u32 {
        self.blame.of(Culprit::Result(wanted.line.sha256))
    }

    /// Takes in the answer to the request that was under way.
    pub(crate) fn answered(
        &mut self,
        flight: &Flight,
        answer: Result<Answer, Failure>,
        time: Option<SignedTime>,
    ) -> Turn {
        let is_pressing = flight.request == Request::Time
            || matches!(answer, Err(Failure::SignedOut | Failure::CertificateTime));
        let heard = self.hear_time(flight, time, is_pressing);
        match answer {
            Ok(answer) => self.succeeded(flight, answer, heard),
            Err(failure) => self.failed(&flight.request, failure, heard),
        }
    }

    fn succeeded(&mut self, flight: &Flight, answer: Answer, heard: Heard) -> Turn {
        let turn = match (&flight.request, answer) {
            (Request::Time, Answer::Time) => return self.told_time(heard),
            (Request::Capabilities, Answer::Capabilities(told)) => self.told_capabilities(told),
            (Request::Keys, Answer::Keys(statement)) => self.told_keys(statement),
            (Request::Announce(batch), Answer::Outcomes(outcomes)) => {
                self.announced(batch, outcomes)
            }
            (Request::Inquire { parcel, .. }, Answer::Outcome(outcome)) => {
                self.inquired(*parcel, outcome)
            }
            (Request::Slice { parcel, part, length, .. }, Answer::Taken { offset }) => {
                let took = self.now.tick.0.saturating_sub(flight.sent.0);
                self.pace.took(*length, took);
                self.taken(*parcel, *part, offset)
            }
            (Request::Feed { .. }, Answer::Feed(page)) => self.told_news(page),
            (Request::Holdings { .. }, Answer::Holdings(page)) => self.told_holdings(page),
            (Request::Fetch(wanted), Answer::Fetched) => self.fetched(wanted),
            (
                request,
                Answer::Capabilities(_)
                | Answer::Keys(_)
                | Answer::Time
                | Answer::Outcomes(_)
                | Answer::Outcome(_)
                | Answer::Taken { .. }
                | Answer::Feed(_)
                | Answer::Holdings(_)
                | Answer::Fetched,
            ) => self.stumbled(request, Trouble::Broken, None),
        };
        self.trust.accepted();
        turn
    }

    fn failed(&mut self, request: &Request, failure: Failure, heard: Heard) -> Turn {
        self.ask_anew(request);
        match failure {
            Failure::Transient { trouble, retry_after_ms } => {
                self.slow_down(request);
                self.stumbled(request, trouble, retry_after_ms)
            }
            Failure::WrongOffset => self.wrong_offset(request),
            Failure::Gone => self.gone(request),
            Failure::SignedOut => self.signed_out(heard),
            Failure::CertificateTime if *request == Request::Time => Turn::stop(Trouble::Untrusted),
            Failure::CertificateTime => self.certificate_time(),
            Failure::Final(problem) => self.refused(request, problem),
            Failure::Unreadable(code) => self.unreadable(request, code),
            Failure::Unable(code) => Turn::Stop(Obstacle::Desk(code), None),
        }
    }

    /// A lost slice was perhaps too long for the line.
    pub(crate) fn slow_down(&mut self, request: &Request) {
        if matches!(request, Request::Slice { .. }) {
            self.pace.shrink();
        }
    }

    /// After anything but a clean answer the gateway is asked how far it came.
    fn ask_anew(&mut self, request: &Request) {
        match request {
            Request::Inquire { parcel, .. } | Request::Slice { parcel, .. } => {
                if let Some(upload) = self.plan.upload(*parcel) {
                    upload.is_sure = false;
                }
            }
            Request::Announce(_)
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_) => {}
        }
    }

    fn wrong_offset(&mut self, request: &Request) -> Turn {
        match request {
            Request::Slice { parcel, .. } => self.stalled(*parcel),
            Request::Announce(_)
            | Request::Inquire { .. }
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_) => self.stumbled(request, Trouble::Broken, None),
        }
    }

    fn gone(&mut self, request: &Request) -> Turn {
        match request {
            Request::Slice { parcel, .. } | Request::Inquire { parcel, .. } => self.lost(*parcel),
            Request::Feed { after: Some(_) } => self.feed_lost(),
            Request::Fetch(wanted) => self.skip(wanted),
            Request::Announce(_)
            | Request::Feed { after: None }
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Holdings { .. } => self.stumbled(request, Trouble::Broken, None),
        }
    }

    fn refused(&mut self, request: &Request, problem: Problem) -> Turn {
        let bearing = trouble::bearing(&problem);
        if let Bearing::Road(trouble) = bearing {
            return self.stumbled(request, trouble, None);
        }
        match request {
            Request::Announce(batch) => match batch.as_slice() {
                [parcel] => self.judged(*parcel, problem),
                batch => self.split(batch),
            },
            Request::Slice { parcel, length, .. } => {
                if self.is_slice_too_big(*parcel, &problem, *length) {
                    return Turn::GoOn;
                }
                self.judged(*parcel, problem)
            }
            Request::Inquire { parcel, .. } => self.judged(*parcel, problem),
            Request::Feed { after: Some(_) } => self.feed_lost(),
            Request::Fetch(wanted) => self.skip(wanted),
            Request::Feed { after: None }
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Holdings { .. } => self.stumbled(request, Trouble::Broken, None),
        }
    }

    fn unreadable(&mut self, request: &Request, code: &'static str) -> Turn {
        match request {
            Request::Announce(batch) => match batch.as_slice() {
                [parcel] => self.put_aside(*parcel, trouble::of_own_file(code)),
                batch => self.split(batch),
            },
            Request::Slice { parcel, .. } | Request::Inquire { parcel, .. } => {
                self.put_aside(*parcel, trouble::of_own_file(code))
            }
            Request::Fetch(wanted) => self.skip(wanted),
            Request::Feed { .. }
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Holdings { .. } => Turn::Stop(Obstacle::Desk(code), None),
        }
    }
}
