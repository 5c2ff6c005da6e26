//! A draft as it is to be shown: what was typed, what is asked, what is missing, by when it is done.

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::gap::Gap;
use domain::ids::DossierId;
use domain::intake::Appointment;
use domain::partial_date::PartialDate;
use domain::procedure::{ComponentId, ProcedureCode};
use serde_json::Value;
use store::cases::CaseRow;
use store::dossiers::DossierRow;
use store::drafts::DraftRow;
use store::pages::PageRow;

use ::catalogue::listed::Listed;

use crate::calendar::{self, Expected};
use crate::catalogue::{Form, Starts};
use crate::catalogues;
use crate::corrections;
use crate::dossiers::case;
use crate::doubles;
use crate::drafts;
use crate::error::DeskError;
use crate::material::Material;
use crate::published::PublishedTime;
use crate::remarks::{self, Remark};
use crate::session::Desk;
use crate::signatures;

/// A draft with everything that is shown of it.
pub struct Open {
    /// What never changes.
    pub row: DossierRow,
    /// Where the dossier stands.
    pub case: CaseRow,
    /// What is being typed, with its edition.
    pub draft: DraftRow,
    /// Whether something of the dossier was sealed before.
    pub is_correction: bool,
    /// What was typed.
    pub form: Value,
    /// The papers that count, each with whether it is a PDF with a digital signature.
    pub pages: Vec<(PageRow, bool)>,
    /// What is asked and what is missing.
    pub view: Form,
    /// How long the agency may take as published, by the dossier's channel; `None` where nobody
    /// knows the procedure.
    pub published: Option<PublishedTime>,
    /// By when the result would be due if the agency took the dossier in now; `None` when nobody
    /// can say.
    pub expected: Option<Expected>,
    /// The day that a clerk has named instead.
    pub appointment: Option<NaiveDate>,
    /// What a province's list says of a procedure whose papers nobody has checked.
    pub listed: Option<Listed>,
    /// What is to be known of the catalogue under which it stands.
    pub remarks: Vec<Remark>,
    /// The component as which the printed and signed form is filed.
    pub signed_as: Option<ComponentId>,
}

/// Opens a dossier for typing; a sealed one is opened for a correction.
///
/// # Errors
/// `NotOpen`, `Ended` or `Discarded` when it cannot be typed into.
pub fn open(desk: &Desk, actor: Actor, dossier: DossierId) -> Result<Open, DeskError> {
    corrections::reopen(desk, actor, dossier)?;
    look(desk, dossier)
}

/// Saves what was typed onto `edition`, and looks at it.
///
/// # Errors
/// `StaleEdition` when somebody saved in between, as for [`drafts::save`].
pub fn save(
    desk: &Desk,
    actor: Actor,
    dossier: DossierId,
    edition: u32,
    form: Value,
) -> Result<Open, DeskError> {
    drafts::save(desk, actor, dossier, edition, form)?;
    look(desk, dossier)
}

fn look(desk: &Desk, dossier: DossierId) -> Result<Open, DeskError> {
    let material = Material::of(desk, dossier)?;
    let mut view = material.view(desk)?;
    view.warnings.extend(doubles::warnings(desk, &material, &view)?);
    let expected = expected(desk, &material, &view);
    let appointment = appointment(&material.form).filter(|_| view.term.is_none());
    if appointment.is_some_and(|day| calendar::is_day_of_rest(&desk.calendar(), day)) {
        view.warnings.push(Gap::new(APPOINTMENT, "day-of-rest"));
    }
    let signed = |page: PageRow| {
        let is_signed = signatures::is_signed_pdf(desk, &material.row, &page);
        (page, is_signed)
    };
    let pages = material.pages.into_iter().map(signed).collect();
    let catalogue = catalogues::of(desk, &material.row)?;
    let procedure = catalogue.procedure(&material.row.procedure);
    let remarks = remarks::of(desk, &material.row, &catalogue, material.head.is_some())?;
    Ok(Open {
        listed: procedure.filter(|one| !one.is_checked()).and_then(|one| one.listed()).cloned(),
        remarks,
        signed_as: procedure.and_then(|one| one.signed_as()).cloned(),
        case: desk.store.look(|view| case(view, dossier))?,
        published: procedure.map(|known| PublishedTime::of(known, Some(material.row.channel))),
        expected,
        appointment,
        row: material.row,
        draft: material.draft,
        is_correction: material.head.is_some(),
        form: material.form,
        pages,
        view,
    })
}

/// Where a clerk names the day of the result.
const APPOINTMENT: &str = "/appointment";

fn expected(desk: &Desk, material: &Material, view: &Form) -> Option<Expected> {
    let term = view.term.as_ref()?;
    let from = match term.starts {
        Starts::Received | Starts::Announced => desk.reading().best(),
        Starts::Taken => material.row.stamp.reading.best(),
    };
    calendar::expected(&desk.calendar(), from.civil(), term)
}

fn appointment(form: &Value) -> Option<NaiveDate> {
    let typed = form.pointer(APPOINTMENT)?.as_str()?;
    let named = Appointment::try_from(PartialDate::parse(typed).ok()?);
    named.ok().map(Appointment::day)
}

/// What is asked, what is missing and what is strange, without opening anything: the procedure, its
/// form, and the papers that count.
///
/// # Errors
/// `NotOpen`, `Ended` or `Discarded` when there is no draft.
pub fn check(
    desk: &Desk,
    dossier: DossierId,
) -> Result<(ProcedureCode, Form, Vec<PageRow>), DeskError> {
    let material = Material::of(desk, dossier)?;
    let mut view = material.view(desk)?;
    view.warnings.extend(doubles::warnings(desk, &material, &view)?);
    Ok((material.row.procedure, view, material.pages))
}
