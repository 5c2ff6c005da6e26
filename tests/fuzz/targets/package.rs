//! The reader of packages: from bytes that anybody may have made to a catalogue in use.
//!
//! An input in parts ([`Archive`]) is the files of a package: they are packed here by a writer of its own,
//! so that what is mutated lies behind hashes and compression and is reached all the same. `contents`
//! overrides what the table of contents says, `behind` is added to the end. Any other input is given to
//! the reader as it is.

use std::collections::BTreeMap;

use catalogue::package::{Package, PackageFault, changes, is_a_path};
use catalogue::{Catalogue, check, sheet, view, warnings};
use data_encoding::BASE64URL_NOPAD;
use domain::moment::Millis;
use domain::procedure::ComponentId;
use seal::hash::hash;
use seal::{PublicKey, SigningKey, jws};
use serde_json::{Map, Value, json};

use super::archive::Archive;
use super::definition::Definition;
use super::delta;
use super::form::case_of;

const MAGIC: &[u8] = b"nopho-catalogue 1\n";
pub const KIND: &str = "nopho-catalogue";
pub const KEY_ID: &str = "fuzz";

/// More than any package may hold; the reader's own bounds are to be no looser.
const MOST_BYTES: usize = 128 << 20;
const MOST_FILES: usize = 5_000;

/// One package out of so many is made anew of its files, which reads all of them a second time.
const MADE_ANEW: u8 = 8;

/// How many procedures of a package that was taken are looked at.
const LOOKED_AT: usize = 8;

/// What a package that was taken says.
pub struct Taken {
    pub catalogue: Catalogue,
}

/// What becomes of an input.
pub enum Outcome {
    /// Nothing of it was taken.
    Refused(PackageFault),
    Taken(Box<Taken>),
}

/// Reads a package and states what must hold of one that was taken.
pub fn run(input: &[u8]) -> Outcome {
    let packed = if Archive::is_one(input) {
        let made = Made::of(&Archive::read(input));
        let (unsigned, signed) = (made.unsigned(), made.signed());
        both_doors_agree(&unsigned, &signed);
        unsigned
    } else {
        is_believed_only_when_we_signed_it(input);
        delta::run(input);
        input.to_vec()
    };
    let opened = Package::open_trusted(&packed);
    let package = match opened {
        Ok(package) => package,
        Err(fault) => return refused(fault),
    };
    is_bounded(&package);
    is_the_same_when_it_is_packed_again(&package);
    is_nothing_when_it_is_cut_short(&packed);
    delta::makes(&package);
    match catalogue_of(&package) {
        Ok(catalogue) => {
            holds_in_use(&catalogue);
            Outcome::Taken(Box::new(Taken { catalogue }))
        }
        Err(fault) => refused(fault),
    }
}

fn refused(fault: PackageFault) -> Outcome {
    assert!(fault.code().starts_with("package-"), "every refusal has its word");
    assert!(!fault.to_string().is_empty(), "and its sentence");
    Outcome::Refused(fault)
}

/// A package as the input wants it, packed without the reader's own writer.
struct Made {
    contents: Vec<u8>,
    packed: Vec<u8>,
}

impl Made {
    fn of(archive: &Archive) -> Self {
        let Definition(files) = Definition::of(archive);
        let stated: Option<Map<String, Value>> =
            archive.part("contents").and_then(|stated| serde_json::from_slice(stated).ok());
        let contents = contents(&files, stated.unwrap_or_default());
        let order: Vec<&str> = contents["files"]
            .as_array()
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .into_iter()
            .filter_map(|line| line.get("path")?.as_str())
            .collect();
        let bytes: Vec<u8> =
            order.iter().filter_map(|path| files.get(*path)).flatten().copied().collect();
        let mut packed = stored(&bytes);
        packed.extend_from_slice(archive.part("behind").unwrap_or_default());
        Self { contents: Value::Object(contents).to_string().into_bytes(), packed }
    }

