//! One round: what is asked next, and what becomes of the answer.

use std::collections::BTreeSet;

use domain::ids::{DossierId, ParcelId};
use seal::Sha256;
use wire::problem::Problem;

use crate::blame::{self, Culprit};
use crate::courier::Courier;
use crate::effect::Request;
use crate::errand::Errand;
use crate::flight::{Flight, Reached};
use crate::input::{Answer, Failure, SignedTime, Trouble};
use crate::news::Comparison;
use crate::standing::{Obstacle, Unfetched};
use crate::trouble::{self, Bearing};
use crate::trust::Heard;
use crate::turn::{Halt, Turn};
use crate::uploads::Uploads;

/// What a round has come to; it is forgotten when the round ends.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) keys: Asked,
    pub(crate) time: Asked,
    /// The clock was set because the bearer was not believed: a second time would go on for ever.
    pub(crate) is_clock_set: bool,
    pub(crate) comparison: Comparison,
    /// Parcels of which the gateway lacks something.
    pub(crate) uploads: Uploads,
    /// Parcels that go one by one, because a batch with them was refused.
    pub(crate) singles: BTreeSet<ParcelId>,
    /// How often the gateway knew nothing of what it had known.
    pub(crate) losses: u32,
    pub(crate) is_feed_read: bool,
    /// The feed comes before anything else.
    pub(crate) is_feed_due: bool,
    /// Pages of the feed in a row with nothing in them.
    pub(crate) idle_pages: u32,
    /// Result files that cannot be had at present.
    pub(crate) skipped: BTreeSet<(DossierId, Sha256)>,
    /// The catalogue had its turn, and could not be had.
    pub(crate) catalogue: Asked,
}

