//! Looking up the residents whom this desk has served, over the snapshots of all dossiers.

use std::cmp::Reverse;

use chrono::NaiveDate;
use domain::ids::{DossierId, Id};
use domain::provisional_code::ProvisionalCode;
use rusqlite::Row;
use sqlite::Ask;

use crate::error::StoreError;
use crate::keys_of_people::{KeyKind, backwards};
use crate::people::{self, Part, PersonRow, folded};
use crate::row::{self, Binds};
use crate::store::View;

/// So many snapshots are looked at for each one that is shown: a resident may have many.
const LOOKED_AT: usize = 8;

/// Words that stand apart in a name are compared with so many names at most.
const MOST_COMPARED: u32 = 3_000;

/// What somebody typed, as far as it may mean a person.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// A name or some of its words, folded; empty: none.
    pub name: String,
    /// The same with its marks.
    pub marked: String,
    /// Beginning of a number on somebody's paper, letters and digits only.
    pub number: Option<String>,
    /// Beginning or end of a telephone number, digits only.
    pub phone: Option<String>,
    /// The dossier that is being typed: nobody is offered what they are typing.
    pub except: Option<DossierId>,
}

/// A resident, as their newest snapshot knows them.
#[derive(Clone, PartialEq, Eq)]
pub struct Resident {
    /// The dossier that keeps the snapshot.
    pub dossier: DossierId,
    /// Their part in it.
    pub part: Part,
    /// The dossier's provisional code.
    pub code: ProvisionalCode,
    /// Legal date on which the dossier was begun.
    pub taken_on: NaiveDate,
    /// What it knows of them.
    pub person: PersonRow,
    /// In how many dossiers they are.
    pub dossiers: u64,
}

/// A snapshot that fits, and how well; the smallest is the best.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Fitting {
    rank: (bool, KeyKind, bool),
    newest: Reverse<i64>,
    dossier: Vec<u8>,
    part: Part,
}

/// Residents who fit, the best first, one line for each, at most `limit`.
///
/// Names that have the marks as typed come first, then those whose last word was typed, then those
/// who came to the desk last.
pub fn find(view: &View<'_>, sought: &Sought, limit: usize) -> Result<Vec<Resident>, StoreError> {
    let most = limit.saturating_mul(LOOKED_AT);
    let mut fitting = by_digits(view, sought, most)?;
    fitting.extend(by_name(view, sought, most)?);
    let mut found: Vec<Resident> = Vec::new();
    for one in fitting {
        if found.len() >= limit {
            break;
        }
        let Some(snapshot) = snapshot(view, &one)? else { continue };
        if found.iter().any(|known| is_same(&known.person, &snapshot.person)) {
            continue;
        }
        found.push(newest(view, sought, snapshot)?);
    }
    Ok(found)
}

/// One resident's snapshot in a dossier.
pub fn of(view: &View<'_>, dossier: DossierId, part: Part) -> Result<Option<Resident>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier).word(":part", part);
    view.one(SNAPSHOT, &*binds.params(), read, "read a snapshot of a person")
}

const SNAPSHOT: &str = "
    SELECT people.dossier_id, part, provisional_code, taken_on, is_organisation, name, number_kind,
        number, birth, phone, commune
    FROM people
    JOIN dossiers ON dossiers.dossier_id = people.dossier_id
    WHERE people.dossier_id = :dossier_id AND part = :part";

fn read(row: &Row<'_>) -> rusqlite::Result<Resident> {
    Ok(Resident {
        dossier: row::id(row, "dossier_id")?,
        part: row::text(row, "part")?,
        code: row::code(row, "provisional_code")?,
        taken_on: row::text(row, "taken_on")?,
        person: people::read(row)?,
        dossiers: 1,
    })
}

fn snapshot(view: &View<'_>, fitting: &Fitting) -> Result<Option<Resident>, StoreError> {
    let binds =
        Binds::new().with(":dossier_id", fitting.dossier.clone()).word(":part", fitting.part);
    view.one(SNAPSHOT, &*binds.params(), read, "read a snapshot of a person")
}

/// Whether two snapshots are of one person: by the number; without one, by all that is known.
fn is_same(one: &PersonRow, other: &PersonRow) -> bool {
    match (&one.number, &other.number) {
        (Some(one), Some(other)) if one != other => false,
        (Some(_), Some(_)) if one.own_number().is_some() => true,
        (Some(_), Some(_)) => folded(one.name.as_str()) == folded(other.name.as_str()),
        (None, None) => {
            let known = |person: &PersonRow| {
                let name = folded(person.name.as_str());
                (person.is_organisation, name, person.birth.clone(), person.phone.clone())
            };
            known(one) == known(other)
        }
        _ => false,
    }
}

/// The newest snapshot of the same person, and how many there are.
fn newest(view: &View<'_>, sought: &Sought, found: Resident) -> Result<Resident, StoreError> {
    let name = folded(found.person.name.as_str());
    let name_kind = if name.contains(' ') { KeyKind::Name } else { KeyKind::Given };
    let number = found.person.number.as_ref().map(|(_, number)| number.clone());
    let key = number.map_or((name_kind, name), |number| (KeyKind::Number, number));
    let binds = except(sought).word(":kind", key.0).text(":key", &key.1);
    let sql = "
        SELECT people.dossier_id, people.part, provisional_code, taken_on, is_organisation, name,
            number_kind, number, birth, phone, commune
        FROM people_keys
        JOIN people ON people.dossier_id = people_keys.dossier_id AND people.part = people_keys.part
        JOIN dossiers ON dossiers.dossier_id = people.dossier_id
        WHERE kind = :kind AND key = :key AND people.dossier_id <> :except
        ORDER BY people_keys.seq DESC";
    let all = view.all(sql, &*binds.params(), read, "read all snapshots of a person")?;
    let mut all: Vec<_> =
        all.into_iter().filter(|one| is_same(&one.person, &found.person)).collect();
    let mut dossiers: Vec<_> = all.iter().map(|one| one.dossier).collect();
    dossiers.sort();
    dossiers.dedup();
    let count = u64::try_from(dossiers.len()).unwrap_or(u64::MAX);
    let newest = if all.is_empty() { found } else { all.swap_remove(0) };
    Ok(Resident { dossiers: count.max(1), ..newest })
}

