//! Bringing many parts over on one connection: what goes into it, and what comes of its end.

use std::collections::BTreeMap;

use domain::ids::ParcelId;
use wire::stream::{MOST_RESUMED, PROTOCOL};

use crate::blame::Culprit;
use crate::courier::{Courier, NEWS_MS, later};
use crate::effect::{Lane, Request, RequestId};
use crate::flight::{Flight, Reached};
use crate::input::{Failure, Tick, Trouble};
use crate::parcel::{Lease, Stage};
use crate::standing::Obstacle;
use crate::trouble::{self, Bearing};
use crate::trust::Heard;
use crate::turn::{Halt, Turn};
use crate::uploads::{Upload, size_of};

/// Most lanes in one stream.
pub const MOST_LANES: usize = 256;
/// How long streams are not tried again where none came through.
pub const BARRED_MS: u64 = 60 * 60 * 1000;
/// How many streams in a row may open and bring nothing: somebody in between may let the upgrade
/// through and then hold the bytes back. And how many may be turned away in a row by somebody who lets
/// everything else through.
const VAIN: u32 = 2;

/// What is remembered of streams from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    barred_until: Option<Tick>,
    /// How many in a row opened and brought nothing.
    vain: u32,
    /// An ordinary request got through since the last one was turned away or let in.
    pub(crate) is_road_sound: bool,
    /// How many in a row somebody answered in the gateway's place who lets ordinary requests through.
    turned_away: u32,
    /// How many parcels go together; `None`: however many there are. What was said of one may be
    /// lost because of the next, so what brings nothing goes on in ever smaller company.
    company: Option<usize>,
    /// One broke off: the next round need not read the feed again.
    pub(crate) keeps_news: bool,
    /// One has lasted long, or a result file has: forms have a turn before the next, even if they failed
    /// before.
    pub(crate) is_form_due: bool,
    /// Uploads as they were when the last stream broke off: they go on in the next without a
    /// question about each. How far they came, the gateway is asked in the stream itself.
    pub(crate) left: BTreeMap<ParcelId, Upload>,
}

impl Streams {
    /// Somebody rang: perhaps the network is another.
    pub(crate) fn allow(&mut self) {
        (self.barred_until, self.vain, self.turned_away) = (None, 0, 0);
    }

    /// The gateway let one in, or nothing else gets to it either: that one was turned away says nothing
    /// against streams.
    pub(crate) fn exonerate(&mut self) {
        (self.turned_away, self.is_road_sound) = (0, false);
    }

    /// One brought something.
    pub(crate) fn praise(&mut self) {
        (self.vain, self.company) = (0, None);
    }

    /// The last one opened and brought nothing, or was turned away where other things get through.
    pub(crate) fn is_in_vain(&self) -> bool {
        self.vain > 0 || self.turned_away > 0
    }

    /// None for an hour.
    pub(crate) fn bar(&mut self, now: Tick) {
        self.allow();
        self.barred_until = Some(later(now, BARRED_MS));
    }
}

impl Courier {
    /// Whether parts go over in streams now.
    pub(crate) fn may_stream(&self) -> bool {
        let speaks = |told: &wire::capabilities::Capabilities| {
            told.streams.iter().any(|protocol| protocol == PROTOCOL)
        };
        let is_barred = self.streams.barred_until.is_some_and(|until| self.now.tick < until);
        !is_barred && self.ledger.capabilities().is_some_and(speaks)
    }

    /// Asks for a stream of everything that goes on being sent, each under a lease that lasts.
    pub(crate) fn stream(&mut self) -> Request {
        let lanes = self.lanes();
        for parcel in parcels(&lanes) {
            self.renew_lease(parcel);
        }
        Request::Stream(lanes)
    }

    fn lanes(&self) -> Vec<Lane> {
        let (mut lanes, mut resumed) = (Vec::new(), 0);
        let together = self.streams.company.unwrap_or(MOST_LANES);
        for upload in self.plan.uploads.iter().take(together) {
            let Some(parcel) = self.ledger.parcel(upload.parcel) else { continue };
            for part in &upload.missing {
                if lanes.len() == MOST_LANES {
                    return lanes;
                }
                if !upload.is_sure && resumed == MOST_RESUMED {
                    break;
                }
                resumed += usize::from(!upload.is_sure);
                lanes.push(Lane {
                    parcel: upload.parcel,
                    part: part.number,
                    upload: part.upload.clone(),
                    from: upload.is_sure.then_some(part.offset),
                    size: size_of(&parcel.sizes, part.number),
                });
            }
        }
        lanes
    }

