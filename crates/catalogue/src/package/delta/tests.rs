use domain::moment::Millis;
use proptest::prelude::*;
use seal::hash::hash;
use seal::{JwsFault, SigningKey};

use super::*;
use crate::package::tests::{key, known, small_files};
use crate::package::{FileLine, PackageFiles};

fn signed(files: PackageFiles, made: i64) -> Package {
    Package::of(files, Millis::new(made)).unwrap().signed("c1", &key())
}

/// The small package with one file more.
fn base_files() -> PackageFiles {
    let mut files = small_files();
    files.insert("gone.json".to_owned(), b"{\"gone\": true}".to_vec());
    files
}

fn base() -> Package {
    Package::of(base_files(), Millis::new(0)).unwrap()
}

/// The base with a changed, an added and a removed file.
fn later() -> Package {
    let mut files = small_files();
    let words = String::from_utf8(files["words.json"].clone()).unwrap();
    files.insert("words.json".to_owned(), words.replacen('{', "{\n\n", 1).into_bytes());
    files.insert("note.json".to_owned(), b"{\"added\": true}".to_vec());
    let package = String::from_utf8(files["package.json"].clone()).unwrap();
    let package = package.replace("2026.11.22", "2026.11.23");
    files.insert("package.json".to_owned(), package.into_bytes());
    signed(files, 5)
}

fn delta(base: &Package, later: &Package) -> Vec<u8> {
    later.since(base).unwrap().expect("it is signed")
}

fn patched(bytes: &[u8], base: &Package) -> Result<Package, PackageFault> {
    Delta::read(bytes)?.onto(base, known)
}

/// A delta of these steps whose payload is `payload`, signed by the key that is known.
fn with_steps(base: &Package, payload: &[u8], steps: &[u8]) -> Vec<u8> {
    let statement = jws::sign(KIND, "c1", &key(), payload);
    let (header, rest) = statement.split_once('.').unwrap();
    let (_, signature) = rest.split_once('.').unwrap();
    let head = format!("{}\n{header}.{}.{signature}\n", base.hash(), payload.len());
    let bytes = [MAGIC, head.as_bytes()].concat();
    let mut stream = DeflateEncoder::new(bytes, Compression::best());
    stream.write_all(&steps::steps(b"", payload)).unwrap();
    stream.write_all(steps).unwrap();
    stream.finish().unwrap()
}

#[test]
fn package_that_was_made_of_another_is_the_one_that_would_have_come_whole() {
    let mut added = base_files();
    added.insert("note.json".to_owned(), b"{}".to_vec());
    let cases = [
        ("a file was changed, one added and one removed", later()),
        ("a file was added", signed(added, 5)),
        ("a file was removed", signed(small_files(), 5)),
        ("nothing was changed but who signed it and when", signed(base_files(), 9)),
    ];
    for (case, later) in cases {
        let bytes = delta(&base(), &later);

        let made = patched(&bytes, &base()).unwrap();

        let whole = Package::open(&later.bytes().unwrap(), known).unwrap();
        assert_eq!((made.hash(), made.contents()), (whole.hash(), whole.contents()), "{case}");
        assert_eq!(made.files(), whole.files(), "{case}");
        assert_eq!(made.bytes().unwrap(), whole.bytes().unwrap(), "{case}: it is kept the same");
        assert!(bytes.len() < 1500, "{case}: {} bytes", bytes.len());
    }
}

#[test]
fn delta_is_the_same_whoever_signed_the_base_and_whenever() {
    let other = Package::of(base_files(), Millis::new(7)).unwrap();
    let other = other.signed("c9", &SigningKey::from_seed(&[9; 32]));

    assert_eq!(delta(&base(), &later()), delta(&other, &later()));
    assert!(patched(&delta(&base(), &later()), &other).is_ok());
}

#[test]
fn delta_is_no_package_and_a_package_is_no_delta() {
    let bytes = delta(&base(), &later());

    assert!(Delta::is_one(&bytes) && !Delta::is_one(&later().bytes().unwrap()));
    assert_eq!(Delta::read(&bytes).unwrap().base(), base().hash());
    assert_eq!(Package::open(&bytes, known).unwrap_err(), PackageFault::NotAPackage);
    assert_eq!(Package::open_trusted(&bytes).unwrap_err(), PackageFault::NotAPackage);
    let newer = [b"nopho-catalogue-delta 2\n", &bytes[MAGIC.len()..]].concat();
    assert!(Delta::is_one(&newer), "whoever cannot read it knows what it is");
    assert_eq!(Delta::read(&newer).unwrap_err(), PackageFault::NotAPackage);
}

