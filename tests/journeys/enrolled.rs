//! A desk at a gateway, as far as these journeys need it.

use courier::{Change, Parcel};
use desk::Desk;
use desk::delivery::apply;
use desk::dossiers::{self, Whole};
use testkit::{FakeGateway, TestDesk, TestDossier, a_birth_dossier, a_desk, a_gateway};
use wire::event::Event;

pub const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub fn enrolled() -> (TestDesk, FakeGateway) {
    let (desk, gateway) = (a_desk().opened(), a_gateway());
    gateway.enrol(&desk, desk.actor()).unwrap();
    (desk, gateway)
}

/// Applies changes, as the driver has them saved.
pub fn does(desk: &TestDesk, changes: &[Change]) -> Vec<Parcel> {
    apply(desk, desk.actor(), changes).unwrap()
}

pub fn whole(desk: &Desk, dossier: &TestDossier) -> Whole {
    dossiers::show(desk, dossier.dossier).unwrap()
}

/// What the courier would find waiting.
pub fn waiting(desk: &TestDesk) -> Vec<Parcel> {
    desk.delivery().memory().unwrap().parcels
}

pub fn is_well(desk: &Desk) -> bool {
    desk::doctor::examine(desk).unwrap().is_well()
}

/// A dossier that the gateway holds.
pub fn delivered(desk: &TestDesk, gateway: &FakeGateway) -> TestDossier {
    let dossier = a_birth_dossier().with_pages(1).sealed(desk);
    does(desk, &gateway.receives_all(desk));
    dossier
}

pub fn event(gateway: &FakeGateway, number: u64, dossier: &TestDossier, status: &str) -> Event {
    gateway.event(number, dossier.dossier, dossier.submission.unwrap(), status)
}
