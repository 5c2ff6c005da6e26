//! The hand-out folder: papers in clear that another program of the machine shows and prints.
//!
//! They are the only files of the desk that anybody but the desk can read, and only for a while:
//! the folder is cleared when a desk is opened, when it is closed, and before anybody unlocks it,
//! unless another process holds it. A file that its viewer does not let go is tried again each time.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use files::{FileError, Folder};
use store::{Store, StoreError};

use crate::error::DeskError;
use crate::folder;
use crate::session::Desk;
use crate::world::World;

/// Where it lies in the data folder.
pub(crate) const HANDOUT: &str = "handout";
/// No file of ours has a longer name, in bytes.
const LONGEST_NAME: usize = 100;
/// How often a name is numbered before something other than a viewer is to blame.
const MOST_OF_A_NAME: u32 = 50;

/// What was handed out since the desk was opened.
#[derive(Default)]
pub(crate) struct HandOut(Mutex<BTreeSet<String>>);

impl HandOut {
    fn add(&self, name: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
    }

    fn has(&self, name: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(name)
    }
}

/// Lays a file out for another program; gives its full path. While a viewer keeps an earlier file
/// of that name, the new one has a number behind its name.
///
/// # Errors
/// When the name is none of plain letters, digits, `-`, `_` and `.`; `Store(Full)`.
pub fn put(desk: &Desk, name: &str, bytes: &[u8]) -> Result<PathBuf, DeskError> {
    if !is_plain(name) {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "not a plain name");
        return Err(FileError::Io { doing: "name a paper", source }.into());
    }
    let name = free_name(desk.folder(), name);
    let path = desk.folder().lend(HANDOUT, &name, bytes)?;
    desk.handout.add(name);
    Ok(path)
}

/// Whether a name means the same file on every system, and cannot leave the folder.
fn is_plain(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !name.is_empty()
        && name.len() <= LONGEST_NAME
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.chars().all(is_plain)
}

/// The name, or one with a number: what a viewer shows is not changed under its eyes.
fn free_name(folder: &Folder, name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = |number| match (number, ending) {
        (1, _) => name.to_owned(),
        (number, "") => format!("{stem}-{number}"),
        (number, ending) => format!("{stem}-{number}.{ending}"),
    };
    let mut names = (1..=MOST_OF_A_NAME).map(numbered);
    let is_free = |name: &String| !folder.has(&format!("{HANDOUT}/{name}"));
    names.find(is_free).unwrap_or_else(|| name.to_owned())
}

/// Clears the folder of an open desk, and of a desk that is being opened or closed.
pub(crate) fn wipe(folder: &Folder) {
    // What stays is in use; the next time comes, and the doctor tells of it until then.
    let _ = folder.clear(HANDOUT);
}

/// Clears away what a killed process left in a folder that nobody has open.
///
/// # Errors
/// Why the folder could not be looked into. That another process holds it is none.
pub fn wipe_closed(world: &World, root: &Path) -> Result<(), DeskError> {
    let folder = Folder::at(root, world.disk.clone());
    // Somebody else's folder may have one of that name.
    if !Store::is_set_up(&folder) || folder.list(HANDOUT)?.is_empty() {
        return Ok(());
    }
    match Store::lock(&folder, &folder::holder(world, "nopho")) {
        Ok(_held_meanwhile) => {
            wipe(&folder);
            Ok(())
        }
        Err(StoreError::Files(FileError::Held { .. })) => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

/// How many files of before this opening lie there still, after one more try to remove them.
pub(crate) fn left_over(desk: &Desk) -> Result<usize, DeskError> {
    let folder = desk.folder();
    Ok(folder.clear_all_but(HANDOUT, &|name| desk.handout.has(name))?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_plain_when_every_system_takes_it_for_the_same_file() {
        for plain in ["LS07-261123-ABCDEF-X-giay-tiep-nhan.pdf", "a", "a_1.pdf"] {
            assert!(is_plain(plain), "{plain}");
        }
        let long = "a".repeat(LONGEST_NAME + 1);
        for odd in ["", ".", "..", "../a", "a/b", "a\\b", ".a", "a.", "a b", "a:b", "Hà.pdf", &long]
        {
            assert!(!is_plain(odd), "{odd}");
        }
    }
}