    /// Whether a stream is under way.
    pub(crate) fn is_streaming(&self) -> bool {
        self.flight.as_ref().is_some_and(Flight::is_stream)
    }

    /// The stream that is to end, unless it was told before.
    pub(crate) fn finish_stream(&mut self) -> Option<RequestId> {
        let now = self.now.tick;
        self.flight.as_mut().filter(|flight| flight.is_stream())?.finish(now)
    }

    /// Whether the stream that is under way carries this parcel.
    pub(crate) fn is_in_stream(&self, parcel: ParcelId) -> bool {
        let lanes = self.flight.as_ref().map(Flight::lanes).unwrap_or_default();
        lanes.iter().any(|lane| lane.parcel == parcel)
    }

    /// Looks after the leases of all that is in the stream, whether or not its turn has come.
    pub(crate) fn keep_leases(&mut self) {
        let Some(flight) = self.flight.as_ref().filter(|flight| flight.is_stream()) else { return };
        let lasts = |until| !Lease { until, holder: self.run }.wants_renewal(self.now);
        if flight.course.leases.is_some_and(|(first, last)| lasts(first) && lasts(last)) {
            return;
        }
        let parcels = parcels(flight.lanes());
        for parcel in &parcels {
            self.renew_lease(*parcel);
        }
        let until = |parcel: &ParcelId| match self.ledger.parcel(*parcel)?.stage {
            Stage::Sending(lease) => self.plan.uploads.get(*parcel).map(|_| lease.until),
            Stage::Announcing(_) | Stage::Queued | Stage::SetAside => None,
        };
        let ends: Vec<_> = parcels.iter().filter_map(until).collect();
        let leases = ends.iter().min().copied().zip(ends.iter().max().copied());
        if let Some(flight) = &mut self.flight {
            flight.course.leases = leases;
        }
    }

    /// The stream ended in order.
    pub(crate) fn stream_ended(&mut self, flight: &Flight) -> Turn {
        let course = &flight.course;
        if let Some(halt) = &course.halt {
            return Turn::Stop(halt.clone());
        }
        let is_long = self.now.tick >= later(flight.sent, NEWS_MS);
        let was_told = course.is_finishing && !is_long;
        if course.reached >= Reached::Moved || was_told {
            return Turn::GoOn;
        }
        self.stream_broke(flight, Trouble::Broken, None)
    }

    /// The stream is no more, or never was.
    pub(crate) fn stream_failed(
        &mut self,
        flight: &Flight,
        failure: Failure,
        heard: Heard,
    ) -> Turn {
        match failure {
            Failure::Transient { trouble, retry_after_ms } => {
                self.stream_broke(flight, trouble, retry_after_ms)
            }
            Failure::SignedOut => {
                self.doubt(flight);
                self.signed_out(heard)
            }
            Failure::CertificateTime => self.certificate_time(),
            Failure::Final(problem) => match trouble::bearing(&problem) {
                Bearing::Road(trouble) => self.stream_broke(flight, trouble, None),
                Bearing::Item | Bearing::Mismatch | Bearing::Parent | Bearing::NotThere => {
                    self.no_stream(flight)
                }
            },
            Failure::NoStream | Failure::WrongOffset | Failure::Gone => self.no_stream(flight),
            Failure::Unreadable(code) | Failure::Unable(code) => {
                self.doubt(flight);
                Turn::halt(Obstacle::Desk(code), vec![])
            }
        }
    }

