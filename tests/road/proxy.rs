//! An office whose way out is a proxy.

use std::io::{BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use courier::Trouble;
use link::{Proxy, RoadOptions};

use crate::certificates::Authority;
use crate::desk::{End, a_desk, trouble};
use crate::gateway::Gateway;
use crate::server::{self, Server};

/// Lets everybody through to the server at `port`, whatever name is asked for, and tells that name.
fn a_proxy(port: u16) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let own_port = listener.local_addr().unwrap().port();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let mut line = BufReader::new(client.try_clone().unwrap());
            let Ok(Some(asked)) = server::head(&mut line) else { continue };
            sender.send(format!("{} {}", asked.method, asked.path)).unwrap();
            let gateway = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
            (&client).write_all(b"HTTP/1.1 200 Connected\r\n\r\n").unwrap();
            carry(client.try_clone().unwrap(), gateway.try_clone().unwrap());
            carry(gateway, client);
        }
    });
    (own_port, receiver)
}

fn carry(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(std::net::Shutdown::Write);
    });
}

#[test]
fn parcel_arrives_through_a_proxy_that_sees_nothing_of_it() {
    let authority = Authority::new();
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::encrypted(gateway.clone(), authority.server("cong.example.vn"));
    let (port, asked) = a_proxy(server.port());
    let options = RoadOptions {
        authorities: authority.pem.clone(),
        proxy: Proxy::At(format!("http://127.0.0.1:{port}")),
        ..RoadOptions::default()
    };

    let standing = desk.sends_along(desk.road("https://cong.example.vn", &options));

    assert_eq!(desk.end(1), Some(End::Delivered), "{standing:?}");
    assert_eq!(
        asked.recv().unwrap(),
        "CONNECT cong.example.vn:443",
        "the name is the proxy's task"
    );
}

#[test]
fn queue_waits_when_the_proxy_is_down() {
    let desk = a_desk();
    let port = Server::plain(Arc::new(Gateway::default())).port();
    let proxy = Proxy::At(format!("http://127.0.0.1:{port}"));
    let options = RoadOptions { proxy, ..RoadOptions::default() };

    let standing = desk.sends_along(desk.road("https://cong.example.vn", &options));

    assert_eq!(trouble(&standing), Some(Trouble::Unreachable));
}
