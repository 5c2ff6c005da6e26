//! Finds a dossier by whatever somebody reads off a paper or a list.

use domain::ids::DossierId;
use domain::provisional_code::{OfficialCode, ProvisionalCode};

use super::fault::AgencyError;
use crate::store::dossiers::DossierRow;
use crate::store::{View, dossiers};

/// The dossier of this id, this provisional code, however it is typed, or this official code.
///
/// # Errors
/// `NoSuchDossier`, `SeveralDossiers`.
pub fn the_one(view: &View<'_>, named: &str) -> Result<DossierRow, AgencyError> {
    if let Ok(id) = named.parse::<DossierId>() {
        return dossiers::get(view, id)?.ok_or(AgencyError::NoSuchDossier);
    }
    let mut found = Vec::new();
    for code in codes(named) {
        found.extend(dossiers::by_code(view, &code)?);
    }
    match found.as_slice() {
        [] => Err(AgencyError::NoSuchDossier),
        [one] => Ok(one.clone()),
        several => Err(AgencyError::SeveralDossiers {
            dossiers: several.iter().map(|row| row.dossier).collect(),
        }),
    }
}

/// What was typed, in the form in which codes are kept. A code is provisional or official, never
/// both: only official ones have a dot.
fn codes(named: &str) -> Vec<String> {
    let provisional = ProvisionalCode::parse(named).ok().map(String::from);
    let official = OfficialCode::parse(named).ok().map(String::from);
    provisional.into_iter().chain(official).collect()
}
