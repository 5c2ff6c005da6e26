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

    /// Where to look: the file, with the line where one is known (`units/units.csv:12`).
    pub fn spot(&self) -> String {
        match self.place.strip_prefix(LINE) {
            Some(line) => format!("{}:{line}", self.file),
            None => self.file.clone(),
        }
    }
}
