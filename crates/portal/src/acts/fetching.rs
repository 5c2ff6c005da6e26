//! Gives a desk what the gateway publishes, and the result files of its dossiers.

use std::sync::{Arc, PoisonError};

use domain::ids::{DeskId, DossierId};
use seal::Sha256;
use seal::hash::hash;
use wire::capabilities::{Capabilities, CatalogueLine};
use wire::path::KeysReply;
use wire::problem::Reason;

use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::policy::FORM_MEDIA;
use crate::publishing::publish;
use crate::refusal::Refusal;
use crate::store::DATABASE;
use crate::store::catalogues::CatalogueRow;
use crate::store::results::ResultRow;
use crate::store::{catalogues, events, gateway_row, key_lists, results};

/// What the gateway takes.
pub fn capabilities(gateway: &Gateway) -> Result<Capabilities, PortalError> {
    let (row, keys, catalogue) = gateway.store.look(|view| {
        let offered = catalogues::offered(view)?;
        // A desk would fetch it, and refuse it.
        let is_believed = match &offered {
            Some(offered) => publish::is_believed(view, &offered.key_id)?,
            None => false,
        };
        let offered = offered.filter(|_| is_believed);
        let keys = key_lists::newest(view)?;
        Ok::<_, PortalError>((gateway_row::get(view)?, keys, offered))
    })?;
    let policy = &gateway.policy;
    let mut media = vec![FORM_MEDIA.to_owned()];
    media.extend(policy.media.iter().cloned());
    let told = Capabilities {
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
        keys_serial: Some(keys.serial),
        streams: vec![wire::stream::PROTOCOL.to_owned()],
        catalogue: catalogue.map(|row| CatalogueLine {
            version: row.version,
            hash: row.sha256,
            bytes: row.size,
        }),
        mark: None,
    };
    let mark = serde_json::to_vec(&told).ok().map(|text| mark(&text));
    Ok(Capabilities { mark, ..told })
}

/// Long enough that two are never the same by chance.
const MARK_CHARS: usize = 16;

fn mark(text: &[u8]) -> String {
    let mut mark = hash(text).to_string();
    mark.truncate(MARK_CHARS);
    mark
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

/// The file of the package that desks are offered, if it is this one.
pub fn catalogue(gateway: &Gateway, sha256: &Sha256) -> Result<Arc<[u8]>, Refusal> {
    let is_offered = |row: CatalogueRow| row.sha256 == *sha256;
    if !gateway.store.look(catalogues::offered)?.is_some_and(is_offered) {
        return Err(no_such_catalogue());
    }
    let mut last = gateway.last_catalogue.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, bytes)) = last.as_ref().filter(|(known, _)| known == sha256) {
        return Ok(Arc::clone(bytes));
    }
    let found = gateway.store.look(|view| catalogues::package(view, sha256))?;
    let bytes: Arc<[u8]> = found.ok_or_else(no_such_catalogue)?.into();
    if hash(&bytes) != *sha256 {
        return Err(PortalError::DamagedFile { name: DATABASE.to_owned() }.into());
    }
    *last = Some((*sha256, Arc::clone(&bytes)));
    Ok(bytes)
}

fn no_such_catalogue() -> Refusal {
    Refusal::new(Reason::NotFound, "no such package of the catalogue")
}
