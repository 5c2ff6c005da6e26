//! The result files that the agency gave back.

use domain::ids::DossierId;
use domain::moment::Millis;
use domain::text::Line;
use rusqlite::Row;
use seal::Sha256;
use sqlite::{Alter, Ask, Binds, row};

use super::copies::Named;
use super::{Tx, View};
use crate::error::PortalError;

/// One result file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRow {
    /// The dossier.
    pub dossier: DossierId,
    /// SHA-256 of the bytes.
    pub sha256: Sha256,
    /// File name.
    pub name: Line,
    /// Media type.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// Name of the sealed file.
    pub file: String,
    /// When it was kept.
    pub kept: Millis,
}

const INSERT: &str = "
    INSERT INTO results (dossier_id, sha256, name, media, size, file, kept_ms)
    VALUES (:dossier_id, :sha256, :name, :media, :size, :file, :kept_ms)";

const SELECT: &str = "
    SELECT dossier_id, sha256, name, media, size, file, kept_ms
    FROM results";

/// Keeps a result, whose file is already on the disk.
pub fn insert(tx: &Tx<'_>, row: &ResultRow) -> Result<(), PortalError> {
    let binds = Binds::new()
        .id(":dossier_id", &row.dossier)
        .hash(":sha256", &row.sha256)
        .text(":name", row.name.as_str())
        .text(":media", &row.media)
        .count(":size", row.size, "results")?
        .text(":file", &row.file)
        .at(":kept_ms", row.kept);
    tx.run(INSERT, &*binds.params(), "keep a result").map(drop)
}

/// The result of this hash.
pub fn get(
    view: &View<'_>,
    dossier: DossierId,
    sha256: &Sha256,
) -> Result<Option<ResultRow>, PortalError> {
    let binds = Binds::new().id(":dossier_id", &dossier).hash(":sha256", sha256);
    let sql = format!("{SELECT} WHERE dossier_id = :dossier_id AND sha256 = :sha256");
    view.one(&sql, &*binds.params(), read, "read a result")
}

/// The results of a dossier, in the order in which they came.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<ResultRow>, PortalError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = format!("{SELECT} WHERE dossier_id = :dossier_id ORDER BY kept_ms, name");
    view.all(&sql, &*binds.params(), read, "read the results of a dossier")
}

/// The sealed files of all results, sorted.
pub fn named(view: &View<'_>) -> Result<Vec<Named>, PortalError> {
    let sql = "SELECT file, sha256 FROM results ORDER BY file";
    let read =
        |row: &Row<'_>| Ok(Named { file: row.get("file")?, sha256: row::hash(row, "sha256")? });
    view.all(sql, [], read, "list the files of results")
}

fn read(row: &Row<'_>) -> rusqlite::Result<ResultRow> {
    Ok(ResultRow {
        dossier: row::id(row, "dossier_id")?,
        sha256: row::hash(row, "sha256")?,
        name: Line::new(&row.get::<_, String>("name")?),
        media: row.get("media")?,
        size: row::count(row, "size")?,
        file: row.get("file")?,
        kept: row::millis(row, "kept_ms")?,
    })
}
