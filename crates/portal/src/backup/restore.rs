//! Begins a gateway anew from a backup. Its records begin a new era: desks compare what both sides
//! hold, and send again what was delivered after the backup was made.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use files::{Folder, Purpose, SyncPoint, check_place};
use machine::failpoint;
use seal::hash::HashingReader;
use seal::{Fingerprint, Identity, Opener};
use serde::Serialize;

use super::container::{self, DATABASE, List};
use super::fault::BackupError;
use crate::error::PortalError;
use crate::exchange::export::copy;
use crate::gateway::{PARTS, RESULTS};
use crate::keys::KeyFolder;
use crate::store::copies::{Contents, Named};
use crate::store::desks::DeskRow;
use crate::store::{Store, codes, desks, gateway_row, uploads};
use crate::world::World;

/// Lies in the folder while it is being filled, so that it may be filled anew after a kill.
const MARK: &str = "restoring.json";

/// A gateway that began anew.
#[derive(Debug, Serialize)]
pub struct Restored {
    /// The name by which desks know it.
    pub gateway: Fingerprint,
    /// The life of its records that begins now.
    pub era: u32,
    /// How many files came back, the database among them.
    pub files: usize,
    /// When the backup was made (RFC 3339, +07:00): what arrived later comes again from the desks.
    pub made_at: String,
    /// How many enrolment codes were ended: one of them may have been used after the backup.
    pub codes_ended: usize,
    /// The desks that may send, as far as the backup knows: what was said of them later must be
    /// said again.
    pub desks: Vec<DeskRow>,
}

/// Begins a gateway anew from a backup, in a folder that is empty.
///
/// # Errors
/// `AlreadySetUp`, `FolderNotEmpty`: nothing is overwritten; `NotWhole`, `Damaged`; `WrongKey`.
pub fn restore(
    world: &World,
    data: &Path,
    keys: &Path,
    from: &Path,
) -> Result<Restored, BackupError> {
    let folder = Folder::at(data, Arc::clone(&world.disk));
    check_place(folder.root())?;
    check_empty(&folder)?;
    let key = KeyFolder::at(keys, world).gateway_key()?;
    let open = || world.disk.open(from).map_err(|_| BackupError::Missing);
    // Read through once before anything is written.
    let list = container::read(open()?, |_, _| Ok(()))?;

    folder.create(SyncPoint::GatewayDatabaseName)?;
    folder.write(MARK, Purpose::Backup, b"{}\n")?;
    failpoint::pass("restore.begun");
    lay_out(&folder, open()?)?;
    failpoint::pass("restore.files-kept");
    let contents = Store::unfinished_contents(&folder, &key.store_key())?;
    check(&folder, &list, &contents, &key.identity())?;
    let at = world.now();
    let (era, codes_ended, desks) = Store::adopt(&folder, &key.store_key(), |tx| {
        uploads::end_all_open(tx)?;
        let ended = codes::end_all_unused(tx, at)?;
        Ok((gateway_row::begin_era(tx, at)?, ended, desks::all(&tx.view())?))
    })?;
    failpoint::pass("restore.named");
    folder.remove(MARK, Purpose::Backup.name())?;
    Ok(Restored {
        gateway: list.gateway,
        era,
        files: list.files.len(),
        made_at: crate::agency::overview::rfc3339(list.made_ms),
        codes_ended,
        desks,
    })
}

fn check_empty(folder: &Folder) -> Result<(), BackupError> {
    if Store::is_set_up(folder) {
        return Err(PortalError::AlreadySetUp.into());
    }
    let is_begun = folder.has(MARK);
    let is_left_over =
        |name: &str| [MARK, PARTS, RESULTS].contains(&name) || Store::is_left_over(name);
    let is_ours = |name: &String| is_begun && is_left_over(name);
    if folder.list("")?.iter().all(is_ours) {
        Ok(())
    } else {
        Err(PortalError::FolderNotEmpty.into())
    }
}

/// Writes every file of a backup to its place; the database beside its place.
fn lay_out(folder: &Folder, backup: Box<dyn files::OldBytes>) -> Result<(), BackupError> {
    let database = Store::way_for_another(folder)?;
    for inner in [PARTS, RESULTS] {
        folder.create_folder(inner, Purpose::Backup.name())?;
        folder.sweep(inner)?;
        for left_over in folder.list(inner)? {
            folder.remove(&left_over, Purpose::Backup.name())?;
        }
    }
    container::read(backup, |name, bytes| {
        let (place, purpose) = place_of(name, database).ok_or(BackupError::NotWhole)?;
        lay(folder, place, purpose, bytes)
    })
    .map(drop)
}

fn place_of<'n>(name: &'n str, database: &'n str) -> Option<(&'n str, Purpose)> {
    match name.split_once('/') {
        None if name == DATABASE => Some((database, Purpose::Backup)),
        Some((PARTS, inner)) if !inner.contains('/') => Some((name, Purpose::SealedPart)),
        Some((RESULTS, inner)) if !inner.contains('/') => Some((name, Purpose::Result)),
        _ => None,
    }
}

fn lay(
    folder: &Folder,
    place: &str,
    purpose: Purpose,
    bytes: &mut dyn Read,
) -> Result<(), BackupError> {
    let mut file = folder.begin(place, purpose)?;
    copy(bytes, &mut file)?;
    Ok(file.keep()?)
}

/// Holds what was laid out against what the database says of it: every file that it names is there,
/// opens with the key, and has the bytes that a desk was told are held.
fn check(
    folder: &Folder,
    list: &List,
    contents: &Contents,
    identity: &Identity,
) -> Result<(), BackupError> {
    if contents.gateway.fingerprint() != list.gateway {
        return Err(BackupError::NotWhole);
    }
    let laid: BTreeSet<_> = list.files.iter().map(|line| line.name.as_str()).collect();
    for named in &contents.files {
        let is_right = laid.contains(named.file.as_str()) && opens(folder, named, identity)?;
        if !is_right {
            return Err(BackupError::Damaged { name: named.file.clone() });
        }
    }
    Ok(())
}

fn opens(folder: &Folder, named: &Named, identity: &Identity) -> Result<bool, BackupError> {
    let Some(file) = folder.open(&named.file)? else { return Ok(false) };
    let Ok(opener) = Opener::new(identity, file) else { return Ok(false) };
    let mut hashing = HashingReader::new(opener);
    let read = std::io::copy(&mut hashing, &mut std::io::sink());
    Ok(read.is_ok() && hashing.finish().1.sha256 == named.sha256)
}
