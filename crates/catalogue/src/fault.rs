//! Why a package is not a catalogue.

/// The package cannot be used: which file, where in it, and what is the matter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {place}: {why}")]
pub struct CatalogueFault {
    /// The file's path in the package.
    pub file: String,
    /// Where in the file: a JSON Pointer, the name of a rule or of a component.
    pub place: String,
    /// What is the matter.
    pub why: String,
}

impl CatalogueFault {
    pub(crate) fn new(file: &str, place: &str, why: &impl ToString) -> Self {
        Self { file: file.to_owned(), place: place.to_owned(), why: why.to_string() }
    }
}
