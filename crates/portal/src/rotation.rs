//! How the key that signs is replaced by another one, which only the root can vouch for.

use std::path::Path;

use domain::moment::Millis;
use seal::SigningKey;
use zeroize::Zeroizing;

use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::keys;
use crate::numbers;
use crate::setup::{Vouched, signed_list};
use crate::store::{Tx, gateway_row, key_lists, signing_keys};

/// What a rotation left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// The key that signs from now on.
    pub key_id: String,
    /// Number of the list that vouches for it.
    pub serial: u32,
}

/// Lets a new key sign receipts, events and the time. The old one's secret half is forgotten; its
/// public half stays in the list, so that what it has signed until now can still be checked.
///
/// # Errors
/// `WrongRoot` when the file holds another gateway's root key.
pub fn rotate(gateway: &Gateway, root: &Path) -> Result<Rotated, PortalError> {
    let root = own_root(gateway, root)?;
    let seed = Zeroizing::new(gateway.world.bytes()?);
    let key = SigningKey::from_seed(&seed);
    gateway.store.act("rotate the keys", |tx| {
        // Not before the transaction: whoever was in it first has signed with the old key.
        let at = gateway.now();
        let key_id = signing_keys::name_of(&key.public());
        signing_keys::insert(tx, &key_id, &key, at)?;
        gateway_row::sign_with(tx, &key_id)?;
        signing_keys::retire_all_but(tx, &key_id, at)?;
        let serial = sign_next_list(gateway, tx, &root, at)?;
        Ok(Rotated { key_id, serial })
    })
}

/// Reads the root key, if it is this gateway's.
pub(crate) fn own_root(gateway: &Gateway, root: &Path) -> Result<SigningKey, PortalError> {
    let root = keys::root_key(root, &gateway.world)?;
    if root.public().fingerprint() == gateway.fingerprint() {
        Ok(root)
    } else {
        Err(PortalError::WrongRoot)
    }
}

/// Has the root vouch for the keys as they stand now; gives the number of the list.
pub(crate) fn sign_next_list(
    gateway: &Gateway,
    tx: &Tx<'_>,
    root: &SigningKey,
    at: Millis,
) -> Result<u32, PortalError> {
    let serial = numbers::next(key_lists::newest(&tx.view())?.serial, at);
    let vouched = Vouched::all(&tx.view(), gateway.identity.recipient())?;
    key_lists::insert(tx, &signed_list(root, serial, at, &vouched)?, at)?;
    Ok(serial)
}
