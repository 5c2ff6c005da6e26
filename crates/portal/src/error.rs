//! What can keep the gateway from doing something, and what was being done.

use std::path::PathBuf;

pub use files::FileError;
use rusqlite::ErrorCode;
use seal::{OpenError, SealError};
use sqlite::SqliteError;

use machine::NoLuck;

use crate::store::DATABASE;

/// A failure of the gateway itself. `Display` says only its own level; sources carry the rest.
/// Holds no personal data.
#[derive(Debug, thiserror::Error)]
pub enum PortalError {
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
    /// There is no gateway in this folder.
    #[error("no gateway has been set up in this folder")]
    NotSetUp,
    /// There is already a gateway in this folder.
    #[error("a gateway has already been set up in this folder")]
    AlreadySetUp,
    /// The folder for a new gateway holds something else.
    #[error("the folder is not empty")]
    FolderNotEmpty,
    /// The database was written by a newer version of the program.
    #[error("the database has version {found}, this program knows {known}")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Newest version that this program reads.
        known: i64,
    },
    /// The database cannot be read with this key: it is another gateway's, or damaged.
    #[error("the database does not open with this key")]
    WrongKey,
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
    /// Something could not be sealed.
    #[error("something could not be sealed")]
    Seal(#[from] SealError),
    /// Something sealed could not be opened.
    #[error("something sealed could not be opened")]
    Open(#[from] OpenError),
    /// The machine gave no random bytes.
    #[error("the machine gave no random bytes")]
    NoLuck(#[from] NoLuck),
    /// Something of ours could not be written as JSON.
    #[error("could not write JSON")]
    Json(#[from] serde_json::Error),
    /// A key file is not there.
    #[error("a key file is missing")]
    KeyMissing {
        /// The file.
        file: PathBuf,
    },
    /// A key file is not what it should be.
    #[error("a key file cannot be read")]
    KeyUnreadable {
        /// The file.
        file: PathBuf,
    },
    /// A key file is there already, and is never overwritten.
    #[error("a key file is there already")]
    KeyExists {
        /// The file.
        file: PathBuf,
    },
    /// The key folder lies in the data folder, where a copy of the data would take it along.
    #[error("the key folder lies in the data folder")]
    KeysInside,
    /// A key that is handed to somebody would lie in the data folder.
    #[error("the key would lie in the data folder")]
    KeyInside,
    /// The root key is another gateway's.
    #[error("the root key belongs to another gateway")]
    WrongRoot,
    /// Something that was given on the command line cannot be.
    #[error("{what} is not acceptable")]
    BadValue {
        /// What it was given for, such as `--agency`.
        what: &'static str,
    },
    /// No desk is called so.
    #[error("no such desk")]
    NoSuchDesk,
    /// Several desks are called so.
    #[error("several desks are called so")]
    DeskAmbiguous,
    /// Without TLS the gateway listens to its own machine alone.
    #[error("plain HTTP only on a loopback address")]
    PlainHttp,
    /// The address cannot be listened on.
    #[error("could not listen on the address")]
    Listen(#[source] std::io::Error),
    /// The certificate or its key cannot be used.
    #[error("the certificate or its key cannot be used")]
    Certificate,
    /// The server stopped by itself.
    #[error("the server failed")]
    Server(#[source] std::io::Error),
    /// Something inside panicked; what it was doing was not done.
    #[error("something inside panicked")]
    Panic,
}

impl PortalError {
    /// Stable name of the failure, for words and exit codes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Files(e) => e.code(),
            Self::Sql { .. } => "gateway-sql",
            Self::NotSetUp => "gateway-not-set-up",
            Self::AlreadySetUp => "gateway-already-set-up",
            Self::FolderNotEmpty => "gateway-folder-not-empty",
            Self::Newer { .. } => "gateway-newer",
            Self::WrongKey => "gateway-wrong-key",
            Self::DamagedFile { .. } => "gateway-file-damaged",
            Self::Row { .. } => "gateway-row",
            Self::OldSqlite { .. } => "sqlite-old",
            Self::Seal(e) => e.code(),
            Self::Open(e) => e.code(),
            Self::NoLuck(_) => "no-luck",
            Self::Json(_) => "gateway-json",
            Self::KeyMissing { .. } => "gateway-key-missing",
            Self::KeyUnreadable { .. } => "gateway-key-unreadable",
            Self::KeyExists { .. } => "gateway-key-exists",
            Self::KeysInside => "gateway-keys-inside",
            Self::KeyInside => "gateway-key-inside",
            Self::WrongRoot => "gateway-wrong-root",
            Self::BadValue { .. } => "gateway-bad-value",
            Self::NoSuchDesk => "gateway-no-such-desk",
            Self::DeskAmbiguous => "gateway-desk-ambiguous",
            Self::PlainHttp => "gateway-plain-http",
            Self::Listen(_) => "gateway-listen",
            Self::Certificate => "gateway-certificate",
            Self::Server(_) => "gateway-server",
            Self::Panic => "gateway-panic",
        }
    }

    /// Whether no room is left on the disk.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Files(FileError::Full { .. }) => true,
            Self::Seal(SealError::Io(source)) => {
                use std::io::ErrorKind::{QuotaExceeded, StorageFull};
                matches!(source.kind(), StorageFull | QuotaExceeded)
            }
            _ => false,
        }
    }

    /// Whether another process wrote for longer than one waits: later it can be done.
    pub fn is_busy(&self) -> bool {
        use ErrorCode::{DatabaseBusy, DatabaseLocked};
        let Self::Sql { source, .. } = self else { return false };
        matches!(source.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked))
    }
}

impl From<SqliteError> for PortalError {
    fn from(failure: SqliteError) -> Self {
        let is_foreign = failure.refusal() == Some(ErrorCode::NotADatabase);
        match failure {
            SqliteError::Files(failure) => Self::Files(failure),
            SqliteError::NoPage => Self::WrongKey,
            SqliteError::Spoilt => Self::DamagedFile { name: DATABASE.to_owned() },
            SqliteError::Sql { .. } if is_foreign => Self::WrongKey,
            SqliteError::Sql { doing, source } => Self::Sql { doing, source },
            SqliteError::Taken => Self::AlreadySetUp,
            SqliteError::Newer { found, known } => Self::Newer { found, known },
            SqliteError::Row { table, what } => Self::Row { table, what },
            SqliteError::Old { found } => Self::OldSqlite { found },
        }
    }
}
