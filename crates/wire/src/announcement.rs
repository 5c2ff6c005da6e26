//! What a desk says it has, and what the gateway answers.

use std::fmt;

use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, Id, InstanceId, NotAnId, ParcelId, SubmissionId};
use domain::moment::{ClockReading, Epoch, Millis};
use domain::procedure::ComponentId;
use seal::Sha256;
use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::feed::{Cursor, FeedPage};
use crate::problem::Problem;

/// Version of a withdrawal's form.
pub const WITHDRAWAL_FORMAT: u32 = 1;

/// The idempotency key of a delivery: the `submission_id` of a revision, or the `withdrawal_id` of a
/// withdrawal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(SubmissionId);

impl Key {
    /// The 16 bytes under which a store keeps it.
    pub fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// Reads the key back from its 16 bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(SubmissionId::from_bytes(bytes))
    }
}

impl From<SubmissionId> for Key {
    fn from(id: SubmissionId) -> Self {
        Self(id)
    }
}

impl From<ParcelId> for Key {
    fn from(id: ParcelId) -> Self {
        Self::from_bytes(*id.as_bytes())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({self})")
    }
}

impl std::str::FromStr for Key {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        text.parse().map(Self)
    }
}

/// Many announcements in one request (`POST /v1/announcements`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcements {
    /// The life of the desk's data folder.
    pub instance_id: InstanceId,
    /// That life's number.
    pub epoch: Epoch,
    /// What the desk has.
    pub announcements: Vec<Announcement>,
    /// Which news the desk wants with the answer, to spare it a question of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub news: Option<NewsWanted>,
}

/// The news that are wanted with the answer to an announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsWanted {
    /// Where the feed goes on; absent: from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
}

/// One thing that a desk has for the agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Announcement {
    /// A sealed revision: the first one, or a supplement.
    Revision {
        /// The bytes of a [`crate::manifest::Manifest`], as they were frozen.
        manifest: Bytes,
        /// The bytes of part 0, so that the province can start reading.
        form: Bytes,
    },
    /// A request to withdraw the dossier.
    Withdrawal {
        /// The bytes of a [`Withdrawal`], as they were frozen.
        request: Bytes,
    },
    /// Something that a newer desk has.
    #[serde(other)]
    Unknown,
}

/// The resident wants the dossier back; a request until the agency answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// [`WITHDRAWAL_FORMAT`].
    pub format: u32,
    /// The idempotency key.
    pub withdrawal_id: ParcelId,
    /// The dossier.
    pub dossier_id: DossierId,
    /// The newest revision that the desk had sent.
    pub submission_id: SubmissionId,
    /// The desk that asks.
    pub desk_id: DeskId,
    /// When it was asked for, at the desk.
    pub asked: ClockReading,
}

/// The answer to [`Announcements`]: outcome n answers announcement n.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// One outcome for each announcement, in the same order.
    pub outcomes: Vec<Outcome>,
    /// What `GET /v1/feed` would have said; absent where nobody asked, or the cursor was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub news: Option<FeedPage>,
}

/// How one announced thing stands at the gateway; also the answer to
/// `GET /v1/submissions/{key}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// The gateway knows of it and lacks parts.
    Announced {
        /// When it first heard of it, by its own clock.
        announced_ms: Millis,
        /// What it lacks; never empty.
        missing: Vec<MissingPart>,
    },
    /// The gateway holds every byte.
    Delivered {
        /// The signed text of a [`crate::receipt::Receipt`].
        receipt: String,
    },
    /// The gateway refuses this one.
    Refused {
        /// Why.
        problem: Problem,
    },
    /// Something that a newer gateway answers.
    #[serde(other)]
    Unknown,
}

/// A part that the gateway lacks, wholly or its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingPart {
    /// Its place in the manifest.
    pub number: u32,
    /// How many of its bytes the gateway holds on its disk.
    pub offset: u64,
    /// Path of its tus upload, such as `/v1/uploads/3f…`.
    pub upload: String,
}

/// What the gateway has for a dossier already, told to a desk that is not at its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The revision.
    pub submission_id: SubmissionId,
    /// Its number.
    pub revision: Revision,
    /// The desk that sealed it.
    pub desk_id: DeskId,
    /// SHA-256 of its manifest.
    pub manifest_sha256: Sha256,
    /// What a clerk may know of it; absent where the gateway is older than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<Box<Outline>>,
}

/// What a clerk may know of a revision that another desk sealed: never its contents, nor a file's
/// name or hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// How the provisional codes of the desk that sealed it begin.
    pub desk_prefix: String,
    /// What people call that desk; may be empty.
    pub desk_name: String,
    /// When the gateway heard of it, by its own clock.
    pub announced_ms: Millis,
    /// When it held every byte; absent while parts are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_ms: Option<Millis>,
    /// Its papers, without the form, in the manifest's order.
    pub papers: Vec<OutlinedPaper>,
    /// The agency's status code of the dossier; absent until a revision has arrived whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// When this was so, by the gateway's clock.
    pub told_ms: Millis,
}

/// A paper of a revision that another desk sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlinedPaper {
    /// Which component it is.
    pub component: ComponentId,
    /// Size in bytes.
    pub size: u64,
}
