//! The one request that is under way.

use std::collections::{BTreeMap, BTreeSet};

use domain::moment::Millis;

use crate::courier::{NEWS_MS, STALL_MS, later};
use crate::effect::{Lane, Request, RequestId};
use crate::input::{Tick, Trouble};
use crate::turn::Halt;

/// The one request that is under way.
#[derive(Debug, Clone)]
pub(crate) struct Flight {
    pub(crate) id: RequestId,
    pub(crate) request: Request,
    pub(crate) sent: Tick,
    pub(crate) deadline: Tick,
    pub(crate) course: Course,
}

/// What has become of a stream, or of a result file, so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Course {
    pub(crate) reached: Reached,
    /// Sending had its turn out of order: it is over as soon as something was brought.
    pub(crate) is_out_of_turn: bool,
    /// A result file comes from its beginning though more of it was here: on this road nothing of it is kept
    /// when something else goes in between.
    pub(crate) begins_anew: bool,
    /// It was told to end.
    pub(crate) is_finishing: bool,
    /// How much of each lane's part the gateway holds.
    pub(crate) held: BTreeMap<usize, u64>,
    /// Lanes of which nothing more is to come.
    pub(crate) over: BTreeSet<usize>,
    /// What is to stop the round once the others of the stream are through.
    pub(crate) halt: Option<Halt>,
    /// When the first and the last lease end of what is in it.
    pub(crate) leases: Option<(Millis, Millis)>,
}

/// How far a stream has come, as far as was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Reached {
    #[default]
    Nothing,
    /// The gateway let it in.
    Opened,
    /// Lanes ended.
    Moved,
    /// The gateway holds more than ever before, or says of a dossier that it is whole or refused; or the
    /// desk holds more of a result file than ever before.
    Brought,
}

impl Course {
    pub(crate) fn reach(&mut self, reached: Reached) {
        self.reached = self.reached.max(reached);
    }

    pub(crate) fn has_brought(&self) -> bool {
        self.reached == Reached::Brought
    }
}

impl Flight {
    pub(crate) fn new(id: RequestId, request: Request, sent: Tick) -> Self {
        let (deadline, course) = (later(sent, STALL_MS), Course::default());
        Self { id, request, sent, deadline, course }
    }

    /// The lanes of a stream; none of anything else.
    pub(crate) fn lanes(&self) -> &[Lane] {
        match &self.request {
            Request::Stream(lanes) => lanes,
            Request::Announce(_)
            | Request::Inquire { .. }
            | Request::Slice { .. }
            | Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_)
            | Request::Catalogue(_) => &[],
        }
    }

    pub(crate) fn is_stream(&self) -> bool {
        matches!(self.request, Request::Stream(_))
    }

    pub(crate) fn is_fetch(&self) -> bool {
        matches!(self.request, Request::Fetch(_))
    }

    /// Whether a result file is further on its way than ever before, and only the line is to blame that it
    /// is not here. What came is not asked for again: so it goes on at once.
    pub(crate) fn has_fetched_more(&self, trouble: &Trouble) -> bool {
        let is_of_the_line = matches!(trouble, Trouble::Unreachable | Trouble::Stalled);
        self.is_fetch() && is_of_the_line && self.course.has_brought()
    }

    /// Whether it may take long, and loses nothing when something else goes in between.
    pub(crate) fn makes_room(&self) -> bool {
        self.is_stream() || (self.is_fetch() && !self.course.begins_anew)
    }

    /// When it has lasted so long that it is to make room.
    pub(crate) fn long_by(&self) -> Option<Tick> {
        let goes_on = self.makes_room() && !self.course.is_finishing;
        goes_on.then(|| later(self.sent, NEWS_MS))
    }

    /// Bytes went out or came in. What is to end has only so long.
    pub(crate) fn progress(&mut self, now: Tick) {
        self.course.reach(Reached::Opened);
        if !self.course.is_finishing {
            self.deadline = later(now, STALL_MS);
        }
    }

    /// Lets it end, unless it was told to before.
    pub(crate) fn finish(&mut self, now: Tick) -> Option<RequestId> {
        if self.course.is_finishing {
            return None;
        }
        self.course.is_finishing = true;
        self.deadline = later(now, STALL_MS);
        Some(self.id)
    }
}
