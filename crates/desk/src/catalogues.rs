//! The packages of the catalogue at this desk: which one is in use, under which one a dossier was
//! taken in, and how another one comes here.
//!
//! A package is verified and read whole before anything changes, and is taken into use in one
//! transaction: one that is refused leaves the desk as it was. A dossier goes on under the package
//! under which it was begun, for as long as that package is here, and it is kept for that.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use ::catalogue::Catalogue;
use ::catalogue::package::{Package, PackageFiles, Version};
use domain::actor::Actor;
use domain::ids::DossierId;
use domain::kinds::Role;
use domain::moment::{Millis, Stamp};
use machine::failpoint;
use seal::Sha256;
use serde_json::json;
use store::catalogues::{self, CatalogueRow, Pin, Trust};
use store::dossiers::{self, DossierRow};
use store::gateway;
use store::revisions;
use store::{Store, Tx};
use wire::keys::KeyRing;

use crate::almanac::Almanac;
use crate::catalogue;
use crate::drafts::current;
use crate::error::DeskError;
use crate::gateway::keys_of;
use crate::journal::Entry;
use crate::session::Desk;
use crate::world::World;

pub use ::catalogue::package::PackageFault;
pub use store::catalogues::{CatalogueRow as Row, Trust as Why};

/// How many packages are kept though nothing needs them: to go back to.
const SPARED: u32 = 3;

/// The catalogue in use, and why it is believed.
#[derive(Debug, Clone)]
pub struct InUse {
    /// The catalogue.
    pub catalogue: Arc<Catalogue>,
    /// Why it is believed.
    pub trust: Trust,
    /// The version of the package that should be in use and cannot be read.
    pub unreadable: Option<String>,
    /// By which places and days the desk goes meanwhile.
    pub almanac: Almanac,
}

/// The one that comes with a program.
///
/// # Errors
/// `Catalogue` when it cannot be read.
pub fn own(world: &World) -> Result<InUse, DeskError> {
    let catalogue = world.catalogue.clone().map_err(DeskError::Catalogue)?;
    let almanac = Almanac::of_program(&catalogue).map_err(DeskError::Catalogue)?;
    Ok(InUse { catalogue, trust: Trust::Shipped, unreadable: None, almanac })
}

/// What a desk knows of its packages while it is open.
pub(crate) struct Catalogues {
    /// Held while the one in use is judged and replaced, in the store and here.
    changing: Mutex<()>,
    in_use: RwLock<InUse>,
    /// The program's own.
    own: InUse,
    /// Those under which dossiers were taken in, as far as somebody has looked at one; `None` for one
    /// that is not here.
    pinned: Mutex<BTreeMap<Sha256, Option<Kept>>>,
}

/// A package that was read again.
#[derive(Clone)]
struct Kept {
    catalogue: Arc<Catalogue>,
    trust: Trust,
}

impl InUse {
    /// Another package in the place of the program's own.
    fn replaced_by(&self, Kept { catalogue, trust }: Kept) -> Self {
        let almanac = self.almanac.under(&catalogue);
        Self { catalogue, trust, unreadable: None, almanac }
    }
}

impl Catalogues {
    /// The package in use, or the program's own where there is none or it cannot be read.
    pub(crate) fn at_opening(store: &Store, own: InUse) -> Result<Self, DeskError> {
        let rows = store.look(catalogues::all)?;
        let in_use = match rows.into_iter().find(|row| row.is_in_use) {
            None => own.clone(),
            Some(row) => match kept(store, &row)? {
                Some(kept) => own.replaced_by(kept),
                None => InUse { unreadable: Some(row.version), ..own.clone() },
            },
        };
        Ok(Self {
            own,
            changing: Mutex::default(),
            in_use: RwLock::new(in_use),
            pinned: Mutex::default(),
        })
    }

