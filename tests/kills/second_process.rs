//! Two programs on one data folder: the second is told who has it, and the folder is free as soon
//! as the first has ended, however it ended.

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use desk::session::Key;
use desk::{Desk, DeskError, RecoverySecret};
use files::FileError;
use store::StoreError;
use testkit::desks::ClosedDesk;
use testkit::{a_birth_dossier, a_desk, a_world};

use crate::alone;

const ROOT: &str = "NOPHO_TEST_ROOT";
const PROGRAM: &str = "the first program";
const OPEN: &str = "the desk is open";

#[test]
#[ignore = "run as a process of its own by the other tests here"]
fn program_that_holds_the_desk() {
    let root = PathBuf::from(std::env::var_os(ROOT).expect("a folder"));
    let mut lines = std::io::stdin().lines();
    let card = RecoverySecret::parse(&lines.next().unwrap().unwrap()).unwrap();
    let desk = Desk::open(a_world(3).world(), &root, PROGRAM, Key::Recovery(&card)).unwrap();
    println!("{OPEN}");
    // Until whoever started this says so, or kills it.
    lines.next();
    drop(desk);
}

/// Another program, and what it says: it must not write to nobody.
struct Other {
    program: Child,
    _said: Lines<BufReader<ChildStdout>>,
}

/// Starts another program, which opens the desk.
fn start(desk: &ClosedDesk) -> Other {
    let mut other = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "second_process::program_that_holds_the_desk"])
        .args(["--ignored", "--nocapture"])
        .env(ROOT, desk.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let card = desk.recovery().text();
    writeln!(other.stdin.as_mut().unwrap(), "{}", card.as_str()).unwrap();
    let mut said = BufReader::new(other.stdout.take().unwrap()).lines();
    let opened = said.any(|line| line.unwrap().contains(OPEN));
    assert!(opened, "the first program opens the desk");
    Other { program: other, _said: said }
}

fn holder(refused: Result<Desk, DeskError>) -> (String, u32) {
    match refused.err() {
        Some(DeskError::Store(StoreError::Files(FileError::Held { holder: Some(holder) }))) => {
            (holder.program, holder.pid)
        }
        other => panic!("{other:?}"),
    }
}

fn holder_of(root: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(root.join("holder.json"))
}

#[test]
fn second_program_is_told_who_has_the_desk() {
    let _turn = alone();
    let desk = a_desk().opened().closed();
    let mut first = start(&desk);
    let said = holder_of(desk.root()).unwrap();

    let refused = desk.open();

    assert_eq!(holder(refused), (PROGRAM.to_owned(), first.program.id()));
    assert_eq!(holder_of(desk.root()).unwrap(), said, "the second leaves the name of the first");
    writeln!(first.program.stdin.as_mut().unwrap(), "go").unwrap();
    assert!(first.program.wait().unwrap().success());
    assert!(desk.open().is_ok(), "free when the first has ended");
}

#[test]
fn desk_is_free_when_its_program_was_killed() {
    let _turn = alone();
    let desk = a_desk().opened();
    let dossier = a_birth_dossier().with_pages(1).begun(&desk);
    let desk = desk.closed();
    let mut first = start(&desk);
    holder(desk.open());

    first.program.kill().unwrap();
    first.program.wait().unwrap();

    let desk = desk.opened();
    assert!(dossier.reads_back(&desk));
    assert!(desk::doctor::examine(&desk).unwrap().is_well());
}

#[test]
fn one_program_does_not_open_a_desk_twice() {
    let _turn = alone();
    let desk = a_desk().opened();
    let world = desk.world.world();

    let again = Desk::open(world, desk.root(), "another window", Key::Keyring);

    assert_eq!(holder(again).1, std::process::id());
}
