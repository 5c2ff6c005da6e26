//! Bombs and honest files through a real child: this program is its own child by a hidden argument.
//!
//! Each file is read by a child of its own. The table says what came of it, how far the child's memory
//! rose over what it had before, its peak, and the time; only the first three are asserted.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]
#![expect(clippy::indexing_slicing, reason = "files are made by hand, byte by byte")]
#![expect(clippy::print_stdout, reason = "the table is the result")]

mod bombs;
mod faults;
mod honest;
mod made;

use std::ffi::OsStr;
use std::time::Duration;

use imaging::child::{self, Child};
use imaging::{Leaf, Refusal, Source};
use libtest_mimic::{Arguments, Trial};
use serde::{Deserialize, Serialize};

const CHILD: &str = "--child";
/// What no answer of an honest child takes, even on a slow machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// The most that a bomb may add to the child's peak, in kilobytes.
const MOST_OF_A_BOMB: u64 = 64_000;
/// The most that the child may ever have, in kilobytes.
const MOST_OF_ALL: u64 = 130_000;

/// What is asked of the child.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Question {
    Read { leaf: u32 },
    Panic,
    Hoard,
    Exit,
    Dawdle,
    Babble,
}

/// What was read, beside the dots.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Read {
    pub(crate) leaves: u32,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) told_dpi: Option<f32>,
    /// The child's peak before the dots are copied for the test, in kilobytes.
    pub(crate) peak: Option<u64>,
}

fn main() {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == OsStr::new(CHILD)) {
        child::run(answer).unwrap();
        return;
    }
    // A harness of our own: the usual one takes the hidden argument for a test to look for.
    let trials = vec![
        trial("bombs_are_refused_before_they_take_room", bombs_are_refused),
        trial("jpeg_comes_through_whatever_its_variety", honest::jpeg_comes_through),
        trial("other_kinds_come_through_with_their_dots", honest::other_kinds_come_through),
        trial("pages_of_a_tiff_come_one_by_one", honest::pages_of_a_tiff_come_one_by_one),
        trial("picture_stands_upright_on_white", honest::picture_stands_upright_on_white),
        trial("ballast_is_let_go", honest::ballast_is_let_go),
        trial("large_pictures_fit_into_the_child", honest::large_pictures_fit_into_the_child),
        trial("each_fault_is_told_apart_and_the_next_question_is_answered", faults::are_told_apart),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn trial(name: &str, test: fn()) -> Trial {
    Trial::test(name, move || {
        test();
        Ok(())
    })
}

fn bombs_are_refused() {
    let others: Vec<_> = bombs::BOMBS
        .iter()
        .filter_map(|(name, refusal, file)| {
            let seen = read_in_a_child(name, &file(), 0).err();
            (seen != Some(*refusal)).then_some((name, refusal, seen))
        })
        .collect();

    assert!(others.is_empty(), "{others:#?}");
}

/// The child's part.
fn answer(question: Question, file: Vec<u8>) -> (Result<Read, Refusal>, Vec<u8>) {
    let Question::Read { leaf } = question else { return faults::misbehave(question) };
    let seen = read(&file, leaf);
    // There is no room for the file and the dots twice.
    drop(file);
    match seen {
        Ok((read, seen)) => (Ok(read), seen.picture.bytes().to_vec()),
        Err(refusal) => (Err(refusal), Vec::new()),
    }
}

fn read(file: &[u8], leaf: u32) -> Result<(Read, Leaf), Refusal> {
    let source = Source::open(file)?;
    let seen = source.leaf(leaf)?;
    let (width, height) = (seen.picture.width(), seen.picture.height());
    let (leaves, told_dpi) = (source.leaves(), seen.told_dpi);
    Ok((Read { leaves, width, height, told_dpi, peak: peak(None) }, seen))
}

/// Reads a page in a child of its own and prints a row of the table.
pub(crate) fn read_in_a_child(
    name: &str,
    file: &[u8],
    leaf: u32,
) -> Result<(Read, Vec<u8>), Refusal> {
    let mut child = start();
    let _: (Result<Read, Refusal>, _) = child.ask(&Question::Read { leaf: 0 }, b"").unwrap();
    let before = peak(child.id());
    let began = clock();
    let asked = child.ask(&Question::Read { leaf }, file);
    let took = began.elapsed();
    let (answer, dots): (Result<Read, Refusal>, _) =
        asked.unwrap_or_else(|fault| panic!("{name}: {fault}"));
    let peak = answer.as_ref().map_or_else(|_| peak(child.id()), |read| read.peak);
    let rise = peak.zip(before).map(|(peak, before)| peak - before);
    let word = answer.as_ref().map_or_else(|refusal| refusal.code(), |_| "read");
    println!(
        "{name:48} {word:24} +{:>6} kB  {:>6} kB {took:>12.1?}",
        rise.unwrap_or(0),
        peak.unwrap_or(0)
    );
    let most = if answer.is_err() {
        before.map(|before| before + MOST_OF_A_BOMB)
    } else {
        Some(MOST_OF_ALL)
    };
    assert!(peak <= most || most.is_none(), "{name}: {peak:?} of {most:?} kB");
    answer.map(|read| (read, dots))
}

pub(crate) fn start() -> Child {
    start_with(PATIENCE)
}

pub(crate) fn start_with(stall: Duration) -> Child {
    Child::start(&std::env::current_exe().unwrap(), OsStr::new(CHILD), stall).unwrap()
}

/// The most memory that a process, or this one, ever had, in kilobytes; only Linux tells.
fn peak(id: Option<u32>) -> Option<u64> {
    let id = id.map_or_else(|| "self".to_owned(), |id| id.to_string());
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[expect(clippy::disallowed_methods, reason = "a test measures")]
fn clock() -> std::time::Instant {
    std::time::Instant::now()
}
