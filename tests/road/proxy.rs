//! An office whose way out is a proxy.

use std::io::{BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
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

    assert_eq!(trouble(&standing), Some(Trouble::Down));
}

/// Runs one of the tests below in a process of its own, with such settings: a process reads them once.
fn runs(name: &str, settings: &[(&str, String)]) {
    let test = format!("proxy::{name}");
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([&test, "--exact", "--ignored", "--nocapture"]);
    for setting in ["HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"]
    {
        command.env_remove(setting);
    }
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{name}: {output:?}");
}

/// On Windows the settings are the system's, which a test must not change.
#[test]
#[cfg(not(windows))]
fn proxy_that_the_system_names_is_used_unless_the_gateway_is_left_out() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let mut line = BufReader::new(client.try_clone().unwrap());
            let _ = server::head(&mut line);
            let _ = (&client).write_all(b"HTTP/1.1 407 x\r\ncontent-length: 0\r\n\r\n");
        }
    });
    runs("desk_meets_the_proxy", &[("HTTPS_PROXY", proxy.clone())]);
    runs("desk_meets_no_proxy", &[]);
    for left_out in ["0.0.0.0", "other.example,0.0.0.0"] {
        let settings = [("HTTPS_PROXY", proxy.clone()), ("NO_PROXY", left_out.to_owned())];
        runs("desk_meets_no_proxy", &settings);
    }
}

/// What the desk concludes when nobody listens at the gateway's address, which is this machine's but
/// looks like any other: a proxy is asked for it.
fn concludes_from_a_closed_gateway() -> Option<Trouble> {
    let desk = a_desk();
    let port = Server::plain(Arc::new(Gateway::default())).port();
    let address = format!("https://0.0.0.0:{port}");
    trouble(&desk.sends_along(desk.road(&address, &RoadOptions::default())))
}

#[test]
#[ignore = "is run with settings of its own"]
fn desk_meets_the_proxy() {
    assert_eq!(concludes_from_a_closed_gateway(), Some(Trouble::ProxyRefuses));
}

#[test]
#[ignore = "is run with settings of its own"]
fn desk_meets_no_proxy() {
    assert_eq!(concludes_from_a_closed_gateway(), Some(Trouble::Down));
}
