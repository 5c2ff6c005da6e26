//! The data folder: names inside it, and writes that are whole or not there at all.

use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::addition::Addition;
use crate::disk::{Disk, NewBytes, OldBytes};
use crate::error::{Doing, FileError};
use crate::points::{Purpose, SyncPoint};

/// Ending of a file that has not yet got its name.
const UNNAMED: &str = "new";

/// The data folder of one desk, or of one gateway.
#[derive(Clone)]
pub struct Folder {
    root: PathBuf,
    disk: Arc<dyn Disk>,
}

impl Folder {
    /// Takes a path as data folder; nothing is read or created yet.
    pub fn at(root: impl Into<PathBuf>, disk: Arc<dyn Disk>) -> Self {
        Self { root: root.into(), disk }
    }

    /// The folder's own path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Full path of a name inside the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Whether a name is there.
    pub fn has(&self, name: &str) -> bool {
        self.disk.exists(&self.path(name))
    }

    /// Creates the data folder itself, durably.
    pub fn create(&self, point: SyncPoint) -> Result<(), FileError> {
        self.create_folder_at(&self.root, point)
    }

    /// Creates a folder inside, durably; one that is already there is made durable all the same.
    pub fn create_folder(&self, name: &str, point: SyncPoint) -> Result<(), FileError> {
        self.create_folder_at(&self.inner_path(name)?, point)
    }

    fn create_folder_at(&self, path: &Path, point: SyncPoint) -> Result<(), FileError> {
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !self.disk.exists(parent) {
            self.create_folder_at(parent, point)?;
        }
        self.disk.create_folder(path).doing("create a folder")?;
        self.disk.sync_folder(parent, point).doing("sync a new folder")
    }

    /// Writes a whole file, durably: afterwards it is there, or the old one still is.
    pub fn write(&self, name: &str, purpose: Purpose, bytes: &[u8]) -> Result<(), FileError> {
        let mut file = self.begin(name, purpose)?;
        file.write_all(bytes).doing("write a file")?;
        file.keep()
    }

    /// Begins a file that is written piece by piece; it gets its name with [`NewFile::keep`].
    pub fn begin(&self, name: &str, purpose: Purpose) -> Result<NewFile, FileError> {
        let path = self.inner_path(name)?;
        let unnamed = unnamed(&path);
        let bytes = self.disk.create(&unnamed).doing("create a file")?;
        Ok(NewFile { disk: Arc::clone(&self.disk), path, unnamed, purpose, bytes: Some(bytes) })
    }

    /// Begins to add to a file after its first `offset` bytes, the acknowledged ones; whatever
    /// comes after them is cut off. At 0 the file may be new.
    ///
    /// # Errors
    /// `Io` with `UnexpectedEof` when there are fewer bytes than that.
    pub fn append_at(
        &self,
        name: &str,
        purpose: Purpose,
        offset: u64,
    ) -> Result<Addition, FileError> {
        Addition::begin(Arc::clone(&self.disk), self.inner_path(name)?, purpose, offset)
    }

    /// Reads a whole file; `None` when there is none.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FileError> {
        let Some(mut file) = self.open(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).doing("read a file")?;
        Ok(Some(bytes))
    }

    /// Opens a file for reading; `None` when there is none.
    pub fn open(&self, name: &str) -> Result<Option<Box<dyn OldBytes>>, FileError> {
        match self.disk.open(&self.inner_path(name)?) {
            Ok(file) => Ok(Some(file)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e).doing("open a file"),
        }
    }

    /// Gives a file that somebody else wrote, synced and closed its name, durably. After a failure
    /// it has its old name again, so that whoever is told of it can begin anew.
    pub fn adopt(&self, from: &str, to: &str, point: SyncPoint) -> Result<(), FileError> {
        let (from, to) = (self.inner_path(from)?, self.inner_path(to)?);
        self.disk.rename(&from, &to).doing("name a file")?;
        self.sync_name(&to, point).inspect_err(|_| drop(self.disk.rename(&to, &from)))
    }

    /// Removes a file durably; an absent one is fine.
    pub fn remove(&self, name: &str, point: SyncPoint) -> Result<(), FileError> {
        let path = self.inner_path(name)?;
        match self.disk.remove(&path) {
            Ok(()) => self.sync_name(&path, point),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(e) => Err(e).doing("remove a file"),
        }
    }

    /// Names of the files in a folder inside, without those that never got their name.
    pub fn list(&self, name: &str) -> Result<Vec<String>, FileError> {
        let paths = self.disk.list(&self.inner_path(name)?).doing("list a folder")?;
        let named = paths.iter().filter(|path| !is_unnamed(path));
        Ok(named.filter_map(|path| self.name_of(path)).collect())
    }

    /// Removes what a killed process left half written in a folder inside.
    pub fn sweep(&self, name: &str) -> Result<usize, FileError> {
        let paths = self.disk.list(&self.inner_path(name)?).doing("list a folder")?;
        let left: Vec<_> = paths.iter().filter(|path| is_unnamed(path)).collect();
        for path in &left {
            self.disk.remove(path).doing("remove a half-written file")?;
        }
        Ok(left.len())
    }

    fn sync_name(&self, path: &Path, point: SyncPoint) -> Result<(), FileError> {
        self.disk.sync_folder(path.parent().unwrap_or(&self.root), point).doing("sync a name")
    }

    /// A path that cannot leave the data folder, whatever `name` says.
    pub(crate) fn inner_path(&self, name: &str) -> Result<PathBuf, FileError> {
        let stays = Path::new(name).components().all(|c| matches!(c, Component::Normal(_)));
        if stays {
            return Ok(self.root.join(name));
        }
        let source = io::Error::new(io::ErrorKind::InvalidInput, "the name leaves the folder");
        Err(FileError::Io { doing: "name a file", source })
    }

    pub(crate) fn disk(&self) -> &dyn Disk {
        &*self.disk
    }

    fn name_of(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(&self.root).ok()?;
        Some(name.to_str()?.replace('\\', "/"))
    }
}

fn unnamed(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(UNNAMED);
    path.with_file_name(name)
}

fn is_unnamed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == UNNAMED)
}

/// A file without a name yet. Dropped before [`NewFile::keep`], it is as if it had never been.
pub struct NewFile {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    unnamed: PathBuf,
    purpose: Purpose,
    bytes: Option<Box<dyn NewBytes>>,
}

impl NewFile {
    /// Makes the bytes durable, then the name.
    pub fn keep(mut self) -> Result<(), FileError> {
        if let Some(bytes) = &mut self.bytes {
            bytes.flush().doing("write a file")?;
            bytes.sync(self.purpose.bytes()).doing("sync a file")?;
        }
        // Closed before it is renamed: Windows refuses to rename an open file.
        drop(self.bytes.take());
        if let Err(failure) = self.disk.rename(&self.unnamed, &self.path) {
            let _ = self.disk.remove(&self.unnamed);
            return Err(failure).doing("name a file");
        }
        let folder = self.path.parent().unwrap_or(Path::new("."));
        self.disk.sync_folder(folder, self.purpose.name()).doing("sync a name")
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.as_mut().map_or(Ok(0), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.bytes.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if self.bytes.take().is_some() {
            // Best effort: what stays is swept at the next start.
            let _ = self.disk.remove(&self.unnamed);
        }
    }
}
