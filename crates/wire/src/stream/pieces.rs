//! Blocks that are still on their way: on a slow line each byte counts as soon as it has come.

use super::{BLOCK, Frames, LONGEST_BLOCK, block_head, take_u32};

impl Frames {
    /// What has come of a block that is not whole yet, with its lane. The rest follows as a block of
    /// its own. To be asked when [`Frames::next_frame`] has nothing.
    pub fn unfinished(&mut self) -> Option<(u32, Vec<u8>)> {
        let left = self.waiting.get(self.read..)?;
        let (&kind, rest) = left.split_first()?;
        let (length, rest) = take_u32(rest).ok()?;
        let (lane, come) = take_u32(rest).ok()?;
        let size = usize::try_from(length).ok()?.checked_sub(4)?;
        let missing = size.checked_sub(come.len()).filter(|missing| *missing > 0)?;
        if kind != BLOCK || size > LONGEST_BLOCK || come.is_empty() {
            return None;
        }
        let come = come.to_vec();
        self.waiting = block_head(lane, missing);
        self.read = 0;
        Some((lane, come))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DeskFrame, Frame};
    use super::*;

    /// The bytes of each lane, taken as soon as they come.
    fn come(bytes: &[u8], piece: usize) -> (Vec<u8>, Vec<u8>, bool) {
        let (mut frames, mut lanes, mut is_over) = (Frames::default(), [vec![], vec![]], false);
        for piece in bytes.chunks(piece) {
            frames.push(piece);
            while let Some(frame) = frames.next_frame().unwrap() {
                match frame {
                    DeskFrame::Block { lane, bytes } => lanes[lane as usize].extend(bytes),
                    DeskFrame::End => is_over = true,
                    other => panic!("{other:?}"),
                }
            }
            if let Some((lane, bytes)) = frames.unfinished() {
                lanes[lane as usize].extend(bytes);
            }
        }
        let [first, second] = lanes;
        (first, second, is_over)
    }

    #[test]
    fn bytes_of_a_block_come_once_however_it_was_cut() {
        let (first, second) = (vec![7; LONGEST_BLOCK], (0..=255).collect::<Vec<u8>>());
        let mut bytes = vec![];
        DeskFrame::Block { lane: 0, bytes: first.clone() }.encode(&mut bytes);
        DeskFrame::Block { lane: 1, bytes: second.clone() }.encode(&mut bytes);
        DeskFrame::End.encode(&mut bytes);

        for piece in [1, 2, 7, 10, 4096, 65_000, 1_000_000] {
            let expected = (first.clone(), second.clone(), true);
            assert!(come(&bytes, piece) == expected, "{piece} bytes at a time");
        }
    }

    #[test]
    fn block_of_which_the_line_broke_is_taken_as_far_as_it_came() {
        let mut bytes = vec![];
        DeskFrame::Block { lane: 1, bytes: vec![9; 1000] }.encode(&mut bytes);

        for end in [0, 1, 5, 8, 9, 10, 500, 1008] {
            let (_, second, _) = come(&bytes[..end], 100);
            assert_eq!(second.len(), end.saturating_sub(9), "cut after {end} bytes");
        }
    }

    #[test]
    fn only_blocks_are_taken_in_part() {
        let mut frames = Frames::default();
        let mut bytes = vec![];
        let upload = "/v1/uploads/00ff".to_owned();
        DeskFrame::Open { lane: 3, offset: 0, upload: upload.clone() }.encode(&mut bytes);
        let (first, rest) = bytes.split_at(15);

        frames.push(first);
        assert_eq!(frames.next_frame::<DeskFrame>(), Ok(None));
        assert_eq!(frames.unfinished(), None);
        frames.push(rest);

        assert_eq!(frames.next_frame(), Ok(Some(DeskFrame::Open { lane: 3, offset: 0, upload })));
    }
}
