//! The keys lie in the folder twice. Whatever happens to one copy, the desk opens and the copy is
//! written again, but only after an unlock.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::session::{Key, KeyCopies};
use desk::setup::{self, FirstKey};
use desk::{Desk, DeskError};
use files::OsDisk;
use rusqlite::Connection;
use store::StoreError;
use testkit::desks::{ClosedDesk, PROGRAM};
use testkit::{Call, FailingDisk, Fault, a_desk, a_new_desk, a_world};
use vault::{Keys, KeysError, Unlock, UnlockError};

const COPIES: [&str; 2] = ["keys", "keys.copy"];

type Damage = fn(&Path);

const DAMAGES: [(&str, Damage); 6] = [
    ("missing", |copy| fs::remove_file(copy).unwrap()),
    ("empty", |copy| fs::write(copy, "").unwrap()),
    ("cut in half", |copy| change(copy, |bytes| bytes.truncate(bytes.len() / 2))),
    ("without its last line", |copy| change(copy, |bytes| bytes.truncate(bytes.len() - 72))),
    ("NULs", |copy| change(copy, |bytes| bytes.fill(0))),
    ("one bit off", |copy| change(copy, |bytes| bytes[200] ^= 1)),
];

fn change(file: &Path, how: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(file).unwrap();
    how(&mut bytes);
    fs::write(file, bytes).unwrap();
}

/// Every file that somebody's work is in.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let kept = |path: &PathBuf| path.is_file() && !path.ends_with("holder.json");
    files.filter(kept).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn both_are_whole(root: &Path) -> bool {
    let [first, second] = COPIES.map(|copy| fs::read(root.join(copy)).unwrap());
    first == second && Keys::parse(&first).is_ok()
}

/// Tries to open a desk that must not open, and compares every file afterwards.
fn refusal(desk: &ClosedDesk) -> DeskError {
    let before = files(desk.root());
    let refused = desk.open().err().expect("it must not open");
    assert!(files(desk.root()) == before, "changed although {refused:?}");
    refused
}

#[test]
fn desk_opens_and_mends_a_copy_of_the_keys_when_it_is_damaged() {
    for copy in COPIES {
        let mut desk = a_desk().opened().closed();
        for (what, damage) in DAMAGES {
            damage(&desk.root().join(copy));

            let opened = desk.opened();

            assert_eq!(
                opened.key_copies(),
                KeyCopies::Mended,
                "{copy} was {what}: the doctor says so"
            );
            assert!(both_are_whole(opened.root()), "{copy} was {what}");
            assert_eq!(opened.restarted().key_copies(), KeyCopies::Both, "{copy} was {what}: once");
            desk = a_desk().opened().closed();
        }
    }
}

#[test]
fn newer_copy_counts_when_the_power_went_between_the_two() {
    for copy in COPIES {
        let world = a_world(1);
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("data");
        let begun =
            setup::begin(world.world(), &root, PROGRAM, a_new_desk(), &FirstKey::Keyring).unwrap();
        let card = begun.recovery_text().to_string();
        let desk = begun.finish().unwrap();
        let old = fs::read(root.join(copy)).unwrap();
        setup::confirm_card(&desk, &desk::RecoverySecret::parse(&card).unwrap()).unwrap();
        drop(desk);
        fs::write(root.join(copy), old).unwrap();

        let desk = Desk::open(world.world(), &root, PROGRAM, Key::Keyring).unwrap();

        assert!(desk.recovery_confirmed(), "what was reported as done is done, {copy} was older");
        assert!(both_are_whole(&root));
    }
}

#[test]
fn desk_opens_with_one_copy_when_the_other_cannot_be_read() {
    for copy in COPIES {
        let desk = a_desk().opened().closed();
        let disk = FailingDisk::over(Arc::new(OsDisk));
        let world = desk.world.clone().on(Arc::new(disk.clone()));
        let open = || Desk::open(world.world(), desk.root(), PROGRAM, Key::Keyring);
        drop(open().unwrap());
        let opens_it = |call: &Call| call.what == "open" && call.path.ends_with(copy);
        let call = disk.calls().iter().position(opens_it).unwrap();

        disk.fail_at(call, Fault::Denied);

        assert!(open().is_ok(), "a bad sector under {copy} keeps nobody out");
    }
}

#[test]
fn desk_stays_shut_and_untouched_when_both_copies_are_damaged() {
    for (what, damage) in DAMAGES {
        let desk = a_desk().opened().closed();
        COPIES.iter().for_each(|copy| damage(&desk.root().join(copy)));

        let refused = refusal(&desk);

        let known = matches!(refused, DeskError::Keys(KeysError::Damaged | KeysError::Missing));
        assert!(known, "{what}: {refused:?}");
    }
}

#[test]
fn copy_is_not_mended_before_an_unlock() {
    let desk = a_desk().opened().closed();
    fs::remove_file(desk.root().join("keys.copy")).unwrap();
    desk.world.keychain.forget_all();

    let refused = refusal(&desk);

    assert!(matches!(refused, DeskError::Unlock(UnlockError::KeyringForgot)), "{refused:?}");
}

#[test]
fn copy_is_not_mended_when_the_database_is_refused() {
    let desk = a_desk().opened().closed();
    let root = desk.root();
    let keys = Keys::parse(&fs::read(root.join("keys")).unwrap()).unwrap();
    let data_key = keys.unlock(Unlock::Recovery(&desk.recovery())).unwrap();
    let database = Connection::open(root.join("desk.db")).unwrap();
    database.pragma_update(None, "key", data_key.store_key().pragma().as_str()).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    fs::remove_file(root.join("keys.copy")).unwrap();

    let newer = refusal(&desk);
    assert!(matches!(newer, DeskError::Store(StoreError::Newer { .. })), "{newer:?}");

    fs::write(root.join("desk.db"), vec![0; 40_960]).unwrap();
    let damaged = refusal(&desk);
    assert!(matches!(damaged, DeskError::Store(StoreError::Damaged { .. })), "{damaged:?}");
}

/// What was sealed to the recovery card is the same whichever copy was read.
#[test]
fn card_opens_the_desk_when_only_the_second_copy_is_left() {
    let desk = a_desk().opened().closed();
    fs::remove_file(desk.root().join("keys")).unwrap();
    let world = desk.world.clone().with_an_empty_keyring();

    let card = desk.recovery();
    let opened = Desk::open(world.world(), desk.root(), PROGRAM, Key::Recovery(&card));

    assert!(opened.is_ok());
    assert!(both_are_whole(desk.root()));
}
