//! Papers: printed, written to a file, or the code given by hand.

use std::path::PathBuf;

use desk::papers::{self, Made, Occasion};
use desk::{Desk, dossiers, handout, letterhead};
use domain::ids::DossierId;
use serde::Deserialize;

use super::Which;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::{Kept, PaperForm, PaperSize, PrintBy, Printed};
use crate::words::Words;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Print {
    dossier: String,
    form: PaperForm,
    /// Absent: the desk's own.
    size: Option<PaperSize>,
    by: PrintBy,
}

pub(crate) fn print(host: &Host, words: &Words, args: Print) -> Result<Printed, UiError> {
    let Print { form, by, .. } = args;
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let (size, made) = made(desk, dossier, form, args.size)?;
        let path = match by {
            PrintBy::Viewer => Some(handout::put(desk, &made.name, &made.bytes)?),
            PrintBy::Page => None,
        };
        papers::printed(desk, actor, dossier, form.into(), size, &made)?;
        let is_opened = path.is_some_and(|path| host.world.viewer.open(&path).is_ok());
        let is_refused = by == PrintBy::Viewer && !is_opened;
        Ok(Printed {
            form,
            size: size.into(),
            asset: asset(dossier, form, size),
            is_opened,
            said: is_refused.then(|| words.say("paper-not-opened", &[])),
            name: made.name,
            pages: made.pages,
        })
    })
}

/// The path under which a host asks for the paper itself.
fn asset(dossier: DossierId, form: PaperForm, size: papers::Size) -> String {
    format!("papers/{dossier}/{}/{size}", papers::PaperForm::from(form).word())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Write {
    dossier: String,
    form: PaperForm,
    /// Absent: the desk's own.
    size: Option<PaperSize>,
    path: PathBuf,
}

pub(crate) fn write(host: &Host, args: Write) -> Result<Kept, UiError> {
    host.write_paper(&args.dossier, args.form, args.size, &args.path)
}

/// Makes a paper on the sheet that was asked for, else on the desk's own.
pub(crate) fn made(
    desk: &Desk,
    dossier: DossierId,
    form: PaperForm,
    size: Option<PaperSize>,
) -> Result<(papers::Size, Made), UiError> {
    let size = match size {
        Some(size) => size.into(),
        None => letterhead::size(desk)?,
    };
    Ok((size, papers::make(desk, dossier, form.into(), size, Occasion::Printing)?))
}

pub(crate) fn code_given(host: &Host, args: Which) -> Result<(), UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        Ok(papers::code_given(desk, actor, dossier)?)
    })
}
