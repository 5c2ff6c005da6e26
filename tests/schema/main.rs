//! What the database looks like, who may open it, and what it refuses.
#![expect(clippy::disallowed_methods, reason = "tests damage files that the program would not")]

mod database;
mod described;
mod frozen;
mod lawful;
mod opening;
mod refused;
mod upgrades;
