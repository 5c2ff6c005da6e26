//! Why a result file of a dossier does not come by itself, and what to do about it.

use desk::background::Unfetched;
use desk::results;
use serde::{Deserialize, Serialize};

use crate::words::Words;

/// Why a result file cannot be had, although the road is good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WhyMissing {
    /// The gateway does not have it, or not any more.
    Gone,
    /// The gateway refuses it.
    Refused {
        /// The code that it gave.
        code: String,
    },
    /// This machine could not keep it.
    NotKept {
        /// What kept it from that, as a word.
        code: String,
    },
}

impl WhyMissing {
    /// `None` for trouble of the road: it passes, and then the file comes by itself.
    pub(crate) fn of(why: &Unfetched) -> Option<Self> {
        match why {
            Unfetched::Road(_) => None,
            Unfetched::Gone => Some(Self::Gone),
            Unfetched::Refused(code) => Some(Self::Refused { code: code.clone() }),
            Unfetched::Desk(code) => Some(Self::NotKept { code: (*code).to_owned() }),
        }
    }
}

/// A result file that cannot be had, although the road is good.
#[derive(Serialize, Deserialize)]
pub struct MissingResult {
    /// The dossier.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// The agency's code, if it named one.
    pub official_code: Option<String>,
    /// File name, as the agency gave it.
    pub name: String,
    /// Why.
    pub why: WhyMissing,
}

impl MissingResult {
    pub(crate) fn new(missing: results::MissingResult) -> Option<Self> {
        Some(Self {
            why: WhyMissing::of(&missing.why)?,
            dossier_id: missing.dossier.to_string(),
            provisional_code: missing.code.to_string(),
            official_code: missing.official_code,
            name: missing.name.to_string(),
        })
    }
}

impl Words {
    /// Why a result file cannot be had and what to do; `dossier` is the code to name when somebody is asked.
    pub fn missing_result(&self, why: &WhyMissing, dossier: &str) -> String {
        match why {
            WhyMissing::Gone => self.say("result-gone", &[("dossier", dossier)]),
            WhyMissing::Refused { code } => {
                self.say("result-refused", &[("dossier", dossier), ("reason", code)])
            }
            WhyMissing::NotKept { code } if code == "disk-full" => self.say("result-no-room", &[]),
            WhyMissing::NotKept { code } => {
                self.say("result-not-kept", &[("why", &self.trouble(code))])
            }
        }
    }
}

#[cfg(test)]
#[path = "missing_tests.rs"]
mod tests;
