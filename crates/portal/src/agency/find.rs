//! Finds a dossier by whatever somebody reads off a paper or a list.

use domain::ids::DossierId;
use domain::provisional_code::{OfficialCode, ProvisionalCode};

use super::fault::AgencyError;
use crate::error::PortalError;
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
    let found = by_code(view, named)?;
    match found.as_slice() {
        [] => Err(AgencyError::NoSuchDossier),
        [one] => Ok(one.clone()),
        several => Err(AgencyError::SeveralDossiers {
            dossiers: several.iter().map(|row| row.dossier).collect(),
        }),
    }
}

/// The dossiers that go by what was typed. Nobody but the agency gives official codes, so one of
/// them is believed before anything that a desk wrote.
fn by_code(view: &View<'_>, named: &str) -> Result<Vec<DossierRow>, PortalError> {
    if let Ok(official) = OfficialCode::parse(named) {
        let found = dossiers::by_code(view, official.as_str())?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    match ProvisionalCode::parse(named) {
        Ok(provisional) => dossiers::by_provisional_code(view, provisional.as_str()),
        Err(_) => Ok(Vec::new()),
    }
}
