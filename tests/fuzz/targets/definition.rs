//! A small package that the targets change: an input names only the files in which it differs.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use catalogue::{Catalogue, CatalogueFault, shipped};

use super::archive::Archive;

/// The package as parts; what it does not have is the program's own.
static BASE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let base = Archive::read(include_bytes!("base.txt"));
    let words = shipped::file("words.json").expect("the program has words").to_vec();
    let files = base.parts.into_iter().chain([("words.json".to_owned(), words)]);
    files.collect()
});

/// The small package, read.
pub static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Definition::default().read().expect("the small package is read"));

/// The procedure of the small package that has a form.
pub const CODE: &str = "1.000001";

/// The parts that are no files of a package.
pub const NO_FILES: [&str; 6] = ["procedure", "filled", "case", "shipped", "contents", "behind"];

/// The files of a package.
pub struct Definition(pub BTreeMap<String, Vec<u8>>);

impl Default for Definition {
    fn default() -> Self {
        Self(BASE.clone())
    }
}

impl Definition {
    /// The small package with the files of an input: each part is a file, `-name` takes one away, and
    /// `~name` is one of the program's own.
    pub fn of(archive: &Archive) -> Self {
        let mut files = BASE.clone();
        for (name, body) in &archive.parts {
            if NO_FILES.contains(&name.as_str()) {
                continue;
            }
            if let Some(gone) = name.strip_prefix('-') {
                files.remove(gone);
            } else if let Some(own) = name.strip_prefix('~') {
                let own = shipped::file(own).map(|bytes| (own.to_owned(), bytes.to_vec()));
                files.extend(own);
            } else {
                files.insert(name.clone(), body.clone());
            }
        }
        Self(files)
    }

    /// Whether an input changes anything of the package.
    pub fn is_changed_by(archive: &Archive) -> bool {
        archive.parts.iter().any(|(name, _)| !NO_FILES.contains(&name.as_str()))
    }

    pub fn read(&self) -> Result<Catalogue, CatalogueFault> {
        Catalogue::read(&|path| self.0.get(path).map(|bytes| Cow::Borrowed(bytes.as_slice())))
    }
}

/// The names of the files that the small package has.
pub fn names() -> impl Iterator<Item = &'static str> {
    BASE.keys().map(String::as_str)
}

/// One file of the small package.
pub fn file(name: &str) -> Option<&'static [u8]> {
    BASE.get(name).map(Vec::as_slice)
}
