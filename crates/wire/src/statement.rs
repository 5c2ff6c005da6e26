//! What one side says under its signature.

use seal::jws::{self, JwsFault};
use seal::{PublicKey, SigningKey};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why something that was said is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Distrust {
    /// The statement itself is not to be believed.
    #[error(transparent)]
    Statement(#[from] JwsFault),
    /// It is signed, but does not have the form that this version reads.
    #[error("a signed statement that this version cannot read")]
    Unreadable,
    /// It is signed, but speaks of something else than what was asked.
    #[error("a signed statement about something else")]
    Elsewhere,
    /// It is signed, but older than what is known already.
    #[error("a signed statement that is out of date")]
    Stale,
}

impl Distrust {
    /// A stable name for each reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Statement(fault) => fault.code(),
            Self::Unreadable => "statement-unreadable",
            Self::Elsewhere => "statement-elsewhere",
            Self::Stale => "statement-stale",
        }
    }

    /// Whether a newer list of keys could make it believed.
    pub fn wants_keys(&self) -> bool {
        matches!(self, Self::Statement(JwsFault::UnknownKey))
    }
}

/// Something that is said under a signature.
pub(crate) trait Statement: Serialize + DeserializeOwned {
    /// What it is, in the header of the signed text.
    const KIND: &'static str;

    /// Signs it.
    fn stated(&self, key_id: &str, key: &SigningKey) -> serde_json::Result<String> {
        Ok(jws::sign(Self::KIND, key_id, key, &serde_json::to_vec(self)?))
    }

    /// Reads it, if the key that it names signed it.
    fn heard(
        statement: &str,
        key_of: impl FnOnce(&str) -> Option<PublicKey>,
    ) -> Result<Self, Distrust> {
        let payload = jws::open(statement, Self::KIND, key_of)?;
        serde_json::from_slice(&payload).map_err(|_| Distrust::Unreadable)
    }
}
