//! Refusals as answers: problem documents (RFC 9457).

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use wire::problem::{MEDIA, Problem, Reason};

use super::body;
use crate::policy::RETRY_AFTER_S;
use crate::refusal::Refusal;

/// How much somebody is heard who is not let in.
const MOST_HEARD: usize = 256 * 1024;

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.leave_trace();
        let mut response = answer(&self.problem());
        if let Self::Later(_, seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// A problem as an answer.
pub(super) fn answer(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = (status, [(header::CONTENT_TYPE, MEDIA)], body).into_response();
    let headers = response.headers_mut();
    match status {
        StatusCode::UNAUTHORIZED => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        StatusCode::UPGRADE_REQUIRED => {
            headers.insert(header::UPGRADE, HeaderValue::from_static("nopho-client"));
        }
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S));
        }
        _ => {}
    }
    response
}

/// For a path that nobody knows.
pub(super) async fn no_such_place() -> Refusal {
    Refusal::new(Reason::NotFound, "no such place")
}

/// For a house in which there is no room.
pub(super) async fn no_room(sent: Body) -> Refusal {
    body::hear_out(sent, MOST_HEARD).await;
    Refusal::new(Reason::Busy, "too many connections at this time")
}

/// For a method that a path does not take.
pub(super) async fn no_such_method() -> Refusal {
    Refusal::other("method-not-allowed", 405, "no such method here")
}
