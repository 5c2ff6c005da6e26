//! The talk on one upgraded connection: blocks go out as the window allows, words come in.

use std::sync::{Arc, PoisonError};

use bytes::{Bytes, BytesMut};
use courier::{Failure, Tick, Trouble};
use pacing::Pacer;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadHalf, WriteHalf, split};
use wire::problem::Problem;
use wire::stream::{DeskFrame, Frame, Frames, GatewayFrame, block_head};

use super::Wires;
use super::lanes::{Lanes, Next};
use super::window::Window;
use crate::meter::Meter;
use crate::ports::Clock;
use crate::trouble::{self, passing};
use crate::verdict::{About, Head};

/// Bytes of what the gateway says that are taken in at once.
const EARFUL: usize = 4 * 1024;

pub(super) struct Talk<'a, S> {
    clock: &'a dyn Clock,
    reader: ReadHalf<S>,
    writer: WriteHalf<S>,
    lanes: Lanes,
    window: Window,
    wires: Wires,
    meter: Arc<Meter>,
    pacer: Option<Arc<Pacer>>,
    frames: Frames,
    /// What is to be written.
    out: BytesMut,
    /// Something was written that may still lie in front of the socket.
    is_dirty: bool,
    /// Nothing more is begun.
    is_ending: bool,
}

/// Brings what waits nearer to the socket.
async fn going_out(writer: &mut WriteHalf<impl AsyncWrite>, out: &[u8]) -> Event {
    if out.is_empty() {
        Event::Flushed(writer.flush().await)
    } else {
        Event::Wrote(writer.write(out).await)
    }
}

/// What happened next.
enum Event {
    Heard(std::io::Result<usize>),
    Wrote(std::io::Result<usize>),
    Flushed(std::io::Result<()>),
    Next(Next),
    Finish,
    /// A block may go out now.
    Due,
    Stalled,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Talk<'a, S> {
    pub(super) fn new(clock: &'a dyn Clock, connection: S, lanes: Lanes, wires: Wires) -> Self {
        let (reader, writer) = split(connection);
        let learnt = *wires.line.lock().unwrap_or_else(PoisonError::into_inner);
        Self {
            clock,
            reader,
            writer,
            lanes,
            window: Window::after(learnt),
            wires,
            meter: Arc::default(),
            pacer: None,
            frames: Frames::default(),
            out: BytesMut::new(),
            is_dirty: false,
            is_ending: false,
        }
    }

    /// The same, counted.
    pub(super) fn metered_by(self, meter: Arc<Meter>) -> Self {
        Self { meter, ..self }
    }

    /// The same, on a connection that the system lets out no faster than it is told.
    pub(super) fn paced_by(mut self, pacer: Option<Arc<Pacer>>) -> Self {
        self.pacer = pacer;
        self.pace(self.clock.now().tick);
        self
    }

    /// Ends when the gateway has said all, or with what kept it from that.
    pub(super) async fn runs(mut self) -> Result<(), Failure> {
        let mut inbox = BytesMut::with_capacity(EARFUL);
        loop {
            inbox.clear();
            match self.event(&mut inbox).await {
                Event::Heard(Ok(0)) => return self.closed(passing(Trouble::Unreachable)),
                Event::Heard(Ok(count)) => {
                    self.meter.came(count);
                    self.hear(&inbox)?;
                }
                Event::Heard(Err(error))
                | Event::Wrote(Err(error))
                | Event::Flushed(Err(error)) => return self.closed(trouble::of_io(&error)),
                Event::Wrote(Ok(count)) => {
                    self.meter.went(count);
                    drop(self.out.split_to(count));
                    self.is_dirty = true;
                }
                Event::Flushed(Ok(())) => self.is_dirty = false,
                Event::Next(next) => self.put(next),
                Event::Finish => {
                    self.lanes.finish();
                    self.put(Next::Nothing);
                }
                Event::Due => {}
                Event::Stalled => return Err(passing(Trouble::Stalled)),
            }
        }
    }