    pub(crate) fn in_use(&self) -> InUse {
        self.in_use.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn take_into_use(&self, in_use: InUse) {
        *self.in_use.write().unwrap_or_else(PoisonError::into_inner) = in_use;
        // What was not here may be now.
        held(&self.pinned).clear();
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A kept package, read again; `None` when it is damaged.
fn kept(store: &Store, row: &CatalogueRow) -> Result<Option<Kept>, DeskError> {
    let bytes = store.look(|view| catalogues::package(view, &row.hash))?;
    // Not within the look: others want to read meanwhile.
    let package = bytes.and_then(|bytes| Package::open_trusted(&bytes).ok());
    let package = package.filter(|package| package.hash() == row.hash);
    let catalogue = package.and_then(|package| package.catalogue_again().ok()).map(Arc::new);
    Ok(catalogue.map(|catalogue| Kept { catalogue, trust: row.trust }))
}

/// The catalogue under which a dossier was taken in. Where its package is not here any more, the one
/// in use.
pub fn of(desk: &Desk, row: &DossierRow) -> Result<Arc<Catalogue>, DeskError> {
    Ok(with_trust(desk, row)?.0)
}

/// The same, and why it is believed.
pub(crate) fn with_trust(
    desk: &Desk,
    row: &DossierRow,
) -> Result<(Arc<Catalogue>, Trust), DeskError> {
    let InUse { catalogue, trust, .. } = desk.catalogue_in_use();
    let Some(pin) = row.pin.as_ref().filter(|pin| catalogue.hash() != Some(pin.hash)) else {
        return Ok((catalogue, trust));
    };
    let known = held(&desk.catalogues.pinned).get(&pin.hash).cloned();
    let found = if let Some(known) = known {
        known
    } else {
        let found = pinned(desk, &pin.hash)?;
        held(&desk.catalogues.pinned).insert(pin.hash, found.clone());
        found
    };
    Ok(found.map_or((catalogue, trust), |kept| (kept.catalogue, kept.trust)))
}

fn pinned(desk: &Desk, hash: &Sha256) -> Result<Option<Kept>, DeskError> {
    if let Ok(own) = &desk.world.catalogue
        && own.hash() == Some(*hash)
    {
        return Ok(Some(Kept { catalogue: Arc::clone(own), trust: Trust::Shipped }));
    }
    let rows = desk.store.look(catalogues::all)?;
    match rows.iter().find(|row| row.hash == *hash) {
        Some(row) => kept(&desk.store, row),
        None => Ok(None),
    }
}

/// Under which catalogue a new dossier is taken in; what it needs of it is kept from now on.
pub(crate) fn pin(
    desk: &Desk,
    tx: &Tx<'_>,
    stamp: &Stamp,
    row: &DossierRow,
) -> Result<Option<Pin>, DeskError> {
    let catalogue = desk.catalogue();
    let Some(hash) = catalogue.hash() else { return Ok(None) };
    let unknown = || DeskError::UnknownProcedure { code: row.procedure.clone() };
    let procedure = catalogue.procedure(&row.procedure).ok_or_else(unknown)?;
    if !catalogues::has(&tx.view(), &hash)? {
        keep_own(tx, stamp, &catalogue, hash)?;
    }
    Ok(Some(Pin {
        version: catalogue.version().to_owned(),
        hash,
        procedure: procedure.entry_hash(),
        form: catalogue.form_hash(procedure),
    }))
}

/// Keeps the program's own package: the next program may come with another one.
fn keep_own(
    tx: &Tx<'_>,
    stamp: &Stamp,
    catalogue: &Catalogue,
    hash: Sha256,
) -> Result<(), DeskError> {
    let package = ::catalogue::shipped::package(catalogue)?;
    if package.hash() != hash {
        return Ok(());
    }
    keep(tx, &package, Trust::Shipped, *stamp)
}

fn keep(tx: &Tx<'_>, package: &Package, trust: Trust, stamp: Stamp) -> Result<(), DeskError> {
    let contents = package.contents();
    let row = CatalogueRow {
        hash: package.hash(),
        version: contents.version.to_string(),
        name: contents.name.in_("vi").to_owned(),
        trust,
        key_id: package.key_id().filter(|_| trust == Trust::Signed),
        made: contents.made_ms,
        is_in_use: false,
        stamp,
    };
    // Only memory could fail: what was inflated can be deflated.
    let bytes = package.bytes().map_err(|_| PackageFault::CutOff)?;
    Ok(catalogues::keep(tx, &row, &bytes)?)
}

/// What was opened and may be taken into use.
pub struct Candidate {
    package: Package,
    catalogue: Arc<Catalogue>,
    trust: Trust,
}

impl Candidate {
    /// The package.
    pub fn package(&self) -> &Package {
        &self.package
    }

    /// The catalogue in it.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }
}

/// Opens a package that a key signed for which this desk's gateway vouches. Nothing changes yet.
///
/// # Errors
/// `NobodyVouches` at a desk that is enrolled nowhere; `Package` with what is wrong.
pub fn open(desk: &Desk, bytes: &[u8]) -> Result<Candidate, DeskError> {
    vouched(desk, |ring| Package::open(bytes, |id| ring.catalogue_key(id)))
}

/// The same, however the package is opened with the keys for which the gateway vouches.
pub(crate) fn vouched(
    desk: &Desk,
    open: impl FnOnce(&KeyRing) -> Result<Package, PackageFault>,
) -> Result<Candidate, DeskError> {
    let gateway = desk.store.look(gateway::get)?.ok_or(DeskError::NobodyVouches)?;
    let candidate = candidate(open(&keys_of(&gateway)?)?, Trust::Signed)?;
    desk.catalogues.in_use().almanac.is_kept_by(&candidate.catalogue)?;
    Ok(candidate)
}

/// Takes files that nobody signed for a package: the desk's lead alone may, and answers for it.
///
/// # Errors
/// `LeadOnly`; `Package` with what is wrong.
pub fn open_unsigned(
    actor: Actor,
    files: PackageFiles,
    made: Millis,
) -> Result<Candidate, DeskError> {
    if actor.role != Role::Lead {
        return Err(DeskError::LeadOnly);
    }
    candidate(Package::of(files, made)?, Trust::Unsigned)
}

fn candidate(package: Package, trust: Trust) -> Result<Candidate, DeskError> {
    let catalogue = package.catalogue().map_err(PackageFault::from)?;
    Ok(Candidate { package, catalogue: Arc::new(catalogue), trust })
}

/// Takes a package into use. Drafts and sent dossiers go on under theirs.
///
/// # Errors
/// `SameCatalogue` when it is in use already; `OlderCatalogue` when a later one is: to go back is an
/// act of its own, [`take_into_use`].
pub fn import(desk: &Desk, actor: Actor, candidate: Candidate) -> Result<InUse, DeskError> {
    let _alone = held(&desk.catalogues.changing);
    let Candidate { package, catalogue, trust } = candidate;
    let now = desk.catalogues.in_use();
    now.almanac.is_kept_by(&catalogue)?;
    if now.catalogue.hash() == Some(package.hash()) && now.trust != Trust::Unsigned {
        return Err(DeskError::SameCatalogue);
    }
    let theirs = package.contents().version;
    if now.catalogue.version().parse::<Version>().is_ok_and(|ours| theirs < ours) {
        let in_use = now.catalogue.version().to_owned();
        return Err(DeskError::OlderCatalogue { version: theirs.to_string(), in_use });
    }
    let in_use = desk.catalogues.own.replaced_by(Kept { catalogue, trust });
    replace(desk, actor, &in_use, |tx, stamp| {
        keep(tx, &package, trust, *stamp)?;
        Ok(catalogues::take_into_use(tx, Some(&package.hash()))?)
    })?;
    Ok(in_use)
}

/// Takes a package into use that is here already; `None`: the one that comes with the program.
///
/// # Errors
/// `LeadOnly`; `NoSuchCatalogue` when it is not here or cannot be read.
pub fn take_into_use(desk: &Desk, actor: Actor, hash: Option<&Sha256>) -> Result<InUse, DeskError> {
    if actor.role != Role::Lead {
        return Err(DeskError::LeadOnly);
    }
    let _alone = held(&desk.catalogues.changing);
    let own = &desk.catalogues.own;
    // The program's own is never chosen by its row: the next program brings its next one.
    let hash = hash.filter(|hash| own.catalogue.hash() != Some(**hash));
    let in_use = match hash {
        None => own.clone(),
        Some(hash) => {
            let rows = desk.store.look(catalogues::all)?;
            let row = rows.into_iter().find(|row| row.hash == *hash);
            let row = row.ok_or(DeskError::NoSuchCatalogue)?;
            own.replaced_by(kept(&desk.store, &row)?.ok_or(DeskError::NoSuchCatalogue)?)
        }
    };
    replace(desk, actor, &in_use, |tx, _| Ok(catalogues::take_into_use(tx, hash)?))?;
    Ok(in_use)
}

fn replace(
    desk: &Desk,
    actor: Actor,
    by: &InUse,
    write: impl FnOnce(&Tx<'_>, &Stamp) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    let before = desk.catalogue();
    desk.store.act("take a catalogue into use", |tx| {
        let stamp = desk.stamp(tx, actor)?;
        write(tx, &stamp)?;
        catalogues::forget(tx, SPARED, before.hash().as_ref())?;
        let trust: &str = by.trust.into();
        let detail = json!({
            "before": { "version": before.version(), "hash": before.hash() },
            "after": { "version": by.catalogue.version(), "hash": by.catalogue.hash() },
            "trust": trust,
            "units": by.almanac.units.edition(),
            "calendar": by.almanac.calendar.edition(),
        });
        let entry = Entry { detail, ..Entry::of("catalogue.replaced") };
        Ok::<_, DeskError>(desk.enter(tx, &stamp, entry)?)
    })?;
    failpoint::pass("catalogue.replaced");
    desk.catalogues.take_into_use(by.clone());
    Ok(())
}

/// The packages of this desk, the one that was brought last first, each with how many dossiers were
/// taken in under it.
pub fn list(desk: &Desk) -> Result<Vec<(Row, u64)>, DeskError> {
    desk.store.look(|view| {
        let rows = catalogues::all(view)?.into_iter();
        rows.map(|row| Ok((catalogues::dossiers(view, &row.hash)?, row)))
            .map(|found| found.map(|(dossiers, row)| (row, dossiers)))
            .collect()
    })
}

/// Lets a draft of which nothing was sealed go on under the catalogue in use.
///
/// # Errors
/// `CatalogueStays` once something was sealed; `NotOpen`, `Ended` or `Discarded` without a draft;
/// `UnknownProcedure` or `ProcedureEnded` when the catalogue in use has no such procedure any more.
pub fn move_on(desk: &Desk, actor: Actor, dossier: DossierId) -> Result<(), DeskError> {
    desk.store.act("move a draft to the catalogue in use", |tx| {
        let view = tx.view();
        current(&view, dossier)?;
        if !revisions::of(&view, dossier)?.is_empty() {
            return Err(DeskError::CatalogueStays);
        }
        let row = dossiers::get(&view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
        catalogue::in_force(desk, &row.procedure)?;
        let stamp = desk.stamp(tx, actor)?;
        let Some(pin) = pin(desk, tx, &stamp, &row)? else { return Ok(()) };
        catalogues::pin(tx, dossier, &pin)?;
        let before = row.pin.map(|pin| pin.hash);
        let detail = json!({ "before": before, "after": pin.hash, "version": pin.version });
        let entry = Entry { detail, ..Entry::about("dossier.catalogue-changed", dossier) };
        Ok::<_, DeskError>(desk.enter(tx, &stamp, entry)?)
    })
}
