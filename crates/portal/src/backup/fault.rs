//! Why there is no backup, or no gateway from one.

use files::FileError;

use crate::error::PortalError;

/// Why there is no backup, or no gateway from one.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The backup would lie in the data folder, and be lost with it.
    #[error("the backup lies in the data folder")]
    Inside,
    /// There is such a file.
    #[error("there is such a file already")]
    FileExists,
    /// There is no such file.
    #[error("there is no such backup")]
    Missing,
    /// The file is no backup, or was cut short.
    #[error("not a whole backup")]
    NotWhole,
    /// Something in the file is not what it was when the backup was made.
    #[error("the backup is damaged")]
    Damaged {
        /// What.
        name: String,
    },
    /// The gateway itself failed.
    #[error(transparent)]
    Failed(#[from] PortalError),
}

impl BackupError {
    /// Stable name of the failure, for words and exit codes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Inside => "backup-inside",
            Self::FileExists => "backup-file-exists",
            Self::Missing => "backup-missing",
            Self::NotWhole => "backup-not-whole",
            Self::Damaged { .. } => "backup-damaged",
            Self::Failed(failure) => failure.code(),
        }
    }

    /// What the sentence for the code names.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Damaged { name } => vec![("file", name.clone())],
            _ => Vec::new(),
        }
    }
}

impl From<FileError> for BackupError {
    fn from(failure: FileError) -> Self {
        Self::Failed(failure.into())
    }
}