#[test]
fn delta_is_refused_onto_another_package_than_its_base() {
    let mut files = small_files();
    files.insert("note.json".to_owned(), b"{}".to_vec());
    let other = Package::of(files, Millis::new(0)).unwrap();

    let fault = patched(&delta(&base(), &later()), &other).unwrap_err();

    assert_eq!(fault, PackageFault::NotAPackage);
}

#[test]
fn package_that_nobody_signed_has_no_delta() {
    assert_eq!(base().since(&later()).unwrap(), None);
}

#[test]
fn delta_is_believed_only_by_a_key_that_is_known() {
    let stranger = SigningKey::from_seed(&[8; 32]);
    let unsigned = Package::of(later().files().clone(), Millis::new(5)).unwrap();
    let refusal = |later: Package| patched(&delta(&base(), &later), &base()).unwrap_err();

    let strangers = refusal(unsigned.clone().signed("c2", &stranger));
    let forged = refusal(unsigned.signed("c1", &stranger));

    assert_eq!(strangers, PackageFault::Signature(JwsFault::UnknownKey));
    assert_eq!(forged, PackageFault::Signature(JwsFault::Signature));
}

#[test]
fn delta_is_refused_when_it_is_damaged_at_any_byte() {
    let (base, later) = (base(), later());
    let whole = delta(&base, &later);

    for at in 0..whole.len() {
        for bit in [0, 3, 7] {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;

            if let Ok(made) = patched(&bytes, &base) {
                // What DEFLATE does not use of its last byte says nothing.
                assert_eq!(made.bytes().unwrap(), later.bytes().unwrap(), "byte {at}, bit {bit}");
            }
        }
    }
}

#[test]
fn delta_is_refused_when_it_ends_too_early_or_too_late() {
    let (base, whole) = (base(), delta(&base(), &later()));

    for end in 0..whole.len() {
        assert!(patched(&whole[..end], &base).is_err(), "the first {end} bytes were taken");
    }
    let longer = [whole, b"x".to_vec()].concat();
    assert_eq!(patched(&longer, &base).unwrap_err(), PackageFault::CutOff);
}

#[test]
fn delta_whose_steps_make_too_little_or_too_much_is_refused() {
    let (base, later) = (base(), later());
    let files: Vec<u8> = later.files().values().flatten().copied().collect();
    let payload = later.contents().bytes();
    let one_too_few = steps::steps(b"", &files[1..]);
    let one_too_many = steps::steps(b"", &[&files[..], b"x"].concat());
    let exact = steps::steps(b"", &files);

    assert!(patched(&with_steps(&base, &payload, &exact), &base).is_ok());
    for steps in [one_too_few, one_too_many, vec![0, 0], vec![0xff; 12]] {
        assert!(patched(&with_steps(&base, &payload, &steps), &base).is_err());
    }
}

#[test]
fn delta_that_claims_to_be_endless_is_refused_before_anything_is_made() {
    let base = base();
    let mut contents = later().contents().clone();
    contents.files =
        vec![FileLine { path: "words.json".to_owned(), bytes: usize::MAX, sha256: hash(b"words") }];
    // Copies of the ground upon themselves, as many as there may be.
    let bomb = [0, 0x7f, 0].repeat(1_000_000);

    let fault = patched(&with_steps(&base, &contents.bytes(), &bomb), &base).unwrap_err();

    assert!(matches!(fault, PackageFault::TooLong { .. }), "{fault}");
    let length = format!(".{}.", later().contents().bytes().len());
    let claims = |claim: &str| {
        let text = delta(&base, &later());
        let at = text.windows(length.len()).position(|found| found == length.as_bytes()).unwrap();
        let claim = format!(".{claim}.");
        [&text[..at], claim.as_bytes(), &text[at + length.len()..]].concat()
    };
    for claim in ["2097152", "18446744073709551615", "99999999999999999999", "-1", ""] {
        assert_eq!(patched(&claims(claim), &base).unwrap_err(), PackageFault::NotAPackage);
    }
    assert_eq!(patched(&claims("2097151"), &base).unwrap_err(), PackageFault::CutOff);
}

proptest! {
    #[test]
    fn reader_never_panics(head in ".{0,80}", tail in proptest::collection::vec(any::<u8>(), 0..200)) {
        let base = base();
        let hash = base.hash().to_string();
        for start in [String::new(), hash.clone() + "\n", hash + "\na.9.b\n"] {
            let bytes = [MAGIC, start.as_bytes(), head.as_bytes(), b"\n", &tail].concat();
            prop_assert!(patched(&bytes, &base).is_err());
        }
    }
}
