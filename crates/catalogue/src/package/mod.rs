//! A package as one file, and what is believed of it.
//!
//! ```text
//! nopho-catalogue 1\n
//! <the contents as a signed statement (JWS), or "unsigned." and their bytes in base64url>\n
//! <all files, one after the other in the order of the contents, as one DEFLATE stream>
//! ```
//!
//! The contents name each file with its length and hash, so that a package is believed or refused as
//! a whole. A file is opened only with a key that the gateway's root vouches for; what is not signed
//! is opened through another door, which its caller has to guard. Everything is bounded before
//! anything is unpacked.

mod changes;
mod contents;
mod delta;
mod fault;
mod folder;
mod list_changes;
mod version;

use std::collections::BTreeMap;
use std::io::{Read, Write};

use data_encoding::BASE64URL_NOPAD;
use domain::moment::Millis;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use seal::hash::hash;
use seal::{PublicKey, Sha256, SigningKey, jws};

pub use changes::{Change, ChangeKind, changes};
pub(crate) use contents::contents_hash;
pub use contents::{Contents, FileLine};
pub use delta::Delta;
pub use fault::PackageFault;
pub use folder::{is_a_path, with_list};
pub use list_changes::{ListChange, ListChangeKind, list_changes};
pub use version::{NotAVersion, Version};

use crate::catalogue::Catalogue;
use crate::fault::CatalogueFault;
use crate::reading::{self, Lists};
use crate::shipped;

/// With what packages of every form begin; its number follows.
const NAME: &[u8] = b"nopho-catalogue ";

/// With what packages of this form begin.
const MAGIC: &[u8] = b"nopho-catalogue 1\n";

/// What a signed table of contents states.
const KIND: &str = "nopho-catalogue";

/// What stands before contents that nobody signed.
const UNSIGNED: &str = "unsigned.";

/// The longest statement, in bytes.
const LONGEST_STATEMENT: usize = 2 << 20;

/// The files of a package, by their paths in it.
pub type PackageFiles = BTreeMap<String, Vec<u8>>;

/// A package that is whole: each file is the one that the contents name.
#[derive(Clone)]
pub struct Package {
    contents: Contents,
    statement: String,
    files: PackageFiles,
}

impl std::fmt::Debug for Package {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Package({}, {} files)", self.contents.version, self.files.len())
    }
}

impl Package {
    /// Makes a package of files that are a catalogue, signed by nobody yet.
    ///
    /// # Errors
    /// `Version`, `Path`, `TooMany`, `TooLong`, or `Catalogue` when the files are none.
    pub fn of(files: PackageFiles, made: Millis) -> Result<Self, PackageFault> {
        let catalogue = read(&files)?;
        Self::of_read(files, &catalogue, made)
    }

    /// Makes a package of files of which this catalogue was read.
    pub(crate) fn of_read(
        files: PackageFiles,
        catalogue: &Catalogue,
        made: Millis,
    ) -> Result<Self, PackageFault> {
        let version = catalogue.version().parse().map_err(|_| PackageFault::Version)?;
        let contents = Contents::of(catalogue.name().clone(), version, made, &files)?;
        let statement = format!("{UNSIGNED}{}", BASE64URL_NOPAD.encode(&contents.bytes()));
        Ok(Self { contents, statement, files })
    }

    /// The same package, signed.
    #[must_use]
    pub fn signed(self, key_id: &str, key: &SigningKey) -> Self {
        let statement = jws::sign(KIND, key_id, key, &self.contents.bytes());
        Self { statement, ..self }
    }

    /// Opens a package that a known key signed.
    ///
    /// # Errors
    /// `Unsigned` when nobody did, `UnknownKey` when `key_of` does not know who, and what is wrong
    /// with it otherwise; the catalogue in it is not read yet.
    pub fn open(
        bytes: &[u8],
        key_of: impl FnOnce(&str) -> Option<PublicKey>,
    ) -> Result<Self, PackageFault> {
        let (statement, packed) = split(bytes)?;
        if statement.starts_with(UNSIGNED) {
            return Err(PackageFault::Unsigned);
        }
        let contents = Contents::read(&jws::open(statement, KIND, key_of)?)?;
        Self::unpacked(contents, statement, packed)
    }

