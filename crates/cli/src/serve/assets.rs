//! Papers and results, to be looked at in the window.

use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bridge::Words;

use super::Shared;
use super::answer::Refusal;
use super::calls::blocking;
use super::visit::Visit;

/// A picture or a file to be saved: whatever is in it runs nothing and reaches nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'; sandbox";
/// A PDF in a frame of the window. The browsers' own viewers do not work in a sandbox, and keep
/// the file's scripts to themselves.
const POLICY_OF_PDF: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// `GET /asset/…`.
pub(super) async fn asset(
    State(served): State<Shared>,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    let visit = Visit::of(&served, request.uri(), request.headers());
    if let Err(refusal) = visit.enter(&served) {
        return refusal.into_response();
    }
    let language = visit.language;
    let found = blocking(&served, language, move |host| {
        host.asset(&path).map_err(|failure| Words::in_language(language).spoken(failure))
    });
    match found.await {
        Ok(found) => shown(&found.mime, found.bytes),
        Err(refusal) => Refusal::into_response(refusal),
    }
}

fn shown(mime: &str, bytes: Vec<u8>) -> Response {
    let policy = if mime == "application/pdf" { POLICY_OF_PDF } else { POLICY };
    // What a browser does not show, or might run, is saved instead.
    let is_shown = mime == "application/pdf" || matches!(mime, "image/jpeg" | "image/png");
    let place = if is_shown { "inline" } else { "attachment" };
    let mime = HeaderValue::from_str(mime)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    let headers = [
        (header::CONTENT_TYPE, mime),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(place)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_might_run_is_saved_and_not_shown() {
        for (mime, place) in [
            ("application/pdf", "inline"),
            ("image/jpeg", "inline"),
            ("text/html", "attachment"),
            ("image/svg+xml", "attachment"),
            ("text/\n", "attachment"),
        ] {
            let answer = shown(mime, Vec::new());
            assert_eq!(answer.headers()[header::CONTENT_DISPOSITION], place, "{mime}");
        }
    }
}
