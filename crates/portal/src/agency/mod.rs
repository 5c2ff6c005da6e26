//! What the agency does with a dossier, as far as people at the gateway do it in its name: which
//! move it may make, the papers that it gives back, and what is to be seen of a dossier.

pub mod advance;
pub mod fault;
pub mod find;
pub mod moves;
pub mod overview;
pub mod paper;
pub(crate) mod results;
pub mod show;
