//! What comes back: the feed of events, and the list of what the gateway holds.

use domain::dossier::Revision;
use domain::ids::{DossierId, SubmissionId};
use seal::Sha256;
use serde::{Deserialize, Serialize};

/// A place in a list that the gateway hands out; whoever gets it only gives it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(String);

impl Cursor {
    /// Takes a place in a list.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The place as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Some events (`GET /v1/feed?after=…`), of dossiers of which this desk delivered a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedPage {
    /// Which life of the gateway's records; a cursor of another life is answered with an empty
    /// page, so that the desk compares what both hold and begins anew.
    pub era: u32,
    /// Signed texts of [`crate::event::Event`], in their order.
    pub events: Vec<String>,
    /// Where to go on.
    pub next: Cursor,
    /// Whether there is more already.
    pub more: bool,
    /// The mark of the capabilities as they are now; absent where the gateway gives them none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capabilities: Option<String>,
}

/// Some of what the gateway holds of this desk (`GET /v1/holdings?after=…`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldingsPage {
    /// Which life of the gateway's records.
    pub era: u32,
    /// What it holds, in an order that stays.
    pub holdings: Vec<Holding>,
    /// Where to go on.
    pub next: Cursor,
    /// Whether there is more.
    pub more: bool,
}

/// One revision that the gateway holds or has heard of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// The dossier.
    pub dossier_id: DossierId,
    /// The revision.
    pub submission_id: SubmissionId,
    /// Its number.
    pub revision: Revision,
    /// SHA-256 of its manifest.
    pub manifest_sha256: Sha256,
    /// Whether every byte of it is held.
    pub is_delivered: bool,
    /// The agency's status code of the dossier.
    pub status: String,
}
