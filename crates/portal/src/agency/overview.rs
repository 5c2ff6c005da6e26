//! The list of what has been announced, one line for each revision, in the order of announcing.

use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, SubmissionId};
use domain::moment::Millis;
use domain::procedure::{ComponentId, ProcedureCode};
use domain::provisional_code::OfficialCode;
use domain::text::Line;
use seal::Sha256;
use serde::Serialize;

use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::store::dossiers::DossierRow;
use crate::store::parts::PartRow;
use crate::store::revisions::RevisionRow;
use crate::store::{View, dossiers, parts, revisions};

/// One revision, with its dossier's standing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The dossier, for life.
    pub dossier_id: DossierId,
    /// The idempotency key.
    pub submission_id: SubmissionId,
    /// Number of the revision.
    pub revision: Revision,
    /// The agency's code.
    pub official_code: Option<OfficialCode>,
    /// The code on the resident's paper.
    pub provisional_code: Option<String>,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The agency's status code of the dossier, as it came; `None` while nothing is here whole.
    pub status: Option<String>,
    /// When the gateway first heard of the revision (RFC 3339, +07:00).
    pub announced_at: String,
    /// When it held every byte (RFC 3339, +07:00).
    pub delivered_at: Option<String>,
    /// When the agency officially took the dossier in (RFC 3339, +07:00).
    pub received_at: Option<String>,
    /// The parts, as the manifest lists them.
    pub parts: Vec<ListedPart>,
    /// How often this very manifest has become a revision that is here whole: never more than once.
    pub deliveries: u32,
    /// How often it was announced; more than once after a lost answer.
    pub announcements: u32,
    /// The desk that sealed it.
    pub desk: DeskId,
    /// SHA-256 of its manifest.
    pub manifest_sha256: Sha256,
}

/// One part of a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedPart {
    /// Which component it is; `None` for the form.
    pub component: Option<ComponentId>,
    /// File name.
    pub name: Line,
    /// SHA-256 of its bytes.
    pub sha256: Sha256,
    /// Size in bytes.
    pub size: u64,
    /// Whether it is here whole.
    pub is_held: bool,
}

/// Every revision, or those of the dossiers that have this status.
pub fn list(gateway: &Gateway, status: Option<&str>) -> Result<Vec<Listed>, PortalError> {
    gateway.store.look(|view| {
        let mut lines = Vec::new();
        for revision in revisions::all(view)? {
            let dossier = dossiers::get(view, revision.dossier)?;
            let dossier =
                dossier.ok_or(PortalError::Row { table: "revisions", what: "dossier" })?;
            if status.is_none_or(|wanted| dossier.standing.status.as_deref() == Some(wanted)) {
                lines.push(line(view, &dossier, &revision)?);
            }
        }
        Ok(lines)
    })
}

pub(crate) fn line(
    view: &View<'_>,
    dossier: &DossierRow,
    revision: &RevisionRow,
) -> Result<Listed, PortalError> {
    Ok(Listed {
        dossier_id: dossier.dossier,
        submission_id: revision.submission,
        revision: revision.revision,
        official_code: dossier.standing.official_code.clone(),
        provisional_code: dossier.provisional_code.clone(),
        procedure: dossier.procedure.clone(),
        status: dossier.standing.status.clone(),
        announced_at: rfc3339(revision.announced),
        delivered_at: revision.delivered.map(rfc3339),
        received_at: dossier.standing.received.map(rfc3339),
        parts: parts::of(view, revision.submission)?.into_iter().map(part).collect(),
        deliveries: revisions::deliveries(view, &revision.manifest_sha256)?,
        announcements: revision.announcements,
        desk: revision.desk,
        manifest_sha256: revision.manifest_sha256,
    })
}

fn part(row: PartRow) -> ListedPart {
    ListedPart {
        component: row.component,
        name: row.name,
        sha256: row.sha256,
        size: row.size,
        is_held: row.held.is_some(),
    }
}

/// A moment as RFC 3339 writes it, on a Vietnamese wall clock: `2026-11-22T08:30:00+07:00`.
pub fn rfc3339(at: Millis) -> String {
    format!("{}+07:00", at.civil().format("%Y-%m-%dT%H:%M:%S%.3f"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moment_is_written_as_a_vietnamese_clock_shows_it() {
        assert_eq!(rfc3339(Millis::new(1_795_195_800_000)), "2026-11-21T00:30:00.000+07:00");
    }
}
