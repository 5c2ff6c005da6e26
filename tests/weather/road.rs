//! What becomes of a request on its way to the gateway and back.

use courier::{Answer, Failure, Request, RequestId, STALL_MS, SignedTime, Trouble};
use domain::ids::ParcelId;
use domain::kinds::ParcelState;
use domain::moment::Millis;
use wire::known::Known;
use wire::problem::Problem;

use crate::content::{Block, Content, Flaw};
use crate::tally::{Edge, Fault};
use crate::world::{Arrival, Event, Landing, World};

/// How far a bearer may lie ahead, and how old it may be.
const AHEAD_MS: i64 = 60_000;
const OLD_MS: i64 = 600_000;
/// How far a clock may be off for the certificate to look good.
const CERTIFICATE_MS: i64 = 90 * 24 * 60 * 60 * 1000;

/// The code of the desk's own errors.
pub const OWN_FILE: &str = "page-damaged";

pub fn passing(trouble: Trouble) -> Failure {
    Failure::Transient { trouble, retry_after_ms: None }
}

impl World {
    pub fn send(&mut self, id: RequestId, request: Request) {
        self.tally.requests += 1;
        self.here.restless += 1;
        self.tally.edge(edge_of(&request));
        self.note_resumption(&request);
        self.history.note(self.tick, || format!("  sends {id:?} {request:?}"));
        self.check_sent(&request);
        self.watch_sent(&request);
        self.check_due(&request);
        self.here.in_flight = Some(id);
        self.here.fetching = match &request {
            Request::Fetch(wanted) => Some(wanted.clone()),
            _ => None,
        };
        if let Request::Fetch(wanted) = &request
            && self.has_letters
            && self.is_letter_here(id, wanted)
        {
            return;
        }
        let believed = self.now().clock.plus(self.here.desk.offset_ms.unwrap_or(0));
        if let Some(failure) = self.at_the_desk(&request, believed) {
            return self.land(100, id, Err(failure), None);
        }
        if let Some(trouble) = self.in_between(&request) {
            self.tally.fault(Fault::Blocked);
            return self.land(100, id, Err(passing(trouble)), None);
        }
        if self.is_gateway_away() {
            self.tally.fault(Fault::GatewayAway);
            return self.land(100, id, Err(passing(Trouble::Broken)), None);
        }
        let fault = self.weather(&request);
        let way = self.luck.between(20, 400);
        if fault == Some(Fault::LostRequest) {
            return self.strike(fault);
        }
        if let Some(failure) = fault.and_then(cut_off) {
            self.strike(fault);
            return self.land(way, id, Err(failure), None);
        }
        let life = self.here.life;
        self.travel(way, Arrival { life, id, request, fault, believed, is_echo: false });
    }

    fn note_resumption(&mut self, request: &Request) {
        let Request::Inquire { parcel, .. } = request else { return };
        if self.here.desk.rows[parcel].state == ParcelState::Announcing {
            self.tally.edge(Edge::ResumesByInquiry);
        }
    }

    fn travel(&mut self, way: u64, arrival: Arrival) {
        if arrival.fault == Some(Fault::RepeatedRequest) {
            self.strike(arrival.fault);
            let (request, fault, is_echo) = (arrival.request.clone(), None, true);
            let echo = Arrival { request, fault, is_echo, ..arrival };
            // The copy may be the first to come.
            let early = self.luck.per_mille(500);
            let when = if early { way / 2 } else { way + self.luck.below(5 * 60_000) };
            self.at(when, Event::Arrive(Box::new(echo)));
        }
        if !self.is_fine() && self.luck.per_mille(30) {
            let soon = self.luck.below(way * 2);
            self.at(soon, Event::Calamity);
        }
        self.at(way, Event::Arrive(Box::new(arrival)));
    }

    /// Counts a fault that took effect.
    pub fn strike(&mut self, fault: Option<Fault>) {
        let Some(fault) = fault else { return };
        self.tally.fault(fault);
        self.history.note(self.tick, || format!("  weather: {fault:?}"));
    }

    /// What keeps a request from ever leaving the desk.
    fn at_the_desk(&mut self, request: &Request, believed: Millis) -> Option<Failure> {
        let off = believed.since(self.true_time()).abs();
        if off > CERTIFICATE_MS && !matches!(request, Request::Time | Request::Keys) {
            return Some(Failure::CertificateTime);
        }
        let parcels = parcels_of(request);
        let damaged = parcels.iter().any(|parcel| self.flaw(*parcel) == Flaw::Damaged);
        let is_read = match request {
            // Half of the damaged ones can still be announced: it is a page that is damaged.
            Request::Announce(_) => parcels.iter().any(|it| self.is_form_damaged(*it)),
            Request::Slice { .. } => damaged,
            _ => false,
        };
        if is_read {
            self.tally.fault(Fault::OwnFileDamaged);
        }
        is_read.then_some(Failure::Unreadable(OWN_FILE))
    }

    /// What somebody in between says who does not let one parcel through.
    fn in_between(&self, request: &Request) -> Option<Trouble> {
        let block = |parcel: &ParcelId| match self.flaw(*parcel) {
            Flaw::Blocked(block) => Some(block),
            _ => None,
        };
        match request {
            Request::Announce(batch) => {
                let is_blocked = batch.iter().any(|parcel| block(parcel) == Some(Block::Form));
                is_blocked.then_some(Trouble::NotTheGateway)
            }
            Request::Slice { parcel, .. } => block(parcel).map(|block| match block {
                Block::Page | Block::Form => Trouble::NotTheGateway,
                Block::Reset => Trouble::Unreachable,
            }),
            _ => None,
        }
    }

