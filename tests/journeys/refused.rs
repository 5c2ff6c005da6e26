//! The gateway says no, or forgets, and the clerk goes on: corrects, takes back, tries again. Nothing
//! may wait for ever.

use courier::{Change, Parcel};
use desk::delivery::apply;
use desk::rows::Problem;
use desk::withdrawals::{self, Withdrawn};
use desk::{DeskError, queue};
use domain::ids::SubmissionId;
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use link::ports::Parcels;
use testkit::clock::MORNING;
use testkit::{TestDesk, TestDossier, a_birth_dossier};
use wire::announcement::Announcement;
use wire::problem::Reason;

use crate::enrolled::{
    LEASE, correct, delivered, does, enrolled, event, is_well, newest, refuse, refuses, waiting,
    whole,
};

fn media_refused() -> Problem {
    Problem::new(Reason::MediaRefused, "no JPEG")
}

/// What `link` makes of a file that the desk itself cannot read.
fn damaged_here() -> Problem {
    let json = r#"{ "code": "file-damaged", "status": 0, "title": "a page is damaged" }"#;
    serde_json::from_str(json).unwrap()
}

/// The parcels of a dossier that may still go, as revision and parent.
fn on_the_way(desk: &TestDesk, dossier: &TestDossier) -> Vec<(u32, Option<SubmissionId>)> {
    let whole = whole(desk, dossier);
    let open = |id: Option<SubmissionId>| {
        let of_it = whole.parcels.iter().find(|parcel| parcel.submission == id);
        of_it.is_some_and(|parcel| parcel.state == ParcelState::Queued)
    };
    let revisions = whole.revisions.iter().map(|(revision, _)| revision);
    let left = revisions.filter(|revision| open(Some(revision.submission)));
    left.map(|revision| (revision.revision.get(), revision.parent)).collect()
}

fn first_waiting(desk: &TestDesk, dossier: &TestDossier) -> Parcel {
    waiting(desk).into_iter().find(|parcel| parcel.dossier == dossier.dossier).unwrap()
}

fn announces(desk: &TestDesk, parcel: &Parcel, attempts: u32) {
    does(desk, &[Change::Announcing { parcel: parcel.id, lease: LEASE, attempts }]);
}

/// The gateway takes note of a parcel; its parts are still to come.
fn takes_note(desk: &TestDesk, parcel: &Parcel) {
    announces(desk, parcel, 1);
    let sending = Change::Sending { parcel: parcel.id, lease: LEASE, announced: MORNING };
    does(desk, &[sending]);
}

#[test]
fn dossier_arrives_when_its_first_revision_was_refused_behind_a_correction() {
    let (desk, gateway) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let first = first_waiting(&desk, &dossier);
    correct(&desk, &mut dossier, 2);
    announces(&desk, &first, 1);
    refuses(&desk, &first, &media_refused());

    correct(&desk, &mut dossier, 3);

    assert_eq!(on_the_way(&desk, &dossier), [(1, None)], "one that the gateway can take");
    does(&desk, &gateway.receives_all(&desk));
    let first = dossier.submission;
    correct(&desk, &mut dossier, 4);
    assert_eq!(newest(&desk, &dossier), (2, first), "and from there on as ever");
    assert!(dossier.reads_back(&desk) && is_well(&desk));
}

#[test]
fn dossier_arrives_when_it_was_tried_again_corrected_and_refused_again() {
    let (desk, _) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let first = first_waiting(&desk, &dossier);
    announces(&desk, &first, 1);
    refuses(&desk, &first, &media_refused());
    queue::retry(&desk, desk.actor(), dossier.dossier).unwrap();
    correct(&desk, &mut dossier, 2);
    announces(&desk, &first, 2);
    refuses(&desk, &first, &media_refused());

    correct(&desk, &mut dossier, 3);
    correct(&desk, &mut dossier, 4);

    let [(one, None), (two, Some(_))] = on_the_way(&desk, &dossier)[..] else {
        panic!("{:?}", on_the_way(&desk, &dossier))
    };
    assert_eq!((one, two), (1, 2), "and the next one follows it");
}

#[test]
fn correction_still_follows_what_waits_behind_a_revision_of_which_the_gateway_knows() {
    let (desk, _) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let first = first_waiting(&desk, &dossier);
    correct(&desk, &mut dossier, 2);
    let second = dossier.submission;
    takes_note(&desk, &first);
    refuses(&desk, &first, &damaged_here());

    correct(&desk, &mut dossier, 3);

    assert_eq!(newest(&desk, &dossier), (3, second), "the place of the first is taken");
    assert_eq!(on_the_way(&desk, &dossier).len(), 2, "both go");
}

