//! Folders of a package, and new files.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use bridge::{Kind, PackageFiles, UiError, is_a_package_path};

use crate::input::{LARGEST_PACKAGE, read_plain, reason};

/// What a package that cannot be written is called.
pub(crate) const PACKAGE: &str = "package-not-written";
/// The most files of a folder that are read.
const MOST_FILES: usize = 5_000;

/// The files below a folder, by their paths in it; what begins with a dot is not looked at.
pub(crate) fn read(folder: &Path) -> Result<PackageFiles, UiError> {
    let mut files = PackageFiles::new();
    let mut left = vec![(folder.to_owned(), String::new())];
    while let Some((place, below)) = left.pop() {
        for (path, name, is_folder) in entries(&place)? {
            let inner = if below.is_empty() { name } else { format!("{below}/{name}") };
            if !is_a_package_path(&inner) {
                return Err(UiError::new(Kind::Input, "package-path").with("file", &inner));
            }
            if is_folder {
                left.push((path, inner));
                continue;
            }
            files.insert(inner, read_plain(&path, "file-unreadable")?);
            if files.len() > MOST_FILES
                || files.values().map(Vec::len).sum::<usize>() > LARGEST_PACKAGE
            {
                return Err(UiError::new(Kind::Input, "package-too-big"));
            }
        }
    }
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<(PathBuf, String, bool)>, UiError> {
    let unreadable = |why: std::io::Error| {
        let reason = reason(&why);
        UiError::new(Kind::Input, "file-unreadable")
            .with("file", &folder.display())
            .with("why", &reason)
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            found.push((entry.path(), name, entry.path().is_dir()));
        }
    }
    Ok(found)
}

/// Writes the files of a package into a new or empty folder.
#[expect(clippy::disallowed_methods, reason = "a folder of the user's, not of the desk's")]
pub(crate) fn write(folder: &Path, files: &PackageFiles) -> Result<(), UiError> {
    let is_free = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if !is_free {
        return Err(not_written(folder, PACKAGE, "not-empty"));
    }
    for (path, bytes) in files {
        let file = folder.join(path);
        let parent = file.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|why| not_written(parent, PACKAGE, reason(&why)))?;
        write_new(&file, bytes, PACKAGE)?;
    }
    Ok(())
}

/// Writes a new file; one that is there is never written over. A failure is called `code`.
#[expect(clippy::disallowed_methods, reason = "a file of the user's, not of the desk's")]
pub(crate) fn write_new(file: &Path, bytes: &[u8], code: &str) -> Result<(), UiError> {
    let opened = OpenOptions::new().write(true).create_new(true).open(file);
    let written = opened.and_then(|mut opened| {
        opened.write_all(bytes)?;
        opened.sync_all()
    });
    written.map_err(|why| not_written(file, code, reason(&why)))
}

fn not_written(file: &Path, code: &str, reason: &str) -> UiError {
    let refused = UiError::new(Kind::Input, code);
    refused.with("file", &file.display()).with("why", &reason)
}
