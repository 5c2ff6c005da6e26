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

const PIECE: usize = 16 * 1024;
/// One piece waits, and one is on its way.
const WAITING: usize = 1;
/// Whoever takes nothing for so long is waited for without the file.
const MOMENT: Duration = Duration::from_millis(50);
/// After so many bytes it is somebody else's turn to have a file open.
const TURN: u64 = 1024 * 1024;

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

/// The bytes of a sealed file, opened piece by piece on threads that may wait for the disk, and by none while
/// nobody takes them.
fn bytes(gateway: &Shared, row: &ResultRow, span: Span) -> Body {
    let (sender, receiver) = mpsc::channel::<std::io::Result<Bytes>>(WAITING);
    let taker = Taker { sender, runtime: Handle::current() };
    tokio::spawn(send(Arc::clone(gateway), row.file.clone(), span, taker));
    Body::from_stream(stream::unfold(receiver, |mut receiver| async {
        let piece = receiver.recv().await?;
        Some((piece, receiver))
    }))
}

/// Where pieces are handed over, to somebody who may have stopped listening.
#[derive(Clone)]
struct Taker {
    sender: mpsc::Sender<std::io::Result<Bytes>>,
    runtime: Handle,
}

impl Taker {
    /// Whether there is room for a piece in good time. Nobody else takes it.
    async fn has_room(&self, patience: Duration) -> bool {
        matches!(tokio::time::timeout(patience, self.sender.reserve()).await, Ok(Ok(_)))
    }

    fn takes(&self, piece: std::io::Result<Bytes>) -> bool {
        self.sender.try_send(piece).is_ok()
    }
}

/// Sends a span of a file. Where nobody takes it the file is closed, and opened again when there is room.
async fn send(gateway: Shared, file: String, span: Span, taker: Taker) {
    let patience = Duration::from_millis(gateway.policy().stall_ms);
    let mut at = span.start;
    while at < span.end && taker.has_room(patience).await {
        let Ok(turn) = Arc::clone(&gateway.reading).acquire_owned().await else { return };
        let rest = Span { start: at, end: span.end.min(at.saturating_add(TURN)) };
        let (file, into) = (file.clone(), taker.clone());
        let sent = blocking(&gateway, move |gateway| {
            let _turn = turn;
            Ok(send_on(gateway, &file, rest, &into)?)
        });
        match sent.await {
            Ok(next) => at = next,
            Err(failure) => {
                failure.leave_trace();
                // The desk sees the body break off, and asks for the rest.
                if taker.has_room(patience).await {
                    taker.takes(Err(std::io::Error::other("a result cannot be read")));
                }
                return;
            }
        }
    }
}

/// Sends as much as is taken without waiting for long; tells where to go on.
fn send_on(gateway: &Gateway, file: &str, span: Span, taker: &Taker) -> Result<u64, PortalError> {
    use files::Doing as _;
    const READING: &str = "read a result";
    let mut opener = sealed::open(gateway, file)?;
    opener.seek(SeekFrom::Start(span.start)).doing(READING)?;
    let mut rest = opener.take(span.end.saturating_sub(span.start));
    let (mut piece, mut at) = (vec![0; PIECE], span.start);
    while at < span.end && taker.runtime.block_on(taker.has_room(MOMENT)) {
        let count = rest.read(&mut piece).doing(READING)?;
        let read = Bytes::copy_from_slice(piece.get(..count).unwrap_or_default());
        if read.is_empty() {
            return Err(PortalError::DamagedFile { name: file.to_owned() });
        }
        if !taker.takes(Ok(read)) {
            break;
        }
        at = at.saturating_add(count as u64);
    }
    Ok(at)
}
