//! The table of contents of a package.

use std::fmt::Write;

use domain::moment::Millis;
use seal::Sha256;
use seal::hash::hash;
use serde::{Deserialize, Serialize};

use super::PackageFiles;
use super::fault::PackageFault;
use super::folder::is_a_path;
use super::version::Version;
use crate::text::Text;

/// Version of the form in which contents are written.
const FORMAT: u32 = 1;

/// The most files of a package.
const MOST_FILES: usize = 5_000;

/// The most bytes that a package's files have together.
const MOST_BYTES: usize = 128 << 20;

/// What a package is called, when it was made, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    format: u32,
    /// What the package is called.
    pub name: Text,
    /// Its version.
    pub version: Version,
    /// When it was made.
    pub made_ms: Millis,
    /// Its files, by path.
    pub files: Vec<FileLine>,
}

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// Its path in the package, `/` between the names.
    pub path: String,
    /// How long it is.
    pub bytes: usize,
    /// Its SHA-256.
    pub sha256: Sha256,
}

impl Contents {
    pub(super) fn of(
        name: Text,
        version: Version,
        made_ms: Millis,
        files: &PackageFiles,
    ) -> Result<Self, PackageFault> {
        let line = |(path, bytes): (&String, &Vec<u8>)| FileLine {
            path: path.clone(),
            bytes: bytes.len(),
            sha256: hash(bytes),
        };
        let files = files.iter().map(line).collect();
        let contents = Self { format: FORMAT, name, version, made_ms, files };
        contents.is_bounded()?;
        Ok(contents)
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, PackageFault> {
        let contents: Self =
            serde_json::from_slice(bytes).map_err(|_| PackageFault::NotAPackage)?;
        contents.is_bounded()?;
        Ok(contents)
    }

    /// The bytes that are signed.
    pub(super) fn bytes(&self) -> Vec<u8> {
        // Texts, numbers and hashes: nothing that JSON could not say.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// By which the contents are known: the hash of all paths with their hashes.
    pub fn hash(&self) -> Sha256 {
        hash_of_lines(self.files.iter().map(|line| (line.path.as_str(), line.sha256)))
    }

    fn is_bounded(&self) -> Result<(), PackageFault> {
        if self.format != FORMAT {
            return Err(PackageFault::Newer);
        }
        if self.files.len() > MOST_FILES {
            return Err(PackageFault::TooMany { most: MOST_FILES });
        }
        let bytes = self.files.iter().fold(0_usize, |sum, line| sum.saturating_add(line.bytes));
        if bytes > MOST_BYTES {
            return Err(PackageFault::TooLong { most: MOST_BYTES });
        }
        let mut paths = self.files.iter().map(|line| line.path.as_str());
        let mut before = "";
        match paths.find(|path| !is_a_path(path) || std::mem::replace(&mut before, path) >= *path) {
            None => Ok(()),
            Some(path) => Err(PackageFault::Path { path: path.to_owned() }),
        }
    }
}

/// By which files are known, given by path in their order.
pub(crate) fn contents_hash<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> Sha256 {
    hash_of_lines(files.map(|(path, bytes)| (path, hash(bytes))))
}

fn hash_of_lines<'f>(files: impl Iterator<Item = (&'f str, Sha256)>) -> Sha256 {
    let mut lines = String::new();
    for (path, sha256) in files {
        // Writing to a text does not fail.
        let _ = writeln!(lines, "{sha256} {path}");
    }
    hash(lines.as_bytes())
}
