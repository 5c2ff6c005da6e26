//! The package of the catalogue that desks are offered, whole or a range of it.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use seal::Sha256;
use wire::problem::Reason;

use super::bearer::SignedIn;
use super::ranges::{Ranged, Span};
use super::{Shared, blocking};
use crate::acts::fetching;
use crate::refusal::Refusal;

const MEDIA: &str = "application/octet-stream";

pub(super) async fn get(
    State(gateway): State<Shared>,
    SignedIn(_): SignedIn,
    path: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let sha256 = path.ok().and_then(|Path(sha256)| sha256.parse::<Sha256>().ok());
    let not_found = || Refusal::new(Reason::NotFound, "no such package of the catalogue");
    let sha256 = sha256.ok_or_else(not_found)?;
    let bytes = blocking(&gateway, move |gateway| fetching::catalogue(gateway, &sha256)).await?;
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
