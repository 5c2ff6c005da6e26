//! A result file on its way in: received here, kept by the desk on a thread that may block. What came
//! before the line broke the desk keeps too, and the next try goes on from there.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use bytes::{Buf, Bytes};
use reqwest::header::{ACCEPT, CONTENT_RANGE, HeaderMap, IF_RANGE, RANGE};
use reqwest::{Method, Response, StatusCode};
use tokio::sync::mpsc;
use wire::path;

use courier::{Answer, Failure, SignedTime, Trouble, Wanted};

use crate::pieces::{PIECES_READY, Progress};
use crate::ports::{Here, Kept, Parcels};
use crate::road::{Answered, Heard, Road};
use crate::tls::Dates;
use crate::trouble::passing;
use crate::tus::may_block;
use crate::verdict::{About, Head};

/// Is told how many bytes of a result file are here by now, and when none are left.
pub(crate) type Came = Arc<dyn Fn(u64) + Send + Sync>;

/// The bytes, and at last the word that no more come.
enum Arrival {
    Bytes(Bytes),
    End,
}

/// What an answer has come to; the failure is what it means where no more is to be had.
enum Arrived {
    Whole,
    /// So much is here by now, and whoever sent it did not mean to send more.
    Beginning(u64, Failure),
    /// Other bytes than were asked for.
    Others(Failure),
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
        let mut time = None;
        let answer = self.fetch_all(&mut time).await;
        Heard::of(answer, time)
    }

    /// Who sends no more than so much at once is asked for what comes after it, while there is more here
    /// than ever before.
    async fn fetch_all(&self, time: &mut Option<SignedTime>) -> Result<Answer, Failure> {
        let Some(mut from) = self.missing_from().await? else { return Ok(Answer::Fetched) };
        let mut most = from;
        loop {
            let answered = self.ask(from).await;
            *time = answered.time.or(time.take());
            let response = answered.response?;
            if from > 0 && response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
                self.refused_rest(response).await;
                from = 0;
                continue;
            }
            from = match self.received(response, from).await? {
                Arrived::Whole => return Ok(Answer::Fetched),
                Arrived::Others(_) if from > 0 => 0,
                Arrived::Beginning(here, _) if here > most => here,
                Arrived::Others(stranger) | Arrived::Beginning(_, stranger) => {
                    return Err(stranger);
                }
            };
            most = most.max(from);
        }
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
            // Whoever sent them would send them again: not at once.
            Kept::Nothing => {
                self.nothing_is_left();
                Err(passing(Trouble::NotTheGateway))
            }
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

    /// What is here is thrown away on the gateway's own word, or on that of somebody who knows the file.
    async fn refused_rest(&self, response: Response) {
        let told = response.headers().get(CONTENT_RANGE).and_then(|range| range.to_str().ok());
        let knows_file = told == Some(&format!("bytes */{}", self.wanted.line.size));
        let refusal = self.road.accepted(response, About::OneThing, self.progress).await;
        if knows_file || matches!(refusal, Err(Failure::Final(_))) {
            self.forget().await;
        }
    }

    async fn received(&self, response: Response, from: u64) -> Result<Arrived, Failure> {
        let response = self.road.accepted(response, About::OneThing, self.progress).await?;
        let head = self.road.head(&response);
        let stranger = head.stranger();
        // Nothing that is here is given up for a web page, however long it is.
        if is_page(&head) && !head.is(bare(&self.wanted.line.media)) {
            return Err(stranger);
        }
        let size = self.wanted.line.size;
        let Some(range) = range_of(&response, from, size) else {
            return Ok(Arrived::Others(stranger));
        };
        let length = range.end.saturating_sub(range.start);
        if response.content_length().is_some_and(|told| told != length) {
            return Err(stranger);
        }
        let is_last = range.end == size;
        match self.keep(response, range).await {
            Ok(Kept::Whole) => Ok(Arrived::Whole),
            Ok(Kept::Nothing) => {
                self.nothing_is_left();
                Err(stranger)
            }
            // To the desk it is a file that was cut short.
            Err(failure @ (Failure::Unable(_) | Failure::Unreadable(_))) if !is_last => {
                match self.asks(|parcels, wanted| parcels.result_here(wanted)).await? {
                    Here::Whole => Ok(Arrived::Whole),
                    Here::First(here) if here > from => Ok(Arrived::Beginning(here, stranger)),
                    Here::First(_) => Err(failure),
                }
            }
            Err(failure) => Err(failure),
        }
    }

    fn nothing_is_left(&self) {
        (self.came)(0);
    }

    async fn keep(&self, response: Response, range: Range<u64>) -> Result<Kept, Failure> {
        let (sender, receiver) = mpsc::channel(PIECES_READY);
        let (parcels, wanted, from) = (self.parcels.clone(), self.wanted.clone(), range.start);
        let keeping = tokio::task::spawn_blocking(move || {
            let mut incoming = Incoming { receiver, piece: Bytes::new(), is_over: false };
            parcels.keep_result(&wanted, from, &mut incoming)
        });
        let arrived = self.receive(response, range, &sender).await;
        drop(sender);
        let kept = keeping.await;
        // The network's failure comes first: what the desk says of a file cut short follows from it.
        arrived?;
        let kept = kept.map_err(|_| Failure::Unable("link-machine"))?;
        kept.map_err(|error| error.failure())
    }

    /// Hands on what comes, up to the first byte that is too many. Only the end of the whole file is one.
    async fn receive(
        &self,
        mut response: Response,
        range: Range<u64>,
        sender: &mpsc::Sender<Arrival>,
    ) -> Result<(), Failure> {
        let (mut here, size) = (range.start, self.wanted.line.size);
        let is_last = range.end == size;
        while let Some(mut chunk) = self.road.chunk(&mut response).await? {
            if !is_last {
                let left = usize::try_from(range.end.saturating_sub(here)).unwrap_or(usize::MAX);
                if left == 0 {
                    break;
                }
                chunk.truncate(left);
            }
            if chunk.is_empty() {
                continue;
            }
            here = here.saturating_add(chunk.len() as u64);
            (self.came)(here.min(size));
            // Nobody takes it any more when the desk could not keep it; the desk says why.
            if sender.send(Arrival::Bytes(chunk)).await.is_err() {
                return Ok(());
            }
            if here > size {
                break;
            }
        }
        if is_last {
            let _ = sender.send(Arrival::End).await;
        }
        Ok(())
    }
}

fn is_page(head: &Head<'_>) -> bool {
    head.is("text/html") || head.is("application/xhtml+xml")
}

/// A media type without its parameters.
fn bare(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

/// Which bytes an answer has, from the first to the one behind the last, for whoever asked for those behind
/// the first `from`; `None` when they are others. Who knows no ranges sends the whole.
fn range_of(response: &Response, from: u64, size: u64) -> Option<Range<u64>> {
    if response.status() != StatusCode::PARTIAL_CONTENT {
        return Some(0..size);
    }
    let range = response.headers().get(CONTENT_RANGE).and_then(|range| range.to_str().ok())?;
    let (range, whole) = range.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
    let is_of_it = first == from && (first..size).contains(&last);
    let fits = is_of_it && (whole == "*" || whole.parse() == Ok(size));
    fits.then_some(first..last.saturating_add(1))
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
