use files::{Folder, Purpose};
use tempfile::TempDir;

use super::*;

const PAGE: Purpose = Purpose::Page;
const CUTS: [PowerCut; 4] = [
    PowerCut::NothingLost,
    PowerCut::LoseAllUnsynced,
    PowerCut::NamesWithoutBytes,
    PowerCut::Torn(7),
];

fn a_disk() -> (TempDir, ForgetfulDisk) {
    let home = tempfile::tempdir().unwrap();
    let disk = ForgetfulDisk::at(home.path());
    (home, disk)
}

fn write(disk: &ForgetfulDisk, name: &str, bytes: &[u8]) -> Box<dyn NewBytes> {
    let mut file = disk.create(&disk.home.join(name)).unwrap();
    file.write_all(bytes).unwrap();
    file
}

/// What lies under a name after a cut; `None` when nothing does.
fn left(disk: &ForgetfulDisk, cut: PowerCut, name: &str) -> Option<Vec<u8>> {
    let after = tempfile::tempdir().unwrap();
    let disk = disk.power_cut(cut, after.path());
    fs::read(disk.home.join(name)).ok()
}

#[test]
fn file_is_gone_when_only_its_bytes_were_synced() {
    let (_home, disk) = a_disk();
    write(&disk, "a", b"abc").sync(PAGE.bytes()).unwrap();

    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "a"), None, "its name never arrived");
    assert_eq!(left(&disk, PowerCut::NamesWithoutBytes, "a").unwrap(), b"abc");
}

#[test]
fn file_is_empty_when_only_its_name_was_synced() {
    let (home, disk) = a_disk();
    drop(write(&disk, "a", b"abc"));
    disk.sync_folder(home.path(), PAGE.name()).unwrap();

    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "a").unwrap(), b"");
    assert_eq!(left(&disk, PowerCut::NamesWithoutBytes, "a").unwrap(), b"");
    assert_eq!(left(&disk, PowerCut::NothingLost, "a").unwrap(), b"abc", "the process alone died");
}

#[test]
fn old_file_is_back_when_its_replacement_was_not_synced() {
    let (home, disk) = a_disk();
    let folder = Folder::at(home.path(), Arc::new(disk.clone()));
    folder.write("keys", PAGE, b"old").unwrap();
    drop(write(&disk, "keys.new", b"new"));
    disk.rename(&home.path().join("keys.new"), &home.path().join("keys")).unwrap();

    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "keys").unwrap(), b"old");
    assert_eq!(left(&disk, PowerCut::NamesWithoutBytes, "keys").unwrap(), b"", "the classic trap");
}

#[test]
fn file_is_back_when_its_removal_was_not_synced() {
    let (home, disk) = a_disk();
    Folder::at(home.path(), Arc::new(disk.clone())).write("a", PAGE, b"abc").unwrap();
    disk.remove(&home.path().join("a")).unwrap();

    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "a").unwrap(), b"abc");
    assert_eq!(left(&disk, PowerCut::NamesWithoutBytes, "a"), None);
}

#[test]
fn what_lies_in_a_folder_is_lost_with_the_folders_name() {
    let (home, disk) = a_disk();
    disk.create_folder(&home.path().join("f")).unwrap();
    write(&disk, "f/a", b"abc").sync(PAGE.bytes()).unwrap();
    disk.sync_folder(&home.path().join("f"), PAGE.name()).unwrap();

    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "f/a"), None, "nobody synced the parent");
    disk.sync_folder(home.path(), PAGE.name()).unwrap();
    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "f/a").unwrap(), b"abc");
}

#[test]
fn database_keeps_its_bytes_but_not_an_unsynced_name() {
    let (home, disk) = a_disk();
    OsDisk.create(&home.path().join("desk.db.new")).unwrap().write_all(b"rows").unwrap();
    disk.rename(&home.path().join("desk.db.new"), &home.path().join("desk.db")).unwrap();

    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "desk.db"), None);
    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "desk.db.new").unwrap(), b"rows");
    disk.sync_folder(home.path(), PAGE.name()).unwrap();
    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "desk.db").unwrap(), b"rows");
}

/// Adds to a part after `offset` bytes without waiting for the disk.
fn add(disk: &ForgetfulDisk, offset: u64, bytes: &[u8]) -> Box<dyn NewBytes> {
    let mut part = disk.append_at(&disk.home.join("part"), offset).unwrap();
    part.write_all(bytes).unwrap();
    part
}

/// A part of which six bytes were kept, and what a cut leaves of it after more was done to it.
fn left_of_a_part(more: impl FnOnce(&ForgetfulDisk), cut: PowerCut) -> Vec<u8> {
    let (home, disk) = a_disk();
    let folder = Folder::at(home.path(), Arc::new(disk.clone()));
    let mut first = folder.append_at("part", Purpose::Part, 0).unwrap();
    first.write_all(b"abcdef").unwrap();
    first.keep().unwrap();
    more(&disk);
    left(&disk, cut, "part").expect("the name was kept")
}

