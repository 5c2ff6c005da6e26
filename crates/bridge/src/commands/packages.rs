//! The packages of the catalogue at this desk.

use desk::catalogues;
use domain::ids::DossierId;
use serde::Deserialize;

use super::Nothing;
use crate::error::{Kind, UiError};
use crate::host::Host;
use crate::reply::{FormView, Packages};
use crate::shaped::form_view;
use crate::words::Words;

pub(crate) fn list(host: &Host, words: &Words, _: Nothing) -> Result<Packages, UiError> {
    host.packages(words)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choose {
    hash: Option<String>,
}

pub(crate) fn choose(host: &Host, words: &Words, args: Choose) -> Result<Packages, UiError> {
    host.choose_package(words, args.hash.as_deref())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoveOn {
    dossier_id: String,
}

pub(crate) fn move_on(host: &Host, words: &Words, args: MoveOn) -> Result<FormView, UiError> {
    host.with_desk(|desk, actor| {
        let unknown = || UiError::new(Kind::Input, "no-such-dossier");
        let dossier: DossierId = args.dossier_id.parse().map_err(|_| unknown())?;
        catalogues::move_on(desk, actor, dossier)?;
        Ok(form_view(desk, words, desk::forms::open(desk, actor, dossier)?))
    })
}
