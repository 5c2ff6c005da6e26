//! Where things are asked for. Every path begins with the version.

/// `GET`: a [`crate::capabilities::Capabilities`]; no bearer needed.
pub const CAPABILITIES: &str = "/v1/capabilities";
/// `GET`: the signed text of a [`crate::keys::KeyList`] as `{"keys": "…"}`; no bearer needed.
pub const KEYS: &str = "/v1/keys";
/// `GET`: nothing but the signed time in the header; no bearer needed.
pub const TIME: &str = "/v1/time";
/// `POST`: a [`crate::enrolment::EnrolmentRequest`].
pub const ENROLMENTS: &str = "/v1/enrolments";
/// `POST`: [`crate::announcement::Announcements`].
pub const ANNOUNCEMENTS: &str = "/v1/announcements";
/// `GET` below it: the [`crate::announcement::Outcome`] of one key.
pub const SUBMISSIONS: &str = "/v1/submissions";
/// tus 1.0: `OPTIONS`, `POST`; below it `HEAD`, `PATCH`. Uploads end by their age, so there is no `DELETE`.
pub const UPLOADS: &str = "/v1/uploads";
/// `GET`, to be upgraded: the stream of blocks of [`crate::stream`].
pub const STREAM: &str = "/v1/stream";
/// `GET ?after=`: a [`crate::feed::FeedPage`].
pub const FEED: &str = "/v1/feed";
/// `GET ?after=`: a [`crate::feed::HoldingsPage`].
pub const HOLDINGS: &str = "/v1/holdings";
/// `GET` below it, by dossier and SHA-256: the bytes of a result file; ranges are answered.
pub const RESULTS: &str = "/v1/results";
/// `GET` below it, by SHA-256, `?since=` ([`crate::capabilities::SINCE`]): a package of the catalogue as one file, or what makes it of the
/// one with these contents; ranges are answered.
pub const CATALOGUE: &str = "/v1/catalogue";
/// `GET`: the description of all this (`OpenAPI` 3.1); no bearer needed.
pub const OPENAPI: &str = "/v1/openapi.json";

/// The answer to [`KEYS`].
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct KeysReply {
    /// The signed text of a [`crate::keys::KeyList`].
    pub keys: String,
}
