//! What has arrived, in the order in which it did: revisions that are here whole, and requests to
//! take a dossier back. A revision arrives with the event that tells of it, which may be later than
//! that of its successor.

use domain::ids::DossierId;
use sqlite::{Ask, Binds, row};

use super::{View, events};
use crate::error::PortalError;

/// A place in the order of arrivals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Arrived {
    /// The last event that is behind it.
    pub event: u64,
    /// The last withdrawal that is behind it.
    pub withdrawal: u64,
}

const SINCE: &str = "
    SELECT dossier_id FROM dossiers
    WHERE dossier_id IN (
            SELECT dossier_id FROM revisions WHERE arrival > :event
            UNION
            SELECT dossier_id FROM withdrawals WHERE rowid > :withdrawal
        )
        AND EXISTS (
            SELECT 1 FROM revisions
            WHERE revisions.dossier_id = dossiers.dossier_id AND delivered_ms IS NOT NULL
        )
    ORDER BY rowid";

/// The dossiers of which something has arrived after a place, in the order in which they were begun.
pub fn since(view: &View<'_>, place: Arrived) -> Result<Vec<DossierId>, PortalError> {
    let binds = Binds::new().count(":event", place.event, "revisions")?.count(
        ":withdrawal",
        place.withdrawal,
        "withdrawals",
    )?;
    view.all(SINCE, &*binds.params(), |row| row::id(row, "dossier_id"), "list what has arrived")
}

/// The place behind everything that has arrived.
pub fn newest(view: &View<'_>) -> Result<Arrived, PortalError> {
    let event = events::next_number(view)?.saturating_sub(1);
    let sql = "SELECT coalesce(max(rowid), 0) AS newest FROM withdrawals";
    let withdrawal =
        view.one(sql, [], |row| row::count(row, "newest"), "read the last withdrawal")?;
    Ok(Arrived { event, withdrawal: withdrawal.unwrap_or_default() })
}
