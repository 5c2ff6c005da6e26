//! Why nothing was handed on, or nothing was taken back.

use crate::agency::paper::PaperFault;
use crate::error::PortalError;

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The cursor is of another life of the records: what came after it may have been lost since.
    #[error("the cursor is of another era")]
    OtherEra {
        /// The era of the records.
        era: u32,
    },
    /// The cursor lies behind everything that has ever arrived here.
    #[error("the cursor is of another gateway")]
    FarCursor,
    /// The folder lies in the data folder or the other way round.
    #[error("the folder lies in the data folder")]
    Inside,
    /// The folder has something else in it.
    #[error("the folder holds something else")]
    FolderNotEmpty,
    /// The folder has a finished export in it.
    #[error("the folder holds an export already")]
    FolderUsed,
    /// The gateway itself failed.
    #[error(transparent)]
    Failed(#[from] PortalError),
}

impl ExportError {
    /// Stable name of the failure, for words and exit codes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherEra { .. } => "export-other-era",
            Self::FarCursor => "export-far-cursor",
            Self::Inside => "export-inside",
            Self::FolderNotEmpty => "export-folder-not-empty",
            Self::FolderUsed => "export-folder-used",
            Self::Failed(failure) => failure.code(),
        }
    }

    /// What the sentence for the code names.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::OtherEra { era } => vec![("era", era.to_string())],
            _ => Vec::new(),
        }
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("the file cannot be read")]
    Unreadable,
    /// The file is no JSON, or not a list of records.
    #[error("the file is not a list of records")]
    NotRecords,
    /// Records that cannot be taken; none of the others was taken either.
    #[error("records that cannot be taken")]
    Lines(Vec<BadLine>),
    /// The gateway itself failed.
    #[error(transparent)]
    Failed(#[from] PortalError),
}

impl ImportError {
    /// Stable name of the failure, for words and exit codes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "import-unreadable",
            Self::NotRecords => "import-not-records",
            Self::Lines(_) => "import-bad-lines",
            Self::Failed(failure) => failure.code(),
        }
    }

    /// What the sentence for the code names.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Lines(lines) => vec![("count", lines.len().to_string())],
            _ => Vec::new(),
        }
    }
}

/// A record that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the file, from 1.
    pub number: usize,
    /// What is wrong with it.
    pub fault: LineFault,
}

/// What is wrong with a record. What it names comes from the file or from the list of codes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// It is not an object.
    #[error("not an object")]
    NotAnObject,
    /// A field has another shape.
    #[error("{field} has another shape")]
    Shape {
        /// The field.
        field: &'static str,
    },
    /// A field has no date.
    #[error("{field} has no date")]
    Date {
        /// The field.
        field: &'static str,
    },
    /// Nothing says which dossier it is about.
    #[error("nothing names the dossier")]
    Nameless,
    /// The gateway knows of no such dossier.
    #[error("no such dossier")]
    NoSuchDossier,
    /// Two desks have drawn the same code.
    #[error("several dossiers have this code")]
    SeveralDossiers,
    /// Another record of the file speaks of the same dossier.
    #[error("the same dossier as in record {first}")]
    Twice {
        /// The other record.
        first: usize,
    },
    /// No revision of it is here whole.
    #[error("the dossier has not arrived whole")]
    NotDelivered,
    /// Nothing more happens to it.
    #[error("the case is closed")]
    Closed,
    /// `MaHoSo` is no code.
    #[error("not an official code")]
    NotACode,
    /// The status is one of a dossier that has a code, and there is none.
    #[error("the code is missing")]
    CodeMissing,
    /// The dossier has another code.
    #[error("the dossier has another code")]
    CodeDiffers {
        /// The code that it has.
        code: String,
    },
    /// The code stands for another dossier.
    #[error("the code belongs to another dossier")]
    CodeTaken,
    /// A result's path leads out of the file's folder, or is an address in the network.
    #[error("a result's path leads elsewhere")]
    Path {
        /// The path.
        path: String,
    },
    /// A result file is not what it should be.
    #[error("a result file cannot be taken")]
    Paper {
        /// The path.
        path: String,
        /// What is wrong with it.
        fault: PaperFault,
    },
}

impl LineFault {
    /// Stable name of the fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnObject => "import-not-an-object",
            Self::Shape { .. } => "import-shape",
            Self::Date { .. } => "import-date",
            Self::Nameless => "import-nameless",
            Self::NoSuchDossier => "import-no-such-dossier",
            Self::SeveralDossiers => "import-several-dossiers",
            Self::Twice { .. } => "import-twice",
            Self::NotDelivered => "import-not-delivered",
            Self::Closed => "import-closed",
            Self::NotACode => "import-not-a-code",
            Self::CodeMissing => "import-code-missing",
            Self::CodeDiffers { .. } => "import-code-differs",
            Self::CodeTaken => "import-code-taken",
            Self::Path { .. } => "import-path",
            Self::Paper { fault, .. } => match fault {
                PaperFault::Unreadable => "import-result-unreadable",
                PaperFault::Empty => "import-result-empty",
                PaperFault::TooLarge => "import-result-too-large",
                PaperFault::Unknown => "import-result-unknown",
                PaperFault::CutShort => "import-result-cut-short",
            },
        }
    }

    /// What the sentence for the code names.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Shape { field } | Self::Date { field } => vec![("field", (*field).to_owned())],
            Self::Twice { first } => vec![("first", first.to_string())],
            Self::CodeDiffers { code } => vec![("code", code.clone())],
            Self::Path { path } => vec![("path", path.clone())],
            Self::Paper { path, fault } => {
                let mut args = fault.args();
                args.push(("path", path.clone()));
                args
            }
            _ => Vec::new(),
        }
    }
}
