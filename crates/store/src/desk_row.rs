//! The one row that says which desk this is.

use domain::ids::DeskId;
use domain::kinds::DeskKind;
use domain::moment::{Millis, Seq};
use domain::provisional_code::DeskPrefix;
use domain::text::Line;
use seal::chain::ChainHash;
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{Binds, code, id, millis, text};
use crate::store::{Tx, View};

/// Which desk this is.
#[derive(Clone)]
pub struct DeskRow {
    /// Its id, for life.
    pub desk: DeskId,
    /// First part of its provisional codes.
    pub prefix: DeskPrefix,
    /// What kind of desk it is.
    pub kind: DeskKind,
    /// What people call it; may be empty.
    pub name: Line,
    /// The latest moment that this desk has seen; a clock before it is suspect.
    pub latest_clock: Millis,
    /// Version of `domain::text::fold` with which the folded columns were written.
    pub fold_version: u32,
    /// First link of the journal's chain.
    pub journal_genesis: ChainHash,
}

const INSERT: &str = "
    INSERT INTO desk
        (only_row, desk_id, prefix, kind, name, last_seq, latest_clock_ms, fold_version,
         journal_genesis)
    VALUES (1, :desk_id, :prefix, :kind, :name, 0, :latest_clock_ms, :fold_version, :genesis)";

const SELECT: &str = "
    SELECT desk_id, prefix, kind, name, latest_clock_ms, fold_version, journal_genesis
    FROM desk";

/// Writes the row, once in the life of a database.
pub fn insert(tx: &Tx<'_>, row: &DeskRow) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":desk_id", &row.desk)
        .text(":prefix", row.prefix.as_str())
        .word(":kind", row.kind)
        .text(":name", row.name.as_str())
        .with(":latest_clock_ms", row.latest_clock.get())
        .with(":fold_version", row.fold_version)
        .with(":genesis", row.journal_genesis.as_bytes().to_vec());
    tx.run(INSERT, &*binds.params(), "write which desk this is").map(drop)
}

/// Reads the row.
pub fn get(view: &View<'_>) -> Result<DeskRow, StoreError> {
    let read = |row: &rusqlite::Row<'_>| {
        Ok(DeskRow {
            desk: id(row, "desk_id")?,
            prefix: code(row, "prefix")?,
            kind: text(row, "kind")?,
            name: Line::new(&row.get::<_, String>("name")?),
            latest_clock: millis(row, "latest_clock_ms")?,
            fold_version: row.get("fold_version")?,
            journal_genesis: ChainHash::from_bytes(row.get("journal_genesis")?),
        })
    };
    view.one(SELECT, [], read, "read which desk this is")?.ok_or(StoreError::NotSetUp)
}

/// Takes what the clock shows now for the latest moment, although it may have shown a later one: the
/// gateway's signed time has told how far it is off.
pub fn set_clock(tx: &Tx<'_>, now: Millis) -> Result<(), StoreError> {
    let binds = Binds::new().with(":now", now.get());
    let sql = "UPDATE desk SET latest_clock_ms = :now";
    tx.run(sql, &*binds.params(), "remember the clock").map(drop)
}

/// Remembers that the clock has shown `seen`; an earlier reading changes nothing.
pub fn note_clock(tx: &Tx<'_>, seen: Millis) -> Result<(), StoreError> {
    let binds = Binds::new().with(":seen", seen.get());
    let sql = "UPDATE desk SET latest_clock_ms = max(latest_clock_ms, :seen)";
    tx.run(sql, &*binds.params(), "remember the clock").map(drop)
}

/// Takes the next place in the desk's order.
pub fn next_seq(tx: &Tx<'_>) -> Result<Seq, StoreError> {
    let doing = "take the next place in the order";
    tx.run("UPDATE desk SET last_seq = last_seq + 1", [], doing)?;
    let seq = tx.view().one("SELECT last_seq FROM desk", [], |row| row.get("last_seq"), doing)?;
    seq.map(Seq::new).ok_or(StoreError::NotSetUp)
}
