//! Certificates that are not to be trusted, and what is no web server of ours at all.

use std::sync::Arc;

use courier::Trouble;
use link::RoadOptions;

use crate::certificates::Authority;
use crate::clock::DAY_MS;
use crate::desk::{End, a_desk, a_desk_whose_clock_is_off_by, trouble};
use crate::gateway::Gateway;
use crate::server::Server;

#[test]
fn queue_waits_when_the_certificate_is_not_one_to_trust() {
    let (ours, theirs) = (Authority::new(), Authority::new());
    for (name, authority, expected) in [
        ("localhost", &theirs, Trouble::Intercepted),
        ("elsewhere.example", &ours, Trouble::Untrusted),
    ] {
        let desk = a_desk();
        let gateway = Arc::new(Gateway::default());
        let server = Server::encrypted(gateway.clone(), authority.server(name));
        let options = RoadOptions { authorities: ours.pem.clone(), ..RoadOptions::default() };

        let road = desk.road(&format!("https://localhost:{}", server.port()), &options);
        let standing = desk.sends_along(road);

        assert_eq!(trouble(&standing), Some(expected), "{name}");
        assert_eq!(standing.waiting, 1, "{name}: it waits");
        assert!(gateway.log().is_empty(), "{name}: nothing was told to a stranger");
    }
}

#[test]
fn parcel_arrives_when_the_province_has_an_authority_of_its_own() {
    let authority = Authority::new();
    let desk = a_desk();
    let server = Server::encrypted(Arc::new(Gateway::default()), authority.server("localhost"));
    let options = RoadOptions { authorities: authority.pem.clone(), ..RoadOptions::default() };

    desk.sends_along(desk.road(&format!("localhost:{}", server.port()), &options));

    assert_eq!(desk.end(1), Some(End::Delivered));
    assert_eq!(server.connections(), 1, "over one connection");
}

#[test]
fn queue_waits_when_what_answers_speaks_no_tls() {
    let desk = a_desk();
    let server = Server::plain(Arc::new(Gateway::default()));

    let road = desk.road(&format!("https://127.0.0.1:{}", server.port()), &RoadOptions::default());
    let standing = desk.sends_along(road);

    assert_eq!(standing.waiting, 1);
    assert_eq!(trouble(&standing), Some(Trouble::NotTheGateway));
}

#[test]
fn connection_is_taken_up_again_but_never_one_whose_dates_were_forgiven() {
    let authority = Authority::new();
    let options = RoadOptions { authorities: authority.pem.clone(), ..RoadOptions::default() };
    let server = Server::encrypted(Arc::new(Gateway::default()), authority.server("localhost"));
    let desk = a_desk_whose_clock_is_off_by(400 * DAY_MS);
    let road = desk.road(&format!("localhost:{}", server.port()), &options);

    desk.sends_along(road.clone());
    let after_one = (server.connections(), server.resumed());
    assert_eq!(after_one, (3, 0), "one is refused, one asks for the time, one has all the rest");
    desk.sends_along(road);

    assert_eq!((server.connections(), server.resumed()), (4, 1), "a round trip is saved");
}
