//! The result files that the agency gave: sealed to the dossier's own identity as its papers are.

use std::io::Read;
use std::path::Path;

use courier::{Unfetched, Wanted};
use domain::actor::Actor;
use domain::ids::DossierId;
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use link::ports::Here;
use machine::failpoint;
use seal::hash::hash;
use serde_json::json;
use store::dossiers::{self, DossierRow};
use store::results::{self, ResultRow};
use store::{StoreError, View};

use crate::arriving::{self, Arriving};
use crate::dossiers::{case, identity_of};
use crate::error::DeskError;
use crate::journal::Entry;
use crate::sealed_files;
use crate::session::Desk;

/// Largest result file that a desk takes, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What is here of a result file: how much came before the line broke, or all of it.
pub(crate) fn here(desk: &Desk, wanted: &Wanted) -> Result<Here, DeskError> {
    let _no_other = desk.arriving();
    let sha256 = &wanted.line.sha256;
    let is_it = |row: &ResultRow| row.file.is_some() && row.digest.sha256 == *sha256;
    if of(desk, wanted.dossier)?.iter().any(is_it) {
        return Ok(Here::Whole);
    }
    let Some(row) = waiting(desk, wanted)? else { return Ok(Here::First(0)) };
    Ok(Here::First(Arriving::found(desk, identity_of(&row)?, sha256)?.size()))
}

/// Throws away what came of a result file before the line broke.
pub(crate) fn begin_anew(desk: &Desk, wanted: &Wanted) -> Result<(), DeskError> {
    if let Some(row) = waiting(desk, wanted)? {
        let _no_other = desk.arriving();
        arriving::forget(desk, identity_of(&row)?, &wanted.line.sha256);
    }
    Ok(())
}

/// What became of the bytes of a result file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Came {
    /// They are kept.
    Kept,
    /// Nobody waits for them: an event that comes twice promises a file twice.
    Unawaited,
    /// They are not those that were promised, and nothing of them is left.
    Other,
}

/// Keeps a result file whose size and hash are those that were promised; `bytes` come after the first
/// `from`, which are here. Of a file that breaks off the beginning is kept for the next try.
///
/// # Errors
/// `ResultTooLarge` when it is longer than any that is taken, `ResultBrokenOff` when the bytes end too
/// early, or others are here than those `from`, `Store(Full)` when so little room is left that it has
/// to be kept for deleting.
pub(crate) fn keep(
    desk: &Desk,
    actor: Actor,
    wanted: &Wanted,
    from: u64,
    bytes: &mut dyn Read,
) -> Result<Came, DeskError> {
    let Some(row) = waiting(desk, wanted)? else { return Ok(Came::Unawaited) };
    desk.store.hold_reserve()?;
    let (dossier, line, identity) = (wanted.dossier, &wanted.line, identity_of(&row)?);
    if line.size > LARGEST {
        return Err(DeskError::ResultTooLarge);
    }
    let _no_other = desk.arriving();
    let mut coming = match from {
        0 => Arriving::anew(desk, identity, &line.sha256),
        _ => Arriving::found(desk, identity, &line.sha256)?,
    };
    if coming.size() != from {
        return Err(DeskError::ResultBrokenOff);
    }
    coming.take_in(bytes, line.size).map_err(|_| DeskError::ResultBrokenOff)?;
    if coming.size() != line.size || hash(coming.plain()) != line.sha256 {
        coming.forget();
        return Ok(Came::Other);
    }
    let keep =
        |coming: &Arriving<'_>| sealed_files::keep(desk, &row.folder, identity, coming.plain());
    let (file, _) = match keep(&coming) {
        // Its own pieces may be what fills the disk, and all of them are here.
        Err(_) if coming.makes_room() => keep(&coming)?,
        kept => kept?,
    };
    failpoint::pass("result.file-kept");

    desk.store.act("keep a result file", |tx| {
        results::kept(tx, dossier, &line.sha256, &file)?;
        let stamp = desk.stamp(tx, actor)?;
        let detail = json!({ "sha256": line.sha256 });
        let entry = Entry { detail, ..Entry::about("result.kept", dossier) };
        Ok::<_, DeskError>(desk.enter(tx, &stamp, entry)?)
    })?;
    failpoint::pass("result.done");
    arriving::forget(desk, identity, &line.sha256);
    Ok(Came::Kept)
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

/// The result files of a dossier, in the order in which the agency gave them.
pub fn of(desk: &Desk, dossier: DossierId) -> Result<Vec<ResultRow>, DeskError> {
    let rows: Result<_, StoreError> = desk.store.look(|view| results::of(view, dossier));
    Ok(rows?)
}

/// A result file that cannot be had, although the gateway was reached.
#[derive(Debug, Clone)]
pub struct MissingResult {
    /// The dossier.
    pub dossier: DossierId,
    /// The code on the resident's paper.
    pub code: ProvisionalCode,
    /// The agency's code for the dossier, if it named one.
    pub official_code: Option<String>,
    /// File name, as the agency gave it.
    pub name: Line,
    /// Why.
    pub why: Unfetched,
}

/// Those of the files that are wanted which do not come by themselves as soon as the road is good.
pub(crate) fn missing(
    desk: &Desk,
    wanted: &[(Wanted, Option<Unfetched>)],
) -> Result<Vec<MissingResult>, DeskError> {
    let told = wanted.iter().filter_map(|(wanted, why)| Some((wanted, why.as_ref()?)));
    let lasting = told.filter(|(_, why)| !matches!(why, Unfetched::Road(_)));
    desk.store.look(|view| {
        let found = lasting.map(|(wanted, why)| missing_one(view, wanted, why));
        Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    })
}

fn missing_one(
    view: &View<'_>,
    wanted: &Wanted,
    why: &Unfetched,
) -> Result<Option<MissingResult>, DeskError> {
    let Some(row) = dossiers::get(view, wanted.dossier)? else { return Ok(None) };
    Ok(Some(MissingResult {
        dossier: wanted.dossier,
        code: row.provisional_code,
        official_code: case(view, wanted.dossier)?.official_code,
        name: wanted.line.name.clone(),
        why: why.clone(),
    }))
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
