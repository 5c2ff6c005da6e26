//! A disk on which one call fails, once.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use files::{Disk, NewBytes, OldBytes, SyncPoint};

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No room is left. A write has written half of its bytes by then.
    Full,
    /// Somebody else has the file: a virus scanner, another program.
    Denied,
    /// A read or a write moves only half of its bytes and says so, which is no failure. Calls that
    /// move no bytes work.
    Short,
}

impl Fault {
    fn error(self) -> io::Error {
        match self {
            Self::Full => io::ErrorKind::StorageFull.into(),
            Self::Denied | Self::Short => io::ErrorKind::PermissionDenied.into(),
        }
    }
}

/// One call that a disk was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// What was asked: `create`, `append`, `write`, `sync`, `rename`, …
    pub what: &'static str,
    /// The file or folder, with its path.
    pub path: PathBuf,
}

/// A disk over another that works, until it is told to fail once. Clones are the same disk.
#[derive(Clone)]
pub struct FailingDisk {
    inner: Arc<dyn Disk>,
    plan: Arc<Mutex<Plan>>,
}

#[derive(Default)]
struct Plan {
    fails: Option<(usize, Fault)>,
    calls: Vec<Call>,
}

impl FailingDisk {
    /// A disk on which nothing fails yet.
    pub fn over(inner: Arc<dyn Disk>) -> Self {
        Self { inner, plan: Arc::default() }
    }

    /// Lets the call of this number fail, counted from 0 and from now; every other works.
    pub fn fail_at(&self, number: usize, fault: Fault) {
        let mut plan = self.plan();
        plan.calls.clear();
        plan.fails = Some((number, fault));
    }

    /// Every call so far, or since [`FailingDisk::fail_at`].
    pub fn calls(&self) -> Vec<Call> {
        self.plan().calls.clone()
    }

    /// Forgets the calls so far; from now on nothing fails.
    pub fn count_anew(&self) {
        *self.plan() = Plan::default();
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a call and says how it fails, if it is its turn.
    fn turn(&self, what: &'static str, path: &Path) -> Option<Fault> {
        let mut plan = self.plan();
        let number = plan.calls.len();
        plan.calls.push(Call { what, path: path.to_owned() });
        plan.fails.filter(|(at, _)| *at == number).map(|(_, fault)| fault)
    }

    /// Counts a call that moves no bytes.
    fn pass(&self, what: &'static str, path: &Path) -> io::Result<()> {
        match self.turn(what, path) {
            Some(fault @ (Fault::Full | Fault::Denied)) => Err(fault.error()),
            Some(Fault::Short) | None => Ok(()),
        }
    }
}

struct Watched<T: ?Sized> {
    disk: FailingDisk,
    path: PathBuf,
    inner: Box<T>,
}

impl Write for Watched<dyn NewBytes> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let half = bytes.get(..bytes.len().div_ceil(2)).unwrap_or(bytes);
        match self.disk.turn("write", &self.path) {
            None => self.inner.write(bytes),
            Some(Fault::Short) => self.inner.write(half),
            Some(Fault::Denied) => Err(Fault::Denied.error()),
            Some(Fault::Full) => {
                self.inner.write_all(half)?;
                Err(Fault::Full.error())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl NewBytes for Watched<dyn NewBytes> {
    fn sync(&mut self, point: SyncPoint) -> io::Result<()> {
        self.disk.pass("sync", &self.path)?;
        self.inner.sync(point)
    }
}

impl Read for Watched<dyn OldBytes> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let half = into.len().div_ceil(2);
        match self.disk.turn("read", &self.path) {
            None => self.inner.read(into),
            Some(Fault::Short) => self.inner.read(into.get_mut(..half).unwrap_or_default()),
            Some(fault) => Err(fault.error()),
        }
    }
}

impl Seek for Watched<dyn OldBytes> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

impl Disk for FailingDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewBytes>> {
        self.pass("create", path)?;
        let inner = self.inner.create(path)?;
        Ok(Box::new(Watched { disk: self.clone(), path: path.to_owned(), inner }))
    }

