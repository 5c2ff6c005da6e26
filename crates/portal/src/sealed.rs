//! Files sealed to the gateway's identity, beside the store. Names say nothing.

use std::io::{self, BufWriter, IntoInnerError, Read, Seek, SeekFrom, Write};

use files::{Doing, NewFile, OldBytes, Purpose};
use seal::hash::Digest;
use seal::{OpenError, Opener, SealError, Sealer};

use crate::error::PortalError;
use crate::gateway::Gateway;

const WRITING: &str = "write a sealed file";

/// A sealed file that is being written. Dropped before [`SealedFile::keep`], it has never been.
pub struct SealedFile {
    name: String,
    sealer: Sealer<BufWriter<NewFile>>,
}

impl SealedFile {
    /// Begins a file under a new name in one of the data folder's own folders.
    pub fn begin(gateway: &Gateway, folder: &str, purpose: Purpose) -> Result<Self, PortalError> {
        gateway.make_sure_of(folder, purpose)?;
        let name = format!("{folder}/{}.age", gateway.world.blank_name()?);
        // age does not say why it could not write its header; a buffer takes that in any case.
        let file = BufWriter::new(gateway.folder.begin(&name, purpose)?);
        let sealer = written(Sealer::new(&[gateway.identity.recipient()], file))?;
        Ok(Self { name, sealer })
    }

    /// Makes it durable; gives its name from the data folder, and the digest of the plain bytes.
    pub fn keep(self) -> Result<(String, Digest), PortalError> {
        let (name, file, digest) = self.end()?;
        file.keep()?;
        Ok((name, digest))
    }

    /// Makes it durable if it holds what is wanted; gives its name from the data folder.
    pub fn keep_if(self, wanted: &Digest) -> Result<Option<String>, PortalError> {
        let (name, file, digest) = self.end()?;
        if digest != *wanted {
            return Ok(None);
        }
        file.keep()?;
        Ok(Some(name))
    }

    fn end(self) -> Result<(String, NewFile, Digest), PortalError> {
        let (file, digest) = written(self.sealer.finish())?;
        let file = file.into_inner().map_err(IntoInnerError::into_error).doing(WRITING)?;
        Ok((self.name, file, digest))
    }
}

impl Write for SealedFile {
    fn write(&mut self, plain: &[u8]) -> io::Result<usize> {
        self.sealer.write(plain)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sealer.flush()
    }
}

/// Opens a sealed file for reading and seeking.
pub fn open(gateway: &Gateway, name: &str) -> Result<Opener<Box<dyn OldBytes>>, PortalError> {
    let damaged = || PortalError::DamagedFile { name: name.to_owned() };
    let file = gateway.folder.open(name)?.ok_or_else(damaged)?;
    match Opener::new(&gateway.identity, file) {
        Err(OpenError::Io(source)) => Ok(Err(source).doing("read a sealed file")?),
        Err(_) => Err(damaged()),
        Ok(opener) => Ok(opener),
    }
}

/// Reads a sealed file whole.
pub fn read(gateway: &Gateway, name: &str) -> Result<Vec<u8>, PortalError> {
    let mut plain = Vec::new();
    open(gateway, name)?.read_to_end(&mut plain).doing("read a sealed file")?;
    Ok(plain)
}

/// Tells trouble with the disk from trouble with the envelope.
pub(crate) fn written<T>(sealed: Result<T, SealError>) -> Result<T, PortalError> {
    match sealed {
        Err(SealError::Io(source)) => Ok(Err(source).doing(WRITING)?),
        other => Ok(other?),
    }
}

/// Counts what is written through it.
pub(crate) struct Counted<W> {
    inner: W,
    count: u64,
}

impl<W> Counted<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self { inner, count: 0 }
    }

    pub(crate) fn finish(self) -> (W, u64) {
        (self.inner, self.count)
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.count = self.count.saturating_add(count as u64);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A piece of a file, read as if it were one of its own.
pub(crate) struct Section<'f> {
    file: &'f mut dyn OldBytes,
    start: u64,
    size: u64,
    at: u64,
}

impl<'f> Section<'f> {
    pub(crate) fn new(file: &'f mut dyn OldBytes, start: u64, size: u64) -> Self {
        Self { file, start, size, at: 0 }
    }
}

impl Read for Section<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.file.seek(SeekFrom::Start(self.start.saturating_add(self.at)))?;
        let left = self.size.saturating_sub(self.at);
        let count = (&mut *self.file).take(left).read(into)?;
        self.at = self.at.saturating_add(count as u64);
        Ok(count)
    }
}

impl Seek for Section<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
            SeekFrom::End(offset) => self.size.checked_add_signed(offset),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_ends_where_it_was_told_to() {
        let mut file = io::Cursor::new(b"0123456789".to_vec());
        let mut section = Section::new(&mut file, 2, 5);
        let mut all = String::new();

        section.read_to_string(&mut all).unwrap();
        assert_eq!(all, "23456");
        assert_eq!(section.seek(SeekFrom::End(-2)).unwrap(), 3);
        all.clear();
        section.read_to_string(&mut all).unwrap();
        assert_eq!(all, "56", "it seeks within itself");
    }
}
