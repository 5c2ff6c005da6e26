//! `GET /v1/stream`: the handshake. What follows it is the `course` of the stream.

mod course;
mod job;
mod lanes;
mod road;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ids::DeskId;
use hyper::upgrade::OnUpgrade;
use wire::path;
use wire::problem::Reason;
use wire::stream::{MOST_RESUMED, OFFSETS, PROTOCOL, RESUME};

use self::course::Course;
use super::bearer::SignedIn;
use super::{Shared, blocking, problem, tus};
use crate::acts::uploads;
use crate::place::Place;
use crate::refusal::Refusal;
use crate::store::uploads::UploadId;
use crate::turns::Haste;

/// What to say instead of an offset.
const NOT_THERE: &str = "-";

/// Tells how far the named uploads have come, and hands the connection over.
pub(super) async fn begin(
    State(gateway): State<Shared>,
    SignedIn(desk): SignedIn,
    request: Request,
) -> Result<Response, Refusal> {
    let (mut parts, _) = request.into_parts();
    let Some(upgrade) = wished(&mut parts) else { return Ok(not_upgraded()) };
    let named = named(&parts.headers)?;
    let busy = || Refusal::new(Reason::Busy, "too many streams at this time");
    let seat = gateway.streams.enter(desk, gateway.policy().max_streams).ok_or_else(busy)?;
    let mut offsets = Vec::with_capacity(named.len());
    for path in named {
        offsets.push(offset(&gateway, desk, path).await?);
    }
    let place = parts.extensions.remove::<Arc<Place>>();
    let course = Course::new(gateway, desk, seat, place);
    tokio::spawn(course.run(upgrade));
    Ok(switched(&offsets.join(",")))
}

/// The way to the connection, if the request asks for this protocol and may be answered with it.
fn wished(parts: &mut Parts) -> Option<OnUpgrade> {
    let lists = |name, wanted: &str| {
        let values =
            parts.headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
        let mut words = values.flat_map(|value| value.split(','));
        words.any(|word| word.trim().eq_ignore_ascii_case(wanted))
    };
    let is_asked = parts.method == Method::GET
        && lists(header::CONNECTION, "upgrade")
        && lists(header::UPGRADE, PROTOCOL);
    parts.extensions.remove::<OnUpgrade>().filter(|_| is_asked)
}

fn not_upgraded() -> Response {
    let refusal = Refusal::other("malformed", 426, "this place is only for streams of blocks");
    let mut response = problem::answer(&refusal.problem());
    tell_protocol(response.headers_mut());
    response
}

fn switched(offsets: &str) -> Response {
    let mut response = (StatusCode::SWITCHING_PROTOCOLS, Body::empty()).into_response();
    let headers = response.headers_mut();
    tell_protocol(headers);
    tus::insert(headers, header::HeaderName::from_static(OFFSETS), offsets);
    response
}

fn tell_protocol(headers: &mut HeaderMap) {
    headers.insert(header::UPGRADE, HeaderValue::from_static(PROTOCOL));
    headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
}

/// The paths of the uploads whose offsets are asked for.
fn named(headers: &HeaderMap) -> Result<Vec<&str>, Refusal> {
    let malformed = || Refusal::new(Reason::Malformed, "nopho-resume cannot be read");
    let mut named = vec![];
    for value in headers.get_all(RESUME) {
        let value = value.to_str().map_err(|_| malformed())?;
        named.extend(value.split(',').map(str::trim).filter(|path| !path.is_empty()));
    }
    if named.len() > MOST_RESUMED { Err(malformed()) } else { Ok(named) }
}

/// Where an upload stands once whoever still writes to it has ended, which it does at once.
async fn offset(gateway: &Shared, desk: DeskId, path: &str) -> Result<String, Refusal> {
    let Some(id) = upload_at(path) else { return Ok(NOT_THERE.to_owned()) };
    let told = match tus::settled(gateway, desk, id, Haste::AtOnce).await {
        // It was full, and its bytes were thrown away: it may stand at its beginning.
        Err(Refusal::Problem(_)) => {
            blocking(gateway, move |gateway| uploads::find(gateway, desk, id)).await
        }
        told => told,
    };
    match told {
        Ok(upload) => Ok(upload.offset().to_string()),
        Err(Refusal::Problem(_)) => Ok(NOT_THERE.to_owned()),
        Err(failed) => Err(failed),
    }
}

/// The upload at a path.
fn upload_at(path: &str) -> Option<UploadId> {
    path.strip_prefix(path::UPLOADS)?.strip_prefix('/')?.parse().ok()
}
