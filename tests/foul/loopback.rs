//! Weather on loopback, for machines on which there are no packets to be had: a bad link of `testkit`
//! between client and server, both of them ordinary programs of an ordinary user.

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use testkit::BadLink;
use testkit::bad_link;
use tokio::net::TcpSocket;

use crate::kin;
use crate::lines::{Death, Weather};
use crate::wan::{Counted, Unit};

/// How long bytes may wait before a way takes no more, as with the instrument of packets.
const QUEUE_MS: u64 = 400;
const LEAST_BUFFER: u64 = 16 * 1024;
const MOST_BUFFER: u64 = 256 * 1024;

/// The two ports of one link after another: a desk stays enrolled at an address.
#[derive(Debug)]
pub struct Ports {
    desks: TcpSocket,
    server: TcpSocket,
}

impl Ports {
    /// Two that the system gives to nobody else. Whoever names one may still listen there, because
    /// these are bound and never listen.
    pub fn reserved() -> Self {
        Self { desks: a_port(), server: a_port() }
    }
}

fn a_port() -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_reuseaddr(true).unwrap();
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).unwrap();
    socket
}

/// A link, and where the server behind it is.
pub struct Loopback {
    /// Where the server is to listen.
    pub server: SocketAddr,
    /// The link.
    pub link: BadLink,
}

impl Loopback {
    /// Lets weather begin.
    pub fn begin(ports: &Ports, weather: &Weather, seed: u32) -> Self {
        let server = ports.server.local_addr().unwrap();
        let desks = ports.desks.local_addr().unwrap();
        let link = BadLink::between(desks, server, as_a_link(weather), u64::from(seed));
        Self { server, link }
    }

    /// A program on either side.
    pub fn program(program: &Path) -> Command {
        let mut command = kin::ordinary(program);
        // A proxy of the house would not find what is on loopback.
        command.env("no_proxy", "127.0.0.1").env("NO_PROXY", "127.0.0.1");
        command
    }

    /// Whether somebody listens behind the link.
    pub fn has_server(&self) -> bool {
        TcpStream::connect(self.server).is_ok()
    }

    /// What the link has counted; what sockets held at a cut is not in it.
    pub fn so_far(&self) -> Counted {
        let tally = self.link.tally();
        let sent = |flowed: bad_link::Flowed| flowed.passed + flowed.lost;
        Counted {
            up_bytes: sent(tally.up),
            down_bytes: sent(tally.down),
            cuts: u32::try_from(tally.cuts).unwrap(),
            unit: Unit::Payload,
        }
    }
}

fn as_a_link(weather: &Weather) -> bad_link::Weather {
    let way = a_way(weather);
    let fair = bad_link::Weather { up: way, down: way, ..bad_link::Weather::fair() };
    let Some(cuts) = weather.cuts else { return fair };
    let death = match cuts.death {
        Death::Reset => bad_link::Death::Reset,
        Death::Silent => bad_link::Death::Silence,
    };
    let span = |seconds: u32| bad_link::Span::For(Duration::from_secs(seconds.into()));
    bad_link::Weather {
        life: span(cuts.lives_s),
        gap: span(cuts.gap_s),
        deaths: vec![death],
        // As when a system asks again until somebody answers.
        doors: vec![bad_link::Door::Waits],
        ..fair
    }
}

fn a_way(weather: &Weather) -> bad_link::Way {
    let rate = u64::from(weather.rate / 8);
    let delay_ms = u64::from(weather.rtt_ms / 2);
    let buffer = (rate * (delay_ms + QUEUE_MS) / 1000).clamp(LEAST_BUFFER, MOST_BUFFER);
    bad_link::Way {
        rate: Some(rate),
        delay: Duration::from_millis(delay_ms),
        jitter: Duration::from_millis(weather.jitter_ms.into()),
        buffer: usize::try_from(buffer).unwrap(),
    }
}
