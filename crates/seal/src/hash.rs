//! SHA-256 (FIPS 180-4) of bytes that are kept or sent.
//!
//! A hash always covers bytes as they lie on disk or go over the wire, never a structure that
//! could be written in two ways.

use std::fmt;
use std::io::{self, Read, Write};

use sha2::Digest as _;

use crate::text::hex_as_text;

/// The SHA-256 of some bytes; printed and read as 64 lower-case hex digits.
///
/// It names content and is no secret, but the hash of a guessable value gives the value away:
/// for those there is [`crate::chain::DossierMac`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256([u8; 32]);

/// What was counted and hashed while bytes went by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest {
    /// The SHA-256 of all bytes.
    pub sha256: Sha256,
    /// How many bytes there were.
    pub size: u64,
}

/// The text is not 64 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256")]
pub struct NotAHash;

/// Computes the SHA-256 of the bytes.
pub fn hash(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}

impl Sha256 {
    /// The hash of no bytes at all: what an empty file must have.
    pub const OF_NOTHING: Self = Self([
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9,
        0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52,
        0xb8, 0x55,
    ]);

    /// Takes a hash from where its 32 bytes are kept.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes under which the store keeps it.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

hex_as_text!(Sha256, NotAHash);

/// Hashes and counts bytes that come piece by piece.
#[derive(Clone, Default)]
pub struct Hasher {
    state: sha2::Sha256,
    size: u64,
}

impl Hasher {
    /// Starts with no bytes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes in.
    pub fn update(&mut self, bytes: &[u8]) {
        self.state.update(bytes);
        self.size = self.size.saturating_add(bytes.len() as u64);
    }

    /// How many bytes went in so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Ends the count and gives the hash.
    pub fn finish(self) -> Digest {
        Digest { sha256: Sha256(self.state.finalize().into()), size: self.size }
    }
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hasher").field("size", &self.size).finish_non_exhaustive()
    }
}

/// Hashes what is read through it.
#[derive(Debug)]
pub struct HashingReader<R> {
    inner: R,
    hasher: Hasher,
}

impl<R: Read> HashingReader<R> {
    /// Wraps a reader.
    pub fn new(inner: R) -> Self {
        Self { inner, hasher: Hasher::new() }
    }

    /// Gives the reader back, with the hash of what was read so far.
    pub fn finish(self) -> (R, Digest) {
        (self.inner, self.hasher.finish())
    }
}

impl<R: Read> Read for HashingReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.hasher.update(into.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// Hashes what is written through it.
#[derive(Debug)]
pub struct HashingWriter<W> {
    inner: W,
    hasher: Hasher,
}

impl<W: Write> HashingWriter<W> {
    /// Wraps a writer.
    pub fn new(inner: W) -> Self {
        Self { inner, hasher: Hasher::new() }
    }

    /// Gives the writer back, unflushed, with the hash of what it took.
    pub fn finish(self) -> (W, Digest) {
        (self.inner, self.hasher.finish())
    }
}

impl<W: Write> Write for HashingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.hasher.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn hash_reads_back_from_what_it_prints() {
        let abc = hash(b"abc");

        // FIPS 180-4, the example with one block.
        let printed = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(abc.to_string(), printed, "SHA-256 as published");
        assert_eq!(printed.parse(), Ok(abc), "its text reads back");
        let json = serde_json::to_string(&abc).unwrap();
        assert_eq!(json, format!("\"{printed}\""), "in JSON it is its text");
        assert_eq!(serde_json::from_str::<Sha256>(&json).unwrap(), abc, "and reads back");
    }

    #[test]
    fn hash_is_refused_when_its_text_has_another_form() {
        let upper = hash(b"abc").to_string().to_uppercase();

        assert_eq!(upper.parse::<Sha256>(), Err(NotAHash), "one hash has one text");
        assert_eq!("00".parse::<Sha256>(), Err(NotAHash), "a hash has 32 bytes");
        assert_eq!("".parse::<Sha256>(), Err(NotAHash), "nothing is no hash");
    }

    #[test]
    fn hasher_counts_and_hashes_when_bytes_come_in_pieces() {
        let mut hasher = Hasher::new();

        hasher.update(b"a");
        hasher.update(b"");
        hasher.update(b"bc");

        assert_eq!(hasher.size(), 3, "three bytes went in");
        assert_eq!(hasher.finish(), Digest { sha256: hash(b"abc"), size: 3 }, "as one piece");
        assert_eq!(Hasher::new().finish().sha256, Sha256::OF_NOTHING, "nothing has its own hash");
    }

    #[test]
    fn reader_and_writer_agree_when_the_same_bytes_pass() {
        let bytes = vec![7; 100_000];

        let mut reader = HashingReader::new(Cursor::new(&bytes));
        let mut writer = HashingWriter::new(Vec::new());
        io::copy(&mut reader, &mut writer).unwrap();

        let (_, read) = reader.finish();
        let (written, wrote) = writer.finish();
        assert_eq!(written, bytes, "what is read arrives");
        assert_eq!(read, wrote, "both saw the same");
        assert_eq!(read, Digest { sha256: hash(&bytes), size: 100_000 }, "all of it");
    }
}
