//! Which move the agency may make. Judges only; writes nothing.
//!
//! ```text
//!            ┌────► 3 refused ■
//! 1 arrived ─┼────► 2 received ───► 4 in hand ───► 9 finished ───► 10 returned ■
//!            │         │  ▲           │  ▲
//!            └──► 5 papers or 6 fee asked for ──► 8 stopped ──► 4
//!
//! 7 withdrawn ■ from everywhere but ■ and 9
//! ```
//!
//! Before the reception an answered question leads to 2, or to 3; after it back to 2, to 4, or to 8:
//! the code and the day of the reception stay. A supplement that arrives moves nothing: only the agency can say that its question is answered.

use chrono::NaiveDate;
use domain::kinds::CaseState;
use domain::moment::Millis;
use domain::provisional_code::OfficialCode;
use domain::text::Prose;

use crate::store::dossiers::Standing;

/// What the agency says with a move.
#[derive(Clone, Default)]
pub struct Said {
    /// Its code for the dossier.
    pub code: Option<OfficialCode>,
    /// Why.
    pub reason: Option<Prose>,
    /// Legal date by which the resident must answer, or the result is promised.
    pub deadline: Option<NaiveDate>,
    /// Whether a result file comes with it.
    pub brings_result: bool,
}

/// What else decides.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances {
    /// When it happens.
    pub at: Millis,
    /// Whether the resident has asked for the dossier back.
    pub is_withdrawal_asked: bool,
}

/// Why a case does not move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoveFault {
    /// Nothing more happens to it.
    #[error("the case is closed")]
    Closed,
    /// The agency cannot make this move.
    #[error("no such move")]
    NoSuchMove,
    /// Only after the agency has taken it in.
    #[error("the dossier has not been received")]
    NotReceived,
    /// Only before the agency has taken it in.
    #[error("the dossier has been received already")]
    ReceivedAlready,
    /// A reception needs the agency's code.
    #[error("the agency's code is missing")]
    CodeMissing,
    /// The code is given with the reception, and not again.
    #[error("a code comes with the reception only")]
    CodeNotAsked,
    /// It has another code.
    #[error("the dossier has another code")]
    CodeDiffers,
    /// The resident must be told why.
    #[error("the reason is missing")]
    ReasonMissing,
    /// The resident must be told until when.
    #[error("the deadline is missing")]
    DeadlineMissing,
    /// No deadline goes with this move.
    #[error("no deadline goes with this move")]
    DeadlineNotAsked,
    /// The day is over.
    #[error("the deadline has passed")]
    DeadlinePassed,
    /// No result goes with this move.
    #[error("no result goes with this move")]
    ResultNotAsked,
    /// It stands so already, and nothing new is said.
    #[error("nothing new")]
    NothingNew,
}

impl MoveFault {
    /// Stable name of the fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Closed => "case-closed",
            Self::NoSuchMove => "case-no-such-move",
            Self::NotReceived => "case-not-received",
            Self::ReceivedAlready => "case-received-already",
            Self::CodeMissing => "case-code-missing",
            Self::CodeNotAsked => "case-code-not-asked",
            Self::CodeDiffers => "case-code-differs",
            Self::ReasonMissing => "case-reason-missing",
            Self::DeadlineMissing => "case-deadline-missing",
            Self::DeadlineNotAsked => "case-deadline-not-asked",
            Self::DeadlinePassed => "case-deadline-passed",
            Self::ResultNotAsked => "case-result-not-asked",
            Self::NothingNew => "case-nothing-new",
        }
    }
}

/// When a move may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// Never.
    No,
    /// At any time.
    Yes,
    /// While the agency has given no code.
    BeforeReception,
    /// Once the agency has given its code.
    AfterReception,
}

/// The table of moves, from row to column.
pub fn leave(from: CaseState, to: CaseState) -> Leave {
    use CaseState::{
        Delivered, Draft, FeeAsked, Finished, Processing, Received, Refused, Returned, Sealed,
        Stopped, SupplementAsked, Withdrawn,
    };
    use Leave::{AfterReception, BeforeReception, No, Yes};
    match from {
        // Only on a desk, or at an end.
        Draft | Sealed | Refused | Withdrawn | Returned => No,
        Delivered => match to {
            Received | Refused | SupplementAsked | FeeAsked | Withdrawn => Yes,
            Draft | Sealed | Delivered | Processing | Stopped | Finished | Returned => No,
        },
        Received => match to {
            Processing | SupplementAsked | FeeAsked | Withdrawn | Stopped | Finished => Yes,
            Draft | Sealed | Delivered | Received | Refused | Returned => No,
        },
        Processing => match to {
            Processing | SupplementAsked | FeeAsked | Withdrawn | Stopped | Finished => Yes,
            Draft | Sealed | Delivered | Received | Refused | Returned => No,
        },
        SupplementAsked | FeeAsked => match to {
            Received | SupplementAsked | FeeAsked | Withdrawn => Yes,
            Refused => BeforeReception,
            Processing | Stopped => AfterReception,
            Draft | Sealed | Delivered | Finished | Returned => No,
        },
        Stopped => match to {
            Processing | Withdrawn => Yes,
            Draft | Sealed | Delivered | Received | Refused | SupplementAsked | FeeAsked
            | Stopped | Finished | Returned => No,
        },
        Finished => match to {
            Finished | Returned => Yes,
            Draft | Sealed | Delivered | Received | Refused | Processing | SupplementAsked
            | FeeAsked | Withdrawn | Stopped => No,
        },
    }
}

