//! What stands at the head of the papers.

use desk::letterhead;

use super::Nothing;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::Letterhead;

pub(crate) fn get(host: &Host, _: Nothing) -> Result<Letterhead, UiError> {
    host.with_desk(|desk, _| Ok(letterhead::get(desk)?.into()))
}

pub(crate) fn set(host: &Host, typed: Letterhead) -> Result<Letterhead, UiError> {
    host.with_desk(|desk, _| Ok(letterhead::keep(desk, typed.into())?.into()))
}
