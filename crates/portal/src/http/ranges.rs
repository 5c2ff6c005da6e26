//! A file, whole or a range of it (RFC 9110, 14).

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::tus::insert;
use crate::refusal::Refusal;

/// The bytes from `start` up to `end`, which is not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u64,
    pub(super) end: u64,
}

/// A file, as the head of an answer describes it.
pub(super) struct Ranged<'a> {
    pub(super) media: &'a str,
    pub(super) tag: &'a str,
    pub(super) size: u64,
}

/// What a request wants of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Whole,
    Part(Span),
    Nothing,
}

impl Ranged<'_> {
    /// The answer to a request with these headers.
    pub(super) fn answer(&self, headers: &HeaderMap, body: impl FnOnce(Span) -> Body) -> Response {
        let (status, span) = match wanted(headers, self.tag, self.size) {
            Wanted::Whole => (StatusCode::OK, Span { start: 0, end: self.size }),
            Wanted::Part(span) => (StatusCode::PARTIAL_CONTENT, span),
            Wanted::Nothing => return self.no_such_range(),
        };
        let mut response = (status, body(span)).into_response();
        let headers = response.headers_mut();
        insert(headers, header::CONTENT_TYPE, self.media);
        insert(headers, header::CONTENT_LENGTH, &(span.end - span.start).to_string());
        insert(headers, header::ACCEPT_RANGES, "bytes");
        insert(headers, header::ETAG, self.tag);
        if status == StatusCode::PARTIAL_CONTENT {
            let range = format!("bytes {}-{}/{}", span.start, span.end - 1, self.size);
            insert(headers, header::CONTENT_RANGE, &range);
        }
        response
    }

    fn no_such_range(&self) -> Response {
        let refusal = Refusal::other("range-not-satisfiable", 416, "no such bytes");
        let mut response = refusal.into_response();
        let range = format!("bytes */{}", self.size);
        insert(response.headers_mut(), header::CONTENT_RANGE, &range);
        response
    }
}

/// One range is understood; several, or another unit, are answered with the whole.
fn wanted(headers: &HeaderMap, tag: &str, size: u64) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let is_same = text(header::IF_RANGE).is_none_or(|seen| seen == tag);
    let range = text(header::RANGE).and_then(|range| range.trim().strip_prefix("bytes="));
    match range {
        Some(range) if is_same && !range.contains(',') => one_range(range.trim(), size),
        Some(_) | None => Wanted::Whole,
    }
}

fn one_range(range: &str, size: u64) -> Wanted {
    let Some((first, last)) = range.split_once('-') else { return Wanted::Whole };
    let span = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(start), Ok(last)) if start <= last => {
            Span { start, end: last.saturating_add(1).min(size) }
        }
        (Ok(start), Err(_)) if last.is_empty() => Span { start, end: size },
        (Err(_), Ok(count)) if first.is_empty() => {
            Span { start: size.saturating_sub(count), end: size }
        }
        _ => return Wanted::Whole,
    };
    if span.start < span.end { Wanted::Part(span) } else { Wanted::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range_is_understood_as_it_is_written() {
        let part = |start, end| Wanted::Part(Span { start, end });

        assert_eq!(one_range("0-3", 10), part(0, 4));
        assert_eq!(one_range("4-", 10), part(4, 10));
        assert_eq!(one_range("-3", 10), part(7, 10));
        assert_eq!(one_range("-99", 10), part(0, 10), "more than there is");
        assert_eq!(one_range("8-99", 10), part(8, 10));
        assert_eq!(one_range("10-", 10), Wanted::Nothing, "behind the end");
        assert_eq!(one_range("-0", 10), Wanted::Nothing);
        for odd in ["", "x", "3-1", "a-b", "-"] {
            assert_eq!(one_range(odd, 10), Wanted::Whole, "{odd:?} is no range");
        }
    }
}
