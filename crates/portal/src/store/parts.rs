//! The parts of each revision, as its manifest lists them.

use domain::ids::{DeskId, DossierId, SubmissionId};
use domain::moment::Millis;
use domain::procedure::ComponentId;
use domain::text::Line;
use rusqlite::Row;
use seal::Sha256;
use sqlite::{Alter, Ask, Binds, row};
use wire::manifest::PartLine;

use super::copies::Named;
use super::{Tx, View};
use crate::error::PortalError;

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRow {
    /// The revision.
    pub submission: SubmissionId,
    /// Place in the manifest; 0 is the form.
    pub number: u32,
    /// Which component it is; `None` for the form.
    pub component: Option<ComponentId>,
    /// File name.
    pub name: Line,
    /// Media type.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: Sha256,
    /// Name of the sealed file; `None` for the form, and while it has not arrived.
    pub file: Option<String>,
    /// When it was held whole.
    pub held: Option<Millis>,
}

impl PartRow {
    /// A part that is announced, as the manifest lists it.
    pub fn announced(submission: SubmissionId, number: u32, line: &PartLine) -> Self {
        Self {
            submission,
            number,
            component: line.component.clone(),
            name: line.name.clone(),
            media: line.media.clone(),
            size: line.size,
            sha256: line.sha256,
            file: None,
            held: None,
        }
    }
}

const INSERT: &str = "
    INSERT INTO parts
        (submission_id, number, component, name, media, size, sha256, file, held_ms)
    VALUES
        (:submission_id, :number, :component, :name, :media, :size, :sha256, :file, :held_ms)";

const SELECT: &str = "
    SELECT submission_id, number, component, name, media, size, sha256, file, held_ms
    FROM parts";

/// Keeps a part as it was announced.
pub fn insert(tx: &Tx<'_>, part: &PartRow) -> Result<(), PortalError> {
    let binds = Binds::new()
        .id(":submission_id", &part.submission)
        .with(":number", part.number)
        .with(":component", part.component.clone().map(String::from))
        .text(":name", part.name.as_str())
        .text(":media", &part.media)
        .count(":size", part.size, "parts")?
        .hash(":sha256", &part.sha256)
        .with(":file", part.file.clone())
        .maybe_at(":held_ms", part.held);
    tx.run(INSERT, &*binds.params(), "keep an announced part").map(drop)
}

/// The parts of a revision, in the manifest's order.
pub fn of(view: &View<'_>, submission: SubmissionId) -> Result<Vec<PartRow>, PortalError> {
    let binds = Binds::new().id(":submission_id", &submission);
    let sql = format!("{SELECT} WHERE submission_id = :submission_id ORDER BY number");
    view.all(&sql, &*binds.params(), read, "read the parts of a revision")
}

/// One part of a revision.
pub fn get(
    view: &View<'_>,
    submission: SubmissionId,
    number: u32,
) -> Result<Option<PartRow>, PortalError> {
    let binds = Binds::new().id(":submission_id", &submission).with(":number", number);
    let sql = format!("{SELECT} WHERE submission_id = :submission_id AND number = :number");
    view.one(&sql, &*binds.params(), read, "read a part")
}

/// Notes that a part is held, in this sealed file.
pub fn hold(
    tx: &Tx<'_>,
    submission: SubmissionId,
    number: u32,
    file: &str,
    at: Millis,
) -> Result<(), PortalError> {
    let binds = Binds::new()
        .id(":submission_id", &submission)
        .with(":number", number)
        .text(":file", file)
        .at(":held_ms", at);
    let sql = "
        UPDATE parts
        SET file = :file, held_ms = :held_ms
        WHERE submission_id = :submission_id AND number = :number AND held_ms IS NULL";
    tx.run(sql, &*binds.params(), "note that a part is held").map(drop)
}

/// The sealed file in which this same desk brought these same bytes for this same dossier before.
pub fn brought_before(
    view: &View<'_>,
    desk: DeskId,
    dossier: DossierId,
    sha256: &Sha256,
    bytes: u64,
) -> Result<Option<String>, PortalError> {
    let binds = Binds::new()
        .id(":desk_id", &desk)
        .id(":dossier_id", &dossier)
        .hash(":sha256", sha256)
        .count(":size", bytes, "parts")?;
    let sql = "
        SELECT parts.file
        FROM revisions JOIN parts USING (submission_id)
        WHERE revisions.desk_id = :desk_id AND revisions.dossier_id = :dossier_id
            AND revisions.delivered_ms IS NOT NULL
            AND parts.sha256 = :sha256 AND parts.size = :size AND parts.file IS NOT NULL
        ORDER BY revisions.revision DESC
        LIMIT 1";
    view.one(sql, &*binds.params(), |row| row.get("file"), "look for a part that came before")
}

/// Whether any part lies in this file.
pub fn is_used(view: &View<'_>, file: &str) -> Result<bool, PortalError> {
    let binds = Binds::new().text(":file", file);
    let sql = "SELECT 1 FROM parts WHERE file = :file LIMIT 1";
    Ok(view.one(sql, &*binds.params(), |_| Ok(()), "look for a file's part")?.is_some())
}

/// The sealed files of all parts that are held, each once, sorted.
pub fn named(view: &View<'_>) -> Result<Vec<Named>, PortalError> {
    let sql = "SELECT DISTINCT file, sha256 FROM parts WHERE file IS NOT NULL ORDER BY file";
    let read =
        |row: &Row<'_>| Ok(Named { file: row.get("file")?, sha256: row::hash(row, "sha256")? });
    view.all(sql, [], read, "list the files of parts")
}

fn read(row: &Row<'_>) -> rusqlite::Result<PartRow> {
    Ok(PartRow {
        submission: row::id(row, "submission_id")?,
        number: row.get("number")?,
        component: row::maybe_text(row, "component")?,
        name: Line::new(&row.get::<_, String>("name")?),
        media: row.get("media")?,
        size: row::count(row, "size")?,
        sha256: row::hash(row, "sha256")?,
        file: row.get("file")?,
        held: row::maybe_millis(row, "held_ms")?,
    })
}
