//! Files that the clerk asked for and takes away: recovery cards, exported papers.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use crate::error::{Doing, FileError};

/// Writes a new file outside the data folder, durably, readable by its owner alone.
///
/// # Errors
/// `Io` with `AlreadyExists` when there is such a file: nothing of anybody's is overwritten; `Io`
/// with `InvalidInput` when the path lies inside the data folder.
#[expect(clippy::disallowed_methods, reason = "this is the one door to files that we write")]
pub fn write_outside(data_folder: &Path, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if lies_inside(data_folder, path) {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "inside the data folder");
        return Err(FileError::Io { doing: "write a file outside the data folder", source });
    }
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).doing("create a file")?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    let kept = written.and_then(|()| sync_name(path));
    if kept.is_err() {
        // Half a card is worse than none, and would be in the way of the next try.
        let _ = std::fs::remove_file(path);
    }
    kept.doing("write a file")
}

#[cfg(unix)]
fn sync_name(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    std::fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

// NTFS journals names by itself, and Windows opens no folder for syncing.
#[cfg(not(unix))]
fn sync_name(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether a path lies in a folder, seen through links as far as either exists yet.
pub fn lies_inside(folder: &Path, path: &Path) -> bool {
    real(path).starts_with(real(folder))
}

fn real(path: &Path) -> std::path::PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for known in absolute.ancestors() {
        let Ok(real) = known.canonicalize() else { continue };
        return match absolute.strip_prefix(known) {
            Ok(rest) => real.join(rest),
            Err(_) => real,
        };
    }
    absolute
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_file_is_refused_when_it_lies_in_the_data_folder() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");

        let inside = write_outside(&data, &home.path().join("data/card.txt"), b"secret");

        assert!(matches!(inside, Err(FileError::Io { .. })), "the card must not lie by its lock");
        assert!(!data.join("card.txt").exists(), "nothing was written");
    }

    #[test]
    fn outside_file_is_refused_when_there_is_one_already() {
        let home = tempfile::tempdir().unwrap();
        let card = home.path().join("card.txt");
        write_outside(&home.path().join("data"), &card, b"first").unwrap();

        let again = write_outside(&home.path().join("data"), &card, b"second");

        assert!(again.is_err(), "a card is never overwritten");
        assert_eq!(std::fs::read(&card).unwrap(), b"first");
    }
}
