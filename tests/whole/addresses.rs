//! Addresses on this machine at which somebody listens at times.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpSocket;

/// An address that nobody else gets while the test runs: while nobody listens there, whoever knocks
/// is turned away at once.
pub struct Address {
    kept: TcpSocket,
}

impl Address {
    pub fn new() -> Self {
        let kept = TcpSocket::new_v4().unwrap();
        // A gateway sets this too, and so may listen here.
        kept.set_reuseaddr(true).unwrap();
        kept.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).unwrap();
        Self { kept }
    }

    pub fn text(&self) -> String {
        self.kept.local_addr().unwrap().to_string()
    }

    pub fn port(&self) -> u16 {
        self.kept.local_addr().unwrap().port()
    }
}
