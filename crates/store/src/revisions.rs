//! Sealed revisions and their parts. Rows here never change: triggers in the database hold that.

use domain::dossier::{Head, Revision};
use domain::ids::{DeskId, DossierId, SubmissionId};
use domain::moment::Stamp;
use domain::procedure::ComponentId;
use domain::text::Line;
use rusqlite::Row;
use seal::hash::{Digest, Sha256};
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// A revision that was frozen.
pub struct RevisionRow {
    /// The idempotency key of its delivery.
    pub submission: SubmissionId,
    /// The dossier.
    pub dossier: DossierId,
    /// The desk that sealed it.
    pub desk: DeskId,
    /// Its number within the dossier.
    pub revision: Revision,
    /// The revision that it follows; `None` for the first.
    pub parent: Option<SubmissionId>,
    /// The list of its parts, exactly as it is hashed and signed.
    pub manifest: Vec<u8>,
    /// SHA-256 of `manifest`.
    pub manifest_hash: Sha256,
    /// Name of the sealed copy of `manifest`, from the data folder.
    pub manifest_file: String,
    /// Who sealed it, when.
    pub stamp: Stamp,
}

/// One part of a revision: part 0 is the form, the others are papers.
#[derive(Clone)]
pub struct PartRow {
    /// Place in the manifest, from 0.
    pub number: u32,
    /// Which component it is; `None` for the form.
    pub component: Option<ComponentId>,
    /// Name under which the agency sees it.
    pub name: Line,
    /// Media type.
    pub media: String,
    /// SHA-256 and size of the plain bytes.
    pub digest: Digest,
    /// Name of the sealed file, from the data folder.
    pub file: String,
}

const INSERT: &str = concat!(
    "INSERT INTO revisions
        (submission_id, dossier_id, desk_id, revision, parent_submission_id, manifest,
         manifest_sha256, manifest_file, ",
    stamp_columns!(),
    ") VALUES
        (:submission_id, :dossier_id, :desk_id, :revision, :parent_submission_id, :manifest,
         :manifest_sha256, :manifest_file, ",
    stamp_values!(),
    ")"
);

const INSERT_PART: &str = "
    INSERT INTO parts (submission_id, number, component, name, media, size, sha256, file)
    VALUES (:submission_id, :number, :component, :name, :media, :size, :sha256, :file)";

/// Begins every query that reads whole rows.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT submission_id, dossier_id, desk_id, revision, parent_submission_id, manifest,
                    manifest_sha256, manifest_file, ",
            stamp_columns!(),
            " FROM revisions ",
            $rest
        )
    };
}

const GET: &str = select!("WHERE submission_id = :submission_id");
const OF: &str = select!("WHERE dossier_id = :dossier_id ORDER BY seq");

/// Keeps a sealed revision with its parts, whose files are already on the disk.
pub fn insert(tx: &Tx<'_>, revision: &RevisionRow, parts: &[PartRow]) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":submission_id", &revision.submission)
        .id(":dossier_id", &revision.dossier)
        .id(":desk_id", &revision.desk)
        .with(":revision", revision.revision.get())
        .maybe_id(":parent_submission_id", revision.parent.as_ref())
        .with(":manifest", revision.manifest.clone())
        .hash(":manifest_sha256", &revision.manifest_hash)
        .text(":manifest_file", &revision.manifest_file)
        .stamp(&revision.stamp);
    tx.run(INSERT, &*binds.params(), "seal a revision")?;
    parts.iter().try_for_each(|part| insert_part(tx, revision.submission, part))
}

fn insert_part(tx: &Tx<'_>, submission: SubmissionId, part: &PartRow) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":submission_id", &submission)
        .with(":number", part.number)
        .with(":component", part.component.clone().map(String::from))
        .text(":name", part.name.as_str())
        .text(":media", &part.media)
        .count(":size", part.digest.size, "parts")?
        .hash(":sha256", &part.digest.sha256)
        .text(":file", &part.file);
    tx.run(INSERT_PART, &*binds.params(), "seal a part").map(drop)
}

/// Reads a revision.
pub fn get(view: &View<'_>, submission: SubmissionId) -> Result<Option<RevisionRow>, StoreError> {
    let binds = Binds::new().id(":submission_id", &submission);
    view.one(GET, &*binds.params(), read, "read a revision")
}

/// The revisions of a dossier, oldest first.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<RevisionRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.all(OF, &*binds.params(), read, "read the revisions of a dossier")
}

fn read(row: &Row<'_>) -> rusqlite::Result<RevisionRow> {
    Ok(RevisionRow {
        submission: row::id(row, "submission_id")?,
        dossier: row::id(row, "dossier_id")?,
        desk: row::id(row, "desk_id")?,
        revision: Revision::new(row.get("revision")?),
        parent: row::maybe_id(row, "parent_submission_id")?,
        manifest: row.get("manifest")?,
        manifest_hash: row::hash(row, "manifest_sha256")?,
        manifest_file: row.get("manifest_file")?,
        stamp: row::stamp(row)?,
    })
}

/// The latest revision that this desk sealed.
pub fn head(view: &View<'_>, dossier: DossierId, desk: DeskId) -> Result<Option<Head>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier).id(":desk_id", &desk);
    let sql = "
        SELECT submission_id, revision
        FROM revisions
        WHERE dossier_id = :dossier_id AND desk_id = :desk_id
        ORDER BY seq DESC
        LIMIT 1";
    let read = |row: &Row<'_>| {
        let revision = Revision::new(row.get("revision")?);
        Ok(Head { submission: row::id(row, "submission_id")?, revision })
    };
    view.one(sql, &*binds.params(), read, "read the latest revision")
}

/// SHA-256 of a revision's manifest, for whoever does not need the manifest.
pub fn manifest_hash(
    view: &View<'_>,
    submission: SubmissionId,
) -> Result<Option<Sha256>, StoreError> {
    let binds = Binds::new().id(":submission_id", &submission);
    let sql = "
        SELECT manifest_sha256
        FROM revisions
        WHERE submission_id = :submission_id";
    let read = |row: &Row<'_>| row::hash(row, "manifest_sha256");
    view.one(sql, &*binds.params(), read, "read the hash of a revision")
}

/// Hash and size of each part of a revision, in the manifest's order.
pub fn digests(view: &View<'_>, submission: SubmissionId) -> Result<Vec<Digest>, StoreError> {
    let binds = Binds::new().id(":submission_id", &submission);
    let sql = "
        SELECT size, sha256
        FROM parts
        WHERE submission_id = :submission_id
        ORDER BY number";
    view.all(sql, &*binds.params(), row::digest, "read the hashes of a revision's parts")
}

/// The parts of a revision, in the manifest's order.
pub fn parts(view: &View<'_>, submission: SubmissionId) -> Result<Vec<PartRow>, StoreError> {
    let binds = Binds::new().id(":submission_id", &submission);
    let sql = "
        SELECT number, component, name, media, size, sha256, file
        FROM parts
        WHERE submission_id = :submission_id
        ORDER BY number";
    let read = |row: &Row<'_>| {
        Ok(PartRow {
            number: row.get("number")?,
            component: row::maybe_text(row, "component")?,
            name: Line::new(&row.get::<_, String>("name")?),
            media: row.get("media")?,
            digest: row::digest(row)?,
            file: row.get("file")?,
        })
    };
    view.all(sql, &*binds.params(), read, "read the parts of a revision")
}
