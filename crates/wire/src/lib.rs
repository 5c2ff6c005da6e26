//! What travels between a desk and the gateway, as types that can be verified.
//!
//! - [`mod@form`], [`manifest`]: what is frozen when a dossier is sealed;
//! - [`enrolment`], [`keys`], [`bearer`], [`time`]: how the two sides know each other;
//! - [`announcement`], [`receipt`], [`problem`]: how a dossier is handed over;
//! - [`event`], [`feed`]: what comes back;
//! - [`stream`]: how the bytes of parts go over in one stream;
//! - [`capabilities`], [`path`]: what the gateway takes, and where.
//!
//! Bytes are made once and kept: whoever sends or checks them uses the kept bytes and never
//! serialises again. Unknown fields are ignored and unknown words kept, in both directions, so that
//! an old desk and a new gateway go on understanding each other.

pub mod announcement;
pub mod bearer;
pub mod bytes;
pub mod capabilities;
pub mod enrolment;
pub mod event;
pub mod feed;
pub mod form;
pub mod keys;
pub mod known;
pub mod manifest;
pub mod path;
pub mod problem;
pub mod receipt;
pub mod statement;
pub mod stream;
pub mod time;

#[cfg(test)]
mod testing;
