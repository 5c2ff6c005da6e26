//! Copies of the whole database, made while nobody writes and read through before they count.

use std::io::copy;

use files::{Doing, Folder, Purpose};
use seal::data_key::StoreKey;
use seal::hash::{HashingReader, Sha256};
use sqlite::{Access, is_whole};

use crate::error::StoreError;
use crate::open::open;

/// Folder of the copies inside the data folder.
pub(crate) const COPIES: &str = "copies";

/// Copies a closed database byte for byte to `copies/<name>` and proves that the copy is whole:
/// same hash, opens with the same key, passes SQLite's and the cipher's own checks.
pub(crate) fn make(
    folder: &Folder,
    database: &str,
    key: &StoreKey,
    name: &str,
) -> Result<(), StoreError> {
    let copy_name = format!("{COPIES}/{name}");
    folder.create_folder(COPIES, Purpose::Copy.name())?;
    let damaged = || StoreError::DamagedFile { name: copy_name.clone() };
    let source = folder.open(database)?.ok_or(StoreError::NotSetUp)?;
    let mut source = HashingReader::new(source);
    let mut target = folder.begin(&copy_name, Purpose::Copy)?;
    copy(&mut source, &mut target).doing("copy the database")?;
    target.keep()?;

    let (_, wanted) = source.finish();
    let copied = hash_of(folder, &copy_name)?.ok_or_else(damaged)?;
    match reads_whole(folder, &copy_name, key) {
        Ok(true) if copied == wanted.sha256 => Ok(()),
        Ok(_) | Err(StoreError::Damaged { .. }) => Err(damaged()),
        Err(failure) => Err(failure),
    }
}

/// SHA-256 of a file in the data folder; `None` when there is none.
pub(crate) fn hash_of(folder: &Folder, name: &str) -> Result<Option<Sha256>, StoreError> {
    let Some(file) = folder.open(name)? else { return Ok(None) };
    let mut file = HashingReader::new(file);
    copy(&mut file, &mut std::io::sink()).doing("read a file")?;
    Ok(Some(file.finish().1.sha256))
}

fn reads_whole(folder: &Folder, name: &str, key: &StoreKey) -> Result<bool, StoreError> {
    let copy = open(&folder.path(name), key, Access::Inspect)?;
    Ok(is_whole(&copy)?)
}
