//! Another desk was first: what each choice leaves behind, wherever the dossier stands.

use desk::rows::Problem;
use desk::{DeskError, dossiers, drafts, overtaken, queue, submissions, withdrawals};
use domain::kinds::{CaseState, ParcelState};
use serde_json::Value;
use testkit::{TestDesk, TestDossier, a_birth_dossier};
use wire::problem::Reason;

use crate::enrolled::{
    correct, delivered, does, enrolled, event, is_well, newest, refuse, refuses, waiting, whole,
};
use crate::road::head;

fn not_head() -> Problem {
    Problem::new(Reason::NotHead, "not the head").with_head(head())
}

fn typed(desk: &TestDesk, dossier: &TestDossier) -> Value {
    let draft = whole(desk, dossier).draft.expect("what was typed is a draft");
    assert!(draft.discarded.is_none(), "and not one that was thrown away");
    serde_json::from_str(&draft.form).unwrap()
}

#[test]
fn dossier_that_only_a_copy_of_this_desk_delivered_is_a_draft_again_when_that_one_is_kept() {
    let (desk, _) = enrolled();
    let dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    refuse(&desk, &dossier, &not_head());

    let kept = overtaken::keep_theirs(&desk, desk.actor(), dossier.dossier).unwrap();
    let desk = desk.restarted();

    let whole = whole(&desk, &dossier);
    assert_eq!((kept.theirs.get(), whole.case.state), (3, CaseState::Draft));
    assert_eq!(whole.parcels[0].state, ParcelState::Cancelled);
    assert_eq!((whole.pages.len(), whole.revisions.len()), (1, 1), "nothing is lost");
    assert_eq!(
        typed(&desk, &dossier)["declaration"]["child"],
        testkit::a_form()["declaration"]["child"]
    );
    assert!(waiting(&desk).is_empty() && is_well(&desk));
    drafts::discard(&desk, desk.actor(), dossier.dossier).unwrap();
    drafts::restore(&desk, desk.actor(), dossier.dossier).unwrap();
    submissions::submit(&desk, desk.actor(), dossier.dossier).unwrap();
    assert_eq!(waiting(&desk).len(), 1, "it can still be sent");
}

#[test]
fn other_desks_is_kept_though_the_agency_has_the_dossier_in_hand_by_now() {
    let (desk, gateway) = enrolled();
    let mut dossier = delivered(&desk, &gateway);
    correct(&desk, &mut dossier, 2);
    refuse(&desk, &dossier, &not_head());
    does(&desk, &[gateway.tells(vec![event(&gateway, 1, &dossier, "2")])]);

    overtaken::keep_theirs(&desk, desk.actor(), dossier.dossier).unwrap();

    let whole = whole(&desk, &dossier);
    assert_eq!(whole.case.state, CaseState::Received, "what the agency said stays");
    assert_eq!(whole.pages.len(), 2, "the paper that was attached is there");
    assert!(typed(&desk, &dossier).is_object() && waiting(&desk).is_empty());
}

#[test]
fn what_waited_behind_the_refused_one_does_not_wait_for_ever_when_the_other_desks_is_kept() {
    let (desk, gateway) = enrolled();
    let mut dossier = delivered(&desk, &gateway);
    correct(&desk, &mut dossier, 2);
    let first = waiting(&desk).remove(0);
    correct(&desk, &mut dossier, 3);
    refuses(&desk, &first, &not_head());

    overtaken::keep_theirs(&desk, desk.actor(), dossier.dossier).unwrap();

    assert!(queue::list(&desk).unwrap().is_empty());
    assert_eq!(whole(&desk, &dossier).pages.len(), 3, "the draft has what was sealed last");
    assert!(is_well(&desk));
}

#[test]
fn draft_that_is_open_is_kept_as_it_is_when_the_other_desks_is_kept() {
    let (desk, gateway) = enrolled();
    let mut dossier = delivered(&desk, &gateway);
    correct(&desk, &mut dossier, 2);
    refuse(&desk, &dossier, &not_head());
    let mut form = testkit::a_form();
    form["declaration"]["child"] = "Hoàng Ngọc Ánh Dương".into();
    drafts::replace(&desk, desk.actor(), dossier.dossier, form).unwrap();

    let refused = overtaken::send_after(&desk, desk.actor(), dossier.dossier);
    let kept = overtaken::keep_theirs(&desk, desk.actor(), dossier.dossier).unwrap();

    assert!(matches!(refused, Err(DeskError::DraftOpen)), "{refused:?}");
    assert_eq!(typed(&desk, &dossier)["declaration"]["child"], "Hoàng Ngọc Ánh Dương");
    assert_eq!(whole(&desk, &dossier).draft.unwrap().edition, kept.edition);
}

#[test]
fn this_desks_is_sent_after_the_other_desks_with_the_same_papers() {
    let (desk, gateway) = enrolled();
    let mut dossier = delivered(&desk, &gateway);
    correct(&desk, &mut dossier, 2);
    refuse(&desk, &dossier, &not_head());

    let sent = overtaken::send_after(&desk, desk.actor(), dossier.dossier).unwrap();

    assert_eq!(sent.revision, 4);
    assert_eq!(newest(&desk, &dossier), (4, Some(head().submission_id)));
    let whole = whole(&desk, &dossier);
    let files = |at: usize| -> Vec<_> {
        whole.revisions[at].1.iter().skip(1).map(|part| part.file.clone()).collect()
    };
    assert_eq!(files(2), files(1));
    assert!(whole.draft.is_none(), "nothing is left open");
    does(&desk, &gateway.receives_all(&desk));
    assert!(waiting(&desk).is_empty() && is_well(&desk));
    let again = overtaken::look(&desk, dossier.dossier);
    assert!(matches!(again, Err(DeskError::NotOvertaken)), "there is nothing left to choose");
}

#[test]
fn nothing_is_to_be_chosen_where_the_gateway_did_not_say_what_it_has() {
    let (desk, gateway) = enrolled();
    let mut dossier = delivered(&desk, &gateway);
    correct(&desk, &mut dossier, 2);
    refuse(&desk, &dossier, &Problem::new(Reason::NotHead, "not the head"));

    let looked = overtaken::look(&desk, dossier.dossier).err();

    assert!(matches!(looked, Some(DeskError::NotOvertaken)), "{looked:?}");
    queue::retry(&desk, desk.actor(), dossier.dossier).unwrap();
}

#[test]
fn dossier_can_be_taken_back_after_the_other_desks_was_kept() {
    let (desk, gateway) = enrolled();
    let mut dossier = delivered(&desk, &gateway);
    correct(&desk, &mut dossier, 2);
    refuse(&desk, &dossier, &not_head());
    overtaken::keep_theirs(&desk, desk.actor(), dossier.dossier).unwrap();

    withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();

    let open = queue::list(&desk).unwrap();
    assert!(open.len() == 1 && open[0].revision.is_none(), "only the request waits");
    assert!(dossiers::show(&desk, dossier.dossier).unwrap().draft.unwrap().discarded.is_some());
}