/// Something that is asked for at most once in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Asked {
    #[default]
    No,
    Wanted,
    Answered,
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
        let Some(errand) = self.errand() else { return self.next_catalogue() };
        match errand {
            Errand::Announce => self.announce(),
            Errand::Gather(parcel) | Errand::Resume(parcel) => self.resume(parcel),
            Errand::Send => self.go_on_sending(),
            Errand::Feed | Errand::News => {
                Some(Request::Feed { after: self.ledger.gateway().cursor.clone() })
            }
            Errand::Fetch => self.next_result().cloned().map(Request::Fetch),
        }
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
        // What was signed when a stream began says little when it ends.
        let is_old = flight.is_stream() && flight.course.reached != Reached::Nothing;
        let time = time.filter(|_| is_pressing || !is_old);
        let heard = self.hear_time(flight, time, is_pressing);
        self.hear_of_the_road(&flight.request, &answer);
        let turn = match answer {
            Ok(answer) => self.succeeded(flight, answer, heard),
            Err(failure) if flight.is_stream() => self.stream_failed(flight, failure, heard),
            Err(Failure::Transient { trouble, .. }) if flight.has_fetched_more(&trouble) => {
                Turn::GoOn
            }
            Err(failure) => self.failed(&flight.request, failure, heard),
        };
        self.note_whose_turn(&flight.request, &turn);
        turn
    }

    /// Whether other things get to the gateway, should a stream be turned away. What fails with a parcel, or
    /// with a result file, may be in its own way.
    fn hear_of_the_road(&mut self, request: &Request, answer: &Result<Answer, Failure>) {
        match answer {
            _ if matches!(request, Request::Stream(_)) => {}
            Ok(_) => self.streams.is_road_sound = true,
            Err(Failure::Transient { trouble, .. })
                if trouble.is_an_answer() || *trouble == Trouble::Busy =>
            {
                if blame::culprits(request).iter().all(|culprit| *culprit == Culprit::Feed) {
                    self.streams.exonerate();
                }
            }
            Err(_) => {}
        }
    }

    fn succeeded(&mut self, flight: &Flight, answer: Answer, heard: Heard) -> Turn {
        let turn = match (&flight.request, answer) {
            (Request::Time, Answer::Time) => return self.told_time(heard),
            (Request::Capabilities, Answer::Capabilities(told)) => self.told_capabilities(told),
            (Request::Keys, Answer::Keys(statement)) => self.told_keys(statement),
            (Request::Announce(batch), Answer::Outcomes(outcomes)) => {
                self.time_announcement(batch, flight.sent);
                self.announced(batch, outcomes)
            }
            (Request::Announce(batch), Answer::OutcomesAndNews(outcomes, page)) => {
                self.time_announcement(batch, flight.sent);
                self.announced_with_news(batch, outcomes, page)
            }
            (Request::Inquire { parcel, .. }, Answer::Outcome(outcome)) => {
                self.inquired(*parcel, outcome)
            }
            (Request::Slice { parcel, part, length, .. }, Answer::Taken { offset }) => {
                let took = self.now.tick.0.saturating_sub(flight.sent.0);
                self.pace.took(*length, took);
                self.taken(*parcel, *part, offset)
            }
            (Request::Stream(_), Answer::Streamed) => self.stream_ended(flight),
            (Request::Stream(_), _) => self.stream_broke(flight, Trouble::Broken, None),
            (Request::Feed { .. }, Answer::Feed(page)) => self.told_news(page),
            (Request::Holdings { .. }, Answer::Holdings(page)) => self.told_holdings(page),
            (Request::Fetch(wanted), Answer::Fetched) => self.fetched(wanted),
            (Request::Catalogue(offered), Answer::Settled) => self.settled_catalogue(offered.hash),
            (
                request,
                Answer::Capabilities(_)
                | Answer::Keys(_)
                | Answer::Time
                | Answer::Outcomes(_)
                | Answer::OutcomesAndNews(..)
                | Answer::Outcome(_)
                | Answer::Taken { .. }
                | Answer::Streamed
                | Answer::Feed(_)
                | Answer::Holdings(_)
                | Answer::Fetched
                | Answer::Settled,
            ) => self.stumbled(request, Trouble::Broken, None),
        };
        if !matches!(turn, Turn::Stop(_)) {
            self.blame.relent();
        }
        turn
    }

    fn failed(&mut self, request: &Request, failure: Failure, heard: Heard) -> Turn {
        if self.is_for_the_catalogue(request) {
            return self.leave_catalogue();
        }
        self.ask_anew(request);
        match failure {
            Failure::Transient { trouble, retry_after_ms } => {
                self.slow_down(request, &trouble);
                self.stumbled(request, trouble, retry_after_ms)
            }
            Failure::WrongOffset => self.wrong_offset(request),
            Failure::Gone => self.gone(request),
            Failure::NoStream => self.stumbled(request, Trouble::Broken, None),
            Failure::SignedOut => self.signed_out(heard),
            Failure::CertificateTime if *request == Request::Time => Turn::stop(Trouble::Untrusted),
            Failure::CertificateTime => self.certificate_time(),
            Failure::Final(problem) => self.refused(request, problem),
            Failure::Unreadable(code) => self.unreadable(request, code),
            Failure::Unable(code) => self.unable(request, code),
        }
    }

    /// What was lost was perhaps too long for the line.
    pub(crate) fn slow_down(&mut self, request: &Request, trouble: &Trouble) {
        let is_of_the_line = matches!(trouble, Trouble::Stalled | Trouble::Unreachable);
        match request {
            Request::Slice { .. } => self.pace.shrink(),
            Request::Announce(_) if is_of_the_line => self.announcements.shrink(),
            Request::Announce(_)
            | Request::Inquire { .. }
            | Request::Stream(_)
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_)
            | Request::Catalogue(_) => {}
        }
    }

    /// After anything but a clean answer the gateway is asked how far it came.
    fn ask_anew(&mut self, request: &Request) {
        match request {
            Request::Inquire { parcel, .. } | Request::Slice { parcel, .. } => {
                if let Some(upload) = self.plan.uploads.get_mut(*parcel) {
                    upload.is_sure = false;
                }
            }
            Request::Announce(_)
            | Request::Stream(_)
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_)
            | Request::Catalogue(_) => {}
        }
    }

    fn wrong_offset(&mut self, request: &Request) -> Turn {
        match request {
            Request::Slice { parcel, .. } => self.stalled(*parcel),
            Request::Announce(_)
            | Request::Stream(_)
            | Request::Inquire { .. }
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_)
            | Request::Catalogue(_) => self.stumbled(request, Trouble::Broken, None),
        }
    }

    fn gone(&mut self, request: &Request) -> Turn {
        match request {
            Request::Slice { parcel, .. } | Request::Inquire { parcel, .. } => self.lost(*parcel),
            Request::Feed { after: Some(_) } => self.feed_lost(),
            Request::Fetch(wanted) => self.skip(wanted, Unfetched::Gone),
            Request::Announce(_)
            | Request::Stream(_)
            | Request::Feed { after: None }
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Holdings { .. }
            | Request::Catalogue(_) => self.stumbled(request, Trouble::Broken, None),
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
            Request::Fetch(wanted) => {
                self.skip(wanted, Unfetched::Refused(problem.code.to_string()))
            }
            Request::Stream(_)
            | Request::Feed { after: None }
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Holdings { .. }
            | Request::Catalogue(_) => self.stumbled(request, Trouble::Broken, None),
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
            Request::Fetch(wanted) => self.skip(wanted, Unfetched::Desk(code)),
            Request::Stream(_)
            | Request::Feed { .. }
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Holdings { .. }
            | Request::Catalogue(_) => self.unable(request, code),
        }
    }

    /// The desk is in its own way. Perhaps it is one file that another program holds: what else
    /// there is goes before it.
    fn unable(&mut self, request: &Request, code: &'static str) -> Turn {
        if let Request::Fetch(wanted) = request {
            self.note_unfetched(wanted, Unfetched::Desk(code));
        }
        Turn::halt(Obstacle::Desk(code), blame::culprits(request))
    }

    /// Blames the errand, whatever the trouble: what somebody in between refuses looks like a road
    /// that is down. If it is down, the order is all the same.
    pub(crate) fn stumbled(
        &mut self,
        request: &Request,
        trouble: Trouble,
        asked_ms: Option<u64>,
    ) -> Turn {
        if self.is_for_the_catalogue(request) {
            return self.leave_catalogue();
        }
        if let Request::Fetch(wanted) = request {
            self.note_unfetched(wanted, Unfetched::Road(trouble.clone()));
        }
        let (obstacle, culprits) = (Obstacle::Road(trouble), blame::culprits(request));
        Turn::Stop(Halt { obstacle, asked_ms, culprits })
    }
}
