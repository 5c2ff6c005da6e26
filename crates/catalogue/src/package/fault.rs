//! Why a package is refused: whatever it is, nothing of the package is taken.

use seal::JwsFault;

use crate::fault::CatalogueFault;

/// Why a package is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageFault {
    /// It is something else.
    #[error("not a package of the catalogue")]
    NotAPackage,
    /// A later program made it.
    #[error("a package of a newer form")]
    Newer,
    /// A part of it is missing, or something was added behind it.
    #[error("the package is not whole")]
    CutOff,
    /// Nobody signed it.
    #[error("nobody signed the package")]
    Unsigned,
    /// Its signature is not believed.
    #[error("the signature of the package is not believed")]
    Signature(#[from] JwsFault),
    /// A file is not the one that the contents name.
    #[error("{path} was altered")]
    Altered {
        /// Its path in the package.
        path: String,
    },
    /// A path that no package has, or one that stands there twice.
    #[error("no path of a package")]
    Path {
        /// The path.
        path: String,
    },
    /// More files than a package has.
    #[error("more than {most} files")]
    TooMany {
        /// The most.
        most: usize,
    },
    /// More bytes than a package has.
    #[error("more than {most} bytes")]
    TooLong {
        /// The most.
        most: usize,
    },
    /// Its version is not a date with a number.
    #[error("the version is no date with a number")]
    Version,
    /// What is in it is no catalogue.
    #[error("the files are no catalogue")]
    Catalogue(#[from] CatalogueFault),
}

impl PackageFault {
    /// A stable name for each fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Newer => "package-newer",
            Self::CutOff => "package-cut-off",
            Self::Unsigned => "package-unsigned",
            Self::Signature(JwsFault::UnknownKey) => "package-unknown-key",
            Self::NotAPackage | Self::Signature(JwsFault::Malformed | JwsFault::Kind) => {
                "package-not-one"
            }
            Self::Signature(JwsFault::Signature) | Self::Altered { .. } => "package-altered",
            Self::Path { .. } => "package-path",
            Self::TooMany { .. } | Self::TooLong { .. } => "package-too-big",
            Self::Version => "package-version",
            Self::Catalogue(_) => "package-unreadable",
        }
    }
}
