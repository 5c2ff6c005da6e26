//! Packages of the catalogue for whoever makes them, at any machine: no desk is needed, and nothing
//! is kept.

use ::catalogue::listed::{self, Export, Imported};
use ::catalogue::package::{
    Change, PackageFault, PackageFiles, Version, changes, list_changes, with_list,
};
use ::catalogue::{Catalogue, shipped};
use domain::moment::Millis;
use seal::{SigningKey, key_file};

use crate::error::DeskError;

pub use ::catalogue::listed::{
    Export as Files, Imported as List, ListFault, Listed, ListedDocument, WhyUnread,
};
pub use ::catalogue::package::{ChangeKind, ListChange, ListChangeKind, Package, is_a_path};

/// A key that signs packages.
pub struct CatalogueKey(SigningKey);

impl CatalogueKey {
    /// Reads the content of a key file.
    ///
    /// # Errors
    /// `NotACatalogueKey` when it is of another kind or mistyped.
    pub fn read(text: &str) -> Result<Self, DeskError> {
        let seed = key_file::seed(key_file::CATALOGUE, text).ok_or(DeskError::NotACatalogueKey)?;
        Ok(Self(SigningKey::from_seed(&seed)))
    }

    /// Its name in what it signs, as the gateway's list of keys has it.
    pub fn id(&self) -> String {
        wire::keys::catalogue_key_id(&self.0.public())
    }
}

/// Makes a package of a folder's files, signed if there is a key.
///
/// # Errors
/// `Package` with what is wrong.
pub fn build(
    files: PackageFiles,
    key: Option<&CatalogueKey>,
    made: Millis,
) -> Result<Package, DeskError> {
    let package = Package::of(files, made)?;
    Ok(match key {
        Some(key) => package.signed(&key.id(), &key.0),
        None => package,
    })
}

/// Opens a package to look at it: with a key, only one that this key signed; without, any that is
/// whole, whoever signed it.
///
/// # Errors
/// `Package` with what is wrong.
pub fn look(bytes: &[u8], key: Option<&CatalogueKey>) -> Result<(Package, Catalogue), DeskError> {
    let package = match key {
        Some(key) => Package::open(bytes, |id| (id == key.id()).then(|| key.0.public()))?,
        None => Package::open_trusted(bytes)?,
    };
    let catalogue = package.catalogue().map_err(PackageFault::from)?;
    Ok((package, catalogue))
}

/// What is another thing in the places and days of `later` than in those of `earlier`.
pub fn differences_of_lists(earlier: &Catalogue, later: &Catalogue) -> Vec<ListChange> {
    list_changes(earlier, later)
}

/// What is another thing in `later` than in `earlier`.
pub fn differences(earlier: &Catalogue, later: &Catalogue) -> Vec<Change> {
    changes(earlier, later)
}

/// Reads a province's export.
///
/// # Errors
/// `List` when a file as a whole is not what it should be.
pub fn read_list(export: &Export<'_>, source: &str) -> Result<Imported, DeskError> {
    Ok(listed::import(export, source)?)
}

/// The program's own package with a list in it, as the files of a folder.
///
/// # Errors
/// `Package` when what comes out is no catalogue.
pub fn with(list: &Imported, version: Version) -> Result<PackageFiles, DeskError> {
    let own = shipped::catalogue().map_err(PackageFault::from)?;
    let files = shipped::package(&own)?.files().clone();
    let file = list.file().map_err(|_| PackageFault::NotAPackage)?;
    Ok(with_list(files, file, version).map_err(PackageFault::from)?)
}

/// The version that a package made today gets: later than the program's own.
pub fn next_version(today: chrono::NaiveDate) -> Version {
    let own = shipped::catalogue().ok().and_then(|own| own.version().parse::<Version>().ok());
    own.map_or_else(|| Version::first_of(today), |own| own.next(today))
}
