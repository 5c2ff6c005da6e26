//! The sealed files of one dossier: `dossiers/<name>/` with its identity and its pages.
//!
//! Names say nothing. The identity lies here once more beside the database, sealed to the data key
//! and to the recovery card, so that the files can be read when the database is lost.

use std::io::{self, Read, Write};

use seal::hash::{Digest, HashingReader};
use seal::{Identity, Opener, Recipient, Sealer, envelope};
use store::StoreError;
use store::error::Doing;
use store::files::{Folder, OldBytes, Purpose};

use crate::error::DeskError;
use crate::world::World;

/// Where the dossiers' folders lie in the data folder.
pub(crate) const DOSSIERS: &str = "dossiers";
const IDENTITY: &str = "identity.age";

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
    folder.create_folder(&folder_of(name), Purpose::Identity)?;
    folder.write(&format!("{}/{IDENTITY}", folder_of(name)), Purpose::Identity, &sealed)?;
    Ok(())
}

/// Seals bytes to a dossier's identity under a new name; gives that name and the plain digest.
pub(crate) fn keep(
    folder: &Folder,
    world: &World,
    dossier_folder: &str,
    identity: &Identity,
    plain: &[u8],
) -> Result<(String, Digest), DeskError> {
    let name = format!("{}/{}.age", folder_of(dossier_folder), world.blank_name()?);
    let file = folder.begin(&name, Purpose::Page)?;
    let mut sealer = Sealer::new(&[identity.recipient()], file)?;
    sealer.write_all(plain).doing("write a sealed file")?;
    let (file, digest) = sealer.finish()?;
    file.keep()?;
    Ok((name, digest))
}

/// Opens a sealed file for reading and seeking.
pub(crate) fn open(
    folder: &Folder,
    name: &str,
    identity: &Identity,
) -> Result<Opener<Box<dyn OldBytes>>, DeskError> {
    let file = folder.open(name)?.ok_or_else(|| damaged(name))?;
    Ok(Opener::new(identity, file)?)
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
