//! What the courier is told.

use domain::ids::ParcelId;
use domain::moment::Millis;
use wire::announcement::Outcome;
use wire::capabilities::Capabilities;
use wire::feed::{FeedPage, HoldingsPage};
use wire::problem::Problem;

use crate::effect::RequestId;
use crate::parcel::Parcel;

/// Milliseconds of a clock that never goes back and that nobody sets; it begins anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tick(pub u64);

/// What the clocks show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The machine's own clock, right or wrong: for leases and the gateway's offset.
    pub clock: Millis,
    /// For waiting.
    pub tick: Tick,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Input {
    /// Somebody asks for a round at once, or the network came up: back-off is forgotten.
    Rung,
    /// The machine slept, or is in another network: nothing that is under way will be answered, and
    /// nothing that was learnt of the road holds any more. A round begins at once.
    Roused,
    /// Whoever drives will not wait for the next round: each errand that had no turn yet is to have
    /// it now. It does nothing when [`crate::Courier::has_untried`] denies that there is one.
    Hurried,
    /// A parcel was queued, or queued again, since the courier began.
    Queued(Parcel),
    /// A parcel was superseded.
    Cancelled(ParcelId),
    /// A request was answered, or failed.
    Answered {
        /// Which.
        request: RequestId,
        /// How.
        answer: Result<Answer, Failure>,
        /// The signed time that came with it, whatever the answer.
        time: Option<SignedTime>,
    },
    /// Bytes of a request went out or of its answer came in.
    Progressed(RequestId),
    /// Bytes of a result file came in that a [`crate::Request::Fetch`] asked for.
    Came {
        /// Which.
        request: RequestId,
        /// How many bytes of the file are here by now. A line that breaks leaves them there; 0 when they
        /// were not those that were promised.
        held: u64,
    },
    /// Something was said of one lane of a [`crate::Request::Stream`] that goes on.
    Streamed {
        /// Which.
        request: RequestId,
        /// Place of the lane in the request.
        lane: usize,
        /// What.
        word: Word,
    },
    /// The moment for which the courier asked to be woken has come.
    Woken,
    /// The last [`crate::Effect::Save`] failed; nothing that followed it was done.
    NotSaved,
}

/// The gateway's signed time as it came, with the nonce that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedTime {
    /// The signed text.
    pub statement: String,
    /// The nonce of the request.
    pub nonce: String,
}

/// What is said of one lane while its stream goes on.
#[derive(Debug, Clone)]
pub enum Word {
    /// So many bytes of the part are on the gateway's disk.
    Taken {
        /// The offset that the gateway named.
        offset: u64,
    },
    /// How the lane's whole delivery stands.
    Stands(Outcome),
    /// No more of this lane goes over.
    Ended(Failure),
}

/// What a request was answered with.
#[derive(Debug, Clone)]
pub enum Answer {
    /// To [`crate::Request::Capabilities`].
    Capabilities(Box<Capabilities>),
    /// To [`crate::Request::Keys`]: the signed list.
    Keys(String),
    /// To [`crate::Request::Time`]: the signed time says it all.
    Time,
    /// To [`crate::Request::Announce`].
    Outcomes(Vec<Outcome>),
    /// The same, with the news that [`crate::Courier::wants_news`] asked for.
    OutcomesAndNews(Vec<Outcome>, FeedPage),
    /// To [`crate::Request::Inquire`].
    Outcome(Outcome),
    /// To [`crate::Request::Slice`]: how many bytes of the part the gateway holds on its disk.
    Taken {
        /// The offset that the gateway named.
        offset: u64,
    },
    /// To [`crate::Request::Stream`]: it ended in order. Every lane is over, or it was finished.
    Streamed,
    /// To [`crate::Request::Feed`].
    Feed(FeedPage),
    /// To [`crate::Request::Holdings`].
    Holdings(HoldingsPage),
    /// To [`crate::Request::Fetch`]: the file is kept, under the hash that was asked for.
    Fetched,
    /// To [`crate::Request::Catalogue`]: the desk has it, has refused it, or never wanted it.
    Settled,
}

/// Why a request was not answered as hoped; judged by status and type, never by text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It may work later.
    Transient {
        /// What is the matter.
        trouble: Trouble,
        /// How long the gateway asks to wait.
        retry_after_ms: Option<u64>,
    },
    /// The part is not as long at the gateway as the slice supposed.
    WrongOffset,
    /// What was asked about is not there any more.
    Gone,
    /// The gateway does not believe the bearer: a clock, or a key.
    SignedOut,
    /// Whoever answered speaks no [`wire::stream`], or something in front lets none through.
    NoStream,
    /// The certificate would be good at another time than the one by which it was checked.
    CertificateTime,
    /// The gateway refuses this request for good.
    Final(Problem),
    /// The desk's own file of a part, or what it announces, is damaged or missing for good: the code
    /// of the error. It concerns that parcel alone.
    Unreadable(&'static str),
    /// The desk could not make the request, such as sign it, or read a file that another program
    /// held: the code of the error. It may be over later.
    Unable(&'static str),
}

/// Why nothing gets through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// No connection.
    Unreachable,
    /// A connection, and then silence.
    Stalled,
    /// The network is there, and nobody opens the door: the gateway, or the office's proxy, is down.
    Down,
    /// A web page answers, or sends elsewhere: the network wants somebody to sign in.
    LoginPage,
    /// The office's proxy lets nobody through, mostly because it wants a name and a password.
    ProxyRefuses,
    /// Somebody else answers: a proxy, a wrong server.
    NotTheGateway,
    /// The certificate is good, but not of this gateway, or it is good for nothing.
    Untrusted,
    /// The certificate comes from an authority that nobody knows: something reads along, or the
    /// province has a new one.
    Intercepted,
    /// The gateway does not believe that it is this desk, though the clocks agree.
    SignedOut,
    /// The province has withdrawn this desk's right to send.
    Revoked,
    /// This program is too old for the gateway, which wants at least this version.
    TooOld(String),
    /// The gateway is busy.
    Busy,
    /// The gateway failed.
    Broken,
    /// The gateway's disk is full.
    DiskFull,
}

impl Trouble {
    /// Whether somebody answers, in the gateway's place or because it is not well: a front that has no
    /// gateway behind it does, and one that takes no upgrade. A gateway that is busy says when it will not be.
    pub(crate) fn is_an_answer(&self) -> bool {
        match self {
            Self::LoginPage | Self::ProxyRefuses | Self::NotTheGateway | Self::Broken => true,
            Self::Unreachable
            | Self::Stalled
            | Self::Down
            | Self::Untrusted
            | Self::Intercepted
            | Self::SignedOut
            | Self::Revoked
            | Self::TooOld(_)
            | Self::Busy
            | Self::DiskFull => false,
        }
    }
}
