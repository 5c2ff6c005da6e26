//! What is being typed. A save names the edition that it began from, so that nobody overwrites
//! what a colleague typed in between.

use domain::dossier::{Head, Revision};
use domain::ids::{DossierId, SubmissionId};
use domain::moment::{Millis, Stamp};
use rusqlite::Row;
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::keys_of_people;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// A draft as it stands.
pub struct DraftRow {
    /// The dossier.
    pub dossier: DossierId,
    /// Grows by one with each save.
    pub edition: u32,
    /// The form as JSON text, exactly as saved.
    pub form: String,
    /// The sealed revision that it builds on.
    pub head: Option<Head>,
    /// When it was thrown away; `None` while it is wanted.
    pub discarded: Option<Millis>,
    /// Who saved it last, when.
    pub stamp: Stamp,
}

const INSERT: &str = concat!(
    "INSERT INTO drafts (dossier_id, edition, form, head_submission_id, head_revision, ",
    stamp_columns!(),
    ") VALUES (:dossier_id, :edition, :form, :head_submission_id, :head_revision, ",
    stamp_values!(),
    ")"
);

const SAVE: &str = concat!(
    "UPDATE drafts
    SET edition = edition + 1, form = :form, (",
    stamp_columns!(),
    ") = (",
    stamp_values!(),
    ")
    WHERE dossier_id = :dossier_id AND edition = :edition AND discarded_ms IS NULL"
);

const SELECT: &str = concat!(
    "SELECT dossier_id, edition, form, head_submission_id, head_revision, discarded_ms, ",
    stamp_columns!(),
    " FROM drafts
    WHERE dossier_id = :dossier_id"
);

/// Begins a draft at an edition that none before it on this dossier has had: a window that was
/// left open must not take the new draft for the old one.
pub fn insert(
    tx: &Tx<'_>,
    dossier: DossierId,
    edition: u32,
    form: &str,
    head: Option<Head>,
    stamp: &Stamp,
) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":dossier_id", &dossier)
        .with(":edition", edition)
        .text(":form", form)
        .maybe_id(":head_submission_id", head.map(|head| head.submission).as_ref())
        .with(":head_revision", head.map(|head| head.revision.get()))
        .stamp(stamp);
    tx.run(INSERT, &*binds.params(), "begin a draft").map(drop)
}

/// Saves what was typed onto `edition`; `false` when that edition is no longer the latest, or the
/// draft is gone or discarded.
pub fn save(
    tx: &Tx<'_>,
    dossier: DossierId,
    edition: u32,
    form: &str,
    stamp: &Stamp,
) -> Result<bool, StoreError> {
    let binds = Binds::new()
        .id(":dossier_id", &dossier)
        .with(":edition", edition)
        .text(":form", form)
        .stamp(stamp);
    tx.run(SAVE, &*binds.params(), "save a draft").map(|rows| rows == 1)
}

/// Reads a draft; `None` when the dossier has none.
pub fn get(view: &View<'_>, dossier: DossierId) -> Result<Option<DraftRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.one(SELECT, &*binds.params(), read, "read a draft")
}

fn read(row: &Row<'_>) -> rusqlite::Result<DraftRow> {
    let submission: Option<SubmissionId> = row::maybe_id(row, "head_submission_id")?;
    let revision: Option<u32> = row.get("head_revision")?;
    let head = submission
        .zip(revision)
        .map(|(submission, n)| Head { submission, revision: Revision::new(n) });
    Ok(DraftRow {
        dossier: row::id(row, "dossier_id")?,
        edition: row.get("edition")?,
        form: row.get("form")?,
        head,
        discarded: row::maybe_millis(row, "discarded_ms")?,
        stamp: row::stamp(row)?,
    })
}

/// Throws a draft away, or takes it back with `None`; it stays in the store until it is erased, but
/// nobody is looked up by it meanwhile.
pub fn set_discarded(
    tx: &Tx<'_>,
    dossier: DossierId,
    discarded: Option<Millis>,
) -> Result<(), StoreError> {
    let binds =
        Binds::new().id(":dossier_id", &dossier).with(":discarded_ms", discarded.map(Millis::get));
    let sql = "
        UPDATE drafts
        SET discarded_ms = :discarded_ms
        WHERE dossier_id = :dossier_id";
    tx.run(sql, &*binds.params(), "discard a draft")?;
    keys_of_people::renew(tx, dossier)
}

/// Ends a draft that has been sealed.
pub fn end(tx: &Tx<'_>, dossier: DossierId) -> Result<(), StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = "
        DELETE FROM drafts
        WHERE dossier_id = :dossier_id";
    tx.run(sql, &*binds.params(), "end a draft").map(drop)
}