    /// Opens a package that was verified before it was kept, or that its caller trusts for another
    /// reason: everything but the signature is held against the contents.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn open_trusted(bytes: &[u8]) -> Result<Self, PackageFault> {
        let (statement, packed) = split(bytes)?;
        let payload = match statement.strip_prefix(UNSIGNED) {
            Some(payload) => payload,
            None => statement.split('.').nth(1).ok_or(PackageFault::NotAPackage)?,
        };
        let payload = BASE64URL_NOPAD.decode(payload.as_bytes());
        let contents = Contents::read(&payload.map_err(|_| PackageFault::NotAPackage)?)?;
        Self::unpacked(contents, statement, packed)
    }

    fn unpacked(contents: Contents, statement: &str, packed: &[u8]) -> Result<Self, PackageFault> {
        let mut stream = DeflateDecoder::new(packed);
        let files = files_in(&contents, &mut stream)?;
        ends_with(&stream, packed)?;
        Ok(Self { contents, statement: statement.to_owned(), files })
    }

    /// The package as one file.
    ///
    /// # Errors
    /// Only when packing itself fails, for which memory gives no reason.
    pub fn bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(self.statement.as_bytes());
        bytes.push(b'\n');
        let mut stream = DeflateEncoder::new(bytes, Compression::default());
        for file in self.contents.files.iter().filter_map(|line| self.files.get(&line.path)) {
            stream.write_all(file)?;
        }
        stream.finish()
    }

    /// What is in it.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// By which its contents are known, whoever signed them and whenever.
    pub fn hash(&self) -> Sha256 {
        self.contents.hash()
    }

    /// The name of the key that signed it; `None` where nobody did.
    pub fn key_id(&self) -> Option<String> {
        let is_signed = !self.statement.starts_with(UNSIGNED);
        is_signed.then(|| jws::key_id(&self.statement)).flatten()
    }

    /// The files.
    pub fn files(&self) -> &PackageFiles {
        &self.files
    }

    /// The catalogue in it.
    ///
    /// # Errors
    /// The first file that is missing, unreadable or contradicts itself, another or the contents.
    pub fn catalogue(&self) -> Result<Catalogue, CatalogueFault> {
        self.known(read(&self.files)?)
    }

    /// The catalogue in a package that was read whole before: the longest of its lists is left until
    /// somebody asks for it.
    ///
    /// # Errors
    /// As for [`Package::catalogue`].
    pub fn catalogue_again(&self) -> Result<Catalogue, CatalogueFault> {
        let files = |path: &str| self.files.get(path).map(|bytes| bytes.as_slice().into());
        self.known(reading::catalogue(&files, Lists::CheckedBefore)?)
    }

    fn known(&self, catalogue: Catalogue) -> Result<Catalogue, CatalogueFault> {
        let stated = self.contents.version.to_string();
        if catalogue.version() != stated {
            let why = format!("the contents say that it is {stated}");
            return Err(CatalogueFault::new("package.json", "/version", &why));
        }
        Ok(catalogue.known_as(self.hash()))
    }
}

fn read(files: &PackageFiles) -> Result<Catalogue, CatalogueFault> {
    let catalogue = Catalogue::read(&|path| files.get(path).map(|bytes| bytes.as_slice().into()))?;
    catalogue.almanac().may_follow(&shipped::almanac()?)?;
    Ok(catalogue)
}

/// The files that the contents name, one behind the other, with nothing behind the last.
fn files_in(contents: &Contents, stream: &mut impl Read) -> Result<PackageFiles, PackageFault> {
    let mut files = PackageFiles::new();
    for line in &contents.files {
        let mut bytes = vec![0; line.bytes];
        stream.read_exact(&mut bytes).map_err(|_| PackageFault::CutOff)?;
        if hash(&bytes) != line.sha256 {
            return Err(PackageFault::Altered { path: line.path.clone() });
        }
        files.insert(line.path.clone(), bytes);
    }
    match stream.read(&mut [0]) {
        Ok(0) => Ok(files),
        Ok(_) | Err(_) => Err(PackageFault::CutOff),
    }
}

/// Nothing stands behind what was unpacked.
fn ends_with(stream: &DeflateDecoder<&[u8]>, packed: &[u8]) -> Result<(), PackageFault> {
    let is_all = u64::try_from(packed.len()).is_ok_and(|length| stream.total_in() == length);
    if is_all { Ok(()) } else { Err(PackageFault::CutOff) }
}

fn split(bytes: &[u8]) -> Result<(&str, &[u8]), PackageFault> {
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        return Err(another(bytes));
    };
    let end = rest.iter().take(LONGEST_STATEMENT).position(|byte| *byte == b'\n');
    let (statement, packed) =
        end.and_then(|end| rest.split_at_checked(end)).ok_or(PackageFault::CutOff)?;
    let statement = str::from_utf8(statement).map_err(|_| PackageFault::NotAPackage)?;
    Ok((statement, packed.get(1..).unwrap_or_default()))
}

/// What something is that does not begin as this form of a package does.
fn another(bytes: &[u8]) -> PackageFault {
    let number = bytes.strip_prefix(NAME).map(|rest| rest.split(|byte| *byte == b'\n'));
    match number.and_then(|mut lines| lines.next().zip(lines.next())) {
        Some((number, _)) if number.iter().all(u8::is_ascii_digit) => PackageFault::Newer,
        _ => PackageFault::NotAPackage,
    }
}

#[cfg(test)]
mod tests;
