//! The result files that the agency gave: sealed to the dossier's own identity as its papers are.

use std::io::Read;
use std::path::Path;

use courier::Wanted;
use domain::actor::Actor;
use domain::ids::DossierId;
use machine::failpoint;
use seal::hash::hash;
use serde_json::json;
use store::StoreError;
use store::dossiers::{self, DossierRow};
use store::results::{self, ResultRow};

use crate::dossiers::identity_of;
use crate::error::DeskError;
use crate::journal::Entry;
use crate::sealed_files;
use crate::session::Desk;

/// Largest result file that a desk takes, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Keeps a result file whose size and hash are those that were promised; nothing is kept otherwise.
/// Gives `false` when nobody waits for it: an event that comes twice promises it twice.
///
/// # Errors
/// `OtherResult` when the bytes are others, `ResultBrokenOff` when they end too early, `Store(Full)` when so little room is left that it has to
/// be kept for deleting.
pub(crate) fn keep(
    desk: &Desk,
    actor: Actor,
    wanted: &Wanted,
    bytes: &mut dyn Read,
) -> Result<bool, DeskError> {
    let Some(row) = waiting(desk, wanted)? else { return Ok(false) };
    desk.store.hold_reserve()?;
    let dossier = wanted.dossier;
    let plain = promised_bytes(wanted, bytes)?;
    let (file, _) = sealed_files::keep(desk, &row.folder, identity_of(&row)?, &plain)?;
    failpoint::pass("result.file-kept");

    desk.store.act("keep a result file", |tx| {
        results::kept(tx, dossier, &wanted.line.sha256, &file)?;
        let stamp = desk.stamp(tx, actor)?;
        let detail = json!({ "sha256": wanted.line.sha256 });
        let entry = Entry { detail, ..Entry::about("result.kept", dossier) };
        Ok::<_, DeskError>(desk.enter(tx, &stamp, entry)?)
    })?;
    failpoint::pass("result.done");
    Ok(true)
}

/// The dossier that waits for the file; `None` when the file is here, or the dossier is not.
fn waiting(desk: &Desk, wanted: &Wanted) -> Result<Option<DossierRow>, DeskError> {
    desk.store.look(|view| {
        let promised = results::of(view, wanted.dossier)?;
        let is_waiting =
            |row: &ResultRow| row.file.is_none() && row.digest.sha256 == wanted.line.sha256;
        let row = dossiers::get(view, wanted.dossier)?;
        Ok(row.filter(|_| promised.iter().any(is_waiting)))
    })
}

/// The bytes, if they are those that were promised. They are held in memory until that is sure.
fn promised_bytes(wanted: &Wanted, bytes: &mut dyn Read) -> Result<Vec<u8>, DeskError> {
    let line = &wanted.line;
    if line.size > LARGEST {
        return Err(DeskError::OtherResult);
    }
    let mut plain = Vec::new();
    // One byte more than promised is enough to know better.
    let read = bytes.take(line.size.saturating_add(1)).read_to_end(&mut plain);
    read.map_err(|_| DeskError::ResultBrokenOff)?;
    let is_promised = plain.len() as u64 == line.size && hash(&plain) == line.sha256;
    if is_promised { Ok(plain) } else { Err(DeskError::OtherResult) }
}

/// The result files of a dossier, in the order in which the agency gave them.
pub fn of(desk: &Desk, dossier: DossierId) -> Result<Vec<ResultRow>, DeskError> {
    let rows: Result<_, StoreError> = desk.store.look(|view| results::of(view, dossier));
    Ok(rows?)
}

/// Writes bytes that the clerk takes away to a new file outside the data folder.
///
/// # Errors
/// When the path lies inside the folder, or the file is already there.
pub fn write_outside(desk: &Desk, path: &Path, bytes: &[u8]) -> Result<(), DeskError> {
    Ok(files::write_outside(desk.root(), path, bytes)?)
}

/// The bytes of a result file, proved to be those that the agency gave: the `number`-th, from 1, or
/// the newest.
///
/// # Errors
/// `NoResult` when there is none, `ResultNotFetched` when it still lies at the gateway.
pub fn read(
    desk: &Desk,
    dossier: DossierId,
    number: Option<usize>,
) -> Result<(ResultRow, Vec<u8>), DeskError> {
    let row = desk.store.look(|view| dossiers::get(view, dossier))?;
    let row = row.ok_or(DeskError::NoSuchDossier)?;
    let mut results = of(desk, dossier)?;
    let last = results.len();
    let index = number.unwrap_or(last).checked_sub(1).filter(|index| *index < last);
    let result = results.swap_remove(index.ok_or(DeskError::NoResult)?);
    let file = result.file.as_deref().ok_or(DeskError::ResultNotFetched)?;
    let bytes = sealed_files::read(desk.folder(), file, identity_of(&row)?, &result.digest)?;
    Ok((result, bytes))
}
