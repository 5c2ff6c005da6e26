//! A look at the whole desk: keys, database, journal, every sealed file, clock.
//!
//! It reads everything and repairs nothing but what a killed process left half written.

use domain::kinds::CaseState;
use domain::moment::{ClockReading, Millis};
use seal::hash::Digest;
use store::dossiers::{self, DossierRow};
use store::journal::{self, Walk};
use store::{StoreError, cases, pages, revisions};

use crate::dossiers::identity_of;
use crate::error::DeskError;
use crate::sealed_files::{self, DOSSIERS};
use crate::session::Desk;

/// What was found.
pub struct Findings {
    /// Key slots, each as its kind's word.
    pub slots: Vec<String>,
    /// Whether somebody has typed back what the recovery card says.
    pub recovery_confirmed: bool,
    /// Whether one of the two copies of the keys was damaged and has been written again.
    pub keys_mended: bool,
    /// What is wrong with the database; empty when nothing is.
    pub database: Vec<String>,
    /// The walk along the journal's chain.
    pub journal: Walk,
    /// How many sealed files were read and found right.
    pub files_right: usize,
    /// Sealed files that are missing or damaged, from the data folder.
    pub files_damaged: Vec<String>,
    /// Half-written files that were swept away.
    pub files_swept: usize,
    /// What the clocks say.
    pub clock: ClockReading,
    /// The latest moment that this desk had seen before.
    pub latest_clock: Millis,
    /// How many dossiers stand in each state.
    pub dossiers: Vec<(CaseState, u32)>,
}

impl Findings {
    /// Whether nothing needs a person.
    pub fn is_well(&self) -> bool {
        self.database.is_empty()
            && self.files_damaged.is_empty()
            && self.journal.broken_at.is_none()
    }
}

/// Examines the desk. Reads every page of the database and every sealed file.
pub fn examine(desk: &Desk) -> Result<Findings, DeskError> {
    let (journal, cases) = desk.store.look(|view| {
        Ok::<_, StoreError>((journal::walk(view, &desk.journal_key)?, cases::counts(view)?))
    })?;
    let files_swept = sweep(desk)?;
    let (files_right, files_damaged) = read_all_files(desk)?;
    Ok(Findings {
        slots: desk.keys().slots().iter().map(|slot| slot.kind().name().to_owned()).collect(),
        recovery_confirmed: desk.keys().recovery_confirmed(),
        keys_mended: desk.keys_were_mended(),
        database: desk.store.check()?,
        journal,
        files_right,
        files_damaged,
        files_swept,
        clock: desk.reading(),
        latest_clock: desk.row().latest_clock,
        dossiers: cases,
    })
}

fn sweep(desk: &Desk) -> Result<usize, DeskError> {
    let mut swept = 0;
    for folder in desk.folder().list(DOSSIERS)? {
        swept += desk.folder().sweep(&folder)?;
    }
    Ok(swept)
}

fn read_all_files(desk: &Desk) -> Result<(usize, Vec<String>), DeskError> {
    let (mut right, mut damaged) = (0, Vec::new());
    for dossier in desk.store.look(dossiers::ids)? {
        let (row, files) = desk.store.look(|view| {
            let row = dossiers::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
            let files = files_of(view, &row)?;
            Ok::<_, DeskError>((row, files))
        })?;
        for (name, digest) in files {
            match sealed_files::digest_of(desk.folder(), &name, identity_of(&row)?) {
                Ok(found) if found == digest => right += 1,
                Ok(_) | Err(_) => damaged.push(name),
            }
        }
    }
    Ok((right, damaged))
}

/// Every sealed file that the database names for a dossier, once, with what it must hold.
fn files_of(view: &store::View<'_>, row: &DossierRow) -> Result<Vec<(String, Digest)>, StoreError> {
    let pages = pages::of(view, row.dossier)?;
    let mut files: Vec<_> = pages.into_iter().map(|page| (page.file, page.digest)).collect();
    for revision in revisions::of(view, row.dossier)? {
        let size = revision.manifest.len() as u64;
        files.push((revision.manifest_file, Digest { sha256: revision.manifest_hash, size }));
        let parts = revisions::parts(view, revision.submission)?;
        files.extend(parts.into_iter().map(|part| (part.file, part.digest)));
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files.dedup_by(|a, b| a.0 == b.0);
    Ok(files)
}
