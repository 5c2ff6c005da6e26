//! What can go wrong on the way to the database, and what was being done.

use std::path::PathBuf;

use files::FileError;
use rusqlite::ErrorCode;
use sqlite::SqliteError;

use crate::store::HOME;

/// A failure of the store. `Display` says only its own level; sources carry the rest.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
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
    /// There is no desk in this folder.
    #[error("no desk has been set up in this folder")]
    NotSetUp,
    /// There is already a desk in this folder.
    #[error("a desk has already been set up in this folder")]
    AlreadySetUp,
    /// The database was written by a newer version of the program.
    #[error("the database has version {found}, this program knows {known}")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Newest version that this program reads.
        known: i64,
    },
    /// The database cannot be read with the right key: it is damaged, or not ours.
    #[error("the database is damaged")]
    Damaged {
        /// The file, left as it was found.
        file: PathBuf,
    },
    /// A sealed file is missing or is not what the database says.
    #[error("a sealed file is missing or damaged")]
    DamagedFile {
        /// Name of the file inside the data folder.
        name: String,
    },
    /// A row holds what this version cannot understand.
    #[error("a row of {table} could not be understood: {what}")]
    Row {
        /// The table.
        table: &'static str,
        /// The column or rule.
        what: &'static str,
    },
    /// The SQLite library is older than the store needs.
    #[error("SQLite {found} is too old")]
    OldSqlite {
        /// Version of the library.
        found: &'static str,
    },
}

impl StoreError {
    /// Stable name of the failure, for words and exit codes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Files(e) => e.code(),
            Self::Sql { .. } => "store-sql",
            Self::NotSetUp => "desk-not-set-up",
            Self::AlreadySetUp => "desk-already-set-up",
            Self::Newer { .. } => "store-newer",
            Self::Damaged { .. } => "store-damaged",
            Self::DamagedFile { .. } => "file-damaged",
            Self::Row { .. } => "store-row",
            Self::OldSqlite { .. } => "sqlite-old",
        }
    }
}

impl From<SqliteError> for StoreError {
    fn from(failure: SqliteError) -> Self {
        let is_damage =
            matches!(failure.refusal(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt));
        match failure {
            SqliteError::Files(failure) => Self::Files(failure),
            SqliteError::NoPage | SqliteError::Spoilt => Self::Damaged { file: HOME.name.into() },
            SqliteError::Sql { .. } if is_damage => Self::Damaged { file: HOME.name.into() },
            SqliteError::Sql { doing, source } => Self::Sql { doing, source },
            SqliteError::Taken => Self::AlreadySetUp,
            SqliteError::Newer { found, known } => Self::Newer { found, known },
            SqliteError::Row { table, what } => Self::Row { table, what },
            SqliteError::Old { found } => Self::OldSqlite { found },
        }
    }
}
