//! How many unacknowledged bytes are under way, and when silence means that the line is dead.
//!
//! The window is the only send buffer that counts: whatever lies unsent in a socket dies with its
//! connection, and no system but Linux tells how much that is. How much may be under way, and when the
//! next block goes out, is in [`super::pace`].

use std::collections::VecDeque;

use courier::Tick;
use pacing::Pacer;

use super::pace::{Learnt, Pace};

/// Silence that is shorter may be one lost packet that is sent anew.
const SHORTEST_STALL_MS: u64 = 3_000;
/// Silence that is longer is the line's end, however far the gateway is.
const LONGEST_STALL_MS: u64 = 8_000;
/// The system pauses ten seconds after it was last kept from it.
const PUT_OFF_MS: u64 = 8_000;

/// What is under way on one connection.
#[derive(Debug, Default)]
pub(super) struct Window {
    blocks: VecDeque<Block>,
    /// Bytes of `blocks`.
    waiting: u64,
    /// Bytes acknowledged since the connection began.
    acknowledged: u64,
    /// When the gateway was last heard, or first owed an answer.
    heard: Option<Tick>,
    /// The end of the connection is owed.
    is_ending: bool,
    pace: Pace,
    /// What the system was told, in bytes a second.
    limit: Option<u64>,
    /// When the system is to be kept from pausing next.
    pause: Option<Tick>,
}

#[derive(Debug, Clone, Copy)]
struct Block {
    lane: u32,
    /// Offset behind it, within its part.
    end: u64,
    bytes: u64,
    sent: Tick,
}

impl Window {
    /// A window on a line of which this is known.
    pub(super) fn after(learnt: Option<Learnt>) -> Self {
        Self { pace: Pace::after(learnt), ..Self::default() }
    }

    /// What is known of the line now.
    pub(super) fn learnt(&self) -> Option<Learnt> {
        self.pace.learnt()
    }

    /// Lets a connection run as fast as the line is known to be, and not faster. Where the system does not
    /// do that the window is what it is without.
    pub(super) fn pace_by(&mut self, pacer: &Pacer, now: Tick) {
        let limit = self.pace.limit();
        if limit != self.limit || !self.pace.is_paced {
            self.pace.is_paced = limit.is_none_or(|limit| pacer.limit(limit).is_ok());
            self.limit = limit;
        }
        // What is not known by other means the system had better find out.
        let is_known = self.pace.is_paced && limit.is_some();
        if is_known && self.pause.is_none_or(|pause| now >= pause) {
            // A pause costs time and nothing else.
            let _ = pacer.put_off_pause();
            self.pause = Some(Tick(now.0.saturating_add(PUT_OFF_MS)));
        }
    }

    /// How many bytes the next block may have; 0: none for now.
    pub(super) fn room(&self, now: Tick) -> u64 {
        if self.held_back(now).is_some() { 0 } else { self.space(now) }
    }

    /// When there will be room even if nothing is heard.
    pub(super) fn next(&self, now: Tick) -> Option<Tick> {
        if self.space(now) > 0 {
            return self.held_back(now);
        }
        self.pace.widens(self.waiting.saturating_add(self.pace.block()), self.heard, now)
    }

    fn held_back(&self, now: Tick) -> Option<Tick> {
        self.pace.free().filter(|free| now < *free)
    }

    fn space(&self, now: Tick) -> u64 {
        let (size, block) = (self.pace.window(self.heard, now), self.pace.block());
        let left = size.saturating_sub(self.waiting);
        // The nearest whole number of blocks: always one too few would leave the line with gaps.
        if left < block.min(size) / 2 { 0 } else { block }
    }

    /// Notes a block that goes out, which ends at `end` of its lane's part.
    pub(super) fn sent(&mut self, lane: u32, end: u64, bytes: u64, now: Tick) {
        self.pace.sent(bytes, now);
        self.blocks.push_back(Block { lane, end, bytes, sent: now });
        self.waiting = self.waiting.saturating_add(bytes);
        self.owed(now);
    }

    /// Notes that the gateway owes an answer.
    pub(super) fn owed(&mut self, now: Tick) {
        self.heard.get_or_insert(now);
    }

    /// Notes that the gateway owes the end of the connection.
    pub(super) fn ends(&mut self, now: Tick) {
        self.is_ending = true;
        self.owed(now);
    }

    /// Notes that a lane's bytes are on the gateway's disk up to `offset`.
    pub(super) fn taken(&mut self, lane: u32, offset: u64, now: Tick) {
        while let Some(first) = self.blocks.front().copied() {
            if first.lane == lane && first.end > offset {
                break;
            }
            // The gateway goes through the lanes in order: an earlier one is done, or has ended.
            if first.lane > lane {
                break;
            }
            self.blocks.pop_front();
            self.acknowledge(first, now);
        }
        self.settle(now);
    }

    /// Notes that a lane is over: its blocks are owed nothing.
    pub(super) fn ended(&mut self, lane: u32, now: Tick) {
        self.blocks.retain(|block| block.lane != lane);
        self.waiting = self.blocks.iter().map(|block| block.bytes).sum();
        self.settle(now);
    }

    /// When silence until then means that the line is dead.
    pub(super) fn stalls(&self) -> Option<Tick> {
        let trip = self.pace.trip().map_or(LONGEST_STALL_MS, |trip| trip.saturating_mul(5));
        let patience = trip.clamp(SHORTEST_STALL_MS, LONGEST_STALL_MS);
        self.heard.map(|Tick(heard)| Tick(heard.saturating_add(patience)))
    }

    fn acknowledge(&mut self, block: Block, now: Tick) {
        self.waiting = self.waiting.saturating_sub(block.bytes);
        self.acknowledged = self.acknowledged.saturating_add(block.bytes);
        let took = now.0.saturating_sub(block.sent.0).max(1);
        let silent = self.heard.map_or(0, |heard| now.0.saturating_sub(heard.0));
        self.pace.acknowledged(block.bytes, took, silent, now);
    }

    fn settle(&mut self, now: Tick) {
        let is_owed = self.is_ending || !self.blocks.is_empty();
        self.heard = is_owed.then_some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_a_stall_only_while_something_is_owed() {
        let mut window = Window::default();
        assert_eq!(window.stalls(), None, "nothing was sent");

        window.sent(0, 100, 100, Tick(1_000));
        window.sent(0, 200, 100, Tick(2_000));
        assert_eq!(window.stalls(), Some(Tick(9_000)), "since the first of them");

        window.taken(0, 100, Tick(3_000));
        assert_eq!(
            window.stalls(),
            Some(Tick(11_000)),
            "a way of 2 s is given more time, not for ever"
        );

        window.taken(0, 200, Tick(3_500));
        assert_eq!(window.stalls(), None, "all is acknowledged");
    }

    #[test]
    fn acknowledgement_of_a_lane_is_one_of_all_lanes_before_it() {
        let mut window = Window::default();
        for (lane, end) in [(0, 10), (0, 20), (1, 10), (2, 10), (2, 20)] {
            window.sent(lane, end, 10, Tick(0));
        }

        window.taken(2, 10, Tick(1));

        assert_eq!((window.waiting, window.acknowledged), (10, 40));
    }

    #[test]
    fn lane_that_is_over_is_owed_nothing() {
        let mut window = Window::default();
        window.sent(0, 10, 10, Tick(0));
        window.sent(1, 10, 10, Tick(0));

        window.ended(0, Tick(1));
        assert_eq!(window.waiting, 10);
        window.ended(1, Tick(1));

        assert!(window.blocks.is_empty() && window.stalls().is_none());
    }
}
