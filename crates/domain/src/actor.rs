//! Who acts: every action of the desk takes an [`Actor`] first.

use crate::ids::OperatorId;
use crate::kinds::Role;

/// The person at the keyboard, as the desk has recognised them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// Who it is.
    pub operator: OperatorId,
    /// What they may do.
    pub role: Role,
}
