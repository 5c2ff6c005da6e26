//! What makes the offered package of one that the desk has: asked for, gone on with, and followed by the
//! package itself, once, where it does not.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use link::ports::Fit;
use seal::Sha256;
use seal::hash::hash;
use wire::problem::{MEDIA, Problem, Reason};

use crate::catalogue::{LENGTH, a_gateway, asked_for, promising, rounds, whole};
use crate::desk::{Desk, End, a_desk, bytes, trouble};
use crate::gateway::{Gateway, key_list};
use crate::server::{Asked, Reply, Server};

const SHORT: usize = 40_000;

fn base() -> Sha256 {
    hash(b"the contents of what the desk has")
}

/// A desk that has a package, and says these things of what comes to make another of it.
fn a_desk_that_says(fits: &[Fit]) -> Desk {
    let desk = a_desk();
    *desk.shelf().base.lock().unwrap() = Some(base());
    *desk.shelf().fits.lock().unwrap() = fits.iter().rev().copied().collect();
    desk
}

fn delta(_: &Asked) -> Reply {
    Reply::new(200, "application/octet-stream", bytes(SHORT)).with("etag", "\"d\"")
}

fn is_since(asked: &Asked) -> bool {
    asked.path.ends_with(&format!("?since={}", base()))
}

/// Which of the requests for the package say what the desk has.
fn sinces(gateway: &Gateway) -> Vec<bool> {
    asked_for(gateway).iter().map(is_since).collect()
}

fn package(desk: &Desk) -> Vec<Vec<u8>> {
    desk.shelf().packages.lock().unwrap().iter().map(|(_, bytes)| bytes.clone()).collect()
}

#[test]
fn what_makes_the_package_is_all_that_comes() {
    let desk = a_desk_that_says(&[Fit::Settled]);
    let gateway = a_gateway(delta);
    let server = Server::plain(gateway.clone());

    let standing = desk.sends_to(server.port());

    assert_eq!((desk.end(1), trouble(&standing)), (Some(End::Delivered), None));
    assert_eq!(sinces(&gateway), [true]);
    assert_eq!(*desk.shelf().patches.lock().unwrap(), [bytes(SHORT)]);
    assert_eq!(
        *desk.shelf().packages.lock().unwrap(),
        [(key_list(), vec![])],
        "by the newest keys"
    );
}

#[test]
fn package_comes_in_the_same_round_once_when_something_does_not_make_it() {
    let desk = a_desk_that_says(&[Fit::Not]);
    let gateway = a_gateway(|asked| if is_since(asked) { delta(asked) } else { whole(asked) });
    let server = Server::plain(gateway.clone());

    let standing = desk.sends_to(server.port());

    assert_eq!((desk.end(1), trouble(&standing)), (Some(End::Delivered), None));
    assert_eq!(sinces(&gateway), [true, false]);
    assert_eq!(package(&desk), [bytes(LENGTH)]);
}

#[test]
fn gateway_that_has_nothing_but_what_does_not_fit_is_not_asked_for_ever() {
    let desk = a_desk_that_says(&[]);
    let gateway = a_gateway(delta);
    let server = Server::plain(gateway.clone());

    rounds(&desk, server.port(), 2);

    assert_eq!(sinces(&gateway), [true, false, false], "once for each further round");
    assert!(package(&desk).is_empty());
}

