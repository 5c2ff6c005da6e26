//! What makes one package of another, for whoever has the other: after a correction that is little.
//!
//! ```text
//! nopho-catalogue-delta 1\n
//! <hash of the contents of the package that it builds on>\n
//! <the new signed statement, with the length of its payload in the payload's place>\n
//! <copies and insertions, as one DEFLATE stream: they make the payload, then all files>
//! ```
//!
//! Copies are taken from what is the same wherever a package with these contents is: the lines of its
//! contents, then its files. A list of thousands of procedures is one file, so nothing coarser would do.
//! What comes out is believed as a package is that came whole, by its signature and its hashes, and by
//! nothing in the delta: the statement is verified before the first file is made.

mod ground;
mod patched;
mod rolling;
mod steps;

use std::io::{Read, Write};

use data_encoding::BASE64URL_NOPAD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use seal::{PublicKey, Sha256, jws};

use super::{Contents, KIND, LONGEST_STATEMENT, Package, PackageFault, ends_with, files_in};
use ground::ground;
use patched::Patched;
use steps::steps;

/// With what deltas of every form begin; its number follows.
const NAME: &[u8] = b"nopho-catalogue-delta ";

/// With what deltas of this form begin.
const MAGIC: &[u8] = b"nopho-catalogue-delta 1\n";

/// The longest line before the packed steps, in bytes.
const LONGEST_LINE: usize = 1024;

/// A delta, as it says of itself; nothing of it is believed yet.
#[derive(Debug, Clone, Copy)]
pub struct Delta<'d> {
    base: Sha256,
    header: &'d str,
    payload_bytes: usize,
    signature: &'d str,
    packed: &'d [u8],
}

impl<'d> Delta<'d> {
    /// Whether something is a delta, of this or a later form, and no package.
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(NAME)
    }

    /// Reads what a delta says of itself.
    ///
    /// # Errors
    /// `NotAPackage` when it is none of this form.
    pub fn read(bytes: &'d [u8]) -> Result<Self, PackageFault> {
        let read = || {
            let (base, rest) = line(bytes.strip_prefix(MAGIC)?)?;
            let (statement, packed) = line(rest)?;
            let (header, rest) = statement.split_once('.')?;
            let (length, signature) = rest.split_once('.')?;
            let (base, payload_bytes) = (base.parse().ok()?, length.parse().ok()?);
            let is_bounded = payload_bytes < LONGEST_STATEMENT;
            is_bounded.then_some(Self { base, header, payload_bytes, signature, packed })
        };
        read().ok_or(PackageFault::NotAPackage)
    }

    /// The hash of the contents of the package that it builds on.
    pub fn base(&self) -> Sha256 {
        self.base
    }

    /// Makes the new package, if a known key signed it.
    ///
    /// # Errors
    /// `NotAPackage` when it does not build on this one, and otherwise as for [`Package::open`].
    pub fn onto(
        &self,
        base: &Package,
        key_of: impl FnOnce(&str) -> Option<PublicKey>,
    ) -> Result<Package, PackageFault> {
        if base.hash() != self.base {
            return Err(PackageFault::NotAPackage);
        }
        let ground = ground(base).map_err(|_| PackageFault::NotAPackage)?;
        let mut stream = Patched::new(&ground, DeflateDecoder::new(self.packed));
        let mut payload = vec![0; self.payload_bytes];
        stream.read_exact(&mut payload).map_err(|_| PackageFault::CutOff)?;
        let statement = whole(self.header, &payload, self.signature);
        if statement.len() >= LONGEST_STATEMENT {
            return Err(PackageFault::CutOff);
        }
        let contents = Contents::read(&jws::open(&statement, KIND, key_of)?)?;
        let files = files_in(&contents, &mut stream)?;
        ends_with(stream.steps(), self.packed)?;
        Ok(Package { contents, statement, files })
    }
}

impl Package {
    /// What makes this package of another; `None` where nobody signed this one.
    ///
    /// # Errors
    /// Only when packing itself fails, for which memory gives no reason.
    pub fn since(&self, base: &Self) -> std::io::Result<Option<Vec<u8>>> {
        let Some((header, payload, signature)) = parted(&self.statement) else { return Ok(None) };
        let mut target = payload;
        let payload_bytes = target.len();
        self.contents
            .files
            .iter()
            .filter_map(|line| self.files.get(&line.path))
            .for_each(|file| target.extend_from_slice(file));
        let head = format!("{}\n{header}.{payload_bytes}.{signature}\n", base.hash());
        let bytes = [MAGIC, head.as_bytes()].concat();
        let mut stream = DeflateEncoder::new(bytes, Compression::best());
        stream.write_all(&steps(&ground(base)?, &target))?;
        stream.finish().map(Some)
    }
}

fn line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().take(LONGEST_LINE).position(|byte| *byte == b'\n')?;
    let (line, rest) = bytes.split_at_checked(end)?;
    Some((str::from_utf8(line).ok()?, rest.get(1..)?))
}

/// The three parts of a signed statement, if they make it again.
fn parted(statement: &str) -> Option<(&str, Vec<u8>, &str)> {
    let (header, rest) = statement.split_once('.')?;
    let (payload, signature) = rest.split_once('.')?;
    let payload = BASE64URL_NOPAD.decode(payload.as_bytes()).ok()?;
    (whole(header, &payload, signature) == statement).then_some((header, payload, signature))
}

fn whole(header: &str, payload: &[u8], signature: &str) -> String {
    format!("{header}.{}.{signature}", BASE64URL_NOPAD.encode(payload))
}

#[cfg(test)]
mod tests;
