//! What a refusal means: one parcel's trouble, or the road's.

use wire::known::Known;
use wire::problem::{Problem, Reason};

use crate::input::Trouble;

/// What a refusal is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// This parcel will not get through as it is; the rest may.
    Item,
    /// Bytes of a part were damaged on the way, or on the disk.
    Mismatch,
    /// The gateway lacks what came before.
    Parent,
    /// The gateway does not know what was asked about.
    NotThere,
    /// Nothing gets through at present.
    Road(Trouble),
}

/// Judges a refusal. A code that this version does not know concerns the parcel: the clerk sees it
/// as it came.
pub(crate) fn bearing(problem: &Problem) -> Bearing {
    match &problem.code {
        Known::Word(reason) => of_reason(*reason, problem),
        Known::Other(_) => Bearing::Item,
    }
}

fn of_reason(reason: Reason, problem: &Problem) -> Bearing {
    match reason {
        Reason::Malformed
        | Reason::NotYourDesk
        | Reason::NotHead
        | Reason::CaseClosed
        | Reason::TooBig
        | Reason::TooManyParts
        | Reason::MediaRefused
        | Reason::OtherContent
        | Reason::Unreadable
        | Reason::UnknownKind
        | Reason::CodeUnknown
        | Reason::CodeUsed
        | Reason::CodeExpired
        | Reason::CodeWrong
        | Reason::DeskKnown => Bearing::Item,
        Reason::PartMismatch => Bearing::Mismatch,
        Reason::ParentUnknown => Bearing::Parent,
        Reason::NotFound => Bearing::NotThere,
        Reason::Revoked => Bearing::Road(Trouble::Revoked),
        Reason::SignedOut => Bearing::Road(Trouble::SignedOut),
        Reason::ClientTooOld => {
            Bearing::Road(Trouble::TooOld(problem.min_client.clone().unwrap_or_default()))
        }
        Reason::Busy => Bearing::Road(Trouble::Busy),
        Reason::Internal => Bearing::Road(Trouble::Broken),
        Reason::DiskFull => Bearing::Road(Trouble::DiskFull),
    }
}

/// The problem of a parcel whose own file cannot be read; the gateway has no part in it.
pub(crate) fn of_own_file(code: &str) -> Problem {
    Problem {
        code: Known::Other(code.to_owned()),
        status: 0,
        title: "a file of this desk cannot be read".to_owned(),
        head: None,
        min_client: None,
    }
}

/// Code of the problem that something in front of the gateway takes not even the smallest slice of a
/// part. It is not the gateway's word: what the gateway itself takes is known at the desk before.
pub const FRONT_TOO_SMALL: &str = "front-too-small";

/// The same of an announcement, which carries the form and goes whole.
pub const FRONT_TOO_SMALL_FOR_FORM: &str = "front-too-small-for-form";

/// Whether the request was too big for whoever answered.
pub(crate) fn is_too_big(problem: &Problem) -> bool {
    match &problem.code {
        Known::Word(reason) => *reason == Reason::TooBig,
        Known::Other(code) => [FRONT_TOO_SMALL, FRONT_TOO_SMALL_FOR_FORM].contains(&code.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusal_of_one_parcel_does_not_close_the_road() {
        let bearing = |reason| bearing(&Problem::new(reason, "test"));

        assert_eq!(bearing(Reason::NotHead), Bearing::Item);
        assert_eq!(bearing(Reason::PartMismatch), Bearing::Mismatch);
        assert_eq!(bearing(Reason::ParentUnknown), Bearing::Parent);
        assert_eq!(bearing(Reason::NotFound), Bearing::NotThere);
        assert_eq!(bearing(Reason::Busy), Bearing::Road(Trouble::Busy));
    }

    #[test]
    fn refusal_concerns_the_parcel_when_its_code_is_newer_than_the_program() {
        let problem = Problem { code: Known::Other("seal-missing".to_owned()), ..of_own_file("x") };

        assert_eq!(bearing(&problem), Bearing::Item);
    }

    #[test]
    fn desk_is_told_which_version_the_gateway_wants() {
        let problem = Problem {
            min_client: Some("2.0.0".to_owned()),
            ..Problem::new(Reason::ClientTooOld, "test")
        };

        assert_eq!(bearing(&problem), Bearing::Road(Trouble::TooOld("2.0.0".to_owned())));
    }
}
