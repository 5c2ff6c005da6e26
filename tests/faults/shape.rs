//! What a desk holds, whatever luck has called it.

use domain::kinds::{CaseState, ParcelKind, ParcelState};
use seal::Fingerprint;
use seal::hash::Sha256;
use serde_json::Value;

use crate::survey::{DossierThere, Survey};

/// A dossier without the ids and codes that luck gave it.
#[derive(Debug, PartialEq)]
pub struct Shape<'s> {
    state: CaseState,
    draft: Option<(&'s Value, bool)>,
    pages: Vec<Sha256>,
    /// Each revision's number, and whether it has a parent.
    revisions: Vec<(u32, bool)>,
    parcels: Vec<(ParcelKind, ParcelState)>,
    receipts: usize,
    events: &'s [(u64, String)],
    results: &'s [(Sha256, bool)],
}

impl Survey {
    /// What is there, whatever it is called.
    pub fn shape(&self) -> (bool, Option<Fingerprint>, Vec<Shape<'_>>) {
        (self.card_confirmed, self.gateway, self.dossiers.iter().map(DossierThere::shape).collect())
    }
}

impl DossierThere {
    fn shape(&self) -> Shape<'_> {
        let revisions = self.revisions.iter().map(|(_, n, parent, _)| (*n, parent.is_some()));
        Shape {
            state: self.state,
            draft: self.draft.as_ref().map(|(_, form, discarded)| (form, *discarded)),
            pages: self.pages.iter().map(|(_, hash)| *hash).collect(),
            revisions: revisions.collect(),
            parcels: self.parcels.iter().map(|(kind, state, _)| (*kind, *state)).collect(),
            receipts: self.receipts.len(),
            events: &self.events,
            results: &self.results,
        }
    }
}
