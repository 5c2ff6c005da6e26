//! A desk whose clock is years off delivers all the same, and trusts nobody the more for it.

use std::sync::Arc;

use courier::Trouble;
use link::RoadOptions;
use wire::path;

use crate::certificates::Authority;
use crate::clock::DAY_MS;
use crate::desk::{End, a_desk_whose_clock_is_off_by, trouble};
use crate::gateway::Gateway;
use crate::server::Server;

const OFF: [i64; 3] = [400 * DAY_MS, -400 * DAY_MS, 20 * 60 * 1000];

#[test]
fn parcel_arrives_when_the_bearer_is_of_another_time() {
    for off_by in OFF {
        let desk = a_desk_whose_clock_is_off_by(off_by);
        let server = Server::plain(Arc::new(Gateway::default()));

        let standing = desk.sends_to(server.port());

        assert_eq!(desk.end(1), Some(End::Delivered), "{off_by}: {standing:?}");
        assert_eq!(desk.clock.offset(), Some(-off_by), "and the clock's error is known");
    }
}

#[test]
fn parcel_arrives_when_the_certificate_is_of_another_time() {
    let authority = Authority::new();
    for off_by in [400 * DAY_MS, -400 * DAY_MS] {
        let desk = a_desk_whose_clock_is_off_by(off_by);
        let gateway = Arc::new(Gateway::default());
        let server = Server::encrypted(gateway.clone(), authority.server("localhost"));
        let options = RoadOptions { authorities: authority.pem.clone(), ..RoadOptions::default() };

        let road = desk.road(&format!("https://localhost:{}", server.port()), &options);
        let standing = desk.sends_along(road);

        assert_eq!(desk.end(1), Some(End::Delivered), "{off_by}: {standing:?}");
        assert_eq!(desk.clock.offset(), Some(-off_by), "and the clock's error is known");
        let log = gateway.log();
        let (first, rest) = log.split_first().unwrap();
        assert!(first.is("GET", path::TIME), "first of all the time is asked for");
        assert_eq!(first.header("authorization"), "", "without a bearer");
        assert!(rest.iter().all(|asked| !asked.is("GET", path::TIME)), "once is enough");
    }
}

#[test]
fn stranger_is_not_believed_because_the_clock_is_wrong() {
    let (ours, theirs) = (Authority::new(), Authority::new());
    let strangers = [
        ("localhost", &theirs, Trouble::Intercepted),
        ("elsewhere.example", &ours, Trouble::Untrusted),
    ];
    for (name, authority, expected) in strangers {
        for off_by in [400 * DAY_MS, -400 * DAY_MS] {
            let desk = a_desk_whose_clock_is_off_by(off_by);
            let gateway = Arc::new(Gateway::default());
            let server = Server::encrypted(gateway.clone(), authority.server(name));
            let options = RoadOptions { authorities: ours.pem.clone(), ..RoadOptions::default() };

            let road = desk.road(&format!("https://localhost:{}", server.port()), &options);
            let standing = desk.sends_along(road);

            assert_eq!(trouble(&standing), Some(expected.clone()), "{name}, {off_by}");
            assert!(gateway.log().is_empty(), "nothing was asked of a stranger");
            assert_eq!(desk.clock.offset(), None, "and nothing learnt");
        }
    }
}
