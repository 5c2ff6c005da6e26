//! The parts that a stream has open, and the bytes that have come for them and wait for the disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::acts::blocks::Load;
use crate::acts::uploads::Upload;
use crate::store::uploads::UploadId;
use crate::turns::Turn;

/// From so many waiting bytes on it is worth waiting for the disk, in the middle of a block too.
const WORTH_A_WRITE: usize = 16 * 1024;
/// With so many waiting bytes nothing more is taken from the connection; as many may be on their way
/// to the disk meanwhile.
const MOST_WAITING: usize = 64 * 1024;

/// One open lane.
struct Lane {
    /// As it stands on the disk.
    upload: Upload,
    /// How many bytes of the part have come, on the disk or not.
    come: u64,
    turn: Arc<Turn>,
}

/// The lanes of one stream.
#[derive(Default)]
pub(super) struct Lanes {
    open: BTreeMap<u32, Lane>,
    waiting: BTreeMap<u32, Vec<u8>>,
    size: usize,
    has_block: bool,
    /// The highest number that was ever used.
    highest: Option<u32>,
}

/// The desk speaks of a lane that it has never opened, or opens one that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoSuchLane;

impl Lanes {
    /// Takes note that a lane of this number is about to be opened.
    pub(super) fn expect(&mut self, lane: u32, upload: UploadId) -> Result<(), NoSuchLane> {
        let is_again = self.open.values().any(|open| open.upload.row.upload == upload);
        if self.open.contains_key(&lane) || is_again {
            return Err(NoSuchLane);
        }
        self.pass_over(lane);
        Ok(())
    }

    /// Takes note of a lane that is over before it has begun: what comes for it means nothing.
    pub(super) fn pass_over(&mut self, lane: u32) {
        self.highest = self.highest.max(Some(lane));
    }

    pub(super) fn open(&mut self, lane: u32, upload: Upload, turn: Turn) {
        let come = upload.offset();
        self.open.insert(lane, Lane { upload, come, turn: Arc::new(turn) });
    }

    pub(super) fn count(&self) -> usize {
        self.open.len()
    }

    /// Lets what has come wait. What comes for a lane that is over is passed over.
    pub(super) fn take(&mut self, lane: u32, bytes: &[u8]) -> Result<(), NoSuchLane> {
        let Some(open) = self.open.get_mut(&lane) else {
            let was_open = self.highest.is_some_and(|highest| lane <= highest);
            return if was_open { Ok(()) } else { Err(NoSuchLane) };
        };
        if bytes.is_empty() {
            return Ok(());
        }
        open.come = open.come.saturating_add(bytes.len() as u64);
        self.size = self.size.saturating_add(bytes.len());
        self.waiting.entry(lane).or_default().extend_from_slice(bytes);
        Ok(())
    }

    /// Takes note that a block has come to its end: the desk waits to hear that it is kept.
    pub(super) fn end_block(&mut self) {
        self.has_block = true;
    }

    pub(super) fn has_room(&self) -> bool {
        self.size < MOST_WAITING
    }

    /// Whether bytes wait for the disk.
    pub(super) fn is_waiting(&self) -> bool {
        self.size > 0
    }

    /// Whether what waits should go to the disk even though more may come at once.
    pub(super) fn is_due(&self) -> bool {
        self.has_block || self.size >= WORTH_A_WRITE
    }

    /// What waits, each with the turn that it needs.
    pub(super) fn load(&mut self) -> (Vec<Load>, Vec<Arc<Turn>>) {
        (self.size, self.has_block) = (0, false);
        let waiting = std::mem::take(&mut self.waiting).into_iter();
        waiting
            .filter_map(|(lane, bytes)| {
                let open = self.open.get(&lane)?;
                let load = Load { lane, upload: open.upload.clone(), bytes };
                Some((load, Arc::clone(&open.turn)))
            })
            .unzip()
    }

    /// Takes note of where a lane stands now, or that it is over.
    pub(super) fn stands(&mut self, lane: u32, upload: Option<Upload>) {
        match (upload, self.open.get_mut(&lane)) {
            (Some(upload), Some(open)) => open.upload = upload,
            (Some(_), None) => {}
            (None, _) => {
                self.open.remove(&lane);
                let left = self.waiting.remove(&lane).map_or(0, |bytes| bytes.len());
                self.size = self.size.saturating_sub(left);
            }
        }
    }

    /// Whether a lane still waits for bytes of its part.
    pub(super) fn needs_more(&self, lane: u32) -> bool {
        self.open.get(&lane).is_some_and(|open| open.come < open.upload.size)
    }

    /// Throws away what waits.
    pub(super) fn drop_waiting(&mut self) {
        self.waiting.clear();
        (self.size, self.has_block) = (0, false);
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::{Id, SubmissionId};
    use domain::moment::Millis;

    use super::*;
    use crate::store::uploads::{UploadRow, UploadState};
    use crate::turns::{Haste, Turns};

    fn an_upload(number: u8, size: u64) -> Upload {
        let row = UploadRow {
            upload: UploadId::from_bytes([number; 16]),
            submission: SubmissionId::from_bytes([1; 16]),
            number: 1,
            state: UploadState::Open,
            received: 0,
            file: String::new(),
            file_size: 0,
            touched: Millis::new(0),
        };
        Upload { row, size }
    }

    async fn lanes(sizes: &[u64]) -> Lanes {
        let (turns, mut lanes) = (Turns::default(), Lanes::default());
        for (number, size) in (0..).zip(sizes) {
            let upload = an_upload(number, *size);
            let turn = turns.take(upload.row.upload, Haste::Patient).await;
            lanes.expect(number.into(), upload.row.upload).unwrap();
            lanes.open(number.into(), upload, turn);
        }
        lanes
    }

    #[tokio::test]
    async fn write_is_due_when_enough_waits_or_a_block_is_whole() {
        let mut lanes = lanes(&[1 << 20, 100]).await;

        lanes.take(0, &[0; WORTH_A_WRITE - 1]).unwrap();
        assert!(!lanes.is_due() && lanes.is_waiting());
        lanes.take(1, &[0; 1]).unwrap();
        assert!(lanes.is_due(), "two parts count together");
        let (loads, turns) = lanes.load();
        assert_eq!((loads.len(), turns.len(), lanes.is_waiting()), (2, 2, false));

        lanes.take(1, &[0; 99]).unwrap();
        assert!(!lanes.is_due(), "more of it may come at once");
        lanes.end_block();
        assert!(lanes.is_due());
        assert!(!lanes.needs_more(1) && lanes.needs_more(0));
    }

    #[tokio::test]
    async fn nothing_more_is_taken_while_too_much_waits() {
        let mut lanes = lanes(&[1 << 20]).await;

        lanes.take(0, &vec![0; MOST_WAITING]).unwrap();

        assert!(!lanes.has_room());
        lanes.load();
        assert!(lanes.has_room());
    }

    #[tokio::test]
    async fn what_comes_for_a_lane_that_is_over_is_passed_over() {
        let mut lanes = lanes(&[100]).await;
        lanes.take(0, &[0; 10]).unwrap();

        lanes.stands(0, None);

        assert!(!lanes.is_waiting(), "what waited for it is gone");
        assert_eq!(lanes.take(0, &[0; 10]), Ok(()));
        assert!(!lanes.is_waiting());
        assert_eq!(lanes.take(1, &[0; 10]), Err(NoSuchLane), "it was never opened");
    }
}
