//! The desk's clock is more than a year off. It enrols, takes dossiers, delivers them, and says so.

use std::time::Duration;

use desk::enrolment::{self, Door};
use desk::sync::{self, Until};
use desk::{EnrolmentCode, dossiers, gateway};
use domain::kinds::CaseState;
use domain::moment::ClockTrust;
use portal::Policy;
use testkit::{TestDesk, a_birth_dossier, a_desk, a_world};

use crate::desk::Desk;
use crate::gateway::Gateway;
use crate::inside::Inside;
use crate::papers::a_birth;
use crate::tls::now;

const MINUTE_MS: i64 = 60 * 1000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
const LIMIT: Duration = Duration::from_secs(60);
/// The clock of a test stands still while the machine's goes on.
const NEAR_MS: i64 = 5 * MINUTE_MS;

/// A desk whose clock is so many milliseconds ahead of the machine's.
fn a_desk_whose_clock_is_off_by(ahead_ms: i64) -> TestDesk {
    let world = a_world(3);
    world.clock.set(now().plus(ahead_ms));
    a_desk().in_world(world).opened()
}

fn enrol(desk: &TestDesk, gateway: &Gateway) {
    let door = Door { url: gateway.url(), ca: Some(gateway.ca_pem()) };
    let code = EnrolmentCode::parse(&gateway.code()).unwrap();
    enrolment::enrol(desk.shared(), desk.actor(), &door, &code).unwrap();
}

#[test]
fn desk_enrols_takes_and_delivers_when_its_clock_is_400_days_off() {
    for off_by in [-400 * DAY_MS, 400 * DAY_MS] {
        let gateway = Gateway::new();
        let desk = a_desk_whose_clock_is_off_by(off_by);

        enrol(&desk, &gateway);
        let dossier = a_birth_dossier().with_pages(2).sealed(&desk);
        let synced = sync::run(desk.shared(), desk.actor(), Until::Rest, LIMIT).unwrap();

        assert_eq!((synced.delivered, synced.trouble), (1, None), "{off_by}");
        let off = gateway::clock_off(&desk).expect("it is said");
        assert!((off + off_by).abs() < NEAR_MS, "{off} tells how far");
        let whole = dossiers::show(&desk, dossier.dossier).unwrap();
        assert_eq!(whole.case.state, CaseState::Delivered);
        let taken = whole.dossier.stamp.reading;
        assert_eq!(taken.trust, ClockTrust::Checked, "the gateway has told the time");
        assert!(taken.best().since(now()).abs() < NEAR_MS, "so the dossier has the right one");
        let listed = gateway.revisions(&dossier.dossier.to_string());
        assert_eq!((listed.len(), &listed[0]["deliveries"]), (1, &serde_json::json!(1)));
    }
}

#[test]
fn clock_that_is_set_wrong_after_the_enrolment_keeps_nothing_back() {
    for off_by in [-400 * DAY_MS, 400 * DAY_MS] {
        let gateway = Gateway::new();
        let desk = a_desk_whose_clock_is_off_by(0);
        enrol(&desk, &gateway);
        sync::run(desk.shared(), desk.actor(), Until::Rest, LIMIT).unwrap();

        desk.world.clock.set(now().plus(off_by));
        a_birth_dossier().with_pages(1).sealed(&desk);
        let synced = sync::run(desk.shared(), desk.actor(), Until::Rest, LIMIT).unwrap();

        assert_eq!((synced.delivered, synced.trouble), (1, None), "{off_by}");
        let off = gateway::clock_off(&desk).expect("it is said");
        assert!((off + off_by).abs() < NEAR_MS, "{off} tells how far");
    }
}

/// The program cannot be given another clock, so here everybody else's is off.
#[test]
fn clerk_reads_how_far_the_clock_is_off() {
    let days = (400 * DAY_MS, "chậm khoảng 400 ngày", "400 days");
    let minutes = (-2 * 60 * MINUTE_MS, "nhanh 1", "minutes ahead");
    let cases = [days, minutes];
    for (ahead_ms, vietnamese, english) in cases {
        let gateway = Inside::whose_clock_is_off_by(ahead_ms, Policy::default());
        let desk = Desk::new("LS07");
        desk.enroll(&gateway.url(), &gateway.ca(), &gateway.code().text()).done();
        desk.takes(&a_birth());

        let synced = desk.run(&["sync"]);
        let doctor = desk.run(&["doctor", "--lang", "en"]);

        assert_eq!(synced.code, 0, "{synced:?}");
        assert!(synced.out.contains(vietnamese), "{synced:?}");
        assert_eq!(doctor.code, 0, "{doctor:?}");
        assert!(doctor.out.contains(english), "{doctor:?}");
    }
}
