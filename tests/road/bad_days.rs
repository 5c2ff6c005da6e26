//! Whatever answers instead of a gateway that is well: the queue waits, or one parcel is set aside,
//! and it is said which and why.

use std::io::Write;
use std::sync::Arc;

use courier::{Obstacle, Trouble};
use flate2::Compression;
use flate2::write::GzEncoder;
use link::RoadOptions;
use wire::announcement::Announcement;
use wire::known::Known;
use wire::manifest::Manifest;
use wire::path;
use wire::problem::{Problem, Reason};

use crate::desk::{End, a_desk, key, submission, trouble};
use crate::gateway::{Gateway, capabilities, refusal, refused};
use crate::server::{Asked, Reply, Server};

const CODING: &str = "content-encoding";
const HTML: &str = "text/html; charset=utf-8";

fn page(status: u16) -> Reply {
    Reply::new(status, HTML, "<html><body>Please log in</body></html>")
}

fn too_old() -> Reply {
    let problem = Problem::new(Reason::ClientTooOld, "test");
    refusal(&Problem { min_client: Some("9.0.0".to_owned()), ..problem })
}

/// Its name, what answers, and what the clerk is told.
type BadDay = (&'static str, fn() -> Reply, Trouble);

fn bad_days() -> Vec<BadDay> {
    use Trouble::{
        Broken, Busy, DiskFull, LoginPage, NotTheGateway, ProxyRefuses, Revoked, SignedOut, TooOld,
        Unreachable,
    };
    vec![
        ("a login page by 302", || page(302).with("location", "/login"), LoginPage),
        ("a login page by 307", || page(307).with("location", "/login"), LoginPage),
        ("a login page by 511", || page(511), LoginPage),
        ("a login page with 200", || page(200), LoginPage),
        ("a page that claims to be JSON", || json("<html></html>"), NotTheGateway),
        ("the JSON of something else", || json("{\"ok\":true}"), NotTheGateway),
        ("a record packed in a way of its own", || json("x").with(CODING, "br"), NotTheGateway),
        (
            "a packed record that breaks off",
            || json(&gzip(0)[..9]).with(CODING, "gzip"),
            NotTheGateway,
        ),
        (
            "a few bytes that unpack to 16 MB",
            || json(gzip(16_000_000)).with(CODING, "gzip"),
            NotTheGateway,
        ),
        ("a page that is not found", || page(404), NotTheGateway),
        ("a password for a proxy", || page(407), ProxyRefuses),
        ("a stranger's 401", || page(401), NotTheGateway),
        ("a stranger's 403", || page(403), NotTheGateway),
        ("what speaks no HTTP", || Reply::wire("SSH-2.0-OpenSSH_9.2p1\r\n"), NotTheGateway),
        ("a connection that ends", || Reply::wire(""), Unreachable),
        ("500 by a page", || page(500), Broken),
        ("500 by the gateway", || refused(Reason::Internal), Broken),
        ("502", || page(502), Broken),
        ("503", || page(503), Busy),
        ("429", || page(429), Busy),
        ("503 by the gateway", || refused(Reason::Busy), Busy),
        ("507", || refused(Reason::DiskFull), DiskFull),
        ("401 by the gateway", || refused(Reason::SignedOut), SignedOut),
        ("403 by the gateway", || refused(Reason::Revoked), Revoked),
        ("426", too_old, TooOld("9.0.0".to_owned())),
    ]
}

fn json(body: impl Into<Vec<u8>>) -> Reply {
    Reply::new(200, "application/json", body)
}

/// What the gateway could have said, behind so many blanks, compressed.
fn gzip(blanks: usize) -> Vec<u8> {
    let mut into = GzEncoder::new(vec![], Compression::fast());
    into.write_all(&vec![b' '; blanks]).unwrap();
    serde_json::to_writer(&mut into, &capabilities()).unwrap();
    into.finish().unwrap()
}

#[test]
fn records_come_compressed_and_only_records() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());

    desk.sends_to(server.port());

    assert_eq!(desk.end(1), Some(End::Delivered), "it can read what comes compressed");
    let log = gateway.log();
    let asked = |path: &str| log.iter().find(|asked| asked.path.starts_with(path)).unwrap();
    for path in [path::CAPABILITIES, path::ANNOUNCEMENTS, path::FEED] {
        assert_eq!(asked(path).header("accept-encoding"), "gzip", "{path}");
    }
    assert_eq!(
        asked(path::UPLOADS).header("accept-encoding"),
        "",
        "a slice has no answer to speak of"
    );
}

#[test]
fn queue_waits_and_says_why_whatever_answers_instead() {
    for place in [path::CAPABILITIES, path::ANNOUNCEMENTS, path::UPLOADS] {
        for (day, reply, expected) in bad_days() {
            let desk = a_desk();
            let gateway = Arc::new(Gateway::default());
            let server = Server::plain(gateway.clone());
            let is_there = move |asked: &Asked| asked.path.starts_with(place);
            gateway.has_a_day(move |asked| is_there(asked).then(reply));

            let standing = desk.sends_to(server.port());

            assert_eq!(trouble(&standing), Some(expected), "{day} at {place}");
            assert_eq!((standing.waiting, desk.end(1)), (1, None), "{day} at {place}: it waits");
            gateway.is_well_again();
            let standing = desk.sends_to(server.port());
            assert_eq!(desk.end(1), Some(End::Delivered), "{day} at {place}, over: {standing:?}");
        }
    }
}

