//! Lines that are slow in each of the ways in which one can be, and one that is not.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::ops::Range;

use rustls::{ClientConnection, StreamOwned};
use wire::path;
use wire::stream::PROTOCOL;

use super::{House, Server};

/// What fills a block that is sealed at a time, but for what waits behind it.
const BEGUN: usize = 60_000;
/// What nearly fills a head.
const HEAD: usize = 14_000;
/// So much of a body is gathered.
const HALF: usize = 64 * 1024;
/// After so many more desks all of them say something.
const OFTEN: usize = 40;
/// So often a package is asked for on one line, more than the sockets between two sides take.
const WISHES: usize = 16;

/// What a line is slow at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An announcement of which half is here.
    Announcement,
    /// A slice that fills a sealed block, which never ends.
    Slice,
    /// A stream in the middle of a block.
    Stream,
    /// Reads nothing of the package of the catalogue, which it has asked for many times.
    Package,
    /// Reads nothing of a result.
    Result,
    /// A head that is as long as a head may be, and never ends. It is given up before all others.
    Head,
}

impl Kind {
    pub const ALL: [Self; 6] =
        [Self::Announcement, Self::Slice, Self::Stream, Self::Package, Self::Result, Self::Head];

    pub fn name(self) -> &'static str {
        match self {
            Self::Announcement => "half announcements",
            Self::Slice => "begun slices",
            Self::Stream => "begun blocks of streams",
            Self::Package => "unread packages",
            Self::Result => "unread results",
            Self::Head => "half heads",
        }
    }
}

type Line = StreamOwned<ClientConnection, TcpStream>;

/// A line that is never done.
pub struct SlowLine {
    line: Line,
    kind: Kind,
    left: Vec<u8>,
    said: usize,
}

impl House {
    /// More desks that are slow at one thing. Whoever is there already says something now and then, or would be
    /// given up.
    pub fn crowd(
        &self,
        server: &Server,
        (kind, numbers): (Kind, Range<usize>),
        crowd: &mut Vec<SlowLine>,
    ) {
        for number in numbers {
            if number % OFTEN == 0 {
                crowd.iter_mut().for_each(SlowLine::goes_on);
            }
            crowd.push(self.slow(server, kind, number));
        }
    }

    /// A desk that has begun to say or to read something, and whom the gateway hears.
    pub fn slow(&self, server: &Server, kind: Kind, number: usize) -> SlowLine {
        let desk = &self.desks[number];
        let get = |path: &str| format!("GET {path}");
        let (head, left, begun) = match kind {
            Kind::Announcement => {
                let body = desk.announcement();
                let request = format!("POST {}", path::ANNOUNCEMENTS);
                (self.head(desk, &request, &waiting(&body)), body, HALF)
            }
            Kind::Slice => {
                let paper = desk.paper(0);
                let mut headers = waiting(&paper).to_vec();
                headers.push(("content-type", "application/offset+octet-stream".to_owned()));
                headers.push(("upload-offset", "0".to_owned()));
                let request = format!("PATCH {}", desk.uploads[0]);
                (self.head(desk, &request, &headers), paper, BEGUN)
            }
            Kind::Stream => {
                let headers =
                    [("connection", "upgrade".to_owned()), ("upgrade", PROTOCOL.to_owned())];
                (self.head(desk, &get(path::STREAM), &headers), desk.frames(), BEGUN)
            }
            Kind::Package => (self.head(desk, &get(&self.package), &[]).repeat(WISHES), vec![], 0),
            Kind::Result => (self.head(&self.reader, &get(&self.result), &[]), vec![], 0),
            Kind::Head => {
                let head = self.head(desk, &get(path::FEED), &[]);
                (format!("{}\r\nx: {}", head.trim_end(), "x".repeat(HEAD)), vec![], 0)
            }
        };
        let mut line = self.connect(server);
        line.write_all(head.as_bytes()).unwrap();
        if matches!(kind, Kind::Announcement | Kind::Slice | Kind::Stream) {
            let word = if kind == Kind::Stream { "101" } else { "100" };
            let told = read_head(&mut line);
            assert!(told.starts_with(&format!("HTTP/1.1 {word}")), "{kind:?} {number}: {told}");
        }
        let mut slow = SlowLine { line, kind, left, said: 0 };
        slow.say(begun);
        slow
    }

    /// A line on which a desk that is not slow asks again and again.
    pub fn honest<'h>(&'h self, server: &'h Server) -> HonestLine<'h> {
        HonestLine { house: self, server, line: self.connect(server) }
    }
}

/// The gateway says when it is about to read what comes.
fn waiting(body: &[u8]) -> [(&'static str, String); 2] {
    [("content-length", body.len().to_string()), ("expect", "100-continue".to_owned())]
}

impl SlowLine {
    fn say(&mut self, bytes: usize) {
        let end = (self.said + bytes).min(self.left.len().saturating_sub(1));
        self.line.write_all(&self.left[self.said..end]).unwrap();
        self.line.flush().unwrap();
        self.said = end;
    }

    /// Says a few bytes more, or takes some, so that the gateway does not give the line up. A head has its
    /// time whatever comes.
    fn goes_on(&mut self) {
        match self.kind {
            Kind::Announcement | Kind::Slice | Kind::Stream => self.say(7),
            Kind::Package | Kind::Result => self.line.read_exact(&mut [0; 64 * 1024]).unwrap(),
            Kind::Head => {}
        }
    }

    /// Whether the gateway has neither answered what is not whole nor hung up. On a stream it says now and
    /// then what it has taken; who reads slowly always has something to read.
    pub fn is_heard(&mut self) -> bool {
        self.line.sock.set_nonblocking(true).unwrap();
        let told = self.line.read(&mut [0; 16]);
        self.line.sock.set_nonblocking(false).unwrap();
        let is_told = matches!(self.kind, Kind::Stream | Kind::Package | Kind::Result);
        match told {
            Ok(count) => count > 0 && is_told,
            Err(error) => error.kind() == ErrorKind::WouldBlock,
        }
    }
}

/// A line on which everything is asked at once.
pub struct HonestLine<'h> {
    house: &'h House,
    server: &'h Server,
    line: Line,
}

impl HonestLine<'_> {
    /// Asks for the feed; gives the status.
    pub fn asks(&mut self) -> String {
        let house = self.house;
        self.hears(&house.head(&house.honest, &format!("GET {}", path::FEED), &[]))
    }

    /// Asks for the time, which no desk's requests pay for; gives the status.
    pub fn looks_at_the_clock(&mut self) -> String {
        self.hears(&format!("GET {} HTTP/1.1\r\nhost: gateway\r\n\r\n", path::TIME))
    }

    /// A line on which nothing was said for long is closed, and then there is another.
    fn hears(&mut self, head: &str) -> String {
        let is_said = self.line.write_all(head.as_bytes()).is_ok();
        let mut told = if is_said { read_head(&mut self.line) } else { String::new() };
        if told.is_empty() {
            self.line = self.house.connect(self.server);
            self.line.write_all(head.as_bytes()).unwrap();
            told = read_head(&mut self.line);
        }
        let length = told.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        self.line.read_exact(&mut body).unwrap();
        told.split(' ').nth(1).unwrap_or_default().to_owned()
    }
}

fn read_head(line: &mut impl Read) -> String {
    let (mut read, mut byte) = (vec![], [0]);
    while !read.ends_with(b"\r\n\r\n") && line.read(&mut byte).is_ok_and(|count| count == 1) {
        read.push(byte[0]);
    }
    String::from_utf8(read).unwrap()
}
