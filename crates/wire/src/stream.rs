//! The stream of blocks: many parts one behind the other on one connection, acknowledged as they
//! reach the gateway's disk (`GET /v1/stream`, upgraded to [`PROTOCOL`]).
//!
//! ```text
//! desk                                            gateway
//!  GET /v1/stream, Upgrade, nopho-resume ────────►
//!                    ◄──────────── 101 and nopho-offsets
//!  Open 0 · Block 0 · Block 0 · Open 1 · Block 1 ►
//!                    ◄───────── Taken 0 · Taken 0 · Stands 0 · Taken 1 …
//!  End ──────────────────────────────────────────►
//!                    ◄─────────────── what is left to be said, and the connection ends
//! ```
//!
//! - A *lane* is one part from one offset on: its blocks follow one another without a gap, and what
//!   is said of it names its number. Lanes are numbered by the desk and never used again.
//! - `Taken` is said of bytes that are on the gateway's disk, and of no others. Nothing is owed to
//!   what was not acknowledged: after a break the desk asks how far each part came, by
//!   [`RESUME`] and [`OFFSETS`], and goes on from there.
//! - `Elsewhere` and `Refused` end a lane: blocks of it that are still on their way mean nothing.
//! - `Stands` tells how the whole delivery stands, once its last part is held or was thrown away.
//! - How many unacknowledged bytes are under way is the desk's to say. The gateway reads on while its
//!   disk keeps up.
//!
//! A frame is one byte for its kind, four for the length of what follows (big-endian), and that many
//! bytes. Kinds of a newer version are passed over.

mod pieces;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::announcement::Outcome;
use crate::problem::Problem;

/// What the connection is upgraded to.
pub const PROTOCOL: &str = "nopho-stream-1";
/// The request header that names the paths of uploads whose offsets the desk is not sure of, parted
/// by commas; at most [`MOST_RESUMED`].
pub const RESUME: &str = "nopho-resume";
/// The header of the answer that tells the offsets, in the same order and parted by commas; `-` for an
/// upload that is not there.
pub const OFFSETS: &str = "nopho-offsets";
/// Most uploads in one [`RESUME`].
pub const MOST_RESUMED: usize = 32;
/// Most bytes of a part in one block.
pub const LONGEST_BLOCK: usize = 64 * 1024;

/// Longest path of an upload, in bytes.
const LONGEST_PATH: usize = 256;
/// Longest frame that the gateway sends: a receipt that names many parts.
const LONGEST_WORD: usize = 1024 * 1024;
const HEAD: usize = 5;

/// What the desk says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeskFrame {
    /// A part is sent from here on.
    Open {
        /// The lane.
        lane: u32,
        /// Of the lane's first byte within the part.
        offset: u64,
        /// Path of the part's upload.
        upload: String,
    },
    /// The next bytes of a lane.
    Block {
        /// The lane.
        lane: u32,
        /// At most [`LONGEST_BLOCK`].
        bytes: Vec<u8>,
    },
    /// Nothing more comes.
    End,
    /// Something that a newer desk says.
    Unknown,
}

/// What the gateway says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GatewayFrame {
    /// Every byte of the part before this offset is on the disk.
    Taken {
        /// The lane.
        lane: u32,
        /// How many bytes of the part.
        offset: u64,
    },
    /// The lane is at another offset than the part: it goes on from this one in a lane of its own.
    Elsewhere {
        /// The lane, which is over.
        lane: u32,
        /// How many bytes of the part are on the disk.
        offset: u64,
    },
    /// How the delivery stands whose part this is.
    Stands {
        /// A lane of one of its parts.
        lane: u32,
        /// How it stands.
        outcome: Outcome,
    },
    /// No byte of this lane is taken any more.
    Refused {
        /// The lane, which is over.
        lane: u32,
        /// Why.
        problem: Problem,
    },
    /// The gateway ends the stream.
    Farewell {
        /// Why.
        problem: Problem,
    },
    /// Something that a newer gateway says.
    Unknown,
}

/// Why bytes are no frames. Nothing that follows can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameFault {
    /// A frame is longer than any may be.
    #[error("a frame is too long")]
    TooLong,
    /// A frame is not what its kind says.
    #[error("a frame cannot be read")]
    Malformed,
}

/// One direction of a stream.
pub trait Frame: Sized {
    /// Most bytes behind a frame's head.
    const LONGEST: usize;

    /// Adds the frame's bytes.
    fn encode(&self, into: &mut Vec<u8>);

    /// Reads what stands behind a frame's head.
    fn decode(kind: u8, body: &[u8]) -> Result<Self, FrameFault>;
}

const OPEN: u8 = 1;
const BLOCK: u8 = 2;
const END: u8 = 3;
const TAKEN: u8 = 65;
const ELSEWHERE: u8 = 66;
const STANDS: u8 = 67;
const REFUSED: u8 = 68;
const FAREWELL: u8 = 69;

