//! Bytes on their way out: read on a thread that may block, sent piece by piece.

use std::io::{self, Read};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_util::stream::poll_fn;
use http_body_util::StreamBody;
use hyper::body::Frame;
use reqwest::Body;
use tokio::sync::mpsc;

use crate::meter::Meter;

/// Bytes of one piece; each piece that goes out is progress.
pub(crate) const PIECE: usize = 16 * 1024;
/// Pieces that lie ready while the network is slow.
pub(crate) const PIECES_READY: usize = 4;

/// Is told of each piece that goes out or comes in.
pub type Progress = Arc<dyn Fn() + Send + Sync>;

/// A body of `length` bytes from a source. It must be called inside the driver's runtime, and the
/// request must say the length.
pub(crate) fn body_of(
    source: Box<dyn Read + Send>,
    length: u64,
    progress: Progress,
    meter: Arc<Meter>,
) -> Body {
    let (sender, receiver) = mpsc::channel(PIECES_READY);
    tokio::task::spawn_blocking(move || read_all(source, length, PIECE as u64, &sender));
    let mut pieces = Pieces { receiver, left: length, progress, meter };
    Body::wrap(StreamBody::new(poll_fn(move |context| pieces.poll_next(context))))
}

/// Hands on `left` bytes in pieces of at most `longest`; ends early when nobody wants them any more.
pub(crate) fn read_all(
    mut source: Box<dyn Read + Send>,
    mut left: u64,
    longest: u64,
    sender: &mpsc::Sender<io::Result<Bytes>>,
) {
    while left > 0 {
        let size = usize::try_from(left.min(longest)).unwrap_or(PIECE);
        let mut piece = vec![0; size];
        let read = source.read_exact(&mut piece).map(|()| Bytes::from(piece));
        let is_broken = read.is_err();
        if sender.blocking_send(read).is_err() || is_broken {
            return;
        }
        left = left.saturating_sub(size as u64);
    }
}

/// Pieces on their way from the thread that reads them.
struct Pieces {
    receiver: mpsc::Receiver<io::Result<Bytes>>,
    left: u64,
    progress: Progress,
    meter: Arc<Meter>,
}

impl Pieces {
    /// A piece that is asked for is one that the network has room for.
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let piece = match ready!(self.receiver.poll_recv(context)) {
            Some(Ok(piece)) => piece,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into()))),
        };
        self.left = self.left.saturating_sub(piece.len() as u64);
        self.meter.went(piece.len());
        (self.progress)();
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }
}
