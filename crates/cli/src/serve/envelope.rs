//! What stands around every request: the door before it, and headers after it that keep the window
//! from loading, framing or telling anything elsewhere.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Shared;
use super::answer::Refusal;
use super::visit::Visit;

/// The window loads what this program embeds, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// Judges where a request comes from, and dresses the answer.
pub(super) async fn envelope(
    State(served): State<Shared>,
    request: Request,
    next: Next,
) -> Response {
    let mut answer = match served.door.judge(request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refused) => {
            let visit = Visit::of(&served, request.uri(), request.headers());
            Refusal::at_the_door(refused, visit.language).into_response()
        }
    };
    harden(answer.headers_mut());
    answer
}

fn harden(headers: &mut HeaderMap) {
    let unless_said =
        [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")];
    for (name, value) in unless_said {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    for name in ["Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"] {
        headers.insert(name, HeaderValue::from_static("same-origin"));
    }
}
