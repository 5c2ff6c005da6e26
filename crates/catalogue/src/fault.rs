//! Why a package is not a catalogue.

/// What stands before the number of a line.
const LINE: &str = "line ";

/// The package cannot be used: which file, where in it, and what is the matter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {place}: {why}")]
pub struct CatalogueFault {
    /// The file's path in the package.
    pub file: String,
    /// Where in the file: a JSON Pointer, `line 12`, the name of a rule, of a component or of a unit.
    pub place: String,
    /// What is the matter.
    pub why: String,
}

impl CatalogueFault {
    pub(crate) fn new(file: &str, place: &str, why: &impl ToString) -> Self {
        Self { file: file.to_owned(), place: place.to_owned(), why: why.to_string() }
    }

    /// A fault in a list, where a line may be named.
    pub(crate) fn in_line(file: &str, line: Option<u64>, why: &impl ToString) -> Self {
        let place = line.map(|line| format!("{LINE}{line}")).unwrap_or_default();
        Self::new(file, &place, why)
    }

    /// Where to look: the file, with the line (`units/units.csv:12`) or with what is wrong in it
    /// (`units/units.csv (06577)`), as far as either is known.
    pub fn spot(&self) -> String {
        match self.place.strip_prefix(LINE) {
            Some(line) => format!("{}:{line}", self.file),
            // A pointer into JSON says nothing to a clerk.
            None if self.place.is_empty() || self.place.starts_with('/') => self.file.clone(),
            None => format!("{} ({})", self.file, self.place),
        }
    }
}
