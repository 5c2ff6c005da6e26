//! The package of the catalogue that desks are offered, or what makes it of one that a desk has, whole or
//! a range of it.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use seal::Sha256;
use serde::Deserialize;
use wire::problem::Reason;

use super::bearer::SignedIn;
use super::ranges::{Ranged, Span};
use super::{Shared, blocking};
use crate::acts::deltas::{self, Fetched};
use crate::acts::fetching;
use crate::gateway::Gateway;
use crate::refusal::Refusal;

const MEDIA: &str = "application/octet-stream";

/// What whoever asks has already.
#[derive(Deserialize)]
pub(super) struct Since {
    since: Option<String>,
}

pub(super) async fn get(
    State(gateway): State<Shared>,
    SignedIn(_): SignedIn,
    path: Result<Path<String>, PathRejection>,
    asked: Result<Query<Since>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let sha256 = path.ok().and_then(|Path(sha256)| sha256.parse::<Sha256>().ok());
    let not_found = || Refusal::new(Reason::NotFound, "no such package of the catalogue");
    let sha256 = sha256.ok_or_else(not_found)?;
    // Whatever else somebody has: it is unknown here, and the whole package is right for it.
    let since = asked.ok().and_then(|Query(asked)| asked.since?.parse::<Sha256>().ok());
    let whole = move |gateway: &Gateway| fetching::catalogue(gateway, &sha256);
    let whole = Fetched { sha256, bytes: blocking(&gateway, whole).await? };
    let Fetched { sha256, bytes } = match since {
        Some(base) => deltas::since(&gateway, base, whole).await?,
        None => whole,
    };
    let tag = format!("\"{sha256}\"");
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let file = Ranged { media: MEDIA, tag: &tag, size };
    Ok(file.answer(&headers, |span| body(bytes, span)))
}

/// Some of the bytes, which are held once for all who fetch them at the same time.
fn body(bytes: Arc<[u8]>, span: Span) -> Body {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    let (start, end) = (place(span.start), place(span.end));
    Body::from(Bytes::from_owner(bytes).slice(start..end))
}