/// The bytes that stand before the bytes of a block, so that those need not be copied.
pub fn block_head(lane: u32, length: usize) -> Vec<u8> {
    let mut head = Vec::with_capacity(HEAD + 4);
    put_head(&mut head, BLOCK, length.saturating_add(4));
    head.extend(lane.to_be_bytes());
    head
}

impl Frame for DeskFrame {
    const LONGEST: usize = LONGEST_BLOCK + 4;

    fn encode(&self, into: &mut Vec<u8>) {
        match self {
            Self::Open { lane, offset, upload } => {
                put_head(into, OPEN, upload.len().saturating_add(12));
                into.extend(lane.to_be_bytes());
                into.extend(offset.to_be_bytes());
                into.extend(upload.as_bytes());
            }
            Self::Block { lane, bytes } => {
                into.extend(block_head(*lane, bytes.len()));
                into.extend(bytes);
            }
            Self::End => put_head(into, END, 0),
            Self::Unknown => put_head(into, 0, 0),
        }
    }

    fn decode(kind: u8, body: &[u8]) -> Result<Self, FrameFault> {
        match kind {
            OPEN => {
                let (lane, rest) = take_u32(body)?;
                let (offset, upload) = take_u64(rest)?;
                let upload = std::str::from_utf8(upload).map_err(|_| FrameFault::Malformed)?;
                if upload.len() > LONGEST_PATH {
                    return Err(FrameFault::TooLong);
                }
                Ok(Self::Open { lane, offset, upload: upload.to_owned() })
            }
            BLOCK => {
                let (lane, bytes) = take_u32(body)?;
                Ok(Self::Block { lane, bytes: bytes.to_vec() })
            }
            END => Ok(Self::End),
            _ => Ok(Self::Unknown),
        }
    }
}

impl Frame for GatewayFrame {
    const LONGEST: usize = LONGEST_WORD;

    fn encode(&self, into: &mut Vec<u8>) {
        match self {
            Self::Taken { lane, offset } => put_place(into, TAKEN, *lane, *offset),
            Self::Elsewhere { lane, offset } => put_place(into, ELSEWHERE, *lane, *offset),
            Self::Stands { lane, outcome } => put_word(into, STANDS, &lane.to_be_bytes(), outcome),
            Self::Refused { lane, problem } => {
                put_word(into, REFUSED, &lane.to_be_bytes(), problem);
            }
            Self::Farewell { problem } => put_word(into, FAREWELL, &[], problem),
            Self::Unknown => put_head(into, 0, 0),
        }
    }

    fn decode(kind: u8, body: &[u8]) -> Result<Self, FrameFault> {
        match kind {
            TAKEN | ELSEWHERE => {
                let (lane, rest) = take_u32(body)?;
                let (offset, _) = take_u64(rest)?;
                let is_taken = kind == TAKEN;
                Ok(if is_taken {
                    Self::Taken { lane, offset }
                } else {
                    Self::Elsewhere { lane, offset }
                })
            }
            STANDS => {
                let (lane, word) = take_u32(body)?;
                Ok(Self::Stands { lane, outcome: read_word(word)? })
            }
            REFUSED => {
                let (lane, word) = take_u32(body)?;
                Ok(Self::Refused { lane, problem: read_word(word)? })
            }
            FAREWELL => Ok(Self::Farewell { problem: read_word(body)? }),
            _ => Ok(Self::Unknown),
        }
    }
}

/// Frames out of bytes that come in pieces of any size.
#[derive(Debug, Default)]
pub struct Frames {
    waiting: Vec<u8>,
    /// How much of `waiting` was read.
    read: usize,
}

impl Frames {
    /// Takes in the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.waiting.drain(..self.read);
        self.read = 0;
        self.waiting.extend_from_slice(bytes);
    }

    /// The next frame that is whole.
    ///
    /// # Errors
    /// For bytes that are no frame; nothing after them can be read.
    pub fn next_frame<F: Frame>(&mut self) -> Result<Option<F>, FrameFault> {
        let left = self.waiting.get(self.read..).unwrap_or_default();
        let Some((&kind, rest)) = left.split_first() else { return Ok(None) };
        let Ok((length, rest)) = take_u32(rest) else { return Ok(None) };
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if length > F::LONGEST {
            return Err(FrameFault::TooLong);
        }
        let Some(body) = rest.get(..length) else { return Ok(None) };
        let frame = F::decode(kind, body)?;
        self.read = self.read.saturating_add(HEAD).saturating_add(length);
        Ok(Some(frame))
    }
}

