//! Pages and result files, for the window to show: `nopho://localhost/pages/<dossier>/<page>`.

use std::borrow::Cow;
use std::sync::Arc;

use bridge::Host;
use percent_encoding::percent_decode_str;
use tauri::UriSchemeResponder;
use tauri::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use tauri::http::header::{HeaderName, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use tauri::http::{Request, Response, StatusCode};

/// The scheme of the addresses.
pub(crate) const SCHEME: &str = "nopho";

/// A resident's file is looked at and nothing more: it runs nothing, fetches nothing, and is not kept.
/// The webview's own viewer of PDFs lays itself out with inline styles, under the same policy.
const HEADERS: &[(HeaderName, &str)] = &[
    (CACHE_CONTROL, "no-store"),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// Answers a request for a file, from a thread of its own.
pub(crate) fn give(host: &Arc<Host>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let host = Arc::clone(host);
    tauri::async_runtime::spawn_blocking(move || {
        responder.respond(answer(&host, request.uri().path()));
    });
}

fn answer(host: &Host, path: &str) -> Response<Cow<'static, [u8]>> {
    let path = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
    let mut response = Response::default();
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    match host.asset(&path) {
        Ok(asset) => {
            if let Ok(mime) = HeaderValue::from_str(&asset.mime) {
                response.headers_mut().insert(CONTENT_TYPE, mime);
            }
            *response.body_mut() = Cow::Owned(asset.bytes);
        }
        Err(_) => *response.status_mut() = StatusCode::NOT_FOUND,
    }
    response
}
