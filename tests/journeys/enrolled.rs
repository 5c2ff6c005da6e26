//! A desk at a gateway, as far as these journeys need it.

use courier::{Change, Lease, Parcel, Run};
use desk::delivery::apply;
use desk::dossiers::{self, Whole};
use desk::rows::Problem;
use desk::{Desk, corrections};
use domain::ids::SubmissionId;
use testkit::clock::MORNING;
use testkit::{FakeGateway, TestDesk, TestDossier, a_birth_dossier, a_desk, a_gateway};
use wire::event::Event;

pub const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub const LEASE: Lease = Lease { until: MORNING, holder: Run([7; 8]) };

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

/// Opens a dossier, attaches another paper and submits it.
pub fn correct(desk: &TestDesk, dossier: &mut TestDossier, paper: u32) {
    dossier.edition = corrections::reopen(desk, desk.actor(), dossier.dossier).unwrap();
    dossier.attach(desk, paper);
    dossier.submit(desk);
}

/// The gateway refuses all that waits of a dossier.
pub fn refuse(desk: &TestDesk, dossier: &TestDossier, problem: &Problem) -> Vec<Parcel> {
    let mut parcels = waiting(desk);
    parcels.retain(|parcel| parcel.dossier == dossier.dossier);
    parcels.iter().for_each(|parcel| refuses(desk, parcel, problem));
    parcels
}

/// The gateway, or the desk itself, refuses one parcel.
pub fn refuses(desk: &TestDesk, parcel: &Parcel, problem: &Problem) {
    does(desk, &[Change::SetAside { parcel: parcel.id, problem: problem.clone() }]);
}

pub fn newest(desk: &TestDesk, dossier: &TestDossier) -> (u32, Option<SubmissionId>) {
    let whole = whole(desk, dossier);
    let (revision, _) = whole.revisions.last().unwrap();
    (revision.revision.get(), revision.parent)
}
