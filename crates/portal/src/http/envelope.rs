//! What every answer to a request that could be read carries, whatever happens inside: the signed time, and to
//! whoever does not say that it is a desk, headers that keep browsers out. A request that panics is answered like any other failure.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use tokio::sync::{Semaphore, SemaphorePermit};
use wire::capabilities::CLIENT;
use wire::path;
use wire::problem::Reason;
use wire::time::{GatewayTime, NONCE, TIME};

use super::Shared;
use super::bearer::Visitor;
use crate::error::PortalError;
use crate::refusal::Refusal;

/// Longest nonce that is echoed.
const LONGEST_NONCE: usize = 64;

/// What stands before the router.
#[derive(Clone)]
pub(super) struct Door {
    pub(super) gateway: Shared,
    pub(super) permits: Arc<Semaphore>,
    /// For those who send a body and have shown nothing yet: they never keep a desk out.
    pub(super) strangers: Arc<Semaphore>,
}

/// Whether there is room for a request.
enum Room<'d> {
    /// There is, until this is dropped.
    Taken(#[expect(dead_code, reason = "held, not read")] SemaphorePermit<'d>),
    /// It needs none: what it asks for is small, and every desk needs it.
    NotNeeded,
}

impl Door {
    /// The room that a request takes, if there is any.
    fn room(&self, path: &str) -> Option<Room<'_>> {
        let permits = match path {
            path::TIME | path::CAPABILITIES => return Some(Room::NotNeeded),
            path::ENROLMENTS => &self.strangers,
            _ => &self.permits,
        };
        permits.try_acquire().ok().map(Room::Taken)
    }
}

/// Lets a request in if there is room, and dresses the answer.
pub(super) async fn envelope(
    State(door): State<Door>,
    mut request: Request,
    next: Next,
) -> Response {
    let nonce = nonce_in(request.headers());
    let is_desk = request.headers().contains_key(CLIENT);
    let visitor = Visitor::default();
    request.extensions_mut().insert(visitor.clone());
    let path = request.uri().path().to_owned();
    let mut response = match door.room(&path) {
        None => Refusal::new(Reason::Busy, "too many requests at this time").into_response(),
        Some(_room) => match AssertUnwindSafe(next.run(request)).catch_unwind().await {
            Ok(response) => response,
            Err(_) => Refusal::Failed(PortalError::Panic).into_response(),
        },
    };
    visitor.leaves();
    let signer = door.gateway.signer();
    let time = GatewayTime { now_ms: door.gateway.now(), nonce };
    let time = time.sign(&signer.id, &signer.key).ok();
    if let Some(time) = time.and_then(|time| HeaderValue::try_from(time).ok()) {
        response.headers_mut().insert(HeaderName::from_static(TIME), time);
    }
    harden(response.headers_mut());
    if !is_desk {
        keep_browsers_out(response.headers_mut());
    }
    response
}

/// The nonce of a request; none when it is not 1 to 64 visible ASCII characters.
fn nonce_in(headers: &HeaderMap) -> String {
    let nonce = headers.get(NONCE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_fit = nonce.len() <= LONGEST_NONCE && nonce.bytes().all(|b| b.is_ascii_graphic());
    if is_fit { nonce.to_owned() } else { String::new() }
}

fn harden(headers: &mut HeaderMap) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// What only a browser heeds. A desk pays for it with each look for news, and no page can make a browser
/// say what a desk says of itself.
fn keep_browsers_out(headers: &mut HeaderMap) {
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
