//! Questions whose answer is a JSON document.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use reqwest::{Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use courier::{Failure, Trouble};
use wire::problem::{self, Problem};

use crate::pieces::{Progress, body_of};
use crate::road::{Heard, Road};
use crate::tls::Dates;
use crate::trouble::{self, passing};
use crate::verdict::{About, Head};

/// A refusal has few words.
const LONGEST_PROBLEM: usize = 64 * 1024;

/// A request with a JSON body, compressed where that is worth it.
pub(crate) fn posted_packed(
    road: &Road,
    dates: Dates,
    path: &str,
    body: &impl Serialize,
    progress: &Progress,
) -> Result<RequestBuilder, Failure> {
    let plain = written(body)?;
    let mut into = GzEncoder::new(Vec::new(), Compression::default());
    let packed = into.write_all(&plain).and_then(|()| into.finish());
    Ok(match packed {
        Ok(packed) if packed.len() < plain.len() => {
            let request = posting(road, dates, path, packed, progress);
            request.header(CONTENT_ENCODING, "gzip")
        }
        _ => posting(road, dates, path, plain, progress),
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
        .body(body_of(Box::new(Cursor::new(body)), length, progress.clone()))
}

impl Road {
    /// Asks for a JSON document.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        about: About,
        progress: &Progress,
    ) -> Heard<T> {
        let answered = self.send(request).await;
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
        let body = body(response, self.longest_answer(), progress).await?;
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
        let problem = if head.is(problem::MEDIA) { read(response, progress).await } else { None };
        Err(head.refusal(about, problem))
    }

    pub(crate) fn head<'a>(&self, response: &'a Response) -> Head<'a> {
        Head {
            status: response.status(),
            headers: response.headers(),
            now: self.clock().gateway_now(),
        }
    }
}

async fn read(response: Response, progress: &Progress) -> Option<Problem> {
    let body = body(response, LONGEST_PROBLEM, progress).await.ok()?;
    serde_json::from_slice(&body).ok()
}

/// A whole body, if it is no longer than `longest`.
async fn body(
    mut response: Response,
    longest: usize,
    progress: &Progress,
) -> Result<Vec<u8>, Failure> {
    let mut body = vec![];
    while let Some(chunk) = response.chunk().await.map_err(|error| trouble::of(&error))? {
        progress();
        if body.len().saturating_add(chunk.len()) > longest {
            return Err(passing(Trouble::NotTheGateway));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
