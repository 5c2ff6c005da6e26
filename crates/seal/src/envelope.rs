//! Envelopes: bytes sealed to recipients as an age file (age-encryption.org/v1).
//!
//! age does not say who sealed an envelope: whoever knows a recipient can make one. What must
//! not be swapped is therefore bound by a hash or a signature besides.

use std::fmt;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::iter;

use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, EncryptError, Encryptor};
use zeroize::Zeroizing;

use crate::data_key::DataKey;
use crate::hash::{Digest, Hasher};
use crate::identity::{Identity, Recipient};

/// Our headers have two or three recipients of about 100 bytes. age reads a header of any length
/// and parses it anew with each line, which a hostile file could make last for hours.
const LONGEST_HEADER: u64 = 16 * 1024;
const HEADER_END: &[u8] = b"\n--- ";

/// Why an envelope could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Nobody could have opened it.
    #[error("an envelope without a recipient")]
    NoRecipient,
    /// The bytes could not be written.
    #[error("writing an envelope")]
    Io(#[source] io::Error),
}

impl SealError {
    /// A stable name for each error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoRecipient => "no-recipient",
            Self::Io(_) => "io",
        }
    }
}

/// Why an envelope could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It is sealed to others; damage to the part that names the recipients looks the same.
    #[error("the envelope is not for this key")]
    NotForThisKey,
    /// It is cut short, changed, or no envelope at all.
    #[error("the envelope is damaged")]
    Damaged,
    /// The bytes could not be read.
    #[error("reading an envelope")]
    Io(#[source] io::Error),
}

impl OpenError {
    /// A stable name for each error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotForThisKey => "not-for-this-key",
            Self::Damaged => "damaged",
            Self::Io(_) => "io",
        }
    }
}

/// Tells damage from trouble with the medium, in an error that came out of reading an
/// [`Opener`].
impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Self::Damaged,
            _ => Self::Io(error),
        }
    }
}

/// Seals bytes in memory.
pub fn seal(recipients: &[Recipient], plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut sealer = Sealer::new(recipients, Vec::new())?;
    sealer.write_all(plain).map_err(SealError::Io)?;
    let (bytes, _) = sealer.finish()?;
    Ok(bytes)
}

/// Opens an envelope in memory; whoever takes the bytes wipes them if they are secret.
pub fn open(identity: &Identity, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
    let mut opener = Opener::new(identity, Cursor::new(sealed))?;
    let mut plain = Vec::with_capacity(usize::try_from(opener.plain_size()).unwrap_or(0));
    opener.read_to_end(&mut plain)?;
    Ok(plain)
}

/// Seals an identity, as its text: what any age tool takes as an identity file.
pub fn seal_identity(recipients: &[Recipient], secret: &Identity) -> Result<Vec<u8>, SealError> {
    seal(recipients, secret.text().as_bytes())
}

/// Opens an envelope that holds an identity.
pub fn open_identity(identity: &Identity, sealed: &[u8]) -> Result<Identity, OpenError> {
    let plain = Zeroizing::new(open(identity, sealed)?);
    let text = str::from_utf8(&plain).map_err(|_| OpenError::Damaged)?;
    text.parse().map_err(|_| OpenError::Damaged)
}

/// Seals a data key, as its 32 bytes.
pub fn seal_data_key(recipients: &[Recipient], data_key: &DataKey) -> Result<Vec<u8>, SealError> {
    seal(recipients, data_key.as_bytes())
}

/// Opens an envelope that holds a data key.
pub fn open_data_key(identity: &Identity, sealed: &[u8]) -> Result<DataKey, OpenError> {
    let plain = Zeroizing::new(open(identity, sealed)?);
    let key: &[u8; 32] = plain.as_slice().try_into().map_err(|_| OpenError::Damaged)?;
    Ok(DataKey::new(*key))
}

/// Seals what is written through it.
///
/// To know the hash of the sealed bytes too, give it a [`crate::hash::HashingWriter`].
pub struct Sealer<W: Write> {
    age: StreamWriter<W>,
    hasher: Hasher,
    state: Stream,
}

/// age's streams have lost their place after an error and must not be used on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stream {
    Whole,
    Broken,
}

impl Stream {
    fn check(self) -> io::Result<()> {
        match self {
            Self::Whole => Ok(()),
            Self::Broken => Err(io::Error::other("the envelope broke off before")),
        }
    }
}

