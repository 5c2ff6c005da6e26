//! What can go wrong on the way to the database, and what was being done.

use files::FileError;
use rusqlite::ErrorCode;

/// A failure of the database. Each program makes a failure of its own of it, with its own code.
#[derive(Debug, thiserror::Error)]
pub enum SqliteError {
    /// The disk failed, or the folder on it.
    #[error(transparent)]
    Files(#[from] FileError),
    /// SQLite refused.
    #[error("could not {doing}")]
    Sql {
        /// What was being done.
        doing: &'static str,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// The cipher did not open a page, and nobody else noticed.
    #[error("a page of the database is not what was written")]
    Spoilt,
    /// The file is too short to be a database.
    #[error("the database has not even one page")]
    NoPage,
    /// There is already a database in this folder.
    #[error("there is already a database in this folder")]
    Taken,
    /// The database was written by a newer version of the program.
    #[error("the database has version {found}, this program knows {known}")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Newest version that this program reads.
        known: i64,
    },
    /// A value does not fit its column, or a row holds what this version cannot understand.
    #[error("a row of {table} could not be understood: {what}")]
    Row {
        /// The table.
        table: &'static str,
        /// The column or rule.
        what: &'static str,
    },
    /// The SQLite library is older than we need.
    #[error("SQLite {found} is too old")]
    Old {
        /// Version of the library.
        found: &'static str,
    },
}

impl SqliteError {
    /// What SQLite called its refusal, if it was SQLite that refused.
    pub fn refusal(&self) -> Option<ErrorCode> {
        match self {
            Self::Sql { source, .. } => source.sqlite_error_code(),
            _ => None,
        }
    }

    /// Whether the connection that failed so may fail at everything from now on: SQLCipher reads nothing
    /// more through one that has met a page which its key does not open. It says so with many codes, of
    /// which `Unknown` stands for mistakes in SQL as well: a new connection too many costs little.
    pub(crate) fn spoils(&self) -> bool {
        use ErrorCode::{DatabaseCorrupt, NotADatabase, OutOfMemory, SystemIoFailure, Unknown};
        let codes = [DatabaseCorrupt, NotADatabase, OutOfMemory, SystemIoFailure, Unknown];
        matches!(self, Self::Spoilt)
            || self.refusal().is_some_and(|refusal| codes.contains(&refusal))
    }

    /// Whether no room is left on the disk.
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Files(FileError::Full { .. }))
    }
}

/// Says what was being done when SQLite refused.
pub trait Doing<T> {
    /// Turns the refusal into a [`SqliteError`] that says so.
    fn doing(self, doing: &'static str) -> Result<T, SqliteError>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, SqliteError> {
        self.map_err(|source| match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => FileError::Full { doing }.into(),
            _ => SqliteError::Sql { doing, source },
        })
    }
}