    fn unsigned(&self) -> Vec<u8> {
        let statement = format!("unsigned.{}", BASE64URL_NOPAD.encode(&self.contents));
        [MAGIC, statement.as_bytes(), b"\n", &self.packed].concat()
    }

    fn signed(&self) -> Vec<u8> {
        let statement = jws::sign(KIND, KEY_ID, &key(), &self.contents);
        [MAGIC, statement.as_bytes(), b"\n", &self.packed].concat()
    }
}

/// The table of contents of these files, with what the input states instead.
fn contents(files: &BTreeMap<String, Vec<u8>>, stated: Map<String, Value>) -> Map<String, Value> {
    let line = |(path, bytes): (&String, &Vec<u8>)| json!({ "path": path, "bytes": bytes.len(), "sha256": hash(bytes) });
    let package: Value = files
        .get("package.json")
        .and_then(|bytes| serde_json::from_slice(bytes).ok())
        .unwrap_or_default();
    let mut contents = Map::from_iter([
        ("format".to_owned(), json!(1)),
        ("name".to_owned(), json!({ "vi": "Gói thử" })),
        ("version".to_owned(), package.get("version").cloned().unwrap_or_default()),
        ("made_ms".to_owned(), json!(0)),
        ("files".to_owned(), files.iter().map(line).collect()),
    ]);
    contents.extend(stated);
    for line in contents.get_mut("files").and_then(Value::as_array_mut).into_iter().flatten() {
        let bytes = line.get("path").and_then(Value::as_str).and_then(|path| files.get(path));
        let bytes = bytes.map_or(&[][..], Vec::as_slice);
        let Some(line) = line.as_object_mut() else { continue };
        line.entry("bytes").or_insert(json!(bytes.len()));
        line.entry("sha256").or_insert(json!(hash(bytes)));
    }
    contents
}

/// DEFLATE without compression (RFC 1951, 3.2.4).
pub fn stored(bytes: &[u8]) -> Vec<u8> {
    const LONGEST: usize = 65_535;
    let mut packed = Vec::new();
    let mut rest = bytes;
    loop {
        let (block, after) = rest.split_at(rest.len().min(LONGEST));
        let length = u16::try_from(block.len()).unwrap_or_default();
        packed.push(u8::from(after.is_empty()));
        packed.extend_from_slice(&length.to_le_bytes());
        packed.extend_from_slice(&(!length).to_le_bytes());
        packed.extend_from_slice(block);
        rest = after;
        if rest.is_empty() {
            return packed;
        }
    }
}

/// The key with which the packages of the corpus are signed.
pub fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

pub fn known(id: &str) -> Option<PublicKey> {
    (id == KEY_ID).then(|| key().public())
}

fn both_doors_agree(unsigned: &[u8], signed: &[u8]) {
    let by_trust = Package::open_trusted(unsigned);
    let by_key = Package::open(signed, known);
    match (&by_trust, &by_key) {
        (Ok(one), Ok(other)) => {
            assert_eq!(one.hash(), other.hash(), "it is known by its files, whoever signed them");
            assert_eq!(one.files(), other.files());
            assert_eq!((one.key_id(), other.key_id()), (None, Some(KEY_ID.to_owned())));
        }
        // A statement is longer when it is signed.
        (Err(one), Err(other)) => assert!(one == other || *other == PackageFault::CutOff),
        (Ok(_), Err(other)) => assert_eq!(*other, PackageFault::CutOff),
        (Err(fault), Ok(_)) => panic!("a signature mends nothing: {fault}"),
    }
    if by_trust.is_ok() {
        assert_eq!(Package::open(unsigned, known).err(), Some(PackageFault::Unsigned));
        let nobody = Package::open(signed, |_| None);
        assert_eq!(nobody.err().map(|fault| fault.code()), Some("package-unknown-key"));
    }
}

