//! What an input leads to.

use domain::ids::ParcelId;

use crate::blame::Culprit;
use crate::input::Trouble;
use crate::standing::Obstacle;

/// What an input leads to.
#[derive(Debug)]
#[must_use]
pub(crate) enum Turn {
    /// Nothing; whatever is under way goes on.
    Stay,
    /// The next request of the round.
    GoOn,
    /// The stream that is under way ends in order, and the round goes on after it.
    Finish,
    /// The round is over, for now.
    Stop(Halt),
}

/// Why a round is over before its end.
#[derive(Debug, Clone)]
pub(crate) struct Halt {
    pub(crate) obstacle: Obstacle,
    /// How long the gateway asks to wait.
    pub(crate) asked_ms: Option<u64>,
    /// Whatever was under way; nothing, where no errand can have been the cause.
    pub(crate) culprits: Vec<Culprit>,
}

impl Turn {
    pub(crate) fn stop(trouble: Trouble) -> Self {
        Self::halt(Obstacle::Road(trouble), vec![])
    }

    pub(crate) fn blaming(parcel: ParcelId, trouble: Trouble) -> Self {
        Self::halt(Obstacle::Road(trouble), vec![Culprit::Parcel(parcel)])
    }

    pub(crate) fn halt(obstacle: Obstacle, culprits: Vec<Culprit>) -> Self {
        Self::Stop(Halt { obstacle, asked_ms: None, culprits })
    }
}
