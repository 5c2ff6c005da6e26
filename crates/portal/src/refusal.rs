//! Why a request is not granted: a problem that its sender may know, or a failure of our own.

use machine::NoLuck;
use wire::known::Known;
use wire::problem::{Problem, Reason};

use crate::error::{FileError, PortalError};
use crate::trace;

/// Why a request is not granted.
#[derive(Debug)]
pub enum Refusal {
    /// Because of what was asked.
    Problem(Box<Problem>),
    /// Because this desk asks for too much at present: so many seconds later it may ask again.
    Later(Box<Problem>, u32),
    /// Because something of ours failed.
    Failed(PortalError),
}

/// What tus 1.0 refuses with codes and statuses of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TusReason {
    /// 412: another version of the protocol.
    Version,
    /// 409: the slice begins elsewhere than the bytes that are here end.
    WrongOffset,
    /// 460: the slice is not what its checksum says.
    Checksum,
    /// 400: a checksum that nobody here can compute.
    ChecksumUnknown,
    /// 410: the upload was thrown away for its age; the part has a new one.
    Gone,
    /// 415: a slice has another media type.
    NotASlice,
}

impl TusReason {
    fn parts(self) -> (&'static str, u16) {
        match self {
            Self::Version => ("tus-version", 412),
            Self::WrongOffset => ("wrong-offset", 409),
            Self::Checksum => ("checksum-mismatch", 460),
            Self::ChecksumUnknown => ("checksum-unknown", 400),
            Self::Gone => ("upload-gone", 410),
            Self::NotASlice => ("not-a-slice", 415),
        }
    }
}

impl Refusal {
    /// Refuses for a reason.
    pub fn new(reason: Reason, title: &'static str) -> Self {
        Self::Problem(Box::new(Problem::new(reason, title)))
    }

    /// Refuses with a code and a status that the desk's own protocol does not have.
    pub fn other(code: &str, status: u16, title: &'static str) -> Self {
        let code = Known::Other(code.to_owned());
        let (title, head, min_client) = (title.to_owned(), None, None);
        Self::Problem(Box::new(Problem { code, status, title, head, min_client }))
    }

    /// Refuses what one desk asks too much of; others are not touched.
    pub fn later(title: &'static str, seconds: u32) -> Self {
        let problem = Problem { status: 429, ..Problem::new(Reason::Busy, title) };
        Self::Later(Box::new(problem), seconds)
    }

    /// Refuses for a reason of tus.
    pub fn tus(reason: TusReason, title: &'static str) -> Self {
        let (code, status) = reason.parts();
        Self::other(code, status, title)
    }

    /// The problem document, which says nothing about failures of our own.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Problem(problem) | Self::Later(problem, _) => (**problem).clone(),
            Self::Failed(failure) if failure.is_full() => {
                Problem::new(Reason::DiskFull, "no room is left")
            }
            Self::Failed(failure) if failure.is_busy() => {
                Problem::new(Reason::Busy, "somebody else is writing")
            }
            Self::Failed(_) => Problem::new(Reason::Internal, "the gateway failed"),
        }
    }

    /// Tells whoever looks after the machine of a failure of our own.
    pub(crate) fn leave_trace(&self) {
        if let Self::Failed(failure) = self {
            trace::leave(failure);
        }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<PortalError> for Refusal {
    fn from(failure: PortalError) -> Self {
        Self::Failed(failure)
    }
}

impl From<FileError> for Refusal {
    fn from(failure: FileError) -> Self {
        Self::Failed(failure.into())
    }
}

impl From<NoLuck> for Refusal {
    fn from(failure: NoLuck) -> Self {
        Self::Failed(failure.into())
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(failure: serde_json::Error) -> Self {
        Self::Failed(failure.into())
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;
    use sqlite::Doing;

    use super::*;

    #[test]
    fn wait_for_another_writer_that_took_too_long_is_no_failure() {
        let told = |code| {
            let refused = Err::<(), _>(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
            let refused = PortalError::from(refused.doing("announce").unwrap_err());
            Refusal::from(refused).problem()
        };

        for code in [ffi::SQLITE_BUSY, ffi::SQLITE_LOCKED, ffi::SQLITE_BUSY_SNAPSHOT] {
            assert_eq!((told(code).status, told(code).code.to_string()), (503, "busy".to_owned()));
        }
        assert_eq!(told(ffi::SQLITE_FULL).status, 507);
        assert_eq!(told(ffi::SQLITE_IOERR).status, 500);
    }
}
