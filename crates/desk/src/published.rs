//! How long a procedure takes, as it is said of its listed words.

use domain::deadline::TimeLimit;
use domain::kinds::Channel;

use crate::catalogue::{Procedure, Text};

pub use ::catalogue::{has_lost_its_unit, limit};

/// How long a procedure takes, as far as it can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublishedTime {
    /// The catalogue has a sentence of its own for it.
    Said(Text),
    /// As listed; what is not known is told from nothing.
    Listed(TimeLimit),
}

impl PublishedTime {
    /// What is said of a procedure's published time, by one channel or by all.
    pub fn of(procedure: &Procedure, channel: Option<Channel>) -> Self {
        let time = &procedure.about().time;
        if time.said.in_("vi") != time.as_listed {
            return Self::Said(time.said.clone());
        }
        Self::Listed(limit(&time.as_listed, channel))
    }
}
