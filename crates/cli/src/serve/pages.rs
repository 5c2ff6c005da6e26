//! The window's own files, embedded with the feature `window`; they hold nobody's secrets, so they
//! need no token.

use std::borrow::Cow;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bridge::{Kind, UiError};

use super::Shared;
use super::answer::Refusal;
use super::visit::Visit;

const INDEX: &str = "index.html";

/// One file of the window.
struct File {
    bytes: Cow<'static, [u8]>,
    /// Changes when the bytes do.
    tag: String,
}

/// `GET` of a file; `/` is the window itself.
pub(super) async fn page(served: State<Shared>, request: Request) -> Response {
    let name = match request.uri().path().trim_start_matches('/') {
        "" => INDEX,
        name => name,
    };
    match embedded::find(name) {
        Some(found) if request.method().is_safe() => sent(name, found, request.headers()),
        _ => no_such_place(served, request).await,
    }
}

/// Anything else.
pub(super) async fn no_such_place(State(served): State<Shared>, request: Request) -> Response {
    let visit = Visit::of(&served, request.uri(), request.headers());
    let failure = UiError::new(Kind::Usage, "window-place");
    Refusal::new(StatusCode::NOT_FOUND, failure, visit.language).into_response()
}

fn sent(name: &str, file: File, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", file.tag);
    let is_known = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag.as_str());
    let keep = if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime(name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if is_known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, file.bytes).into_response()
}

/// Vite writes a hash of the content into the names that it puts here.
fn is_hashed(name: &str) -> bool {
    name.starts_with("assets/")
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "ftl") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(feature = "window")]
mod embedded {
    use rust_embed::RustEmbed;

    use super::File;

    /// The window as `npm run build` wrote it: inside the program when it is built for release,
    /// read from `ui/dist` at each request when it is built for development.
    #[derive(RustEmbed)]
    #[folder = "../../ui/dist"]
    struct Window;

    pub(super) fn find(name: &str) -> Option<File> {
        let found = Window::get(name)?;
        let hash = found.metadata.sha256_hash();
        let half = hash.first_chunk().copied().unwrap_or_default();
        let tag = format!("{:032x}", u128::from_be_bytes(half));
        Some(File { bytes: found.data, tag })
    }
}

#[cfg(not(feature = "window"))]
mod embedded {
    use std::borrow::Cow;

    use super::{File, INDEX};

    /// Says that there is no window here, and how to get one.
    const NO_WINDOW: &str = include_str!("no-window.html");

    pub(super) fn find(name: &str) -> Option<File> {
        let bytes = Cow::Borrowed(NO_WINDOW.as_bytes());
        let tag = concat!("without-", env!("CARGO_PKG_VERSION")).to_owned();
        (name == INDEX).then_some(File { bytes, tag })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_file() -> File {
        File { bytes: Cow::Borrowed(b"let x"), tag: "1f".to_owned() }
    }

    #[test]
    fn file_named_by_its_hash_is_kept_for_ever_and_others_are_asked_for_again() {
        let kept = |name| {
            let answer = sent(name, a_file(), &HeaderMap::new());
            answer.headers()[header::CACHE_CONTROL].to_str().unwrap().to_owned()
        };

        assert!(kept("assets/index-Dk2f9.js").contains("immutable"));
        assert_eq!([kept("index.html"), kept("favicon.svg")], ["no-cache"; 2]);
    }

    #[test]
    fn file_that_the_browser_has_is_not_sent_again() {
        let mut asked = HeaderMap::new();
        asked.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"1f\""));
        let known = sent("a.js", a_file(), &asked);
        asked.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"20\""));
        let other = sent("a.js", a_file(), &asked);

        assert_eq!([known.status(), other.status()], [StatusCode::NOT_MODIFIED, StatusCode::OK]);
    }
}