fn except(sought: &Sought) -> Binds {
    let bytes = sought.except.as_ref().map(|id| id.as_bytes().to_vec());
    Binds::new().with(":except", bytes.unwrap_or_default())
}

fn by_digits(view: &View<'_>, sought: &Sought, most: usize) -> Result<Vec<Fitting>, StoreError> {
    let mut found = Vec::new();
    if let Some(number) = &sought.number {
        found.extend(with_prefix(view, sought, KeyKind::Number, (number, ""), most)?);
    }
    if let Some(phone) = &sought.phone {
        found.extend(with_prefix(view, sought, KeyKind::Phone, (phone, ""), most)?);
        let end = backwards(phone);
        found.extend(with_prefix(view, sought, KeyKind::PhoneEnd, (&end, ""), most)?);
    }
    Ok(found)
}

fn by_name(view: &View<'_>, sought: &Sought, most: usize) -> Result<Vec<Fitting>, StoreError> {
    if sought.name.is_empty() {
        return Ok(Vec::new());
    }
    let typed = (sought.name.as_str(), sought.marked.as_str());
    let mut found = with_prefix(view, sought, KeyKind::Given, typed, most)?;
    let has_marks = found.iter().filter(|one| !one.rank.0).count();
    if has_marks < most {
        found.extend(with_prefix(view, sought, KeyKind::Name, typed, most)?);
    }
    if found.len() < most && sought.name.contains(' ') {
        found.extend(with_words(view, sought, most)?);
    }
    // What was found first is the better of two of the same rank.
    found.sort();
    Ok(found)
}

/// People with a key that begins with what was typed.
fn with_prefix(
    view: &View<'_>,
    sought: &Sought,
    kind: KeyKind,
    (typed, marked): (&str, &str),
    most: usize,
) -> Result<Vec<Fitting>, StoreError> {
    let binds = except(sought)
        .word(":kind", kind)
        .text(":from", typed)
        .text(":until", &format!("{typed}\u{10ffff}"))
        .text(":whole", &format!("{typed} "))
        .text(":marked", marked)
        .with(":most", i64::try_from(most).unwrap_or(i64::MAX));
    let sql = "
        SELECT substr(marked, 1, length(:marked)) <> :marked AS is_bare,
            key <> :from AND substr(key, 1, length(:whole)) <> :whole AS is_cut,
            seq, dossier_id, part
        FROM people_keys
        WHERE kind = :kind AND key >= :from AND key < :until AND dossier_id <> :except
        ORDER BY is_bare, is_cut, seq DESC
        LIMIT :most";
    let read = |row: &Row<'_>| {
        Ok(Fitting {
            rank: (row.get("is_bare")?, kind, row.get("is_cut")?),
            newest: Reverse(row.get("seq")?),
            dossier: row.get("dossier_id")?,
            part: row::text(row, "part")?,
        })
    };
    view.all(sql, &*binds.params(), read, "look people up")
}

/// People who have all the words, in whatever order: found by the one that is rarest.
fn with_words(view: &View<'_>, sought: &Sought, most: usize) -> Result<Vec<Fitting>, StoreError> {
    let words: Vec<&str> = sought.name.split(' ').collect();
    let Some(rarest) = words.iter().max_by_key(|word| word.chars().count()) else {
        return Ok(Vec::new());
    };
    let last = words.last().filter(|last| last.chars().count() > 1);
    let mut found = Vec::new();
    for (kind, word) in last
        .map(|last| (KeyKind::Given, last))
        .into_iter()
        .chain([(KeyKind::Given, rarest), (KeyKind::Name, rarest)])
    {
        if found.len() < most {
            found.extend(with_word(view, sought, kind, word, &words)?);
        }
    }
    Ok(found)
}

fn with_word(
    view: &View<'_>,
    sought: &Sought,
    kind: KeyKind,
    word: &str,
    words: &[&str],
) -> Result<Vec<Fitting>, StoreError> {
    let binds = except(sought)
        .word(":kind", kind)
        .text(":from", word)
        .text(":until", &format!("{word}\u{10ffff}"))
        .text(":words", &serde_json::Value::from(words.to_vec()).to_string())
        .with(":most", MOST_COMPARED);
    let sql = "
        SELECT seq, found.dossier_id, found.part
        FROM (
            SELECT seq, dossier_id, part
            FROM people_keys
            WHERE kind = :kind AND key >= :from AND key < :until AND dossier_id <> :except
            LIMIT :most
        ) AS found
        JOIN people ON people.dossier_id = found.dossier_id AND people.part = found.part
        WHERE NOT EXISTS (
            SELECT 1
            FROM json_each(:words) AS word
            WHERE instr(' ' || name_fold, ' ' || word.value) = 0
        )";
    let read = |row: &Row<'_>| {
        Ok(Fitting {
            rank: (true, KeyKind::Number, true),
            newest: Reverse(row.get("seq")?),
            dossier: row.get("dossier_id")?,
            part: row::text(row, "part")?,
        })
    };
    view.all(sql, &*binds.params(), read, "look people up by several words")
}
