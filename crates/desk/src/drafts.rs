//! Typing: saved as it happens, thrown away and taken back, never overwritten by a colleague.

use domain::actor::Actor;
use domain::ids::DossierId;
use domain::kinds::CaseState;
use domain::lookup;
use domain::moment::Stamp;
use domain::text::{Line, nfc_json};
use machine::failpoint;
use serde_json::Value;
use store::dossiers;
use store::drafts::{self, DraftRow};
use store::people::{self, Part, PersonRow};
use store::{StoreError, Tx, View};

use crate::corrections::{self, Last};
use crate::dossiers::{case, identity_of};
use crate::error::DeskError;
use crate::journal::{Content, Entry, save_is_entered};
use crate::session::Desk;

/// Largest form that a draft keeps, in bytes of JSON; the longest real one has a few thousand.
pub const LARGEST_FORM: usize = 1024 * 1024;

/// A form as it was typed: NFC throughout, and as the text that is kept.
pub(crate) struct Typed {
    value: Value,
    text: String,
}

impl Typed {
    /// Takes a form at the door.
    pub(crate) fn read(form: Value) -> Result<Self, DeskError> {
        if !form.is_object() {
            return Err(DeskError::BadForm);
        }
        let value = nfc_json(form).map_err(|_| DeskError::FormTooDeep)?;
        let text = value.to_string();
        if text.len() > LARGEST_FORM {
            return Err(DeskError::FormTooLarge);
        }
        Ok(Self { value, text })
    }

    /// The text that is kept.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Writes down who is named in the form, as far as it goes, so that they can be looked up.
    pub(crate) fn keep_people(&self, tx: &Tx<'_>, dossier: DossierId) -> Result<(), StoreError> {
        for (part, block) in [(Part::Submitter, "submitter"), (Part::Owner, "owner")] {
            match self.value.get(block) {
                Some(who) => people::put(tx, dossier, part, &row_of(part, who))?,
                None => people::remove(tx, dossier, part)?,
            }
        }
        Ok(())
    }
}

/// An owner is an organisation as soon as there is a group for one, as in `domain::intake`.
fn row_of(part: Part, who: &Value) -> PersonRow {
    match who.get("organisation").filter(|one| part == Part::Owner && one.is_object()) {
        Some(organisation) => organisation_row(organisation),
        None => person_row(who),
    }
}

fn organisation_row(organisation: &Value) -> PersonRow {
    let written = |at: &str| written(organisation, at);
    PersonRow {
        is_organisation: true,
        name: Line::new(written("/name").unwrap_or_default()),
        number: number_of(organisation, ["tax_code", "agency_code", "decision"]),
        birth: None,
        phone: written("/phone").map(lookup::phone),
        commune: written("/address/commune").map(str::to_owned),
    }
}

fn person_row(person: &Value) -> PersonRow {
    let written = |at: &str| written(person, at);
    PersonRow {
        is_organisation: false,
        name: Line::new(written("/name").unwrap_or_default()),
        number: number_of(person, ["citizen", "old_nine", "passport"]),
        birth: written("/birth").map(lookup::birth),
        phone: written("/phone").map(lookup::phone),
        commune: written("/address/commune").map(str::to_owned),
    }
}

/// The number with its kind, where it is of one of these.
fn number_of(who: &Value, kinds: [&'static str; 3]) -> Option<(&'static str, String)> {
    let kind = kinds.into_iter().find(|kind| written(who, "/number/kind") == Some(kind));
    kind.zip(written(who, "/number/value").map(lookup::number))
}

fn written<'a>(who: &'a Value, at: &str) -> Option<&'a str> {
    who.pointer(at).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// Saves what was typed onto `edition` and gives the new edition.
///
/// # Errors
/// `StaleEdition` when somebody saved in between: nothing is overwritten, and the caller still
/// has what was typed. `NotOpen` when the dossier has no draft.
pub fn save(
    desk: &Desk,
    actor: Actor,
    dossier: DossierId,
    edition: u32,
    form: Value,
) -> Result<u32, DeskError> {
    let typed = Typed::read(form)?;
    let saved = desk
        .store
        .act("save a draft", |tx| save_onto(desk, tx, actor, dossier, edition, &typed))?;
    failpoint::pass("save.done");
    Ok(saved)
}

fn save_onto(
    desk: &Desk,
    tx: &Tx<'_>,
    actor: Actor,
    dossier: DossierId,
    edition: u32,
    typed: &Typed,
) -> Result<u32, DeskError> {
    let before = current(&tx.view(), dossier)?;
    let stamp = desk.stamp(tx, actor)?;
    if !drafts::save(tx, dossier, edition, typed.text(), &stamp)? {
        return Err(DeskError::StaleEdition { latest: before.edition });
    }
    typed.keep_people(tx, dossier)?;
    if save_is_entered(tx, dossier, &stamp)? {
        enter_save(desk, tx, &before, typed, &stamp)?;
    }
    Ok(edition + 1)
}

