//! What the road brings is applied at the desk, with no network in sight: enrolment, receipts,
//! refusals, clocks.

use std::io::Read;

use courier::{Change, Parcel};
use desk::delivery::apply;
use desk::rows::Problem;
use desk::{DeskError, corrections, enrolment, gateway, queue, submissions, withdrawals};
use domain::dossier::Revision;
use domain::ids::{DeskId, Id, SubmissionId};
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use domain::moment::ClockTrust;
use link::ports::{Parcels, PartSource, Signer};
use seal::Sha256;
use seal::hash::hash;
use serde_json::json;
use testkit::clock::MORNING;
use testkit::{FakeGateway, a_birth_dossier, a_desk, a_form, a_gateway};
use wire::announcement::{Announcement, Head, Withdrawal};
use wire::bearer::Bearer;
use wire::manifest::Manifest;
use wire::problem::Reason;
use wire::receipt::{Expected, Promise};

use crate::enrolled::{
    DAY_MS, LEASE, correct, delivered, does, enrolled, is_well, newest, refuse, waiting, whole,
};

#[test]
fn enrolment_can_be_tried_again_when_its_answer_was_lost() {
    let (desk, gateway) = (a_desk().opened(), a_gateway());

    let lost = enrolment::begin(&desk, desk.actor(), &gateway.code()).unwrap();
    let desk = desk.restarted();
    let again = enrolment::begin(&desk, desk.actor(), &gateway.code()).unwrap();

    assert_eq!(lost.key, again.key, "the gateway recognises the desk by its key");
    assert!(gateway::known(&desk).unwrap().is_none(), "it is not enrolled yet");
    let here = gateway.welcomes(&again, MORNING);
    enrolment::finish(&desk, desk.actor(), &FakeGateway::door(), &here).unwrap();
    let desk = desk.restarted();
    let known = gateway::known(&desk).unwrap().unwrap();
    assert_eq!(known.fingerprint, gateway.code().root(), "the root is pinned");
    assert!(known.must_compare, "nothing is sent before both sides have compared");
    assert!(is_well(&desk));
}

#[test]
fn desk_goes_to_another_gateway_only_when_nothing_waits_for_the_first() {
    let (desk, gateway) = enrolled();
    let other = a_gateway().of_another_province();
    a_birth_dossier().sealed(&desk);

    let refused = other.enrol(&desk, desk.actor());

    assert!(matches!(refused, Err(DeskError::StillWaiting { waiting: 1 })), "{refused:?}");
    gateway.enrol(&desk, desk.actor()).unwrap();
    does(&desk, &gateway.receives_all(&desk));
    other.enrol(&desk, desk.actor()).unwrap();
    let known = gateway::known(&desk).unwrap().unwrap();
    assert_eq!(known.fingerprint, other.code().root());
    let lost = does(&desk, &[other.holds(&[])]);
    assert!(lost.is_empty(), "what the first gateway holds is none of the second's business");
}

#[test]
fn delivery_is_recorded_with_its_receipt_and_its_times() {
    let (desk, gateway) = enrolled();
    let dossier = a_birth_dossier().with_pages(2).sealed(&desk);
    let [parcel] = waiting(&desk).try_into().unwrap();
    let announced = gateway.now.plus(-60_000);
    does(&desk, &[Change::Announcing { parcel: parcel.id, lease: LEASE, attempts: 1 }]);
    let sending = Change::Sending { parcel: parcel.id, lease: LEASE, announced };
    does(&desk, &[sending]);
    assert_eq!(whole(&desk, &dossier).case.state, CaseState::Sealed, "not yet");
    let receipts = gateway.receives_all(&desk);

    does(&desk, &receipts);
    does(&desk, &receipts);
    let desk = desk.restarted();

    let whole = whole(&desk, &dossier);
    assert_eq!(whole.case.state, CaseState::Delivered);
    assert_eq!(whole.case.announced, Some(announced), "by the gateway's clock");
    assert_eq!(whole.case.received, None, "the agency has not taken it in");
    assert_eq!(whole.parcels[0].state, ParcelState::Delivered);
    assert_eq!(whole.receipts.len(), 1, "the same word twice is one receipt");
    assert_eq!(whole.receipts[0].delivered, gateway.now);
    assert!(queue::list(&desk).unwrap().is_empty());
    assert!(is_well(&desk));
}

