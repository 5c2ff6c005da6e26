use store::files::{Folder, Purpose, Step};
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

fn point(step: Step) -> SyncPoint {
    SyncPoint { purpose: PAGE, step }
}

#[test]
fn file_is_gone_when_only_its_bytes_were_synced() {
    let (_home, disk) = a_disk();
    write(&disk, "a", b"abc").sync(point(Step::Bytes)).unwrap();

    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "a"), None, "its name never arrived");
    assert_eq!(left(&disk, PowerCut::NamesWithoutBytes, "a").unwrap(), b"abc");
}

#[test]
fn file_is_empty_when_only_its_name_was_synced() {
    let (home, disk) = a_disk();
    drop(write(&disk, "a", b"abc"));
    disk.sync_folder(home.path(), point(Step::Name)).unwrap();

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
    write(&disk, "f/a", b"abc").sync(point(Step::Bytes)).unwrap();
    disk.sync_folder(&home.path().join("f"), point(Step::Name)).unwrap();

    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "f/a"), None, "nobody synced the parent");
    disk.sync_folder(home.path(), point(Step::Name)).unwrap();
    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "f/a").unwrap(), b"abc");
}

#[test]
fn database_keeps_its_bytes_but_not_an_unsynced_name() {
    let (home, disk) = a_disk();
    OsDisk.create(&home.path().join("desk.db.new")).unwrap().write_all(b"rows").unwrap();
    disk.rename(&home.path().join("desk.db.new"), &home.path().join("desk.db")).unwrap();

    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "desk.db"), None);
    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "desk.db.new").unwrap(), b"rows");
    disk.sync_folder(home.path(), point(Step::Name)).unwrap();
    assert_eq!(left(&disk, PowerCut::LoseAllUnsynced, "desk.db").unwrap(), b"rows");
}

#[test]
fn folder_keeps_every_file_that_it_has_written() {
    let (home, disk) = a_disk();
    Folder::at(home.path(), Arc::new(disk.clone())).write("a", PAGE, b"abc").unwrap();

    for cut in CUTS {
        assert_eq!(left(&disk, cut, "a").unwrap(), b"abc", "{cut:?}");
    }
    assert_eq!(disk.heard(), [point(Step::Bytes), point(Step::Name)], "bytes before the name");
}

#[test]
fn disk_forgets_where_it_is_deaf() {
    for step in [Step::Bytes, Step::Name] {
        let (home, disk) = a_disk();
        let disk = disk.deaf_to(point(step));
        Folder::at(home.path(), Arc::new(disk.clone())).write("a", PAGE, b"abc").unwrap();

        let lost = |cut: &PowerCut| left(&disk, *cut, "a").as_deref() != Some(b"abc");
        assert!(CUTS.iter().any(lost), "a sync of {step:?} that does nothing is noticed");
    }
}

#[test]
fn pictures_are_taken_before_each_call() {
    let (home, disk) = a_disk();
    let disk = disk.watched();
    Folder::at(home.path(), Arc::new(disk.clone())).write("a", PAGE, b"abc").unwrap();

    let before: Vec<_> = disk.pictures().into_iter().map(|picture| picture.before).collect();
    assert_eq!(before, ["create a.new", "Page x Bytes a.new", "rename a.new", "Page x Name "]);
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
