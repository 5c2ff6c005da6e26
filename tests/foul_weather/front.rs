//! What stands in front of many gateways: a web server of its own, which ends TLS, hands a request on once it
//! has come whole, and knows nothing of upgrades.

use std::io::{BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::message::{Sent, answered, message};

/// How long it waits for a request; a connection that died in silence is over then.
const PATIENCE: Duration = Duration::from_secs(10);

/// Stands in front of a gateway that speaks in clear; gives where.
pub fn before(gateway: SocketAddr, tls: Arc<ServerConfig>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for guest in listener.incoming().map_while(Result::ok) {
            let tls = tls.clone();
            thread::spawn(move || pass_on(guest, gateway, tls));
        }
    });
    address
}

/// One connection, a request and its answer at a time.
fn pass_on(guest: TcpStream, gateway: SocketAddr, tls: Arc<ServerConfig>) -> Option<()> {
    guest.set_read_timeout(Some(PATIENCE)).ok()?;
    let connection = ServerConnection::new(tls).ok()?;
    let mut guest = BufReader::new(StreamOwned::new(connection, guest));
    let mut inner = BufReader::new(TcpStream::connect(gateway).ok()?);
    loop {
        let (head, body) = message(&mut guest, &Sent::Request)?;
        let asked = [without_upgrade(&head).as_bytes(), &body].concat();
        inner.get_mut().write_all(&asked).ok()?;
        let (said, body) = message(&mut inner, &answered(&head))?;
        guest.get_mut().write_all(&[said.as_bytes(), &body].concat()).ok()?;
        guest.get_mut().flush().ok()?;
    }
}

fn without_upgrade(head: &str) -> String {
    let is_of_it = |line: &&str| {
        let line = line.to_ascii_lowercase();
        line.starts_with("upgrade:") || line.starts_with("connection:")
    };
    head.split_inclusive("\r\n").filter(|line| !is_of_it(line)).collect()
}
