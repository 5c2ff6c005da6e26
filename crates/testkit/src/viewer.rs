//! A viewer that remembers what it was shown, or refuses.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use desk::viewer::{NoViewer, Viewer};

/// Shows nothing, and remembers each file with its bytes as they were then.
#[derive(Debug, Default)]
pub struct FakeViewer {
    is_missing: AtomicBool,
    shown: Mutex<Vec<(PathBuf, Vec<u8>)>>,
}

impl FakeViewer {
    /// From now on there is no such program on the machine.
    pub fn uninstall(&self) {
        self.is_missing.store(true, Ordering::SeqCst);
    }

    /// What it was shown, in that order.
    pub fn shown(&self) -> Vec<(PathBuf, Vec<u8>)> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Viewer for FakeViewer {
    fn open(&self, path: &Path) -> Result<(), NoViewer> {
        if self.is_missing.load(Ordering::SeqCst) {
            return Err(NoViewer);
        }
        let bytes = fs::read(path).expect("the file is there while it is shown");
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.push((path.to_owned(), bytes));
        Ok(())
    }
}
