//! The packages of the catalogue at this desk.

use desk::{catalogues, dossiers};
use serde::Deserialize;

use super::Nothing;
use crate::error::UiError;
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
    dossier: String,
}

pub(crate) fn move_on(host: &Host, words: &Words, args: MoveOn) -> Result<FormView, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        catalogues::move_on(desk, actor, dossier)?;
        Ok(form_view(desk, words, desk::forms::open(desk, actor, dossier)?))
    })
}
