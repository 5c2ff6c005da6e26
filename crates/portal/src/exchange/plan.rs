//! What an export will hold: read in one consistent state of the store, written afterwards.

use std::collections::BTreeMap;

use domain::ids::{DossierId, SubmissionId};
use seal::Sha256;
use serde_json::Value;
use wire::event::Event;
use wire::keys::KeyRing;

use super::cursor::Cursor;
use super::fault::ExportError;
use super::record::{self, Known};
use crate::agency::show::own_keys;
use crate::error::PortalError;
use crate::store::parts::PartRow;
use crate::store::revisions::RevisionRow;
use crate::store::{
    View, arrivals, dossiers, events, gateway_row, parts, results, revisions, withdrawals,
};

/// What an export will hold.
pub(super) struct Plan {
    /// Where the next export begins.
    pub(super) next: Cursor,
    /// One record for each dossier.
    pub(super) records: Vec<Value>,
    /// The files beside them, by their paths in the folder.
    pub(super) files: BTreeMap<String, Source>,
}

/// Where the bytes of a file come from.
pub(super) struct Source {
    /// SHA-256 of the bytes.
    pub(super) sha256: Sha256,
    /// The bytes.
    pub(super) from: From,
}

/// Where bytes are.
pub(super) enum From {
    /// In this sealed file of the data folder.
    Sealed(String),
    /// Here.
    Memory(Vec<u8>),
}

/// Plans an export of what has arrived since.
pub(super) fn make(view: &View<'_>, since: Cursor) -> Result<Plan, ExportError> {
    let era = gateway_row::get(view)?.era;
    if since.era.is_some_and(|wanted| wanted != era) {
        return Err(ExportError::OtherEra { era });
    }
    let newest = arrivals::newest(view)?;
    if since.place.event > newest.event || since.place.withdrawal > newest.withdrawal {
        return Err(ExportError::FarCursor);
    }
    let keys = own_keys(view)?;
    let next = Cursor { era: Some(era), place: newest };
    let mut plan = Plan { next, records: Vec::new(), files: BTreeMap::new() };
    for dossier in arrivals::since(view, since.place)? {
        plan.add(view, dossier, since, keys.as_ref())?;
    }
    Ok(plan)
}

impl Plan {
    fn add(
        &mut self,
        view: &View<'_>,
        dossier: DossierId,
        since: Cursor,
        keys: Option<&KeyRing>,
    ) -> Result<(), PortalError> {
        let row = dossiers::get(view, dossier)?;
        let row = row.ok_or(PortalError::Row { table: "dossiers", what: "dossier_id" })?;
        let mut whole = revisions::of(view, dossier)?;
        whole.retain(|revision| revision.delivered.is_some());
        let Some(newest) = whole.last() else { return Ok(()) };
        let form = form_of(view, newest.submission)?;
        let given = results::of(view, dossier)?;
        let papers = self.add_papers(view, &whole, since)?;
        let told = events::of(view, dossier)?.into_iter();
        let told: Vec<_> =
            told.filter_map(|event| Event::verify(&event.statement, keys?).ok()).collect();
        self.records.push(record::write(&Known {
            dossier: &row,
            revisions: &whole,
            form: serde_json::from_slice(&form).ok().as_ref(),
            parts: &papers,
            events: &told,
            withdrawals: &withdrawals::of(view, dossier)?,
            results: &given,
        }));
        for result in &given {
            self.add_file(&result.sha256, &result.media, From::Sealed(result.file.clone()));
        }
        Ok(())
    }

    /// Adds the papers of the newest revision and of every other one that has arrived since: it may
    /// have come after its successor. Equal papers are listed once.
    fn add_papers(
        &mut self,
        view: &View<'_>,
        whole: &[RevisionRow],
        since: Cursor,
    ) -> Result<Vec<PartRow>, PortalError> {
        let mut papers: Vec<PartRow> = Vec::new();
        let arrived = |row: &RevisionRow| row.arrival.is_some_and(|n| n > since.place.event);
        let newest = whole.last().map(|row| row.submission);
        let handed_on = |row: &&RevisionRow| Some(row.submission) == newest || arrived(row);
        for revision in whole.iter().rev().filter(handed_on) {
            let form = form_of(view, revision.submission)?;
            for part in parts::of(view, revision.submission)? {
                self.add_file(&part.sha256, &part.media, source_of(&part, &form)?);
                let is_listed =
                    |one: &PartRow| (one.sha256, &one.component) == (part.sha256, &part.component);
                if Some(revision.submission) == newest || !papers.iter().any(is_listed) {
                    papers.push(part);
                }
            }
        }
        Ok(papers)
    }

    fn add_file(&mut self, sha256: &Sha256, media: &str, from: From) {
        let source = Source { sha256: *sha256, from };
        self.files.insert(record::path_of(sha256, media), source);
    }
}

fn form_of(view: &View<'_>, submission: SubmissionId) -> Result<Vec<u8>, PortalError> {
    Ok(revisions::frozen(view, submission)?.map(|frozen| frozen.form).unwrap_or_default())
}

/// The form lies in the store, papers lie beside it.
fn source_of(part: &PartRow, form: &[u8]) -> Result<From, PortalError> {
    match &part.file {
        Some(file) => Ok(From::Sealed(file.clone())),
        None if part.number == 0 => Ok(From::Memory(form.to_vec())),
        None => Err(PortalError::Row { table: "parts", what: "file" }),
    }
}
