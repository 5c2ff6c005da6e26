//! Keeps the result files that the agency gives back: sealed and on the disk before their row.

use std::collections::BTreeSet;
use std::io::Write;

use domain::ids::DossierId;
use domain::moment::Millis;
use files::{Doing as _, Holder, Lock, Purpose, SyncPoint};
use machine::failpoint;
use wire::event::ResultLine;

use super::paper::Paper;
use crate::error::PortalError;
use crate::gateway::{Gateway, RESULTS};
use crate::sealed::SealedFile;
use crate::store::results::ResultRow;
use crate::store::{Tx, results};

/// Folder of the lock of whoever keeps results.
const TURNS: &str = "turns";

/// The turn of the one command that keeps results: only so can it tell what a killed one has left
/// from what another one is about to keep.
pub(crate) struct Turn<'g> {
    gateway: &'g Gateway,
    _lock: Lock,
}

impl<'g> Turn<'g> {
    /// Takes the turn, and clears away what a killed process left of results that it never kept.
    ///
    /// # Errors
    /// `Held` when another command has it.
    pub(crate) fn take(gateway: &'g Gateway, program: &str) -> Result<Self, PortalError> {
        gateway.folder.create_folder(TURNS, SyncPoint::ResultName)?;
        let holder = Holder {
            program: program.to_owned(),
            pid: std::process::id(),
            since_ms: gateway.now().get(),
        };
        let lock = Lock::take(&gateway.folder.path(TURNS), &holder)?;
        sweep(gateway)?;
        Ok(Self { gateway, _lock: lock })
    }

    /// Seals a result to the disk; it counts from the moment at which its row is written.
    pub(crate) fn stage(
        &self,
        dossier: DossierId,
        paper: &Paper,
        at: Millis,
    ) -> Result<ResultRow, PortalError> {
        let mut file = SealedFile::begin(self.gateway, RESULTS, Purpose::Result)?;
        file.write_all(&paper.bytes).doing("write a result")?;
        let (file, digest) = file.keep()?;
        failpoint::pass("result.file-kept");
        Ok(ResultRow {
            dossier,
            sha256: paper.sha256,
            name: paper.name.clone(),
            media: paper.media.to_owned(),
            size: digest.size,
            file,
            kept: at,
        })
    }
}

/// Writes the row of a result that was staged; gives the line by which desks fetch it.
pub(crate) fn keep(tx: &Tx<'_>, staged: &ResultRow) -> Result<ResultLine, PortalError> {
    results::insert(tx, staged)?;
    failpoint::pass("result.row-written");
    Ok(line(staged))
}

fn sweep(gateway: &Gateway) -> Result<(), PortalError> {
    gateway.folder.sweep(RESULTS)?;
    let kept = gateway.store.look(results::named)?;
    let kept: BTreeSet<_> = kept.into_iter().map(|named| named.file).collect();
    for name in gateway.folder.list(RESULTS)?.iter().filter(|name| !kept.contains(*name)) {
        gateway.folder.remove(name, SyncPoint::ResultName)?;
    }
    Ok(())
}

pub(crate) fn line(row: &ResultRow) -> ResultLine {
    ResultLine {
        name: row.name.clone(),
        media: row.media.clone(),
        size: row.size,
        sha256: row.sha256,
    }
}
