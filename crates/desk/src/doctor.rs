//! A look at the whole desk: keys, database, journal, every sealed file, clock.
//!
//! It goes on where something is damaged and says so; it repairs only what cannot be a loss: it
//! sweeps half-written files and writes a missing copy of a dossier's identity again.

use domain::ids::{DossierId, SubmissionId};
use domain::kinds::CaseState;
use domain::moment::{ClockReading, Millis};
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use seal::hash::Digest;
use store::dossiers::{self, DossierRow};
use store::journal::{self, Walk};
use store::revisions::PartRow;
use store::{StoreError, View, cases, pages, results, revisions};

use crate::error::DeskError;
use crate::gateway;
use crate::handout;
use crate::sealed_files;
use crate::session::{Desk, KeyCopies};

/// What was found.
pub struct Findings {
    /// Key slots, each as its kind's word.
    pub slots: Vec<String>,
    /// Whether somebody has typed back what the recovery card says.
    pub recovery_confirmed: bool,
    /// How many copies of the keys were whole.
    pub key_copies: KeyCopies,
    /// What is wrong with the database; empty when nothing is.
    pub database: Vec<String>,
    /// The walk along the journal's chain; `None` when it could not be read.
    pub journal: Option<Walk>,
    /// How many sealed files were read and found right.
    pub files_right: usize,
    /// Sealed files that are missing or damaged.
    pub files_damaged: Vec<DamagedFile>,
    /// Copies of identities that were missing or damaged and have been written again.
    pub identities_mended: usize,
    /// Half-written files that were swept away.
    pub files_swept: usize,
    /// Papers in the hand-out folder that another program does not let go.
    pub papers_left: usize,
    /// What the clocks say.
    pub clock: ClockReading,
    /// The latest moment that this desk had seen before.
    pub latest_clock: Millis,
    /// Milliseconds to add to the clock, where it is off by more than five minutes.
    pub clock_off_ms: Option<i64>,
    /// How many dossiers stand in each state.
    pub dossiers: Vec<(CaseState, u32)>,
}

/// A sealed file that does not hold what it must.
#[derive(Debug)]
pub struct DamagedFile {
    /// Its name, from the data folder.
    pub file: String,
    /// The code on the paper of the dossier that it belongs to.
    pub code: ProvisionalCode,
    /// The paper that it holds; `None` for a form or a manifest.
    pub paper: Option<Line>,
}

/// A sealed file and what it must hold.
struct Expected {
    file: String,
    digest: Digest,
    paper: Option<Line>,
}

/// What the walk over the files found.
#[derive(Default)]
struct Files {
    right: usize,
    damaged: Vec<DamagedFile>,
    identities_mended: usize,
    unread: Vec<String>,
}

impl Findings {
    /// Whether nothing needs a person.
    pub fn is_well(&self) -> bool {
        self.database.is_empty()
            && self.files_damaged.is_empty()
            && self.journal.as_ref().is_some_and(|walk| walk.broken_at.is_none())
    }
}

/// Examines the desk. Reads every page of the database and every sealed file.
pub fn examine(desk: &Desk) -> Result<Findings, DeskError> {
    let mut database = wrong_with(desk.store.check());
    let journal = desk.store.look(|view| journal::walk(view, &desk.journal_key));
    let dossiers = desk.store.look(cases::counts);
    let files = examine_files(desk);
    database.extend(journal.as_ref().err().map(ToString::to_string));
    database.extend(dossiers.as_ref().err().map(ToString::to_string));
    database.extend(files.unread);
    let keys = desk.keys();
    Ok(Findings {
        slots: keys.slots().iter().map(|slot| slot.kind().name().to_owned()).collect(),
        recovery_confirmed: keys.recovery_confirmed(),
        key_copies: desk.key_copies(),
        database,
        journal: journal.ok(),
        files_right: files.right,
        files_damaged: files.damaged,
        identities_mended: files.identities_mended,
        files_swept: sealed_files::sweep(desk)?,
        papers_left: handout::left_over(desk)?,
        clock: desk.reading(),
        latest_clock: desk.row().latest_clock,
        clock_off_ms: gateway::clock_off(desk),
        dossiers: dossiers.unwrap_or_default(),
    })
}

