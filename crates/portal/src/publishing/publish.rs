//! Publishes a package: it is verified as a desk will verify it, and read whole, before any desk is
//! offered it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use catalogue::package::{Package, PackageFault, Version};
use domain::moment::Millis;
use seal::hash::hash;
use seal::{JwsFault, Sha256};
use serde::Serialize;
use wire::capabilities::LONGEST_CATALOGUE;
use wire::keys::KeyRing;

use super::fault::PublishError;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::store::catalogues::CatalogueRow;
use crate::store::{View, catalogue_keys, catalogues, gateway_row, key_lists};

/// Which packages are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Only one that is not older than the one that desks are offered.
    Forward,
    /// Also an older one. A desk that has a later one already keeps that.
    AlsoBack,
}

/// A package that desks are offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// Its version.
    pub version: String,
    /// SHA-256 of the file, by which desks ask for it.
    pub hash: Sha256,
    /// Size of the file.
    pub bytes: u64,
    /// Hash of its contents, the same whoever signed it.
    pub contents: Sha256,
    /// The key that signed it.
    pub key_id: String,
    /// Whether desks believe that key. They are not told of a package whose key they do not believe.
    pub is_believed: bool,
    /// When it was made.
    pub made_ms: Millis,
    /// When it was published.
    pub published_ms: Millis,
}

impl Offered {
    fn of(row: CatalogueRow, is_believed: bool) -> Self {
        Self {
            version: row.version,
            hash: row.sha256,
            bytes: row.size,
            contents: row.contents,
            key_id: row.key_id,
            is_believed,
            made_ms: row.made,
            published_ms: row.published,
        }
    }
}

/// Offers a package to all desks. The same file again changes nothing.
///
/// # Errors
/// What is wrong with it; what desks are offered stays as it was then.
pub fn publish(gateway: &Gateway, file: &Path, order: Order) -> Result<Offered, PublishError> {
    let bytes = read(file)?;
    let package = verified(gateway, &bytes)?;
    let contents = package.contents();
    let row = CatalogueRow {
        sha256: hash(&bytes),
        size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        version: contents.version.to_string(),
        contents: package.hash(),
        key_id: package.key_id().unwrap_or_default(),
        made: contents.made_ms,
        published: gateway.now(),
    };
    let published = gateway.store.act("publish a catalogue", |tx| {
        let view = tx.view();
        if !is_believed(&view, &row.key_id)? {
            return Err(PublishError::RetiredKey);
        }
        let offered = catalogues::offered(&view)?;
        if let Some(same) = offered.as_ref().filter(|offered| offered.sha256 == row.sha256) {
            return Ok(same.clone());
        }
        check_place(&view, &row, contents.version, offered.as_ref(), order)?;
        catalogues::offer(tx, &row, &bytes, gateway.policy.catalogues_kept)?;
        Ok(row)
    })?;
    Ok(Offered::of(published, true))
}

/// The package that desks are offered.
pub fn offered(gateway: &Gateway) -> Result<Option<Offered>, PortalError> {
    gateway.store.look(|view| {
        let Some(row) = catalogues::offered(view)? else { return Ok(None) };
        let is_believed = is_believed(view, &row.key_id)?;
        Ok(Some(Offered::of(row, is_believed)))
    })
}

fn read(path: &Path) -> Result<Vec<u8>, PublishError> {
    let file = File::open(path).map_err(|_| PublishError::Unreadable)?;
    if !file.metadata().is_ok_and(|known| known.is_file()) {
        return Err(PublishError::Unreadable);
    }
    let mut bytes = Vec::new();
    let read = file.take(LONGEST_CATALOGUE + 1).read_to_end(&mut bytes);
    read.map_err(|_| PublishError::Unreadable)?;
    if bytes.len() as u64 > LONGEST_CATALOGUE {
        return Err(PublishError::TooLarge);
    }
    Ok(bytes)
}

/// The package, if a desk that has the newest list of keys would take it.
fn verified(gateway: &Gateway, bytes: &[u8]) -> Result<Package, PublishError> {
    let (ring, known) = gateway.store.look(|view| {
        let (root, list) = (gateway_row::get(view)?.root, key_lists::newest(view)?);
        let ring = KeyRing::open(&list.statement, &root, 0);
        let ring = ring.map_err(|_| PortalError::Row { table: "key_lists", what: "statement" })?;
        Ok::<_, PortalError>((ring, catalogue_keys::all(view)?))
    })?;
    let package = Package::open(bytes, |id| ring.catalogue_key(id)).map_err(|fault| {
        let named = || Package::open_trusted(bytes).ok()?.key_id();
        let is_ours = |id: String| known.iter().any(|key| key.id == id);
        match fault {
            PackageFault::Signature(JwsFault::UnknownKey) if named().is_some_and(is_ours) => {
                PublishError::RetiredKey
            }
            fault => fault.into(),
        }
    })?;
    package.catalogue().map_err(PackageFault::from)?;
    Ok(package)
}

/// Whether a key signs packages now.
pub(crate) fn is_believed(view: &View<'_>, key_id: &str) -> Result<bool, PortalError> {
    let keys = catalogue_keys::all(view)?;
    Ok(keys.iter().any(|key| key.id == key_id && key.until.is_none()))
}

fn check_place(
    view: &View<'_>,
    row: &CatalogueRow,
    version: Version,
    offered: Option<&CatalogueRow>,
    order: Order,
) -> Result<(), PublishError> {
    if catalogues::contents_of(view, &row.version)?.is_some_and(|known| known != row.contents) {
        return Err(PublishError::SameVersion { version: row.version.clone() });
    }
    let Some(offered) = offered.filter(|_| order == Order::Forward) else { return Ok(()) };
    match offered.version.parse::<Version>() {
        Ok(known) if version < known => Err(PublishError::Older {
            version: row.version.clone(),
            offered: offered.version.clone(),
        }),
        Ok(_) | Err(_) => Ok(()),
    }
}
