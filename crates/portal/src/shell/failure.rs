//! Why something was not done, ready to be said.

use crate::agency::fault::AgencyError;
use crate::backup::fault::BackupError;
use crate::error::PortalError;
use crate::exchange::fault::{ExportError, ImportError};
use crate::publishing::fault::PublishError;

/// Wrong use.
const USE: u8 = 1;
/// Bad input.
const INPUT: u8 = 2;

/// Why something was not done.
pub(super) enum Failure {
    /// The gateway itself failed, or is not there.
    Portal(PortalError),
    /// What was asked cannot be.
    Asked(Asked),
}

/// Why what was asked cannot be.
pub(super) struct Asked {
    pub(super) what: Sentence,
    /// What is wrong with which record of a file.
    pub(super) lines: Vec<(usize, Sentence)>,
    pub(super) exit: u8,
}

/// A sentence, by its name and what it speaks of.
pub(super) struct Sentence {
    pub(super) code: &'static str,
    pub(super) args: Vec<(&'static str, String)>,
}

impl Failure {
    fn asked(code: &'static str, args: Vec<(&'static str, String)>, exit: u8) -> Self {
        Self::Asked(Asked { what: Sentence { code, args }, lines: Vec::new(), exit })
    }
}

impl From<PortalError> for Failure {
    fn from(failure: PortalError) -> Self {
        Self::Portal(failure)
    }
}

impl From<AgencyError> for Failure {
    fn from(error: AgencyError) -> Self {
        let (code, args) = (error.code(), error.args());
        match error {
            AgencyError::Failed(failure) => failure.into(),
            _ => Self::asked(code, args, INPUT),
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        let (code, args) = (error.code(), error.args());
        match error {
            ExportError::Failed(failure) => failure.into(),
            ExportError::Inside | ExportError::FolderNotEmpty | ExportError::FolderUsed => {
                Self::asked(code, args, USE)
            }
            ExportError::OtherEra { .. } | ExportError::FarCursor => Self::asked(code, args, INPUT),
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        let what = Sentence { code: error.code(), args: error.args() };
        let lines = match error {
            ImportError::Failed(failure) => return failure.into(),
            ImportError::Unreadable | ImportError::NotRecords => Vec::new(),
            ImportError::Lines(lines) => lines,
        };
        let said = lines.into_iter().map(|line| {
            let sentence = Sentence { code: line.fault.code(), args: line.fault.args() };
            (line.number, sentence)
        });
        Self::Asked(Asked { what, lines: said.collect(), exit: INPUT })
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        let (code, args) = (error.code(), error.args());
        match error {
            BackupError::Failed(failure) => failure.into(),
            BackupError::Inside | BackupError::FileExists => Self::asked(code, args, USE),
            BackupError::Missing | BackupError::NotWhole | BackupError::Damaged { .. } => {
                Self::asked(code, args, INPUT)
            }
        }
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        let (code, args) = (error.code(), error.args());
        match error {
            PublishError::Failed(failure) => failure.into(),
            _ => Self::asked(code, args, INPUT),
        }
    }
}