    async fn event(&mut self, inbox: &mut BytesMut) -> Event {
        let Self { clock, reader, writer, lanes, window, wires, out, is_dirty, is_ending, .. } =
            self;
        let now = clock.now().tick;
        let (room, next) = (window.room(now), window.next(now));
        let is_idle = out.is_empty() && !*is_dirty;
        let stalls = window.stalls();
        tokio::select! {
            biased;
            heard = reader.read_buf(inbox) => Event::Heard(heard),
            gone = going_out(writer, out), if !is_idle => gone,
            Ok(_) = wires.finish.wait_for(|is_wanted| *is_wanted), if !*is_ending => Event::Finish,
            next = lanes.next(room), if is_idle && !*is_ending && room > 0 => Event::Next(next),
            () = clock.wait(next.unwrap_or(courier::Tick(u64::MAX))), if next.is_some() && is_idle && !*is_ending => {
                Event::Due
            }
            () = clock.wait(stalls.unwrap_or(courier::Tick(u64::MAX))), if stalls.is_some() => {
                Event::Stalled
            }
        }
    }

    fn put(&mut self, next: Next) {
        let now = self.clock.now().tick;
        match next {
            Next::Open(frame) => {
                self.say(&frame);
                self.window.owed(now);
            }
            Next::Block { lane, bytes, end } => self.block(lane, &bytes, end),
            Next::Nothing => {
                self.say(&DeskFrame::End);
                self.is_ending = true;
                self.window.ends(now);
            }
        }
    }

    fn block(&mut self, lane: u32, bytes: &Bytes, end: u64) {
        self.out.extend_from_slice(&block_head(lane, bytes.len()));
        self.out.extend_from_slice(bytes);
        self.window.sent(lane, end, bytes.len() as u64, self.clock.now().tick);
    }

    fn say(&mut self, frame: &DeskFrame) {
        let mut bytes = vec![];
        frame.encode(&mut bytes);
        self.out.extend_from_slice(&bytes);
    }

    fn hear(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let now = self.clock.now().tick;
        self.frames.push(bytes);
        let stranger = |_| passing(Trouble::NotTheGateway);
        while let Some(frame) = self.frames.next_frame().map_err(stranger)? {
            match frame {
                GatewayFrame::Taken { lane, offset } => {
                    self.window.taken(lane, offset, now);
                    self.learn();
                    self.pace(now);
                    self.meter.arrived(self.lanes.taken(lane, offset));
                }
                GatewayFrame::Elsewhere { lane, offset } => {
                    self.window.ended(lane, now);
                    self.lanes.elsewhere(lane, offset, self.is_ending);
                }
                GatewayFrame::Refused { lane, problem } => {
                    self.window.ended(lane, now);
                    self.lanes.refused(lane, problem);
                }
                GatewayFrame::Stands { lane, outcome } => self.lanes.stands(lane, outcome),
                GatewayFrame::Farewell { problem } => return Err(self.farewell(problem)),
                GatewayFrame::Unknown => {}
            }
        }
        Ok(())
    }

    fn pace(&mut self, now: Tick) {
        if let Some(pacer) = &self.pacer {
            self.window.pace_by(pacer, now);
        }
    }

    fn learn(&self) {
        if let Some(learnt) = self.window.learnt() {
            *self.wires.line.lock().unwrap_or_else(PoisonError::into_inner) = Some(learnt);
        }
    }

    /// The gateway speaks of itself or of the desk; that it does not understand the desk leaves slices.
    fn farewell(&self, problem: Problem) -> Failure {
        let status = StatusCode::from_u16(problem.status).unwrap_or_default();
        let (headers, now) = (HeaderMap::new(), self.clock.gateway_now());
        let head = Head { status, headers: &headers, now };
        match head.refusal(About::Gateway, Some(problem)) {
            Failure::Final(_) => Failure::NoStream,
            failure => failure,
        }
    }

    /// The connection is over: in order, if nothing is owed any more.
    fn closed(&self, otherwise: Failure) -> Result<(), Failure> {
        if self.is_ending && self.lanes.is_settled() { Ok(()) } else { Err(otherwise) }
    }
}
