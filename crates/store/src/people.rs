//! The people of a dossier, as far as they are looked up: a snapshot per dossier, gone with it.

use domain::ids::DossierId;
use domain::likeness::Known;
use domain::lookup;
use domain::text::{Line, fold};
use rusqlite::Row;
use sqlite::{Alter, Ask};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::error::StoreError;
use crate::keys_of_people;
use crate::row::{self, Binds};
use crate::store::{Tx, View};

/// Which part a person has in a dossier.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Part {
    /// Người nộp.
    Submitter,
    /// Chủ hồ sơ.
    Owner,
}

/// Số quyết định thành lập.
const DECISION: &str = "decision";

/// The kinds of number that are written down.
const KINDS: [&str; 6] = ["citizen", "old_nine", "passport", "tax_code", "agency_code", DECISION];

/// Nobody types these to find a name.
const QUOTES: [char; 9] = ['"', '“', '”', '„', '‟', '«', '»', '(', ')'];

/// A person, or an organisation as owner, as far as a draft knows them; anything may still be empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// It is an organisation and no human being.
    pub is_organisation: bool,
    /// Họ, chữ đệm, tên, or tên tổ chức.
    pub name: Line,
    /// The number with its kind, `citizen`, `old_nine` or `passport`, of an organisation `tax_code`,
    /// `agency_code` or `decision`, as `domain::lookup` writes it; `None` while there is none.
    pub number: Option<(&'static str, String)>,
    /// Date of birth, ISO, as exactly as it is known; one that cannot be read is as it was typed.
    pub birth: Option<String>,
    /// Telephone number, bare but for the `+` before a country's code.
    pub phone: Option<String>,
    /// Code of the commune where they live.
    pub commune: Option<String>,
}

impl PersonRow {
    /// What tells them from others.
    pub fn known(&self) -> Known<'_> {
        Known {
            is_organisation: self.is_organisation,
            name: self.name.as_str(),
            number: self.own_number(),
            decision: self.decision(),
            birth: self.birth.as_deref(),
        }
    }

    /// The number, where it is nobody else's: two bodies may have been founded by decisions of one
    /// number.
    fn own_number(&self) -> Option<&str> {
        self.number
            .as_ref()
            .filter(|(kind, _)| *kind != DECISION)
            .map(|(_, number)| number.as_str())
    }

    fn decision(&self) -> Option<&str> {
        self.number
            .as_ref()
            .filter(|(kind, _)| *kind == DECISION)
            .map(|(_, number)| number.as_str())
    }
}

const PUT: &str = "
    INSERT INTO people
        (dossier_id, part, is_organisation, name, name_fold, number_kind, number, birth, phone,
            commune)
    VALUES
        (:dossier_id, :part, :is_organisation, :name, :name_fold, :number_kind, :number, :birth,
            :phone, :commune)
    ON CONFLICT (dossier_id, part) DO UPDATE
    SET is_organisation = excluded.is_organisation,
        name = excluded.name, name_fold = excluded.name_fold,
        number_kind = excluded.number_kind, number = excluded.number,
        birth = excluded.birth, phone = excluded.phone, commune = excluded.commune
    WHERE (people.is_organisation, people.name, people.number_kind, people.number, people.birth,
            people.phone, people.commune)
        IS NOT (excluded.is_organisation, excluded.name, excluded.number_kind, excluded.number,
            excluded.birth, excluded.phone, excluded.commune)";

const GET: &str = "
    SELECT is_organisation, name, number_kind, number, birth, phone, commune
    FROM people
    WHERE dossier_id = :dossier_id AND part = :part";

/// Writes what is known of a person, over what was known before.
pub fn put(
    tx: &Tx<'_>,
    dossier: DossierId,
    part: Part,
    person: &PersonRow,
) -> Result<(), StoreError> {
    let (number_kind, number) = match &person.number {
        Some((kind, number)) => (*kind, Some(number.clone())),
        None => ("none", None),
    };
    let binds = Binds::new()
        .id(":dossier_id", &dossier)
        .word(":part", part)
        .with(":is_organisation", person.is_organisation)
        .text(":name", person.name.as_str())
        .text(":name_fold", &folded(person.name.as_str()))
        .text(":number_kind", number_kind)
        .with(":number", number)
        .with(":birth", person.birth.clone())
        .with(":phone", person.phone.clone())
        .with(":commune", person.commune.clone());
    match tx.run(PUT, &*binds.params(), "write a person")? {
        0 => Ok(()),
        _ => keys_of_people::renew(tx, dossier),
    }
}

/// Reads a person of a dossier.
pub fn get(
    view: &View<'_>,
    dossier: DossierId,
    part: Part,
) -> Result<Option<PersonRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier).word(":part", part);
    view.one(GET, &*binds.params(), read, "read a person")
}

/// Whose dossier it is: the owner, or the submitter where nothing is written of an owner.
pub fn whose(view: &View<'_>, dossier: DossierId) -> Result<Option<(Part, PersonRow)>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = "
        SELECT part, is_organisation, name, number_kind, number, birth, phone, commune
        FROM people
        WHERE dossier_id = :dossier_id AND (name <> '' OR number IS NOT NULL)
        ORDER BY part = 'owner' DESC
        LIMIT 1";
    let read = |row: &Row<'_>| Ok((row::text(row, "part")?, read(row)?));
    view.one(sql, &*binds.params(), read, "read whose dossier it is")
}

/// Reads a person. Older programs kept the number and the birth as they were typed.
pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    let kind: String = row.get("number_kind")?;
    let kind = KINDS.into_iter().find(|known| *known == kind);
    let number: Option<String> = row.get("number")?;
    Ok(PersonRow {
        is_organisation: row.get("is_organisation")?,
        name: Line::new(&row.get::<_, String>("name")?),
        number: kind.zip(number.as_deref().map(lookup::number)),
        birth: row.get::<_, Option<String>>("birth")?.as_deref().map(lookup::birth),
        phone: row.get("phone")?,
        commune: row.get("commune")?,
    })
}

/// A name as it is compared.
pub(crate) fn folded(name: &str) -> String {
    fold(&without_quotes(name))
}

/// A name without what nobody types to find it.
pub(crate) fn without_quotes(name: &str) -> String {
    name.replace(QUOTES, " ")
}

/// Takes a person out of a dossier; an absent one is fine.
pub fn remove(tx: &Tx<'_>, dossier: DossierId, part: Part) -> Result<(), StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier).word(":part", part);
    let sql = "
        DELETE FROM people
        WHERE dossier_id = :dossier_id AND part = :part";
    tx.run(sql, &*binds.params(), "take a person out").map(drop)
}
