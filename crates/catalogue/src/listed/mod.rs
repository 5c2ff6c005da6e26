//! Procedures as a province's list publishes them: texts for reading, of which nothing is decided.
//!
//! A list knows far more procedures than anybody has checked. What it says is kept word for word,
//! beside the records of the package: for a procedure without a record it is all that there is, for
//! one with a record it is what the record can be held against. No condition is ever made of it.

mod document;
mod fault;
mod import;
mod join;
mod record;
mod table;
mod unread;

pub use document::{DocumentKind, ListedDocument};
pub use fault::{ListFault, ListFile};
pub use import::{Export, Imported, import};
pub use record::{Listed, ListedChannel};
pub use unread::{Unread, WhyUnread};

pub(crate) use join::join;

#[cfg(test)]
mod tests;
