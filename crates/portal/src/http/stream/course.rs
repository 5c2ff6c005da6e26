//! The course of one stream: takes blocks in while the disk is busy with those before, and ends in
//! order whatever happens. No thread waits while the stream does.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use domain::ids::DeskId;
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::{Sleep, sleep, timeout};
use wire::problem::{Problem, Reason};
use wire::stream::{DeskFrame, GatewayFrame};

use super::super::slices::overtaken;
use super::super::{Shared, blocking, body};
use super::job::{Job, Step};
use super::lanes::Lanes;
use super::road::{Ear, Heard, Road};
use super::upload_at;
use crate::acts::blocks::{self, Report};
use crate::acts::uploads;
use crate::place::{Place, Stop};
use crate::refusal::Refusal;
use crate::store::uploads::UploadId;
use crate::streams::StreamSeat;
use crate::turns::{Haste, Turn};

/// After so long without a byte what has come is written, however little it is.
const QUIET: Duration = Duration::from_millis(100);
/// Most bytes of answers that may wait for a desk that does not take them.
const MOST_UNSAID: usize = 64 * 1024;

/// A stream before it has its connection.
pub(super) struct Course {
    gateway: Shared,
    desk: DeskId,
    seat: StreamSeat,
    place: Option<Arc<Place>>,
}

/// Why a stream ends.
enum End {
    /// The desk has nothing more to say, or nothing more can be heard of it.
    InOrder,
    /// The gateway ends it.
    Because(Problem),
}

impl End {
    fn because(refusal: &Refusal) -> Self {
        refusal.leave_trace();
        Self::Because(refusal.problem())
    }
}

impl Course {
    pub(super) fn new(
        gateway: Shared,
        desk: DeskId,
        seat: StreamSeat,
        place: Option<Arc<Place>>,
    ) -> Self {
        Self { gateway, desk, seat, place }
    }

    /// Runs until either side ends it. Keeps the connection's place until then.
    pub(super) async fn run(self, upgrade: OnUpgrade) {
        let policy = self.gateway.policy();
        let patience = Duration::from_millis(policy.stall_ms);
        let grace = Duration::from_millis(policy.grace_ms);
        let Ok(Ok(upgraded)) = timeout(patience, upgrade).await else { return };
        let Self { gateway, desk, mut seat, place } = self;
        let mut stop = place.as_ref().map(|place| place.stop());
        let running = Running::new(gateway, desk, TokioIo::new(upgraded));
        let (mut road, end) = running.until_the_end(&mut seat, &mut stop).await;
        drop(seat);
        if let End::Because(problem) = end {
            road.say(&GatewayFrame::Farewell { problem });
        }
        let _ = timeout(patience, road.hang_up()).await;
        let _ = timeout(grace, road.see_off()).await;
    }
}

/// What comes of opening a lane: the turn goes with the upload.
type Opened = Result<(Report, Option<Turn>), Refusal>;

/// A stream that runs.
struct Running<S> {
    gateway: Shared,
    desk: DeskId,
    road: Road<S>,
    lanes: Lanes,
    /// The lane that waits for its turn; nothing behind it is read.
    opening: Option<BoxFuture<'static, Opened>>,
    job: Option<Job>,
    /// Tells of each lane whether somebody newer wants its upload.
    calls: FuturesUnordered<BoxFuture<'static, (u32, bool)>>,
    end: Option<End>,
    is_quiet: bool,
    quiet: Option<Pin<Box<Sleep>>>,
    /// None while nobody listens.
    silence: Option<Pin<Box<Sleep>>>,
}

