//! Result files, whole or a range of one.

use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::ids::DossierId;
use futures_util::stream;
use seal::Sha256;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use wire::problem::Reason;

use super::bearer::SignedIn;
use super::ranges::{Ranged, Span};
use super::{Shared, blocking};
use crate::acts::fetching;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::refusal::Refusal;
use crate::sealed;
use crate::store::results::ResultRow;

const PIECE: usize = 64 * 1024;

pub(super) async fn get(
    State(gateway): State<Shared>,
    SignedIn(desk): SignedIn,
    path: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let not_found = || Refusal::new(Reason::NotFound, "no such result");
    let Path((dossier, sha256)) = path.map_err(|_| not_found())?;
    let dossier: DossierId = dossier.parse().map_err(|_| not_found())?;
    let sha256: Sha256 = sha256.parse().map_err(|_| not_found())?;
    let row = blocking(&gateway, move |gateway| fetching::result(gateway, desk, dossier, &sha256));
    let row = row.await?;
    let tag = format!("\"{}\"", row.sha256);
    let file = Ranged { media: &row.media, tag: &tag, size: row.size };
    Ok(file.answer(&headers, |span| bytes(&gateway, &row, span)))
}

/// The bytes of a sealed file, opened piece by piece on a thread of its own.
fn bytes(gateway: &Shared, row: &ResultRow, span: Span) -> Body {
    let (sender, receiver) = mpsc::channel::<std::io::Result<Bytes>>(2);
    let (gateway, file) = (Arc::clone(gateway), row.file.clone());
    let taker = Taker {
        sender,
        runtime: Handle::current(),
        patience: Duration::from_millis(gateway.policy().stall_ms),
    };
    tokio::task::spawn_blocking(move || {
        if let Err(failure) = send(&gateway, &file, span, &taker) {
            // The desk sees the body break off, and asks for the rest.
            taker.takes(Err(std::io::Error::other(failure)));
        }
    });
    Body::from_stream(stream::unfold(receiver, |mut receiver| async {
        let piece = receiver.recv().await?;
        Some((piece, receiver))
    }))
}

/// Where pieces are handed over, to somebody who may have stopped listening.
struct Taker {
    sender: mpsc::Sender<std::io::Result<Bytes>>,
    runtime: Handle,
    patience: Duration,
}

impl Taker {
    /// Whether the piece was taken, in good time.
    fn takes(&self, piece: std::io::Result<Bytes>) -> bool {
        let taken = async { tokio::time::timeout(self.patience, self.sender.send(piece)).await };
        matches!(self.runtime.block_on(taken), Ok(Ok(())))
    }
}

fn send(gateway: &Gateway, file: &str, span: Span, taker: &Taker) -> Result<(), PortalError> {
    use files::Doing as _;
    const READING: &str = "read a result";
    let mut opener = sealed::open(gateway, file)?;
    opener.seek(SeekFrom::Start(span.start)).doing(READING)?;
    let mut rest = opener.take(span.end.saturating_sub(span.start));
    let mut piece = vec![0; PIECE];
    loop {
        let count = rest.read(&mut piece).doing(READING)?;
        let read = Bytes::copy_from_slice(piece.get(..count).unwrap_or_default());
        if read.is_empty() || !taker.takes(Ok(read)) {
            return Ok(());
        }
    }
}
