//! Why the agency's word is not taken down.

use domain::ids::DossierId;

use super::moves::MoveFault;
use super::paper::PaperFault;
use crate::error::PortalError;

/// Why the agency's word is not taken down, or nothing can be shown. Holds no personal data.
#[derive(Debug, thiserror::Error)]
pub enum AgencyError {
    /// Nothing goes by this name.
    #[error("no such dossier")]
    NoSuchDossier,
    /// Two desks have drawn the same code, so that only the id tells them apart.
    #[error("several dossiers have this code")]
    SeveralDossiers {
        /// Their ids.
        dossiers: Vec<DossierId>,
    },
    /// No revision of it is here whole: there is nothing that the agency could have looked at.
    #[error("the dossier has not arrived whole")]
    NotDelivered,
    /// The case does not move so.
    #[error(transparent)]
    Move(#[from] MoveFault),
    /// The code stands for another dossier.
    #[error("the code belongs to another dossier")]
    CodeTaken {
        /// Which one.
        dossier: DossierId,
    },
    /// The result file is not what it should be.
    #[error(transparent)]
    Paper(#[from] PaperFault),
    /// The gateway itself failed.
    #[error(transparent)]
    Failed(#[from] PortalError),
}

impl AgencyError {
    /// Stable name of the failure, for words and exit codes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchDossier => "case-no-such-dossier",
            Self::SeveralDossiers { .. } => "case-several-dossiers",
            Self::NotDelivered => "case-not-delivered",
            Self::Move(fault) => fault.code(),
            Self::CodeTaken { .. } => "case-code-taken",
            Self::Paper(fault) => fault.code(),
            Self::Failed(failure) => failure.code(),
        }
    }

    /// What the sentence for the code names.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::SeveralDossiers { dossiers } => {
                let ids: Vec<_> = dossiers.iter().map(ToString::to_string).collect();
                vec![("dossiers", ids.join(", "))]
            }
            Self::CodeTaken { dossier } => vec![("dossier", dossier.to_string())],
            Self::Paper(fault) => fault.args(),
            _ => Vec::new(),
        }
    }
}
