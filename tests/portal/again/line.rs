//! Requests as bytes on a line of their own: whole, cut off anywhere, or held up anywhere.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use flate2::read::GzDecoder;
use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(60);
/// How often a request is sent whose answer is torn away with the line.
const TRIES: usize = 20;

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
        let mut plain = vec![];
        match self.header("content-encoding") {
            "gzip" => drop(GzDecoder::new(&*self.body).read_to_end(&mut plain).unwrap()),
            _ => plain.clone_from(&self.body),
        }
        serde_json::from_slice(&plain).unwrap_or_default()
    }

    pub fn is_granted(&self) -> bool {
        self.status == 101 || (200..300).contains(&self.status)
    }
}

/// Sends a whole request and reads the whole answer; after an upgrade, everything that is said. Whoever is
/// refused early may lose the answer with the line, and asks again.
pub fn ask(address: SocketAddr, raw: &[u8]) -> Reply {
    let tries = (0..TRIES).find_map(|_| {
        let mut line = TcpStream::connect(address).unwrap();
        // What cannot be said any more may have been answered all the same.
        let _ = line.write_all(raw);
        reply(&mut line, raw).ok()
    });
    tries.unwrap_or_else(|| panic!("no answer to {}", String::from_utf8_lossy(raw)))
}

fn reply(line: &mut TcpStream, raw: &[u8]) -> io::Result<Reply> {
    line.set_read_timeout(Some(PATIENCE))?;
    let (mut head, mut byte) = (vec![], [0]);
    while !head.ends_with(b"\r\n\r\n") {
        line.read_exact(&mut byte)?;
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
        line.read_to_end(&mut body)?;
    } else if !raw.starts_with(b"HEAD ") {
        let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
        body.resize(length, 0);
        line.read_exact(&mut body)?;
    }
    Ok(Reply { status, headers, body })
}

/// Sends the beginning of a request, and hangs up.
pub fn cut(address: SocketAddr, raw: &[u8], after: usize) {
    drop(Held::begun(address, raw, after));
}

/// A request of which only the beginning is said so far, on a line that stays.
pub struct Held {
    line: TcpStream,
    raw: Vec<u8>,
    said: usize,
}

impl Held {
    pub fn begun(address: SocketAddr, raw: &[u8], said: usize) -> Self {
        let mut line = TcpStream::connect(address).unwrap();
        let _ = line.write_all(&raw[..said]);
        Self { line, raw: raw.to_vec(), said }
    }

    /// Says the rest; tells what was answered, if anybody listened so long.
    pub fn finish(mut self) -> Option<Reply> {
        let _ = self.line.write_all(&self.raw[self.said..]);
        reply(&mut self.line, &self.raw).ok()
    }
}
