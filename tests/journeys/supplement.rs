//! A dossier is sealed, opened again, and sealed as its next revision.

use desk::dossiers::{self, Wanted};
use desk::withdrawals::{self, Withdrawn};
use desk::{DeskError, corrections, drafts, submissions};
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use serde_json::json;
use testkit::{TestDesk, TestDossier, a_birth_dossier, a_desk, a_form};

fn reopen(desk: &TestDesk, dossier: &mut TestDossier) {
    dossier.edition = corrections::reopen(desk, desk.actor(), dossier.dossier).unwrap();
}

/// Opens a sealed dossier and types another name of the child.
fn correct(desk: &TestDesk, dossier: &mut TestDossier, child: &str) {
    reopen(desk, dossier);
    let mut form = a_form();
    form["declaration"]["child"] = json!(child);
    dossier.save(desk, form);
}

#[test]
fn supplement_is_the_second_revision_of_the_same_dossier() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let first = dossier.submission;

    reopen(&desk, &mut dossier);
    dossier.attach(&desk, 2);
    let desk = desk.restarted();
    dossier.submit(&desk);

    let whole = dossiers::show(&desk, dossier.dossier).unwrap();
    let revisions: Vec<_> = whole
        .revisions
        .iter()
        .map(|(r, _)| (r.revision.get(), Some(r.submission), r.parent))
        .collect();
    assert_eq!(revisions, [(1, first, None), (2, dossier.submission, first)]);
    let parts: Vec<_> = whole.revisions.iter().map(|(_, parts)| parts.len()).collect();
    assert_eq!(parts, [2, 3], "the supplement carries all papers, old and new");
    let parcels: Vec<_> = whole.parcels.iter().map(|p| (p.kind, p.state)).collect();
    assert_eq!(
        parcels,
        [
            (ParcelKind::Submission, ParcelState::Queued),
            (ParcelKind::Supplement, ParcelState::Queued)
        ]
    );
    assert!(dossier.reads_back(&desk));
    assert!(desk::doctor::examine(&desk).unwrap().is_well());
}

#[test]
fn sealed_revision_never_changes_when_the_next_one_is_typed() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let before = dossiers::show(&desk, dossier.dossier).unwrap();

    reopen(&desk, &mut dossier);
    let mut form = a_form();
    form["declaration"]["child"] = json!("Hoàng Ngọc Ánh Dương");
    dossier.save(&desk, form);
    let (page, _) = dossier.pages.remove(0);
    desk::pages::remove(&desk, desk.actor(), dossier.dossier, page).unwrap();

    let after = dossiers::show(&desk, dossier.dossier).unwrap();
    assert_eq!(after.revisions[0].0.manifest, before.revisions[0].0.manifest);
    assert_eq!(after.case.state, CaseState::Sealed, "it stays sealed while it is typed on");
}

#[test]
fn supplement_begins_with_what_was_sealed() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().sealed(&desk);

    reopen(&desk, &mut dossier);

    let draft = dossiers::show(&desk, dossier.dossier).unwrap().draft.unwrap();
    let form: serde_json::Value = serde_json::from_str(&draft.form).unwrap();
    assert_eq!(form["submitter"]["name"], "Lò Thị Ngọc Đào");
    assert_eq!(form["declaration"]["child"], "Hoàng Ngọc Ánh");
    assert_eq!(submissions::gaps(&desk, dossier.dossier).unwrap(), [], "nothing is missing");
    let again = corrections::reopen(&desk, desk.actor(), dossier.dossier).unwrap();
    assert_eq!(again, dossier.edition, "opening it twice changes nothing");
}

/// Two windows on one dossier: one was left open before the submission, the other types on the
/// supplement. The old window must not overwrite the new typing, however the editions count.
#[test]
fn window_from_before_the_submission_overwrites_nothing_in_the_supplement() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().begun(&desk);
    dossier.save(&desk, a_form());
    dossier.save(&desk, a_form());
    let left_open = dossier.edition;
    dossier.submit(&desk);
    reopen(&desk, &mut dossier);
    let mut typed = a_form();
    typed["declaration"]["child"] = json!("Hoàng Ngọc Ánh Dương");

    for _ in 0..left_open {
        dossier.save(&desk, typed.clone());
        let stale = drafts::save(&desk, desk.actor(), dossier.dossier, left_open, a_form());

        assert!(matches!(stale, Err(DeskError::StaleEdition { .. })), "{stale:?}");
    }
}

#[test]
fn supplement_that_was_thrown_away_leaves_the_sealed_revision_queued() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().sealed(&desk);
    reopen(&desk, &mut dossier);

    drafts::discard(&desk, desk.actor(), dossier.dossier).unwrap();

    let whole = dossiers::show(&desk, dossier.dossier).unwrap();
    assert_eq!(whole.case.state, CaseState::Sealed);
    assert_eq!(whole.parcels[0].state, ParcelState::Queued, "the first revision still goes");
    assert_eq!(dossiers::list(&desk, Wanted::All).unwrap().len(), 1, "it stays in sight");
    correct(&desk, &mut dossier, "Hoàng Ngọc Ánh Dương");
    dossier.submit(&desk);
}

#[test]
fn correction_that_changes_nothing_is_not_sent_again() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    reopen(&desk, &mut dossier);

    let submitted = submissions::submit(&desk, desk.actor(), dossier.dossier);

    assert!(matches!(submitted, Err(DeskError::NothingChanged)), "{submitted:?}");
}

#[test]
fn papers_are_those_of_the_sealed_revision_when_a_correction_was_thrown_away() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let sealed: Vec<_> = dossier.pages.iter().map(|(page, _)| *page).collect();
    reopen(&desk, &mut dossier);
    desk::pages::remove(&desk, desk.actor(), dossier.dossier, sealed[0]).unwrap();
    dossier.attach(&desk, 9);
    drafts::discard(&desk, desk.actor(), dossier.dossier).unwrap();

    reopen(&desk, &mut dossier);

    let pages = dossiers::show(&desk, dossier.dossier).unwrap().pages;
    let pages: Vec<_> = pages.iter().map(|page| page.page).collect();
    assert_eq!(pages, sealed, "somebody else's paper must not slip in, nor the right one out");
}

#[test]
fn withdrawing_takes_the_supplement_out_of_the_queue_too() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().sealed(&desk);
    correct(&desk, &mut dossier, "Hoàng Ngọc Ánh Dương");
    dossier.submit(&desk);
    reopen(&desk, &mut dossier);

    let withdrawn = withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();

    assert_eq!(withdrawn.0, Withdrawn::Cancelled);
    let whole = dossiers::show(&desk, dossier.dossier).unwrap();
    assert!(whole.parcels.iter().all(|parcel| parcel.state == ParcelState::Cancelled));
    assert!(whole.draft.unwrap().discarded.is_some(), "and nobody types on");
}
