//! Why a package is not handed out to the desks.

use catalogue::package::PackageFault;
use wire::capabilities::LONGEST_CATALOGUE;

use crate::error::PortalError;

const LONGEST_IN_MIB: u64 = LONGEST_CATALOGUE / (1024 * 1024);

/// Why a package is not published. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The file cannot be read.
    #[error("the file cannot be read")]
    Unreadable,
    /// More bytes than a desk would fetch.
    #[error("the package is too large")]
    TooLarge,
    /// It is no package, or not as it was signed, or no key of this gateway signed it.
    #[error("the package is refused")]
    Package(#[from] PackageFault),
    /// A key signed it in whose place there is another one by now.
    #[error("a retired key signed the package")]
    RetiredKey,
    /// Desks are offered a later one.
    #[error("the package is older than {offered}")]
    Older {
        /// Its version.
        version: String,
        /// The version of the package that desks are offered.
        offered: String,
    },
    /// Other contents went by this version before, and no desk could tell the two apart.
    #[error("another package of the version {version} was published")]
    SameVersion {
        /// The version.
        version: String,
    },
    /// The gateway itself failed.
    #[error(transparent)]
    Failed(#[from] PortalError),
}

impl PublishError {
    /// Stable name of the failure, for words and exit codes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "publish-unreadable",
            Self::TooLarge => "publish-too-large",
            Self::Package(fault) => fault.code(),
            Self::RetiredKey => "publish-retired-key",
            Self::Older { .. } => "publish-older",
            Self::SameVersion { .. } => "publish-same-version",
            Self::Failed(failure) => failure.code(),
        }
    }

    /// What the sentence for the code names.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLarge => vec![("mib", LONGEST_IN_MIB.to_string())],
            Self::Package(PackageFault::Catalogue(fault)) => vec![("what", fault.to_string())],
            Self::Older { version, offered } => {
                vec![("version", version.clone()), ("offered", offered.clone())]
            }
            Self::SameVersion { version } => vec![("version", version.clone())],
            Self::Unreadable | Self::Package(_) | Self::RetiredKey | Self::Failed(_) => Vec::new(),
        }
    }
}
