//! Disks on which things go wrong.

mod failing;
mod forgetful;
mod picture;

pub use failing::{Call, FailingDisk, Fault};
pub use forgetful::ForgetfulDisk;
pub use picture::{Picture, PowerCut, Remains};

use std::path::Path;

use tempfile::TempDir;

/// A temporary folder, in memory where the system offers that: for tests that model the disk
/// themselves, and would only wait for the real one.
pub fn a_home() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a temporary folder")
}
