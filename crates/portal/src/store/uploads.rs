//! How far the bytes of each part have come.

use std::fmt;
use std::str::FromStr;

use domain::ids::{DeskId, Id, NotAnId, SubmissionId};
use domain::moment::Millis;
use rusqlite::Row;
use sqlite::{Alter, Ask, Binds, row};
use strum::{EnumString, IntoStaticStr};

use super::{Tx, View};
use crate::error::PortalError;

/// One upload of one part, for good: 32 hex digits in its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UploadId(SubmissionId);

impl UploadId {
    /// Takes 16 random bytes as an id: whoever does not know it cannot guess it.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(SubmissionId::from_bytes(bytes))
    }
}

impl fmt::Display for UploadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(*self.0.as_bytes()))
    }
}

impl FromStr for UploadId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let digits = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u128::from_str_radix(text, 16).map_err(|_| NotAnId)?;
        if digits { Ok(Self::from_bytes(number.to_be_bytes())) } else { Err(NotAnId) }
    }
}

/// What became of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum UploadState {
    /// Bytes are taken.
    Open,
    /// The part is held.
    Done,
    /// Its bytes were thrown away for their age.
    Gone,
}

/// One upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadRow {
    /// Its id.
    pub upload: UploadId,
    /// The revision.
    pub submission: SubmissionId,
    /// The part's place in the manifest.
    pub number: u32,
    /// What became of it.
    pub state: UploadState,
    /// How many bytes are on the disk and acknowledged.
    pub received: u64,
    /// Name of the file that they are in.
    pub file: String,
    /// How long that file is.
    pub file_size: u64,
    /// When the last byte was acknowledged.
    pub touched: Millis,
}

const INSERT: &str = "
    INSERT INTO uploads
        (upload_id, submission_id, number, state, received, file, file_size, touched_ms, desk_id)
    SELECT :upload_id, submission_id, :number, 'open', 0, :file, 0, :touched_ms, desk_id
    FROM revisions
    WHERE submission_id = :submission_id";

const SELECT: &str = "
    SELECT upload_id, submission_id, number, state, received, file, file_size, touched_ms
    FROM uploads";

const FULL: &str = "
    SELECT upload_id, submission_id, number, state, received, uploads.file AS file, file_size,
           touched_ms
    FROM uploads JOIN parts USING (submission_id, number)
    WHERE state = 'open' AND received = size";

/// Begins the upload of a part.
pub fn begin(
    tx: &Tx<'_>,
    upload: UploadId,
    submission: SubmissionId,
    number: u32,
    file: &str,
    at: Millis,
) -> Result<(), PortalError> {
    let binds = Binds::new()
        .id(":upload_id", &upload.0)
        .id(":submission_id", &submission)
        .with(":number", number)
        .text(":file", file)
        .at(":touched_ms", at);
    tx.run(INSERT, &*binds.params(), "begin an upload").map(drop)
}

/// The upload of this id.
pub fn get(view: &View<'_>, upload: UploadId) -> Result<Option<UploadRow>, PortalError> {
    let binds = Binds::new().id(":upload_id", &upload.0);
    let sql = format!("{SELECT} WHERE upload_id = :upload_id");
    view.one(&sql, &*binds.params(), read, "read an upload")
}

/// The upload of a part that is not gone.
pub fn live(
    view: &View<'_>,
    submission: SubmissionId,
    number: u32,
) -> Result<Option<UploadRow>, PortalError> {
    let binds = Binds::new().id(":submission_id", &submission).with(":number", number);
    let sql = format!(
        "{SELECT}
        WHERE submission_id = :submission_id AND number = :number AND state <> 'gone'"
    );
    view.one(&sql, &*binds.params(), read, "read the upload of a part")
}

/// The open uploads whose last byte came before `before`, oldest first.
pub fn idle(view: &View<'_>, before: Millis) -> Result<Vec<UploadRow>, PortalError> {
    let binds = Binds::new().at(":before", before);
    let sql = format!("{SELECT} WHERE state = 'open' AND touched_ms < :before ORDER BY touched_ms");
    view.all(&sql, &*binds.params(), read, "look for old uploads")
}

/// The open uploads that have all their bytes.
pub fn full(view: &View<'_>) -> Result<Vec<UploadRow>, PortalError> {
    view.all(&format!("{FULL} ORDER BY touched_ms"), [], read, "look for uploads that are full")
}

/// The open uploads of a revision that have all their bytes.
pub fn full_of(view: &View<'_>, submission: SubmissionId) -> Result<Vec<UploadRow>, PortalError> {
    let binds = Binds::new().id(":submission_id", &submission);
    let sql = format!("{FULL} AND uploads.submission_id = :submission_id ORDER BY number");
    view.all(&sql, &*binds.params(), read, "look for uploads that are full")
}

