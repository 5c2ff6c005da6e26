//! What a desk that is not at the head may know of the revision that is: enough for its clerk to see
//! both and to choose, and nothing that was declared. No file's name, because people put names of
//! persons into them, and no hash of one, because that would be an oracle. What the agency says of the
//! dossier is told to desks that have delivered a revision of it, as everywhere else.

use domain::ids::{DeskId, DossierId};
use domain::moment::Millis;
use wire::announcement::{Head, Outline, OutlinedPaper};

use crate::error::PortalError;
use crate::refusal::Refusal;
use crate::store::dossiers::DossierRow;
use crate::store::parts::{self, PartRow};
use crate::store::revisions::{self, RevisionRow};
use crate::store::{View, desks};

/// Adds the outline of the head to a refusal that names it.
pub(super) fn outlined(
    view: &View<'_>,
    refusal: Refusal,
    head: Option<&RevisionRow>,
    dossier: Option<&DossierRow>,
    asker: Asker,
) -> Refusal {
    let Refusal::Problem(mut problem) = refusal else { return refusal };
    if let (Some(told), Some(row)) = (problem.head.as_mut(), head) {
        match outline(view, row, dossier, asker) {
            Ok(outline) => *told = Head { outline: Some(Box::new(outline)), ..told.clone() },
            Err(failure) => return Refusal::Failed(failure),
        }
    }
    Refusal::Problem(problem)
}

/// Who is told, and when.
#[derive(Clone, Copy)]
pub(super) struct Asker {
    pub(super) desk: DeskId,
    pub(super) at: Millis,
}

fn outline(
    view: &View<'_>,
    head: &RevisionRow,
    dossier: Option<&DossierRow>,
    asker: Asker,
) -> Result<Outline, PortalError> {
    let desk = desks::get(view, head.desk)?;
    let parts = parts::of(view, head.submission)?;
    let has_delivered = has_delivered(view, head.dossier, asker.desk)?;
    let status = dossier.and_then(|row| row.standing.status.clone());
    Ok(Outline {
        desk_prefix: desk.as_ref().map(|desk| desk.prefix.clone()).unwrap_or_default(),
        desk_name: desk.map(|desk| desk.name.to_string()).unwrap_or_default(),
        announced_ms: head.announced,
        delivered_ms: head.delivered,
        papers: parts.into_iter().filter_map(paper).collect(),
        status: status.filter(|_| has_delivered),
        told_ms: asker.at,
    })
}

fn paper(part: PartRow) -> Option<OutlinedPaper> {
    let size = part.size;
    part.component.map(|component| OutlinedPaper { component, size })
}

fn has_delivered(view: &View<'_>, dossier: DossierId, desk: DeskId) -> Result<bool, PortalError> {
    let revisions = revisions::of(view, dossier)?;
    Ok(revisions.iter().any(|row| row.desk == desk && row.delivered.is_some()))
}
