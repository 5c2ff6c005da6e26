//! Giving each errand one turn, for whoever will not wait for the next round.

use crate::blame::Culprit;
use crate::courier::Courier;
use crate::memory::Wanted;
use crate::standing::Activity;
use crate::turn::Turn;

impl Courier {
    /// Whether it backs off although some errand had no turn since the last ring, and what stopped
    /// the last round may have been another errand's own.
    pub fn has_untried(&mut self) -> bool {
        let backs_off = matches!(self.activity(), Activity::BackingOff { .. });
        backs_off && !self.blame.is_everybodys && self.is_any_untried()
    }

    /// Whether some errand had no turn since the last ring, or since all of them had one.
    fn is_any_untried(&mut self) -> bool {
        if self.streams.is_in_vain() && !self.streams.left.is_empty() {
            return true;
        }
        self.line_up();
        let had_turn = |wanted: &Wanted| self.blame.had_turn(Culprit::result(wanted));
        !self.blame.had_turn(Culprit::Feed)
            || self.line.first().is_some_and(|place| !place.had_turn)
            || !self.ledger.wanted().iter().all(had_turn)
    }

    /// Once all had a turn, each has another. Else what always fails would keep coming before what
    /// failed more often while nothing got through.
    pub(crate) fn begin_turns_anew(&mut self) {
        if !self.is_any_untried() {
            self.forget_turns();
        }
    }

    /// Every errand may have a turn again.
    pub(crate) fn forget_turns(&mut self) {
        for parcel in self.blame.forget_turns() {
            self.ledger.touch(parcel);
        }
    }

    /// The news go first: should they not come either, it is the road.
    pub(crate) fn hurry(&mut self) -> Turn {
        if !self.has_untried() {
            return Turn::Stay;
        }
        // Slices are another try: whoever makes one round only has no second stream to compare with.
        if self.streams.is_in_vain() {
            self.streams.bar(self.now.tick);
            self.forget_turns();
        }
        self.plan.is_feed_due = !self.blame.had_turn(Culprit::Feed);
        Turn::GoOn
    }
}
