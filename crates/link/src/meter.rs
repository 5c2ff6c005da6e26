//! How many bytes went over a road: by them a clerk whose network costs money sees what it cost.
//!
//! Bodies and blocks are counted as they are handed to the connection or come out of it. What stands
//! around them is reckoned: heads from their text, 22 bytes for each record of TLS, a handshake where
//! a connection must have been made. What TCP and IP add, some four in a hundred, is not in it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use reqwest::header::HeaderMap;
use reqwest::{Request, Response};

/// What each record of TLS 1.3 has around its bytes.
const RECORD: u64 = 22;
/// A handshake with a chain of two certificates, out and in.
const HANDSHAKE: (u64, u64) = (600, 3_400);
/// What every request has that is not seen here: the host, the program's name, what it takes.
const USUAL: u64 = 160;

/// Bytes since a road was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traffic {
    /// Handed to the network.
    pub up: u64,
    /// Come from the network.
    pub down: u64,
    /// Of announcements and parts, those of which the gateway has said that it has them.
    pub arrived: u64,
}

/// Counts on whatever thread the bytes are.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    up: AtomicU64,
    down: AtomicU64,
    arrived: AtomicU64,
    is_connected: AtomicBool,
}

impl Meter {
    pub(crate) fn traffic(&self) -> Traffic {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Traffic { up: read(&self.up), down: read(&self.down), arrived: read(&self.arrived) }
    }

    /// Bytes went out together.
    pub(crate) fn went(&self, bytes: usize) {
        add(&self.up, RECORD.saturating_add(bytes as u64));
    }

    /// Bytes came in together.
    pub(crate) fn came(&self, bytes: usize) {
        add(&self.down, RECORD.saturating_add(bytes as u64));
    }

    /// The gateway has said that it has so many bytes more.
    pub(crate) fn arrived(&self, bytes: u64) {
        add(&self.arrived, bytes);
    }

    /// A request goes out; its body is counted piece by piece.
    pub(crate) fn asked(&self, request: &Request) {
        let line = request.url().as_str().len().saturating_add(request.method().as_str().len());
        add(&self.up, USUAL.saturating_add(RECORD).saturating_add(line as u64));
        add(&self.up, of_heads(request.headers()));
        if request.url().scheme() == "https" && !self.is_connected.swap(true, Ordering::Relaxed) {
            add(&self.up, HANDSHAKE.0);
            add(&self.down, HANDSHAKE.1);
        }
    }

    /// The head of an answer came in.
    pub(crate) fn answered(&self, response: &Response) {
        add(&self.down, RECORD.saturating_add(of_heads(response.headers())));
    }

    /// The connection is no more, or serves something else: the next request makes one.
    pub(crate) fn disconnected(&self) {
        self.is_connected.store(false, Ordering::Relaxed);
    }
}

fn add(count: &AtomicU64, bytes: u64) {
    count.fetch_add(bytes, Ordering::Relaxed);
}

/// Each head has four bytes around its name and its value, and the first line is about as long.
fn of_heads(headers: &HeaderMap) -> u64 {
    let heads = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    heads.sum::<usize>().saturating_add(20) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(url: &str) -> Request {
        Request::new(reqwest::Method::GET, url.parse().unwrap())
    }

    #[test]
    fn handshake_is_counted_once_for_each_connection_that_is_encrypted() {
        let (meter, far) = (Meter::default(), request("https://cong.example.vn/v1/time"));

        meter.asked(&far);
        let first = meter.traffic();
        meter.asked(&far);
        let second = meter.traffic();
        meter.disconnected();
        meter.asked(&far);
        let third = meter.traffic();

        assert_eq!(first.down, HANDSHAKE.1);
        assert_eq!(second.up - first.up, first.up - HANDSHAKE.0, "the connection was kept");
        assert_eq!(third.down, 2 * HANDSHAKE.1);
    }

    #[test]
    fn plain_connection_has_no_handshake_and_bytes_are_counted_both_ways() {
        let meter = Meter::default();

        meter.asked(&request("http://127.0.0.1/"));
        let head = meter.traffic();
        meter.went(1000);
        meter.came(500);
        meter.arrived(900);

        assert_eq!(head.down, 0);
        let Traffic { up, down, arrived } = meter.traffic();
        assert_eq!((up - head.up, down, arrived), (1000 + RECORD, 500 + RECORD, 900));
    }
}
