//! The calls to the operating system on which durability rests, behind one trait, so that tests
//! can take the power away between any two of them.

use std::fs;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use strum::VariantArray;

/// What a file is for; it names the sync points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray)]
pub enum Purpose {
    /// One of the two copies of the key slots.
    Keys,
    /// A dossier's identity, sealed to the data key and to recovery.
    Identity,
    /// A sealed page, form or manifest.
    Page,
    /// The database at the end of set-up.
    Database,
    /// A copy of the database, made before a migration.
    Copy,
    /// Room kept for the day on which the disk is full.
    Reserve,
}

/// What a sync makes durable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray)]
pub enum Step {
    /// The bytes of a file.
    Bytes,
    /// The name of a file or folder, by syncing the folder that holds it.
    Name,
}

/// One place where the program waits for the disk. Taking any of them away must break a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SyncPoint {
    /// What the file is for.
    pub purpose: Purpose,
    /// What is made durable.
    pub step: Step,
}

/// A file that is being written.
pub trait NewBytes: Write + Send {
    /// Waits until the bytes are on the disk.
    fn sync(&mut self, point: SyncPoint) -> io::Result<()>;
}

/// A file that is being read.
pub trait OldBytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> OldBytes for T {}

/// The file system, as far as the store uses it.
pub trait Disk: Send + Sync {
    /// Creates a file, emptying a left-over of the same name.
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewBytes>>;
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
        let mut options = fs::OpenOptions::new();
        options.create(true).truncate(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Box::new(options.open(path)?))
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
