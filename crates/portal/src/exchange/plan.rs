//! What an export will hold: read in one consistent state of the store, written afterwards.

use std::collections::BTreeMap;

use domain::ids::DossierId;
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
        plan.add(view, dossier, keys.as_ref())?;
    }
    Ok(plan)
}

impl Plan {
    fn add(
        &mut self,
        view: &View<'_>,
        dossier: DossierId,
        keys: Option<&KeyRing>,
    ) -> Result<(), PortalError> {
        let row = dossiers::get(view, dossier)?;
        let row = row.ok_or(PortalError::Row { table: "dossiers", what: "dossier_id" })?;
        let mut whole = revisions::of(view, dossier)?;
        whole.retain(|revision| revision.delivered.is_some());
        let Some(newest) = whole.last() else { return Ok(()) };
        let frozen = revisions::frozen(view, newest.submission)?;
        let form = frozen.map(|frozen| frozen.form).unwrap_or_default();
        let (papers, given) = (parts::of(view, newest.submission)?, results::of(view, dossier)?);
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
        for part in &papers {
            self.add_file(&part.sha256, &part.media, source_of(part, &form)?);
        }
        for result in &given {
            self.add_file(&result.sha256, &result.media, From::Sealed(result.file.clone()));
        }
        Ok(())
    }

    fn add_file(&mut self, sha256: &Sha256, media: &str, from: From) {
        let source = Source { sha256: *sha256, from };
        self.files.insert(record::path_of(sha256, media), source);
    }
}

/// The form lies in the store, papers lie beside it.
fn source_of(part: &PartRow, form: &[u8]) -> Result<From, PortalError> {
    match &part.file {
        Some(file) => Ok(From::Sealed(file.clone())),
        None if part.number == 0 => Ok(From::Memory(form.to_vec())),
        None => Err(PortalError::Row { table: "parts", what: "file" }),
    }
}
