//! A real disk with little room on it: a file system of a few megabytes in a mount namespace of its own.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Says to a child process that it runs on a small disk, and where that is.
const SMALL_DISK: &str = "NOPHO_TEST_SMALL_DISK";

/// Runs a test of this program that is told on a disk of so many bytes, where Linux lets this user make one.
pub fn tell(story: &str, bytes: u64) {
    let home = tempfile::tempdir().unwrap();
    let mount = format!("mount -t tmpfs -o size={bytes} none \"$0\" && exec \"$@\"");
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
    let story = ["--exact", story, "--ignored", "--nocapture"];

    let told = unshare(&[&[this.to_str().unwrap()], &story[..]].concat()).unwrap();

    let said = String::from_utf8_lossy(&told.stdout);
    assert!(told.status.success(), "{said}\n{}", String::from_utf8_lossy(&told.stderr));
    assert!(said.contains("1 passed"), "the story was told: {said}");
}

/// Where the small disk is, for the story.
pub fn disk() -> PathBuf {
    PathBuf::from(std::env::var_os(SMALL_DISK).expect("a small disk"))
}

/// Writes a file until nothing more fits.
pub fn fill(disk: &Path) -> PathBuf {
    let path = disk.join("junk");
    let mut junk = File::create(&path).unwrap();
    while junk.write_all(&[0x55; 512]).is_ok() {}
    path
}
