//! Under what people are looked up: made with each of them, in the same transaction, and gone with
//! them, or with the draft that was thrown away.

use domain::ids::DossierId;
use domain::lookup;
use domain::text::{fold, fold_keeping_marks};
use rusqlite::Row;
use sqlite::{Alter, Ask};
use strum::{IntoStaticStr, VariantArray};

use crate::dossiers::is_discarded;
use crate::error::StoreError;
use crate::people::{self, Part, PersonRow};
use crate::row::{self, Binds};
use crate::store::{Tx, View};

/// What a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum KeyKind {
    /// The last word of a name, which counts most.
    Given,
    /// A longer ending of a name, up to the whole.
    Name,
    /// The number on a paper.
    Number,
    /// A telephone number, as it is dialled at home.
    Phone,
    /// A telephone number backwards.
    PhoneEnd,
}

struct Key {
    kind: KeyKind,
    text: String,
    marked: String,
}

/// Makes the keys of a dossier's people anew: none while its draft is thrown away.
pub(crate) fn renew(tx: &Tx<'_>, dossier: DossierId) -> Result<(), StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = "
        DELETE FROM people_keys
        WHERE dossier_id = :dossier_id";
    tx.run(sql, &*binds.params(), "drop the keys of people")?;
    let Some(seq) = seq_if_wanted(&tx.view(), dossier)? else { return Ok(()) };
    for part in Part::VARIANTS {
        if let Some(person) = people::get(&tx.view(), dossier, *part)? {
            for key in keys_of(&person) {
                insert(tx, dossier, *part, seq, &key)?;
            }
        }
    }
    Ok(())
}

/// The place of a dossier in the desk's order; `None` when it is a draft that was thrown away, or was
/// erased.
fn seq_if_wanted(view: &View<'_>, dossier: DossierId) -> Result<Option<i64>, StoreError> {
    const SEQ: &str = concat!(
        "
        SELECT dossiers.seq
        FROM dossiers
        JOIN cases ON cases.dossier_id = dossiers.dossier_id
        WHERE dossiers.dossier_id = :dossier_id
            AND dossiers.identity IS NOT NULL
            AND NOT ",
        is_discarded!()
    );
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.one(SEQ, &*binds.params(), |row| row.get(0), "read the order of a dossier")
}

fn insert(
    tx: &Tx<'_>,
    dossier: DossierId,
    part: Part,
    seq: i64,
    key: &Key,
) -> Result<(), StoreError> {
    let binds = Binds::new()
        .word(":kind", key.kind)
        .text(":key", &key.text)
        .text(":marked", &key.marked)
        .with(":seq", seq)
        .id(":dossier_id", &dossier)
        .word(":part", part);
    let sql = "
        INSERT INTO people_keys (kind, key, marked, seq, dossier_id, part)
        VALUES (:kind, :key, :marked, :seq, :dossier_id, :part)";
    tx.run(sql, &*binds.params(), "make a key of a person").map(drop)
}

fn keys_of(person: &PersonRow) -> Vec<Key> {
    let bare = |kind, text: &str| Key { kind, text: text.to_owned(), marked: String::new() };
    let mut keys = name_keys(person.name.as_str());
    keys.extend(person.number.iter().map(|(_, number)| bare(KeyKind::Number, number)));
    if let Some(phone) = person.phone.as_deref().map(lookup::dialled) {
        keys.push(bare(KeyKind::Phone, &phone));
        keys.push(bare(KeyKind::PhoneEnd, &backwards(&phone)));
    }
    keys.retain(|key| !key.text.is_empty());
    keys
}

/// Every ending of a name that begins with a word.
fn name_keys(name: &str) -> Vec<Key> {
    let name = people::without_quotes(name);
    let (folded, marked) = (fold(&name), fold_keeping_marks(&name));
    let endings = |text: &str| -> Vec<String> {
        let words: Vec<&str> = text.split(' ').collect();
        let starts = (0..words.len()).rev();
        starts.filter_map(|start| words.get(start..)).map(|rest| rest.join(" ")).collect()
    };
    let endings = endings(&folded).into_iter().zip(endings(&marked));
    let kinds = std::iter::once(KeyKind::Given).chain(std::iter::repeat(KeyKind::Name));
    kinds.zip(endings).map(|(kind, (text, marked))| Key { kind, text, marked }).collect()
}

/// The symbols from the last to the first.
pub(crate) fn backwards(text: &str) -> String {
    text.chars().rev().collect()
}

/// Whether there are people and not one key: an older program has written them.
pub(crate) fn are_missing(view: &View<'_>) -> Result<bool, StoreError> {
    let sql = "
        SELECT EXISTS (SELECT 1 FROM people) AND NOT EXISTS (SELECT 1 FROM people_keys)";
    let missing = view.one(sql, [], |row| row.get(0), "look for keys of people")?;
    Ok(missing.unwrap_or(false))
}

/// Makes the keys of all people.
pub(crate) fn make_all(tx: &Tx<'_>) -> Result<(), StoreError> {
    let sql = "
        SELECT DISTINCT dossier_id
        FROM people";
    let read = |row: &Row<'_>| row::id(row, "dossier_id");
    let dossiers: Vec<DossierId> = tx.view().all(sql, [], read, "list the people")?;
    dossiers.into_iter().try_for_each(|dossier| renew(tx, dossier))
}
