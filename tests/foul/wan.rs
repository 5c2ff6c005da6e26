//! One stretch of weather between a client and a server, whatever makes it.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::instrument::Instrument;
use crate::kin::Kin;
use crate::lines::Weather;
use crate::loopback::Loopback;
use crate::spaces::Spaces;

const PATIENCE: Duration = Duration::from_secs(30);

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of IP packets.
    Ip,
    /// Bytes that TCP carries: nothing of its own, and none of them twice.
    Payload,
}

/// What passed, from the beginning to the end.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    /// Bytes that the client sent, whether they arrived or not.
    pub up_bytes: u64,
    /// Bytes that the server sent.
    pub down_bytes: u64,
    /// How often the path was cut.
    pub cuts: u32,
    /// Which bytes these are.
    pub unit: Unit,
}

impl Counted {
    /// Of a byte that goes up, how much can be payload where nothing is cut.
    pub fn most_payload(&self, weather: &Weather) -> f64 {
        match self.unit {
            // 1,348 of 1,400 in a packet, what TLS puts around a record of 16 KiB, and what is lost.
            Unit::Ip => 0.96 * (1.0 - f64::from(weather.lost_per_10k) / 10_000.0),
            Unit::Payload => 0.998,
        }
    }
}

/// Weather that goes on until it is ended or dropped.
pub enum Wan {
    /// Of packets.
    Spaces(Spaces),
    /// Of connections.
    Loopback(Loopback),
}

impl Wan {
    /// Lets weather begin: one at a time of each instrument.
    pub fn begin(instrument: &Instrument, folder: &Path, weather: &Weather, seed: u32) -> Self {
        match instrument {
            Instrument::Carrier(carrier) => {
                Self::Spaces(Spaces::begin(carrier, folder, weather, seed))
            }
            Instrument::Proxy(ports) => Self::Loopback(Loopback::begin(ports, weather, seed)),
        }
    }

    /// A program on the client's side.
    pub fn client(&self, program: &Path) -> Command {
        match self {
            Self::Spaces(spaces) => spaces.client(program),
            Self::Loopback(_) => Loopback::program(program),
        }
    }

    /// A program on the server's side.
    pub fn server(&self, program: &Path) -> Command {
        match self {
            Self::Spaces(spaces) => spaces.server(program),
            Self::Loopback(_) => Loopback::program(program),
        }
    }

    /// Where the server is to listen.
    pub fn listens_at(&self) -> SocketAddr {
        match self {
            Self::Spaces(_) => Spaces::address(),
            Self::Loopback(loopback) => loopback.server,
        }
    }

    /// Where the client finds it; the same as long as the instrument is the same.
    pub fn found_at(&self) -> SocketAddr {
        match self {
            Self::Spaces(_) => Spaces::address(),
            Self::Loopback(loopback) => loopback.link.address(),
        }
    }

    /// That address with a path, for a browser.
    pub fn url(&self, path: &str) -> String {
        format!("https://{}/{path}", self.found_at())
    }

    /// Waits until somebody listens on the server's side.
    pub fn await_server(&self, server: &mut Kin) {
        let began = Instant::now();
        while !self.has_server() {
            assert!(server.is_alive(), "the server ended; what it said is in the bench's folder");
            assert!(began.elapsed() < PATIENCE, "the server does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it, and gives what it counted.
    pub fn end(mut self) -> Counted {
        if let Self::Spaces(spaces) = &mut self {
            spaces.tell_to_end();
        }
        self.so_far()
    }

    /// What it had counted a second ago, or now.
    pub fn so_far(&self) -> Counted {
        match self {
            Self::Spaces(spaces) => spaces.so_far(),
            Self::Loopback(loopback) => loopback.so_far(),
        }
    }

    fn has_server(&self) -> bool {
        match self {
            Self::Spaces(spaces) => spaces.has_server(),
            Self::Loopback(loopback) => loopback.has_server(),
        }
    }
}