    fn is_form_damaged(&self, parcel: ParcelId) -> bool {
        let content = self.content(parcel);
        let is_damaged = content.flaw == Flaw::Damaged;
        is_damaged && (content.key.as_bytes()[0].is_multiple_of(2) || content.parts.len() < 2)
    }

    pub fn content(&self, parcel: ParcelId) -> &Content {
        &self.contents[&parcel]
    }

    pub fn flaw(&self, parcel: ParcelId) -> Flaw {
        self.content(parcel).flaw
    }

    pub fn land(
        &mut self,
        pause: u64,
        id: RequestId,
        answer: Result<Answer, Failure>,
        time: Option<SignedTime>,
    ) {
        let life = self.here.life;
        self.at(pause, Event::Land(Box::new(Landing { life, id, answer, time })));
    }

    /// A request comes to the gateway.
    pub fn arrives(&mut self, arrival: Arrival) {
        if matches!(arrival.request, Request::Stream(_)) {
            return self.stream_arrives(arrival);
        }
        if matches!(arrival.request, Request::Fetch(_)) && self.has_letters {
            return self.letter_leaves(arrival);
        }
        let (id, fault) = (arrival.id, arrival.fault);
        let (mut answer, mut time) = self.ask_gateway(&arrival);
        if arrival.is_echo || arrival.life != self.here.life {
            return;
        }
        if let Some(fault) = fault {
            self.spoil(fault, &arrival.request, &mut answer, &mut time);
        }
        let way = self.luck.between(20, 400);
        match fault {
            Some(Fault::LostReply) => self.strike(fault),
            Some(Fault::SlowReply) => {
                self.strike(fault);
                let mut pause = way;
                for _ in 0..self.luck.below(4) {
                    pause += self.luck.between(STALL_MS / 6, STALL_MS * 9 / 10);
                    let life = self.here.life;
                    self.at(pause, Event::Progress { life, id });
                }
                self.land(pause + 5_000, id, answer, time);
            }
            Some(Fault::LateReply) => {
                self.strike(fault);
                let pause = self.luck.between(STALL_MS, 200_000);
                self.land(pause, id, answer, time);
            }
            Some(Fault::RepeatedReply) => {
                self.strike(fault);
                let later = way + self.luck.below(3 * 60_000);
                self.land(way, id, answer.clone(), time.clone());
                self.land(later, id, answer, time);
            }
            _ => self.land(way, id, answer, time),
        }
    }

    pub fn ask_gateway(
        &mut self,
        arrival: &Arrival,
    ) -> (Result<Answer, Failure>, Option<SignedTime>) {
        let request = &arrival.request;
        let parcels = parcels_of(request);
        let early = arrival.fault.and_then(|fault| self.refuse_early(fault, &parcels));
        if early.is_some() {
            self.strike(arrival.fault);
        }
        let answer = match early {
            Some(failure) => Err(failure),
            None if needs_bearer(request) && !self.is_now(arrival.believed) => {
                Err(Failure::SignedOut)
            }
            None if needs_bearer(request) && self.is_refused() => Err(passing(Trouble::Revoked)),
            None => self.perform(request, arrival.fault),
        };
        let tells = *request == Request::Time
            || matches!(answer, Err(Failure::SignedOut))
            || self.here.desk.offset_ms.is_none()
            || self.luck.per_mille(200);
        let time = tells.then(|| self.gateway.time(self.true_time(), format!("n{}", arrival.id.0)));
        (answer, time)
    }

    pub fn is_now(&self, believed: Millis) -> bool {
        (-OLD_MS..=AHEAD_MS).contains(&believed.since(self.true_time()))
    }
}

pub fn parcels_of(request: &Request) -> Vec<ParcelId> {
    match request {
        Request::Announce(batch) => batch.clone(),
        Request::Inquire { parcel, .. } | Request::Slice { parcel, .. } => vec![*parcel],
        Request::Stream(lanes) => lanes.iter().map(|lane| lane.parcel).collect(),
        _ => vec![],
    }
}

/// What `link` makes of a fault that keeps a request from ever getting to the gateway.
fn cut_off(fault: Fault) -> Option<Failure> {
    Some(match fault {
        Fault::LoginPage => passing(Trouble::LoginPage),
        Fault::Stranger => passing(Trouble::NotTheGateway),
        Fault::ProxyRefuses => passing(Trouble::ProxyRefuses),
        Fault::Reset => passing(Trouble::Unreachable),
        Fault::Down => passing(Trouble::Down),
        Fault::WrongCertificate => passing(Trouble::Untrusted),
        Fault::Intercepted => passing(Trouble::Intercepted),
        Fault::DeskUnable => Failure::Unable("no-key"),
        _ => return None,
    })
}

fn needs_bearer(request: &Request) -> bool {
    !matches!(request, Request::Capabilities | Request::Keys | Request::Time)
}

fn edge_of(request: &Request) -> Edge {
    match request {
        Request::Capabilities => Edge::AsksCapabilities,
        Request::Keys => Edge::AsksKeys,
        Request::Time => Edge::AsksTime,
        Request::Announce(batch) if batch.len() == 1 => Edge::AnnouncesOne,
        Request::Announce(_) => Edge::AnnouncesMany,
        Request::Inquire { .. } => Edge::Inquires,
        Request::Slice { .. } => Edge::SendsSlice,
        Request::Stream(_) => Edge::SendsStream,
        Request::Feed { .. } => Edge::ReadsFeed,
        Request::Holdings { .. } => Edge::ReadsHoldings,
        Request::Fetch(_) => Edge::FetchesResult,
        Request::Catalogue(_) => Edge::FetchesCatalogue,
    }
}

/// Whether a problem says that the desk's own file is damaged.
pub fn is_own_file(problem: &Problem) -> bool {
    problem.code == Known::Other(OWN_FILE.to_owned())
}