/// What the receipt for a parcel must name, if these are its bytes.
fn promise(parcel: &Parcel, sha256: Sha256, parts: Vec<Sha256>) -> Promise {
    Expected { key: parcel.key, dossier_id: parcel.dossier, sha256, parts }.promise()
}

#[test]
fn parcel_is_read_exactly_as_it_was_sealed() {
    let (desk, _) = enrolled();
    let dossier = a_birth_dossier().with_pages(2).sealed(&desk);
    let [parcel] = waiting(&desk).try_into().unwrap();
    let delivery = desk.delivery();

    let Ok(Announcement::Revision { manifest, form }) = delivery.announcement(parcel.id) else {
        panic!("a revision is announced")
    };
    let mut rest = Vec::new();
    delivery.open(parcel.id, 2, 5).unwrap().read_to_end(&mut rest).unwrap();

    let frozen = hash(&manifest.0);
    let manifest: Manifest = serde_json::from_slice(&manifest.0).unwrap();
    let parts: Vec<_> = manifest.parts.iter().map(|part| part.sha256).collect();
    assert_eq!(hash(&form.0), parts[0], "part 0");
    assert_eq!(promise(&parcel, frozen, parts), parcel.promise, "the frozen bytes");
    assert_eq!(parcel.sizes.len(), manifest.parts.len());
    assert_eq!(rest, dossier.pages[1].1[5..], "from the offset on");
    assert!(delivery.open(parcel.id, 9, 0).is_err(), "there is no such part");
}

#[test]
fn bearer_is_signed_with_the_key_that_was_enrolled() {
    let (desk, gateway) = enrolled();
    let key = enrolment::begin(&desk, desk.actor(), &gateway.code()).unwrap().key;

    let bearer = desk.delivery().bearer(MORNING).unwrap();

    let read = Bearer::verify(&bearer, &gateway.code().root(), MORNING, |_| Some(key)).unwrap();
    assert_eq!(read.iss, desk.row().desk);
}

#[test]
fn clock_that_is_400_days_off_is_put_right_by_the_gateways_signed_time() {
    let (desk, mut gateway) = enrolled();
    desk.world.clock.set(MORNING.plus(-400 * DAY_MS));
    gateway.now = MORNING;

    does(&desk, &[gateway.time_for(&desk)]);
    let desk = desk.restarted();
    let dossier = a_birth_dossier().sealed(&desk);

    assert_eq!(desk.reading().trust, ClockTrust::Checked);
    let row = whole(&desk, &dossier).dossier;
    assert_eq!(row.taken_on, MORNING.civil_date(), "the legal date is the true one");
    assert_eq!(row.stamp.reading.clock, MORNING.plus(-400 * DAY_MS), "what the machine said stays");
    assert_eq!(gateway::clock_off(&desk), Some(400 * DAY_MS), "and it is spoken of");
    does(&desk, &gateway.receives_all(&desk));
    assert_eq!(whole(&desk, &dossier).case.state, CaseState::Delivered);
}

#[test]
fn clock_that_was_ahead_is_believed_again_once_it_was_checked() {
    let desk = a_desk().opened();
    desk.world.clock.set(MORNING.plus(400 * DAY_MS));
    a_birth_dossier().begun(&desk);
    desk.world.clock.set(MORNING);
    assert_eq!(desk.reading().trust, ClockTrust::Suspect, "it went back by 400 days");

    a_gateway().enrol(&desk, desk.actor()).unwrap();

    assert_eq!(desk.reading().trust, ClockTrust::Checked);
    assert_eq!(gateway::clock_off(&desk), None);
    desk.world.clock.advance(-DAY_MS);
    let reading = desk.reading();
    assert_eq!((reading.trust, reading.offset_ms), (ClockTrust::Suspect, None), "set back since");
}

