//! Records in JSON, compressed for whoever asks for it, and whole: the answer says how long its packed
//! bytes are, because in front of many gateways stands something that knows no chunks.

use std::io::Write;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::BodyExt;

/// What is shorter fits into a packet or two either way.
const WORTH_IT: u64 = 1024;
const RECORD: &str = "application/json";

/// Compresses an answer that is a record, if the request allows it and the answer gets shorter.
pub(super) async fn pack(request: Request, next: Next) -> Response {
    let is_wanted = takes_gzip(request.headers());
    let mut response = next.run(request).await;
    if !is_record(&response) {
        return response;
    }
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if is_wanted { packed(response).await } else { response }
}

/// Files have ranges of their own, which count bytes as they are.
fn is_record(response: &Response) -> bool {
    let headers = response.headers();
    response.status() == StatusCode::OK
        && headers.get(header::CONTENT_TYPE).is_some_and(|media| media == RECORD)
        && !headers.contains_key(header::ACCEPT_RANGES)
}

async fn packed(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let size = axum::body::HttpBody::size_hint(&body).exact();
    if size.is_none_or(|size| size < WORTH_IT) {
        return Response::from_parts(parts, body);
    }
    // A record is in memory, so nothing can break off.
    let plain = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let smaller = tokio::task::spawn_blocking({
        let plain = plain.clone();
        move || compressed(&plain).filter(|packed| packed.len() < plain.len())
    });
    let Ok(Some(smaller)) = smaller.await else {
        return Response::from_parts(parts, Body::from(plain));
    };
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(smaller.len()));
    Response::from_parts(parts, Body::from(Bytes::from(smaller)))
}

fn compressed(plain: &[u8]) -> Option<Vec<u8>> {
    let mut into = GzEncoder::new(Vec::new(), Compression::default());
    into.write_all(plain).ok()?;
    into.finish().ok()
}

/// Whether the request names gzip, and does not name it as what it cannot read (RFC 9110, 12.5.3).
fn takes_gzip(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).into_iter();
    let words = values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    words.map(|word| word.split(';').map(str::trim)).any(|mut pieces| {
        pieces.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip")) && !pieces.any(is_never)
    })
}

fn is_never(weight: &str) -> bool {
    let weight = weight.strip_prefix("q=").or_else(|| weight.strip_prefix("Q="));
    weight.is_some_and(|weight| weight.trim().parse() == Ok(0.0_f32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_taken_only_by_whoever_names_it() {
        let takes = |value: &'static str| {
            takes_gzip(&HeaderMap::from_iter([(
                header::ACCEPT_ENCODING,
                HeaderValue::from_static(value),
            )]))
        };

        for yes in ["gzip", "GZIP", "br, gzip", "gzip;q=0.5", "deflate;q=1, gzip ; q=0.001"] {
            assert!(takes(yes), "{yes}");
        }
        for no in ["", "br", "*", "identity", "gzip;q=0", "gzip; q=0.000", "gzippy"] {
            assert!(!takes(no), "{no}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }
}
