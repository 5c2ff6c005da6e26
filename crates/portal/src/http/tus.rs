//! tus 1.0: what it is called here, how an upload is asked for and looked at. Slices come through
//! `slices`.

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::DateTime;
use data_encoding::BASE64;
use domain::ids::{DeskId, SubmissionId};
use wire::path;
use wire::problem::Reason;

use super::bearer::SignedIn;
use super::{Shared, blocking};
use crate::acts::checksum::ALGORITHMS;
use crate::acts::uploads::{self, Upload};
use crate::gateway::Gateway;
use crate::refusal::{Refusal, TusReason};
use crate::store::uploads::UploadId;
use crate::turns::Haste;

const VERSION: &str = "1.0.0";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const VERSIONS: HeaderName = HeaderName::from_static("tus-version");
const EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
const MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
const CHECKSUMS: HeaderName = HeaderName::from_static("tus-checksum-algorithm");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// A client that speaks the version that is spoken here; taken before anything else is looked at.
pub(super) struct Tus;

impl<S: Sync> FromRequestParts<S> for Tus {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        match parts.headers.get(RESUMABLE) {
            Some(version) if version == VERSION => Ok(Self),
            _ => Err(Refusal::tus(TusReason::Version, "only tus 1.0.0 is spoken here")),
        }
    }
}

/// Names the version in every answer about uploads.
pub(super) async fn speak(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_foreign = response.status() == StatusCode::PRECONDITION_FAILED;
    let headers = response.headers_mut();
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    if is_foreign {
        headers.insert(VERSIONS, HeaderValue::from_static(VERSION));
    }
    response
}

pub(super) async fn options(State(gateway): State<Shared>) -> Response {
    let size = gateway.policy().max_part_bytes.to_string();
    let said = [
        (VERSIONS, VERSION),
        (EXTENSION, "creation,checksum,expiration"),
        (CHECKSUMS, ALGORITHMS),
        (MAX_SIZE, size.as_str()),
    ];
    (StatusCode::NO_CONTENT, said).into_response()
}

pub(super) async fn create(
    _: Tus,
    State(gateway): State<Shared>,
    SignedIn(desk): SignedIn,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let malformed = |title| Refusal::new(Reason::Malformed, title);
    let length = number(&headers, &LENGTH);
    let length = length.ok_or_else(|| malformed("Upload-Length is missing"))?;
    if length > gateway.policy().max_part_bytes {
        return Err(Refusal::new(Reason::TooBig, "more bytes than a part may have"));
    }
    let named = headers.get(METADATA).and_then(|value| value.to_str().ok()).and_then(part_in);
    let (submission, part) =
        named.ok_or_else(|| malformed("Upload-Metadata names no submission_id and part"))?;
    let upload =
        blocking(&gateway, move |gateway| uploads::create(gateway, desk, submission, part, length))
            .await?;
    let mut response = StatusCode::CREATED.into_response();
    let place = format!("{}/{}", path::UPLOADS, upload.row.upload);
    insert(response.headers_mut(), header::LOCATION, &place);
    tell_age(&gateway, &upload, response.headers_mut());
    Ok(response)
}

pub(super) async fn head(
    _: Tus,
    State(gateway): State<Shared>,
    SignedIn(desk): SignedIn,
    upload: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let upload = settled(&gateway, desk, upload_in(upload)?, Haste::Patient).await?;
    let mut response = StatusCode::OK.into_response();
    let headers = response.headers_mut();
    insert(headers, OFFSET, &upload.offset().to_string());
    insert(headers, LENGTH, &upload.size.to_string());
    insert(headers, METADATA, &metadata(&upload));
    tell_age(&gateway, &upload, headers);
    Ok(response)
}

/// An upload as it stands once whoever still writes to it has ended, and finished if it is full.
pub(super) async fn settled(
    gateway: &Shared,
    desk: DeskId,
    id: UploadId,
    haste: Haste,
) -> Result<Upload, Refusal> {
    blocking(gateway, move |gateway| uploads::find(gateway, desk, id)).await?;
    let turn = gateway.turns.take(id, haste).await;
    blocking(gateway, move |gateway| {
        let _turn = turn;
        let upload = uploads::find(gateway, desk, id)?;
        if upload.is_full() {
            uploads::finish(gateway, id)?;
        }
        uploads::find(gateway, desk, id)
    })
    .await
}

/// The id in an upload's path.
pub(super) fn upload_in(path: Result<Path<String>, PathRejection>) -> Result<UploadId, Refusal> {
    let id = path.ok().and_then(|Path(id)| id.parse().ok());
    id.ok_or_else(|| Refusal::new(Reason::NotFound, "no such upload"))
}

/// Says until when an unfinished upload is kept (RFC 9110, 5.6.7).
pub(super) fn tell_age(gateway: &Gateway, upload: &Upload, headers: &mut HeaderMap) {
    if upload.is_full() {
        return;
    }
    let until = upload.row.touched.plus(gateway.policy().unfinished_kept_ms);
    if let Some(until) = DateTime::from_timestamp_millis(until.get()) {
        insert(headers, EXPIRES, &until.format("%a, %d %b %Y %H:%M:%S GMT").to_string());
    }
}

pub(super) fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    let text = headers.get(name)?.to_str().ok()?;
    let is_digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_digits)
}

pub(super) fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.insert(name, value);
    }
}

/// `submission_id <base64>,part <base64>`, in any order and among others.
fn part_in(metadata: &str) -> Option<(SubmissionId, u32)> {
    let value = |wanted: &str| {
        let pairs = metadata.split(',').map(|pair| pair.trim().split_once(' '));
        let (_, value) = pairs.flatten().find(|(name, _)| *name == wanted)?;
        String::from_utf8(BASE64.decode(value.trim().as_bytes()).ok()?).ok()
    };
    Some((value("submission_id")?.parse().ok()?, value("part")?.parse().ok()?))
}

fn metadata(upload: &Upload) -> String {
    let submission = BASE64.encode(upload.row.submission.to_string().as_bytes());
    let part = BASE64.encode(upload.row.number.to_string().as_bytes());
    format!("submission_id {submission},part {part}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::Id;

    #[test]
    fn part_is_named_among_other_things() {
        let id = SubmissionId::from_bytes([7; 16]);
        let encoded = BASE64.encode(id.to_string().as_bytes());

        let named = |metadata: &str| part_in(&metadata.replace("ID", &encoded));
        assert_eq!(named("filename eA==,part MTI=, submission_id ID"), Some((id, 12)));
        for broken in ["", "part MTI=", "submission_id ID", "submission_id ID,part ???"] {
            assert_eq!(named(broken), None, "{broken}");
        }
    }
}
