//! Why a province's export cannot be read at all.

use strum::IntoStaticStr;

/// One of the files of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
pub enum ListFile {
    /// One row for each procedure.
    #[strum(serialize = "procedures.csv")]
    Procedures,
    /// One row for each paper.
    #[strum(serialize = "procedure_documents.csv")]
    Documents,
    /// Some procedures in full; may be absent.
    #[strum(serialize = "procedure_details.json")]
    Details,
}

impl ListFile {
    /// The file's name in the export.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// An export that is not read: nothing of it is taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListFault {
    /// A file is too long.
    #[error("{} is longer than {most} bytes", file.name())]
    TooLong {
        /// Which one.
        file: ListFile,
        /// The most that is read.
        most: usize,
    },
    /// A file is not UTF-8.
    #[error("{} is not UTF-8", file.name())]
    NotUtf8 {
        /// Which one.
        file: ListFile,
    },
    /// A file is written in the letters of a font from before Unicode.
    #[error("{} is written for a font from before Unicode", file.name())]
    OldFont {
        /// Which one.
        file: ListFile,
        /// The row, from 1; the heading is row 1.
        row: usize,
    },
    /// A column that cannot be done without is not there.
    #[error("{} has no column {column}", file.name())]
    NoColumn {
        /// Which one.
        file: ListFile,
        /// The column's heading.
        column: &'static str,
    },
    /// A file ends in the middle, or is none of this kind.
    #[error("{}: row {row} cannot be read", file.name())]
    Broken {
        /// Which one.
        file: ListFile,
        /// The row or line, from 1.
        row: usize,
    },
    /// There is not one procedure in it.
    #[error("there is no procedure in it")]
    Empty,
}

impl ListFault {
    /// A stable name for each fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "list-too-long",
            Self::NotUtf8 { .. } => "list-not-utf8",
            Self::OldFont { .. } => "list-old-font",
            Self::NoColumn { .. } => "list-no-column",
            Self::Broken { .. } => "list-broken",
            Self::Empty => "list-without-procedures",
        }
    }

    /// Which file it is about, and where in it.
    pub fn place(&self) -> (Option<ListFile>, Option<usize>) {
        match self {
            Self::TooLong { file, .. } | Self::NotUtf8 { file } | Self::NoColumn { file, .. } => {
                (Some(*file), None)
            }
            Self::OldFont { file, row } | Self::Broken { file, row } => (Some(*file), Some(*row)),
            Self::Empty => (None, None),
        }
    }
}
