//! What the doctor asks: whether the gateway is there, is itself, and takes this program.

use std::sync::Arc;

use link::{Certificate, LinkError, Pinned, RoadOptions, probe};
use seal::SigningKey;
use wire::capabilities::Capabilities;
use wire::keys::{self, KeyLine, KeyList, Purpose};
use wire::known::Known;
use wire::path;
use wire::problem::{Problem, Reason};
use wire::time::{GatewayTime, NONCE, TIME};

use crate::certificates::Authority;
use crate::clock::{DAY_MS, TRUE_NOW};
use crate::desk::{a_desk, a_desk_whose_clock_is_off_by};
use crate::gateway::{Gateway, capabilities, key_ring, refusal, root, timed};
use crate::server::{Asked, Reply, Server};

type Day = Box<dyn Fn(&Asked) -> Reply + Send>;

#[test]
fn doctor_learns_how_the_gateway_is() {
    let authority = Authority::new();
    let cases = [(0, Certificate::Good), (400 * DAY_MS, Certificate::OutOfDates)];
    for (off_by, certificate) in cases {
        let desk = a_desk_whose_clock_is_off_by(off_by);
        let gateway = Arc::new(Gateway::default());
        let server = Server::encrypted(gateway.clone(), authority.server("localhost"));
        let options = RoadOptions { authorities: authority.pem.clone(), ..RoadOptions::default() };
        let road = desk.road(&format!("https://localhost:{}", server.port()), &options);

        let (root, keys) = (root().public(), key_ring());
        let found = probe(&road, Some(Pinned { root: &root, keys: &keys })).unwrap();

        assert_eq!(found.certificate, certificate);
        assert_eq!(found.time, Some(TRUE_NOW), "its signed time");
        assert_eq!(found.offset_ms, Some(-off_by), "how far the clock is off");
        assert_eq!((found.capabilities.era, &*found.capabilities.min_client), (1, "0.1.0"));
        let log = gateway.log();
        assert!(log.iter().all(|asked| asked.path == path::CAPABILITIES), "nothing else is asked");
    }
}

/// What the doctor says of whoever answers here.
fn examined(gateway: &Arc<Gateway>) -> Result<link::Probe, LinkError> {
    let desk = a_desk();
    let server = Server::plain(gateway.clone());
    let road = desk.road(&format!("http://127.0.0.1:{}", server.port()), &RoadOptions::default());
    let (root, keys) = (root().public(), key_ring());
    probe(&road, Some(Pinned { root: &root, keys: &keys }))
}

fn json(document: &impl serde::Serialize) -> Reply {
    Reply::new(200, "application/json", serde_json::to_vec(document).unwrap())
}

#[test]
fn doctor_takes_no_stranger_for_the_gateway() {
    let stranger = SigningKey::from_seed(&[66; 32]);
    let named = |gateway| Capabilities { gateway, ..capabilities() };
    let of_its_own = named(stranger.public().fingerprint());
    let forged_time = |asked: &Asked| {
        let time = GatewayTime { now_ms: TRUE_NOW, nonce: asked.header(NONCE).to_owned() };
        json(&capabilities())
            .with(TIME, time.sign("r1", &SigningKey::from_seed(&[66; 32])).unwrap())
    };
    let days: Vec<(Day, &str)> = vec![
        (Box::new(move |_| json(&of_its_own)), "not-the-gateway"),
        (
            Box::new(|_| json(&capabilities()).with("nopho-note", "no signed time")),
            "not-the-gateway",
        ),
        (Box::new(forged_time), "not-the-gateway"),
        (Box::new(|_| Reply::new(200, "text/html", "<html></html>")), "login-page"),
    ];
    for (number, (day, expected)) in days.into_iter().enumerate() {
        let gateway = Arc::new(Gateway::default());
        gateway.has_a_day(move |asked| Some(day(asked)));

        let error = examined(&gateway).unwrap_err();

        assert_eq!(error.code(), expected, "stranger {number}");
    }
}

#[test]
fn doctor_says_that_the_program_is_too_old() {
    let wants =
        |min_client: &str| Capabilities { min_client: min_client.to_owned(), ..capabilities() };
    let newer = wants("9.0.0");
    let too_old = || {
        let problem = Problem::new(Reason::ClientTooOld, "test");
        refusal(&Problem { min_client: Some("9.0.0".to_owned()), ..problem })
    };
    let days: Vec<Day> =
        vec![Box::new(move |asked| timed(json(&newer), asked)), Box::new(move |_| too_old())];
    for day in days {
        let gateway = Arc::new(Gateway::default());
        gateway.has_a_day(move |asked| Some(day(asked)));

        let error = examined(&gateway).unwrap_err();

        assert!(
            matches!(&error, LinkError::Trouble(courier::Trouble::TooOld(wanted)) if wanted == "9.0.0"),
            "{error:?}"
        );
    }
}

#[test]
fn doctor_believes_a_new_key_for_which_the_root_vouches() {
    let gateway = Arc::new(Gateway::default());
    gateway.has_a_day(|asked| match asked.path.as_str() {
        path::CAPABILITIES => {
            let time = GatewayTime { now_ms: TRUE_NOW, nonce: asked.header(NONCE).to_owned() };
            let signed = time.sign("r2", &newest()).unwrap();
            Some(json(&capabilities()).with(TIME, signed))
        }
        path::KEYS => Some(json(&serde_json::json!({ "keys": newest_list() }))),
        _ => None,
    });

    let found = examined(&gateway).unwrap();

    assert_eq!((found.time, found.offset_ms), (Some(TRUE_NOW), Some(0)));
}

fn newest() -> SigningKey {
    SigningKey::from_seed(&[12; 32])
}

fn newest_list() -> String {
    let line = KeyLine {
        id: "r2".to_owned(),
        purpose: Known::Word(Purpose::Receipts),
        key: newest().public().to_string(),
        until_ms: None,
    };
    let (root_key, serial, issued_ms) = (root().public(), 2, TRUE_NOW);
    let list =
        KeyList { format: keys::FORMAT, root: root_key, serial, issued_ms, keys: vec![line] };
    list.sign(&root()).unwrap()
}
