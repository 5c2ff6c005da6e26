//! What travels between a program and its child: a header in JSON and a body of bytes, with the length of
//! each before them in four bytes, the lowest first.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The longest header, in bytes.
const MOST_HEADER: usize = 1 << 20;
/// The longest body, in bytes: a file within the limits, or a picture within them.
pub const MOST_BODY: usize = 64 << 20;

/// A header, as JSON, and a body.
pub(super) struct Frame {
    pub(super) header: Vec<u8>,
    pub(super) body: Vec<u8>,
}

/// The header of an answer.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reply<A> {
    Answer(A),
    /// The child panicked over the question and lives on.
    Crashed,
}

impl Frame {
    /// Reads one; `None` where the other side has ended between two of them.
    pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut lengths = [0; 8];
        let (first, others) = lengths.split_at_mut(1);
        if from.read(first)? == 0 {
            return Ok(None);
        }
        from.read_exact(others)?;
        let [h0, h1, h2, h3, b0, b1, b2, b3] = lengths;
        let header = length([h0, h1, h2, h3], MOST_HEADER)?;
        let body = length([b0, b1, b2, b3], MOST_BODY)?;
        Ok(Some(Self { header: exactly(from, header)?, body: exactly(from, body)? }))
    }

    /// What the header says.
    pub(super) fn header<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.header).ok()
    }
}

/// Writes one, without a copy of the body; the error is `InvalidInput` where it is too long.
pub(super) fn write(to: &mut impl Write, header: &impl Serialize, body: &[u8]) -> io::Result<()> {
    let header = serde_json::to_vec(header)?;
    let lengths = [told(header.len(), MOST_HEADER)?, told(body.len(), MOST_BODY)?];
    to.write_all(lengths.as_flattened())?;
    to.write_all(&header)?;
    to.write_all(body)?;
    to.flush()
}

fn told(length: usize, most: usize) -> io::Result<[u8; 4]> {
    let bounded = u32::try_from(length).ok().filter(|_| length <= most);
    bounded.map(u32::to_le_bytes).ok_or_else(|| io::ErrorKind::InvalidInput.into())
}

fn length(bytes: [u8; 4], most: usize) -> io::Result<usize> {
    let length = usize::try_from(u32::from_le_bytes(bytes)).ok().filter(|&length| length <= most);
    length.ok_or_else(|| io::ErrorKind::InvalidData.into())
}

fn exactly(from: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frame_comes_out_as_it_went_in_and_the_end_is_no_error() {
        let mut bytes = Vec::new();
        write(&mut bytes, &("page", 7), b"dots").unwrap();

        let mut from = bytes.as_slice();
        let frame = Frame::read(&mut from).unwrap().unwrap();

        assert_eq!(frame.header::<(String, u8)>(), Some(("page".to_owned(), 7)));
        assert_eq!(frame.body, b"dots");
        assert!(Frame::read(&mut from).unwrap().is_none());
    }

    #[test]
    fn frame_is_refused_when_it_claims_too_much_or_ends_early() {
        let kind = |bytes: &[u8]| Frame::read(&mut &*bytes).err().map(|error| error.kind());

        assert_eq!(kind(&[0, 0, 0, 1, 0, 0, 0, 0]), Some(io::ErrorKind::InvalidData));
        assert_eq!(kind(&[0, 0, 0, 0, 1, 0, 0, 4]), Some(io::ErrorKind::InvalidData));
        assert_eq!(kind(&[0, 0, 0]), Some(io::ErrorKind::UnexpectedEof));
        assert_eq!(kind(&[2, 0, 0, 0, 0, 0, 0, 0, b'1']), Some(io::ErrorKind::UnexpectedEof));
        let long = vec![0; MOST_BODY + 1];
        let error = write(&mut Vec::new(), &(), &long).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    }
}
