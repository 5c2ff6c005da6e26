//! The program is killed at each of its named points, in a process of its own. What it had reported
//! as done is there, and what it was doing is there whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use testkit::{TestWorld, a_home, a_world};

use crate::alone;
use crate::story::{STEPS, Story};
use crate::survey::Survey;

/// Every point that stands in the source of `desk`.
const POINTS: [&str; 25] = [
    "setup.keys-kept",
    "setup.rows-written",
    "setup.database-kept",
    "keys.first-copy-kept",
    "card.done",
    "begin.identity-kept",
    "begin.done",
    "save.done",
    "attach.file-kept",
    "attach.done",
    "remove.done",
    "discard.done",
    "reopen.done",
    "withdraw.done",
    "submit.files-kept",
    "submit.done",
    "enrol.key-kept",
    "enrol.done",
    "delivery.applied",
    "arriving.piece-noted",
    "result.file-kept",
    "result.done",
    "retry.done",
    "keep-theirs.done",
    // Inside each transaction, just before its commit.
    "journal.entered",
];
const SEEDS: [u64; 2] = [11, 12];

const ROOT: &str = "NOPHO_TEST_ROOT";
const SEED: &str = "NOPHO_TEST_SEED";
const STOP_AT: &str = "NOPHO_STOP_AT";
/// What the killed process says after each step.
const DONE: &str = "step done: ";

/// The story as it goes when nobody kills it. Clock and luck are the same for the same seed, so
/// the killed process does and names everything the same way.
struct Rehearsal {
    world: TestWorld,
    story: Story,
    after: Vec<Option<Survey>>,
}

fn rehearse(seed: u64) -> Rehearsal {
    let home = a_home();
    let mut story = Story::new(a_world(seed), home.path().join("data"));
    let mut after = vec![None];
    for number in 0..STEPS.len() {
        story.step(number).unwrap();
        after.push(Some(story.survey()));
    }
    story.close();
    Rehearsal { world: story.world.clone(), story, after }
}

fn run(root: &Path, seed: u64, stop_at: &str) -> Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "points::story_until_it_is_killed", "--ignored", "--nocapture"])
        .envs([(ROOT, root.as_os_str()), (STOP_AT, stop_at.as_ref())])
        .env(SEED, seed.to_string())
        .output()
        .unwrap()
}

#[test]
#[ignore = "told in a process of its own by what_was_done_is_there_when_the_program_is_killed"]
fn story_until_it_is_killed() {
    let root = PathBuf::from(std::env::var_os(ROOT).expect("a folder"));
    let seed = std::env::var(SEED).expect("a seed").parse().unwrap();
    let mut story = Story::new(a_world(seed), root);
    for number in 0..STEPS.len() {
        story.step(number).unwrap();
        println!("{DONE}{number}");
    }
}

/// Looks at what a killed process has left.
fn verdict(told: &Rehearsal, root: PathBuf, done: usize, what: &str) -> &'static str {
    let mut story = told.story.at(root);
    story.world = told.world.clone().lucky_again(5);
    if !story.root.join("desk.db").exists() {
        assert_eq!(done, 0, "{what}: there is no desk");
        story.step(0).unwrap_or_else(|error| panic!("{what}: set up again: {error:?}"));
        return "not there";
    }
    story.open().unwrap_or_else(|error| panic!("{what}: {error:?}"));
    let found = Some(story.survey());
    if found == told.after[done] {
        return "not there";
    }
    assert_eq!(Some(&found), told.after.get(done + 1), "{what}: whole or not at all");
    "there whole"
}

#[test]
fn what_was_done_is_there_when_the_program_is_killed() {
    let _turn = alone();
    let mut told: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for seed in SEEDS {
        let rehearsal = rehearse(seed);
        for point in POINTS {
            for turn in 1.. {
                let home = a_home();
                let root = home.path().join("data");
                let killed = run(&root, seed, &format!("{point}#{turn}"));
                let said = String::from_utf8_lossy(&killed.stdout);
                let done = said.lines().filter(|line| line.contains(DONE)).count();
                if killed.status.success() {
                    assert_eq!(done, STEPS.len(), "{point} is not passed a {turn}th time");
                    assert!(turn > 1, "{point} is never passed");
                    break;
                }
                let what = format!("{point}, passed {turn} times, seed {seed}");
                assert!(done < STEPS.len(), "{what}: {said}");
                let verdict = verdict(&rehearsal, root, done, &what);
                *told.entry((point, verdict)).or_default() += 1;
            }
        }
    }

    println!("{} kills; the step that was under way is", told.values().sum::<usize>());
    for point in POINTS {
        let count = |verdict| told.get(&(point, verdict)).copied().unwrap_or_default();
        let (there, absent) = (count("there whole"), count("not there"));
        println!("{point:24} {} there whole {there:3}, not there {absent:3}", bar(there, absent));
    }
}

/// A bar of twenty signs: `#` for each that is there, `.` for each that is not.
fn bar(there: usize, absent: usize) -> String {
    format!("{:40}", "#".repeat(there) + &".".repeat(absent))
}

#[test]
fn every_point_in_the_source_is_a_point_of_a_kill() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/desk/src");
    let folders = [source.clone(), source.join("delivery")];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let files = entries.map(|file| file.unwrap().path()).filter(|file| file.is_file());
    let text: String = files.map(|file| fs::read_to_string(file).unwrap()).collect();

    let calls = text.split("failpoint::pass(\"").skip(1);
    let found: BTreeSet<_> = calls.filter_map(|rest| rest.split('"').next()).collect();

    let known = POINTS.into_iter().chain(crate::catalogue::POINTS);
    assert_eq!(found, BTreeSet::from_iter(known), "left: the source, right: these tests");
}
