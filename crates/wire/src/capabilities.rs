//! What the gateway takes (`GET /v1/capabilities`), to be known before the resident leaves.

use domain::text::Line;
use seal::Fingerprint;
use serde::{Deserialize, Serialize};

/// The request header that carries the desk's version, such as `0.1.0`.
pub const CLIENT: &str = "nopho-client";

/// What the gateway takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// Who it is: the fingerprint of its root key.
    pub gateway: Fingerprint,
    /// What people call it.
    pub name: Line,
    /// Code of the agency that runs it.
    pub agency: String,
    /// Which life of its records: a restored backup begins the next.
    pub era: u32,
    /// The oldest desk that it talks to.
    pub min_client: String,
    /// Media types of parts that it takes.
    pub media: Vec<String>,
    /// Most bytes of one part.
    pub max_part_bytes: u64,
    /// Most parts of one revision, the form included.
    pub max_parts: u32,
    /// Most announcements in one request.
    pub max_announcements: u32,
    /// Most bytes of one request with a JSON body.
    pub max_request_bytes: u64,
    /// Most bytes in one slice of an upload.
    pub max_slice_bytes: u64,
    /// How long an unfinished upload is kept after its last byte, in milliseconds.
    pub unfinished_kept_ms: i64,
}
