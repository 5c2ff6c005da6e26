//! The machine is gone. What is left is a copy of the data folder and the card from the safe.

use std::fs;
use std::path::Path;

use desk::session::Key;
use desk::{Desk, DeskError, dossiers, pages};
use seal::envelope;
use seal::hash::hash;
use testkit::desks::PROGRAM;
use testkit::{a_birth_dossier, a_desk, a_world};
use vault::UnlockError;

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn everything_is_read_on_another_machine_with_the_card_alone() {
    let desk = a_desk().opened();
    let sealed = a_birth_dossier().with_pages(3).sealed(&desk);
    let draft = a_birth_dossier().with_pages(2).begun(&desk);
    let card = desk.recovery();
    let old = desk.closed();
    let elsewhere = tempfile::tempdir().unwrap();
    let root = elsewhere.path().join("data");
    copy(old.root(), &root);
    let world = a_world(2);
    drop(old);

    let keyring = Desk::open(world.world(), &root, PROGRAM, Key::Keyring).err();
    assert!(matches!(keyring, Some(DeskError::Unlock(UnlockError::KeyringForgot))), "{keyring:?}");
    let desk = Desk::open(world.world(), &root, PROGRAM, Key::Recovery(&card)).unwrap();

    for dossier in [&sealed, &draft] {
        assert!(dossier.reads_back(&desk), "every page, byte for byte");
        let whole = dossiers::show(&desk, dossier.dossier).unwrap();
        assert_eq!(whole.pages.len(), dossier.pages.len());
        for (page, (_, bytes)) in whole.pages.iter().zip(&dossier.pages) {
            assert_eq!(page.digest.sha256, hash(bytes), "and as its hash says");
        }
    }
    assert!(desk::doctor::examine(&desk).unwrap().is_well());
}

#[test]
fn pages_are_read_with_the_card_when_even_the_database_is_lost() {
    let desk = a_desk().opened();
    let dossier = a_birth_dossier().with_pages(3).sealed(&desk);
    let card = desk.recovery();
    let closed = desk.closed();
    fs::remove_file(closed.root().join("desk.db")).unwrap();
    fs::remove_file(closed.root().join("keys")).unwrap();
    fs::remove_file(closed.root().join("keys.copy")).unwrap();

    let folder = fs::read_dir(closed.root().join("dossiers")).unwrap().next().unwrap().unwrap();
    let sealed = fs::read(folder.path().join("identity.age")).unwrap();
    let identity = envelope::open_identity(&card.identity(), &sealed).unwrap();
    let files = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|file| !file.ends_with("identity.age"));
    let found: Vec<_> =
        files.map(|file| envelope::open(&identity, &fs::read(file).unwrap()).unwrap()).collect();

    for (_, page) in &dossier.pages {
        assert!(found.contains(page), "every page is among the files");
    }
    assert_eq!(found.len(), 3 + 2, "and the form and the manifest");
}

#[test]
fn card_of_another_desk_opens_nothing() {
    let desk = a_desk().opened();
    let other = a_desk().in_world(a_world(9)).opened().recovery();
    let closed = desk.closed();

    let refused = Desk::open(closed.world.world(), closed.root(), PROGRAM, Key::Recovery(&other));

    let refused = refused.err();
    assert!(matches!(refused, Some(DeskError::Unlock(UnlockError::WrongRecovery))), "{refused:?}");
}

#[test]
fn dossiers_are_strangers_to_each_other() {
    let desk = a_desk().opened();
    let (one, other) = (
        a_birth_dossier().with_pages(1).begun(&desk),
        a_birth_dossier().with_pages(1).begun(&desk),
    );

    let crossed = pages::read(&desk, one.dossier, other.pages[0].0).map(drop);

    assert!(matches!(crossed, Err(DeskError::NoSuchPage)), "{crossed:?}");
}
