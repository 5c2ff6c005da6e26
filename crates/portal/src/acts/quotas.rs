//! What one desk may have unfinished here. Whoever has more is asked to come later and finish first;
//! no other desk is touched.
//!
//! The part that grows is not counted against itself: a desk at its limit can always finish the part
//! that it sent last, which makes room again. So a desk has at most one part more than its limit.

use domain::ids::{DeskId, SubmissionId};

use crate::gateway::Gateway;
use crate::policy::QUOTA_RETRY_S;
use crate::refusal::Refusal;
use crate::store::{View, uploads};

/// Whether uploads of one desk may grow of which so many bytes are here.
///
/// # Errors
/// `Later` when what its other unfinished parts have here is as much as it may have.
pub(super) fn may_grow(
    gateway: &Gateway,
    view: &View<'_>,
    desk: DeskId,
    here: impl Iterator<Item = u64>,
) -> Result<(), Refusal> {
    let largest = here.max().unwrap_or(0);
    let others = uploads::unfinished_bytes(view, desk)?.saturating_sub(largest);
    if others < gateway.policy.desk_unfinished_bytes {
        return Ok(());
    }
    Err(Refusal::later("too many bytes of unfinished parts of this desk", QUOTA_RETRY_S))
}

/// Whether a desk may have one more announcement, which is here already, of which parts are missing.
///
/// # Errors
/// `Later` when it has too many.
pub(super) fn may_wait(
    gateway: &Gateway,
    view: &View<'_>,
    desk: DeskId,
    submission: SubmissionId,
) -> Result<(), Refusal> {
    let has_all = !uploads::is_awaited(view, submission)?;
    let most = u64::from(gateway.policy.desk_unfinished);
    if has_all || uploads::unfinished_revisions(view, desk)? <= most {
        return Ok(());
    }
    Err(Refusal::later("too many unfinished announcements of this desk", QUOTA_RETRY_S))
}
