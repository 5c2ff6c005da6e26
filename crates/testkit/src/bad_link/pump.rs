//! One direction of one connection: taken in, kept for as long as the way is long, handed on.

use std::collections::VecDeque;
use std::future::pending;
use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use super::path::{Direction, Path, Phase, State};
use super::weather::Way;

pub(super) struct Pump<'a> {
    path: &'a Path,
    phase: watch::Receiver<Phase>,
    /// Of the path that it belongs to.
    number: u64,
    direction: Direction,
    way: Way,
    from: ReadHalf<'a>,
    to: WriteHalf<'a>,
    under_way: VecDeque<Piece>,
    /// Bytes in all of them.
    bytes: usize,
    /// The side that speaks has said all.
    is_over: bool,
}

struct Piece {
    bytes: Vec<u8>,
    due: Instant,
}

impl<'a> Pump<'a> {
    pub(super) fn new(
        path: &'a Path,
        number: u64,
        direction: Direction,
        from: ReadHalf<'a>,
        to: WriteHalf<'a>,
    ) -> Self {
        Self {
            path,
            phase: path.phase(),
            number,
            direction,
            way: path.way(direction),
            from,
            to,
            under_way: VecDeque::new(),
            bytes: 0,
            is_over: false,
        }
    }

    /// Goes on until everything has been said and handed on.
    pub(super) async fn run(mut self) -> io::Result<()> {
        let mut piece = vec![0; self.way.piece()];
        loop {
            let room = self.way.buffer.saturating_sub(self.bytes).min(piece.len());
            let due = self.under_way.front().map(|piece| piece.due);
            let Some(free) = piece.get_mut(..room) else { return Ok(()) };
            tokio::select! {
                read = self.from.read(free), if room > 0 && !self.is_over => {
                    let read = read?;
                    self.take_in(piece.get(..read).unwrap_or_default());
                }
                () = arrival(due), if due.is_some() => self.hand_on().await?,
                else => return self.to.shutdown().await,
            }
        }
    }

    fn take_in(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            self.is_over = true;
            return;
        }
        let carried = self.path.carried(self.direction, self.number, bytes.len());
        let jitter = u64::try_from(self.way.jitter.as_micros()).unwrap_or_default();
        let jitter = if jitter == 0 { 0 } else { self.path.luck().below(jitter) };
        let due = carried + self.way.delay + Duration::from_micros(jitter);
        let before = self.under_way.back().map_or(due, |piece| piece.due);
        self.under_way.push_back(Piece { bytes: bytes.to_vec(), due: due.max(before) });
        self.bytes += bytes.len();
    }

    /// Hands on the first piece, or as much of it as may pass.
    async fn hand_on(&mut self) -> io::Result<()> {
        let is_heard = |phase: &Phase| phase.state != State::Deaf;
        if self.direction == Direction::Down && self.phase.wait_for(is_heard).await.is_err() {
            return Ok(());
        }
        self.to.writable().await?;
        if self.phase.borrow().is_over(self.number) {
            // Whoever carries the connection has the last word on how it ends.
            return pending().await;
        }
        let Some(piece) = self.under_way.front_mut() else { return Ok(()) };
        let room = self.path.room(self.direction).and_then(|room| usize::try_from(room).ok());
        let most = room.unwrap_or(usize::MAX).min(piece.bytes.len());
        let written = match self.to.try_write(piece.bytes.get(..most).unwrap_or_default()) {
            Ok(written) => written,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => 0,
            Err(error) => return Err(error),
        };
        piece.bytes.drain(..written);
        if piece.bytes.is_empty() {
            self.under_way.pop_front();
        }
        self.bytes -= written;
        self.path.passed(self.direction, written as u64);
        Ok(())
    }
}

impl Drop for Pump<'_> {
    fn drop(&mut self) {
        self.path.count(|tally| tally.flowed(self.direction).lost += self.bytes as u64);
    }
}

async fn arrival(due: Option<Instant>) {
    if let Some(due) = due {
        sleep_until(due).await;
    }
}