/// How many bytes a desk has here of parts that are not whole.
pub fn unfinished_bytes(view: &View<'_>, desk: DeskId) -> Result<u64, PortalError> {
    let sql = "
        SELECT coalesce(sum(received), 0) AS amount
        FROM uploads
        WHERE desk_id = :desk_id AND state = 'open' AND received > 0";
    amount(view, sql, &Binds::new().id(":desk_id", &desk), "count unfinished bytes")
}

/// How many revisions of a desk wait for bytes.
pub fn unfinished_revisions(view: &View<'_>, desk: DeskId) -> Result<u64, PortalError> {
    let sql = "
        SELECT count(DISTINCT submission_id) AS amount
        FROM uploads
        WHERE desk_id = :desk_id AND state = 'open'";
    amount(view, sql, &Binds::new().id(":desk_id", &desk), "count unfinished revisions")
}

/// Whether a revision waits for bytes.
pub fn is_awaited(view: &View<'_>, submission: SubmissionId) -> Result<bool, PortalError> {
    let sql = "
        SELECT count(*) AS amount
        FROM uploads
        WHERE submission_id = :submission_id AND state = 'open'";
    let binds = Binds::new().id(":submission_id", &submission);
    Ok(amount(view, sql, &binds, "look whether a revision is whole")? > 0)
}

fn amount(
    view: &View<'_>,
    sql: &str,
    binds: &Binds,
    doing: &'static str,
) -> Result<u64, PortalError> {
    let amount = view.one(sql, &*binds.params(), |row| row::count(row, "amount"), doing)?;
    Ok(amount.unwrap_or_default())
}

/// Acknowledges what is on the disk.
pub fn acknowledge(
    tx: &Tx<'_>,
    upload: UploadId,
    received: u64,
    file_size: u64,
    at: Millis,
) -> Result<(), PortalError> {
    let binds = Binds::new()
        .id(":upload_id", &upload.0)
        .count(":received", received, "uploads")?
        .count(":file_size", file_size, "uploads")?
        .at(":touched_ms", at);
    let sql = "
        UPDATE uploads
        SET received = :received, file_size = :file_size, touched_ms = :touched_ms
        WHERE upload_id = :upload_id";
    tx.run(sql, &*binds.params(), "acknowledge a slice").map(drop)
}

/// Begins an upload anew, in another file.
pub fn begin_anew(
    tx: &Tx<'_>,
    upload: UploadId,
    file: &str,
    at: Millis,
) -> Result<(), PortalError> {
    let binds = Binds::new().id(":upload_id", &upload.0).text(":file", file).at(":touched_ms", at);
    let sql = "
        UPDATE uploads
        SET received = 0, file = :file, file_size = 0, touched_ms = :touched_ms
        WHERE upload_id = :upload_id";
    tx.run(sql, &*binds.params(), "begin an upload anew").map(drop)
}

/// Ends an upload, one way or the other.
pub fn end(tx: &Tx<'_>, upload: UploadId, state: UploadState) -> Result<(), PortalError> {
    let word: &'static str = state.into();
    let binds = Binds::new().id(":upload_id", &upload.0).text(":state", word);
    let sql = "UPDATE uploads SET state = :state WHERE upload_id = :upload_id";
    tx.run(sql, &*binds.params(), "end an upload").map(drop)
}

/// Ends every upload that is open, where their bytes are lost.
pub fn end_all_open(tx: &Tx<'_>) -> Result<usize, PortalError> {
    let forget = "
        DELETE FROM slices
        WHERE upload_id IN (SELECT upload_id FROM uploads WHERE state = 'open')";
    tx.run(forget, [], "forget the slices of lost uploads")?;
    tx.run("UPDATE uploads SET state = 'gone' WHERE state = 'open'", [], "end lost uploads")
}

/// Whether an open upload has its bytes in this file.
pub fn is_used(view: &View<'_>, file: &str) -> Result<bool, PortalError> {
    let binds = Binds::new().text(":file", file);
    let sql = "SELECT 1 FROM uploads WHERE file = :file AND state = 'open'";
    Ok(view.one(sql, &*binds.params(), |_| Ok(()), "look for a file's upload")?.is_some())
}

/// The bytes of an upload's id in a statement's parameters.
pub(super) fn bound(binds: Binds, upload: UploadId) -> Binds {
    binds.id(":upload_id", &upload.0)
}

fn read(row: &Row<'_>) -> rusqlite::Result<UploadRow> {
    Ok(UploadRow {
        upload: UploadId(row::id(row, "upload_id")?),
        submission: row::id(row, "submission_id")?,
        number: row.get("number")?,
        state: row::text(row, "state")?,
        received: row::count(row, "received")?,
        file: row.get("file")?,
        file_size: row::count(row, "file_size")?,
        touched: row::millis(row, "touched_ms")?,
    })
}
