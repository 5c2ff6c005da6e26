//! Evidence: one row per act, each chained to the row before it by a keyed hash. Never replayed,
//! never changed, never shortened.

use domain::ids::{DossierId, Id};
use domain::moment::Stamp;
use rusqlite::Row;
use seal::chain::{ChainHash, JournalKey};
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// An act, as it is entered.
pub struct Act<'a> {
    /// What was done: `dossier.begun`, `draft.saved`, `page.attached`, …
    pub name: &'static str,
    /// The dossier, where there is one.
    pub dossier: Option<DossierId>,
    /// HMAC of the content before, under the dossier's own key; `None` where there was none.
    pub before: Option<[u8; 32]>,
    /// HMAC of the content after, under the dossier's own key; `None` where there is none.
    pub after: Option<[u8; 32]>,
    /// What else matters, as a JSON object without personal data.
    pub detail: serde_json::Value,
    /// Who did it, when.
    pub stamp: &'a Stamp,
}

/// One row as it stands in the journal.
struct Entry {
    number: i64,
    act: String,
    dossier: Option<DossierId>,
    before: Option<[u8; 32]>,
    after: Option<[u8; 32]>,
    detail: String,
    stamp: Stamp,
    link: ChainHash,
}

/// An act that was entered about a dossier, without its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What was done: `dossier.begun`, `draft.saved`, `page.attached`, …
    pub act: String,
    /// What else matters, as a JSON object without personal data.
    pub detail: String,
    /// Who did it, when.
    pub stamp: Stamp,
}

/// What a walk along the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// How many rows were walked.
    pub entries: i64,
    /// The first row whose link does not follow from the row before it.
    pub broken_at: Option<i64>,
    /// The last link, to be anchored outside this machine.
    pub head: ChainHash,
}

const INSERT: &str = concat!(
    "INSERT INTO journal (entry, act, dossier_id, before_mac, after_mac, detail, link, ",
    stamp_columns!(),
    ") VALUES (:entry, :act, :dossier_id, :before_mac, :after_mac, :detail, :link, ",
    stamp_values!(),
    ")"
);

const WALK: &str = concat!(
    "SELECT entry, act, dossier_id, before_mac, after_mac, detail, link, ",
    stamp_columns!(),
    " FROM journal
    ORDER BY entry"
);

/// Enters an act, chained to the last one.
pub fn append(tx: &Tx<'_>, key: &JournalKey, act: &Act<'_>) -> Result<(), StoreError> {
    let (last, link) = last(&tx.view())?;
    let mut entry = Entry {
        number: last + 1,
        act: act.name.to_owned(),
        dossier: act.dossier,
        before: act.before,
        after: act.after,
        detail: act.detail.to_string(),
        stamp: *act.stamp,
        link,
    };
    entry.link = key.link(&link, &entry.bytes());
    insert(tx, &entry)
}

fn insert(tx: &Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    let binds = Binds::new()
        .with(":entry", entry.number)
        .text(":act", &entry.act)
        .maybe_id(":dossier_id", entry.dossier.as_ref())
        .with(":before_mac", entry.before.map(|mac| mac.to_vec()))
        .with(":after_mac", entry.after.map(|mac| mac.to_vec()))
        .text(":detail", &entry.detail)
        .with(":link", entry.link.as_bytes().to_vec())
        .stamp(&entry.stamp);
    tx.run(INSERT, &*binds.params(), "enter an act into the journal").map(drop)
}

/// Number and link of the last row; 0 and the desk's first link while there is none.
fn last(view: &View<'_>) -> Result<(i64, ChainHash), StoreError> {
    let sql = "
        SELECT entry, link
        FROM journal
        ORDER BY entry DESC
        LIMIT 1";
    let read = |row: &Row<'_>| Ok((row.get("entry")?, link(row)?));
    match view.one(sql, [], read, "read the end of the journal")? {
        Some(last) => Ok(last),
        None => Ok((0, crate::desk_row::get(view)?.journal_genesis)),
    }
}