#[test]
fn correction_builds_on_the_other_desks_revision_though_its_own_was_refused_too() {
    let (desk, _) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let theirs = crate::road::head();
    let not_head = Problem::new(Reason::NotHead, "not the head").with_head(theirs.clone());
    refuse(&desk, &dossier, &not_head);
    correct(&desk, &mut dossier, 2);
    refuse(&desk, &dossier, &media_refused());

    correct(&desk, &mut dossier, 3);

    assert_eq!(newest(&desk, &dossier), (4, Some(theirs.submission_id)), "theirs is still there");
}

#[test]
fn refused_dossier_is_taken_back_at_the_desk_since_nobody_else_has_it() {
    let (desk, _) = enrolled();
    let dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let parcel = first_waiting(&desk, &dossier);
    announces(&desk, &parcel, 1);
    refuses(&desk, &parcel, &media_refused());

    let (withdrawn, _) = withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();

    assert_eq!(withdrawn, Withdrawn::Cancelled);
    assert_eq!(whole(&desk, &dossier).case.state, CaseState::Withdrawn);
    assert!(queue::list(&desk).unwrap().is_empty(), "nothing waits for ever");
}

#[test]
fn dossier_is_taken_back_at_the_desk_after_a_correction_of_what_was_refused() {
    let (desk, _) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let parcel = first_waiting(&desk, &dossier);
    announces(&desk, &parcel, 1);
    refuses(&desk, &parcel, &media_refused());
    correct(&desk, &mut dossier, 2);

    let (withdrawn, _) = withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();

    assert_eq!(withdrawn, Withdrawn::Cancelled, "the gateway knows no such dossier");
}

#[test]
fn request_to_withdraw_does_not_wait_behind_a_supplement_that_was_refused() {
    let (desk, gateway) = enrolled();
    let mut dossier = delivered(&desk, &gateway);
    correct(&desk, &mut dossier, 2);
    let supplement = first_waiting(&desk, &dossier);
    announces(&desk, &supplement, 1);
    refuses(&desk, &supplement, &media_refused());

    withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();

    let open = queue::list(&desk).unwrap();
    assert_eq!(open.iter().map(|one| one.kind).collect::<Vec<_>>(), [ParcelKind::Withdrawal]);
}

#[test]
fn clerk_is_not_told_that_a_dossier_never_left_when_the_gateway_has_its_form() {
    let (desk, _) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let parcel = first_waiting(&desk, &dossier);
    takes_note(&desk, &parcel);
    refuses(&desk, &parcel, &damaged_here());
    correct(&desk, &mut dossier, 2);

    let (withdrawn, _) = withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();

    assert_eq!(withdrawn, Withdrawn::Asked);
    let [request] = waiting(&desk).try_into().unwrap();
    assert!(matches!(
        desk.delivery().announcement(request.id),
        Ok(Announcement::Withdrawal { .. })
    ));
}

/// How far a parcel came before somebody takes the dossier back.
#[derive(Debug, Clone, Copy)]
enum Came {
    Nowhere,
    Tried,
    Refused,
    DamagedUnheard,
    Noted,
    NotedThenDamaged,
    Arrived,
}

fn comes(desk: &TestDesk, parcel: &Parcel, came: Came, receipt: &[Change]) {
    match came {
        Came::Nowhere => {}
        Came::Tried => {
            announces(desk, parcel, 1);
            does(desk, &[Change::Queued(parcel.id)]);
        }
        Came::Refused => {
            announces(desk, parcel, 2);
            refuses(desk, parcel, &media_refused());
        }
        Came::DamagedUnheard => {
            announces(desk, parcel, 2);
            refuses(desk, parcel, &damaged_here());
        }
        Came::Noted => {
            takes_note(desk, parcel);
            does(desk, &[Change::Queued(parcel.id)]);
        }
        Came::NotedThenDamaged => {
            takes_note(desk, parcel);
            refuses(desk, parcel, &damaged_here());
        }
        Came::Arrived => drop(does(desk, receipt)),
    }
}

#[test]
fn dossier_is_cancelled_at_the_desk_only_when_nobody_can_have_heard_of_it() {
    use Came::*;
    for came in [Nowhere, Tried, Refused, DamagedUnheard, Noted, NotedThenDamaged, Arrived] {
        for is_corrected in [false, true] {
            let (desk, gateway) = enrolled();
            let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
            let parcel = first_waiting(&desk, &dossier);
            comes(&desk, &parcel, came, &gateway.receives_all(&desk));
            if is_corrected {
                correct(&desk, &mut dossier, 2);
            }

            let withdrawn = withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap().0;

            let nobody = matches!(came, Nowhere | Refused);
            let wanted = if nobody { Withdrawn::Cancelled } else { Withdrawn::Asked };
            assert_eq!(withdrawn, wanted, "{came:?}, corrected: {is_corrected}");
            let open = queue::list(&desk).unwrap();
            assert!(
                open.iter().all(|one| !one.waits_for_the_clerk()),
                "{came:?}, corrected: {is_corrected}: what is left must be able to go"
            );
        }
    }
}

