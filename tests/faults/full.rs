//! The disk is full: the last room is kept for throwing something away.

use std::fs;
use std::sync::Arc;

use desk::{dossiers, drafts, pages};
use files::OsDisk;
use files::reserve::{RESERVE, RESERVE_BYTES};
use testkit::{FailingDisk, Fault, a_birth_dossier, a_desk, a_paper, handed};

#[test]
fn page_is_refused_when_only_the_room_for_deleting_is_left() {
    let disk = FailingDisk::over(Arc::new(OsDisk));
    let desk = a_desk().on(Arc::new(disk.clone())).opened();
    let dossier = a_birth_dossier().begun(&desk);
    fs::remove_file(desk.root().join(RESERVE)).unwrap();
    let bytes = a_paper(1);
    let attach = || pages::attach(&desk, desk.actor(), dossier.dossier, handed(1, &bytes));

    // The first call looks for the reserve, the second begins to write it.
    disk.fail_at(1, Fault::Full);
    let refused = attach();

    assert_eq!(refused.err().map(|error| error.code()), Some("disk-full"));
    assert!(dossiers::show(&desk, dossier.dossier).unwrap().pages.is_empty());
    drafts::discard(&desk, desk.actor(), dossier.dossier).unwrap();
    drafts::restore(&desk, desk.actor(), dossier.dossier).unwrap();
    attach().unwrap();
    let reserve = fs::metadata(desk.root().join(RESERVE)).unwrap();
    assert_eq!(reserve.len(), RESERVE_BYTES, "there was room again, and it was kept first");
}
