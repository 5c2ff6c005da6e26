//! What a desk fetches of the package that desks are offered: the whole, or only what makes it of a package
//! that the desk has. A delta is made when the first desk asks for it, and kept for those who ask next.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use catalogue::package::Package;
use catalogue::shipped;
use seal::Sha256;
use seal::hash::hash;

use super::fetching;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::refusal::Refusal;
use crate::store::catalogues;

/// What a desk fetches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// SHA-256 of the bytes.
    pub sha256: Sha256,
    /// The bytes, held once for all who fetch them at the same time.
    pub bytes: Arc<[u8]>,
}

/// The deltas that were made last.
#[derive(Debug, Default)]
pub(crate) struct Deltas {
    /// Held while one is made: the next one who asks for the same waits for it.
    made: Mutex<VecDeque<Made>>,
    /// By which the contents are known that come with the program.
    own: OnceLock<Option<Sha256>>,
}

/// A delta from one package to another; without a file where the whole is no longer.
#[derive(Debug)]
struct Made {
    base: Sha256,
    offered: Sha256,
    file: Option<Fetched>,
}

/// The offered package, if it is this one, for a desk that has the one with the contents `since`.
///
/// # Errors
/// `NotFound` when desks are not offered it.
pub fn catalogue(
    gateway: &Gateway,
    sha256: &Sha256,
    since: Option<&Sha256>,
) -> Result<Fetched, Refusal> {
    let whole = fetching::catalogue(gateway, sha256)?;
    let whole = Fetched { sha256: *sha256, bytes: whole };
    let Some(base) = since else { return Ok(whole) };
    Ok(delta(gateway, base, &whole)?.unwrap_or(whole))
}

fn delta(
    gateway: &Gateway,
    base: &Sha256,
    whole: &Fetched,
) -> Result<Option<Fetched>, PortalError> {
    let mut made = gateway.deltas.made.lock().unwrap_or_else(PoisonError::into_inner);
    let is_it = |known: &&Made| known.base == *base && known.offered == whole.sha256;
    if let Some(known) = made.iter().find(is_it) {
        return Ok(known.file.clone());
    }
    let Some(known) = base_package(gateway, base)? else { return Ok(None) };
    let file = between(&known, &whole.bytes);
    // No more than there are packages to build on: those that are kept, the offered one and the program's.
    let most = gateway.policy.catalogues_kept.saturating_add(2);
    while made.len() >= usize::try_from(most).unwrap_or(usize::MAX) {
        made.pop_front();
    }
    made.push_back(Made { base: *base, offered: whole.sha256, file: file.clone() });
    Ok(file)
}

/// What makes one package of the other, if it is any shorter.
fn between(base: &Package, whole: &[u8]) -> Option<Fetched> {
    let offered = Package::open_trusted(whole).ok()?;
    let bytes = offered.since(base).ok()??;
    let is_shorter = bytes.len() < whole.len();
    is_shorter.then(|| Fetched { sha256: hash(&bytes), bytes: bytes.into() })
}

/// A package that is still known here: it was published, or comes with the program.
fn base_package(gateway: &Gateway, contents: &Sha256) -> Result<Option<Package>, PortalError> {
    let bytes = gateway.store.look(|view| catalogues::with_contents(view, contents))?;
    if let Some(bytes) = bytes {
        return Ok(Package::open_trusted(&bytes).ok());
    }
    let own = || shipped::catalogue().ok()?.hash();
    if *gateway.deltas.own.get_or_init(own) != Some(*contents) {
        return Ok(None);
    }
    Ok(shipped::catalogue().ok().and_then(|own| shipped::package(&own).ok()))
}
