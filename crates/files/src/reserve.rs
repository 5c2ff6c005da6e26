//! Room that is kept for the day on which the disk is full.
//!
//! In WAL mode even a `DELETE` needs room. The reserve is freed when the database runs out of it,
//! so that the clerk can throw something away, and is kept again as soon as there is room.

use std::io::SeekFrom;

use crate::error::{Doing, FileError};
use crate::folder::Folder;
use crate::points::Purpose;

/// Its name in the data folder.
pub const RESERVE: &str = "reserve";

/// Its size: as much as the log grows between two checkpoints, 1,000 pages of 4 KiB.
pub const RESERVE_BYTES: u64 = 4 * 1024 * 1024;

/// Makes sure that the room is kept.
///
/// # Errors
/// `Full` when there is not so much left.
pub fn keep(folder: &Folder) -> Result<(), FileError> {
    if size(folder)? == RESERVE_BYTES {
        return Ok(());
    }
    // Bytes, not a hole: a sparse file keeps no room.
    let bytes = vec![0; usize::try_from(RESERVE_BYTES).unwrap_or_default()];
    folder.write(RESERVE, Purpose::Reserve, &bytes)
}

/// Gives the room back to whoever needs it.
pub fn free(folder: &Folder) -> Result<(), FileError> {
    folder.remove(RESERVE, Purpose::Reserve.name())
}

fn size(folder: &Folder) -> Result<u64, FileError> {
    match folder.open(RESERVE)? {
        Some(mut file) => file.seek(SeekFrom::End(0)).doing("look at the reserve"),
        None => Ok(0),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::disk::OsDisk;

    fn a_folder() -> (tempfile::TempDir, Folder) {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::at(home.path(), Arc::new(OsDisk));
        (home, folder)
    }

    #[test]
    fn reserve_keeps_its_room_until_it_is_freed() {
        let (_home, folder) = a_folder();

        keep(&folder).unwrap();
        assert_eq!(size(&folder).unwrap(), RESERVE_BYTES);

        free(&folder).unwrap();
        assert!(!folder.has(RESERVE));
        free(&folder).unwrap();
    }

    #[test]
    fn reserve_is_kept_anew_when_it_was_cut_short() {
        let (_home, folder) = a_folder();
        folder.write(RESERVE, Purpose::Reserve, b"short").unwrap();

        keep(&folder).unwrap();

        assert_eq!(size(&folder).unwrap(), RESERVE_BYTES);
    }
}
