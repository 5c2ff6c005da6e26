//! One process at a time: an exclusive lock on the data folder, with the holder's name beside it.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Doing, FileError};

const LOCK: &str = "lock";
// Apart from the lock: on Windows nobody else can read a locked file.
const HOLDER: &str = "holder.json";

/// Who holds a data folder, in its own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Which program, such as `nopho` or `nopho-desk`.
    pub program: String,
    /// Its process id.
    pub pid: u32,
    /// Milliseconds since the epoch at which it took the folder.
    pub since_ms: i64,
}

/// The exclusive right to a data folder; ends when dropped, or with the process.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the folder, or says who has it.
    #[expect(clippy::disallowed_methods, reason = "a lock is no content; this is the one door")]
    pub fn take(root: &Path, holder: &Holder) -> Result<Self, FileError> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        let file = options.open(root.join(LOCK)).doing("open the folder's lock")?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(FileError::Held { holder: read_holder(root) });
            }
            Err(TryLockError::Error(source)) => return Err(source).doing("lock the folder"),
        }
        // Only a courtesy to the next process: a failure here must not stop the desk.
        if let Ok(text) = serde_json::to_vec(holder) {
            let _ = std::fs::write(root.join(HOLDER), text);
        }
        Ok(Self { _file: file })
    }
}

fn read_holder(root: &Path) -> Option<Holder> {
    serde_json::from_slice(&std::fs::read(root.join(HOLDER)).ok()?).ok()
}
