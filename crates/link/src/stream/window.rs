//! How many unacknowledged bytes may be under way, and when silence means that the line is dead.
//!
//! The window is the only send buffer that counts: whatever lies unsent in a socket dies with its
//! connection, and no system but Linux tells how much that is. So no more is handed to the socket
//! than the line carries in a little more than one round trip, by the rate at which acknowledgements
//! came: enough to keep it full, too little to overflow what stands on the way, or to keep the
//! clerk's other work waiting behind it.

use std::collections::VecDeque;

use courier::Tick;

/// The window before anything is known of the line.
const FIRST: u64 = 48 * 1024;
/// The smallest window: a loss is repaired sooner where a few packets follow it.
const SMALLEST: u64 = 24 * 1024;
/// The largest window: 20 Mbit/s at 800 ms.
const LARGEST: u64 = 2 * 1024 * 1024;
/// A block takes about this long on the line, so that acknowledgements keep coming.
const BLOCK_MS: u64 = 200;
/// A block before anything is known: even 32 kbit/s carry it in a second.
const FIRST_BLOCK: u64 = 4 * 1024;
/// The smallest block: each costs some forty bytes around it.
const SMALLEST_BLOCK: u64 = 2 * 1024;
/// Over how long the rate is measured. What a loss holds back and then lets through at once looks
/// like a faster line to whoever measures for a shorter time.
const MEASURE_MS: u64 = 3_000;
/// Silence that is shorter may be one lost packet that is sent anew.
const SHORTEST_STALL_MS: u64 = 3_000;
/// Silence that is longer is the line's end, however far the gateway is.
const LONGEST_STALL_MS: u64 = 8_000;

/// What one connection has learnt of the line, for the next: a line that breaks each half minute has no
/// time to be learnt anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Learnt {
    /// Bytes a second.
    rate: u64,
    /// The quickest acknowledgement, in milliseconds.
    trip: u64,
}

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
    rate: Rate,
    /// The quickest acknowledgement of this connection, in milliseconds. Later ones wait behind what
    /// this desk sent itself: to believe them would let the window grow without end.
    trip: Option<u64>,
    /// The same of the connection before.
    expected: Option<u64>,
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
        let is_known = learnt.is_some();
        let per_second = learnt.map(|line| line.rate);
        let rate = Rate { per_second, is_known, ..Rate::default() };
        Self { rate, expected: learnt.map(|line| line.trip), ..Self::default() }
    }

    /// What is known of the line now.
    pub(super) fn learnt(&self) -> Option<Learnt> {
        let (rate, trip) = (self.rate.per_second?, self.trip?);
        Some(Learnt { rate, trip })
    }

    /// How many bytes the next block may have; 0: none for now.
    pub(super) fn room(&self) -> u64 {
        let left = self.size().saturating_sub(self.waiting);
        let block = self.block();
        // A small rest is not worth a block of its own.
        if left < block.min(self.size() / 2) { 0 } else { block }
    }

    /// Notes a block that goes out, which ends at `end` of its lane's part.
    pub(super) fn sent(&mut self, lane: u32, end: u64, bytes: u64, now: Tick) {
        self.rate.begin(now);
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
        let trip =
            self.trip.or(self.expected).map_or(LONGEST_STALL_MS, |trip| trip.saturating_mul(5));
        let patience = trip.clamp(SHORTEST_STALL_MS, LONGEST_STALL_MS);
        self.heard.map(|Tick(heard)| Tick(heard.saturating_add(patience)))
    }

    fn acknowledge(&mut self, block: Block, now: Tick) {
        self.waiting = self.waiting.saturating_sub(block.bytes);
        self.acknowledged = self.acknowledged.saturating_add(block.bytes);
        let took = now.0.saturating_sub(block.sent.0).max(1);
        self.trip = Some(self.trip.map_or(took, |trip| trip.min(took)));
        self.rate.add(now, block.bytes);
    }

    fn settle(&mut self, now: Tick) {
        let is_owed = self.is_ending || !self.blocks.is_empty();
        self.heard = is_owed.then_some(now);
    }

    /// A little more than the line holds, because the gateway acknowledges in strides; and more while
    /// the line is not known yet.
    fn size(&self) -> u64 {
        let (Some(rate), Some(trip)) = (self.rate.per_second, self.trip.or(self.expected)) else {
            return FIRST;
        };
        let line = rate.saturating_mul(trip) / 1000;
        let quarters = if self.rate.is_known { 7 } else { 10 };
        let size = line.saturating_mul(quarters) / 4;
        size.saturating_add(self.block()).clamp(SMALLEST, LARGEST)
    }

    fn block(&self) -> u64 {
        let Some(rate) = self.rate.per_second else { return FIRST_BLOCK };
        (rate.saturating_mul(BLOCK_MS) / 1000).clamp(SMALLEST_BLOCK, super::LONGEST)
    }
}

/// How many bytes a second were acknowledged of late.
#[derive(Debug, Default)]
struct Rate {
    began: Option<Tick>,
    acknowledged: VecDeque<(Tick, u64)>,
    per_second: Option<u64>,
    /// It was measured for long enough.
    is_known: bool,
}

impl Rate {
    fn begin(&mut self, now: Tick) {
        self.began.get_or_insert(now);
    }

    fn add(&mut self, now: Tick, bytes: u64) {
        let since = Tick(now.0.saturating_sub(MEASURE_MS)).max(self.began.unwrap_or(now));
        while self.acknowledged.front().is_some_and(|(at, _)| *at < since) {
            self.acknowledged.pop_front();
        }
        self.acknowledged.push_back((now, bytes));
        let sum: u64 = self.acknowledged.iter().map(|(_, bytes)| *bytes).sum();
        let took = now.0.saturating_sub(since.0);
        self.is_known |= took >= MEASURE_MS;
        // What was known before counts until there is something to set against it.
        if !self.is_known || took >= MEASURE_MS / 2 {
            self.per_second = Some(sum.saturating_mul(1000) / took.max(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of so many bytes a second and so long a way, which a window is to keep full for a time.
    /// Gives how full it was, in thousandths, and the most bytes that were ever under way.
    fn keeps_full(rate: u64, trip: u64, ms: u64) -> (u64, u64) {
        let (mut window, mut sent, mut most) = (Window::default(), 0, 0);
        let (mut free, mut arrivals) = (0, VecDeque::new());
        for now in 0..ms {
            while arrivals.front().is_some_and(|(at, _)| *at <= now) {
                let (_, end) = arrivals.pop_front().unwrap();
                window.taken(0, end, Tick(now));
            }
            loop {
                let room = window.room();
                if room == 0 {
                    break;
                }
                sent += room;
                window.sent(0, sent, room, Tick(now));
                free = now.max(free) + room * 1000 / rate;
                arrivals.push_back((free + trip, sent));
            }
            most = most.max(window.waiting);
        }
        let arrived = window.acknowledged;
        (arrived * 1_000_000 / (rate * ms), most)
    }

    #[test]
    fn line_is_kept_full_and_not_flooded_whatever_it_carries() {
        for (rate, trip) in [(8_000, 800), (32_000, 600), (250_000, 300), (1_250_000, 80)] {
            let (full, most) = keeps_full(rate, trip, 40_000);

            assert!(full > 900, "{rate} B/s at {trip} ms: {full} thousandths");
            let line = rate * trip / 1000;
            assert!(
                most <= (FIRST + 4096).max(3 * line + 32 * 1024),
                "{rate} at {trip}: {most} under way"
            );
        }
    }

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
