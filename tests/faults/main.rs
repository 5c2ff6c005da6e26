//! What is left when something goes wrong: power cuts, unsynced writes, failing calls, a full disk,
//! torn files.
#![expect(clippy::disallowed_methods, reason = "tests damage files that the program would not")]

mod full;
mod gateway;
mod keys;
mod migration;
mod power;
mod shape;
#[path = "../arrival/still.rs"]
mod still;
mod story;
mod survey;
mod sweep;
