//! The catalogue on its way to the desk: behind everything else, whole, and from where the line broke.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use courier::{Activity, Courier};
use link::ports::PortError;
use link::{Bell, RoadOptions, Until, Watcher};
use seal::hash::hash;
use wire::capabilities::{Capabilities, CatalogueLine};
use wire::path;

use crate::desk::{Desk, End, a_desk, bytes, limit, soon, trouble};
use crate::gateway::{Gateway, capabilities, key_list};
use crate::server::{Asked, Reply, Server};
use crate::silence::Silence;

pub const LENGTH: usize = 300_000;

/// A gateway that offers a package and answers whoever asks for it in its own way.
pub fn a_gateway(answer: impl Fn(&Asked) -> Reply + Send + 'static) -> Arc<Gateway> {
    let gateway = Arc::new(Gateway::default());
    let package = bytes(LENGTH);
    let line = CatalogueLine {
        version: "2027.01.15".to_owned(),
        hash: hash(&package),
        bytes: package.len() as u64,
    };
    let told = Capabilities { catalogue: Some(line), ..capabilities() };
    let told = serde_json::to_vec(&told).unwrap();
    gateway.has_a_day(move |asked| {
        if asked.path == path::CAPABILITIES {
            return Some(Reply::new(200, "application/json", told.clone()));
        }
        asked.is("GET", path::CATALOGUE).then(|| answer(asked))
    });
    gateway
}

pub fn whole(_: &Asked) -> Reply {
    Reply::new(200, "application/octet-stream", bytes(LENGTH))
}

/// Bytes after a head that promises so many.
pub fn promising(length: usize, body: &[u8]) -> Reply {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
    Reply::wire([head.as_bytes(), body].concat())
}

/// Rings again when nothing is left to be done, so many times.
struct Ringing {
    bell: Bell,
    left: AtomicUsize,
}

impl Watcher for Ringing {
    fn changed(&self, courier: &Courier) {
        let rests = matches!(courier.activity(), Activity::Rested { .. });
        let fewer = |left: usize| left.checked_sub(1);
        let (order, again) = (Ordering::SeqCst, Ordering::SeqCst);
        if rests && self.left.fetch_update(order, again, fewer).is_ok() {
            self.bell.ring();
        }
    }

    fn not_saved(&self, _: &PortError) {}
}

/// Several rounds in one life of the driver.
pub fn rounds(desk: &Desk, port: u16, count: usize) {
    let road = desk.road(&format!("http://127.0.0.1:{port}"), &RoadOptions::default());
    let driver = desk.driver(road);
    let ringing = Ringing { bell: driver.bell(), left: AtomicUsize::new(count - 1) };
    soon(driver.watched_by(Box::new(ringing)), Until::Rest { limit: limit() });
}

pub fn asked_for(gateway: &Gateway) -> Vec<Asked> {
    let log = gateway.log().into_iter();
    log.filter(|asked| asked.is("GET", path::CATALOGUE)).collect()
}

#[test]
fn catalogue_comes_last_with_the_newest_keys() {
    let desk = a_desk();
    let gateway = a_gateway(whole);
    let server = Server::plain(gateway.clone());

    let standing = desk.sends_to(server.port());

    assert_eq!((desk.end(1), trouble(&standing)), (Some(End::Delivered), None));
    let paths: Vec<_> = gateway.log().into_iter().map(|asked| asked.path).collect();
    let place = |name: &str| paths.iter().position(|path| path.starts_with(name)).expect(name);
    assert!(place(path::UPLOADS) < place(path::FEED), "{paths:?}");
    assert!(place(path::FEED) < place(path::KEYS), "{paths:?}");
    assert_eq!(place(path::CATALOGUE), paths.len() - 1, "{paths:?}");
    assert_eq!(*desk.shelf().packages.lock().unwrap(), [(key_list(), bytes(LENGTH))]);
}

#[test]
fn catalogue_goes_on_where_the_line_broke() {
    let desk = a_desk();
    let broken = Mutex::new(false);
    let gateway = a_gateway(move |asked| {
        if !std::mem::replace(&mut *broken.lock().unwrap(), true) {
            return promising(LENGTH, &bytes(LENGTH)[..100_000]);
        }
        let from: usize =
            asked.header("range")["bytes=".len()..].trim_end_matches('-').parse().unwrap();
        let range = format!("bytes {from}-{}/{LENGTH}", LENGTH - 1);
        Reply::new(206, "application/octet-stream", &bytes(LENGTH)[from..])
            .with("content-range", range)
    });
    let server = Server::plain(gateway.clone());

    rounds(&desk, server.port(), 2);

    let asked = asked_for(&gateway);
    let tag = format!("\"{}\"", hash(&bytes(LENGTH)));
    assert_eq!((asked.len(), asked[0].header("range")), (2, ""));
    assert_ne!(asked[1].header("range"), "bytes=0-", "something had come");
    assert_eq!(asked[1].header("if-range"), tag);
    assert_eq!(*desk.shelf().packages.lock().unwrap(), [(key_list(), bytes(LENGTH))]);
}