pub fn head() -> Head {
    Head {
        submission_id: SubmissionId::from_bytes([8; 16]),
        revision: Revision::new(3),
        desk_id: DeskId::from_bytes([9; 16]),
        manifest_sha256: hash(b"theirs"),
        outline: None,
    }
}

#[test]
fn refused_parcel_waits_for_the_clerk_with_its_reason_until_it_is_tried_again() {
    let (desk, gateway) = enrolled();
    let (refused, other) =
        (a_birth_dossier().sealed(&desk), a_birth_dossier().with_pages(1).sealed(&desk));
    let parcel = waiting(&desk).into_iter().find(|p| p.dossier == refused.dossier).unwrap();
    let problem = Problem::new(Reason::NotHead, "not the head").with_head(head());

    let aside = Change::SetAside { parcel: parcel.id, problem: problem.clone() };
    does(&desk, &[Change::Announcing { parcel: parcel.id, lease: LEASE, attempts: 3 }, aside]);
    let desk = desk.restarted();

    let listed = queue::list(&desk).unwrap();
    assert_eq!(listed[0].problem, Some(problem), "word for word, with the other desk's head");
    assert!(listed[0].waits_for_the_clerk() && !listed[1].waits_for_the_clerk());
    assert_eq!(listed[0].attempts, 3);
    let nothing = queue::retry(&desk, desk.actor(), other.dossier);
    assert!(matches!(nothing, Err(DeskError::NothingSetAside)), "{nothing:?}");
    assert_eq!(queue::retry(&desk, desk.actor(), refused.dossier).unwrap(), 1);
    assert_eq!(queue::list(&desk).unwrap()[0].state, ParcelState::Queued);
    does(&desk, &gateway.receives_all(&desk));
    assert_eq!(whole(&desk, &refused).case.state, CaseState::Delivered);
}

#[test]
fn correction_takes_place_and_number_of_what_the_gateway_has_refused() {
    let (desk, gateway) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let refused = refuse(&desk, &dossier, &Problem::new(Reason::MediaRefused, "no JPEG"));

    let as_it_is = submissions::submit(&desk, desk.actor(), dossier.dossier);
    assert!(matches!(as_it_is, Err(DeskError::SetAside { .. })), "it does not wait: {as_it_is:?}");

    correct(&desk, &mut dossier, 2);

    assert_eq!(newest(&desk, &dossier), (1, None), "to the gateway it is the first");
    let states: Vec<_> = whole(&desk, &dossier).parcels.iter().map(|p| (p.kind, p.state)).collect();
    let superseded = (ParcelKind::Submission, ParcelState::Cancelled);
    assert_eq!(states, [superseded, (ParcelKind::Submission, ParcelState::Queued)]);
    let again = Change::Announcing { parcel: refused[0].id, lease: LEASE, attempts: 9 };
    let announced = apply(&desk, desk.actor(), &[again]);
    assert!(matches!(announced, Err(DeskError::ParcelClosed)), "it must not leave any more");
    does(&desk, &gateway.receives_all(&desk));
    let first = dossier.submission;
    correct(&desk, &mut dossier, 3);
    assert_eq!(newest(&desk, &dossier), (2, first), "and from there on as ever");
    assert!(dossier.reads_back(&desk) && is_well(&desk));
}

#[test]
fn correction_follows_what_the_gateway_has_taken_note_of_though_it_was_set_aside() {
    let (desk, _) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let first = dossier.submission;
    let [parcel] = waiting(&desk).try_into().unwrap();
    let sending = Change::Sending { parcel: parcel.id, lease: LEASE, announced: MORNING };
    does(&desk, &[Change::Announcing { parcel: parcel.id, lease: LEASE, attempts: 1 }, sending]);
    refuse(&desk, &dossier, &Problem::new(Reason::PartMismatch, "another part"));

    correct(&desk, &mut dossier, 2);

    assert_eq!(newest(&desk, &dossier), (2, first), "half of the first lies there");
}

