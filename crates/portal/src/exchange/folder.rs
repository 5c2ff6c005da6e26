//! The folder of an export. A mark lies in it from the first write on and the manifest comes last:
//! with the manifest the export is whole, with the mark alone it may be begun anew, and with neither
//! the folder is somebody else's.

use std::path::Path;
use std::sync::Arc;

use files::{Folder, Purpose};
use machine::failpoint;
use seal::Fingerprint;

use super::fault::ExportError;
use crate::error::PortalError;
use crate::gateway::Gateway;

/// Folder of the files, inside the export.
pub(super) const FILES: &str = "files";
/// The list of everything in the export; written last.
pub(super) const MANIFEST: &str = "manifest.json";
/// Says whose unfinished export it is.
const MARK: &str = "unfinished.json";
/// How the names of the batches begin.
const BATCH: &str = "dong-bo-";

/// The folder of one export.
pub(super) struct OutFolder(Folder);

impl OutFolder {
    /// Takes a folder that is new or empty, or holds an export of this gateway that was cut off.
    pub(super) fn take(gateway: &Gateway, path: &Path) -> Result<Self, ExportError> {
        if files::lies_inside(gateway.folder.root(), path)
            || files::lies_inside(path, gateway.folder.root())
        {
            return Err(ExportError::Inside);
        }
        let folder = Folder::at(path, Arc::clone(&gateway.world.disk));
        let mark = mark_of(&gateway.fingerprint());
        check(&folder, &mark)?;
        let ready = || {
            folder.create(Purpose::Export.name())?;
            folder.write(MARK, Purpose::Export, mark.as_bytes())?;
            clear(&folder)?;
            folder.create_folder(FILES, Purpose::Export.name())
        };
        ready().map_err(PortalError::from)?;
        Ok(Self(folder))
    }

    /// The folder.
    pub(super) fn inner(&self) -> &Folder {
        &self.0
    }

    /// Writes the manifest, after which the export is whole.
    pub(super) fn finish(self, manifest: &[u8]) -> Result<(), PortalError> {
        self.0.write(MANIFEST, Purpose::Export, manifest)?;
        failpoint::pass("export.manifest-kept");
        Ok(self.0.remove(MARK, Purpose::Export.name())?)
    }
}

/// Name of the n-th batch, from 1.
pub(super) fn batch_name(number: usize) -> String {
    format!("{BATCH}{number:04}.json")
}

fn mark_of(gateway: &Fingerprint) -> String {
    format!("{{\"nopho_export_of\":\"{gateway}\"}}\n")
}

fn check(folder: &Folder, mark: &str) -> Result<(), ExportError> {
    let names = folder.list("").map_err(PortalError::from)?;
    if names.is_empty() {
        return Ok(());
    }
    let found = folder.read(MARK).map_err(PortalError::from)?;
    let is_ours = found.as_deref() == Some(mark.as_bytes());
    let is_known =
        |name: &String| [FILES, MANIFEST, MARK].contains(&name.as_str()) || is_batch(name);
    match (folder.has(MANIFEST), is_ours && names.iter().all(is_known)) {
        (true, _) => Err(ExportError::FolderUsed),
        (false, true) => Ok(()),
        (false, false) => Err(ExportError::FolderNotEmpty),
    }
}

fn is_batch(name: &str) -> bool {
    let number = name.strip_prefix(BATCH).and_then(|rest| rest.strip_suffix(".json"));
    number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
}

/// Clears away what an export that was cut off has left.
fn clear(folder: &Folder) -> Result<(), files::FileError> {
    folder.sweep("")?;
    folder.sweep(FILES)?;
    let batches = folder.list("")?.into_iter().filter(|name| is_batch(name));
    for name in batches.chain(folder.list(FILES)?) {
        folder.remove(&name, Purpose::Export.name())?;
    }
    Ok(())
}
