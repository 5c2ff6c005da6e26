//! The form of a backup: a tar file whose last entry lists all others with their hashes, so that one
//! which was cut short is never taken for a whole one.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Write};
use std::path::{Component, Path};

use domain::moment::Millis;
use files::{Doing as _, OldBytes};
use seal::hash::{Digest, HashingReader};
use seal::{Fingerprint, Sha256};
use serde::{Deserialize, Serialize};
use tar::{Archive, Builder, EntryType, Header};

use super::fault::BackupError;
use crate::error::PortalError;

/// Version of the list's form.
pub(super) const FORMAT: u32 = 1;
/// Name of the database in a backup.
pub(super) const DATABASE: &str = "gateway.db";
/// Name of the list.
const LIST: &str = "backup.json";
/// Most bytes of the list: 100 for each of a few million files.
const LONGEST_LIST: u64 = 512 * 1024 * 1024;

/// What a backup holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct List {
    /// [`FORMAT`].
    pub(super) format: u32,
    /// Which gateway it is of.
    pub(super) gateway: Fingerprint,
    /// The life of the records that it was made in.
    pub(super) era: u32,
    /// When it was made.
    pub(super) made_ms: Millis,
    /// Everything in it, as it lies there: sealed.
    pub(super) files: Vec<Line>,
}

/// One file in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// Its name from the data folder.
    pub(super) name: String,
    /// Its size.
    pub(super) size: u64,
    /// SHA-256 of its bytes.
    pub(super) sha256: Sha256,
}

/// A backup that is being written.
pub(super) struct Writer<W: Write> {
    tar: Builder<W>,
    lines: Vec<Line>,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(into: W) -> Self {
        Self { tar: Builder::new(into), lines: Vec::new() }
    }

    /// Adds a file that does not change any more.
    pub(super) fn add(&mut self, name: &str, file: Box<dyn OldBytes>) -> Result<(), PortalError> {
        let mut file = file;
        let size = file.seek(io::SeekFrom::End(0)).doing("measure a file")?;
        file.seek(io::SeekFrom::Start(0)).doing("measure a file")?;
        let mut hashing = HashingReader::new(file);
        let mut header = header_of(size);
        let added = self.tar.append_data(&mut header, name, (&mut hashing).take(size));
        added.doing("write a backup")?;
        let (_, Digest { sha256, size }) = hashing.finish();
        self.lines.push(Line { name: name.to_owned(), size, sha256 });
        Ok(())
    }

    /// Writes the list, without which the backup is not whole; gives the writer back.
    pub(super) fn finish(self, mut list: List) -> Result<W, PortalError> {
        let Self { mut tar, lines } = self;
        list.files = lines;
        let bytes = serde_json::to_vec(&list)?;
        let mut header = header_of(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        tar.append_data(&mut header, LIST, bytes.as_slice()).doing("write a backup")?;
        Ok(tar.into_inner().doing("write a backup")?)
    }
}

fn header_of(size: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o600);
    header.set_mtime(0);
    header.set_size(size);
    header
}

/// Reads a backup from its first byte to its last and holds every file against the list; `take` is
/// given the bytes of each as they go by.
///
/// # Errors
/// `NotWhole`, `Damaged`; a failure of `take`.
pub(super) fn read(
    file: Box<dyn OldBytes>,
    mut take: impl FnMut(&str, &mut dyn Read) -> Result<(), BackupError>,
) -> Result<List, BackupError> {
    let mut archive = Archive::new(BufReader::new(file));
    let (mut seen, mut list) = (BTreeMap::new(), None);
    for entry in archive.entries().map_err(|_| BackupError::NotWhole)? {
        let mut entry = entry.map_err(|_| BackupError::NotWhole)?;
        let path = entry.path().map_err(|_| BackupError::NotWhole)?.into_owned();
        let name = plain_name(&path).ok_or(BackupError::NotWhole)?;
        if list.is_some() || entry.header().entry_type() != EntryType::Regular {
            return Err(BackupError::NotWhole);
        }
        if name == LIST {
            list = Some(read_list(&mut entry)?);
            continue;
        }
        let mut hashing = HashingReader::new(&mut entry);
        take(&name, &mut hashing)?;
        io::copy(&mut hashing, &mut io::sink()).map_err(|_| BackupError::NotWhole)?;
        let (_, digest) = hashing.finish();
        if seen.insert(name.clone(), digest).is_some() {
            return Err(BackupError::Damaged { name });
        }
    }
    let list = list.ok_or(BackupError::NotWhole)?;
    compare(&list, &seen)?;
    Ok(list)
}

fn read_list(entry: &mut dyn Read) -> Result<List, BackupError> {
    let mut bytes = Vec::new();
    let read = entry.take(LONGEST_LIST).read_to_end(&mut bytes);
    read.map_err(|_| BackupError::NotWhole)?;
    let list: List = serde_json::from_slice(&bytes).map_err(|_| BackupError::NotWhole)?;
    if list.format == FORMAT { Ok(list) } else { Err(BackupError::NotWhole) }
}

fn compare(list: &List, seen: &BTreeMap<String, Digest>) -> Result<(), BackupError> {
    for line in &list.files {
        let wanted = Digest { sha256: line.sha256, size: line.size };
        if seen.get(&line.name) != Some(&wanted) {
            return Err(BackupError::Damaged { name: line.name.clone() });
        }
    }
    let listed = list.files.len() == seen.len() && seen.contains_key(DATABASE);
    if listed { Ok(()) } else { Err(BackupError::NotWhole) }
}

/// A name that stays in the folder, whatever somebody wrote into the file.
fn plain_name(path: &Path) -> Option<String> {
    let stays = path.components().all(|step| matches!(step, Component::Normal(_)));
    Some(path.to_str().filter(|_| stays)?.replace('\\', "/"))
}
