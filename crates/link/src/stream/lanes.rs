//! The bytes of one part after the other, and what the gateway says of them.

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use courier::{Failure, Lane, Word};
use tokio::sync::mpsc;
use wire::problem::{Problem, Reason};
use wire::stream::DeskFrame;

use super::{LONGEST, Words};
use crate::perform::Ports;
use crate::pieces::{PIECES_READY, read_all};
use crate::ports::PartSource;
use crate::tus::{UNREADABLE, harm};

/// How often the gateway may say of one part that it is elsewhere.
const DETOURS: u32 = 3;

/// What goes out next.
pub(super) enum Next {
    /// A lane begins.
    Open(DeskFrame),
    /// Bytes of a lane, which end at `end` of its part.
    Block { lane: u32, bytes: Bytes, end: u64 },
    /// Every lane was sent.
    Nothing,
}

/// All lanes of one stream.
pub(super) struct Lanes {
    parts: Arc<dyn PartSource>,
    words: Words,
    wanted: Vec<Lane>,
    /// Places in `wanted` that are still to be sent, each with its first byte.
    queue: VecDeque<(usize, u64)>,
    /// For each lane on the wire its place in `wanted`.
    opened: Vec<usize>,
    current: Option<Current>,
    /// Places of which bytes are owed an acknowledgement.
    owed: BTreeSet<usize>,
    /// For each place how often it was elsewhere.
    detours: Vec<u32>,
    /// For each place how many bytes the gateway was known to hold.
    known: Vec<u64>,
}

/// The lane whose bytes go out.
struct Current {
    lane: u32,
    place: usize,
    offset: u64,
    size: u64,
    pieces: mpsc::Receiver<io::Result<Bytes>>,
    piece: Bytes,
}

impl Lanes {
    /// `offsets` are of those lanes that do not know theirs, in order.
    pub(super) fn new(
        ports: &Ports,
        wanted: Vec<Lane>,
        offsets: Vec<Option<u64>>,
        words: &Words,
    ) -> Self {
        let mut lanes = Self {
            parts: ports.parts.clone(),
            words: words.clone(),
            queue: VecDeque::new(),
            opened: vec![],
            current: None,
            owed: BTreeSet::new(),
            detours: vec![0; wanted.len()],
            known: wanted.iter().map(|lane| lane.from.unwrap_or(0)).collect(),
            wanted,
        };
        let mut told = offsets.into_iter();
        for place in 0..lanes.wanted.len() {
            let known = lanes.wanted.get(place).and_then(|lane| lane.from);
            match known.or_else(|| told.next().flatten()) {
                Some(offset) => lanes.begin_at(place, offset),
                None => lanes.say(place, Word::Ended(Failure::Gone)),
            }
        }
        lanes
    }

    /// What goes out next; a block has at most `room` bytes. Whoever waits may stop waiting.
    pub(super) async fn next(&mut self, room: u64) -> Next {
        loop {
            if let Some(next) = self.next_of_current(room).await {
                return next;
            }
            let Some((place, offset)) = self.queue.pop_front() else { return Next::Nothing };
            if let Some(open) = self.open(place, offset) {
                return Next::Open(open);
            }
        }
    }

    async fn next_of_current(&mut self, room: u64) -> Option<Next> {
        let current = self.current.as_mut()?;
        if current.piece.is_empty() && current.offset < current.size {
            let place = current.place;
            match current.pieces.recv().await {
                Some(Ok(piece)) => current.piece = piece,
                Some(Err(error)) => return self.give_up(place, harm(&error)),
                None => return self.give_up(place, Failure::Unreadable(UNREADABLE)),
            }
        }
        if current.piece.is_empty() {
            self.current = None;
            return None;
        }
        let length = usize::try_from(room).unwrap_or(usize::MAX).min(current.piece.len());
        let bytes = current.piece.split_to(length);
        current.offset = current.offset.saturating_add(bytes.len() as u64);
        Some(Next::Block { lane: current.lane, bytes, end: current.offset })
    }