fn enter_save(
    desk: &Desk,
    tx: &Tx<'_>,
    before: &DraftRow,
    typed: &Typed,
    stamp: &Stamp,
) -> Result<(), DeskError> {
    let row = dossiers::get(&tx.view(), before.dossier)?.ok_or(DeskError::NoSuchDossier)?;
    let identity = identity_of(&row)?;
    let entry = Entry {
        before: Some(Content { identity, bytes: before.form.as_bytes() }),
        after: Some(Content { identity, bytes: typed.text().as_bytes() }),
        ..Entry::about("draft.saved", before.dossier)
    };
    Ok(desk.enter(tx, stamp, entry)?)
}

/// Replaces the form of a draft whole, whatever its edition, for a caller that has no window on it;
/// a sealed dossier is opened for a correction first. Gives the new edition.
///
/// # Errors
/// `BadForm` or `NotOpen`: nothing is opened or saved then.
pub fn replace(
    desk: &Desk,
    actor: Actor,
    dossier: DossierId,
    form: Value,
) -> Result<u32, DeskError> {
    let typed = Typed::read(form)?;
    let saved = desk.store.act("replace a draft", |tx| {
        corrections::open_in(desk, tx, actor, dossier)?;
        let edition = current(&tx.view(), dossier)?.edition;
        save_onto(desk, tx, actor, dossier, edition, &typed)
    })?;
    failpoint::pass("save.done");
    Ok(saved)
}

/// The draft that can be typed into.
///
/// # Errors
/// `Discarded` when it was thrown away, `NotOpen` or `Ended` when there is none.
pub(crate) fn current(view: &View<'_>, dossier: DossierId) -> Result<DraftRow, DeskError> {
    let state = case(view, dossier)?.state;
    match drafts::get(view, dossier)? {
        Some(draft) if draft.discarded.is_none() => Ok(draft),
        Some(_) if state == CaseState::Draft => {
            let row = dossiers::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
            Err(DeskError::Discarded { code: row.provisional_code })
        }
        _ => Err(DeskError::not_open(state)),
    }
}

/// Throws a draft away; [`restore`] takes it back until it is erased.
pub fn discard(desk: &Desk, actor: Actor, dossier: DossierId) -> Result<(), DeskError> {
    desk.store.act("discard a draft", |tx| discard_in(desk, tx, actor, dossier))?;
    failpoint::pass("discard.done");
    Ok(())
}

/// Throws a draft away within an action.
pub(crate) fn discard_in(
    desk: &Desk,
    tx: &Tx<'_>,
    actor: Actor,
    dossier: DossierId,
) -> Result<(), DeskError> {
    current(&tx.view(), dossier)?;
    let stamp = desk.stamp(tx, actor)?;
    throw_away(desk, tx, dossier, &stamp)?;
    Ok(desk.enter(tx, &stamp, Entry::about("draft.discarded", dossier))?)
}

/// Puts a draft out of use, if there is one: of a sealed dossier, those are looked up who were
/// sealed.
pub(crate) fn throw_away(
    desk: &Desk,
    tx: &Tx<'_>,
    dossier: DossierId,
    stamp: &Stamp,
) -> Result<(), DeskError> {
    drafts::set_discarded(tx, dossier, Some(stamp.reading.clock))?;
    let row = dossiers::get(&tx.view(), dossier)?.ok_or(DeskError::NoSuchDossier)?;
    // A damaged file must not hinder throwing away: the people stay as they were then.
    match corrections::last_sealed(desk, &tx.view(), &row).ok().flatten() {
        Some(last) => keep_people_as_sealed(tx, dossier, &last),
        None => Ok(()),
    }
}

/// Writes down that those are looked up who were sealed.
pub(crate) fn keep_people_as_sealed(
    tx: &Tx<'_>,
    dossier: DossierId,
    last: &Last,
) -> Result<(), DeskError> {
    Ok(Typed::read(last.form.intake.as_form())?.keep_people(tx, dossier)?)
}

/// Takes a discarded draft back.
pub fn restore(desk: &Desk, actor: Actor, dossier: DossierId) -> Result<(), DeskError> {
    desk.store.act("take a draft back", |tx| {
        let state = case(&tx.view(), dossier)?.state;
        let draft = drafts::get(&tx.view(), dossier)?;
        let draft = draft.filter(|_| !state.is_final()).ok_or(DeskError::not_open(state))?;
        if draft.discarded.is_none() {
            return Ok(());
        }
        let stamp = desk.stamp(tx, actor)?;
        drafts::set_discarded(tx, dossier, None)?;
        let form = serde_json::from_str(&draft.form).map_err(|_| DeskError::BadForm)?;
        Typed::read(form)?.keep_people(tx, dossier)?;
        Ok(desk.enter(tx, &stamp, Entry::about("draft.restored", dossier))?)
    })
}
