//! A real disk is full. What was being done fails whole and says why, what was typed stays, and
//! there is room enough to throw something away.

use std::fs;
use std::path::Path;

use desk::session::Key;
use desk::setup::{self, FirstKey};
use desk::{Desk, DeskError, dossiers, drafts, pages};
use domain::kinds::CaseState;
use files::reserve::{RESERVE, RESERVE_BYTES};
use serde_json::json;
use testkit::desks::PROGRAM;
use testkit::{a_beginning, a_form, a_new_desk, a_paper, a_world, handed};

use crate::{alone, cramped};

const SMALL_DISK_BYTES: u64 = RESERVE_BYTES + 4 * 1024 * 1024;

fn has_reserve(root: &Path) -> bool {
    fs::metadata(root.join(RESERVE)).is_ok_and(|file| file.len() == RESERVE_BYTES)
}

/// Tells the story below on a file system of a few megabytes.
#[test]
fn desk_goes_on_when_a_real_disk_is_full() {
    let _turn = alone();
    cramped::tell("small_disk::story_on_a_small_disk", SMALL_DISK_BYTES);
}

#[test]
#[ignore = "told on a small disk by desk_goes_on_when_a_real_disk_is_full"]
fn story_on_a_small_disk() {
    let home = cramped::disk();
    let (root, world) = (home.join("data"), a_world(1));
    let begun = setup::begin(world.world(), &root, PROGRAM, a_new_desk(), &FirstKey::Keyring);
    let desk = begun.unwrap().finish().unwrap();
    let actor = desk.actor(None).unwrap();
    let dossier = dossiers::begin(&desk, actor, a_beginning(a_form())).unwrap().dossier;
    assert!(has_reserve(&root));

    // Pages until there is no room for another one.
    let scan = [a_paper(1), vec![b' '; 600_000], a_paper(1)].concat();
    let kept = (1..100).take_while(|n| {
        let attached = pages::attach(&desk, actor, dossier, handed(*n, &scan));
        attached.map_err(|error| assert_eq!(error.code(), "disk-full")).is_ok()
    });
    let kept = kept.count();
    assert!(kept > 0, "there was room for some");
    assert_eq!(
        dossiers::show(&desk, dossier).unwrap().pages.len(),
        kept,
        "the last one is not there"
    );
    assert!(has_reserve(&root), "a failed page has given its room back");

    // Another program takes what is left, and the clerk types on.
    let junk = cramped::fill(&home);
    let long = json!({ "request": "x".repeat(300_000) });
    let refused = drafts::save(&desk, actor, dossier, 1, long);
    assert_eq!(refused.as_ref().err().map(DeskError::code), Some("disk-full"), "{refused:?}");
    assert!(!has_reserve(&root), "its room is free for deleting now");
    let draft = dossiers::show(&desk, dossier).unwrap().draft.unwrap();
    assert_eq!(
        (draft.edition, draft.form),
        (1, a_form().to_string()),
        "what was typed before stays"
    );

    // Throwing away works, even with nothing else left.
    drafts::discard(&desk, actor, dossier).unwrap();
    drafts::restore(&desk, actor, dossier).unwrap();
    drafts::save(&desk, actor, dossier, 1, a_form()).unwrap();

    // Somebody makes room.
    drop(desk);
    fs::remove_file(junk).unwrap();
    let desk = Desk::open(world.world(), &root, PROGRAM, Key::Keyring).unwrap();
    assert!(has_reserve(&root), "and it is kept again");
    assert_eq!(dossiers::show(&desk, dossier).unwrap().case.state, CaseState::Draft);
    assert!(desk::doctor::examine(&desk).unwrap().is_well());
}
