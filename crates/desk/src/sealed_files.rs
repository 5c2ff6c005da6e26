//! The sealed files of one dossier: `dossiers/<name>/` with its identity and its pages.
//!
//! Names say nothing. The identity lies here once more beside the database, sealed to the data key
//! and to the recovery card, so that the files can be read when the database is lost.

use std::io::{self, BufWriter, IntoInnerError, Read, Write};
use std::sync::PoisonError;

use files::{Doing, FileError, Folder, OldBytes, Purpose};
use seal::hash::{Digest, HashingReader};
use seal::{Identity, OpenError, Opener, Recipient, SealError, Sealer, envelope};
use store::StoreError;

use crate::error::DeskError;
use crate::session::Desk;

/// Where the dossiers' folders lie in the data folder.
pub(crate) const DOSSIERS: &str = "dossiers";
const IDENTITY: &str = "identity.age";
const WRITING: &str = "write a sealed file";

/// Name of a dossier's folder from the data folder.
fn folder_of(name: &str) -> String {
    format!("{DOSSIERS}/{name}")
}

/// Makes the folder of a new dossier and keeps its identity there, sealed to `keepers`.
pub(crate) fn begin(
    folder: &Folder,
    name: &str,
    identity: &Identity,
    keepers: &[Recipient],
) -> Result<(), DeskError> {
    let sealed = envelope::seal_identity(keepers, identity)?;
    folder.create_folder(&folder_of(name), Purpose::Identity.name())?;
    folder.write(&format!("{}/{IDENTITY}", folder_of(name)), Purpose::Identity, &sealed)?;
    Ok(())
}

/// Seals bytes to a dossier's identity under a new name; gives that name and the plain digest.
pub(crate) fn keep(
    desk: &Desk,
    dossier_folder: &str,
    identity: &Identity,
    plain: &[u8],
) -> Result<(String, Digest), DeskError> {
    let _sweep_waits = desk.writing_files.read().unwrap_or_else(PoisonError::into_inner);
    let name = format!("{}/{}.age", folder_of(dossier_folder), desk.world.blank_name()?);
    // age does not say why it could not write its header; a buffer takes that in any case.
    let file = BufWriter::new(desk.folder().begin(&name, Purpose::Page)?);
    let mut sealer = written(Sealer::new(&[identity.recipient()], file))?;
    sealer.write_all(plain).doing(WRITING)?;
    let (file, digest) = written(sealer.finish())?;
    file.into_inner().map_err(IntoInnerError::into_error).doing(WRITING)?.keep()?;
    Ok((name, digest))
}

/// Sweeps what killed processes left half written in the dossiers' folders, while nobody writes.
pub(crate) fn sweep(desk: &Desk) -> Result<usize, DeskError> {
    let _nobody_writes = desk.writing_files.write().unwrap_or_else(PoisonError::into_inner);
    let folders = desk.folder().list(DOSSIERS)?;
    folders.iter().try_fold(0, |swept, folder| Ok(swept + desk.folder().sweep(folder)?))
}

/// Whether the copy of a dossier's identity beside the files opens with the data key and is the
/// one that the database has.
pub(crate) fn has_identity(desk: &Desk, name: &str, identity: &Identity) -> bool {
    let kept = desk.folder().read(&format!("{}/{IDENTITY}", folder_of(name))).ok().flatten();
    let opened = kept.and_then(|bytes| envelope::open_identity(&desk.folder_identity, &bytes).ok());
    opened.is_some_and(|opened| opened.text() == identity.text())
}

/// Tells trouble with the disk from trouble with the envelope.
fn written<T>(sealed: Result<T, SealError>) -> Result<T, DeskError> {
    match sealed {
        Err(SealError::Io(source)) => Ok(Err(source).doing(WRITING)?),
        other => Ok(other?),
    }
}

/// Opens a sealed file for reading and seeking.
pub(crate) fn open(
    folder: &Folder,
    name: &str,
    identity: &Identity,
) -> Result<Opener<Box<dyn OldBytes>>, DeskError> {
    let file = folder.open(name)?.ok_or_else(|| damaged(name))?;
    match Opener::new(identity, file) {
        Err(OpenError::Io(source)) => Ok(Err(source).doing("read a sealed file")?),
        other => Ok(other?),
    }
}

/// Says that a sealed file could not be read.
pub(crate) fn unreadable(source: io::Error) -> DeskError {
    FileError::Io { doing: "read a sealed file", source }.into()
}

/// Reads a sealed file whole and proves that it is the one that was kept.
pub(crate) fn read(
    folder: &Folder,
    name: &str,
    identity: &Identity,
    wanted: &Digest,
) -> Result<Vec<u8>, DeskError> {
    let mut reader = HashingReader::new(open(folder, name, identity)?);
    let mut plain = Vec::new();
    reader.read_to_end(&mut plain).doing("read a sealed file")?;
    if reader.finish().1 == *wanted { Ok(plain) } else { Err(damaged(name).into()) }
}

/// SHA-256 and size of what a sealed file holds, read through without keeping it.
pub(crate) fn digest_of(
    folder: &Folder,
    name: &str,
    identity: &Identity,
) -> Result<Digest, DeskError> {
    let mut reader = HashingReader::new(open(folder, name, identity)?);
    io::copy(&mut reader, &mut io::sink()).doing("read a sealed file")?;
    Ok(reader.finish().1)
}

fn damaged(name: &str) -> StoreError {
    StoreError::DamagedFile { name: name.to_owned() }
}
