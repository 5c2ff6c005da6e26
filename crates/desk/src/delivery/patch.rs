//! What makes the offered package of one that is here: only what is new comes by the road. It is judged as
//! a package that came whole, but for the hash of the file, which is made of other bytes here; whatever is
//! wrong with it, the package itself is asked for, and only that is ever refused.

use ::catalogue::package::{Delta, Package, Version};
use ::catalogue::shipped;
use domain::actor::Actor;
use seal::Sha256;
use store::catalogues::{self as rows, Trust};
use wire::capabilities::CatalogueLine;

use super::offer;
use crate::catalogues::{self, Candidate};
use crate::error::DeskError;
use crate::offers::{Shelf, Standing};
use crate::session::Desk;

/// What became of it.
pub(super) enum Patched {
    /// The package of this version is in use.
    Taken(String),
    /// The desk does not want it any more.
    Unwanted,
    /// It does not make the package.
    Unfit,
    /// It is nothing of the kind.
    Foreign,
}

/// The contents of which the gateway most likely knows how the offered package differs: of the latest
/// package for which a gateway vouched, or of the program's own. What nobody vouches for is not named.
pub(super) fn base(desk: &Desk) -> Result<Option<Sha256>, DeskError> {
    let kept = desk.store.look(rows::all)?.into_iter();
    let signed = kept.filter(|row| row.trust == Trust::Signed);
    let latest = signed.max_by_key(|row| (row.version.parse::<Version>().ok(), row.stamp.seq));
    let own = || desk.world.catalogue.as_ref().ok()?.hash();
    Ok(latest.map(|row| row.hash).or_else(own))
}

/// Makes the package and takes it into use. The desk stays as it was otherwise.
///
/// # Errors
/// When the list is not to be believed, or nothing could be kept.
pub(super) fn take(
    desk: &Desk,
    actor: Actor,
    offered: &CatalogueLine,
    keys: &str,
    bytes: &[u8],
) -> Result<Patched, DeskError> {
    if !Delta::is_one(bytes) {
        return Ok(Patched::Foreign);
    }
    offer::take_keys(desk, actor, keys)?;
    // Somebody may have brought one by hand while this one was on its way.
    if Shelf::of(desk)?.standing(offered) != Standing::Coming {
        return Ok(Patched::Unwanted);
    }
    let Some(candidate) = made(desk, offered, bytes)? else { return Ok(Patched::Unfit) };
    Ok(offer::import(desk, actor, candidate)?.map_or(Patched::Unwanted, Patched::Taken))
}

/// The offered package, if it can be made and is as good as one that came whole.
fn made(
    desk: &Desk,
    offered: &CatalogueLine,
    bytes: &[u8],
) -> Result<Option<Candidate>, DeskError> {
    let Ok(delta) = Delta::read(bytes) else { return Ok(None) };
    let Some(base) = base_package(desk, &delta.base())? else { return Ok(None) };
    match catalogues::vouched(desk, |ring| delta.onto(&base, |id| ring.catalogue_key(id))) {
        Ok(candidate) => {
            let version = candidate.package().contents().version.to_string();
            Ok((version == offered.version).then_some(candidate))
        }
        Err(DeskError::Package(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// The package with these contents, if it is here and whole.
fn base_package(desk: &Desk, contents: &Sha256) -> Result<Option<Package>, DeskError> {
    let bytes = desk.store.look(|view| rows::package(view, contents))?;
    if let Some(bytes) = bytes {
        return Ok(Package::open_trusted(&bytes).ok());
    }
    let own = desk.world.catalogue.as_ref().ok();
    let own = own.filter(|own| own.hash() == Some(*contents));
    Ok(own.and_then(|own| shipped::package(own).ok()))
}
