//! The packages of the catalogue that desks were offered; at most one of them they still are. The files of
//! the last few stay: what makes the offered one of them is all that a desk fetches that has them.

use domain::moment::Millis;
use rusqlite::Row;
use seal::Sha256;
use sqlite::{Alter, Ask, Binds, row};

use super::{Tx, View};
use crate::error::PortalError;

/// A package that was published, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueRow {
    /// SHA-256 of the file.
    pub sha256: Sha256,
    /// Size of the file in bytes.
    pub size: u64,
    /// Its version.
    pub version: String,
    /// Hash of its contents.
    pub contents: Sha256,
    /// The key that signed it.
    pub key_id: String,
    /// When it was made.
    pub made: Millis,
    /// When it was published here.
    pub published: Millis,
}

const WITHDRAW: &str = "
    UPDATE catalogues
    SET is_offered = 0
    WHERE is_offered = 1";

const INSERT: &str = "
    INSERT INTO catalogues
        (sha256, size, version, contents, key_id, made_ms, published_ms, package, is_offered)
    VALUES (:sha256, :size, :version, :contents, :key_id, :made_ms, :published_ms, :package, 1)";

const FORGET: &str = "
    UPDATE catalogues
    SET package = NULL
    WHERE package IS NOT NULL
        AND is_offered = 0
        AND number NOT IN (
            SELECT number
            FROM catalogues
            WHERE package IS NOT NULL
                AND is_offered = 0
            ORDER BY number DESC
            LIMIT :spared
        )";

const OFFERED: &str = "
    SELECT sha256, size, version, contents, key_id, made_ms, published_ms
    FROM catalogues
    WHERE is_offered = 1";

const WITH_CONTENTS: &str = "
    SELECT package
    FROM catalogues
    WHERE contents = :contents
        AND package IS NOT NULL
    ORDER BY number DESC
    LIMIT 1";

const HAS_CONTENTS: &str = "
    SELECT EXISTS (
        SELECT 1
        FROM catalogues
        WHERE contents = :contents
            AND package IS NOT NULL
    ) AS is_kept";

const OF_VERSION: &str = "
    SELECT contents
    FROM catalogues
    WHERE version = :version
    ORDER BY number
    LIMIT 1";

/// Offers a package in the place of the one that was offered before. The files of the last `spared` stay.
pub fn offer(
    tx: &Tx<'_>,
    row: &CatalogueRow,
    package: &[u8],
    spared: u32,
) -> Result<(), PortalError> {
    tx.run(WITHDRAW, [], "withdraw the catalogue that was offered before")?;
    let binds = Binds::new()
        .hash(":sha256", &row.sha256)
        .count(":size", row.size, "catalogues")?
        .text(":version", &row.version)
        .hash(":contents", &row.contents)
        .text(":key_id", &row.key_id)
        .at(":made_ms", row.made)
        .at(":published_ms", row.published)
        .with(":package", package.to_vec());
    tx.run(INSERT, &*binds.params(), "keep a catalogue")?;
    let binds = Binds::new().with(":spared", spared);
    tx.run(FORGET, &*binds.params(), "forget old catalogues").map(drop)
}

/// The package that desks are offered.
pub fn offered(view: &View<'_>) -> Result<Option<CatalogueRow>, PortalError> {
    view.one(OFFERED, [], read, "read which catalogue is offered")
}

/// The file of the package that desks are offered, if it is this one.
pub fn package(view: &View<'_>, sha256: &Sha256) -> Result<Option<Vec<u8>>, PortalError> {
    let binds = Binds::new().hash(":sha256", sha256);
    let sql = "SELECT package FROM catalogues WHERE sha256 = :sha256 AND is_offered = 1";
    view.one(sql, &*binds.params(), |row| row.get("package"), "read a catalogue")
}

/// The file of a package that was published with these contents, if it is kept.
pub fn with_contents(view: &View<'_>, contents: &Sha256) -> Result<Option<Vec<u8>>, PortalError> {
    let binds = Binds::new().hash(":contents", contents);
    let read = |row: &Row<'_>| row.get("package");
    view.one(WITH_CONTENTS, &*binds.params(), read, "read a catalogue of before")
}

/// Whether the file of a package that was published with these contents is kept.
pub fn has_contents(view: &View<'_>, contents: &Sha256) -> Result<bool, PortalError> {
    let binds = Binds::new().hash(":contents", contents);
    let read = |row: &Row<'_>| row.get("is_kept");
    let kept = view.one(HAS_CONTENTS, &*binds.params(), read, "look for a catalogue of before")?;
    Ok(kept.unwrap_or(false))
}

/// The contents that were published under a version first; no others ever may be.
pub fn contents_of(view: &View<'_>, version: &str) -> Result<Option<Sha256>, PortalError> {
    let binds = Binds::new().text(":version", version);
    let read = |row: &Row<'_>| row::hash(row, "contents");
    view.one(OF_VERSION, &*binds.params(), read, "read what was published under a version")
}

fn read(row: &Row<'_>) -> rusqlite::Result<CatalogueRow> {
    Ok(CatalogueRow {
        sha256: row::hash(row, "sha256")?,
        size: row::count(row, "size")?,
        version: row.get("version")?,
        contents: row::hash(row, "contents")?,
        key_id: row.get("key_id")?,
        made: row::millis(row, "made_ms")?,
        published: row::millis(row, "published_ms")?,
    })
}