#[test]
fn what_makes_the_package_goes_on_where_the_line_broke() {
    let desk = a_desk_that_says(&[Fit::Settled]);
    let broken = Mutex::new(false);
    let gateway = a_gateway(move |asked| {
        if !std::mem::replace(&mut *broken.lock().unwrap(), true) {
            let head = format!("HTTP/1.1 200 OK\r\netag: \"d\"\r\ncontent-length: {SHORT}\r\n\r\n");
            return Reply::wire([head.as_bytes(), &bytes(SHORT)[..20_000]].concat());
        }
        let from: usize =
            asked.header("range")["bytes=".len()..].trim_end_matches('-').parse().unwrap();
        let range = format!("bytes {from}-{}/{SHORT}", SHORT - 1);
        Reply::new(206, "application/octet-stream", &bytes(SHORT)[from..])
            .with("content-range", range)
    });
    let server = Server::plain(gateway.clone());

    rounds(&desk, server.port(), 2);

    let asked = asked_for(&gateway);
    assert_eq!(sinces(&gateway), [true, true]);
    assert_eq!((asked[0].header("range"), asked[1].header("if-range")), ("", "\"d\""));
    assert_eq!(*desk.shelf().patches.lock().unwrap(), [bytes(SHORT)]);
}

#[test]
fn package_that_came_in_the_place_of_what_makes_it_goes_on_as_the_package() {
    let desk = a_desk_that_says(&[]);
    let tag = format!("\"{}\"", hash(&bytes(LENGTH)));
    let head = format!("HTTP/1.1 200 OK\r\netag: {tag}\r\ncontent-length: {LENGTH}\r\n\r\n");
    let broken = Mutex::new(false);
    let gateway = a_gateway(move |asked| {
        if !std::mem::replace(&mut *broken.lock().unwrap(), true) {
            return Reply::wire([head.as_bytes(), &bytes(LENGTH)[..100_000]].concat());
        }
        let from: usize =
            asked.header("range")["bytes=".len()..].trim_end_matches('-').parse().unwrap();
        let range = format!("bytes {from}-{}/{LENGTH}", LENGTH - 1);
        Reply::new(206, "application/octet-stream", &bytes(LENGTH)[from..])
            .with("content-range", range)
    });
    let server = Server::plain(gateway.clone());

    rounds(&desk, server.port(), 2);

    assert_eq!(sinces(&gateway), [true, false]);
    assert_eq!(asked_for(&gateway)[1].header("if-range"), tag);
    assert_eq!(package(&desk), [bytes(LENGTH)]);
    assert!(desk.shelf().patches.lock().unwrap().is_empty(), "it was judged as what it is");
}

#[test]
fn package_goes_on_where_the_line_broke_after_something_did_not_make_it() {
    let desk = a_desk_that_says(&[Fit::Not]);
    let asked_before = AtomicUsize::new(0);
    let gateway = a_gateway(move |asked| match asked_before.fetch_add(1, Ordering::SeqCst) {
        0 => delta(asked),
        1 => promising(LENGTH, &bytes(LENGTH)[..100_000]),
        _ => {
            let from: usize =
                asked.header("range")["bytes=".len()..].trim_end_matches('-').parse().unwrap();
            let range = format!("bytes {from}-{}/{LENGTH}", LENGTH - 1);
            Reply::new(206, "application/octet-stream", &bytes(LENGTH)[from..])
                .with("content-range", range)
        }
    });
    let server = Server::plain(gateway.clone());

    rounds(&desk, server.port(), 2);

    assert_eq!(sinces(&gateway), [true, false, false], "what does not fit is not asked for again");
    assert_eq!(package(&desk), [bytes(LENGTH)]);
}

#[test]
fn package_comes_in_the_same_round_when_somebody_else_answers_what_was_asked() {
    let desk = a_desk_that_says(&[Fit::Foreign]);
    let gateway = a_gateway(|asked| if is_since(asked) { blocked(200) } else { whole(asked) });
    let server = Server::plain(gateway.clone());

    let standing = desk.sends_to(server.port());

    assert_eq!((desk.end(1), trouble(&standing)), (Some(End::Delivered), None));
    assert_eq!(sinces(&gateway), [true, false]);
    assert_eq!(package(&desk), [bytes(LENGTH)]);
}

