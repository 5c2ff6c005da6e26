//! What is answered when something was not done: a sentence, under a status that fits its kind.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bridge::{Kind, Language, Spoken, UiError, Words};

use super::door::Refused;

/// Why something was not done, in the language that was asked for.
pub(super) struct Refusal {
    status: StatusCode,
    spoken: Spoken,
}

impl Refusal {
    /// What the desk said.
    pub(super) fn of(spoken: Spoken) -> Self {
        Self { status: status_of(spoken.kind), spoken }
    }

    /// What this program itself says.
    pub(super) fn new(status: StatusCode, failure: UiError, language: Language) -> Self {
        Self { status, spoken: Words::in_language(language).spoken(failure) }
    }

    /// What is said at the door: the same to whoever asks for anything.
    pub(super) fn at_the_door(refused: Refused, language: Language) -> Self {
        let (status, kind, code) = match refused {
            Refused::Foreign => (StatusCode::FORBIDDEN, Kind::Usage, "window-foreign"),
            Refused::NoToken => (StatusCode::UNAUTHORIZED, Kind::Locked, "window-token"),
            Refused::TooOften => (StatusCode::TOO_MANY_REQUESTS, Kind::Locked, "window-tries"),
        };
        Self::new(status, UiError::new(kind, code), language)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(self.spoken)).into_response()
    }
}

fn status_of(kind: Kind) -> StatusCode {
    match kind {
        Kind::Usage => StatusCode::BAD_REQUEST,
        Kind::Input => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::SetAside => StatusCode::CONFLICT,
        Kind::Network => StatusCode::BAD_GATEWAY,
        Kind::Locked => StatusCode::FORBIDDEN,
        Kind::Held => StatusCode::LOCKED,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
