//! Each call to the disk fails in its turn, once, in each step of the story. Nothing panics, no
//! success is false, nothing is left half, and the clerk's second try works.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use files::OsDisk;
use files::reserve::RESERVE;
use tempfile::TempDir;
use testkit::{FailingDisk, Fault, TestWorld, a_home, a_world};

use crate::story::{STEPS, Story};
use crate::survey::Survey;

const FAULTS: [Fault; 3] = [Fault::Full, Fault::Denied, Fault::Short];

/// The data folder as it lies before each step, with the story that led there.
struct Base {
    home: TempDir,
    story: Story,
    before: Option<Survey>,
}

/// Tells the story once and keeps the folder as it was before each step, and at the end.
fn bases(world: &TestWorld) -> Vec<Base> {
    let home = a_home();
    let mut story = Story::new(world.clone(), home.path().join("data"));
    let mut bases = Vec::new();
    for number in 0..=STEPS.len() {
        let before = story.card().is_some().then(|| story.survey());
        story.close();
        let kept = copied(home.path());
        bases.push(Base { story: story.at(kept.path().join("data")), home: kept, before });
        if number < STEPS.len() {
            if story.card().is_some() {
                story.open().unwrap();
            }
            story.step(number).unwrap();
        }
    }
    bases
}

fn copied(from: &Path) -> TempDir {
    let home = a_home();
    copy_below(from, home.path());
    home
}

fn copy_below(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&to).unwrap();
            copy_below(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A copy of a base on a disk that can be told to fail, with the program closed.
fn closed(base: &Base) -> (TempDir, Story, FailingDisk) {
    let home = copied(base.home.path());
    let disk = FailingDisk::over(Arc::new(OsDisk));
    let mut story = base.story.at(home.path().join("data"));
    story.world = story.world.clone().on(Arc::new(disk.clone())).lucky_again(5);
    (home, story, disk)
}

/// The same with the program open, where there is a desk.
fn replayed(base: &Base) -> (TempDir, Story, FailingDisk) {
    let (home, mut story, disk) = closed(base);
    if story.card().is_some() {
        story.open().unwrap();
    }
    disk.count_anew();
    (home, story, disk)
}

/// Takes a step while one of its calls fails; says what happened.
fn fail(base: &Base, step: usize, call: usize, fault: Fault, after: &Survey) -> &'static str {
    let (_home, mut story, disk) = replayed(base);
    disk.fail_at(call, fault);
    let done = story.step(step);
    let what = format!("{}: {fault:?} at {:?}: {done:?}", STEPS[step].0, disk.calls().get(call));
    disk.count_anew();

    match &done {
        Ok(()) => assert_eq!(story.survey().shape(), after.shape(), "no false success: {what}"),
        Err(error) => {
            assert_eq!(error.code(), code(fault), "{what}");
            try_again(base, &mut story, step, &what);
        }
    }
    story.close();
    story.open().expect(&what);
    assert_eq!(story.survey().shape(), after.shape(), "whole after the second try: {what}");
    assert_eq!(half_written(&story.root), Vec::<String>::new(), "nothing stays behind: {what}");
    if done.is_ok() { "works all the same" } else { "fails, then works" }
}

fn code(fault: Fault) -> &'static str {
    match fault {
        Fault::Full => "disk-full",
        Fault::Denied => "store-io",
        Fault::Short => "a short read or write is no failure",
    }
}

/// The clerk clicks again, without restarting the program.
fn try_again(base: &Base, story: &mut Story, step: usize, what: &str) {
    if let Some(before) = &base.before {
        assert_eq!(story.survey(), *before, "nothing of it was done: {what}");
    }
    let again = story.step(step);
    assert!(again.is_ok(), "the second try fails: {again:?}; the first: {what}");
}

fn half_written(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            found.extend(half_written(&entry.path()));
        } else if name.ends_with(".new") {
            found.push(name);
        }
    }
    found
}

#[test]
fn every_step_survives_every_failing_call() {
    let bases = bases(&a_world(1));
    let mut told: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (step, (name, _)) in STEPS.iter().enumerate() {
        let after = bases[step + 1].before.as_ref().unwrap();
        let (_home, mut story, disk) = replayed(&bases[step]);
        story.step(step).unwrap();
        let calls = disk.calls();
        for (call, fault) in (0..calls.len()).flat_map(|call| FAULTS.map(|fault| (call, fault))) {
            if fault != Fault::Short || ["read", "write"].contains(&calls[call].what) {
                let outcome = fail(&bases[step], step, call, fault, after);
                *told.entry((name, outcome)).or_default() += 1;
            }
        }
    }
    for ((name, outcome), count) in told {
        println!("{name:28} {outcome:20} {count:3}");
    }
}

/// A desk on which opening has the most to do: a copy of the keys to mend, room to keep, and a
/// file to sweep away.
fn neglected(world: &TestWorld) -> Base {
    let base = bases(world).pop().expect("the end of the story");
    let root = &base.story.root;
    fs::remove_file(root.join("keys.copy")).unwrap();
    fs::remove_file(root.join(RESERVE)).unwrap();
    fs::write(root.join("keys.new"), "half").unwrap();
    base
}

#[test]
fn desk_opens_whatever_call_fails_or_the_next_time() {
    let base = neglected(&a_world(1));
    let (_home, mut story, disk) = closed(&base);
    story.open().unwrap();
    let calls = disk.calls();
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for (call, fault) in (0..calls.len()).flat_map(|call| FAULTS.map(|fault| (call, fault))) {
        let (_home, mut story, disk) = closed(&base);
        disk.fail_at(call, fault);
        let first = story.open();
        let what = format!("{fault:?} at {:?}: {first:?}", disk.calls().get(call));
        disk.count_anew();
        let is_read = ["open", "read"].contains(&calls[call].what);
        assert!(first.is_ok() || is_read, "housekeeping keeps nobody out: {what}");
        if let Err(error) = &first {
            assert_eq!(error.code(), code(fault), "{what}");
        }
        let outcome = first.map_or_else(|error| error.code(), |()| "opens");
        let what_failed = calls[call].what;
        *told.entry(format!("{fault:?} at {what_failed}: {outcome}")).or_default() += 1;

        story.close();
        story.open().expect(&what);
        assert_eq!(Some(story.survey()), base.before, "{what}");
        assert_eq!(half_written(&story.root), Vec::<String>::new(), "{what}");
    }
    for (what, count) in told {
        println!("{what:32} {count:3}");
    }
}
