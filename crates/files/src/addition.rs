//! A file that grows in slices, each of which is kept before anybody is told that it has arrived.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Disk, NewBytes};
use crate::error::{Doing, FileError};
use crate::points::Purpose;

/// What is being added to the end of a file. Dropped before [`Addition::keep`], it may stay there
/// in part; the next one cuts it off, because nobody was told of it.
pub struct Addition {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    purpose: Purpose,
    is_first: bool,
    bytes: Box<dyn NewBytes>,
}

impl Addition {
    pub(crate) fn begin(
        disk: Arc<dyn Disk>,
        path: PathBuf,
        purpose: Purpose,
        offset: u64,
    ) -> Result<Self, FileError> {
        let bytes = disk.append_at(&path, offset).doing("add to a file")?;
        Ok(Self { disk, path, purpose, is_first: offset == 0, bytes })
    }

    /// Makes the bytes durable, and with the first of them the name.
    pub fn keep(mut self) -> Result<(), FileError> {
        self.bytes.flush().doing("write a file")?;
        self.bytes.sync(self.purpose.bytes()).doing("sync a file")?;
        // Whoever was told of a byte before this one was told of it after the name was synced. That
        // the file was there already proves nothing: a killed process may have left it.
        if self.is_first {
            let folder = self.path.parent().unwrap_or(Path::new("."));
            self.disk.sync_folder(folder, self.purpose.name()).doing("sync a name")?;
        }
        Ok(())
    }
}

impl Write for Addition {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.bytes.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::OsDisk;
    use crate::folder::Folder;

    fn add(folder: &Folder, offset: u64, bytes: &[u8]) -> Result<Addition, FileError> {
        let mut addition = folder.append_at("part", Purpose::Part, offset)?;
        addition.write_all(bytes).doing("write a file")?;
        Ok(addition)
    }

    #[test]
    fn part_grows_slice_by_slice_whatever_a_killed_process_left() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::at(home.path(), Arc::new(OsDisk));
        add(&folder, 0, b"abc").unwrap().keep().unwrap();
        drop(add(&folder, 3, b"not acknow").unwrap());

        add(&folder, 3, b"def").unwrap().keep().unwrap();

        assert_eq!(folder.read("part").unwrap().unwrap(), b"abcdef");
        assert_eq!(folder.list("").unwrap(), ["part"], "it had its name from the first slice on");
    }

    #[test]
    fn addition_is_refused_when_acknowledged_bytes_are_gone() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::at(home.path(), Arc::new(OsDisk));

        let lost = add(&folder, 3, b"def").err();

        assert!(
            matches!(&lost, Some(FileError::Io { source, .. }) if source.kind() == io::ErrorKind::UnexpectedEof),
            "{lost:?}"
        );
    }
}
