//! Enrolment and the doctor's questions, which no courier asks.

use std::sync::Arc;
use std::time::Duration;

use domain::ids::{DeskId, Id, InstanceId};
use domain::kinds::DeskKind;
use domain::moment::{ClockReading, ClockTrust, Epoch};
use domain::provisional_code::DeskPrefix;
use domain::text::Line;
use link::{LinkError, Road, RoadOptions, enrol};
use seal::{EnrolmentCode, SigningKey};
use wire::enrolment::{Claim, FORMAT};
use wire::known::Known;
use wire::problem::Reason;

use crate::certificates::Authority;
use crate::clock::{DAY_MS, TRUE_NOW};
use crate::desk::{Desk, a_desk, a_desk_whose_clock_is_off_by};
use crate::gateway::{Gateway, code, desk_key, key_ring, refused, root};
use crate::server::{Reply, Server};

fn a_claim() -> Claim {
    Claim {
        format: FORMAT,
        desk_id: DeskId::from_bytes([9; 16]),
        kind: Known::Word(DeskKind::Authority),
        prefix: DeskPrefix::parse("LS07").unwrap(),
        name: Line::new("Bàn số 1"),
        key: desk_key().public(),
        instance_id: InstanceId::from_bytes([8; 16]),
        epoch: Epoch::FIRST,
        asked: ClockReading { clock: TRUE_NOW, offset_ms: None, trust: ClockTrust::Unchecked },
    }
}

fn plain(desk: &Desk, port: u16) -> Road {
    desk.road(&format!("http://127.0.0.1:{port}"), &RoadOptions::default())
}

#[test]
fn desk_enrols_when_its_clock_is_400_days_off() {
    let authority = Authority::new();
    for off_by in [0, 400 * DAY_MS, -400 * DAY_MS] {
        let desk = a_desk_whose_clock_is_off_by(off_by);
        let server = Server::encrypted(Arc::new(Gateway::default()), authority.server("localhost"));
        let options = RoadOptions { authorities: authority.pem.clone(), ..RoadOptions::default() };
        let road = desk.road(&format!("https://localhost:{}", server.port()), &options);

        let enrolled = enrol(&road, &code(), &a_claim()).unwrap();

        assert_eq!(enrolled.welcome.root, root().public(), "the root that the code names");
        assert_eq!(enrolled.keys, key_ring(), "and the keys that it vouches for");
        assert_eq!(enrolled.offset_ms, -off_by, "and what time it is");
    }
}

#[test]
fn enrolment_says_why_when_the_gateway_refuses() {
    let cases = [
        (Reason::CodeUnknown, "code-unknown"),
        (Reason::CodeUsed, "code-used"),
        (Reason::CodeExpired, "code-expired"),
        (Reason::CodeWrong, "code-wrong"),
        (Reason::DeskKnown, "desk-known"),
        (Reason::Malformed, "gateway-refuses"),
        (Reason::Busy, "busy"),
        (Reason::ClientTooOld, "too-old"),
    ];
    for (reason, expected) in cases {
        let desk = a_desk();
        let gateway = Arc::new(Gateway::default());
        let server = Server::plain(gateway.clone());
        gateway.has_a_day(move |_| Some(refused(reason)));

        let error = enrol(&plain(&desk, server.port()), &code(), &a_claim()).unwrap_err();

        assert_eq!(error.code(), expected);
    }
}

#[test]
fn enrolment_believes_nobody_who_does_not_know_the_code() {
    let desk = a_desk();
    let other = EnrolmentCode::new(&SigningKey::from_seed(&[5; 32]).public(), &[7; 10]);
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    let enrolled = enrol(&plain(&desk, server.port()), &other, &a_claim());
    assert_eq!(
        enrolled.unwrap_err().code(),
        "code-unknown",
        "an honest gateway knows no such code"
    );

    // Someone between desk and gateway answers with what another desk was told.
    let mut answers = gateway_answers();
    let last = answers.pop().unwrap();
    gateway.has_a_day(move |_| Some(Reply::new(200, "application/json", last.clone())));
    let error = enrol(&plain(&desk, server.port()), &other, &a_claim()).unwrap_err();
    assert!(matches!(error, LinkError::Distrust(_)), "{error:?}");
    assert_eq!(error.code(), "not-the-gateway");
}

/// What the gateway answers to a claim made with the right code.
fn gateway_answers() -> Vec<Vec<u8>> {
    use wire::enrolment::{EnrolmentReply, EnrolmentRequest, Welcome};
    let request = EnrolmentRequest::new(&a_claim(), &code()).unwrap();
    let welcome = Welcome {
        format: FORMAT,
        claim_sha256: seal::hash::hash(&request.claim.0),
        root: root().public(),
        keys: crate::gateway::key_list(),
        name: Line::new("Cổng thử"),
        agency: "H40".to_owned(),
        now_ms: TRUE_NOW,
    };
    vec![serde_json::to_vec(&EnrolmentReply::new(&welcome, &code()).unwrap()).unwrap()]
}

#[test]
fn enrolment_says_why_when_the_gateway_is_not_reached() {
    let (ours, theirs) = (Authority::new(), Authority::new());
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let closed = Server::plain(gateway.clone()).port();
    let stranger = Server::encrypted(gateway.clone(), theirs.server("localhost"));
    let options = RoadOptions { authorities: ours.pem.clone(), ..RoadOptions::default() };
    let code_of = |road: &Road| enrol(road, &code(), &a_claim()).unwrap_err().code();

    assert_eq!(code_of(&plain(&desk, closed)), "gateway-down");
    let road = desk.road(&format!("https://localhost:{}", stranger.port()), &options);
    assert_eq!(code_of(&road), "intercepted");
    let login = Server::plain(gateway.clone());
    gateway.has_a_day(|_| Some(Reply::new(200, "text/html", "<html></html>")));
    assert_eq!(code_of(&plain(&desk, login.port())), "login-page");
}

#[test]
fn enrolment_ends_when_the_gateway_falls_silent() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    let (sender, receiver) = std::sync::mpsc::channel();
    let silence = std::sync::Mutex::new(Some(receiver));
    gateway.has_a_day(move |_| Some(Reply::Drip(silence.lock().unwrap().take().unwrap())));
    let options =
        RoadOptions { answer_timeout: Duration::from_millis(50), ..RoadOptions::default() };
    let road = desk.road(&format!("http://127.0.0.1:{}", server.port()), &options);

    let error = enrol(&road, &code(), &a_claim()).unwrap_err();

    assert_eq!(error.code(), "stalled");
    drop(sender);
}

#[test]
fn authorities_are_refused_when_they_are_none() {
    let desk = a_desk();
    let options = RoadOptions { authorities: b"no certificate".to_vec(), ..RoadOptions::default() };
    let endpoint = link::Endpoint::parse("https://localhost").unwrap();

    let error = Road::new(endpoint, &options, desk.clock.clone()).map(|_| ()).unwrap_err();

    assert_eq!(error.code(), "authority-unreadable");
}
