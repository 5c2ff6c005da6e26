//! Papers for the resident: what is made, from what, and that it was given.
//!
//! A receipt speaks of what was sealed, never of what is being typed. Making a paper changes
//! nothing; that it was printed is entered by itself.

mod promise;
mod receipt;
mod words;

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::ids::DossierId;
use domain::kinds::CaseState;
use domain::moment::Millis;
use print::{Declaration, Pdf};
use serde_json::{Value, json};
use store::StoreError;

pub use crate::letterhead::Size;

use crate::catalogue::{Question, today};
use crate::catalogues;
use crate::corrections::{self, Last};
use crate::dossiers::{self, Whole};
use crate::error::DeskError;
use crate::journal::Entry;
use crate::letterhead;
use crate::session::Desk;

/// A paper that the desk prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperForm {
    /// What the resident goes home with: the authority's receipt, or another desk's note.
    Receipt,
    /// The filled form, for signature.
    Declaration,
}

impl PaperForm {
    /// Its word in the journal: `receipt`, `declaration`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Declaration => "declaration",
        }
    }
}

/// For what a paper is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// It is about to be printed.
    Printing,
    /// It is shown once more, as it was printed a moment ago.
    Showing,
}

/// A paper as bytes.
pub struct Made {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// File name: a code and a kind, never a person.
    pub name: String,
    /// Whether it bears the agency's own code.
    pub is_official: bool,
}

/// That a paper was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printing {
    /// When.
    pub at: Millis,
    /// Whether it bore the agency's own code.
    pub is_official: bool,
}

/// Which of two names the resident's paper has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptKind {
    /// Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
    Official,
    /// Phiếu nhận nộp hộ hồ sơ.
    Note,
}

/// Which of the two a dossier gets.
pub fn receipt_kind(whole: &Whole) -> ReceiptKind {
    if receipt::is_authority(whole) { ReceiptKind::Official } else { ReceiptKind::Note }
}

/// Why a paper cannot be made of a dossier as it stands; `None` when it can.
pub fn refusal(desk: &Desk, whole: &Whole, form: PaperForm) -> Option<DeskError> {
    match form {
        PaperForm::Receipt => refusal_of_a_receipt(whole),
        PaperForm::Declaration => refusal_of_a_declaration(desk, whole),
    }
}

fn refusal_of_a_receipt(whole: &Whole) -> Option<DeskError> {
    match whole.case.state {
        state @ (CaseState::Withdrawn
        | CaseState::Refused
        | CaseState::Stopped
        | CaseState::Returned) => Some(DeskError::PaperCaseEnded { state }),
        _ if whole.revisions.is_empty() => Some(DeskError::PaperNotYet),
        _ => None,
    }
}

fn refusal_of_a_declaration(desk: &Desk, whole: &Whole) -> Option<DeskError> {
    let catalogue = match catalogues::of(desk, &whole.dossier) {
        Ok(catalogue) => catalogue,
        Err(failure) => return Some(failure),
    };
    let procedure = catalogue.procedure(&whole.dossier.procedure);
    if procedure.and_then(|known| known.signed_as()).is_none() {
        return Some(DeskError::PaperNoForm);
    }
    let code = whole.dossier.provisional_code.clone();
    let is_there = open_draft(whole).is_some() || !whole.revisions.is_empty();
    (!is_there).then_some(DeskError::Discarded { code })
}

/// Makes a paper of a dossier.
///
/// # Errors
/// `PaperNotYet`, `PaperCaseEnded`, `PaperNoForm`, `Discarded`.
pub fn make(
    desk: &Desk,
    dossier: DossierId,
    form: PaperForm,
    size: Size,
    occasion: Occasion,
) -> Result<Made, DeskError> {
    let whole = dossiers::show(desk, dossier)?;
    if let Some(refusal) = refusal(desk, &whole, form) {
        return Err(refusal);
    }
    let pdf = match form {
        PaperForm::Receipt => receipt_of(desk, &whole, size, occasion)?,
        PaperForm::Declaration => declaration_of(desk, &whole, size)?,
    };
    let is_official = form == PaperForm::Receipt && whole.case.official_code.is_some();
    let name = format!("{}-{}.pdf", whole.dossier.provisional_code, kind_word(&whole, form));
    Ok(Made { bytes: pdf.bytes, pages: pdf.pages, name, is_official })
}

fn kind_word(whole: &Whole, form: PaperForm) -> &'static str {
    match (form, receipt_kind(whole)) {
        (PaperForm::Declaration, _) => "to-khai",
        (PaperForm::Receipt, ReceiptKind::Official) => "giay-tiep-nhan",
        (PaperForm::Receipt, ReceiptKind::Note) => "phieu-nhan",
    }
}

