//! Typing.

use desk::{corrections, dossiers, drafts, forms, pages};
use serde::Deserialize;
use serde_json::Value;

use super::Which;
use super::names::official_name;
use crate::doubles;
use crate::error::{Kind, UiError};
use crate::host::Host;
use crate::reply::{Missing, Saved};

pub(crate) fn reopen(host: &Host, args: Which) -> Result<Saved, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let edition = corrections::reopen(desk, actor, dossier)?;
        Ok(Saved { dossier_id: dossier.to_string(), edition })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Save {
    dossier: String,
    edition: u32,
    form: Value,
}

pub(crate) fn save(host: &Host, args: Save) -> Result<Saved, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let edition = drafts::save(desk, actor, dossier, args.edition, args.form)?;
        Ok(Saved { dossier_id: dossier.to_string(), edition })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replace {
    dossier: String,
    form: Value,
}

pub(crate) fn replace(host: &Host, args: Replace) -> Result<Saved, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let edition = drafts::replace(desk, actor, dossier, args.form)?;
        Ok(Saved { dossier_id: dossier.to_string(), edition })
    })
}

pub(crate) fn discard(host: &Host, args: Which) -> Result<(), UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        Ok(drafts::discard(desk, actor, dossier)?)
    })
}

pub(crate) fn restore(host: &Host, args: Which) -> Result<(), UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        Ok(drafts::restore(desk, actor, dossier)?)
    })
}

pub(crate) fn gaps(host: &Host, args: Which) -> Result<Missing, UiError> {
    host.with_desk(|desk, _| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let (procedure, form, pages) = forms::check(desk, dossier)?;
        Ok(Missing {
            procedure_name: official_name(desk, &procedure),
            procedure: procedure.to_string(),
            is_checked: form.is_checked,
            gaps: form.missing,
            warnings: doubles::with_files(form.warnings, &pages),
        })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemovePage {
    dossier: String,
    page: String,
}

pub(crate) fn remove_page(host: &Host, args: RemovePage) -> Result<(), UiError> {
    let page = args.page.parse().map_err(|_| UiError::new(Kind::Usage, "not-an-id"))?;
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        // As with attaching: taking a paper out of what is sealed begins a correction.
        let pages = dossiers::show(desk, dossier)?.pages;
        if pages.iter().any(|row| row.page == page) {
            corrections::reopen(desk, actor, dossier)?;
        }
        Ok(pages::remove(desk, actor, dossier, page)?)
    })
}
