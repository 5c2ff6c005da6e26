//! Tests that start processes of their own: to kill them, to compete with them, to give them a small
//! disk.
//!
//! They stand apart from the other faults, and run one at a time. A process that has just been
//! forked holds, until it becomes another program, a copy of every lock of its parent: meanwhile
//! another test's desk could not be opened again.
#![expect(clippy::disallowed_methods, reason = "another program fills the disk")]

use std::sync::{Mutex, MutexGuard, PoisonError};

mod catalogue;
#[path = "../cramped.rs"]
mod cramped;
mod points;
mod second_process;
mod small_disk;
#[path = "../faults/story.rs"]
mod story;
#[path = "../faults/survey.rs"]
mod survey;

/// Lets the tests of this program run one at a time, where they share a process.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}