#[test]
fn clerk_who_saw_that_another_desk_was_first_builds_on_what_that_desk_sent() {
    let (desk, _) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    refuse(&desk, &dossier, &Problem::new(Reason::NotHead, "not the head").with_head(head()));

    dossier.edition = corrections::reopen(&desk, desk.actor(), dossier.dossier).unwrap();
    dossier.submit(&desk);

    let theirs = Some(head().submission_id);
    assert_eq!(newest(&desk, &dossier), (4, theirs), "the same papers, on top of revision 3");
    assert_eq!(whole(&desk, &dossier).parcels[1].kind, ParcelKind::Supplement);
}

#[test]
fn withdrawal_is_frozen_as_it_is_asked_for() {
    let (desk, mut gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);

    withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();
    desk.world.clock.advance(DAY_MS);
    let [parcel] = waiting(&desk).try_into().unwrap();
    let Ok(Announcement::Withdrawal { request }) = desk.delivery().announcement(parcel.id) else {
        panic!("a withdrawal is announced")
    };
    does(&desk, &gateway.receives_all(&desk));

    assert_eq!(promise(&parcel, hash(&request.0), vec![]), parcel.promise);
    let read: Withdrawal = serde_json::from_slice(&request.0).unwrap();
    assert_eq!(read.withdrawal_id, parcel.id, "its own key");
    assert_eq!(Some(read.submission_id), dossier.submission, "what was sent last");
    assert_eq!(read.asked.clock, MORNING, "when it was asked, not when it was sent");
    let told = whole(&desk, &dossier);
    assert_eq!(told.case.state, CaseState::Delivered, "a request, until the agency answers");
    assert_eq!(told.receipts.len(), 2);
    gateway.era = 2;
    let held = [(dossier.dossier, dossier.submission.unwrap())];
    does(&desk, &[a_gateway().holds(&held)]);
    assert_eq!(does(&desk, &[gateway.holds(&held)]).len(), 1, "no list names withdrawals");
}

#[test]
fn all_of_a_batch_is_applied_or_nothing() {
    let (desk, gateway) = enrolled();
    let dossier = a_birth_dossier().sealed(&desk);
    let mut changes = gateway.receives_all(&desk);
    let nobody = domain::ids::ParcelId::from_bytes([5; 16]);
    changes.push(Change::Announcing { parcel: nobody, lease: LEASE, attempts: 1 });

    let refused = apply(&desk, desk.actor(), &changes);

    assert!(matches!(refused, Err(DeskError::NoSuchParcel)), "{refused:?}");
    let whole = whole(&desk, &dossier);
    assert_eq!(whole.case.state, CaseState::Sealed);
    assert!(whole.receipts.is_empty());
}

#[test]
fn clerk_goes_on_working_while_a_delivery_is_under_way() {
    let (desk, gateway) = enrolled();
    let dossier = a_birth_dossier().sealed(&desk);
    let delivery = desk.delivery();
    let [parcel] = delivery.memory().unwrap().parcels.try_into().unwrap();
    delivery.save(&[Change::Announcing { parcel: parcel.id, lease: LEASE, attempts: 1 }]).unwrap();

    let mut corrected = dossier.clone();
    corrected.edition = corrections::reopen(&desk, desk.actor(), dossier.dossier).unwrap();
    let mut form = a_form();
    form["declaration"]["child"] = json!("Hoàng Ngọc Ánh Dương");
    corrected.save(&desk, form);
    corrected.submit(&desk);
    let receipt = gateway.receipt(&desk, &desk.delivery(), &parcel).unwrap();
    delivery.save(&[Change::Delivered { parcel: parcel.id, receipt }]).unwrap();

    let states: Vec<_> = whole(&desk, &dossier).parcels.iter().map(|p| p.state).collect();
    assert_eq!(states, [ParcelState::Delivered, ParcelState::Queued], "revision 2 follows");
}
