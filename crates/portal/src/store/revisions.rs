//! What desks have announced. The newest revision of a dossier is its head.

use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, InstanceId, SubmissionId};
use domain::moment::{Epoch, Millis};
use rusqlite::Row;
use seal::Sha256;
use sqlite::{Alter, Ask, Binds, row};
use wire::announcement::Head;

use super::{Tx, View};
use crate::error::PortalError;

/// A revision, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// The idempotency key.
    pub submission: SubmissionId,
    /// The dossier.
    pub dossier: DossierId,
    /// Its number.
    pub revision: Revision,
    /// The revision that it follows.
    pub parent: Option<SubmissionId>,
    /// The desk that sealed it.
    pub desk: DeskId,
    /// The life of the desk's data folder that announced it first.
    pub instance: InstanceId,
    /// That life's number.
    pub epoch: Epoch,
    /// SHA-256 of its manifest.
    pub manifest_sha256: Sha256,
    /// How often it was announced.
    pub announcements: u32,
    /// When it was announced first.
    pub announced: Millis,
    /// When every byte was held.
    pub delivered: Option<Millis>,
    /// The signed receipt.
    pub receipt: Option<String>,
    /// Number of the event that told of its arrival.
    pub arrival: Option<u64>,
}

impl RevisionRow {
    /// What a desk is told that is not at the head.
    pub fn head(&self) -> Head {
        Head {
            submission_id: self.submission,
            revision: self.revision,
            desk_id: self.desk,
            manifest_sha256: self.manifest_sha256,
            outline: None,
        }
    }
}

/// The frozen bytes of a revision.
pub struct Frozen {
    /// The manifest.
    pub manifest: Vec<u8>,
    /// Part 0.
    pub form: Vec<u8>,
}

const INSERT: &str = "
    INSERT INTO revisions
        (submission_id, dossier_id, revision, parent_submission_id, desk_id, instance_id, epoch,
         manifest, manifest_sha256, form, announcements, announced_ms, delivered_ms, receipt,
         arrival)
    VALUES
        (:submission_id, :dossier_id, :revision, :parent_submission_id, :desk_id, :instance_id,
         :epoch, :manifest, :manifest_sha256, :form, 1, :announced_ms, NULL, NULL, NULL)";

const SELECT: &str = "
    SELECT submission_id, dossier_id, revision, parent_submission_id, desk_id, instance_id, epoch,
           manifest_sha256, announcements, announced_ms, delivered_ms, receipt, arrival
    FROM revisions";

/// Keeps a revision as it was announced.
pub fn insert(
    tx: &Tx<'_>,
    revision: &RevisionRow,
    manifest: &[u8],
    form: &[u8],
) -> Result<(), PortalError> {
    let binds = Binds::new()
        .id(":submission_id", &revision.submission)
        .id(":dossier_id", &revision.dossier)
        .with(":revision", revision.revision.get())
        .maybe_id(":parent_submission_id", revision.parent.as_ref())
        .id(":desk_id", &revision.desk)
        .id(":instance_id", &revision.instance)
        .with(":epoch", revision.epoch.get())
        .with(":manifest", manifest.to_vec())
        .hash(":manifest_sha256", &revision.manifest_sha256)
        .with(":form", form.to_vec())
        .at(":announced_ms", revision.announced);
    tx.run(INSERT, &*binds.params(), "keep an announced revision").map(drop)
}

/// The revision of this id.
pub fn get(view: &View<'_>, submission: SubmissionId) -> Result<Option<RevisionRow>, PortalError> {
    let binds = Binds::new().id(":submission_id", &submission);
    let sql = format!("{SELECT} WHERE submission_id = :submission_id");
    view.one(&sql, &*binds.params(), read, "read a revision")
}

/// The revisions of a dossier, oldest first.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<RevisionRow>, PortalError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = format!("{SELECT} WHERE dossier_id = :dossier_id ORDER BY revision");
    view.all(&sql, &*binds.params(), read, "read the revisions of a dossier")
}

/// Every revision, in the order of announcing.
pub fn all(view: &View<'_>) -> Result<Vec<RevisionRow>, PortalError> {
    view.all(&format!("{SELECT} ORDER BY place"), [], read, "read the revisions")
}

