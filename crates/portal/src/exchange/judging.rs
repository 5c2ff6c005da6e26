//! Holds what an import says against what is known. Changes nothing.

use std::collections::BTreeMap;

use domain::ids::DossierId;
use domain::provisional_code::OfficialCode;

use super::fault::{ImportError, LineFault};
use super::line::{self, Name};
use super::reading::{Read, Seen, all_or_faults};
use crate::agency::advance::{check_free, check_whole};
use crate::agency::fault::AgencyError;
use crate::agency::find;
use crate::error::PortalError;
use crate::store::dossiers::{DossierRow, Standing};
use crate::store::{View, results};

/// What a record means for its dossier.
pub(super) struct Judged<'r> {
    /// The record.
    pub(super) read: &'r Read,
    /// The dossier as it stands.
    pub(super) row: DossierRow,
    /// Where it stands by the record.
    pub(super) after: Standing,
    /// Results that are not here yet.
    pub(super) fresh: Vec<&'r Seen>,
}

impl Judged<'_> {
    /// Whether the record says anything new.
    pub(super) fn is_news(&self) -> bool {
        self.after != self.row.standing || !self.fresh.is_empty()
    }
}

/// Which record was the first to speak of something.
#[derive(Default)]
struct Spoken {
    dossiers: BTreeMap<DossierId, usize>,
    codes: BTreeMap<OfficialCode, DossierId>,
}

/// Why a record was not judged right.
enum Trouble {
    Line(LineFault),
    Failed(PortalError),
}

impl From<LineFault> for Trouble {
    fn from(fault: LineFault) -> Self {
        Self::Line(fault)
    }
}

impl From<PortalError> for Trouble {
    fn from(failure: PortalError) -> Self {
        Self::Failed(failure)
    }
}

impl From<AgencyError> for Trouble {
    fn from(error: AgencyError) -> Self {
        match error {
            AgencyError::NoSuchDossier => LineFault::NoSuchDossier.into(),
            AgencyError::SeveralDossiers { .. } => LineFault::SeveralDossiers.into(),
            AgencyError::NotDelivered => LineFault::NotDelivered.into(),
            AgencyError::CodeTaken { .. } => LineFault::CodeTaken.into(),
            // Neither a move nor a paper is judged on this way.
            AgencyError::Move(_) | AgencyError::Paper(_) => LineFault::Closed.into(),
            AgencyError::Failed(failure) => failure.into(),
        }
    }
}

/// Judges all records, or names every one that cannot be taken.
pub(super) fn judge_all<'r>(
    view: &View<'_>,
    reads: &'r [Read],
) -> Result<Vec<Judged<'r>>, ImportError> {
    let (mut spoken, mut all) = (Spoken::default(), Vec::new());
    for read in reads {
        let judged = match judge(view, read, &mut spoken) {
            Ok(judged) => Ok(judged),
            Err(Trouble::Line(fault)) => Err(fault),
            Err(Trouble::Failed(failure)) => return Err(failure.into()),
        };
        all.push((read.number, judged));
    }
    all_or_faults(all.into_iter())
}

fn judge<'r>(view: &View<'_>, read: &'r Read, spoken: &mut Spoken) -> Result<Judged<'r>, Trouble> {
    let row = match &read.line.name {
        Name::Dossier(id) => find::the_one(view, &id.to_string())?,
        Name::Code(code) => find::the_one(view, code)?,
    };
    if let Some(first) = spoken.dossiers.insert(row.dossier, read.number) {
        return Err(LineFault::Twice { first }.into());
    }
    check_whole(view, row.dossier)?;
    let after = line::standing_after(&row.standing, &read.line)?;
    if let Some(code) = &after.official_code {
        check_free(view, code, row.dossier)?;
        if spoken.codes.insert(code.clone(), row.dossier).is_some() {
            return Err(LineFault::CodeTaken.into());
        }
    }
    let mut fresh: Vec<&Seen> = Vec::new();
    for seen in &read.papers {
        let is_here = results::get(view, row.dossier, &seen.sha256)?.is_some();
        if !is_here && fresh.iter().all(|other| other.sha256 != seen.sha256) {
            fresh.push(seen);
        }
    }
    if row.standing.is_closed() && !fresh.is_empty() {
        return Err(LineFault::Closed.into());
    }
    Ok(Judged { read, row, after, fresh })
}
