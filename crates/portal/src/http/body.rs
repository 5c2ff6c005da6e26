//! Reads JSON bodies, of bounded size, with bounded patience, and all of them together within one budget of
//! bytes.

use std::io::{self, Write};
use std::ops::Deref;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_ENCODING;
use axum::http::{HeaderMap, HeaderValue};
use domain::ids::DeskId;
use flate2::read::GzDecoder;
use futures_util::StreamExt;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use wire::problem::Reason;

use super::Shared;
use crate::budget::{Limits, NoRoom, Share};
use crate::gateway::Gateway;
use crate::policy::RETRY_AFTER_S;
use crate::refusal::Refusal;

/// How long, and how much, somebody is heard who is not let in.
const MOMENT: Duration = Duration::from_secs(2);
/// What is held grows by so many bytes at least.
const STEP: usize = 4096;

/// What a body said, with the room that it takes.
pub(super) struct Held<T> {
    value: T,
    _share: Share,
}

impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Reads a whole body as JSON, compressed or not; `most` counts the bytes as they are then.
///
/// # Errors
/// `Busy` when bodies hold too many bytes already.
pub(super) async fn packed_json<T: DeserializeOwned>(
    gateway: &Shared,
    desk: DeskId,
    headers: &HeaderMap,
    body: Body,
    most: u64,
) -> Result<Held<T>, Refusal> {
    let bytes = whole(gateway, Gathered::of(gateway, Some(desk), most), body).await?;
    let bytes = match headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        None => bytes,
        Some(b"gzip") => {
            let plain = unpacked(&bytes, Gathered::of(gateway, Some(desk), most))?;
            // Both are held only while it is unpacked, which nothing interrupts.
            drop(bytes);
            plain
        }
        Some(_) => return Err(Refusal::other("malformed", 415, "only gzip is unpacked here")),
    };
    read(bytes)
}

fn unpacked(packed: &Gathered, mut plain: Gathered) -> Result<Gathered, Refusal> {
    let unpacked = io::copy(&mut GzDecoder::new(packed.bytes.as_slice()), &mut plain);
    match (unpacked, plain.refused.take()) {
        (_, Some(refusal)) => Err(refusal),
        (Err(_), None) => Err(Refusal::new(Reason::Malformed, "the request cannot be unpacked")),
        (Ok(_), None) => Ok(plain),
    }
}

/// Reads a whole body as JSON from somebody who has shown nothing yet, and who therefore may not take all
/// day.
pub(super) async fn json_of_a_stranger<T: DeserializeOwned>(
    gateway: &Shared,
    body: Body,
    most: u64,
) -> Result<Held<T>, Refusal> {
    let patience = Duration::from_millis(gateway.policy().stall_ms);
    let gathered = whole(gateway, Gathered::of(gateway, None, most), body);
    let gathered = tokio::time::timeout(patience, gathered).await;
    gathered.unwrap_or_else(|_| Err(stalled())).and_then(read)
}

/// The text is let go as soon as it is read: what was read of it takes its room.
fn read<T: DeserializeOwned>(text: Gathered) -> Result<Held<T>, Refusal> {
    let value = serde_json::from_slice(&text.bytes)
        .map_err(|_| Refusal::new(Reason::Malformed, "the request cannot be read"))?;
    Ok(Held { value, _share: text.share })
}

/// For whoever has been silent for too long.
pub(super) fn stalled() -> Refusal {
    Refusal::other("stalled", 408, "the request stood still for too long")
}

async fn whole(
    gateway: &Shared,
    mut gathered: Gathered,
    mut body: Body,
) -> Result<Gathered, Refusal> {
    while let Some(piece) = next(gateway, &mut body).await? {
        if let Err(refusal) = gathered.add(&piece) {
            let most = gathered.most;
            // Whatever it held is free at once, for those who are still heard.
            drop(gathered);
            hear_out(body, most).await;
            return Err(refusal);
        }
    }
    Ok(gathered)
}

/// Hears for a moment what is still being said, and keeps none of it: a connection that is closed with bytes
/// in it is torn down, and the answer with it.
pub(super) async fn hear_out(body: Body, most: usize) {
    let heard = async {
        let (mut pieces, mut size) = (body.into_data_stream(), 0_usize);
        while let Some(Ok(piece)) = pieces.next().await
            && size < most
        {
            size = size.saturating_add(piece.len());
        }
    };
    let _ = tokio::time::timeout(MOMENT, heard).await;
}

/// Bytes of a body as they come, and the room that they take.
struct Gathered {
    bytes: Vec<u8>,
    share: Share,
    most: usize,
    /// Why nothing more could be written.
    refused: Option<Refusal>,
}

impl Gathered {
    fn of(gateway: &Gateway, whose: Option<DeskId>, most: u64) -> Self {
        let policy = gateway.policy();
        let limits = Limits {
            free: policy.body_free_bytes,
            of_one: policy.desk_body_bytes,
            of_all: policy.body_bytes,
        };
        let share = gateway.bodies.share(whose, limits);
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Self { bytes: Vec::new(), share, most, refused: None }
    }

    fn add(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        let size = self.bytes.len().saturating_add(piece.len());
        if size > self.most {
            return Err(Refusal::new(Reason::TooBig, "the request has too many bytes"));
        }
        if size > self.bytes.capacity() {
            self.make_room(size)?;
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }

    /// Takes room for so many bytes, for what costs nothing, and for half as many again as there are, so that
    /// a long body is not copied with each piece.
    fn make_room(&mut self, size: usize) -> Result<(), Refusal> {
        let capacity = self.bytes.capacity();
        let wanted = size.max(capacity.saturating_add(capacity / 2)).max(self.share.free());
        let wanted = wanted.next_multiple_of(STEP);
        let wanted = wanted.min(self.most).max(size);
        // Where there is no room for so many, no more are asked for than are needed.
        let granted = self.share.hold(wanted as u64).map(|()| wanted);
        let room = granted.or_else(|_| self.share.hold(size as u64).map(|()| size));
        let room = room.map_err(|no_room| match no_room {
            NoRoom::OfThisDesk => {
                Refusal::later("too many bytes of this desk at one time", RETRY_AFTER_S)
            }
            NoRoom::OfTheHouse => Refusal::new(Reason::Busy, "too many bytes at this time"),
        })?;
        self.bytes.reserve_exact(room.saturating_sub(self.bytes.len()));
        Ok(())
    }
}

impl Write for Gathered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes).map_err(|refusal| {
            self.refused = Some(refusal);
            io::Error::from(io::ErrorKind::OutOfMemory)
        })?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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
