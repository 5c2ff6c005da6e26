//! Why the gateway refuses something: a problem document (RFC 9457) with a stable code.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::announcement::Head;
use crate::known::Known;

/// Media type of a problem document.
pub const MEDIA: &str = "application/problem+json";

/// The reasons that this version knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Reason {
    /// 400: the request is not what the endpoint takes.
    Malformed,
    /// 401: the bearer is missing, wrong, or of a time that is not now; the signed time tells.
    SignedOut,
    /// 403: the province has withdrawn this desk's right to send.
    Revoked,
    /// 403: sealed by another desk than the one that sends it.
    NotYourDesk,
    /// 404: no such thing, or none of this desk's.
    NotFound,
    /// 404: no enrolment code of this name.
    CodeUnknown,
    /// 409: the enrolment code was used by another desk.
    CodeUsed,
    /// 410: the enrolment code is too old.
    CodeExpired,
    /// 403: the claim does not show that the desk knows the code's secret.
    CodeWrong,
    /// 409: a desk of this id is enrolled with another key.
    DeskKnown,
    /// 409: the revision follows one that is not the dossier's head; `head` tells which is.
    NotHead,
    /// 409: the revision follows one that the gateway has never seen.
    ParentUnknown,
    /// 409: the case is closed.
    CaseClosed,
    /// 413: a part, or the request, has more bytes than the gateway takes.
    TooBig,
    /// 413: more parts than the gateway takes.
    TooManyParts,
    /// 415: a part of a media type that the gateway does not take.
    MediaRefused,
    /// 422: the same id came before with other content.
    OtherContent,
    /// 422: the manifest, the form or the withdrawal cannot be read.
    Unreadable,
    /// 422: the bytes of a part are not those of the manifest.
    PartMismatch,
    /// 422: the gateway does not know this kind of announcement.
    UnknownKind,
    /// 426: this version of the desk is too old; `min_client` tells which is not.
    ClientTooOld,
    /// 429 or 503: later, please.
    Busy,
    /// 500: the gateway failed.
    Internal,
    /// 507: the gateway's disk is full.
    DiskFull,
}

impl Reason {
    /// The HTTP status that goes with it.
    pub fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::SignedOut => 401,
            Self::Revoked | Self::NotYourDesk | Self::CodeWrong => 403,
            Self::NotFound | Self::CodeUnknown => 404,
            Self::CodeUsed
            | Self::DeskKnown
            | Self::NotHead
            | Self::ParentUnknown
            | Self::CaseClosed => 409,
            Self::CodeExpired => 410,
            Self::TooBig | Self::TooManyParts => 413,
            Self::MediaRefused => 415,
            Self::OtherContent | Self::Unreadable | Self::PartMismatch | Self::UnknownKind => 422,
            Self::ClientTooOld => 426,
            Self::Busy => 503,
            Self::Internal => 500,
            Self::DiskFull => 507,
        }
    }
}

/// A problem document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The reason; one of [`Reason`], or a newer one.
    pub code: Known<Reason>,
    /// The HTTP status.
    pub status: u16,
    /// A sentence in English for whoever reads a log; no personal data.
    pub title: String,
    /// The dossier's head, where it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// The oldest version that the gateway talks to, where it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_client: Option<String>,
}

impl Problem {
    /// A problem of which nothing more is to be said than its reason.
    pub fn new(reason: Reason, title: impl Into<String>) -> Self {
        Self {
            code: Known::Word(reason),
            status: reason.status(),
            title: title.into(),
            head: None,
            min_client: None,
        }
    }

    /// The same problem, with the dossier's head.
    #[must_use]
    pub fn with_head(self, head: Head) -> Self {
        Self { head: Some(head), ..self }
    }
}
