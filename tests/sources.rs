//! The project's own text files, for the tests that read them.

use std::fs;
use std::path::{Path, PathBuf};

/// What is not written by hand, or not ours.
const SKIPPED: &[&str] = &["node_modules", "dist", "generated", "target", "golden"];

/// A path inside the project.
pub fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Every file under a folder that ends in one of `endings`, as its path and its text. A folder that
/// is not there yet has none.
pub fn texts(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = vec![];
    for path in entries(&at(folder)) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let inside = format!("{folder}/{name}");
        if path.is_dir() && !SKIPPED.contains(&name) {
            found.extend(texts(&inside, endings));
        } else if path.is_file() && endings.iter().any(|ending| name.ends_with(ending)) {
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{inside}: {error}"));
            found.push((inside, text));
        }
    }
    found
}

/// What lies in a folder, in order of name.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(listing) = fs::read_dir(folder) else { return vec![] };
    let mut paths: Vec<_> = listing.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
