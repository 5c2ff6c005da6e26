//! The desk itself.

use ::desk::doctor;

use super::Nothing;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::{Examined, Status};

pub(crate) fn status(host: &Host, _: Nothing) -> Result<Status, UiError> {
    host.with_desk(|desk, actor| Ok(Status::new(desk, actor)))
}

pub(crate) fn examine(host: &Host, _: Nothing) -> Result<Examined, UiError> {
    host.with_desk(|desk, _| Ok(doctor::examine(desk)?.into()))
}
