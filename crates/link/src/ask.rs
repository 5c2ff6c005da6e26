//! Questions whose answer is a JSON document.

use std::io::{Cursor, Read, Write};

use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use reqwest::{Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use courier::{Failure, Trouble};
use wire::problem::{self, Problem};

use crate::pieces::{Progress, body_of};
use crate::road::{Heard, Road};
use crate::tls::Dates;
use crate::trouble::passing;
use crate::verdict::{About, Head};

/// A refusal has few words.
const LONGEST_PROBLEM: usize = 64 * 1024;
const GZIP: &str = "gzip";

/// A request with a JSON body, compressed where that is worth it, and how many bytes that body has.
pub(crate) fn posted_packed(
    road: &Road,
    dates: Dates,
    path: &str,
    body: &impl Serialize,
    progress: &Progress,
) -> Result<(RequestBuilder, u64), Failure> {
    let plain = written(body)?;
    let mut into = GzEncoder::new(Vec::new(), Compression::default());
    let packed = into.write_all(&plain).and_then(|()| into.finish());
    Ok(match packed {
        Ok(packed) if packed.len() < plain.len() => {
            let length = packed.len() as u64;
            let request = posting(road, dates, path, packed, progress);
            (request.header(CONTENT_ENCODING, "gzip"), length)
        }
        _ => {
            let length = plain.len() as u64;
            (posting(road, dates, path, plain, progress), length)
        }
    })
}

/// A request with a JSON body.
pub(crate) fn posted(
    road: &Road,
    dates: Dates,
    path: &str,
    body: &impl Serialize,
    progress: &Progress,
) -> Result<RequestBuilder, Failure> {
    Ok(posting(road, dates, path, written(body)?, progress))
}

fn written(body: &impl Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(body).map_err(|_| Failure::Unable("link-machine"))
}

fn posting(
    road: &Road,
    dates: Dates,
    path: &str,
    body: Vec<u8>,
    progress: &Progress,
) -> RequestBuilder {
    let length = body.len() as u64;
    road.request(dates, Method::POST, road.endpoint().at(path))
        .header(CONTENT_TYPE, "application/json")
        .header(CONTENT_LENGTH, length)
        .body(body_of(Box::new(Cursor::new(body)), length, progress.clone(), road.meter().clone()))
}

impl Road {
    /// Asks for a JSON document, which may come compressed.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        about: About,
        progress: &Progress,
    ) -> Heard<T> {
        let answered = self.send(request.header(ACCEPT_ENCODING, GZIP)).await;
        let answer = match answered.response {
            Ok(response) => self.document(response, about, progress).await,
            Err(failure) => Err(failure),
        };
        Heard::of(answer, answered.time)
    }

    async fn document<T: DeserializeOwned>(
        &self,
        response: Response,
        about: About,
        progress: &Progress,
    ) -> Result<T, Failure> {
        let response = self.accepted(response, about, progress).await?;
        // 201 and the like would be as good; a document without its media type is a web page.
        if !self.head(&response).is("application/json") {
            return Err(self.head(&response).stranger());
        }
        let body = self.body(response, self.longest_answer(), progress).await?;
        serde_json::from_slice(&body).map_err(|_| passing(Trouble::NotTheGateway))
    }

    /// The answer, unless its status refuses or somebody else gave it.
    pub(crate) async fn accepted(
        &self,
        response: Response,
        about: About,
        progress: &Progress,
    ) -> Result<Response, Failure> {
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        let headers = response.headers().clone();
        let now = self.clock().gateway_now();
        let head = Head { status, headers: &headers, now };
        let problem =
            if head.is(problem::MEDIA) { self.read(response, progress).await } else { None };
        Err(head.refusal(about, problem))
    }

    pub(crate) fn head<'a>(&self, response: &'a Response) -> Head<'a> {
        Head {
            status: response.status(),
            headers: response.headers(),
            now: self.clock().gateway_now(),
        }
    }

    async fn read(&self, response: Response, progress: &Progress) -> Option<Problem> {
        let body = self.body(response, LONGEST_PROBLEM, progress).await.ok()?;
        serde_json::from_slice(&body).ok()
    }

    /// A whole body, if it is no longer than `longest`, on the way or unpacked.
    async fn body(
        &self,
        mut response: Response,
        longest: usize,
        progress: &Progress,
    ) -> Result<Vec<u8>, Failure> {
        let coding = coding(response.headers());
        let mut body = vec![];
        while let Some(chunk) = self.chunk(&mut response).await? {
            progress();
            if body.len().saturating_add(chunk.len()) > longest {
                return Err(passing(Trouble::NotTheGateway));
            }
            body.extend_from_slice(&chunk);
        }
        match coding {
            Coding::Plain => Ok(body),
            Coding::Gzip => unpacked(&body, longest).ok_or(passing(Trouble::NotTheGateway)),
            Coding::Foreign => Err(passing(Trouble::NotTheGateway)),
        }
    }
}

/// How a body was packed for the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Plain,
    Gzip,
    /// Nobody asked for it.
    Foreign,
}

fn coding(headers: &HeaderMap) -> Coding {
    match headers.get(CONTENT_ENCODING).map(|coding| coding.as_bytes().to_ascii_lowercase()) {
        None => Coding::Plain,
        Some(coding) if coding == b"identity" => Coding::Plain,
        Some(coding) if coding == GZIP.as_bytes() => Coding::Gzip,
        Some(_) => Coding::Foreign,
    }
}

/// What was packed, if it is whole, has nothing behind it, and is no longer than `longest`: a few bytes
/// can be made to unpack to gigabytes.
fn unpacked(packed: &[u8], longest: usize) -> Option<Vec<u8>> {
    let most = u64::try_from(longest).unwrap_or(u64::MAX).saturating_add(1);
    let mut plain = vec![];
    let mut decoder = GzDecoder::new(packed).take(most);
    decoder.read_to_end(&mut plain).ok()?;
    let is_whole = plain.len() <= longest && decoder.into_inner().into_inner().is_empty();
    is_whole.then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(plain: &[u8]) -> Vec<u8> {
        let mut into = GzEncoder::new(Vec::new(), Compression::best());
        into.write_all(plain).unwrap();
        into.finish().unwrap()
    }

    #[test]
    fn packed_body_is_unpacked_up_to_the_limit_and_no_further() {
        let plain = vec![b' '; 50_000];

        assert_eq!(unpacked(&packed(&plain), 50_000), Some(plain.clone()));
        assert_eq!(unpacked(&packed(&plain), 49_999), None, "one byte too many");
        assert!(packed(&plain).len() < 500, "a few bytes on the way");
    }

    #[test]
    fn packed_body_counts_only_when_it_is_whole_and_alone() {
        let whole = packed(br#"{"more":false}"#);

        for end in 0..whole.len() {
            assert_eq!(unpacked(&whole[..end], 1000), None, "cut off after {end}");
        }
        let mut damaged = whole.clone();
        damaged[whole.len() - 6] ^= 1;
        assert_eq!(unpacked(&damaged, 1000), None, "its checksum tells");
        assert_eq!(unpacked(&[whole.as_slice(), b"x"].concat(), 1000), None, "with a tail");
        assert!(unpacked(&whole, 1000).is_some());
    }
}
