//! Residents whom this desk has served: found again while somebody types, and taken over into
//! another dossier with the word from where and when they are.

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::ids::DossierId;
use domain::mending;
use domain::provisional_code::ProvisionalCode;
use domain::text::{Line, fold, fold_keeping_marks};
use serde_json::{Value, json};
pub use store::people::Part;
use store::people::PersonRow;
pub use store::residents::{Resident, Sought};
use store::{StoreError, drafts, residents};

use crate::catalogue::PersonPaths;
use crate::catalogues;
use crate::corrections;
use crate::error::DeskError;
use crate::journal::Entry;
use crate::session::Desk;

/// Fewer digits than this begin too many numbers.
const FEWEST_DIGITS: usize = 3;

/// One resident as a dossier keeps them, to be written into another form.
pub struct Taken {
    /// Code of the dossier.
    pub code: ProvisionalCode,
    /// Legal date on which it was begun.
    pub taken_on: NaiveDate,
    /// What it says of them.
    pub person: Snapshot,
}

/// What a dossier says of a person, as a form writes it; empty where it says nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Họ, chữ đệm, tên, or tên tổ chức.
    pub name: String,
    /// `citizen`, `old_nine` or `passport`, of an organisation `tax_code`, `agency_code` or
    /// `decision`.
    pub number_kind: Option<&'static str>,
    /// Number on the identity paper, in groups; an organisation's as it was typed.
    pub number: String,
    /// Date of birth, as exactly as it is known.
    pub birth: String,
    /// `male` or `female`.
    pub sex: String,
    /// Ethnic group, as the list of groups has it.
    pub ethnicity: String,
    /// Nationality, as the list has it.
    pub nationality: String,
    /// Code of the commune.
    pub commune: String,
    /// House, street, hamlet.
    pub detail: String,
    /// Address abroad.
    pub abroad: String,
    /// Telephone number, in groups.
    pub phone: String,
    /// Who represents an organisation.
    pub representative: String,
}

/// What somebody may have meant by what they typed; `None` when it is too little to go by.
pub fn sought(typed: &str, except: Option<DossierId>) -> Option<Sought> {
    let (name, marked) = (fold(typed), fold_keeping_marks(typed));
    let symbols = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'));
    let bare: String = symbols.map(|c| c.to_ascii_uppercase()).collect();
    let digits = bare.strip_prefix('+').unwrap_or(&bare);
    let has_digit = bare.bytes().any(|b| b.is_ascii_digit());
    if !has_digit {
        return (!name.is_empty()).then(|| Sought { name, marked, except, ..Sought::default() });
    }
    let is_number = bare.len() >= FEWEST_DIGITS && bare.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_phone = digits.len() >= FEWEST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    let at_home = bare.strip_prefix("+84").map(|rest| format!("0{rest}"));
    // Organisations have digits in their names.
    let is_name = bare.chars().any(|c| c.is_alphabetic() || c == '/');
    let sought = Sought {
        name: if is_name { name } else { String::new() },
        marked: if is_name { marked } else { String::new() },
        number: is_number.then(|| bare.clone()),
        phone: is_phone.then(|| at_home.unwrap_or_else(|| digits.to_owned())),
        except,
    };
    (is_number || is_phone || is_name).then_some(sought)
}

/// Residents who fit, the best first, one line for each.
pub fn find(desk: &Desk, sought: &Sought, limit: usize) -> Result<Vec<Resident>, DeskError> {
    let found: Result<_, StoreError> = desk.store.look(|view| residents::find(view, sought, limit));
    Ok(found?)
}

/// Takes a resident over into the form of another dossier. That is entered about the dossier that
/// knew them.
///
/// # Errors
/// `NoSuchDossier` when nobody stands there in that part, or the draft was thrown away.
pub fn take(
    desk: &Desk,
    actor: Actor,
    from: DossierId,
    part: Part,
    into: Option<DossierId>,
) -> Result<Taken, DeskError> {
    let (resident, form, row) = desk.store.look(|view| {
        let found = residents::of(view, from, part)?.ok_or(DeskError::NoSuchDossier)?;
        let row = store::dossiers::get(view, from)?.ok_or(DeskError::NoSuchDossier)?;
        let draft = drafts::get(view, from)?;
        let form = match draft.filter(|draft| draft.discarded.is_none()) {
            Some(draft) => serde_json::from_str(&draft.form).ok(),
            // What is kept beside the database can be damaged; the name and the number are here.
            None => corrections::last_sealed(desk, view, &row)
                .ok()
                .flatten()
                .map(|last| last.form.intake.as_form()),
        };
        Ok::<_, DeskError>((found, form.unwrap_or(Value::Null), row))
    })?;
    let catalogue = catalogues::of(desk, &row)?;
    let places = catalogue.people(catalogue.procedure(&row.procedure));
    let person = snapshot(&resident.person, part, &form, places);
    desk.store.act("take a person over", |tx| {
        let stamp = desk.stamp(tx, actor)?;
        let detail = json!({ "into": into });
        desk.enter(tx, &stamp, Entry { detail, ..Entry::about("person.taken", from) })?;
        Ok::<_, DeskError>(())
    })?;
    Ok(Taken { code: resident.code, taken_on: resident.taken_on, person })
}