/// Walks the whole chain and recomputes every link.
pub fn walk(view: &View<'_>, key: &JournalKey) -> Result<Walk, StoreError> {
    let genesis = crate::desk_row::get(view)?.journal_genesis;
    let mut walk = Walk { entries: 0, broken_at: None, head: genesis };
    for entry in view.all(WALK, [], read, "walk the journal")? {
        let follows =
            entry.number == walk.entries + 1 && entry.link == key.link(&walk.head, &entry.bytes());
        if !follows {
            walk.broken_at = walk.broken_at.or(Some(entry.number));
        }
        walk.entries = entry.number;
        walk.head = entry.link;
    }
    Ok(walk)
}

/// When the draft of a dossier was last entered as saved, and by whom.
pub fn last_of(
    view: &View<'_>,
    dossier: DossierId,
    act: &'static str,
) -> Result<Option<Stamp>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier).text(":act", act);
    let sql = concat!(
        "SELECT ",
        stamp_columns!(),
        " FROM journal
        WHERE dossier_id = :dossier_id AND act = :act
        ORDER BY entry DESC
        LIMIT 1"
    );
    view.one(sql, &*binds.params(), row::stamp, "read the last act of a kind")
}

/// What was done with a dossier, in the order in which it was.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<Done>, StoreError> {
    const OF: &str = concat!(
        "SELECT act, detail, ",
        stamp_columns!(),
        " FROM journal
        WHERE dossier_id = :dossier_id
        ORDER BY entry"
    );
    let binds = Binds::new().id(":dossier_id", &dossier);
    let read = |row: &Row<'_>| {
        Ok(Done { act: row.get("act")?, detail: row.get("detail")?, stamp: row::stamp(row)? })
    };
    view.all(OF, &*binds.params(), read, "read what was done with a dossier")
}

fn read(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        number: row.get("entry")?,
        act: row.get("act")?,
        dossier: row::maybe_id(row, "dossier_id")?,
        before: row.get("before_mac")?,
        after: row.get("after_mac")?,
        detail: row.get("detail")?,
        stamp: row::stamp(row)?,
        link: link(row)?,
    })
}

fn link(row: &Row<'_>) -> rusqlite::Result<ChainHash> {
    row.get("link").map(ChainHash::from_bytes)
}

impl Entry {
    /// Every column but the link, each with its length, so that no two rows have the same bytes.
    fn bytes(&self) -> Vec<u8> {
        let stamp = &self.stamp;
        let trust: &'static str = stamp.reading.trust.into();
        let offset = stamp.reading.offset_ms.map(i64::to_be_bytes);
        let fields: [Option<&[u8]>; 13] = [
            Some(&self.number.to_be_bytes()),
            Some(self.act.as_bytes()),
            self.dossier.as_ref().map(|id| id.as_bytes().as_slice()),
            self.before.as_ref().map(<[u8; 32]>::as_slice),
            self.after.as_ref().map(<[u8; 32]>::as_slice),
            Some(self.detail.as_bytes()),
            Some(stamp.operator.as_bytes()),
            Some(stamp.instance.as_bytes()),
            Some(&stamp.epoch.get().to_be_bytes()),
            Some(&stamp.seq.get().to_be_bytes()),
            Some(&stamp.reading.clock.get().to_be_bytes()),
            offset.as_ref().map(<[u8; 8]>::as_slice),
            Some(trust.as_bytes()),
        ];
        fields.iter().flat_map(|field| field_bytes(*field)).collect()
    }
}

/// Presence, length and content of one column; NULL and the empty text differ.
fn field_bytes(field: Option<&[u8]>) -> Vec<u8> {
    let Some(content) = field else { return vec![0] };
    let length = content.len() as u64;
    [&[1], length.to_be_bytes().as_slice(), content].concat()
}
