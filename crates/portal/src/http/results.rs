//! Result files, whole or a range of one (RFC 9110, 14).

use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ids::DossierId;
use futures_util::stream;
use seal::Sha256;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use wire::problem::Reason;

use super::bearer::SignedIn;
use super::tus::insert;
use super::{Shared, blocking};
use crate::acts::fetching;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::refusal::Refusal;
use crate::sealed;
use crate::store::results::ResultRow;

const PIECE: usize = 64 * 1024;

/// The bytes from `start` up to `end`, which is not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    start: u64,
    end: u64,
}

/// What a request wants of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Whole,
    Part(Span),
    Nothing,
}

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
    let (status, span) = match wanted(&headers, &tag, row.size) {
        Wanted::Whole => (StatusCode::OK, Span { start: 0, end: row.size }),
        Wanted::Part(span) => (StatusCode::PARTIAL_CONTENT, span),
        Wanted::Nothing => return Ok(no_such_range(&row)),
    };
    let mut response = (status, bytes(&gateway, &row, span)).into_response();
    let headers = response.headers_mut();
    insert(headers, header::CONTENT_TYPE, &row.media);
    insert(headers, header::CONTENT_LENGTH, &(span.end - span.start).to_string());
    insert(headers, header::ACCEPT_RANGES, "bytes");
    insert(headers, header::ETAG, &tag);
    if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {}-{}/{}", span.start, span.end - 1, row.size);
        insert(headers, header::CONTENT_RANGE, &range);
    }
    Ok(response)
}

fn no_such_range(row: &ResultRow) -> Response {
    let refusal = Refusal::other("range-not-satisfiable", 416, "no such bytes");
    let mut response = refusal.into_response();
    insert(response.headers_mut(), header::CONTENT_RANGE, &format!("bytes */{}", row.size));
    response
}

/// One range is understood; several, or another unit, are answered with the whole.
fn wanted(headers: &HeaderMap, tag: &str, size: u64) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let is_same = text(header::IF_RANGE).is_none_or(|seen| seen == tag);
    let range = text(header::RANGE).and_then(|range| range.trim().strip_prefix("bytes="));
    match range {
        Some(range) if is_same && !range.contains(',') => one_range(range.trim(), size),
        Some(_) | None => Wanted::Whole,
    }
}

fn one_range(range: &str, size: u64) -> Wanted {
    let Some((first, last)) = range.split_once('-') else { return Wanted::Whole };
    let span = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(start), Ok(last)) if start <= last => {
            Span { start, end: last.saturating_add(1).min(size) }
        }
        (Ok(start), Err(_)) if last.is_empty() => Span { start, end: size },
        (Err(_), Ok(count)) if first.is_empty() => {
            Span { start: size.saturating_sub(count), end: size }
        }
        _ => return Wanted::Whole,
    };
    if span.start < span.end { Wanted::Part(span) } else { Wanted::Nothing }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range_is_understood_as_it_is_written() {
        let part = |start, end| Wanted::Part(Span { start, end });

        assert_eq!(one_range("0-3", 10), part(0, 4));
        assert_eq!(one_range("4-", 10), part(4, 10));
        assert_eq!(one_range("-3", 10), part(7, 10));
        assert_eq!(one_range("-99", 10), part(0, 10), "more than there is");
        assert_eq!(one_range("8-99", 10), part(8, 10));
        assert_eq!(one_range("10-", 10), Wanted::Nothing, "behind the end");
        assert_eq!(one_range("-0", 10), Wanted::Nothing);
        for odd in ["", "x", "3-1", "a-b", "-"] {
            assert_eq!(one_range(odd, 10), Wanted::Whole, "{odd:?} is no range");
        }
    }
}
