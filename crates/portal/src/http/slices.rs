//! Slices of parts: from the connection to the thread that keeps them, a piece at a time.
//!
//! The thread has the upload's turn and goes on by itself: whatever becomes of the connection, what
//! has arrived is kept.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ids::DeskId;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use wire::problem::Reason;

use super::bearer::SignedIn;
use super::tus::{OFFSET, Tus, insert, number, tell_age, upload_in};
use super::{Shared, blocking, body, problem};
use crate::acts::checksum::{Checksum, ChecksumFault};
use crate::acts::slices::{Keeping, Piece, receive};
use crate::acts::uploads::{self, Upload};
use crate::error::PortalError;
use crate::refusal::{Refusal, TusReason};
use crate::store::uploads::UploadId;
use crate::turns::{Haste, Hurry, Turn};

const SLICE_MEDIA: &str = "application/offset+octet-stream";
const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
const OVERRIDE: HeaderName = HeaderName::from_static("x-http-method-override");
/// How many pieces may wait between the connection and the thread.
const WAITING: usize = 8;

type UploadPath = Result<Path<String>, PathRejection>;

/// For clients that cannot say `PATCH`.
pub(super) async fn overridden(
    tus: Tus,
    gateway: State<Shared>,
    desk: SignedIn,
    path: UploadPath,
    headers: HeaderMap,
    sent: Body,
) -> Result<Response, Refusal> {
    if headers.get(&OVERRIDE).is_some_and(|method| method == "PATCH") {
        return patch(tus, gateway, desk, path, headers, sent).await;
    }
    Err(problem::no_such_method().await)
}

pub(super) async fn patch(
    _: Tus,
    State(gateway): State<Shared>,
    SignedIn(desk): SignedIn,
    path: UploadPath,
    headers: HeaderMap,
    sent: Body,
) -> Result<Response, Refusal> {
    let id = upload_in(path)?;
    let slice = Slice::in_headers(&headers)?;
    if slice.length.is_some_and(|length| length > gateway.policy().max_slice_bytes) {
        return Err(Refusal::new(Reason::TooBig, "more bytes than a slice may have"));
    }
    blocking(&gateway, move |gateway| uploads::find(gateway, desk, id)).await?;
    let turn = gateway.turns.take(id, Haste::Patient).await;
    let upload = blocking(&gateway, move |gateway| uploads::find(gateway, desk, id)).await?;
    slice.check(&upload)?;

    let hurry = turn.hurry();
    let (pieces, taken) = mpsc::channel(WAITING);
    let keeping = slice.checksum.map_or(Keeping::Piecewise, Keeping::Whole);
    let job = keep(&gateway, desk, (turn, upload), keeping, taken);
    let ended = pump(&gateway, sent, pieces, hurry).await;
    job.await.unwrap_or(Err(Refusal::Failed(PortalError::Panic)))?;
    ended?;
    answer(&gateway, desk, id).await
}

/// What the headers say of a slice.
struct Slice {
    offset: u64,
    length: Option<u64>,
    checksum: Option<Checksum>,
}

impl Slice {
    fn in_headers(headers: &HeaderMap) -> Result<Self, Refusal> {
        if headers.get(header::CONTENT_TYPE).is_none_or(|media| media != SLICE_MEDIA) {
            return Err(Refusal::tus(TusReason::NotASlice, "a slice is offset+octet-stream"));
        }
        let missing = || Refusal::new(Reason::Malformed, "Upload-Offset is missing");
        let offset = number(headers, &OFFSET).ok_or_else(missing)?;
        let checksum = headers.get(&CHECKSUM).map(|value| value.to_str().unwrap_or_default());
        let checksum = checksum.map(Checksum::parse).transpose().map_err(|fault| match fault {
            ChecksumFault::Malformed => {
                Refusal::new(Reason::Malformed, "Upload-Checksum cannot be read")
            }
            ChecksumFault::Unknown => {
                Refusal::tus(TusReason::ChecksumUnknown, "a checksum that is not known here")
            }
        })?;
        Ok(Self { offset, length: body::length(headers), checksum })
    }

    fn check(&self, upload: &Upload) -> Result<(), Refusal> {
        if self.offset != upload.offset() {
            return Err(Refusal::tus(TusReason::WrongOffset, "the bytes here end elsewhere"));
        }
        let end = self.offset.saturating_add(self.length.unwrap_or(0));
        if end > upload.size {
            return Err(Refusal::new(Reason::TooBig, "more bytes than the part has"));
        }
        Ok(())
    }
}

/// Keeps pieces on a thread of its own until there are no more, and finishes the part if it is full.
fn keep(
    gateway: &Shared,
    desk: DeskId,
    (turn, upload): (Turn, Upload),
    keeping: Keeping,
    mut taken: mpsc::Receiver<Piece<Bytes>>,
) -> JoinHandle<Result<(), Refusal>> {
    let gateway = Arc::clone(gateway);
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let here = receive(&gateway, desk, &upload, keeping, || taken.blocking_recv())?;
        if here == upload.size { uploads::finish(&gateway, upload.row.upload) } else { Ok(()) }
    })
}

/// Hands the body over piece by piece, until it ends, breaks off, stands still, or somebody newer
/// comes for the upload and nothing more has come for a while.
async fn pump(
    gateway: &Shared,
    mut sent: Body,
    pieces: mpsc::Sender<Piece<Bytes>>,
    mut hurry: Hurry,
) -> Result<(), Refusal> {
    let grace = Duration::from_millis(gateway.policy().grace_ms);
    let (mut is_asked, mut least) = (false, Haste::Patient);
    loop {
        let next = tokio::select! {
            biased;
            haste = hurry.asked(least) => match haste {
                Haste::AtOnce => return Err(overtaken()),
                Haste::Patient => {
                    (is_asked, least) = (true, Haste::AtOnce);
                    continue;
                }
            },
            next = body::next(gateway, &mut sent) => next?,
            // Bytes that still come are not cut off: only a line that may be dead makes room.
            () = tokio::time::sleep(grace), if is_asked => return Err(overtaken()),
        };
        let (piece, is_end) = match next {
            Some(bytes) => (Piece::Bytes(bytes), false),
            None => (Piece::End, true),
        };
        // The thread takes no more: what it has to say is the answer.
        if pieces.send(piece).await.is_err() || is_end {
            return Ok(());
        }
    }
}

/// For whoever has to end because somebody newer has come.
pub(super) fn overtaken() -> Refusal {
    Refusal::other("overtaken", 409, "a newer request has this upload")
}

async fn answer(gateway: &Shared, desk: DeskId, id: UploadId) -> Result<Response, Refusal> {
    let upload = blocking(gateway, move |gateway| uploads::find(gateway, desk, id)).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    insert(response.headers_mut(), OFFSET, &upload.offset().to_string());
    tell_age(gateway, &upload, response.headers_mut());
    Ok(response)
}