#[test]
fn added_bytes_are_lost_when_they_were_not_synced() {
    let left = |cut| left_of_a_part(|disk| drop(add(disk, 6, b"ghi")), cut);

    assert_eq!(left(PowerCut::LoseAllUnsynced), b"abcdef");
    assert_eq!(left(PowerCut::NamesWithoutBytes), b"abcdef");
    assert_eq!(left(PowerCut::NothingLost), b"abcdefghi");
    let fates: Vec<_> = (0..40).map(|seed| left(PowerCut::Torn(seed))).collect();
    for fate in [&b"abcdef"[..], b"abcdefg", b"abcdef\0\0\0", b"abcdefghi"] {
        assert!(fates.iter().any(|f| f == fate), "{fate:?} happens too");
    }
    assert!(fates.iter().all(|fate| fate.starts_with(b"abcdef")), "what was synced stays");
}

#[test]
fn cut_is_undone_or_done_when_it_was_not_synced() {
    let left = |cut| left_of_a_part(|disk| drop(add(disk, 2, b"CDEFGH")), cut);

    assert_eq!(left(PowerCut::LoseAllUnsynced), b"abcdef", "longer than anybody expects");
    assert_eq!(left(PowerCut::NamesWithoutBytes), b"ab", "cut, and nothing added");
    assert_eq!(left(PowerCut::NothingLost), b"abCDEFGH");
    let fates: Vec<_> = (0..40).map(|seed| left(PowerCut::Torn(seed))).collect();
    for fate in [&b"abcdef"[..], b"abCDE", b"ab\0\0\0\0\0\0", b"abCDEFGH"] {
        assert!(fates.iter().any(|f| f == fate), "{fate:?} happens too");
    }
}

#[test]
fn same_bytes_written_again_are_unsynced_all_the_same() {
    let left = |cut| left_of_a_part(|disk| drop(add(disk, 0, b"abcdef")), cut);

    assert_eq!(left(PowerCut::NamesWithoutBytes), b"");
    assert_eq!(left(PowerCut::LoseAllUnsynced), b"abcdef");
}

#[test]
fn addition_stays_when_it_was_synced() {
    for cut in CUTS {
        let left = left_of_a_part(
            |disk| add(disk, 2, b"CDEFGH").sync(Purpose::Part.bytes()).unwrap(),
            cut,
        );

        assert_eq!(left, b"abCDEFGH", "{cut:?}");
    }
}

#[test]
fn part_is_gone_when_only_its_bytes_were_synced() {
    let (_home, disk) = a_disk();
    add(&disk, 0, b"abc").sync(Purpose::Part.bytes()).unwrap();

    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "part"), None, "its name never arrived");
}

#[test]
fn addition_waits_for_the_name_with_the_first_bytes_alone() {
    let (home, disk) = a_disk();
    let folder = Folder::at(home.path(), Arc::new(disk.clone()));
    for offset in [0, 3] {
        let mut part = folder.append_at("part", Purpose::Part, offset).unwrap();
        part.write_all(b"abc").unwrap();
        part.keep().unwrap();
    }

    let (bytes, name) = (Purpose::Part.bytes(), Purpose::Part.name());
    assert_eq!(disk.heard(), [bytes, name, bytes]);
}

#[test]
fn folder_keeps_every_file_that_it_has_written() {
    let (home, disk) = a_disk();
    Folder::at(home.path(), Arc::new(disk.clone())).write("a", PAGE, b"abc").unwrap();

    for cut in CUTS {
        assert_eq!(left(&disk, cut, "a").unwrap(), b"abc", "{cut:?}");
    }
    assert_eq!(disk.heard(), [PAGE.bytes(), PAGE.name()], "bytes before the name");
}

#[test]
fn disk_forgets_where_it_is_deaf() {
    for point in [PAGE.bytes(), PAGE.name()] {
        let (home, disk) = a_disk();
        let disk = disk.deaf_to(point);
        Folder::at(home.path(), Arc::new(disk.clone())).write("a", PAGE, b"abc").unwrap();

        let lost = |cut: &PowerCut| left(&disk, *cut, "a").as_deref() != Some(b"abc");
        assert!(CUTS.iter().any(lost), "a sync at {point:?} that does nothing is noticed");
    }
}

#[test]
fn pictures_are_taken_before_each_call() {
    let (home, disk) = a_disk();
    let disk = disk.watched();
    Folder::at(home.path(), Arc::new(disk.clone())).write("a", PAGE, b"abc").unwrap();

    let before: Vec<_> = disk.pictures().into_iter().map(|picture| picture.before).collect();
    assert_eq!(before, ["create a.new", "PageBytes a.new", "rename a.new", "PageName "]);
}

#[test]
fn torn_disk_is_the_same_when_the_seed_is() {
    let (_home, disk) = a_disk();
    drop(write(&disk, "a", b"abc"));

    let fates: Vec<_> = (0..40).map(|seed| left(&disk, PowerCut::Torn(seed), "a")).collect();
    let again: Vec<_> = (0..40).map(|seed| left(&disk, PowerCut::Torn(seed), "a")).collect();
    assert_eq!(fates, again);
    for fate in [None, Some(&b""[..]), Some(b"a"), Some(&[0; 3]), Some(b"abc")] {
        assert!(fates.iter().any(|f| f.as_deref() == fate), "{fate:?} happens too");
    }
}
