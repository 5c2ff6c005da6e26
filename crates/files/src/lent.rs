//! Files that are handed to another program for a while and then cleared away, and beginnings of what
//! comes again if it is lost: nobody relies on them, so nothing is synced.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::error::{Doing, FileError};
use crate::folder::Folder;

impl Folder {
    /// Writes a file into a folder inside, where another program may read it; gives its full path.
    /// Only their owner may look at either.
    pub fn lend(&self, folder: &str, name: &str, bytes: &[u8]) -> Result<PathBuf, FileError> {
        let (folder, path) =
            (self.inner_path(folder)?, self.inner_path(&format!("{folder}/{name}"))?);
        self.disk().create_folder(&folder).doing("create a folder")?;
        let mut file = self.disk().create(&path).doing("create a file")?;
        let written = file.write_all(bytes).and_then(|()| file.flush());
        // Closed before anybody is told of it: Windows keeps a file that is being written to itself.
        drop(file);
        if written.is_err() {
            let _ = self.disk().remove(&path);
        }
        written.doing("write a file")?;
        std::path::absolute(&path).doing("name a file")
    }

    /// Writes bytes into a file of a folder inside after its first `offset` bytes, and cuts off whatever
    /// came after those. A killed process may leave some of the bytes, a power cut anything at all.
    ///
    /// # Errors
    /// `Io` with `UnexpectedEof` when the file is shorter than that.
    pub fn note_down(
        &self,
        folder: &str,
        name: &str,
        offset: u64,
        bytes: &[u8],
    ) -> Result<(), FileError> {
        let (folder, path) =
            (self.inner_path(folder)?, self.inner_path(&format!("{folder}/{name}"))?);
        self.disk().create_folder(&folder).doing("create a folder")?;
        let mut file = self.disk().append_at(&path, offset).doing("add to a file")?;
        file.write_all(bytes).and_then(|()| file.flush()).doing("write a file")
    }

    /// Removes every file of a folder inside, whatever it is called; gives the names of those that
    /// stay, because another program holds them.
    pub fn clear(&self, folder: &str) -> Result<Vec<String>, FileError> {
        self.clear_all_but(folder, &|_| false)
    }

    /// Does the same, and leaves alone what is still lent.
    pub fn clear_all_but(
        &self,
        folder: &str,
        is_lent: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<String>, FileError> {
        let paths = self.disk().list(&self.inner_path(folder)?).doing("list a folder")?;
        let name =
            |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stays = |path: &PathBuf| match self.disk().remove(path) {
            Ok(()) => false,
            Err(failure) => failure.kind() != io::ErrorKind::NotFound,
        };
        let left = paths.iter().filter(|path| !is_lent(&name(path)) && stays(path));
        Ok(left.map(name).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use super::*;
    use crate::disk::{Disk, OsDisk};

    fn a_folder() -> (tempfile::TempDir, Folder) {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::at(home.path(), Arc::new(OsDisk));
        (home, folder)
    }

    #[test]
    fn lent_file_is_for_its_owner_alone_and_can_be_found_from_anywhere() {
        let (_home, folder) = a_folder();

        let path = folder.lend("out", "a.pdf", b"paper").unwrap();

        assert!(path.is_absolute(), "another program stands in another folder");
        assert_eq!(fs::read(&path).unwrap(), b"paper");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode =
                |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(path.parent().unwrap()), mode(&path)), (0o700, 0o600));
        }
    }

    #[test]
    fn lent_file_is_refused_when_its_name_leaves_the_folder() {
        let (home, folder) = a_folder();

        let refused = folder.lend("out", "../../a.pdf", b"paper");

        assert!(matches!(refused, Err(FileError::Io { .. })));
        assert!(!home.path().join("a.pdf").exists());
    }

    #[test]
    fn what_is_noted_down_follows_the_first_bytes_and_replaces_the_rest() {
        let (_home, folder) = a_folder();

        folder.note_down("notes", "a", 0, b"abcdef").unwrap();
        folder.note_down("notes", "a", 4, b"XYZ").unwrap();
        let beyond = folder.note_down("notes", "a", 9, b"!");

        assert_eq!(folder.read("notes/a").unwrap().unwrap(), b"abcdXYZ");
        assert!(beyond.is_err(), "a hole is no beginning");
        folder.note_down("notes", "a", 0, b"x").unwrap();
        assert_eq!(folder.read("notes/a").unwrap().unwrap(), b"x");
    }

    #[test]
    fn everything_that_was_lent_is_cleared_away_and_what_stays_is_named() {
        let (home, folder) = a_folder();
        folder.lend("out", "a.pdf", b"paper").unwrap();
        folder.lend("out", ".~lock.a.pdf#", b"a viewer's own").unwrap();
        OsDisk.create_folder(&home.path().join("out/held")).unwrap();

        let left = folder.clear("out").unwrap();

        assert_eq!(left, ["held"], "what cannot be removed is named");
        assert_eq!(folder.list("out").unwrap(), ["out/held"]);
    }

    #[test]
    fn nothing_is_cleared_away_when_nothing_was_lent() {
        let (home, folder) = a_folder();

        assert!(folder.clear("out").unwrap().is_empty());
        assert!(!home.path().join("out").exists());
    }
}