#[test]
fn queue_waits_when_an_answer_breaks_off() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n";
    gateway.has_a_day(move |_| Some(Reply::wire(format!("{head}{{\"gateway\":"))));

    let standing = desk.sends_to(server.port());

    assert_eq!(trouble(&standing), Some(Trouble::Unreachable));
}

#[test]
fn queue_waits_when_the_gateway_is_down() {
    let desk = a_desk();
    let port = Server::plain(Arc::new(Gateway::default())).port();

    let standing = desk.sends_to(port);

    assert_eq!(trouble(&standing), Some(Trouble::Down));
    assert_eq!(standing.waiting, 1, "nothing is lost");
}

#[test]
fn redirection_is_not_followed_and_the_bearer_goes_nowhere_else() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let elsewhere = Server::plain(Arc::new(Gateway::default()));
    let server = Server::plain(gateway.clone());
    let login = format!("http://127.0.0.1:{}/", elsewhere.port());
    gateway.has_a_day(move |_| Some(Reply::empty(302).with("location", &login)));

    desk.sends_to(server.port());

    assert_eq!(elsewhere.connections(), 0, "nobody went there");
}

#[test]
fn answer_is_refused_when_it_is_longer_than_any_can_be() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    gateway.has_a_day(|_| Some(json(" ".repeat(100_000))));
    let options = RoadOptions { longest_answer: 50_000, ..RoadOptions::default() };

    let road = desk.road(&format!("http://127.0.0.1:{}", server.port()), &options);
    let standing = desk.sends_along(road);

    assert_eq!(trouble(&standing), Some(Trouble::NotTheGateway));
}

/// Whether this is about the first of two parcels, alone or together with the second.
fn concerns_the_first(asked: &Asked) -> bool {
    if !asked.is("POST", path::ANNOUNCEMENTS) {
        return asked.path.contains(&key(1).to_string());
    }
    let read = asked.announced().unwrap();
    read.announcements.iter().any(|announcement| {
        let Announcement::Revision { manifest, .. } = announcement else { return false };
        serde_json::from_slice::<Manifest>(&manifest.0).unwrap().submission_id == submission(1)
    })
}

#[test]
fn one_parcel_is_set_aside_and_the_rest_goes_on_when_it_alone_is_refused() {
    for (place, reason) in [
        (path::ANNOUNCEMENTS, Reason::TooBig),
        (path::ANNOUNCEMENTS, Reason::Malformed),
        (path::UPLOADS, Reason::MediaRefused),
        (path::UPLOADS, Reason::CaseClosed),
    ] {
        let desk = a_desk();
        desk.takes(2, 5_000);
        let gateway = Arc::new(Gateway::default());
        let server = Server::plain(gateway.clone());
        gateway.has_a_day(move |asked| {
            let is_refused = asked.path.starts_with(place) && concerns_the_first(asked);
            is_refused.then(|| refused(reason))
        });

        let standing = desk.sends_to(server.port());

        assert_eq!(
            desk.end(2),
            Some(End::Delivered),
            "{reason:?}: the other arrived, {standing:?}"
        );
        let Some(End::SetAside(problem)) = desk.end(1) else { panic!("{standing:?}") };
        assert_eq!(problem.code, Known::Word(reason), "and it is said why");
        assert_eq!(trouble(&standing), None, "{reason:?}: nothing keeps the rest");
    }
}

#[test]
fn parcel_arrives_when_a_proxy_takes_only_short_requests() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    gateway.has_a_day(|asked| (asked.body.len() > 20_000).then(|| page(413)));

    desk.sends_to(server.port());

    assert_eq!(desk.end(1), Some(End::Delivered));
    assert_eq!(gateway.part(key(1), 1), desk.page(1), "byte for byte");
}

#[test]
fn parcel_whose_own_files_are_lost_is_set_aside_and_the_rest_goes_in_the_same_request() {
    let desk = a_desk();
    desk.takes(2, 5_000);
    desk.loses_the_files_of(1);
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());

    desk.sends_to(server.port());

    let Some(End::SetAside(problem)) = desk.end(1) else { panic!("{:?}", desk.end(1)) };
    assert_eq!(problem.code, Known::Other("sealed-file-missing".to_owned()));
    assert_eq!(desk.end(2), Some(End::Delivered));
    let log = gateway.log();
    let announced = log.iter().filter(|asked| asked.is("POST", path::ANNOUNCEMENTS)).count();
    assert_eq!(announced, 1, "one request for both");
}

#[test]
fn nothing_is_announced_when_the_desk_cannot_save_that_it_is() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    *desk.shelf().failing_saves.lock().unwrap() = 1;

    let standing = desk.sends_to(server.port());

    let obstacle = standing.hindrance.map(|hindrance| hindrance.obstacle);
    assert_eq!(obstacle, Some(Obstacle::NotSaved), "and it is said why");
    let log = gateway.log();
    assert!(!log.iter().any(|asked| asked.is("POST", path::ANNOUNCEMENTS)), "save, then send");
}

#[test]
fn everything_goes_over_one_connection_with_a_nonce_for_each_request() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());

    desk.sends_to(server.port());

    assert_eq!(desk.end(1), Some(End::Delivered));
    assert_eq!(gateway.part(key(1), 1), desk.page(1), "byte for byte");
    assert_eq!(server.connections(), 1, "a new one costs three round trips");
    let log = gateway.log();
    let mut nonces: Vec<&str> = log.iter().map(|asked| asked.header("nopho-nonce")).collect();
    nonces.sort_unstable();
    nonces.dedup();
    assert_eq!(nonces.len(), log.len(), "no nonce twice");
    assert!(log.iter().all(|asked| asked.header("nopho-client") == "0.1.0"), "who asks");
}
