//! The sealed slices in the file of an open upload.

use rusqlite::Row;
use sqlite::{Alter, Ask, Binds, row};

use super::uploads::{UploadId, bound};
use super::{Tx, View};
use crate::error::PortalError;

/// One sealed slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SliceRow {
    /// Where it begins in the part.
    pub start: u64,
    /// How many bytes of the part it has.
    pub size: u64,
    /// Where it begins in the file.
    pub file_start: u64,
    /// How many bytes of the file it takes.
    pub file_size: u64,
}

const INSERT: &str = "
    INSERT INTO slices (upload_id, start, size, file_start, file_size)
    VALUES (:upload_id, :start, :size, :file_start, :file_size)";

/// Keeps a slice.
pub fn insert(tx: &Tx<'_>, upload: UploadId, slice: SliceRow) -> Result<(), PortalError> {
    let binds = bound(Binds::new(), upload)
        .count(":start", slice.start, "slices")?
        .count(":size", slice.size, "slices")?
        .count(":file_start", slice.file_start, "slices")?
        .count(":file_size", slice.file_size, "slices")?;
    tx.run(INSERT, &*binds.params(), "keep a slice").map(drop)
}

/// The slices of an upload, in order.
pub fn of(view: &View<'_>, upload: UploadId) -> Result<Vec<SliceRow>, PortalError> {
    let binds = bound(Binds::new(), upload);
    let sql = "
        SELECT start, size, file_start, file_size
        FROM slices
        WHERE upload_id = :upload_id
        ORDER BY start";
    view.all(sql, &*binds.params(), read, "read the slices of an upload")
}

/// Forgets the slices of an upload.
pub fn forget(tx: &Tx<'_>, upload: UploadId) -> Result<(), PortalError> {
    let binds = bound(Binds::new(), upload);
    let sql = "DELETE FROM slices WHERE upload_id = :upload_id";
    tx.run(sql, &*binds.params(), "forget the slices of an upload").map(drop)
}

fn read(row: &Row<'_>) -> rusqlite::Result<SliceRow> {
    Ok(SliceRow {
        start: row::count(row, "start")?,
        size: row::count(row, "size")?,
        file_start: row::count(row, "file_start")?,
        file_size: row::count(row, "file_size")?,
    })
}