/// All that a form says of one of its people, wherever in it they are written.
fn snapshot<'p>(
    known: &PersonRow,
    part: Part,
    form: &Value,
    places: impl Iterator<Item = &'p PersonPaths>,
) -> Snapshot {
    let part: &'static str = part.into();
    let block = if known.is_organisation { "owner/organisation" } else { part };
    let at = |field: &str| text(form, &format!("/{block}/{field}"));
    let grouped = || known.number.as_ref().map(|(_, n)| mending::number(n)).unwrap_or_default();
    let mut person = Snapshot {
        name: known.name.to_string(),
        number_kind: known.number.as_ref().map(|(kind, _)| *kind),
        number: if known.is_organisation { at("number/value") } else { grouped() },
        birth: known.birth.as_deref().map(mending::date).unwrap_or_default(),
        phone: known.phone.as_deref().map(mending::phone).unwrap_or_default(),
        sex: at("sex"),
        commune: at("address/commune"),
        detail: at("address/detail"),
        abroad: at("address/abroad"),
        representative: at("representative"),
        ..Snapshot::default()
    };
    for paths in places.filter(|paths| !known.is_organisation && is_same(known, form, paths)) {
        add(&mut person, form, paths);
    }
    person
}

/// Fills in what another place of the form says of the same person.
fn add(person: &mut Snapshot, form: &Value, paths: &PersonPaths) {
    let at = |path: &Option<String>| path.as_deref().map(|path| text(form, path));
    let add = |kept: &mut String, said: Option<String>| {
        if kept.is_empty() {
            *kept = said.unwrap_or_default();
        }
    };
    add(&mut person.sex, at(&paths.sex));
    add(&mut person.ethnicity, at(&paths.ethnicity));
    add(&mut person.nationality, at(&paths.nationality));
    add(&mut person.phone, at(&paths.phone));
    let place = |field: &str| paths.residence.as_ref().map(|group| format!("{group}/{field}"));
    if person.commune.is_empty() && person.abroad.is_empty() {
        add(&mut person.commune, at(&place("commune")));
        add(&mut person.detail, at(&place("detail")));
        add(&mut person.abroad, at(&place("abroad")));
    }
}

/// Whether the person at a place of the form is the one who is known: by the number, and where
/// either has none, by name and birth.
fn is_same(known: &PersonRow, form: &Value, paths: &PersonPaths) -> bool {
    let written = paths.number.as_deref().map(|path| bare(&text(form, path))).unwrap_or_default();
    if let Some((_, number)) = &known.number
        && !written.is_empty()
    {
        return *number == written;
    }
    let birth = paths.birth.as_deref().map(|path| mending::date(&text(form, path)));
    let known_birth = known.birth.as_deref().map(mending::date);
    let name = Line::new(&text(form, &paths.name));
    !name.is_empty() && name == known.name && known_birth.is_some() && birth == known_birth
}

fn text(form: &Value, path: &str) -> String {
    form.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn bare(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_looked_for_when_too_little_was_typed() {
        for typed in ["", "  ", "12", "0 9", "\u{301}"] {
            assert!(sought(typed, None).is_none(), "{typed:?}");
        }
    }

    #[test]
    fn digits_are_a_number_or_a_telephone_and_letters_a_name() {
        let digits = sought("020 190", None).unwrap();
        let name = sought("Lò Thị", None).unwrap();
        let abroad = sought("+84 912", None).unwrap();
        let passport = sought("c12", None).unwrap();

        assert_eq!(
            (digits.number.as_deref(), digits.phone.as_deref()),
            (Some("020190"), Some("020190"))
        );
        assert_eq!(
            (name.name.as_str(), name.marked.as_str(), name.number),
            ("lo thi", "lò thị", None)
        );
        assert_eq!((abroad.phone.as_deref(), abroad.number), (Some("0912"), None));
        assert_eq!((passport.number.as_deref(), passport.phone), (Some("C12"), None));
        let organisation = sought("Hoa Hồi 68", None).unwrap();
        assert_eq!(organisation.name, "hoa hoi 68", "digits may stand in a name");
        assert_eq!(sought("19/5", None).unwrap().name, "19/5");
    }
}