    fn open(&mut self, place: usize, offset: u64) -> Option<DeskFrame> {
        let wanted = self.wanted.get(place)?;
        let lane = u32::try_from(self.opened.len()).ok()?;
        let (sender, pieces) = mpsc::channel(PIECES_READY);
        let (parts, parcel, part) = (self.parts.clone(), wanted.parcel, wanted.part);
        let left = wanted.size.saturating_sub(offset);
        tokio::task::spawn_blocking(move || match parts.open(parcel, part, offset) {
            Ok(source) => read_all(source, left, LONGEST, &sender),
            // Nobody listens any more where this cannot be said.
            Err(error) => drop(sender.blocking_send(Err(io::Error::other(error)))),
        });
        let (size, piece) = (wanted.size, Bytes::new());
        self.current = Some(Current { lane, place, offset, size, pieces, piece });
        self.opened.push(place);
        self.owed.insert(place);
        Some(DeskFrame::Open { lane, offset, upload: wanted.upload.clone() })
    }

    /// Begins nothing more.
    pub(super) fn finish(&mut self) {
        self.queue.clear();
        self.current = None;
    }

    /// Whether nothing is owed an acknowledgement.
    pub(super) fn is_settled(&self) -> bool {
        self.owed.is_empty()
    }

    /// The gateway has the bytes of a lane up to `offset`; gives how many more those are.
    pub(super) fn taken(&mut self, lane: u32, offset: u64) -> u64 {
        let Some(place) = self.place(lane) else { return 0 };
        let before = self.known.get(place).copied().unwrap_or(offset);
        let size = self.wanted.get(place).map_or(0, |wanted| wanted.size);
        let sent = match &self.current {
            Some(current) if current.place == place => current.offset,
            _ => size,
        };
        if offset >= sent {
            self.owed.remove(&place);
        }
        self.hold(place, offset);
        offset.saturating_sub(before)
    }

    /// A lane is over, and its part goes on from `offset`, unless the gateway has lost what it held;
    /// `is_ending` when no lane can be opened any more.
    pub(super) fn elsewhere(&mut self, lane: u32, offset: u64, is_ending: bool) {
        let Some(place) = self.stop(lane) else { return };
        let size = self.wanted.get(place).map_or(0, |wanted| wanted.size);
        if self.known.get(place).is_none_or(|known| offset < *known) {
            return self.say(place, Word::Ended(Failure::WrongOffset));
        }
        self.hold(place, offset);
        if offset >= size {
            return;
        }
        let count = self.detours.get_mut(place).map_or(DETOURS, |count| {
            *count += 1;
            *count
        });
        if is_ending || count > DETOURS {
            return self.say(place, Word::Ended(Failure::WrongOffset));
        }
        self.queue.push_front((place, offset));
    }

    /// A lane is over.
    pub(super) fn refused(&mut self, lane: u32, problem: Problem) {
        let Some(place) = self.stop(lane) else { return };
        let failure = match problem.code.word() {
            Some(Reason::NotFound) => Failure::Gone,
            _ => Failure::Final(problem),
        };
        self.say(place, Word::Ended(failure));
    }

    /// How a lane's delivery stands.
    pub(super) fn stands(&mut self, lane: u32, outcome: wire::announcement::Outcome) {
        if let Some(place) = self.place(lane) {
            self.say(place, Word::Stands(outcome));
        }
    }

    fn hold(&mut self, place: usize, offset: u64) {
        if let Some(known) = self.known.get_mut(place) {
            *known = offset;
        }
        self.say(place, Word::Taken { offset });
    }

    fn begin_at(&mut self, place: usize, offset: u64) {
        self.queue.push_back((place, offset));
    }

    /// The desk's own file cannot be read: the others go on.
    fn give_up(&mut self, place: usize, failure: Failure) -> Option<Next> {
        self.current = None;
        self.owed.remove(&place);
        self.say(place, Word::Ended(failure));
        None
    }

    fn stop(&mut self, lane: u32) -> Option<usize> {
        let place = self.place(lane)?;
        self.current.take_if(|current| current.lane == lane);
        self.owed.remove(&place);
        Some(place)
    }

    fn place(&self, lane: u32) -> Option<usize> {
        let lane = usize::try_from(lane).ok()?;
        self.opened.get(lane).copied()
    }

    fn say(&self, place: usize, word: Word) {
        (self.words)(place, word);
    }
}
