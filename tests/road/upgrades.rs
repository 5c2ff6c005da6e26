//! What answers in place of a stream: whether that closes the way of streams, or the road, or nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use courier::Trouble;
use wire::capabilities::Capabilities;
use wire::path;
use wire::stream::PROTOCOL;

use crate::desk::{End, a_desk, trouble};
use crate::gateway::{Gateway, capabilities};
use crate::server::{Asked, Reply, Server};

const HTML: &str = "text/html";

fn page(status: u16) -> Reply {
    Reply::new(status, HTML, "<html><body>Bad Gateway</body></html>")
}

fn speaks_streams(asked: &Asked) -> Option<Reply> {
    let told = Capabilities { streams: vec![PROTOCOL.to_owned()], ..capabilities() };
    let told = serde_json::to_vec(&told).unwrap();
    (asked.path == path::CAPABILITIES).then(|| Reply::new(200, "application/json", told))
}

/// The gateway speaks of streams, and is gone from the first that is asked for on.
fn goes_at_the_first_stream(gateway: &Gateway, reply: fn() -> Reply) {
    let is_gone = AtomicBool::new(false);
    gateway.has_a_day(move |asked| {
        let is_now = asked.path == path::STREAM || is_gone.load(SeqCst);
        is_gone.store(is_now, SeqCst);
        if is_now { Some(reply()) } else { speaks_streams(asked) }
    });
}

fn count(log: &[Asked], method: &str, path: &str) -> usize {
    log.iter().filter(|asked| asked.is(method, path)).count()
}

#[test]
fn pages_wait_and_it_is_said_why_when_the_gateway_goes_at_the_door_of_a_stream() {
    let answers: [(fn() -> Reply, Trouble); 6] = [
        (|| page(502), Trouble::Broken),
        (|| page(503), Trouble::Busy),
        (|| page(504), Trouble::Broken),
        (|| page(200), Trouble::LoginPage),
        (|| page(302).with("location", "/login"), Trouble::LoginPage),
        (|| page(511), Trouble::LoginPage),
    ];
    for (reply, expected) in answers {
        let (desk, gateway) = (a_desk(), Arc::new(Gateway::default()));
        let server = Server::plain(gateway.clone());
        goes_at_the_first_stream(&gateway, reply);

        let standing = desk.sends_to(server.port());

        assert_eq!(trouble(&standing), Some(expected.clone()));
        assert_eq!((standing.waiting, desk.end(1)), (1, None), "{expected:?}: it waits");
        let log = gateway.log();
        assert!(count(&log, "GET", path::STREAM) > 0, "{expected:?}: it came so far");
        assert_eq!(count(&log, "PATCH", path::UPLOADS), 0, "{expected:?}: no slice is tried");
    }
}

#[test]
fn pages_go_in_slices_in_the_same_round_when_a_front_turns_only_streams_away() {
    for reply in [|| page(502), || page(200), || page(404)] {
        let (desk, gateway) = (a_desk(), Arc::new(Gateway::default()));
        let server = Server::plain(gateway.clone());
        gateway.has_a_day(move |asked| {
            (asked.path == path::STREAM).then(reply).or_else(|| speaks_streams(asked))
        });

        desk.sends_to(server.port());

        assert_eq!(desk.end(1), Some(End::Delivered));
        assert_eq!(count(&gateway.log(), "GET", path::STREAM), 1, "once is enough");
    }
}
