//! The two directions of an upgraded connection, so that neither waits for the other.

use std::future::poll_fn;
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use wire::stream::{Frame, Frames, GatewayFrame};

/// Most bytes that are taken from the connection at a time.
const GULP: usize = 16 * 1024;

/// A connection on which frames come and go.
pub(super) struct Road<S> {
    io: S,
    /// What the desk has said and nobody has read yet.
    pub(super) frames: Frames,
    out: Vec<u8>,
    written: usize,
    is_flushed: bool,
    is_deaf: bool,
}

/// What came of listening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// There is more in the frames.
    Bytes,
    /// Nothing more will come.
    End,
}

/// Whether to listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ear {
    /// What comes is taken.
    Open,
    /// What comes stays where it is.
    Shut,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Road<S> {
    pub(super) fn new(io: S) -> Self {
        let (frames, out) = (Frames::default(), Vec::new());
        Self { io, frames, out, written: 0, is_flushed: true, is_deaf: false }
    }

    /// Puts a word on the way; it goes while somebody listens.
    pub(super) fn say(&mut self, frame: &GatewayFrame) {
        if !self.is_deaf {
            frame.encode(&mut self.out);
        }
    }

    /// How many bytes have been said and not taken.
    pub(super) fn unsaid(&self) -> usize {
        self.out.len().saturating_sub(self.written)
    }

    /// Listens, and says meanwhile what there is to say. May be dropped at any moment: nothing is
    /// lost.
    pub(super) async fn listen(&mut self, ear: Ear) -> Heard {
        poll_fn(|cx| {
            if self.poll_said(cx).is_err() {
                return Poll::Ready(Heard::End);
            }
            match ear {
                Ear::Open => self.poll_heard(cx),
                Ear::Shut => Poll::Pending,
            }
        })
        .await
    }

    /// Says everything that is left, and that nothing more comes.
    pub(super) async fn hang_up(&mut self) {
        poll_fn(|cx| match self.poll_said(cx) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(())) | Err(_) => Poll::Ready(()),
        })
        .await;
        let _ = poll_fn(|cx| Pin::new(&mut self.io).poll_shutdown(cx)).await;
    }

    /// Passes over what still comes, until the other side has hung up. A connection that is closed
    /// with bytes in it is torn down, and the last words with it.
    pub(super) async fn see_off(&mut self) {
        while self.listen(Ear::Open).await == Heard::Bytes {
            self.frames = Frames::default();
        }
    }

    fn poll_said(&mut self, cx: &mut Context<'_>) -> Result<Poll<()>, Broken> {
        if self.is_deaf {
            return Ok(Poll::Ready(()));
        }
        match self.poll_written(cx) {
            Poll::Ready(Err(_)) => {
                self.is_deaf = true;
                self.out.clear();
                self.written = 0;
                Err(Broken)
            }
            Poll::Ready(Ok(())) => Ok(Poll::Ready(())),
            Poll::Pending => Ok(Poll::Pending),
        }
    }

    fn poll_written(&mut self, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        while let Some(left) = self.out.get(self.written..).filter(|left| !left.is_empty()) {
            match Pin::new(&mut self.io).poll_write(cx, left) {
                Poll::Ready(Ok(0)) => {
                    return Poll::Ready(Err(std::io::ErrorKind::WriteZero.into()));
                }
                Poll::Ready(Ok(count)) => {
                    self.written = self.written.saturating_add(count);
                    self.is_flushed = false;
                }
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => return Poll::Pending,
            }
        }
        self.out.clear();
        self.written = 0;
        if !self.is_flushed {
            match Pin::new(&mut self.io).poll_flush(cx) {
                Poll::Ready(Ok(())) => self.is_flushed = true,
                other => return other,
            }
        }
        Poll::Ready(Ok(()))
    }

    fn poll_heard(&mut self, cx: &mut Context<'_>) -> Poll<Heard> {
        let mut space = [MaybeUninit::uninit(); GULP];
        let mut into = ReadBuf::uninit(&mut space);
        match Pin::new(&mut self.io).poll_read(cx, &mut into) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Ok(())) if !into.filled().is_empty() => {
                self.frames.push(into.filled());
                Poll::Ready(Heard::Bytes)
            }
            Poll::Ready(_) => Poll::Ready(Heard::End),
        }
    }
}

/// The other side cannot be told anything any more.
struct Broken;
