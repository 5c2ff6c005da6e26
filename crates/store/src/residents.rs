//! Looking up the residents whom this desk has served, over the snapshots of all dossiers.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::ids::{DossierId, Id};
use domain::likeness::Likeness;
use domain::provisional_code::ProvisionalCode;
use rusqlite::Row;
use sqlite::Ask;

use crate::error::StoreError;
use crate::keys_of_people::{KeyKind, backwards};
use crate::people::{self, Part, PersonRow, folded};
use crate::row::{self, Binds};
use crate::store::View;

/// So many snapshots are looked at for each one that is shown: a resident may have many. Where that
/// is too few, so many times as many.
const LOOKED_AT: usize = 8;

/// No more snapshots than this are looked at while somebody waits.
const MOST_LOOKED_AT: usize = 4_096;

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
    dossier: DossierId,
    part: Part,
}

/// Residents who fit, the best first, one line for each, at most `limit`.
///
/// Names that have the marks as typed come first, then those whose last word was typed, then those
/// who came to the desk last.
pub fn find(view: &View<'_>, sought: &Sought, limit: usize) -> Result<Vec<Resident>, StoreError> {
    let mut most = limit.saturating_mul(LOOKED_AT);
    loop {
        let fitting = fitting(view, sought, most)?;
        let is_cut = fitting.len() >= most;
        let found = residents(view, sought, limit, fitting)?;
        // Whoever is in very many dossiers must not hide everybody else of that name.
        if found.len() >= limit || !is_cut || most >= MOST_LOOKED_AT {
            return Ok(found);
        }
        most = most.saturating_mul(LOOKED_AT);
    }
}

/// Snapshots that fit, the best first, at least `most` of them if there are as many.
fn fitting(view: &View<'_>, sought: &Sought, most: usize) -> Result<Vec<Fitting>, StoreError> {
    let mut fitting = by_digits(view, sought, most)?;
    fitting.extend(by_name(view, sought, most)?);
    Ok(fitting)
}

/// The people of snapshots, in that order, each once.
fn residents(
    view: &View<'_>,
    sought: &Sought,
    limit: usize,
    fitting: Vec<Fitting>,
) -> Result<Vec<Resident>, StoreError> {
    let mut found: Vec<Resident> = Vec::new();
    let mut seen: BTreeSet<(DossierId, Part)> = BTreeSet::new();
    for one in fitting {
        if found.len() >= limit {
            break;
        }
        if seen.contains(&(one.dossier, one.part)) {
            continue;
        }
        let Some(snapshot) = of(view, one.dossier, one.part)? else { continue };
        if found.iter().any(|known| is_same(&known.person, &snapshot.person)) {
            continue;
        }
        let all = all_of(view, sought, &snapshot)?;
        seen.extend(all.iter().map(|one| (one.dossier, one.part)));
        found.push(newest(all, snapshot));
    }
    Ok(found)
}

/// One resident's snapshot in a dossier; `None` when that was erased.
pub fn of(view: &View<'_>, dossier: DossierId, part: Part) -> Result<Option<Resident>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier).word(":part", part);
    view.one(SNAPSHOT, &*binds.params(), read, "read a snapshot of a person")
}

const SNAPSHOT: &str = "
    SELECT people.dossier_id, part, provisional_code, taken_on, is_organisation, name, number_kind,
        number, birth, phone, commune
    FROM people
    JOIN dossiers ON dossiers.dossier_id = people.dossier_id
    WHERE people.dossier_id = :dossier_id AND part = :part AND identity IS NOT NULL";

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

/// Whether one line stands for both snapshots: by the number; without one, when all that is known is
/// equal. Stricter than a likeness: of two namesakes in one line, nobody could take the other over.
fn is_same(one: &PersonRow, other: &PersonRow) -> bool {
    match (&one.number, &other.number) {
        (Some(_), Some(_)) => one.known().likeness(&other.known()) == Likeness::Same,
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

/// Every snapshot of the same person, the newest first.
fn all_of(view: &View<'_>, sought: &Sought, found: &Resident) -> Result<Vec<Resident>, StoreError> {
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
            AND identity IS NOT NULL
        ORDER BY people_keys.seq DESC";
    let mut all = view.all(sql, &*binds.params(), read, "read all snapshots of a person")?;
    all.retain(|one| is_same(&one.person, &found.person));
    Ok(all)
}

/// The newest of all snapshots of a person, with how many dossiers there are.
fn newest(mut all: Vec<Resident>, found: Resident) -> Resident {
    let dossiers: BTreeSet<_> = all.iter().map(|one| one.dossier).collect();
    let dossiers = u64::try_from(dossiers.len()).unwrap_or(u64::MAX).max(1);
    let newest = if all.is_empty() { found } else { all.swap_remove(0) };
    Resident { dossiers, ..newest }
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
        found.extend(with_words(view, sought)?);
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
            dossier: row::id(row, "dossier_id")?,
            part: row::text(row, "part")?,
        })
    };
    view.all(sql, &*binds.params(), read, "look people up")
}

/// People who have all the words, in whatever order: found by the one that is rarest.
fn with_words(view: &View<'_>, sought: &Sought) -> Result<Vec<Fitting>, StoreError> {
    let words: Vec<&str> = sought.name.split(' ').collect();
    let mut rarest = (u64::MAX, "");
    for word in &words {
        rarest = rarest.min((how_often(view, word)?, word));
    }
    let mut found = with_word(view, sought, KeyKind::Given, rarest.1, &words)?;
    found.extend(with_word(view, sought, KeyKind::Name, rarest.1, &words)?);
    Ok(found)
}

/// How many endings of names begin with a word, as far as they would be compared.
fn how_often(view: &View<'_>, word: &str) -> Result<u64, StoreError> {
    let binds = Binds::new()
        .text(":from", word)
        .text(":until", &format!("{word}\u{10ffff}"))
        .with(":most", MOST_COMPARED);
    let sql = "
        SELECT (
            SELECT count(*)
            FROM (
                SELECT 1
                FROM people_keys
                WHERE kind = 'given' AND key >= :from AND key < :until
                LIMIT :most
            )
        ) + (
            SELECT count(*)
            FROM (
                SELECT 1
                FROM people_keys
                WHERE kind = 'name' AND key >= :from AND key < :until
                LIMIT :most
            )
        ) AS found";
    let read = |row: &Row<'_>| row::count(row, "found");
    let counted = view.one(sql, &*binds.params(), read, "count the names with a word")?;
    Ok(counted.unwrap_or_default())
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
            dossier: row::id(row, "dossier_id")?,
            part: row::text(row, "part")?,
        })
    };
    view.all(sql, &*binds.params(), read, "look people up by several words")
}

#[cfg(test)]
#[path = "residents_tests.rs"]
mod tests;
