//! The calls to the operating system on which durability rests, behind one trait, so that tests
//! can take the power away between any two of them.

use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::points::SyncPoint;

/// A file that is being written.
pub trait NewBytes: Write + Send {
    /// Waits until the bytes are on the disk.
    fn sync(&mut self, point: SyncPoint) -> io::Result<()>;
}

/// A file that is being read.
pub trait OldBytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> OldBytes for T {}

/// The file system, as far as we use it.
pub trait Disk: Send + Sync {
    /// Creates a file, emptying a left-over of the same name.
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewBytes>>;
    /// Cuts a file to `offset` bytes and opens it for writing after them; at 0 it may be new.
    ///
    /// # Errors
    /// `UnexpectedEof`, with the file as it was, when there are fewer bytes than that.
    fn append_at(&self, path: &Path, offset: u64) -> io::Result<Box<dyn NewBytes>>;
    /// Opens a file for reading.
    fn open(&self, path: &Path) -> io::Result<Box<dyn OldBytes>>;
    /// Gives a file another name, replacing what had that name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Creates a folder; one that is already there is fine.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, path: &Path, point: SyncPoint) -> io::Result<()>;
    /// The names in a folder, sorted; an absent folder has none.
    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>>;
    /// Whether a file or folder is there.
    fn exists(&self, path: &Path) -> bool;
}

/// The machine's own disk.
#[derive(Debug, Default, Clone, Copy)]
pub struct OsDisk;

impl NewBytes for fs::File {
    fn sync(&mut self, _: SyncPoint) -> io::Result<()> {
        self.sync_all()
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one door to our own files")]
impl Disk for OsDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewBytes>> {
        Ok(Box::new(private_file().create(true).truncate(true).open(path)?))
    }

    fn append_at(&self, path: &Path, offset: u64) -> io::Result<Box<dyn NewBytes>> {
        let is_new = offset == 0;
        let mut file = match private_file().create(is_new).open(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound && !is_new => {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            opened => opened?,
        };
        if file.metadata()?.len() < offset {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        file.set_len(offset)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Box::new(file))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn OldBytes>> {
        Ok(Box::new(fs::File::open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        match private_folder().create(path) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            made => made,
        }
    }

    #[cfg(unix)]
    fn sync_folder(&self, path: &Path, _: SyncPoint) -> io::Result<()> {
        fs::File::open(path)?.sync_all()
    }

    // NTFS journals names by itself, and Windows opens no folder for syncing.
    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path, _: SyncPoint) -> io::Result<()> {
        Ok(())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        let mut names = match fs::read_dir(path) {
            Ok(entries) => entries.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(e),
        };
        names.sort();
        Ok(names)
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }
}

/// Opens files for writing; those that it makes only their owner may read.
fn private_file() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A folder that only its owner may look into.
#[cfg(unix)]
fn private_folder() -> fs::DirBuilder {
    let mut folder = fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder
}

// A folder below the user's own is private on Windows by what it inherits.
#[cfg(not(unix))]
fn private_folder() -> fs::DirBuilder {
    fs::DirBuilder::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_part() -> (tempfile::TempDir, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("part");
        OsDisk.append_at(&path, 0).unwrap().write_all(b"abcdef").unwrap();
        (home, path)
    }

    #[test]
    fn file_is_made_when_bytes_are_added_at_its_beginning() {
        let (_home, path) = a_part();

        assert_eq!(fs::read(&path).unwrap(), b"abcdef");
        #[cfg(unix)]
        {
            let mode =
                std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600, "only its owner may read it");
        }
    }

    #[test]
    fn addition_follows_the_bytes_before_the_offset_and_cuts_off_the_rest() {
        for (offset, expected) in [(6, &b"abcdefXYZ"[..]), (2, b"abXYZ"), (0, b"XYZ")] {
            let (_home, path) = a_part();
            OsDisk.append_at(&path, offset).unwrap().write_all(b"XYZ").unwrap();

            assert_eq!(fs::read(&path).unwrap(), expected, "at {offset}");
        }
    }

    #[test]
    fn addition_is_refused_when_the_file_is_shorter_than_the_offset() {
        let (home, path) = a_part();
        let absent = home.path().join("absent");

        let refused = [&path, &absent].map(|path| OsDisk.append_at(path, 7).err().unwrap().kind());

        assert_eq!(refused, [io::ErrorKind::UnexpectedEof; 2]);
        assert_eq!(fs::read(&path).unwrap(), b"abcdef", "as it was");
        assert!(!absent.exists(), "a hole is no part");
    }
}
