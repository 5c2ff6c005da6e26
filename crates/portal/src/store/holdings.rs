//! What the gateway holds or has heard of, as one desk may know it.

use domain::dossier::Revision;
use domain::ids::DeskId;
use rusqlite::Row;
use sqlite::{Ask, Binds, row};
use wire::feed::Holding;

use super::View;
use crate::error::PortalError;

/// A holding and its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its place, which stays.
    pub place: u64,
    /// What is held.
    pub holding: Holding,
}

const FOR_DESK: &str = "
    SELECT place, dossier_id, submission_id, revision, manifest_sha256, delivered_ms, status
    FROM revisions JOIN dossiers USING (dossier_id)
    WHERE place > :place
        AND (
            desk_id = :desk_id
            OR dossier_id IN (
                SELECT dossier_id FROM revisions
                WHERE desk_id = :desk_id AND delivered_ms IS NOT NULL
            )
        )
    ORDER BY place
    LIMIT :limit";

/// At most `limit` revisions after a place: the desk's own, and those of dossiers of which it
/// delivered one.
pub fn for_desk(
    view: &View<'_>,
    desk: DeskId,
    place: u64,
    limit: u32,
) -> Result<Vec<Placed>, PortalError> {
    let binds = Binds::new()
        .id(":desk_id", &desk)
        .count(":place", place, "revisions")?
        .with(":limit", limit);
    view.all(FOR_DESK, &*binds.params(), read, "read the holdings of a desk")
}

fn read(row: &Row<'_>) -> rusqlite::Result<Placed> {
    let holding = Holding {
        dossier_id: row::id(row, "dossier_id")?,
        submission_id: row::id(row, "submission_id")?,
        revision: Revision::new(row.get("revision")?),
        manifest_sha256: row::hash(row, "manifest_sha256")?,
        is_delivered: row::maybe_millis(row, "delivered_ms")?.is_some(),
        status: row.get::<_, Option<String>>("status")?.unwrap_or_default(),
    };
    Ok(Placed { place: row::count(row, "place")?, holding })
}