#[test]
fn catalogue_begins_anew_when_the_gateway_sends_it_whole_again() {
    let desk = a_desk();
    let broken = Mutex::new(false);
    let gateway = a_gateway(move |asked| {
        let is_first = !std::mem::replace(&mut *broken.lock().unwrap(), true);
        if is_first { promising(LENGTH, &bytes(LENGTH)[..100_000]) } else { whole(asked) }
    });
    let server = Server::plain(gateway.clone());

    rounds(&desk, server.port(), 2);

    assert_eq!(*desk.shelf().packages.lock().unwrap(), [(key_list(), bytes(LENGTH))]);
}

#[test]
fn catalogue_begins_anew_when_somebody_in_between_refuses_the_rest_of_it() {
    let desk = a_desk();
    let broken = Mutex::new(false);
    let gateway = a_gateway(move |asked| {
        let is_first = !std::mem::replace(&mut *broken.lock().unwrap(), true);
        match asked.header("range") {
            _ if is_first => promising(LENGTH, &bytes(LENGTH)[..100_000]),
            "" => whole(asked),
            _ => Reply::new(416, "text/plain", "no"),
        }
    });
    let server = Server::plain(gateway.clone());

    rounds(&desk, server.port(), 3);

    assert_eq!(*desk.shelf().packages.lock().unwrap(), [(key_list(), bytes(LENGTH))]);
}

#[test]
fn desk_judges_nothing_that_is_not_as_long_as_announced_and_the_round_ends_well() {
    let good = bytes(LENGTH);
    let longer = [&good[..], b"x"].concat();
    let endless = |body: &[u8]| [b"HTTP/1.1 200 OK\r\n\r\n", body].concat();
    let cases = [
        ("a login page", endless(b"<html></html>")),
        ("a byte too few", endless(&good[1..])),
        ("a byte too many", endless(&longer)),
        ("a redirection", b"HTTP/1.1 302 Found\r\nlocation: /login\r\n\r\n".to_vec()),
        ("silence", vec![]),
    ];
    for (case, wire) in cases {
        let desk = a_desk();
        let gateway = a_gateway(move |_| Reply::wire(wire.clone()));
        let server = Server::plain(gateway.clone());

        let standing = desk.sends_to(server.port());

        assert!(desk.shelf().packages.lock().unwrap().is_empty(), "{case} was judged");
        assert_eq!((desk.end(1), trouble(&standing)), (Some(End::Delivered), None), "{case}");
    }
}

#[test]
fn catalogue_that_was_settled_is_not_asked_for_again() {
    let desk = a_desk();
    let gateway = a_gateway(whole);
    let server = Server::plain(gateway.clone());

    rounds(&desk, server.port(), 3);
    desk.sends_to(server.port());

    assert_eq!(asked_for(&gateway).len(), 1);
}

#[test]
fn round_ends_well_when_the_gateway_falls_silent_over_the_catalogue() {
    let desk = a_desk();
    let (clock, silence) = (desk.clock.clone(), Silence::default());
    let gateway = a_gateway(move |_| {
        clock.leaps();
        silence.reply()
    });
    let server = Server::plain(gateway.clone());

    let standing = desk.sends_to(server.port());

    assert_eq!((desk.end(1), trouble(&standing)), (Some(End::Delivered), None));
    assert_eq!(asked_for(&gateway).len(), 1);
}

#[test]
fn time_that_runs_out_over_the_catalogue_leaves_nothing_of_a_residents_behind() {
    let desk = a_desk();
    let (clock, silence) = (desk.clock.clone(), Silence::default());
    let gateway = a_gateway(move |_| {
        clock.pass(5_000);
        silence.reply()
    });
    let server = Server::plain(gateway.clone());
    let road = desk.road(&format!("http://127.0.0.1:{}", server.port()), &RoadOptions::default());

    let standing = soon(desk.driver(road), Until::Rest { limit: Duration::from_secs(5) });

    assert_eq!((standing.activity, standing.waiting), (Activity::UnderWay, 0));
    assert!(standing.is_for_the_catalogue, "whoever reads it need not worry");
}
