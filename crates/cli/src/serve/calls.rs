//! Commands, and papers that are handed over.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bridge::{Host, Kind, LARGEST_FORM, LARGEST_PAPER, Language, Paper, Spoken, UiError, Words};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::answer::Refusal;
use super::body::{self, Unread};
use super::visit::Visit;
use super::{Served, Shared};
use crate::input::LARGEST_PACKAGE;

/// The largest command: a form, its text written as JSON, and what stands around it.
const LARGEST_CALL: usize = 2 * LARGEST_FORM;
/// A paper that is a little too large is still read, so that the desk itself says so.
const LARGEST_BODY: usize = LARGEST_PAPER + 64 * 1024;

/// A command as the window sends it.
#[derive(Deserialize)]
struct Call {
    command: String,
    #[serde(default)]
    args: Value,
    #[serde(default)]
    language: String,
}

/// `POST /call`. The body is read before the token is judged, because it says which language to
/// answer in; it is small.
pub(super) async fn call(State(served): State<Shared>, request: Request) -> Response {
    let mut visit = Visit::of(&served, request.uri(), request.headers());
    let read = body::read(request.into_body(), LARGEST_CALL).await;
    // What serde says of a wrong body may quote it.
    let call = read.map(|bytes| serde_json::from_slice::<Call>(&bytes).ok());
    if let Ok(Some(Call { language, .. })) = &call {
        visit.language = language.parse().unwrap_or(visit.language);
    }
    if let Err(refusal) = visit.enter(&served) {
        return refusal.into_response();
    }
    let language = visit.language;
    match call {
        Ok(Some(Call { command, args, .. })) => {
            let done = blocking(&served, language, move |host| host.call(&command, args, language));
            answer(done.await)
        }
        Err(Unread::TooLarge) => {
            let failure = UiError::new(Kind::Input, "form-too-large");
            Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, failure, language).into_response()
        }
        Ok(None) | Err(Unread::CutShort) => bad_arguments(language),
    }
}

/// `POST /attach`: the file is the body, and the query says what it is.
pub(super) async fn attach(State(served): State<Shared>, request: Request) -> Response {
    let visit = Visit::of(&served, request.uri(), request.headers());
    if let Err(refusal) = visit.enter(&served) {
        return refusal.into_response();
    }
    let language = visit.language;
    let said = |name| visit.said(name).map(str::to_owned);
    let (Some(dossier), Some(component), Some(name)) =
        (said("dossier"), said("component"), said("name"))
    else {
        return bad_arguments(language);
    };
    let bytes = match body::read(request.into_body(), LARGEST_BODY).await {
        Ok(bytes) => bytes,
        Err(Unread::CutShort) => return bad_arguments(language),
        Err(Unread::TooLarge) => {
            let failure = UiError::new(Kind::Input, "file-too-large").with("file", &name);
            return Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, failure, language).into_response();
        }
    };
    let handed = blocking(&served, language, move |host| {
        let paper = Paper { component: &component, name: &name, bytes: &bytes };
        host.hand_in(language, &dossier, paper)
    });
    answer(handed.await)
}

/// `POST /bring`: a package of the catalogue is the body.
pub(super) async fn bring(State(served): State<Shared>, request: Request) -> Response {
    let visit = Visit::of(&served, request.uri(), request.headers());
    if let Err(refusal) = visit.enter(&served) {
        return refusal.into_response();
    }
    let language = visit.language;
    let bytes = match body::read(request.into_body(), LARGEST_PACKAGE).await {
        Ok(bytes) => bytes,
        Err(Unread::CutShort) => return bad_arguments(language),
        Err(Unread::TooLarge) => {
            let failure = UiError::new(Kind::Input, "package-too-big");
            return Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, failure, language).into_response();
        }
    };
    answer(blocking(&served, language, move |host| host.bring(language, &bytes)).await)
}

/// Runs what waits for the desk on a thread that may wait.
pub(super) async fn blocking<T: Send + 'static>(
    served: &Served,
    language: Language,
    run: impl FnOnce(&Host) -> Result<T, Spoken> + Send + 'static,
) -> Result<T, Refusal> {
    let host = Arc::clone(&served.host);
    let stumbled = |_| Words::in_language(language).spoken(UiError::new(Kind::Internal, "panic"));
    let done = tokio::task::spawn_blocking(move || run(&host)).await.map_err(stumbled);
    done.flatten().map_err(Refusal::of)
}

fn answer(done: Result<impl Serialize, Refusal>) -> Response {
    done.map(Json).into_response()
}

fn bad_arguments(language: Language) -> Response {
    let failure = UiError::new(Kind::Usage, "bad-arguments");
    Refusal::new(StatusCode::BAD_REQUEST, failure, language).into_response()
}
