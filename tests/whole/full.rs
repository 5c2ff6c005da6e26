//! The gateway's own disk is full: a real file system with nothing left on it, under the real program.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::desk::{Desk, sha256};
use crate::gateway::Gateway;
use crate::papers::{Paper, a_birth, a_death, a_marital_status, a_scan};

/// Says to a child process that a small disk is mounted, and where.
const SMALL_DISK: &str = "NOPHO_TEST_SMALL_DISK";
const SMALL_DISK_BYTES: u64 = 24 * 1024 * 1024;

/// Tells the story below with the gateway on a file system of a few megabytes, in a mount namespace of
/// its own, where Linux lets this user make one.
#[test]
fn nothing_is_lost_while_the_gateways_disk_is_full_and_it_goes_on_when_there_is_room() {
    let home = tempfile::tempdir().unwrap();
    let mount = format!("mount -t tmpfs -o size={SMALL_DISK_BYTES} none \"$0\" && exec \"$@\"");
    let unshare = |command: &[&str]| {
        Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", &mount])
            .arg(home.path())
            .args(command)
            .env(SMALL_DISK, home.path())
            .output()
    };
    if !unshare(&["true"]).is_ok_and(|done| done.status.success()) {
        println!("skipped: no file system can be mounted here");
        return;
    }
    let this = std::env::current_exe().unwrap();
    let story = ["--exact", "full::story_of_a_full_gateway", "--ignored", "--nocapture"];

    let told = unshare(&[&[this.to_str().unwrap()], &story[..]].concat()).unwrap();

    let said = String::from_utf8_lossy(&told.stdout);
    assert!(told.status.success(), "{said}\n{}", String::from_utf8_lossy(&told.stderr));
    assert!(said.contains("1 passed"), "the story was told: {said}");
}

#[test]
#[ignore = "told by nothing_is_lost_while_the_gateways_disk_is_full_and_it_goes_on_when_there_is_room"]
fn story_of_a_full_gateway() {
    let disk = PathBuf::from(std::env::var_os(SMALL_DISK).expect("a small disk"));
    let gateway = Gateway::on(&disk);
    let desk = Desk::at(&gateway);
    let before = desk.takes(&a_birth());
    assert_eq!(desk.sync_well()["delivered"], 1, "while there is room");

    let junk = fill(&disk);
    let large = Paper { bytes: a_scan(2, 900_000), ..a_death() };
    let waiting = [desk.takes(&large), desk.takes(&a_marital_status())];
    for _ in 0..3 {
        let told = desk.sync();
        assert_eq!(
            (told.code, &told.json()["trouble"]),
            (4, &json!("gateway-disk-full")),
            "{told:?}"
        );
        assert_ne!(told.json()["waiting"], 0, "{told:?}");
    }
    let spoken = desk.run(&["queue"]);
    assert!(spoken.out.contains("đã đầy"), "the clerk reads why: {spoken:?}");
    assert_eq!(desk.ask(&["doctor"]).code, 0, "the desk is well");

    // Somebody makes room.
    fs::remove_file(junk).unwrap();
    desk.sync_well();

    for dossier in [&[before][..], &waiting[..]].concat() {
        let held = gateway.revisions(&dossier);
        assert_eq!((held.len(), &held[0]["deliveries"]), (1, &json!(1)), "{held:?}");
    }
    let parts = &gateway.revisions(&waiting[0])[0]["parts"];
    assert_eq!(parts[1]["sha256"], sha256(&large.bytes), "byte for byte: {parts}");
    let compared = desk.ask(&["compare"]).done();
    assert_eq!((&compared["equal"], &compared["differences"]), (&json!(3), &json!([])));
}

/// Writes a file until nothing more fits.
fn fill(disk: &Path) -> PathBuf {
    let path = disk.join("junk");
    let mut junk = File::create(&path).unwrap();
    while junk.write_all(&[0x55; 512]).is_ok() {}
    path
}
