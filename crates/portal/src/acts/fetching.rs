//! Gives a desk what the gateway publishes, and the result files of its dossiers.

use domain::ids::{DeskId, DossierId};
use seal::Sha256;
use wire::capabilities::Capabilities;
use wire::path::KeysReply;
use wire::problem::Reason;

use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::policy::FORM_MEDIA;
use crate::refusal::Refusal;
use crate::store::results::ResultRow;
use crate::store::{events, gateway_row, key_lists, results};

/// What the gateway takes.
pub fn capabilities(gateway: &Gateway) -> Result<Capabilities, PortalError> {
    let row = gateway.store.look(gateway_row::get)?;
    let policy = &gateway.policy;
    let mut media = vec![FORM_MEDIA.to_owned()];
    media.extend(policy.media.iter().cloned());
    Ok(Capabilities {
        gateway: row.fingerprint(),
        name: row.name,
        agency: row.agency,
        era: row.era,
        min_client: row.min_client,
        media,
        max_part_bytes: policy.max_part_bytes,
        max_parts: policy.max_parts,
        max_announcements: policy.max_announcements,
        max_request_bytes: policy.max_request_bytes,
        max_slice_bytes: policy.max_slice_bytes,
        unfinished_kept_ms: policy.unfinished_kept_ms,
    })
}

/// The newest list of keys.
pub fn keys(gateway: &Gateway) -> Result<KeysReply, PortalError> {
    gateway.store.look(|view| {
        gateway.follow_signer(view)?;
        Ok(KeysReply { keys: key_lists::newest(view)?.statement })
    })
}

/// A result file of which this desk was told.
pub fn result(
    gateway: &Gateway,
    desk: DeskId,
    dossier: DossierId,
    sha256: &Sha256,
) -> Result<ResultRow, Refusal> {
    let found = gateway.store.look(|view| {
        let is_theirs = events::has_told_of(view, desk, dossier, sha256)?;
        let found = results::get(view, dossier, sha256)?;
        Ok::<_, PortalError>(found.filter(|_| is_theirs))
    })?;
    found.ok_or_else(|| Refusal::new(Reason::NotFound, "no such result"))
}
