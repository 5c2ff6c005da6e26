//! Reads JSON bodies, of bounded size and with bounded patience.

use std::io::Read;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_ENCODING;
use axum::http::{HeaderMap, HeaderValue};
use flate2::read::GzDecoder;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use wire::problem::Reason;

use super::Shared;
use crate::refusal::Refusal;

/// Reads a whole body as JSON, compressed or not; `most` counts the bytes as they are then.
pub(super) async fn packed_json<T: DeserializeOwned>(
    gateway: &Shared,
    headers: &HeaderMap,
    body: Body,
    most: u64,
) -> Result<T, Refusal> {
    let bytes = whole(gateway, body, most).await?;
    let bytes = match headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        None => bytes,
        Some(b"gzip") => unpacked(&bytes, most)?,
        Some(_) => return Err(Refusal::other("malformed", 415, "only gzip is unpacked here")),
    };
    read(&bytes)
}

fn unpacked(bytes: &[u8], most: u64) -> Result<Vec<u8>, Refusal> {
    let mut plain = Vec::new();
    let unpacked = GzDecoder::new(bytes).take(most.saturating_add(1)).read_to_end(&mut plain);
    unpacked.map_err(|_| Refusal::new(Reason::Malformed, "the request cannot be unpacked"))?;
    if plain.len() as u64 > most {
        return Err(Refusal::new(Reason::TooBig, "the request has too many bytes"));
    }
    Ok(plain)
}

/// Reads a whole body as JSON.
pub(super) async fn json<T: DeserializeOwned>(
    gateway: &Shared,
    body: Body,
    most: u64,
) -> Result<T, Refusal> {
    read(&whole(gateway, body, most).await?)
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes)
        .map_err(|_| Refusal::new(Reason::Malformed, "the request cannot be read"))
}

/// The same from somebody who has shown nothing yet, and who therefore may not take all day.
pub(super) async fn json_of_a_stranger<T: DeserializeOwned>(
    gateway: &Shared,
    body: Body,
    most: u64,
) -> Result<T, Refusal> {
    let patience = Duration::from_millis(gateway.policy().stall_ms);
    let read = tokio::time::timeout(patience, json(gateway, body, most)).await;
    read.unwrap_or_else(|_| Err(stalled()))
}

/// For whoever has been silent for too long.
pub(super) fn stalled() -> Refusal {
    Refusal::other("stalled", 408, "the request stood still for too long")
}

async fn whole(gateway: &Shared, mut body: Body, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    while let Some(piece) = next(gateway, &mut body).await? {
        let size = (bytes.len() as u64).saturating_add(piece.len() as u64);
        if size > most {
            return Err(Refusal::new(Reason::TooBig, "the request has too many bytes"));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// The next bytes of a body; `None` at its end.
///
/// # Errors
/// When the body breaks off, or stands still for too long.
pub(super) async fn next(gateway: &Shared, body: &mut Body) -> Result<Option<Bytes>, Refusal> {
    let patience = Duration::from_millis(gateway.policy().stall_ms);
    loop {
        let frame = tokio::time::timeout(patience, body.frame()).await;
        let Some(frame) = frame.map_err(|_| stalled())? else { return Ok(None) };
        let broken = |_| Refusal::new(Reason::Malformed, "the request broke off");
        // Trailers say nothing here.
        if let Ok(bytes) = frame.map_err(broken)?.into_data() {
            return Ok(Some(bytes));
        }
    }
}

/// How long a body says that it is.
pub(super) fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(axum::http::header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
