//! What the gateway takes (`GET /v1/capabilities`), to be known before the resident leaves.

use domain::text::Line;
use seal::{Fingerprint, Sha256};
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
    /// Number of the newest list of keys that its root has signed; absent where it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys_serial: Option<u32>,
    /// Protocols of [`crate::stream`] that it speaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub streams: Vec<String>,
    /// The package of the catalogue that it hands out; absent where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogue: Option<CatalogueLine>,
    /// Another one whenever anything of the above is another; each page of the feed repeats it, so that
    /// nobody has to ask for what has not changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
}

/// A package of the catalogue, as the gateway offers it. Nothing of it is believed: the package itself
/// is signed, and says what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueLine {
    /// Its version, such as `2026.11.22-2`.
    pub version: String,
    /// SHA-256 of the file.
    pub hash: Sha256,
    /// How long the file is.
    pub bytes: u64,
}

/// Names, in a question for a package, the contents of the one that whoever asks has.
pub const SINCE: &str = "since";

/// The longest package that is handed out, in bytes.
pub const LONGEST_CATALOGUE: u64 = 16 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = r#"{"gateway":"FINGERPRINT","name":"Cổng thử","agency":"H37","era":1,
        "min_client":"0.1.0","media":[],"max_part_bytes":1,"max_parts":1,"max_announcements":1,
        "max_request_bytes":1,"max_slice_bytes":1,"unfinished_kept_ms":1}"#;

    #[test]
    fn gateway_that_hands_out_no_catalogue_is_understood_and_says_nothing_of_it() {
        let root = seal::SigningKey::from_seed(&[1; 32]).public();
        let said = SAID.replace("FINGERPRINT", &root.fingerprint().to_string());

        let read: Capabilities = serde_json::from_str(&said).unwrap();

        assert_eq!(read.catalogue, None);
        assert!(!serde_json::to_string(&read).unwrap().contains("catalogue"));
    }
}
