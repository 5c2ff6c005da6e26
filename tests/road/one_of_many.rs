//! One thing that does not get through keeps nothing else waiting, not even in a program that makes
//! one round and ends.

use std::sync::Arc;
use std::sync::Mutex;

use courier::{Obstacle, Trouble};
use domain::ids::{DossierId, Id, SubmissionId};
use wire::announcement::Announcement;
use wire::manifest::Manifest;
use wire::path;

use crate::desk::{Desk, End, a_desk, key, submission, trouble};
use crate::gateway::Gateway;
use crate::results::a_gateway_with_a_result;
use crate::server::{Asked, Reply, Server};

fn a_desk_with(dossiers: u8) -> Desk {
    let desk = a_desk();
    (2..=dossiers).for_each(|number| desk.takes(number, 5_000));
    desk
}

/// Whether a request carries the form of the first dossier.
fn announces_the_first(asked: &Asked) -> bool {
    let read = asked.announced();
    read.into_iter().flat_map(|read| read.announcements).any(|announcement| {
        let Announcement::Revision { manifest, .. } = announcement else { return false };
        let manifest: Manifest = serde_json::from_slice(&manifest.0).unwrap();
        manifest.submission_id == submission(1)
    })
}

fn carries_the_first(asked: &Asked) -> bool {
    asked.is("PATCH", path::UPLOADS) && asked.path.contains(&key(1).to_string())
}

/// Its name, what is blocked, what is answered then, and what the clerk is told.
type Block = (&'static str, fn(&Asked) -> bool, fn() -> Reply, Trouble);

fn blocked() -> Reply {
    Reply::new(403, "text/html", "<html>Request blocked</html>")
}

#[test]
fn one_round_brings_all_but_the_parcel_that_is_blocked_and_the_news() {
    let blocks: [Block; 3] = [
        ("its bytes, by a page", carries_the_first, blocked, Trouble::NotTheGateway),
        ("its bytes, by a reset", carries_the_first, || Reply::wire(""), Trouble::Unreachable),
        ("its form, by a page", announces_the_first, blocked, Trouble::NotTheGateway),
    ];
    for (what, is_blocked, reply, expected) in blocks {
        let desk = a_desk_with(5);
        let gateway = a_gateway_with_a_result(b"result");
        let server = Server::plain(gateway.clone());
        gateway.has_a_day(move |asked| is_blocked(asked).then(reply));

        let mut standing = desk.sends_to(server.port());
        // A form that is blocked is found by announcing fewer at a time.
        for _ in 0..4 {
            standing = desk.sends_to(server.port());
        }

        let ends = (2..=5).map(|number| desk.end(number));
        assert!(ends.eq([const { Some(End::Delivered) }; 4]), "{what}: {standing:?}");
        assert_eq!(desk.end(1), None, "{what}: it waits");
        assert_eq!(trouble(&standing), Some(expected), "{what}: and says why");
        assert_eq!(desk.shelf().kept.lock().unwrap().len(), 1, "{what}: the news came");
    }
}

#[test]
fn news_come_in_the_very_round_in_which_a_parcel_is_blocked() {
    let desk = a_desk();
    let gateway = a_gateway_with_a_result(b"result");
    let server = Server::plain(gateway.clone());
    gateway.has_a_day(|asked| carries_the_first(asked).then(blocked));

    desk.sends_to(server.port());

    assert_eq!(desk.shelf().kept.lock().unwrap().len(), 1);
}

#[test]
fn one_round_tries_no_further_when_the_road_is_down() {
    let desk = a_desk_with(40);
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    let up = Mutex::new(1);
    gateway.has_a_day(move |_| {
        let mut up = up.lock().unwrap();
        *up -= 1;
        (*up < 0).then(|| Reply::wire(""))
    });

    let standing = desk.sends_to(server.port());

    assert_eq!(trouble(&standing), Some(Trouble::Unreachable));
    let log = gateway.log();
    let asked: Vec<&str> = log.iter().map(|asked| asked.path.as_str()).collect();
    let tried = asked.iter().filter(|path| **path == path::ANNOUNCEMENTS).count();
    assert!(asked.len() <= 6 && tried <= 2, "parcels, news, and no more: {asked:?}");
}

#[test]
fn parcel_whose_files_are_held_for_a_moment_waits_and_the_rest_goes_on() {
    let desk = a_desk_with(2);
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    desk.holds_the_files_of(1, true);

    let standing = desk.sends_to(server.port());

    assert_eq!(desk.end(2), Some(End::Delivered), "{standing:?}");
    assert_eq!(desk.end(1), None, "no clerk has to do anything");
    let obstacle = standing.hindrance.map(|hindrance| hindrance.obstacle);
    assert_eq!(obstacle, Some(Obstacle::Desk("store-io")), "and it is said why");
    desk.holds_the_files_of(1, false);
    desk.sends_to(server.port());
    assert_eq!(desk.end(1), Some(End::Delivered), "once they are free");
}

#[test]
fn result_that_is_kept_is_not_fetched_again() {
    let desk = a_desk();
    let gateway = a_gateway_with_a_result(b"result");
    let server = Server::plain(gateway.clone());
    desk.sends_to(server.port());
    let event = crate::results::an_event(
        DossierId::from_bytes([1; 16]),
        SubmissionId::from_bytes([1; 16]),
        b"result",
    );
    gateway.has_a_result("elsewhere", b"result", event);

    desk.sends_to(server.port());

    let log = gateway.log();
    assert_eq!(log.iter().filter(|asked| asked.is("GET", path::RESULTS)).count(), 1);
}
