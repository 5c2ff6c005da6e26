//! What makes one package of another, from bytes that anybody may have made.
//!
//! An input that begins as a delta does is read as one; whatever base it names, the small package's
//! stands in its place. Each package that was taken is made of the small package too: once by the
//! program's own writer, and once by one of ours that copies nothing.

use std::sync::LazyLock;

use catalogue::package::{Delta, Package};
use domain::moment::Millis;
use seal::jws;

use super::definition::Definition;
use super::package::{KEY_ID, KIND, is_bounded, key, known, stored};

const MAGIC: &[u8] = b"nopho-catalogue-delta 1\n";

/// The small package, on which every delta builds here.
static BASE: LazyLock<Package> = LazyLock::new(|| {
    let Definition(files) = Definition::default();
    Package::of(files, Millis::new(0)).expect("the small package is one")
});

/// Reads what may be a delta, if it begins as one.
pub fn run(input: &[u8]) {
    let Some(rest) = input.strip_prefix(MAGIC) else { return };
    assert!(Delta::is_one(input) && Package::open_trusted(input).is_err(), "it is no package");
    let behind = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let bytes = [MAGIC, BASE.hash().to_string().as_bytes(), &rest[behind..]].concat();
    for bytes in [input, &bytes] {
        let Ok(delta) = Delta::read(bytes) else { continue };
        let Ok(made) = delta.onto(&BASE, known) else { continue };
        assert_eq!(made.key_id().as_deref(), Some(KEY_ID), "nobody else has the key");
        is_bounded(&made);
        makes(&made);
    }
}

/// Makes a package of the small one.
pub fn makes(package: &Package) {
    let signed = package.clone().signed(KEY_ID, &key());
    let short = signed.since(&BASE).expect("memory is written").expect("it is signed");
    for delta in [&short, &inserted(&signed)] {
        let made = Delta::read(delta).expect("it is one").onto(&BASE, known);
        let made = made.expect("what was written is read");
        assert_eq!((made.hash(), made.contents()), (signed.hash(), signed.contents()));
        assert_eq!((made.files(), made.key_id()), (signed.files(), signed.key_id()));
        for end in [delta.len() - 1, delta.len() / 2] {
            let cut = Delta::read(&delta[..end]).and_then(|delta| delta.onto(&BASE, known));
            assert!(cut.is_err(), "the first {end} bytes were taken");
        }
        let nobody = Delta::read(delta).and_then(|delta| delta.onto(&BASE, |_| None));
        assert_eq!(nobody.err().map(|fault| fault.code()), Some("package-unknown-key"));
    }
    let longest = signed.files().values().map(Vec::len).sum::<usize>();
    assert!(short.len() < longest + 8192, "{} bytes for {longest}", short.len());
}

/// A delta that inserts everything.
fn inserted(package: &Package) -> Vec<u8> {
    let payload = serde_json::to_vec(package.contents()).expect("contents are JSON");
    let statement = jws::sign(KIND, KEY_ID, &key(), &payload);
    let parts: Vec<&str> = statement.split('.').collect();
    let head = format!("{}\n{}.{}.{}\n", BASE.hash(), parts[0], payload.len(), parts[2]);
    let files = package.files().values().flatten().copied();
    let target: Vec<u8> = payload.iter().copied().chain(files).collect();
    let mut steps = Vec::new();
    let mut length = target.len();
    while length > 0x7f {
        steps.push((length % 0x80) as u8 | 0x80);
        length /= 0x80;
    }
    steps.push(length as u8);
    steps.extend_from_slice(&target);
    steps.push(0);
    [MAGIC, head.as_bytes(), &stored(&steps)].concat()
}
