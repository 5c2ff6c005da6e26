//! Requests as bytes on a line of their own: whole, or cut off anywhere.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(60);

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    /// Under names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Sends a whole request and reads the whole answer; after an upgrade, everything that is said.
pub fn ask(address: SocketAddr, raw: &[u8]) -> Reply {
    let mut line = TcpStream::connect(address).unwrap();
    line.set_read_timeout(Some(PATIENCE)).unwrap();
    // Whoever is refused early may not be able to say all of it, and is answered all the same.
    let _ = line.write_all(raw);
    let mut head = vec![];
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        assert_eq!(line.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&head));
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers: BTreeMap<_, _> =
        headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    let mut body = vec![];
    if status == 101 {
        line.read_to_end(&mut body).unwrap();
    } else if !raw.starts_with(b"HEAD ") {
        let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
        body.resize(length, 0);
        line.read_exact(&mut body).unwrap();
    }
    Reply { status, headers, body }
}

/// Sends the beginning of a request, and hangs up.
pub fn cut(address: SocketAddr, raw: &[u8], after: usize) {
    let mut line = TcpStream::connect(address).unwrap();
    let _ = line.write_all(&raw[..after]);
}