    /// What came over once comes over again at once: the line breaks, but it carries. Otherwise it
    /// is as with any request that failed.
    pub(crate) fn stream_broke(
        &mut self,
        flight: &Flight,
        trouble: Trouble,
        asked_ms: Option<u64>,
    ) -> Turn {
        self.doubt(flight);
        let course = &flight.course;
        let is_of_the_line =
            matches!(trouble, Trouble::Unreachable | Trouble::Stalled | Trouble::NotTheGateway);
        let may_go_on = is_of_the_line || trouble == Trouble::Broken;
        if course.has_brought() && may_go_on && course.halt.is_none() {
            return Turn::GoOn;
        }
        if course.reached > Reached::Nothing && !course.has_brought() && is_of_the_line {
            self.note_vain();
        }
        let is_turned_away = course.reached == Reached::Nothing && trouble.is_an_answer();
        if is_turned_away && std::mem::take(&mut self.streams.is_road_sound) {
            self.note_turned_away();
        }
        // The news are the cheapest way to learn whether anything else gets to the gateway.
        self.streams.keeps_news = !is_turned_away;
        let before = course.halt.as_ref().map(|halt| halt.culprits.clone()).unwrap_or_default();
        let company = parcels(flight.lanes()).len();
        self.streams.company = Some((company / 2).max(1));
        let culprits = self.current(flight).into_iter().chain(before).collect();
        Turn::Stop(Halt { obstacle: Obstacle::Road(trouble), asked_ms, culprits })
    }

    /// Whose bytes were going over: what was asked for first and is not over, and what came after it,
    /// because what was said of the first may be lost with the second.
    fn current(&self, flight: &Flight) -> Vec<Culprit> {
        let lanes = flight.lanes().iter().enumerate();
        let is_open = |(index, lane): &(usize, &Lane)| {
            !flight.course.over.contains(index) && self.plan.uploads.get(lane.parcel).is_some()
        };
        let mut open: Vec<_> = lanes.filter(is_open).map(|(_, lane)| lane.parcel).collect();
        open.dedup();
        open.into_iter().take(2).map(Culprit::Parcel).collect()
    }

    fn note_vain(&mut self) {
        self.streams.vain += 1;
        if self.streams.vain >= VAIN {
            self.streams.bar(self.now.tick);
        }
    }

    fn note_turned_away(&mut self) {
        self.streams.turned_away += 1;
        if self.streams.turned_away >= VAIN {
            self.streams.bar(self.now.tick);
        }
    }

    fn no_stream(&mut self, flight: &Flight) -> Turn {
        if flight.course.reached > Reached::Nothing {
            self.doubt(flight);
        }
        self.streams.bar(self.now.tick);
        Turn::GoOn
    }

    /// How far anything of it came is not known any more.
    fn doubt(&mut self, flight: &Flight) {
        for parcel in parcels(flight.lanes()) {
            if let Some(upload) = self.plan.uploads.get_mut(parcel) {
                upload.is_sure = false;
            }
        }
    }

    /// Takes up all that was going over when the last round stopped.
    pub(crate) fn take_up_what_is_left(&mut self) {
        for (id, left) in std::mem::take(&mut self.streams.left) {
            let Some(parcel) = self.ledger.parcel(id) else { continue };
            let is_head = self.ledger.head(parcel.dossier).is_some_and(|head| head.id == id);
            if !is_head || parcel.stage != Stage::Queued {
                continue;
            }
            let (lacks, due) = (left.lacks(&parcel.sizes), parcel.due.into());
            let blame = self.blame.rank(Culprit::Parcel(id));
            self.take_lease(id);
            self.ledger.sending(id, Lease::taken(self.now, self.run), left.announced);
            self.plan.uploads.add(id, blame, due, left.announced, left.missing, lacks);
            if let Some(upload) = self.plan.uploads.get_mut(id) {
                upload.is_sure = false;
            }
        }
    }

    /// Remembers what was going over when the round stops, for the next.
    pub(crate) fn leave_uploads(&mut self) {
        let uploads = self.plan.uploads.take_all();
        if !self.may_stream() {
            return;
        }
        for mut upload in uploads.into_iter().filter(|upload| !upload.missing.is_empty()) {
            upload.is_sure = false;
            self.streams.left.insert(upload.parcel, upload);
        }
    }
}

/// Each parcel of these lanes once.
fn parcels(lanes: &[Lane]) -> Vec<ParcelId> {
    let mut parcels: Vec<_> = lanes.iter().map(|lane| lane.parcel).collect();
    parcels.dedup();
    parcels
}
