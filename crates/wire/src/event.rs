//! What the agency did with a dossier, as a signed event.

use chrono::NaiveDate;
use domain::ids::{DossierId, SubmissionId};
use domain::moment::Millis;
use domain::provisional_code::OfficialCode;
use domain::text::{Line, Prose};
use seal::{Sha256, SigningKey};
use serde::{Deserialize, Serialize};

use crate::keys::KeyRing;
use crate::statement::{Distrust, Statement};

/// Version of the event's form.
pub const FORMAT: u32 = 1;

/// How a case stands from this moment on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// [`FORMAT`].
    pub format: u32,
    /// Which life of the gateway's records: a restored backup begins the next.
    pub era: u32,
    /// Place among the gateway's events; grows, with gaps.
    pub number: u64,
    /// When the gateway recorded it, by its own clock.
    pub at_ms: Millis,
    /// The dossier.
    pub dossier_id: DossierId,
    /// The newest revision that the gateway holds: what the agency was looking at.
    pub submission_id: SubmissionId,
    /// The agency's status code, exactly as it came (`TrangThaiHoSo`); `1` to `10` are known.
    pub status: String,
    /// The agency's code for the dossier (`MaHoSo`), once it has given one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official_code: Option<OfficialCode>,
    /// When the agency officially took it in (`NgayTiepNhan`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_ms: Option<Millis>,
    /// Why, in the agency's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Prose>,
    /// Legal date by which the resident must answer, or by which the result is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
    /// A result file that may be fetched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultLine>,
}

/// One result file (`DanhSachGiayToKetQua`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultLine {
    /// File name.
    pub name: Line,
    /// Media type.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes; also the name under which it is fetched.
    pub sha256: Sha256,
}

impl Statement for Event {
    const KIND: &'static str = "nopho-event";
}

impl Event {
    /// Signs the event with a key for receipts.
    ///
    /// # Errors
    /// Only when serialisation itself fails, which these types give no reason for.
    pub fn sign(&self, key_id: &str, key: &SigningKey) -> serde_json::Result<String> {
        self.stated(key_id, key)
    }

    /// Reads an event, if the gateway signed it.
    pub fn verify(statement: &str, keys: &KeyRing) -> Result<Self, Distrust> {
        keys.heard_at(statement, |event: &Self| event.at_ms)
    }
}

// The agency's words may name people.
impl std::fmt::Debug for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Event")
            .field("number", &self.number)
            .field("dossier_id", &self.dossier_id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
