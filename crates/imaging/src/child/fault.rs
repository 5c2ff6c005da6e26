//! What goes wrong between a program and its child.

/// Why the child gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The program could not be started a second time.
    #[error("the child that reads pictures could not be started")]
    NotStarted,
    /// It ended because no more memory was given to it.
    #[error("the child that reads pictures ran out of memory")]
    OutOfMemory,
    /// It panicked over the question, or ended in some other way.
    #[error("the child that reads pictures crashed")]
    Crashed,
    /// It said nothing for as long as it was given.
    #[error("the child that reads pictures is stuck")]
    Stuck,
    /// It said what is no answer.
    #[error("the child that reads pictures gave no sensible answer")]
    Garbled,
    /// The question is larger than [`super::MOST_BODY`], and was not asked.
    #[error("the question to the child that reads pictures is too big")]
    TooBig,
}

impl Fault {
    /// The stable word for it, by which the window finds its sentence.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "imaging-not-started",
            Self::OutOfMemory => "imaging-out-of-memory",
            Self::Crashed => "imaging-crashed",
            Self::Stuck => "imaging-stuck",
            Self::Garbled => "imaging-garbled",
            Self::TooBig => "imaging-too-big",
        }
    }
}
