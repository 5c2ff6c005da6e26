//! The key that signs packages of the catalogue: its secret half is handed to whoever makes them, and
//! never lies with the gateway's data.

use std::path::{Path, PathBuf};

use files::{lies_inside, write_outside};
use seal::{SigningKey, key_file};
use serde::Serialize;
use wire::keys::catalogue_key_id;
use zeroize::Zeroizing;

use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::rotation::{own_root, sign_next_list};
use crate::store::{catalogue_keys, catalogues};

/// A key that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Made {
    /// Its name in what it signs.
    pub key_id: String,
    /// Where its secret half lies.
    pub file: PathBuf,
    /// Number of the list that vouches for it.
    pub serial: u32,
    /// The version of the package that desks are not offered any more, because an earlier key signed
    /// it: it is to be signed and published again. `None` when there is none.
    pub sign_again: Option<String>,
}

/// Makes a key that signs packages from now on, in the place of all earlier ones.
///
/// # Errors
/// `WrongRoot` when the file holds another gateway's root key; `KeyExists`, `KeyInside` when the new
/// file cannot be where it is wanted.
pub fn make(gateway: &Gateway, root: &Path, out: &Path) -> Result<Made, PortalError> {
    let root = own_root(gateway, root)?;
    if lies_inside(gateway.folder.root(), out) {
        return Err(PortalError::KeyInside);
    }
    if out.exists() {
        return Err(PortalError::KeyExists { file: out.to_owned() });
    }
    let seed = Zeroizing::new(gateway.world.bytes()?);
    let public = SigningKey::from_seed(&seed).public();
    let key_id = catalogue_key_id(&public);
    // The file first: a list that names a key which nobody has would leave the province without one.
    let text = key_file::text(key_file::CATALOGUE, &seed);
    write_outside(gateway.folder.root(), out, text.as_bytes())?;
    gateway.store.act("take a new key for the catalogue", |tx| {
        let at = gateway.now();
        catalogue_keys::insert(tx, &key_id, &public, at)?;
        catalogue_keys::retire_all_but(tx, &key_id, at)?;
        let serial = sign_next_list(gateway, tx, &root, at)?;
        let sign_again = catalogues::offered(&tx.view())?.map(|offered| offered.version);
        Ok(Made { key_id: key_id.clone(), file: out.to_owned(), serial, sign_again })
    })
}