fn receipt_of(
    desk: &Desk,
    whole: &Whole,
    size: Size,
    occasion: Occasion,
) -> Result<Pdf, DeskError> {
    let last = sealed_last(desk, whole)?.ok_or(DeskError::PaperNotYet)?;
    // A paper that is shown is the one whose printing was entered last.
    let own = match occasion {
        Occasion::Printing => 0,
        Occasion::Showing => 1,
    };
    Ok(print::receipt(&receipt::filled(desk, whole, &last, own)?, size)?)
}

fn declaration_of(desk: &Desk, whole: &Whole, size: Size) -> Result<Pdf, DeskError> {
    let (form, day) = form_of(desk, whole)?;
    let components = whole.pages.iter().map(|page| &page.component);
    let sheet = Question::new(desk, &whole.dossier, &form, components)?.asked_on(day).sheet();
    let signer = form.pointer("/submitter/name").and_then(Value::as_str);
    Ok(print::declaration(
        &Declaration {
            sheet: &sheet.ok_or(DeskError::PaperNoForm)?,
            letterhead: &letterhead::get(desk)?,
            provisional_code: &whole.dossier.provisional_code.to_string(),
            written_on: today(desk),
            signer: signer.unwrap_or_default().trim(),
        },
        size,
    )?)
}

/// What is being typed, else what was sealed last; and the day of it, whose names of places it has.
fn form_of(desk: &Desk, whole: &Whole) -> Result<(Value, NaiveDate), DeskError> {
    if let Some(form) = open_draft(whole) {
        let form = serde_json::from_str(form).map_err(|_| DeskError::BadForm)?;
        return Ok((form, today(desk)));
    }
    let sealed = sealed_last(desk, whole)?.ok_or(DeskError::BadForm)?.form;
    Ok((sealed.intake.as_form(), sealed.sealed.best().civil_date()))
}

fn open_draft(whole: &Whole) -> Option<&str> {
    let draft = whole.draft.as_ref().filter(|draft| draft.discarded.is_none());
    draft.map(|draft| draft.form.as_str())
}

fn sealed_last(desk: &Desk, whole: &Whole) -> Result<Option<Last>, DeskError> {
    desk.store.look(|view| corrections::last_sealed(desk, view, &whole.dossier))
}

/// What the form of a dossier is called in print; `None` where none is printed.
pub fn title_of_declaration(desk: &Desk, whole: &Whole) -> Option<String> {
    let form = form_of(desk, whole).map(|(form, _)| form).unwrap_or_default();
    let sheet = Question::new(desk, &whole.dossier, &form, std::iter::empty()).ok()?.sheet()?;
    Some(sheet.title)
}

/// When a paper of a dossier was printed, oldest first.
pub fn printings(whole: &Whole, form: PaperForm) -> impl Iterator<Item = Printing> {
    let printed = whole.done.iter().filter(|done| done.act == PRINTED);
    printed.filter_map(move |done| {
        let detail: Value = serde_json::from_str(&done.detail).ok()?;
        let is_it = detail.get("form").and_then(Value::as_str) == Some(form.word());
        let is_official = detail.get("official") == Some(&Value::Bool(true));
        is_it.then_some(Printing { at: done.stamp.reading.best(), is_official })
    })
}

/// When the resident was last given the code by hand.
pub fn code_given_at(whole: &Whole) -> Option<Millis> {
    let given = whole.done.iter().rev().find(|done| done.act == CODE_GIVEN);
    given.map(|done| done.stamp.reading.best())
}

const PRINTED: &str = "paper.printed";
const CODE_GIVEN: &str = "code.given";

/// Enters that a paper was printed.
pub fn printed(
    desk: &Desk,
    actor: Actor,
    dossier: DossierId,
    form: PaperForm,
    size: Size,
    made: &Made,
) -> Result<(), DeskError> {
    let (size, official) = (size.to_string(), made.is_official);
    let detail = json!({ "form": form.word(), "size": size, "official": official });
    enter(desk, actor, Entry { detail, ..Entry::about(PRINTED, dossier) })
}

/// Enters that the resident was given the code by hand, where there is no printer.
pub fn code_given(desk: &Desk, actor: Actor, dossier: DossierId) -> Result<(), DeskError> {
    dossiers::show(desk, dossier)?;
    enter(desk, actor, Entry::about(CODE_GIVEN, dossier))
}

fn enter(desk: &Desk, actor: Actor, entry: Entry<'_>) -> Result<(), DeskError> {
    let entered: Result<(), StoreError> = desk.store.act("enter what was given", |tx| {
        let stamp = desk.stamp(tx, actor)?;
        desk.enter(tx, &stamp, entry)
    });
    Ok(entered?)
}
