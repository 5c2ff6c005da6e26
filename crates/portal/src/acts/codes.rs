//! What the people who run the gateway do about desks.

use domain::moment::Millis;
use seal::EnrolmentCode;

use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::policy::CODE_LIFE_MS;
use crate::store::desks::DeskRow;
use crate::store::{codes, desks, gateway_row};

/// A code that was just made, and until when it can be used.
#[derive(Debug)]
pub struct NewCode {
    /// The code, to be read out to the desk once.
    pub code: EnrolmentCode,
    /// From when on it is too old.
    pub expires: Millis,
}

/// Makes a code with which one desk can enrol.
pub fn make(gateway: &Gateway, made_for: &str) -> Result<NewCode, PortalError> {
    let (random, at) = (gateway.world.bytes()?, gateway.now());
    let expires = at.plus(CODE_LIFE_MS);
    gateway.store.act("make an enrolment code", |tx| {
        let code = EnrolmentCode::new(&gateway_row::get(&tx.view())?.root, &random);
        codes::insert(tx, &code, made_for, at, expires)?;
        Ok(NewCode { code, expires })
    })
}

/// Every desk that enrolled.
pub fn desks(gateway: &Gateway) -> Result<Vec<DeskRow>, PortalError> {
    gateway.store.look(desks::all)
}

/// Withdraws a desk's right to send; it is named by its id, its prefix or its name.
///
/// # Errors
/// `NoSuchDesk`, `DeskAmbiguous`.
pub fn revoke(gateway: &Gateway, named: &str) -> Result<DeskRow, PortalError> {
    let at = gateway.now();
    gateway.store.act("withdraw a desk's right to send", |tx| {
        let desk = named_desk(desks::all(&tx.view())?, named)?;
        if desk.revoked.is_none() {
            desks::revoke(tx, desk.desk, at)?;
        }
        Ok(DeskRow { revoked: desk.revoked.or(Some(at)), ..desk })
    })
}

fn named_desk(desks: Vec<DeskRow>, named: &str) -> Result<DeskRow, PortalError> {
    let is_meant = |desk: &DeskRow| {
        desk.desk.to_string() == named || desk.prefix == named || desk.name.as_str() == named
    };
    let mut meant = desks.into_iter().filter(is_meant);
    match (meant.next(), meant.next()) {
        (Some(desk), None) => Ok(desk),
        (None, _) => Err(PortalError::NoSuchDesk),
        (Some(_), Some(_)) => Err(PortalError::DeskAmbiguous),
    }
}