#[test]
fn answer_that_is_longer_than_the_package_is_followed_by_the_package() {
    let desk = a_desk_that_says(&[]);
    let longer = |_: &Asked| Reply::new(200, "text/html", bytes(LENGTH + 1));
    let gateway =
        a_gateway(move |asked| if is_since(asked) { longer(asked) } else { whole(asked) });
    let server = Server::plain(gateway.clone());

    desk.sends_to(server.port());

    assert_eq!(sinces(&gateway), [true, false]);
    assert_eq!(package(&desk), [bytes(LENGTH)]);
}

fn problem(reason: Reason) -> Reply {
    let problem = Problem::new(reason, "a test");
    Reply::new(problem.status, MEDIA, serde_json::to_vec(&problem).unwrap())
}

fn blocked(status: u16) -> Reply {
    Reply::new(status, "text/html", "<html>blocked</html>")
}

#[test]
fn package_comes_in_the_same_round_when_what_would_make_it_is_refused() {
    let refusals: [fn() -> Reply; 8] = [
        || problem(Reason::Internal),
        || problem(Reason::TooBig),
        || blocked(400),
        || blocked(403),
        || blocked(404),
        || blocked(406),
        || blocked(413),
        || blocked(500),
    ];
    for (n, refused) in refusals.into_iter().enumerate() {
        let desk = a_desk_that_says(&[]);
        let gateway =
            a_gateway(move |asked| if is_since(asked) { refused() } else { whole(asked) });
        let server = Server::plain(gateway.clone());

        let standing = desk.sends_to(server.port());

        assert_eq!((desk.end(1), trouble(&standing)), (Some(End::Delivered), None), "{n}");
        assert_eq!(sinces(&gateway), [true, false], "{n}");
        assert_eq!(package(&desk), [bytes(LENGTH)], "{n}");
    }
}

#[test]
fn trouble_that_passes_costs_no_package() {
    let troubles: [fn() -> Reply; 7] = [
        || problem(Reason::Busy),
        || problem(Reason::DiskFull),
        || blocked(302),
        || blocked(407),
        || blocked(502),
        || blocked(503),
        || blocked(504),
    ];
    for (n, passing) in troubles.into_iter().enumerate() {
        let desk = a_desk_that_says(&[Fit::Settled]);
        let passed = Mutex::new(false);
        let gateway = a_gateway(move |asked| {
            let is_first = !std::mem::replace(&mut *passed.lock().unwrap(), true);
            if is_first { passing() } else { delta(asked) }
        });
        let server = Server::plain(gateway.clone());

        rounds(&desk, server.port(), 2);

        assert_eq!(sinces(&gateway), [true, true], "{n}");
        assert_eq!(*desk.shelf().patches.lock().unwrap(), [bytes(SHORT)], "{n}");
    }
}

#[test]
fn gateway_that_refuses_everything_is_asked_once_for_each_further_round() {
    let desk = a_desk_that_says(&[]);
    let gateway = a_gateway(|_| problem(Reason::Internal));
    let server = Server::plain(gateway.clone());

    rounds(&desk, server.port(), 3);

    assert_eq!(sinces(&gateway), [true, false, false, false]);
}

#[test]
fn what_makes_the_package_is_asked_for_again_when_somebody_else_answered_everything() {
    let desk = a_desk_that_says(&[Fit::Foreign, Fit::Settled]);
    let times = AtomicUsize::new(0);
    let gateway = a_gateway(move |asked| match times.fetch_add(1, Ordering::SeqCst) {
        // As long as what is asked for, or refused: a login page either way.
        0 => blocked(200),
        1 => blocked(302),
        _ => delta(asked),
    });
    let server = Server::plain(gateway.clone());

    rounds(&desk, server.port(), 2);

    assert!(sinces(&gateway).ends_with(&[true]), "{:?}", sinces(&gateway));
    assert_eq!(desk.shelf().patches.lock().unwrap().last(), Some(&bytes(SHORT)));
    assert!(package(&desk).iter().all(Vec::is_empty), "no package was paid for");
}
