//! Promises that a test may have broken on purpose, to prove that the tests would notice.

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
