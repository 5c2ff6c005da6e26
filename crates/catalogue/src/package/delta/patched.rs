//! What copies and insertions make, as a stream. A step is: how many bytes are inserted, these bytes,
//! how many are copied, and, if any are, from where. Numbers are in seven bits a byte, the lowest first.

use std::io::{self, ErrorKind, Read};

/// The bytes that are made. It holds no more of them than whoever reads asks for.
pub(super) struct Patched<'g, R> {
    ground: &'g [u8],
    steps: R,
    inserting: u64,
    /// What this step copies once everything of it was inserted.
    copying: Copying<'g>,
}

/// How far a step's copy has come.
enum Copying<'g> {
    /// Nobody has read yet what is copied.
    Unread,
    Left(&'g [u8]),
}

impl<'g, R: Read> Patched<'g, R> {
    pub(super) fn new(ground: &'g [u8], steps: R) -> Self {
        Self { ground, steps, inserting: 0, copying: Copying::Left(&[]) }
    }

    /// Where the steps come from.
    pub(super) fn steps(&self) -> &R {
        &self.steps
    }

    /// Goes to the next step; whether there is one.
    fn advance(&mut self) -> io::Result<bool> {
        let Some(inserting) = self.first_number()? else { return Ok(false) };
        self.inserting = inserting;
        self.copying = Copying::Unread;
        if inserting == 0 {
            // A step that makes nothing could be repeated without end.
            let left = self.copied()?;
            if left.is_empty() {
                return Err(ErrorKind::InvalidData.into());
            }
            self.copying = Copying::Left(left);
        }
        Ok(true)
    }

    /// What this step copies.
    fn copied(&mut self) -> io::Result<&'g [u8]> {
        let length = self.number()?;
        if length == 0 {
            return Ok(&[]);
        }
        let start = self.number()?;
        let end = start.checked_add(length).and_then(|end| usize::try_from(end).ok());
        let start = usize::try_from(start).ok();
        let range = start.zip(end).and_then(|(start, end)| self.ground.get(start..end));
        range.ok_or_else(|| ErrorKind::InvalidData.into())
    }

    fn number(&mut self) -> io::Result<u64> {
        self.first_number()?.ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }

    /// The next number; `None` when nothing follows.
    fn first_number(&mut self) -> io::Result<Option<u64>> {
        let mut number = 0_u64;
        for place in (0..u64::BITS).step_by(7) {
            let mut byte = [0];
            if self.steps.read(&mut byte)? == 0 {
                let is_first = place == 0;
                return if is_first { Ok(None) } else { Err(ErrorKind::UnexpectedEof.into()) };
            }
            let [byte] = byte;
            number |= u64::from(byte & 0x7f) << place;
            if byte & 0x80 == 0 {
                return Ok(Some(number));
            }
        }
        Err(ErrorKind::InvalidData.into())
    }
}

impl<R: Read> Read for Patched<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            if self.inserting > 0 {
                let count = self.steps.by_ref().take(self.inserting).read(into)?;
                if count == 0 {
                    return Err(ErrorKind::UnexpectedEof.into());
                }
                self.inserting = self.inserting.saturating_sub(count as u64);
                return Ok(count);
            }
            let mut left = match self.copying {
                Copying::Left(left) => left,
                Copying::Unread => self.copied()?,
            };
            let count = left.read(into)?;
            self.copying = Copying::Left(left);
            if count > 0 {
                return Ok(count);
            }
            if !self.advance()? {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUND: &[u8] = b"0123456789";

    fn made(steps: &[u8]) -> io::Result<Vec<u8>> {
        let mut made = Vec::new();
        Patched::new(GROUND, steps).read_to_end(&mut made)?;
        Ok(made)
    }

    #[test]
    fn steps_insert_and_then_copy() {
        let steps = [&[2], &b"ab"[..], &[3, 4], &[0, 2, 0], &[1], b"!", &[0]].concat();

        assert_eq!(made(&steps).unwrap(), b"ab45601!");
        assert_eq!(made(&[]).unwrap(), b"", "nothing makes nothing");
    }

    #[test]
    fn steps_are_refused_when_they_reach_beyond_what_there_is_or_make_nothing() {
        let endless = [0xff; 12];
        let cases: [(&str, &[u8]); 8] = [
            ("a copy from behind the end", &[0, 1, 10]),
            ("a copy beyond the end", &[0, 11, 0]),
            (
                "a copy around the end of numbers",
                &[0, 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1],
            ),
            ("a copy from nowhere", &[0, 1]),
            ("an insertion that is cut off", &[5, b'a']),
            ("an insertion with nothing behind it", &[1, b'a']),
            ("a step that makes nothing", &[0, 0]),
            ("a number without an end", &endless),
        ];
        for (case, steps) in cases {
            assert!(made(steps).is_err(), "{case}");
        }
    }
}
