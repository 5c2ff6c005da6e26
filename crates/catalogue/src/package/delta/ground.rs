//! From what a delta copies.

use crate::package::Package;

/// The lines of a package's contents and then its files: the same for whoever has these contents,
/// whoever signed them and whenever.
pub(super) fn ground(package: &Package) -> serde_json::Result<Vec<u8>> {
    let mut ground = serde_json::to_vec(&package.contents.files)?;
    let files = package.contents.files.iter().filter_map(|line| package.files.get(&line.path));
    files.for_each(|file| ground.extend_from_slice(file));
    Ok(ground)
}
