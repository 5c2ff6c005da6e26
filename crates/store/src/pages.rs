//! The papers attached to a dossier: a row each, and a sealed file beside the database.

use domain::ids::{DossierId, PageId};
use domain::moment::{Millis, Stamp};
use domain::procedure::ComponentId;
use domain::text::Line;
use rusqlite::Row;
use seal::hash::Digest;
use sqlite::{Alter, Ask};
use strum::{Display, EnumString, IntoStaticStr};

use crate::error::StoreError;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// What kind of file a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, Display)]
pub enum Media {
    /// PDF.
    #[strum(serialize = "application/pdf")]
    Pdf,
    /// JPEG.
    #[strum(serialize = "image/jpeg")]
    Jpeg,
    /// PNG.
    #[strum(serialize = "image/png")]
    Png,
}

/// An attached paper.
pub struct PageRow {
    /// Its id.
    pub page: PageId,
    /// The dossier.
    pub dossier: DossierId,
    /// Which component it is.
    pub component: ComponentId,
    /// Name of the file as it was handed in.
    pub name: Line,
    /// What kind of file it is.
    pub media: Media,
    /// SHA-256 and size of the plain bytes.
    pub digest: Digest,
    /// Name of the sealed file, from the data folder.
    pub file: String,
    /// When it was taken out; `None` while it counts.
    pub removed: Option<Millis>,
    /// Who attached it, when.
    pub stamp: Stamp,
}

const INSERT: &str = concat!(
    "INSERT INTO pages (page_id, dossier_id, component, name, media, size, sha256, file, ",
    stamp_columns!(),
    ") VALUES (:page_id, :dossier_id, :component, :name, :media, :size, :sha256, :file, ",
    stamp_values!(),
    ")"
);

const OF: &str = concat!(
    "SELECT page_id, dossier_id, component, name, media, size, sha256, file, removed_ms, ",
    stamp_columns!(),
    " FROM pages
    WHERE dossier_id = :dossier_id AND removed_ms IS NULL
    ORDER BY seq"
);

/// Attaches a paper whose sealed file is already on the disk.
pub fn insert(tx: &Tx<'_>, page: &PageRow) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":page_id", &page.page)
        .id(":dossier_id", &page.dossier)
        .text(":component", page.component.as_str())
        .text(":name", page.name.as_str())
        .word(":media", page.media)
        .count(":size", page.digest.size, "pages")?
        .hash(":sha256", &page.digest.sha256)
        .text(":file", &page.file)
        .stamp(&page.stamp);
    tx.run(INSERT, &*binds.params(), "attach a page").map(drop)
}

/// The papers of a dossier that count, in the order in which they came.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<PageRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.all(OF, &*binds.params(), read, "read the pages of a dossier")
}

fn read(row: &Row<'_>) -> rusqlite::Result<PageRow> {
    Ok(PageRow {
        page: row::id(row, "page_id")?,
        dossier: row::id(row, "dossier_id")?,
        component: row::text(row, "component")?,
        name: Line::new(&row.get::<_, String>("name")?),
        media: row::text(row, "media")?,
        digest: row::digest(row)?,
        file: row.get("file")?,
        removed: row::maybe_millis(row, "removed_ms")?,
        stamp: row::stamp(row)?,
    })
}

/// Takes a paper out; its sealed file stays until the dossier is erased.
pub fn remove(
    tx: &Tx<'_>,
    dossier: DossierId,
    page: PageId,
    at: Millis,
) -> Result<bool, StoreError> {
    let binds = Binds::new()
        .id(":dossier_id", &dossier)
        .id(":page_id", &page)
        .with(":removed_ms", at.get());
    let sql = "
        UPDATE pages
        SET removed_ms = :removed_ms
        WHERE page_id = :page_id AND dossier_id = :dossier_id AND removed_ms IS NULL";
    tx.run(sql, &*binds.params(), "take a page out").map(|rows| rows == 1)
}

/// Makes exactly the papers with these sealed files count again: those that were taken out since
/// come back, those that were attached since are taken out.
pub fn set_to(
    tx: &Tx<'_>,
    dossier: DossierId,
    files: &[String],
    at: Millis,
) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":dossier_id", &dossier)
        .text(":files", &serde_json::json!(files).to_string())
        .with(":removed_ms", at.get());
    let sql = "
        UPDATE pages
        SET removed_ms = CASE
            WHEN file IN (SELECT value FROM json_each(:files)) THEN NULL
            ELSE coalesce(removed_ms, :removed_ms)
        END
        WHERE dossier_id = :dossier_id";
    tx.run(sql, &*binds.params(), "put the pages of a dossier back").map(drop)
}
