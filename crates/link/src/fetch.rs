//! A result file on its way in: received here, kept by the desk on a thread that may block.

use std::io::{self, Read};
use std::sync::Arc;

use bytes::{Buf, Bytes};
use reqwest::{Method, RequestBuilder, Response};
use seal::hash::Hasher;
use tokio::sync::mpsc;
use wire::event::ResultLine;
use wire::path;

use courier::{Answer, Failure, Trouble, Wanted};

use crate::pieces::{PIECES_READY, Progress};
use crate::ports::Parcels;
use crate::road::{Heard, Road};
use crate::tls::Dates;
use crate::trouble::passing;
use crate::verdict::About;

/// The bytes, and at last the word that they were all.
enum Arrival {
    Bytes(Bytes),
    All,
}

/// Fetches a result file into the desk's hands; `request` carries the headers of the desk.
pub(crate) async fn fetch(
    road: &Road,
    parcels: Arc<dyn Parcels>,
    wanted: Wanted,
    headers: reqwest::header::HeaderMap,
    progress: &Progress,
) -> Heard<Answer> {
    if is_here(parcels.clone(), wanted.clone()).await {
        return Heard::of(Ok(Answer::Fetched), None);
    }
    let path = format!("{}/{}/{}", path::RESULTS, wanted.dossier, wanted.line.sha256);
    let request: RequestBuilder = road
        .request(Dates::Kept, Method::GET, road.endpoint().at(&path))
        .headers(headers)
        .header(reqwest::header::ACCEPT, "*/*");
    let answered = road.send(request).await;
    let answer = match answered.response {
        Ok(response) => match road.accepted(response, About::OneThing, progress).await {
            Ok(response) => keep(road, response, parcels, wanted, progress).await,
            Err(failure) => Err(failure),
        },
        Err(failure) => Err(failure),
    };
    Heard::of(answer, answered.time)
}

async fn is_here(parcels: Arc<dyn Parcels>, wanted: Wanted) -> bool {
    let looked = tokio::task::spawn_blocking(move || parcels.has_result(&wanted)).await;
    looked.unwrap_or(false)
}

async fn keep(
    road: &Road,
    response: Response,
    parcels: Arc<dyn Parcels>,
    wanted: Wanted,
    progress: &Progress,
) -> Result<Answer, Failure> {
    let (sender, receiver) = mpsc::channel(PIECES_READY);
    let line = wanted.line.clone();
    let keeping = tokio::task::spawn_blocking(move || {
        let mut incoming = Incoming { receiver, piece: Bytes::new(), is_all: false };
        parcels.keep_result(&wanted, &mut incoming)
    });
    let arrived = receive(road, response, &line, &sender, progress).await;
    drop(sender);
    let kept = keeping.await;
    // The network's failure comes first: what the desk says of a file cut short follows from it.
    arrived?;
    let kept = kept.map_err(|_| Failure::Unable("link-machine"))?;
    kept.map_err(|error| error.failure())?;
    Ok(Answer::Fetched)
}

/// Hands on what comes, as long as it can be the promised file.
async fn receive(
    road: &Road,
    mut response: Response,
    line: &ResultLine,
    sender: &mpsc::Sender<Arrival>,
    progress: &Progress,
) -> Result<(), Failure> {
    let stranger = || passing(Trouble::NotTheGateway);
    if response.content_length().is_some_and(|length| length != line.size) {
        return Err(stranger());
    }
    let mut hasher = Hasher::new();
    while let Some(chunk) = road.chunk(&mut response).await? {
        progress();
        hasher.update(&chunk);
        if hasher.size() > line.size {
            return Err(stranger());
        }
        // Nobody takes it any more when the desk could not keep it; the desk says why.
        if sender.send(Arrival::Bytes(chunk)).await.is_err() {
            return Ok(());
        }
    }
    let digest = hasher.finish();
    if digest.size != line.size || digest.sha256 != line.sha256 {
        return Err(stranger());
    }
    let _ = sender.send(Arrival::All).await;
    Ok(())
}

/// The file as it comes in. It ends well only when every byte was there.
struct Incoming {
    receiver: mpsc::Receiver<Arrival>,
    piece: Bytes,
    is_all: bool,
}

impl Read for Incoming {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while !self.piece.has_remaining() && !self.is_all {
            match self.receiver.blocking_recv() {
                Some(Arrival::Bytes(piece)) => self.piece = piece,
                Some(Arrival::All) => self.is_all = true,
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