/// Judges a move: where the dossier stands after it.
///
/// # Errors
/// The first reason why the agency cannot make it.
pub fn verdict(
    standing: &Standing,
    to: CaseState,
    said: &Said,
    around: Circumstances,
) -> Result<Standing, MoveFault> {
    check_way(standing, to)?;
    let official_code = code_after(standing, to, said)?;
    check_reason(standing, to, said, around)?;
    check_deadline(to, said, around.at)?;
    check_result(standing, to, said)?;
    let status = to.national_status().ok_or(MoveFault::NoSuchMove)?;
    let received_now = (to == CaseState::Received).then_some(around.at);
    Ok(Standing {
        status: Some(status.to_string()),
        official_code,
        received: standing.received.or(received_now),
        reason: said.reason.clone(),
        deadline: said.deadline.or_else(|| promise_kept(standing, to)),
    })
}

fn check_way(standing: &Standing, to: CaseState) -> Result<(), MoveFault> {
    if standing.is_closed() {
        return Err(MoveFault::Closed);
    }
    // A status that only the agency's own system knows: whatever it may lead to.
    let Some(from) = standing.state() else { return Ok(()) };
    let is_received = standing.official_code.is_some();
    match leave(from, to) {
        Leave::BeforeReception if is_received => Err(MoveFault::ReceivedAlready),
        Leave::AfterReception if !is_received => Err(MoveFault::NotReceived),
        Leave::Yes | Leave::BeforeReception | Leave::AfterReception => Ok(()),
        Leave::No if from == to => Err(MoveFault::NothingNew),
        Leave::No if !is_received && follows_reception(to) => Err(MoveFault::NotReceived),
        Leave::No => Err(MoveFault::NoSuchMove),
    }
}

/// What can only be said of a dossier that the agency has taken in.
pub(crate) fn follows_reception(to: CaseState) -> bool {
    use CaseState::{Finished, Processing, Received, Returned, Stopped};
    matches!(to, Received | Processing | Stopped | Finished | Returned)
}

fn code_after(
    standing: &Standing,
    to: CaseState,
    said: &Said,
) -> Result<Option<OfficialCode>, MoveFault> {
    match (&standing.official_code, &said.code) {
        (Some(known), Some(new)) if known != new => Err(MoveFault::CodeDiffers),
        (Some(known), _) => Ok(Some(known.clone())),
        (None, Some(_)) if to != CaseState::Received => Err(MoveFault::CodeNotAsked),
        // The gateway never makes one up.
        (None, None) if to == CaseState::Received => Err(MoveFault::CodeMissing),
        (None, None) if follows_reception(to) => Err(MoveFault::NotReceived),
        (None, new) => Ok(new.clone()),
    }
}

fn check_reason(
    standing: &Standing,
    to: CaseState,
    said: &Said,
    around: Circumstances,
) -> Result<(), MoveFault> {
    use CaseState::{FeeAsked, Refused, Stopped, SupplementAsked, Withdrawn};
    let is_said = said.reason.as_ref().is_some_and(|reason| !reason.is_empty());
    let is_needed = match to {
        Refused | SupplementAsked | FeeAsked | Stopped => true,
        // Where the resident asked elsewhere than at a desk, somebody has to say so.
        Withdrawn => !around.is_withdrawal_asked,
        _ => is_again(standing, to) && said.deadline.is_none() && !said.brings_result,
    };
    match (is_needed && !is_said, is_again(standing, to)) {
        (false, _) => Ok(()),
        (true, true) if !matches!(to, SupplementAsked | FeeAsked) => Err(MoveFault::NothingNew),
        (true, _) => Err(MoveFault::ReasonMissing),
    }
}

fn is_again(standing: &Standing, to: CaseState) -> bool {
    standing.state() == Some(to)
}

fn check_deadline(to: CaseState, said: &Said, at: Millis) -> Result<(), MoveFault> {
    use CaseState::{FeeAsked, Processing, Received, SupplementAsked};
    let Some(deadline) = said.deadline else {
        let is_needed = to == SupplementAsked;
        return if is_needed { Err(MoveFault::DeadlineMissing) } else { Ok(()) };
    };
    if !matches!(to, Received | Processing | SupplementAsked | FeeAsked) {
        return Err(MoveFault::DeadlineNotAsked);
    }
    if deadline < at.civil_date() { Err(MoveFault::DeadlinePassed) } else { Ok(()) }
}

fn check_result(standing: &Standing, to: CaseState, said: &Said) -> Result<(), MoveFault> {
    use CaseState::{Finished, Processing, Returned};
    match (said.brings_result, to) {
        // Of procedures that are done together, one result may come before the others.
        (false, Finished) if is_again(standing, to) => Err(MoveFault::NothingNew),
        (false, _) | (true, Processing | Finished | Returned) => Ok(()),
        (true, _) => Err(MoveFault::ResultNotAsked),
    }
}

/// A promised date holds while the case goes its way; an answered question needs a new one.
fn promise_kept(standing: &Standing, to: CaseState) -> Option<NaiveDate> {
    use CaseState::{Finished, Processing, Received, Returned};
    let was_promised = matches!(standing.state(), Some(Received | Processing | Finished));
    let goes_on = matches!(to, Received | Processing | Finished | Returned);
    standing.deadline.filter(|_| was_promised && goes_on)
}
