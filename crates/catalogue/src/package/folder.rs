//! The files of a package before they are packed.

use serde_json::{Map, Value};

use super::PackageFiles;
use super::version::Version;
use crate::fault::CatalogueFault;

/// Where every package begins.
const PACKAGE: &str = "package.json";

/// Where a list stands in a package.
const LISTED: &str = "listed.json";

/// The longest path, in bytes.
const LONGEST_PATH: usize = 200;

/// Whether a text is a path as packages have them: names of small letters, digits, `.`, `-` and `_`,
/// with `/` between them, none of which begins with a dot.
pub fn is_a_path(path: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    let is_name =
        |name: &str| !name.is_empty() && !name.starts_with('.') && name.chars().all(is_sign);
    path.len() <= LONGEST_PATH && path.split('/').all(is_name)
}

/// Puts a list (`listed.json`) into the files of a package, under a version of its own.
///
/// # Errors
/// When `package.json` is not there or is no object.
pub fn with_list(
    mut files: PackageFiles,
    list: Vec<u8>,
    version: Version,
) -> Result<PackageFiles, CatalogueFault> {
    let fault = |why: &dyn ToString| CatalogueFault::new(PACKAGE, "", &why.to_string());
    let bytes = files.get(PACKAGE).ok_or_else(|| fault(&"is not there"))?;
    let mut package: Map<String, Value> =
        serde_json::from_slice(bytes).map_err(|why| fault(&why))?;
    package.insert("version".to_owned(), Value::String(version.to_string()));
    package.insert("listed".to_owned(), Value::String(LISTED.to_owned()));
    let bytes = serde_json::to_vec_pretty(&package).map_err(|why| fault(&why))?;
    files.insert(PACKAGE.to_owned(), bytes);
    files.insert(LISTED.to_owned(), list);
    Ok(files)
}
