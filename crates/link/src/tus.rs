//! Uploads that go on where they broke off: the client's half of tus 1.0, which any tus server
//! understands.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use data_encoding::BASE64;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use reqwest::{Method, RequestBuilder, Response};
use seal::hash::HashingReader;

use courier::{Failure, Trouble};

use crate::pieces::{Progress, body_of};
use crate::ports::PortError;
use crate::road::{Heard, Road};
use crate::tls::Dates;
use crate::trouble::passing;
use crate::verdict::About;

const VERSION: &str = "1.0.0";
/// Said where a part breaks off without an error of its own.
pub(crate) const UNREADABLE: &str = "part-unreadable";

/// Opens the bytes from an offset on; it may be called twice.
pub type Opener = Arc<dyn Fn(u64) -> Result<Box<dyn Read + Send>, PortError> + Send + Sync>;

/// Whether the server checks each slice by its SHA-256 (tus extension `checksum`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checksum {
    /// It does.
    Sha256,
    /// It does not know how to.
    Absent,
}

/// The next bytes of an upload.
#[derive(Clone)]
pub struct Slice {
    /// First byte.
    pub offset: u64,
    /// How many bytes.
    pub length: u64,
    /// Where they come from.
    pub open: Opener,
    /// Whether their hash goes ahead.
    pub checksum: Checksum,
}

/// The uploads of one gateway, or of any tus server.
#[derive(Clone)]
pub struct Uploads<'a> {
    road: &'a Road,
    headers: HeaderMap,
    progress: Progress,
}

impl<'a> Uploads<'a> {
    /// Uploads along a road, with the headers by which the server knows who sends.
    pub fn new(road: &'a Road, headers: HeaderMap, progress: Progress) -> Self {
        Self { road, headers, progress }
    }

    /// Begins an upload of `length` bytes and gives its path.
    pub async fn create(&self, path: &str, length: u64) -> Heard<String> {
        let url = self.road.endpoint().at(path);
        let request = self.request(Method::POST, path).header("upload-length", length);
        let Heard { answer, time } = self.answer(request).await;
        let path = answer.and_then(|response| {
            let location = response.headers().get(LOCATION);
            let path = location.and_then(|at| self.road.endpoint().path_of(&url, at));
            path.ok_or(passing(Trouble::NotTheGateway))
        });
        Heard::of(path, time)
    }

    /// How many bytes of an upload the server holds.
    pub async fn offset(&self, upload: &str) -> Heard<u64> {
        let Heard { answer, time } = self.answer(self.request(Method::HEAD, upload)).await;
        Heard::of(answer.and_then(|response| offset_of(&response)), time)
    }

    /// Sends the next bytes and gives how many bytes the server holds then.
    pub async fn append(&self, upload: &str, slice: Slice) -> Heard<u64> {
        let fault = Fault::default();
        match self.slice_request(upload, &slice, &fault).await {
            Ok(request) => {
                let Heard { answer, time } = self.answer(request).await;
                let end = slice.offset.saturating_add(slice.length);
                let offset = answer.and_then(|response| offset_of(&response));
                let offset = offset.and_then(|offset| within(offset, end));
                if let Ok(offset) = offset {
                    self.road.meter().arrived(offset.saturating_sub(slice.offset));
                }
                Heard::of(fault.instead_of(offset), time)
            }
            Err(failure) => Heard::failed(failure),
        }
    }

    async fn slice_request(
        &self,
        upload: &str,
        slice: &Slice,
        fault: &Fault,
    ) -> Result<RequestBuilder, Failure> {
        let request = self
            .request(Method::PATCH, upload)
            .header(CONTENT_TYPE, "application/offset+octet-stream")
            .header("upload-offset", slice.offset);
        let request = match slice.checksum {
            Checksum::Absent => request,
            Checksum::Sha256 => {
                let hash = may_block(slice.clone(), |slice| checksum(&slice)).await?;
                request.header("upload-checksum", format!("sha256 {hash}"))
            }
        };
        let source = may_block(slice.clone(), |slice| open(&slice)).await?;
        let source = Box::new(Watched { source, fault: fault.clone() });
        let meter = self.road.meter().clone();
        let body = body_of(source, slice.length, self.progress.clone(), meter);
        Ok(request.header(CONTENT_LENGTH, slice.length).body(body))
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = self.road.endpoint().at(path);
        let request = self.road.request(Dates::Kept, method, url);
        request
            .headers(self.headers.clone())
            .header("tus-resumable", HeaderValue::from_static(VERSION))
    }

    async fn answer(&self, request: RequestBuilder) -> Heard<Response> {
        let answered = self.road.send(request).await;
        let answer = match answered.response {
            Ok(response) => self.road.accepted(response, About::Bytes, &self.progress).await,
            Err(failure) => Err(failure),
        };
        let answer = answer.and_then(|response| {
            let head = self.road.head(&response);
            if head.speaks_tus() { Ok(()) } else { Err(head.stranger()) }?;
            Ok(response)
        });
        Heard::of(answer, answered.time)
    }
}

fn offset_of(response: &Response) -> Result<u64, Failure> {
    let offset = response.headers().get("upload-offset").and_then(|value| value.to_str().ok());
    offset.and_then(|text| text.parse().ok()).ok_or(passing(Trouble::NotTheGateway))
}

/// A server that holds more than it was sent is none to believe.
fn within(offset: u64, end: u64) -> Result<u64, Failure> {
    if offset <= end { Ok(offset) } else { Err(passing(Trouble::NotTheGateway)) }
}

fn open(slice: &Slice) -> Result<Box<dyn Read + Send>, Failure> {
    (slice.open)(slice.offset).map_err(|error| error.failure())
}

fn checksum(slice: &Slice) -> Result<String, Failure> {
    let mut source = HashingReader::new(open(slice)?.take(slice.length));
    io::copy(&mut source, &mut io::sink()).map_err(|error| harm(&error))?;
    let (_, digest) = source.finish();
    if digest.size != slice.length {
        return Err(Failure::Unreadable(UNREADABLE));
    }
    Ok(BASE64.encode(digest.sha256.as_bytes()))
}

/// What an error of reading means. One that the desk gave no word for is a disk's or another
/// program's, and may be over later.
pub(crate) fn harm(error: &io::Error) -> Failure {
    let of_port = error.get_ref().and_then(|inner| inner.downcast_ref::<PortError>());
    of_port.map_or(Failure::Unable(UNREADABLE), PortError::failure)
}

/// Runs something on a thread that may block.
pub(crate) async fn may_block<I: Send + 'static, T: Send + 'static>(
    input: I,
    work: impl FnOnce(I) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(move || work(input)).await;
    done.unwrap_or(Err(Failure::Unable("link-machine")))
}

/// What went wrong with the desk's own file while its bytes went out. The network's error that
/// follows is only its shadow.
#[derive(Clone, Default)]
struct Fault(Arc<Mutex<Option<Failure>>>);

impl Fault {
    fn set(&self, failure: Failure) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(failure);
    }

    fn instead_of<T>(&self, answer: Result<T, Failure>) -> Result<T, Failure> {
        let fault = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        match fault {
            Some(fault) if answer.is_err() => Err(fault),
            _ => answer,
        }
    }
}

struct Watched {
    source: Box<dyn Read + Send>,
    fault: Fault,
}

impl Read for Watched {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into);
        match &read {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => self.fault.set(harm(error)),
            Ok(0) if !into.is_empty() => {
                self.fault.set(Failure::Unreadable(UNREADABLE));
            }
            _ => {}
        }
        read
    }
}
