//! What can go wrong outside the courier's rounds, which know failures of their own.

use courier::{Failure, Trouble};
use wire::problem::{Problem, Reason};
use wire::statement::Distrust;

use crate::endpoint::AddressFault;
use crate::ports::PortError;

/// Why the road could not be made, or a question was not answered.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The address is none that may be used.
    #[error("the gateway's address cannot be used")]
    Address(#[from] AddressFault),
    /// The file of additional certificates is none.
    #[error("the additional certificates cannot be read")]
    Authority,
    /// The address of the proxy is none.
    #[error("the proxy's address cannot be used")]
    Proxy,
    /// Something of the machine's own failed.
    #[error("could not {doing}")]
    Machine {
        /// What was being done.
        doing: &'static str,
        /// The cause.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Nothing gets through.
    #[error("the gateway was not reached: {0:?}")]
    Trouble(Trouble),
    /// Somebody answers in the gateway's name, but does not know what only the gateway knows.
    #[error("the answer is not the gateway's")]
    Distrust(#[from] Distrust),
    /// The gateway refuses.
    #[error("the gateway refuses: {}", .0.title)]
    Refused(Box<Problem>),
    /// The desk could not do its part.
    #[error(transparent)]
    Desk(#[from] PortError),
}

impl LinkError {
    /// A stable name for each error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address(fault) => fault.code(),
            Self::Authority => "authority-unreadable",
            Self::Proxy => "proxy-unreadable",
            Self::Machine { .. } => "link-machine",
            Self::Distrust(_) => "not-the-gateway",
            Self::Desk(error) => error.code,
            Self::Trouble(trouble) => trouble_code(trouble),
            Self::Refused(problem) => match problem.code.word() {
                Some(Reason::CodeUnknown) => "code-unknown",
                Some(Reason::CodeUsed) => "code-used",
                Some(Reason::CodeExpired) => "code-expired",
                Some(Reason::CodeWrong) => "code-wrong",
                Some(Reason::DeskKnown) => "desk-known",
                _ => "gateway-refuses",
            },
        }
    }

    pub(crate) fn machine(
        doing: &'static str,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Machine { doing, cause: cause.into() }
    }
}

impl From<Failure> for LinkError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Transient { trouble, .. } => Self::Trouble(trouble),
            Failure::Final(problem) => Self::Refused(Box::new(problem)),
            Failure::SignedOut => Self::Trouble(Trouble::SignedOut),
            Failure::CertificateTime => Self::Trouble(Trouble::Untrusted),
            Failure::WrongOffset | Failure::Gone | Failure::NoStream => {
                Self::Trouble(Trouble::NotTheGateway)
            }
            Failure::Unreadable(code) | Failure::Unable(code) => {
                Self::machine("make a request", code)
            }
        }
    }
}

fn trouble_code(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Unreachable => "unreachable",
        Trouble::Stalled => "stalled",
        Trouble::Down => "gateway-down",
        Trouble::LoginPage => "login-page",
        Trouble::ProxyRefuses => "proxy-refuses",
        Trouble::NotTheGateway => "not-the-gateway",
        Trouble::Untrusted => "untrusted",
        Trouble::Intercepted => "intercepted",
        Trouble::SignedOut => "signed-out",
        Trouble::Revoked => "revoked",
        Trouble::TooOld(_) => "too-old",
        Trouble::Busy => "busy",
        Trouble::Broken => "broken",
        Trouble::DiskFull => "gateway-disk-full",
    }
}