#[test]
fn restored_gateway_is_sent_the_revision_that_a_lost_one_builds_on() {
    let (desk, mut gateway) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let first = first_waiting(&desk, &dossier);
    takes_note(&desk, &first);
    refuses(&desk, &first, &damaged_here());
    correct(&desk, &mut dossier, 2);
    does(&desk, &gateway.receives_all(&desk));
    assert!(waiting(&desk).is_empty(), "the first was superseded, the second is there");

    gateway.era = 2;
    let queued = does(&desk, &[gateway.holds(&[])]);

    let revisions = queue::list(&desk).unwrap();
    let revisions: Vec<_> = revisions.iter().map(|one| one.revision.unwrap().get()).collect();
    assert_eq!(revisions, [1, 2], "the first goes first");
    assert_eq!(queued.len(), 2, "and the courier hears of both");
    does(&desk, &gateway.receives_all(&desk));
    assert!(waiting(&desk).is_empty() && is_well(&desk));
}

fn first_submission(desk: &TestDesk, dossier: &TestDossier) -> SubmissionId {
    whole(desk, dossier).revisions[0].0.submission
}

#[test]
fn restored_gateway_that_still_knows_the_first_revision_is_not_sent_it_again() {
    let (desk, mut gateway) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let first = first_waiting(&desk, &dossier);
    takes_note(&desk, &first);
    refuses(&desk, &first, &damaged_here());
    correct(&desk, &mut dossier, 2);
    does(&desk, &gateway.receives_all(&desk));
    gateway.era = 2;

    does(&desk, &[gateway.holds(&[(dossier.dossier, first_submission(&desk, &dossier))])]);

    let waiting = queue::list(&desk).unwrap();
    let revisions: Vec<_> = waiting.iter().map(|one| one.revision.unwrap().get()).collect();
    assert_eq!(revisions, [2]);
}

#[test]
fn correction_that_waits_is_not_orphaned_by_a_restored_gateway() {
    let (desk, mut gateway) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let first = first_waiting(&desk, &dossier);
    takes_note(&desk, &first);
    refuses(&desk, &first, &damaged_here());
    correct(&desk, &mut dossier, 2);
    gateway.era = 2;

    does(&desk, &[gateway.holds(&[])]);

    assert_eq!(on_the_way(&desk, &dossier).len(), 2, "its parent goes before it");
}

#[test]
fn second_request_to_withdraw_is_queued_once_the_first_was_answered() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);
    withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();
    withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();
    assert_eq!(waiting(&desk).len(), 1, "asking twice is asking once while it waits");
    does(&desk, &gateway.receives_all(&desk));
    does(&desk, &[gateway.tells(vec![event(&gateway, 1, &dossier, "4")])]);

    withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();

    let [request] = waiting(&desk).try_into().unwrap();
    let ids: Vec<_> = whole(&desk, &dossier).parcels.iter().map(|parcel| parcel.parcel).collect();
    assert_eq!(ids.last(), Some(&request.id), "a request of its own");
    assert_eq!(ids.len(), 3);
}

#[test]
fn request_to_withdraw_that_was_set_aside_is_tried_again_when_it_is_asked_for_again() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);
    withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();
    refuse(&desk, &dossier, &Problem::new(Reason::UnknownKind, "not yet"));

    withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();

    let open = queue::list(&desk).unwrap();
    let states: Vec<_> = open.iter().map(|one| (one.kind, one.state)).collect();
    assert_eq!(states, [(ParcelKind::Withdrawal, ParcelState::Queued)]);
}

#[test]
fn parcel_of_a_cancelled_dossier_cannot_leave_any_more() {
    let (desk, _) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let first = first_waiting(&desk, &dossier);
    correct(&desk, &mut dossier, 2);
    let behind = waiting(&desk).into_iter().next_back().unwrap();
    refuses(&desk, &first, &media_refused());
    correct(&desk, &mut dossier, 3);

    let again = Change::Announcing { parcel: behind.id, lease: LEASE, attempts: 1 };
    let announced = apply(&desk, desk.actor(), &[again]);

    assert!(matches!(announced, Err(DeskError::ParcelClosed)), "{announced:?}");
}

#[test]
fn what_stands_behind_a_refused_parcel_waits_for_the_clerk_too() {
    let (desk, _) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let other = a_birth_dossier().with_pages(1).sealed(&desk);
    let first = first_waiting(&desk, &dossier);
    correct(&desk, &mut dossier, 2);
    refuses(&desk, &first, &media_refused());

    let listed = queue::list(&desk).unwrap();

    let waits: Vec<_> = listed.iter().map(|one| (one.dossier, one.waits_for_the_clerk())).collect();
    let (mine, theirs) = (dossier.dossier, other.dossier);
    assert_eq!(waits, [(mine, true), (theirs, false), (mine, true)]);
}