fn put_head(into: &mut Vec<u8>, kind: u8, length: usize) {
    into.push(kind);
    into.extend(u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
}

fn put_place(into: &mut Vec<u8>, kind: u8, lane: u32, offset: u64) {
    put_head(into, kind, 12);
    into.extend(lane.to_be_bytes());
    into.extend(offset.to_be_bytes());
}

fn put_word(into: &mut Vec<u8>, kind: u8, before: &[u8], word: &impl Serialize) {
    // These types have no maps and no numbers that JSON lacks: they can always be written.
    let word = serde_json::to_vec(word).unwrap_or_default();
    put_head(into, kind, word.len().saturating_add(before.len()));
    into.extend(before);
    into.extend(word);
}

fn read_word<T: DeserializeOwned>(word: &[u8]) -> Result<T, FrameFault> {
    serde_json::from_slice(word).map_err(|_| FrameFault::Malformed)
}

fn take_u32(bytes: &[u8]) -> Result<(u32, &[u8]), FrameFault> {
    let (first, rest) = bytes.split_first_chunk().ok_or(FrameFault::Malformed)?;
    Ok((u32::from_be_bytes(*first), rest))
}

fn take_u64(bytes: &[u8]) -> Result<(u64, &[u8]), FrameFault> {
    let (first, rest) = bytes.split_first_chunk().ok_or(FrameFault::Malformed)?;
    Ok((u64::from_be_bytes(*first), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Reason;

    fn of_the_desk() -> Vec<DeskFrame> {
        let upload = "/v1/uploads/00ff".to_owned();
        vec![
            DeskFrame::Open { lane: 0, offset: 1 << 40, upload },
            DeskFrame::Block { lane: 0, bytes: vec![7; LONGEST_BLOCK] },
            DeskFrame::Block { lane: u32::MAX, bytes: vec![] },
            DeskFrame::Unknown,
            DeskFrame::End,
        ]
    }

    fn of_the_gateway() -> Vec<GatewayFrame> {
        let problem = Problem::new(Reason::DiskFull, "test");
        let outcome = Outcome::Delivered { receipt: "đã nhận".to_owned() };
        vec![
            GatewayFrame::Taken { lane: 1, offset: u64::MAX },
            GatewayFrame::Elsewhere { lane: 2, offset: 0 },
            GatewayFrame::Stands { lane: 3, outcome },
            GatewayFrame::Refused { lane: 4, problem: problem.clone() },
            GatewayFrame::Unknown,
            GatewayFrame::Farewell { problem },
        ]
    }

    fn through<F: Frame + Clone>(frames: &[F], piece: usize) -> Vec<F> {
        let mut bytes = vec![];
        for frame in frames {
            frame.encode(&mut bytes);
        }
        let (mut reader, mut read) = (Frames::default(), vec![]);
        for piece in bytes.chunks(piece) {
            reader.push(piece);
            while let Some(frame) = reader.next_frame().unwrap() {
                read.push(frame);
            }
        }
        read
    }

    #[test]
    fn frames_come_out_as_they_went_in_however_the_bytes_were_cut() {
        for piece in [1, 2, 3, 5, 64, 1_000_000] {
            assert_eq!(through(&of_the_desk(), piece), of_the_desk(), "{piece} bytes at a time");
            assert_eq!(through(&of_the_gateway(), piece), of_the_gateway(), "{piece} at a time");
        }
    }

    #[test]
    fn block_can_be_written_without_copying_its_bytes() {
        let mut whole = vec![];
        DeskFrame::Block { lane: 9, bytes: vec![1, 2, 3] }.encode(&mut whole);

        let mut parted = block_head(9, 3);
        parted.extend([1, 2, 3]);

        assert_eq!(parted, whole);
    }

    #[test]
    fn frame_that_cannot_be_one_is_refused_before_its_bytes_have_come() {
        let faults = [
            (vec![BLOCK, 0, 1, 0, 5], FrameFault::TooLong),
            (vec![BLOCK, 0xff, 0xff, 0xff, 0xff], FrameFault::TooLong),
            (vec![BLOCK, 0, 0, 0, 3, 1, 2, 3], FrameFault::Malformed),
            (vec![OPEN, 0, 0, 0, 4, 0, 0, 0, 1], FrameFault::Malformed),
            ([&[OPEN, 0, 0, 0, 13][..], &[0; 12], &[0xff]].concat(), FrameFault::Malformed),
        ];
        for (bytes, fault) in faults {
            let mut reader = Frames::default();
            reader.push(&bytes);

            assert_eq!(reader.next_frame::<DeskFrame>(), Err(fault), "{bytes:?}");
        }
    }

    #[test]
    fn kind_of_a_newer_version_is_passed_over() {
        let mut reader = Frames::default();
        reader.push(&[200, 0, 0, 0, 2, 1, 2, END, 0, 0, 0, 0]);

        assert_eq!(reader.next_frame(), Ok(Some(DeskFrame::Unknown)));
        assert_eq!(reader.next_frame(), Ok(Some(DeskFrame::End)));
        assert_eq!(reader.next_frame::<DeskFrame>(), Ok(None));
    }
}
