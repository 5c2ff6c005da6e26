//! How a gateway begins: keys outside, then the store, which gets its name last.

use std::path::Path;
use std::sync::Arc;

use domain::moment::Millis;
use domain::text::Line;
use files::{Folder, Holder, Lock, SyncPoint};
use seal::{Fingerprint, GatewayKey, PublicKey, SigningKey};
use wire::keys::{FORMAT, KeyLine, KeyList, Purpose};
use wire::known::Known;
use zeroize::Zeroizing;

use crate::error::PortalError;
use crate::gateway::{Gateway, PARTS, RESULTS, UPLOADS};
use crate::keys::KeyFolder;
use crate::store::gateway_row::GatewayRow;
use crate::store::key_lists::NewestList;
use crate::store::signing_keys::PublicLine;
use crate::store::{Store, Tx, View, catalogue_keys, gateway_row, key_lists, signing_keys};
use crate::world::World;

/// What a province says of its gateway.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// Code of the agency that runs it.
    pub agency: String,
    /// What people call it; the agency's code when empty.
    pub name: String,
    /// The oldest version of the desk that it talks to.
    pub min_client: String,
}

/// The oldest desk that a new gateway talks to.
pub const MIN_CLIENT: &str = "0.1.0";

/// Sets a gateway up; gives the name by which desks will know it.
///
/// # Errors
/// `KeyExists`, `KeysInside`, `AlreadySetUp`, `FolderNotEmpty`: nothing of anybody's is overwritten.
pub fn init(
    world: &World,
    data: &Path,
    keys: &Path,
    beginning: &Beginning,
) -> Result<Fingerprint, PortalError> {
    check(beginning)?;
    let folder = Folder::at(data, Arc::clone(&world.disk));
    let keys = KeyFolder::at(keys, world);
    // Once before anything is left in a folder that may be somebody's, and once with the lock held.
    check_place(&folder, &keys)?;
    folder.create(SyncPoint::GatewayDatabaseName)?;
    let _lock = Lock::take(folder.root(), &holder(world))?;
    check_place(&folder, &keys)?;
    Gateway::make_folders(&folder)?;

    let (gateway_seed, root_seed) = (seed(world)?, seed(world)?);
    let receipts = SigningKey::from_seed(&*seed(world)?);
    let (key, root) = (GatewayKey::new(*gateway_seed), SigningKey::from_seed(&root_seed));
    let at = world.now();
    let first = First { beginning, root: &root, receipts: &receipts, key: &key, at };
    Store::create(
        &folder,
        &key.store_key(),
        |tx| fill(tx, &first),
        || keys.keep(&gateway_seed, &root_seed),
    )?;
    Ok(root.public().fingerprint())
}

fn holder(world: &World) -> Holder {
    let program = "nopho-portal init".to_owned();
    Holder { program, pid: std::process::id(), since_ms: world.now().get() }
}

fn seed(world: &World) -> Result<Zeroizing<[u8; 32]>, PortalError> {
    Ok(Zeroizing::new(world.bytes()?))
}

fn check(beginning: &Beginning) -> Result<(), PortalError> {
    if Line::new(&beginning.agency).is_empty() {
        return Err(PortalError::BadValue { what: "--agency" });
    }
    if crate::http::client::version(&beginning.min_client).is_none() {
        return Err(PortalError::BadValue { what: "--min-client" });
    }
    Ok(())
}

/// Refuses places where something would be overwritten.
fn check_place(folder: &Folder, keys: &KeyFolder) -> Result<(), PortalError> {
    if Store::is_set_up(folder) {
        return Err(PortalError::AlreadySetUp);
    }
    keys.check_free(folder)?;
    check_empty(folder)
}

/// A folder with anything but what a set-up that was cut off leaves is somebody's.
fn check_empty(folder: &Folder) -> Result<(), PortalError> {
    const LEFT_OVERS: [&str; 5] = ["lock", "holder.json", UPLOADS, PARTS, RESULTS];
    let is_left_over =
        |name: &String| LEFT_OVERS.contains(&name.as_str()) || Store::is_left_over(name);
    if folder.list("")?.iter().all(is_left_over) {
        Ok(())
    } else {
        Err(PortalError::FolderNotEmpty)
    }
}

struct First<'a> {
    beginning: &'a Beginning,
    root: &'a SigningKey,
    receipts: &'a SigningKey,
    key: &'a GatewayKey,
    at: Millis,
}

fn fill(tx: &Tx<'_>, first: &First<'_>) -> Result<(), PortalError> {
    let (at, beginning) = (first.at, first.beginning);
    let key_id = signing_keys::name_of(&first.receipts.public());
    signing_keys::insert(tx, &key_id, first.receipts, at)?;
    let agency = Line::new(&beginning.agency);
    let name = Line::new(&beginning.name);
    let name = if name.is_empty() { agency.clone() } else { name };
    let row = GatewayRow {
        root: first.root.public(),
        agency: agency.as_str().to_owned(),
        name,
        era: 1,
        min_client: beginning.min_client.clone(),
        receipts_key: key_id,
        made: at,
    };
    gateway_row::insert(tx, &row)?;
    let vouched = Vouched::all(&tx.view(), first.key.identity().recipient())?;
    let list = signed_list(first.root, 1, at, &vouched)?;
    key_lists::insert(tx, &list, at)
}

/// The keys for which a list vouches, with the gateway's recipient for bundles.
pub(crate) struct Vouched {
    pub(crate) receipts: Vec<PublicLine>,
    pub(crate) catalogue: Vec<PublicLine>,
    pub(crate) bundles: seal::Recipient,
}

impl Vouched {
    /// All that the store has.
    pub(crate) fn all(view: &View<'_>, bundles: seal::Recipient) -> Result<Self, PortalError> {
        let (receipts, catalogue) = (signing_keys::all(view)?, catalogue_keys::all(view)?);
        Ok(Self { receipts, catalogue, bundles })
    }
}

/// The list that vouches for these keys, signed by the root.
pub(crate) fn signed_list(
    root: &SigningKey,
    serial: u32,
    issued_ms: Millis,
    vouched: &Vouched,
) -> Result<NewestList, PortalError> {
    let line = |id: &str, purpose, key: String, until_ms| KeyLine {
        id: id.to_owned(),
        purpose: Known::Word(purpose),
        key,
        until_ms,
    };
    let signing = |public: &PublicLine, purpose| {
        let key: PublicKey = public.key;
        line(&public.id, purpose, key.to_string(), public.until)
    };
    let receipts = vouched.receipts.iter().map(|public| signing(public, Purpose::Receipts));
    let catalogue = vouched.catalogue.iter().map(|public| signing(public, Purpose::Catalogue));
    let bundles = line("b1", Purpose::Bundles, vouched.bundles.to_string(), None);
    let keys = receipts.chain(catalogue).chain([bundles]).collect();
    let list = KeyList { format: FORMAT, root: root.public(), serial, issued_ms, keys };
    Ok(NewestList { serial, statement: list.sign(root)? })
}