impl<W: Write> Sealer<W> {
    /// Writes the header for these recipients.
    pub fn new(recipients: &[Recipient], into: W) -> Result<Self, SealError> {
        let recipients = recipients.iter().map(|recipient| recipient.age() as &dyn age::Recipient);
        let encryptor = Encryptor::with_recipients(recipients).map_err(seal_error)?;
        let age = encryptor.wrap_output(into).map_err(SealError::Io)?;
        Ok(Self { age, hasher: Hasher::new(), state: Stream::Whole })
    }

    /// Writes the end, without which the envelope is damaged; gives the writer back, unflushed,
    /// and hash and size of the plain bytes.
    pub fn finish(self) -> Result<(W, Digest), SealError> {
        self.state.check().map_err(SealError::Io)?;
        let into = self.age.finish().map_err(SealError::Io)?;
        Ok((into, self.hasher.finish()))
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, plain: &[u8]) -> io::Result<usize> {
        self.state.check()?;
        let count = self.age.write(plain).inspect_err(|_| self.state = Stream::Broken)?;
        self.hasher.update(plain.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.age.flush()
    }
}

impl<W: Write> fmt::Debug for Sealer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealer").field("hasher", &self.hasher).finish_non_exhaustive()
    }
}

fn seal_error(error: EncryptError) -> SealError {
    match error {
        EncryptError::MissingRecipients => SealError::NoRecipient,
        EncryptError::Io(error) => SealError::Io(error),
        other => SealError::Io(io::Error::other(other)),
    }
}

/// Reads and seeks in the plain bytes of an envelope, 64 KiB at a time.
///
/// The length is authenticated at once, so an envelope that was cut short is refused before the
/// first byte is read. Every byte that is read is authenticated, but only reading to the end
/// shows that *all* are whole. After an error the opener gives nothing more.
pub struct Opener<R: Read + Seek> {
    age: StreamReader<BufReader<R>>,
    plain_size: u64,
    /// Where the next read begins, which may lie behind the end.
    at: u64,
    /// Where age stands.
    age_at: u64,
    state: Stream,
}

impl<R: Read + Seek> Opener<R> {
    /// Opens the envelope that begins where the reader stands and goes to its end.
    pub fn new(identity: &Identity, mut sealed: R) -> Result<Self, OpenError> {
        check_header_length(&mut sealed)?;
        let decryptor = Decryptor::new_buffered(BufReader::new(sealed)).map_err(open_error)?;
        let identity: &dyn age::Identity = identity.age();
        let mut age = decryptor.decrypt(iter::once(identity)).map_err(open_error)?;
        // Looks at the last chunk and so authenticates the length.
        let plain_size = age.seek(SeekFrom::End(0))?;
        Ok(Self { age, plain_size, at: 0, age_at: plain_size, state: Stream::Whole })
    }

    /// How many plain bytes there are.
    pub fn plain_size(&self) -> u64 {
        self.plain_size
    }

    fn read_on(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.age_at != self.at {
            self.age_at = self.age.seek(SeekFrom::Start(self.at))?;
        }
        let count = self.age.read(into)?;
        self.age_at = self.age_at.saturating_add(count as u64);
        Ok(count)
    }
}

impl<R: Read + Seek> Read for Opener<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.state.check()?;
        // age panics when it is read behind the end.
        if self.at >= self.plain_size || into.is_empty() {
            return Ok(0);
        }
        let count = self.read_on(into).inspect_err(|_| self.state = Stream::Broken)?;
        self.at = self.age_at;
        if count == 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(count) }
    }
}

impl<R: Read + Seek> Seek for Opener<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
            SeekFrom::End(offset) => self.plain_size.checked_add_signed(offset),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

impl<R: Read + Seek> fmt::Debug for Opener<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opener")
            .field("plain_size", &self.plain_size)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

fn check_header_length<R: Read + Seek>(sealed: &mut R) -> Result<(), OpenError> {
    let start = sealed.stream_position()?;
    let mut beginning = Vec::new();
    sealed.by_ref().take(LONGEST_HEADER).read_to_end(&mut beginning)?;
    sealed.seek(SeekFrom::Start(start))?;
    let ends = beginning.windows(HEADER_END.len()).any(|window| window == HEADER_END);
    if ends { Ok(()) } else { Err(OpenError::Damaged) }
}

fn open_error(error: DecryptError) -> OpenError {
    match error {
        DecryptError::NoMatchingKeys => OpenError::NotForThisKey,
        DecryptError::Io(error) => error.into(),
        _ => OpenError::Damaged,
    }
}

#[cfg(test)]
#[path = "envelope_tests.rs"]
mod tests;