    fn append_at(&self, path: &Path, offset: u64) -> io::Result<Box<dyn NewBytes>> {
        self.pass("append", path)?;
        let inner = self.inner.append_at(path, offset)?;
        Ok(Box::new(Watched { disk: self.clone(), path: path.to_owned(), inner }))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn OldBytes>> {
        self.pass("open", path)?;
        let inner = self.inner.open(path)?;
        Ok(Box::new(Watched { disk: self.clone(), path: path.to_owned(), inner }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass("rename", from)?;
        self.inner.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.pass("remove", path)?;
        self.inner.remove(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.pass("create folder", path)?;
        self.inner.create_folder(path)
    }

    fn sync_folder(&self, path: &Path, point: SyncPoint) -> io::Result<()> {
        self.pass("sync folder", path)?;
        self.inner.sync_folder(path, point)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.pass("list", path)?;
        self.inner.list(path)
    }

    fn exists(&self, path: &Path) -> bool {
        self.inner.exists(path)
    }
}

#[cfg(test)]
mod tests {
    use files::{Doing as _, FileError, Folder, OsDisk, Purpose};

    use super::*;

    fn write_on(disk: &FailingDisk) -> (Result<(), FileError>, Vec<String>) {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::at(home.path(), Arc::new(disk.clone()));
        let done = folder.write("a", Purpose::Page, b"abcdef");
        (done, Folder::at(home.path(), Arc::new(OsDisk)).list("").unwrap())
    }

    fn a_disk() -> FailingDisk {
        FailingDisk::over(Arc::new(OsDisk))
    }

    #[test]
    fn disk_counts_calls_when_none_fails() {
        let disk = a_disk();
        write_on(&disk).0.unwrap();

        let what: Vec<_> = disk.calls().into_iter().map(|call| call.what).collect();
        assert_eq!(what, ["create", "write", "sync", "rename", "sync folder"]);
    }

    #[test]
    fn call_fails_once_when_it_is_its_turn() {
        for number in 0..5 {
            let disk = a_disk();
            disk.fail_at(number, Fault::Full);
            let (full, _) = write_on(&disk);
            disk.fail_at(number, Fault::Denied);
            let (denied, _) = write_on(&disk);
            disk.count_anew();

            assert!(matches!(full, Err(FileError::Full { .. })), "call {number}: {full:?}");
            assert!(matches!(denied, Err(FileError::Io { .. })), "call {number}: {denied:?}");
            write_on(&disk).0.unwrap();
        }
    }

    #[test]
    fn addition_fails_in_its_turn_and_works_the_next_time() {
        let home = tempfile::tempdir().unwrap();
        let disk = a_disk();
        let folder = Folder::at(home.path(), Arc::new(disk.clone()));
        let add = || -> Result<(), FileError> {
            let mut part = folder.append_at("part", Purpose::Part, 0)?;
            part.write_all(b"abcdef").doing("write a file")?;
            part.keep()
        };
        add().unwrap();
        let what: Vec<_> = disk.calls().into_iter().map(|call| call.what).collect();
        assert_eq!(what, ["append", "write", "sync", "sync folder"]);

        for number in 0..4 {
            disk.fail_at(number, Fault::Full);
            let full = add();

            assert!(matches!(full, Err(FileError::Full { .. })), "call {number}: {full:?}");
            add().unwrap();
            assert_eq!(folder.read("part").unwrap().unwrap(), b"abcdef", "the half is cut off");
        }
    }

    #[test]
    fn short_write_is_no_failure_when_the_writer_goes_on() {
        let disk = a_disk();
        disk.fail_at(1, Fault::Short);

        let (done, names) = write_on(&disk);

        done.unwrap();
        assert_eq!(names, ["a"]);
        assert_eq!(disk.calls().len(), 6, "the rest was written with another call");
    }
}
