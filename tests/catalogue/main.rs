//! The shipped catalogue against those who ask, and against the list that it was made from.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod finding;
mod official;
mod queries;
mod rows;
