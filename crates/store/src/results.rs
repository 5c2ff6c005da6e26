//! The result files of dossiers: promised by an event, then fetched and sealed.

use domain::ids::DossierId;
use domain::moment::Stamp;
use domain::text::Line;
use rusqlite::Row;
use seal::hash::{Digest, Sha256};
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// One result file.
#[derive(Debug, Clone)]
pub struct ResultRow {
    /// The dossier.
    pub dossier: DossierId,
    /// SHA-256 and size of the plain bytes.
    pub digest: Digest,
    /// File name, as the agency gave it.
    pub name: Line,
    /// Media type, as the agency gave it.
    pub media: String,
    /// Name of the sealed file, from the data folder; `None` until it was fetched.
    pub file: Option<String>,
    /// At whose session it was promised, when.
    pub stamp: Stamp,
}

const INSERT: &str = concat!(
    "INSERT INTO results (dossier_id, sha256, name, media, size, ",
    stamp_columns!(),
    ") VALUES (:dossier_id, :sha256, :name, :media, :size, ",
    stamp_values!(),
    ") ON CONFLICT (dossier_id, sha256) DO NOTHING"
);

const OF: &str = concat!(
    "SELECT dossier_id, sha256, name, media, size, file, ",
    stamp_columns!(),
    " FROM results
    WHERE dossier_id = :dossier_id
    ORDER BY seq"
);

const TO_FETCH: &str = concat!(
    "SELECT dossier_id, sha256, name, media, size, file, ",
    stamp_columns!(),
    " FROM results
    WHERE file IS NULL
    ORDER BY seq"
);

/// Notes that a file may be fetched; one that is known already changes nothing.
pub fn promise(tx: &Tx<'_>, row: &ResultRow) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":dossier_id", &row.dossier)
        .hash(":sha256", &row.digest.sha256)
        .text(":name", row.name.as_str())
        .text(":media", &row.media)
        .count(":size", row.digest.size, "results")?
        .stamp(&row.stamp);
    tx.run(INSERT, &*binds.params(), "note a result file").map(drop)
}

/// Notes where a fetched file lies; `false` when nobody waited for it.
pub fn kept(
    tx: &Tx<'_>,
    dossier: DossierId,
    sha256: &Sha256,
    file: &str,
) -> Result<bool, StoreError> {
    let binds =
        Binds::new().id(":dossier_id", &dossier).hash(":sha256", sha256).text(":file", file);
    let sql = "
        UPDATE results
        SET file = :file
        WHERE dossier_id = :dossier_id AND sha256 = :sha256 AND file IS NULL";
    tx.run(sql, &*binds.params(), "note a fetched result file").map(|rows| rows == 1)
}

/// The result files of a dossier, in the order in which they were promised.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<ResultRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.all(OF, &*binds.params(), read, "read the results of a dossier")
}

/// The result files that were not fetched yet.
pub fn to_fetch(view: &View<'_>) -> Result<Vec<ResultRow>, StoreError> {
    view.all(TO_FETCH, [], read, "read which results are to be fetched")
}

fn read(row: &Row<'_>) -> rusqlite::Result<ResultRow> {
    Ok(ResultRow {
        dossier: row::id(row, "dossier_id")?,
        digest: row::digest(row)?,
        name: Line::new(&row.get::<_, String>("name")?),
        media: row.get("media")?,
        file: row.get("file")?,
        stamp: row::stamp(row)?,
    })
}
