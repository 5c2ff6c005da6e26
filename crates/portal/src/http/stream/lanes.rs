//! The parts that a stream has open, and the bytes that have come for them and wait for the disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::acts::blocks::Load;
use crate::acts::uploads::Upload;
use crate::store::uploads::UploadId;
use crate::turns::Turn;

/// From so many waiting bytes on it is worth waiting for the disk.
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
    is_full: bool,
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
        self.is_full |= open.come >= open.upload.size;
        self.size = self.size.saturating_add(bytes.len());
        self.waiting.entry(lane).or_default().extend_from_slice(bytes);
        Ok(())
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
        self.is_full || self.size >= WORTH_A_WRITE
    }

    /// What waits, each with the turn that it needs.
    pub(super) fn load(&mut self) -> (Vec<Load>, Vec<Arc<Turn>>) {
        (self.size, self.is_full) = (0, false);
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
        (self.size, self.is_full) = (0, false);
    }
}
