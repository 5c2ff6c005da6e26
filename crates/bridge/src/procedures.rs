//! The catalogue for a host that has no desk open, or needs more of it than a window shows.

use crate::commands::catalogue;
use crate::error::UiError;
use crate::host::{Host, guarded};
use crate::reply::{ProcedureLine, ProcedureSheet};
use crate::words::Words;

impl Host {
    /// The procedures that fit a query, best first, at most so many.
    pub fn procedures(
        &self,
        words: &Words,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ProcedureLine>, UiError> {
        guarded(|| catalogue::search(self, words, query, limit))
    }

    /// A procedure with its schema and a filled example.
    pub fn procedure(&self, words: &Words, code: &str) -> Result<ProcedureSheet, UiError> {
        guarded(|| catalogue::sheet(self, words, code))
    }
}
