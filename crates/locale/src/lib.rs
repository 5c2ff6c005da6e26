//! The languages of the interface, and the sentences that a program reads from their files in
//! `assets/locales`.
//!
//! Which files a program speaks from, and what it says when, is its own business: the desk's words
//! live in `bridge`, the gateway's in `portal`.
//!
//! It must never let what somebody typed break a line, move a cursor or turn the direction of reading.

mod language;
mod sentences;

pub use language::{Language, NotALanguage};
pub use sentences::{Sentences, plain};