/// A check that could not be made is a finding, too.
fn wrong_with(check: Result<Vec<String>, StoreError>) -> Vec<String> {
    check.unwrap_or_else(|failure| vec![failure.to_string()])
}

fn examine_files(desk: &Desk) -> Files {
    let mut files = Files::default();
    let dossiers: Result<_, StoreError> = desk.store.look(dossiers::ids);
    for dossier in dossiers.unwrap_or_default() {
        match desk.store.look(|view| expected(view, dossier)) {
            Ok(Some((row, expected))) => examine_dossier(desk, &row, expected, &mut files),
            Ok(None) => {}
            Err(failure) => files.unread.push(failure.to_string()),
        }
    }
    files
}

/// The first paper of a sealed revision whose file is missing or damaged; reads them through.
/// `None` when none is, or only what is no paper: the form.
pub fn damaged_paper(desk: &Desk, submission: SubmissionId) -> Result<Option<Line>, DeskError> {
    let (dossier, parts) = desk.store.look(|view| {
        let revision = revisions::get(view, submission)?.ok_or(DeskError::NoSuchParcel)?;
        let dossier = dossiers::get(view, revision.dossier)?.ok_or(DeskError::NoSuchDossier)?;
        Ok::<_, DeskError>((dossier, revisions::parts(view, submission)?))
    })?;
    let Some(identity) = &dossier.identity else { return Ok(None) };
    let is_damaged = |part: &PartRow| {
        let found = sealed_files::digest_of(desk.folder(), &part.file, identity);
        found.ok() != Some(part.digest)
    };
    let papers = parts.into_iter().filter(|part| part.component.is_some());
    Ok(papers.into_iter().find(is_damaged).map(|part| part.name))
}

fn examine_dossier(desk: &Desk, row: &DossierRow, expected: Vec<Expected>, files: &mut Files) {
    // An erased dossier has no identity, and so nothing that could be read.
    let Some(identity) = &row.identity else { return };
    if !sealed_files::has_identity(desk, &row.folder, identity) {
        let again = sealed_files::begin(desk.folder(), &row.folder, identity, &desk.keepers);
        files.identities_mended += usize::from(again.is_ok());
    }
    for Expected { file, digest, paper } in expected {
        match sealed_files::digest_of(desk.folder(), &file, identity) {
            Ok(found) if found == digest => files.right += 1,
            Ok(_) | Err(_) => {
                let code = row.provisional_code.clone();
                files.damaged.push(DamagedFile { file, code, paper });
            }
        }
    }
}

/// Every sealed file that the database names for a dossier, once.
fn expected(
    view: &View<'_>,
    dossier: DossierId,
) -> Result<Option<(DossierRow, Vec<Expected>)>, StoreError> {
    let Some(row) = dossiers::get(view, dossier)? else { return Ok(None) };
    let mut files = Vec::new();
    for page in pages::of(view, dossier)? {
        files.push(Expected { file: page.file, digest: page.digest, paper: Some(page.name) });
    }
    for revision in revisions::of(view, dossier)? {
        let size = revision.manifest.len() as u64;
        let digest = Digest { sha256: revision.manifest_hash, size };
        files.push(Expected { file: revision.manifest_file, digest, paper: None });
        for part in revisions::parts(view, revision.submission)? {
            let paper = part.component.map(|_| part.name);
            files.push(Expected { file: part.file, digest: part.digest, paper });
        }
    }
    for result in results::of(view, dossier)? {
        let paper = Some(result.name);
        files.extend(result.file.map(|file| Expected { file, digest: result.digest, paper }));
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    files.dedup_by(|a, b| a.file == b.file);
    Ok(Some((row, files)))
}
