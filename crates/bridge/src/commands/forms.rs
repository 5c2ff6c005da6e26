//! The form as it is typed: opened, saved and looked at.

use desk::{dossiers, forms};
use serde::Deserialize;
use serde_json::Value;

use super::Which;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::FormView;
use crate::shaped;
use crate::words::Words;

pub(crate) fn open(host: &Host, words: &Words, args: Which) -> Result<FormView, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        Ok(shaped::form_view(desk, words, forms::open(desk, actor, dossier)?))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Typed {
    dossier: String,
    edition: u32,
    form: Value,
}

pub(crate) fn save(host: &Host, words: &Words, args: Typed) -> Result<FormView, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let open = forms::save(desk, actor, dossier, args.edition, args.form)?;
        Ok(shaped::form_view(desk, words, open))
    })
}
