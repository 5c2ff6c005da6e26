//! A result file on its way in: received here, kept by the desk on a thread that may block. What came
//! before the line broke the desk keeps too, and the next try goes on from there.

use std::io::{self, Read};
use std::sync::Arc;

use bytes::{Buf, Bytes};
use reqwest::header::{ACCEPT, CONTENT_RANGE, HeaderMap, IF_RANGE, RANGE};
use reqwest::{Method, Response, StatusCode};
use tokio::sync::mpsc;
use wire::path;

use courier::{Answer, Failure, Wanted};

use crate::pieces::{PIECES_READY, Progress};
use crate::ports::{Here, Kept, Parcels};
use crate::road::{Answered, Heard, Road};
use crate::tls::Dates;
use crate::tus::may_block;
use crate::verdict::About;

/// Is told how many bytes of a result file are here by now.
pub(crate) type Came = Arc<dyn Fn(u64) + Send + Sync>;

/// The bytes, and at last the word that no more come.
enum Arrival {
    Bytes(Bytes),
    End,
}

/// A result file that is being fetched; `headers` are the desk's.
pub(crate) struct Fetching<'a> {
    pub(crate) road: &'a Road,
    pub(crate) parcels: Arc<dyn Parcels>,
    pub(crate) wanted: Wanted,
    pub(crate) headers: HeaderMap,
    pub(crate) progress: &'a Progress,
    pub(crate) came: Came,
}

impl Fetching<'_> {
    /// Fetches it into the desk's hands.
    pub(crate) async fn fetch(self) -> Heard<Answer> {
        let from = match self.missing_from().await {
            Ok(Some(from)) => from,
            Ok(None) => return Heard::of(Ok(Answer::Fetched), None),
            Err(failure) => return Heard::failed(failure),
        };
        let mut answered = self.ask(from).await;
        if from > 0 && has_no_such_range(&answered) {
            self.forget().await;
            answered = self.ask(0).await;
        }
        let answer = match answered.response {
            Ok(response) => self.received(response, from).await,
            Err(failure) => Err(failure),
        };
        Heard::of(answer, answered.time)
    }

    /// The first byte that is not here; `None` when all are kept.
    async fn missing_from(&self) -> Result<Option<u64>, Failure> {
        let from = match self.asks(|parcels, wanted| parcels.result_here(wanted)).await? {
            Here::Whole => return Ok(None),
            Here::First(from) => from,
        };
        if from == 0 || from < self.wanted.line.size {
            return Ok(Some(from));
        }
        // Every byte came, and the program ended before anybody had looked at them.
        let kept = self.asks(move |parcels, it| parcels.keep_result(it, from, &mut io::empty()));
        match kept.await?.map_err(|error| error.failure())? {
            Kept::Whole => Ok(None),
            Kept::Nothing => Ok(Some(0)),
        }
    }

    async fn forget(&self) {
        // What cannot be thrown away is found out by its hash.
        let _ = self.asks(|parcels, wanted| parcels.forget_result(wanted)).await;
    }

    async fn asks<T: Send + 'static>(
        &self,
        run: impl FnOnce(&dyn Parcels, &Wanted) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let desk = (self.parcels.clone(), self.wanted.clone());
        may_block(desk, move |(parcels, wanted)| Ok(run(&*parcels, &wanted))).await
    }

    async fn ask(&self, from: u64) -> Answered {
        let Wanted { dossier, line } = &self.wanted;
        let url = self.road.endpoint().at(&format!("{}/{dossier}/{}", path::RESULTS, line.sha256));
        let request = self.road.request(Dates::Kept, Method::GET, url);
        let request = request.headers(self.headers.clone()).header(ACCEPT, "*/*");
        if from == 0 {
            return self.road.send(request).await;
        }
        let (range, tag) = (format!("bytes={from}-"), format!("\"{}\"", line.sha256));
        self.road.send(request.header(RANGE, range).header(IF_RANGE, tag)).await
    }

    async fn received(&self, response: Response, from: u64) -> Result<Answer, Failure> {
        let response = self.road.accepted(response, About::OneThing, self.progress).await?;
        let stranger = self.road.head(&response).stranger();
        let size = self.wanted.line.size;
        let Some(from) = beginning(&response, from, size) else {
            self.forget().await;
            return Err(stranger);
        };
        // Nothing that is here is given up for a web page.
        let length = size.saturating_sub(from);
        if response.content_length().is_some_and(|told| told != length) {
            return Err(stranger);
        }
        match self.keep(response, from).await? {
            Kept::Whole => Ok(Answer::Fetched),
            Kept::Nothing => Err(stranger),
        }
    }

    async fn keep(&self, response: Response, from: u64) -> Result<Kept, Failure> {
        let (sender, receiver) = mpsc::channel(PIECES_READY);
        let (parcels, wanted) = (self.parcels.clone(), self.wanted.clone());
        let keeping = tokio::task::spawn_blocking(move || {
            let mut incoming = Incoming { receiver, piece: Bytes::new(), is_over: false };
            parcels.keep_result(&wanted, from, &mut incoming)
        });
        let arrived = self.receive(response, from, &sender).await;
        drop(sender);
        let kept = keeping.await;
        // The network's failure comes first: what the desk says of a file cut short follows from it.
        arrived?;
        let kept = kept.map_err(|_| Failure::Unable("link-machine"))?;
        kept.map_err(|error| error.failure())
    }

    /// Hands on what comes, up to the first byte that is too many.
    async fn receive(
        &self,
        mut response: Response,
        from: u64,
        sender: &mpsc::Sender<Arrival>,
    ) -> Result<(), Failure> {
        let mut here = from;
        while let Some(chunk) = self.road.chunk(&mut response).await? {
            here = here.saturating_add(chunk.len() as u64);
            (self.came)(here.min(self.wanted.line.size));
            // Nobody takes it any more when the desk could not keep it; the desk says why.
            if sender.send(Arrival::Bytes(chunk)).await.is_err() {
                return Ok(());
            }
            if here > self.wanted.line.size {
                break;
            }
        }
        let _ = sender.send(Arrival::End).await;
        Ok(())
    }
}

fn has_no_such_range(answered: &Answered) -> bool {
    let status = answered.response.as_ref().map(Response::status);
    status.is_ok_and(|status| status == StatusCode::RANGE_NOT_SATISFIABLE)
}

/// Where the bytes of an answer begin to whoever asked for those behind the first `from`; `None` when
/// they are others. Who knows no ranges sends the whole.
fn beginning(response: &Response, from: u64, size: u64) -> Option<u64> {
    if response.status() != StatusCode::PARTIAL_CONTENT {
        return Some(0);
    }
    let range = response.headers().get(CONTENT_RANGE).and_then(|range| range.to_str().ok())?;
    let (range, whole) = range.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let is_rest = first.parse() == Ok(from) && last.parse() == Ok(size.saturating_sub(1));
    (is_rest && (whole == "*" || whole.parse() == Ok(size))).then_some(from)
}

/// The file as it comes in. Its end is one only when whoever sends it said so.
struct Incoming {
    receiver: mpsc::Receiver<Arrival>,
    piece: Bytes,
    is_over: bool,
}

impl Read for Incoming {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while !self.piece.has_remaining() && !self.is_over {
            match self.receiver.blocking_recv() {
                Some(Arrival::Bytes(piece)) => self.piece = piece,
                Some(Arrival::End) => self.is_over = true,
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        let count = self.piece.remaining().min(into.len());
        if let Some(into) = into.get_mut(..count) {
            self.piece.copy_to_slice(into);
        }
        Ok(count)
    }
}