/// Nobody else has the key, so a statement that is believed is one that we would write.
fn is_believed_only_when_we_signed_it(input: &[u8]) {
    let Ok(package) = Package::open(input, known) else { return };
    let contents = serde_json::to_vec(package.contents()).expect("contents are JSON");
    let ours = [MAGIC, jws::sign(KIND, KEY_ID, &key(), &contents).as_bytes(), b"\n"].concat();
    assert!(input.starts_with(&ours), "a statement was believed that nobody signed");
}

pub fn is_bounded(package: &Package) {
    let lines = &package.contents().files;
    assert!(lines.len() <= MOST_FILES && lines.len() == package.files().len());
    assert!(lines.iter().map(|line| line.bytes).sum::<usize>() <= MOST_BYTES);
    for line in lines {
        let bytes = package.files().get(&line.path).expect("each file of the contents is there");
        assert!(is_a_path(&line.path), "a path leads nowhere else");
        assert_eq!((line.bytes, line.sha256), (bytes.len(), hash(bytes)), "{}", line.path);
    }
}

fn is_the_same_when_it_is_packed_again(package: &Package) {
    let bytes = package.bytes().expect("memory is written");
    let again = Package::open_trusted(&bytes).expect("what was taken is taken again");
    assert_eq!((again.hash(), again.contents()), (package.hash(), package.contents()));
    assert_eq!(again.files(), package.files());
    let signed = package.clone().signed(KEY_ID, &key());
    assert_eq!(signed.hash(), package.hash());
}

fn is_nothing_when_it_is_cut_short(packed: &[u8]) {
    for end in [packed.len() - 1, packed.len() / 2] {
        assert!(Package::open_trusted(&packed[..end]).is_err(), "the first {end} bytes were taken");
    }
}

/// The catalogue in a package, which is the one that the same files give.
fn catalogue_of(package: &Package) -> Result<Catalogue, PackageFault> {
    let is_made = package.hash().as_bytes()[0].is_multiple_of(MADE_ANEW);
    let made = is_made.then(|| Package::of(package.files().clone(), Millis::new(0)));
    match package.catalogue() {
        Ok(catalogue) => {
            if let Some(made) = made {
                let made = made.expect("a package that was taken is made again");
                assert_eq!(made.hash(), package.hash());
            }
            assert_eq!(catalogue.hash(), Some(package.hash()));
            assert_eq!(catalogue.version(), package.contents().version.to_string());
            assert_eq!(changes(&catalogue, &catalogue), [], "nothing differs from itself");
            Ok(catalogue)
        }
        Err(fault) => {
            assert!(!fault.file.is_empty() && !fault.why.is_empty(), "which names a file");
            let is_of_contents = fault.place == "/version";
            let is_refused = made.is_none_or(|made| made.is_err());
            assert!(is_refused || is_of_contents, "what is no catalogue is never packed");
            Err(PackageFault::Catalogue(fault))
        }
    }
}

/// A catalogue that was taken can be worked with: nothing in it stops the desk.
fn holds_in_use(catalogue: &Catalogue) {
    for query in ["", "thu", "dang ky", "1.0"] {
        assert!(catalogue.search(query, 10).len() <= 10);
    }
    let empty = json!({});
    let case = case_of(&empty, "");
    for procedure in catalogue.procedures().take(LOOKED_AT) {
        let gaps = check(catalogue, procedure, &case);
        let form = view(catalogue, Some(procedure), &case);
        assert!(form.missing.ends_with(&gaps), "the page says what is checked");
        warnings(catalogue, Some(procedure), &case);
        let paper = sheet(catalogue, procedure, &case);
        assert_eq!(paper.map(|paper| paper.signed_as), procedure.signed_as().cloned());
        let named: Vec<&ComponentId> = procedure.components().iter().map(|one| one.id()).collect();
        assert!(named.iter().all(|id| procedure.component_name(id).is_some()));
        assert!(catalogue.shape(procedure).is_some() || !procedure.has_form());
    }
}