/// What the stream waits for.
enum Event {
    Step(Step),
    Opened(Opened),
    Called(u32, bool),
    Overtaken,
    Stopped,
    Heard(Heard),
    Quiet,
    Silent,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Running<S> {
    fn new(gateway: Shared, desk: DeskId, io: S) -> Self {
        Self {
            gateway,
            desk,
            road: Road::new(io),
            lanes: Lanes::default(),
            opening: None,
            job: None,
            calls: FuturesUnordered::new(),
            end: None,
            is_quiet: false,
            quiet: None,
            silence: None,
        }
    }

    /// Gives the road back, and why it ended. By then everything that came is on the disk, and all
    /// turns are free.
    async fn until_the_end(
        mut self,
        seat: &mut StreamSeat,
        stop: &mut Option<Stop>,
    ) -> (Road<S>, End) {
        loop {
            self.read();
            self.begin_write();
            if self.job.is_none()
                && !self.lanes.is_waiting()
                && let Some(end) = self.end.take()
            {
                return (self.road, end);
            }
            let event = self.next(seat, stop).await;
            self.obey(event);
        }
    }

    /// Reads what has come, up to a lane that waits for its turn.
    fn read(&mut self) {
        while self.opening.is_none() && self.end.is_none() {
            match self.road.frames.next_frame() {
                Ok(Some(DeskFrame::Open { lane, offset, upload })) => {
                    self.open(lane, offset, &upload);
                }
                Ok(Some(DeskFrame::Block { lane, bytes })) => {
                    self.take(lane, &bytes);
                    self.lanes.end_block();
                }
                Ok(Some(DeskFrame::End)) => self.end = Some(End::InOrder),
                Ok(Some(DeskFrame::Unknown)) => {}
                Ok(None) => {
                    if let Some((lane, bytes)) = self.road.frames.unfinished() {
                        self.take(lane, &bytes);
                    }
                    return;
                }
                Err(_) => self.end = Some(malformed()),
            }
        }
    }

    fn open(&mut self, lane: u32, offset: u64, upload: &str) {
        let Some(upload) = upload_at(upload) else {
            self.road.say(&blocks::unknown(lane));
            return self.lanes.pass_over(lane);
        };
        let is_too_much = self.lanes.count() >= self.gateway.policy().max_lanes;
        if is_too_much || self.lanes.expect(lane, upload).is_err() {
            self.end = Some(malformed());
            return;
        }
        let opening = opening(Arc::clone(&self.gateway), self.desk, (lane, upload, offset));
        self.opening = Some(Box::pin(opening));
    }

    fn take(&mut self, lane: u32, bytes: &[u8]) {
        if self.lanes.take(lane, bytes).is_err() {
            self.end = Some(malformed());
        }
    }

    fn begin_write(&mut self) {
        let is_due = self.lanes.is_due() || self.is_quiet || self.end.is_some();
        if self.job.is_none() && self.lanes.is_waiting() && is_due {
            self.job = Some(Job::begin(&self.gateway, self.desk, self.lanes.load()));
            self.is_quiet = false;
        }
    }

    async fn next(&mut self, seat: &mut StreamSeat, stop: &mut Option<Stop>) -> Event {
        let is_ending = self.end.is_some();
        let ear = self.ear();
        let Self { road, opening, job, calls, quiet, silence, .. } = self;
        tokio::select! {
            biased;
            made = Job::next(job) => Event::Step(made),
            opened = or_never(opening) => Event::Opened(opened),
            Some((lane, is_asked)) = calls.next() => Event::Called(lane, is_asked),
            () = seat.overtaken(), if !is_ending => Event::Overtaken,
            () = told(stop), if !is_ending => Event::Stopped,
            heard = road.listen(ear) => Event::Heard(heard),
            () = or_never(quiet) => Event::Quiet,
            () = or_never(silence) => Event::Silent,
        }
    }

    /// Whether to listen. The desk is silent only while somebody listens and nothing is being written.
    fn ear(&mut self) -> Ear {
        let is_open = self.end.is_none()
            && self.opening.is_none()
            && self.lanes.has_room()
            && self.road.unsaid() < MOST_UNSAID;
        if !is_open {
            self.silence = None;
            return Ear::Shut;
        }
        if self.job.is_some() {
            // Whoever waits for the disk may be silent.
            self.silence = None;
            return Ear::Open;
        }
        let stall = self.gateway.policy().stall_ms;
        self.silence.get_or_insert_with(|| Box::pin(sleep(Duration::from_millis(stall))));
        Ear::Open
    }

    fn obey(&mut self, event: Event) {
        match event {
            Event::Step(Step::Report(report)) => self.tell(report),
            Event::Step(Step::Done(done)) => {
                self.job = None;
                if let Err(refusal) = done {
                    self.lanes.drop_waiting();
                    self.end(End::because(&refusal));
                }
            }
            Event::Opened(opened) => {
                self.opening = None;
                match opened {
                    Ok((report, turn)) => self.opened(report, turn),
                    Err(refusal) => self.end(End::because(&refusal)),
                }
            }
            // A part that is about to be finished is over before anybody could want it.
            Event::Called(lane, is_asked) if is_asked && self.lanes.needs_more(lane) => {
                self.end(End::because(&overtaken()));
            }
            Event::Called(..) => {}
            Event::Overtaken => self.end(End::because(&overtaken())),
            Event::Stopped => self.end(End::because(&stopping())),
            Event::Heard(Heard::Bytes) => {
                (self.is_quiet, self.silence) = (false, None);
                self.quiet = Some(Box::pin(sleep(QUIET)));
            }
            Event::Heard(Heard::End) => self.end(End::InOrder),
            Event::Quiet => (self.is_quiet, self.quiet) = (true, None),
            Event::Silent => self.end(End::because(&body::stalled())),
        }
    }

    /// Ends the stream; the first reason counts, but a failure more than the desk's own end.
    fn end(&mut self, end: End) {
        self.opening = None;
        if !matches!(self.end, Some(End::Because(_))) {
            self.end = Some(end);
        }
    }

    fn tell(&mut self, report: Report) {
        self.lanes.stands(report.lane, report.upload);
        report.words.iter().for_each(|word| self.road.say(word));
    }

    fn opened(&mut self, report: Report, turn: Option<Turn>) {
        let lane = report.lane;
        if let (Some(upload), Some(turn)) = (&report.upload, turn) {
            let hurry = turn.hurry();
            self.calls.push(Box::pin(async move { (lane, hurry.asked_before_the_end().await) }));
            self.lanes.open(lane, upload.clone(), turn);
        }
        self.tell(report);
    }
}

/// Waits for the turn at an upload, and looks where it stands.
async fn opening(gateway: Shared, desk: DeskId, asked: (u32, UploadId, u64)) -> Opened {
    let (lane, upload, _) = asked;
    // Only its own desk may hurry whoever writes to it.
    match blocking(&gateway, move |gateway| uploads::find(gateway, desk, upload)).await {
        Err(Refusal::Problem(_)) => {
            return Ok((Report { lane, upload: None, words: vec![blocks::unknown(lane)] }, None));
        }
        found => found?,
    };
    let turn = gateway.turns.take(upload, Haste::AtOnce).await;
    blocking(&gateway, move |gateway| {
        let report = blocks::open(gateway, desk, asked)?;
        let is_open = report.upload.is_some();
        Ok((report, is_open.then_some(turn)))
    })
    .await
}

/// What comes of something, if it is awaited at all.
async fn or_never<F: Future + Unpin>(awaited: &mut Option<F>) -> F::Output {
    match awaited {
        Some(awaited) => awaited.await,
        None => std::future::pending().await,
    }
}

async fn told(stop: &mut Option<Stop>) {
    match stop {
        Some(stop) => stop.told().await,
        None => std::future::pending().await,
    }
}

fn malformed() -> End {
    End::because(&Refusal::new(Reason::Malformed, "the stream cannot be read"))
}

fn stopping() -> Refusal {
    Refusal::new(Reason::Busy, "the gateway is about to end")
}
