//! People who are known already: from earlier dossiers, or from a card that was scanned.

use desk::people::{Resident, Snapshot};
use domain::mending;
use domain::organisation::TaxCode;
use serde::Serialize;
use ts_rs::TS;

use super::Unit;

/// A resident whom the desk has served, as their newest dossier knows them.
#[derive(Serialize, TS)]
#[ts(rename = "Resident")]
pub struct ResidentLine {
    /// The dossier that knows them.
    pub dossier_id: String,
    /// Their part in it: `submitter` or `owner`.
    pub part: String,
    /// The dossier's code.
    pub code: String,
    /// The day on which it was begun, ISO.
    pub taken_on: String,
    /// It is an organisation and no human being.
    pub is_organisation: bool,
    /// Họ, chữ đệm, tên, or tên tổ chức.
    pub name: String,
    /// Number on their paper, in groups; empty where none is known.
    pub number: String,
    /// Date of birth, as much of it as is known; may be empty.
    pub birth: String,
    /// Where they live; empty where it is not known.
    pub commune: String,
    /// Telephone number, in groups; may be empty.
    pub phone: String,
    /// In how many dossiers they are.
    pub dossiers: u32,
}

impl ResidentLine {
    /// A line, with the name of the commune.
    pub(crate) fn of(resident: &Resident, commune: String) -> Self {
        use domain::mending::{date, phone};
        let person = &resident.person;
        let mended = |text: Option<&str>, mend: fn(&str) -> String| text.map(mend);
        let number = person.number.as_ref().map(|(kind, number)| match *kind {
            "tax_code" => TaxCode::parse(number).map(|code| code.as_str().to_owned()),
            // Kept without its dots and strokes, it would be another one.
            "agency_code" | "decision" => Ok(String::new()),
            _ => Ok(mending::number(number)),
        });
        let part: &str = resident.part.into();
        Self {
            dossier_id: resident.dossier.to_string(),
            part: part.to_owned(),
            code: resident.code.to_string(),
            taken_on: resident.taken_on.to_string(),
            is_organisation: person.is_organisation,
            name: person.name.to_string(),
            number: number.and_then(Result::ok).unwrap_or_default(),
            birth: mended(person.birth.as_deref(), date).unwrap_or_default(),
            commune,
            phone: mended(person.phone.as_deref(), phone).unwrap_or_default(),
            dossiers: u32::try_from(resident.dossiers).unwrap_or(u32::MAX),
        }
    }
}

/// What is known of one person, as a form writes it; empty where nothing is known.
#[derive(Serialize, Default, TS)]
pub struct PersonKnown {
    /// Họ, chữ đệm, tên.
    pub name: String,
    /// `citizen`, `old_nine` or `passport`, of an organisation `tax_code`, `agency_code` or
    /// `decision`.
    pub number_kind: String,
    /// Number on the identity paper, in groups.
    pub number: String,
    /// Date of birth.
    pub birth: String,
    /// `male` or `female`.
    pub sex: String,
    /// Ethnic group, as the list has it.
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
    /// When the identity paper was issued.
    pub issued: String,
    /// Who represents an organisation.
    pub representative: String,
}

impl From<Snapshot> for PersonKnown {
    fn from(known: Snapshot) -> Self {
        Self {
            name: known.name,
            number_kind: known.number_kind.unwrap_or_default().to_owned(),
            number: known.number,
            birth: known.birth,
            sex: known.sex,
            ethnicity: known.ethnicity,
            nationality: known.nationality,
            commune: known.commune,
            detail: known.detail,
            abroad: known.abroad,
            phone: known.phone,
            issued: String::new(),
            representative: known.representative,
        }
    }
}

/// A resident as a dossier keeps them.
#[derive(Serialize, TS)]
pub struct PersonTaken {
    /// The dossier's code.
    pub code: String,
    /// The day on which it was begun, ISO.
    pub taken_on: String,
    /// What it says.
    pub person: PersonKnown,
}

/// What was scanned.
#[derive(Serialize, TS)]
pub struct CardRead {
    /// All of it, as one line.
    pub raw: String,
    /// Why it is not an identity card's; absent when it is, and then only this and `raw` are there.
    pub refused: Option<String>,
    /// What may be written at once.
    pub person: PersonKnown,
    /// What has to be looked at before it is written.
    pub doubtful: Vec<Doubtful>,
    /// What stood on the card and has no field: further numbers, names of parents.
    pub extras: Vec<String>,
    /// What is strange, in sentences; it hinders nothing.
    pub warnings: Vec<String>,
    /// Which commune of today it is, where the card's was divided; the answer goes into `commune`.
    pub moved: Option<Moved>,
}

/// A field of a card that nobody should trust without a look.
#[derive(Serialize, TS)]
pub struct Doubtful {
    /// Which: `name`, `commune` or `detail`.
    pub field: String,
    /// What it is likely to mean; empty where nobody can tell.
    pub meant: String,
    /// As it came.
    pub raw: String,
    /// Why, in sentences.
    pub said: String,
}

/// A question about an address of before July 2025.
#[derive(Serialize, TS)]
pub struct Moved {
    /// The units of the card.
    pub was: String,
    /// The communes of today that it may be.
    pub choices: Vec<Unit>,
    /// The code of the one to which most of it went; a hint.
    pub suggested: Option<String>,
}
