//! What can go wrong on the way to the disk, and what was being done.

use std::io;

use crate::lock::Holder;

/// A failure of the disk, or of the folder on it. `Display` says only its own level; sources carry
/// the rest.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The operating system refused.
    #[error("could not {doing}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// No room is left on the disk.
    #[error("the disk is full: could not {doing}")]
    Full {
        /// What was being done.
        doing: &'static str,
    },
    /// Another process has the folder.
    #[error("the data folder is held by another process")]
    Held {
        /// Who, as far as it said.
        holder: Option<Holder>,
    },
    /// The folder lies where a database is not safe.
    #[error("the data folder lies on {file_system}, where a database is not safe")]
    UnsafePlace {
        /// Name of the file system.
        file_system: String,
    },
}

impl FileError {
    /// Stable name of the failure, for words and exit codes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "store-io",
            Self::Full { .. } => "disk-full",
            Self::Held { .. } => "folder-held",
            Self::UnsafePlace { .. } => "folder-unsafe-place",
        }
    }
}

/// Says what was being done when the operating system refused.
pub trait Doing<T> {
    /// Turns the refusal into a [`FileError`] that says so.
    fn doing(self, doing: &'static str) -> Result<T, FileError>;
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, FileError> {
        self.map_err(|source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileError::Full { doing },
            _ => FileError::Io { doing, source },
        })
    }
}
