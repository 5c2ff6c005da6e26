//! Connections that end in the midst of a part: what the gateway holds is never sent again.

use std::sync::{Arc, Mutex, PoisonError};

use courier::Trouble;
use wire::known::Known;
use wire::path;

use crate::desk::{End, a_desk, key, trouble};
use crate::gateway::Gateway;
use crate::server::{Reply, Server};

#[test]
fn parcel_arrives_when_the_connection_is_cut_within_each_slice_once() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    let cuts = Mutex::new(vec![0, 1, 16_383, 40_000]);
    gateway.cuts(move |head| {
        let is_slice = head.is("PATCH", path::UPLOADS);
        let mut cuts = cuts.lock().unwrap_or_else(PoisonError::into_inner);
        if is_slice { cuts.pop().unwrap_or(usize::MAX) } else { usize::MAX }
    });

    let standing = desk.sends_to(server.port());
    assert_eq!(trouble(&standing), Some(Trouble::Unreachable), "it says why it waits");
    // A round tries again at most once, after it has heard that the road is not down.
    for _ in 0..4 {
        desk.sends_to(server.port());
    }

    assert_eq!(desk.end(1), Some(End::Delivered));
    assert_eq!(gateway.part(key(1), 1), desk.page(1), "byte for byte");
}

#[test]
fn no_byte_is_sent_twice_when_only_the_answer_was_lost() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    let (site, is_lost) = (Arc::downgrade(&gateway), Mutex::new(false));
    gateway.has_a_day(move |asked| {
        let mut is_lost = is_lost.lock().unwrap_or_else(PoisonError::into_inner);
        let is_now = asked.is("PATCH", path::UPLOADS) && !*is_lost;
        is_now.then(|| {
            *is_lost = true;
            site.upgrade().unwrap().takes(asked);
            Reply::wire("")
        })
    });

    desk.sends_to(server.port());

    assert_eq!(
        desk.end(1),
        Some(End::Delivered),
        "once the news have shown that the road is there"
    );
    let log = gateway.log();
    let slices = log.iter().filter(|asked| asked.is("PATCH", path::UPLOADS));
    let sent: usize = slices.map(|asked| asked.body.len()).sum();
    assert_eq!(sent, desk.page(1).len(), "each byte once");
}

#[test]
fn parcel_is_set_aside_when_its_own_file_breaks_off_and_the_rest_goes_on() {
    for reading in ["for the checksum", "for the bytes"] {
        let desk = a_desk();
        let server = Server::plain(Arc::new(Gateway::default()));
        let opens = usize::from(reading == "for the bytes");
        *desk.shelf().opens_before_damage.lock().unwrap() = Some(opens);
        // The smaller one goes first.
        desk.takes(2, 900_000);

        let standing = desk.sends_to(server.port());

        let Some(End::SetAside(problem)) = desk.end(1) else { panic!("{reading}: {standing:?}") };
        let code = Known::Other("sealed-file-damaged".to_owned());
        assert_eq!(problem.code, code, "{reading}: it is said why");
        assert_eq!(desk.end(2), Some(End::Delivered), "{reading}");
    }
}
