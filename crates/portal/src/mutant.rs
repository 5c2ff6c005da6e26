//! Promises that a test may have broken on purpose, to prove that the tests would notice.

use domain::dossier::Revision;

use crate::acts::admission::Candidate;
use crate::acts::announcing::{self, Announced};
use crate::acts::delivery;
use crate::gateway::Gateway;
use crate::refusal::Refusal;
use crate::store::Tx;

/// A promise that is broken when the build allows it and `NOPHO_PORTAL_MUTANT` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mutant {
    /// `no-uniqueness`: each announcement is taken for a new dossier.
    NoUniqueness,
}

impl Mutant {
    #[cfg(feature = "mutants")]
    fn name(self) -> &'static str {
        match self {
            Self::NoUniqueness => "no-uniqueness",
        }
    }

    /// Whether the promise is to be broken.
    #[cfg(feature = "mutants")]
    pub(crate) fn lives(self) -> bool {
        std::env::var("NOPHO_PORTAL_MUTANT").is_ok_and(|named| named == self.name())
    }

    /// Whether the promise is to be broken: never, in a build that may be given to anybody.
    #[cfg(not(feature = "mutants"))]
    pub(crate) fn lives(self) -> bool {
        match self {
            Self::NoUniqueness => false,
        }
    }
}

/// What a gateway that forgot to look would do: the same revision once more, as if it were another.
pub(crate) fn keep_once_more(
    gateway: &Gateway,
    tx: &Tx<'_>,
    announced: &Announced<'_>,
) -> Result<(), Refusal> {
    let mut manifest = announced.candidate.manifest.clone();
    manifest.submission_id = gateway.world.id()?;
    manifest.dossier_id = gateway.world.id()?;
    manifest.revision = Revision::FIRST;
    manifest.parent_submission_id = None;
    let submission = manifest.submission_id;
    let provisional_code = announced.candidate.provisional_code.clone();
    let candidate = Candidate { manifest, provisional_code, ..announced.candidate };
    announcing::keep(gateway, tx, &Announced { candidate, ..*announced })?;
    delivery::deliver_if_whole(tx, submission, announced.at)
}