/// How many revisions with this very manifest are here whole.
pub fn deliveries(view: &View<'_>, manifest: &Sha256) -> Result<u32, PortalError> {
    let binds = Binds::new().hash(":manifest_sha256", manifest);
    let sql = "
        SELECT count(*) AS deliveries FROM revisions
        WHERE manifest_sha256 = :manifest_sha256 AND delivered_ms IS NOT NULL";
    let read = |row: &Row<'_>| row.get("deliveries");
    Ok(view.one(sql, &*binds.params(), read, "count deliveries")?.unwrap_or_default())
}

/// The newest revision of a dossier, whole or not.
pub fn head(view: &View<'_>, dossier: DossierId) -> Result<Option<RevisionRow>, PortalError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = format!("{SELECT} WHERE dossier_id = :dossier_id ORDER BY revision DESC LIMIT 1");
    view.one(&sql, &*binds.params(), read, "read a dossier's head")
}

/// The newest revision of a dossier that is held whole: what the agency looks at.
pub fn newest_held(
    view: &View<'_>,
    dossier: DossierId,
) -> Result<Option<RevisionRow>, PortalError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = format!(
        "{SELECT}
        WHERE dossier_id = :dossier_id AND delivered_ms IS NOT NULL
        ORDER BY revision DESC
        LIMIT 1"
    );
    view.one(&sql, &*binds.params(), read, "read the newest revision that is held")
}

/// The frozen bytes of a revision.
pub fn frozen(view: &View<'_>, submission: SubmissionId) -> Result<Option<Frozen>, PortalError> {
    let binds = Binds::new().id(":submission_id", &submission);
    let sql = "SELECT manifest, form FROM revisions WHERE submission_id = :submission_id";
    let read =
        |row: &Row<'_>| Ok(Frozen { manifest: row.get("manifest")?, form: row.get("form")? });
    view.one(sql, &*binds.params(), read, "read the frozen bytes of a revision")
}

/// Counts one more announcement of a revision.
pub fn count_again(tx: &Tx<'_>, submission: SubmissionId) -> Result<(), PortalError> {
    let binds = Binds::new().id(":submission_id", &submission);
    let sql = "
        UPDATE revisions
        SET announcements = announcements + 1
        WHERE submission_id = :submission_id";
    tx.run(sql, &*binds.params(), "count an announcement").map(drop)
}

/// Keeps the receipt of a revision that is held whole; `arrival` is the number of the event that
/// tells of it, in the same transaction.
pub fn deliver(
    tx: &Tx<'_>,
    submission: SubmissionId,
    receipt: &str,
    arrival: u64,
    at: Millis,
) -> Result<(), PortalError> {
    let binds = Binds::new()
        .id(":submission_id", &submission)
        .text(":receipt", receipt)
        .count(":arrival", arrival, "revisions")?
        .at(":delivered_ms", at);
    let sql = "
        UPDATE revisions
        SET receipt = :receipt, delivered_ms = :delivered_ms, arrival = :arrival
        WHERE submission_id = :submission_id";
    tx.run(sql, &*binds.params(), "keep a receipt").map(drop)
}

/// Ids of the revisions that lack nothing but their receipt.
pub fn whole_without_receipt(view: &View<'_>) -> Result<Vec<SubmissionId>, PortalError> {
    let sql = "
        SELECT submission_id FROM revisions
        WHERE receipt IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM parts
                WHERE parts.submission_id = revisions.submission_id AND parts.held_ms IS NULL
            )
        ORDER BY place";
    view.all(sql, [], |row| row::id(row, "submission_id"), "look for revisions without receipt")
}

fn read(row: &Row<'_>) -> rusqlite::Result<RevisionRow> {
    Ok(RevisionRow {
        submission: row::id(row, "submission_id")?,
        dossier: row::id(row, "dossier_id")?,
        revision: Revision::new(row.get("revision")?),
        parent: row::maybe_id(row, "parent_submission_id")?,
        desk: row::id(row, "desk_id")?,
        instance: row::id(row, "instance_id")?,
        epoch: Epoch::new(row.get("epoch")?),
        manifest_sha256: row::hash(row, "manifest_sha256")?,
        announcements: row.get("announcements")?,
        announced: row::millis(row, "announced_ms")?,
        delivered: row::maybe_millis(row, "delivered_ms")?,
        receipt: row.get("receipt")?,
        arrival: row::maybe_count(row, "arrival")?,
    })
}
