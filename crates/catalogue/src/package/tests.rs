use proptest::prelude::*;
use seal::JwsFault;

use super::*;
use crate::shipped;

pub(super) fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

pub(super) fn known(id: &str) -> Option<PublicKey> {
    (id == "c1").then(|| key().public())
}

pub(super) fn small_files() -> PackageFiles {
    let words = shipped::file("words.json").unwrap();
    let common = shipped::file("forms/common.layout.json").unwrap();
    let lists = ["identity-papers", "result-delivery", "sexes", "nationalities", "ethnic-groups"];
    let lists = lists.map(|name| format!("lists/{name}.json"));
    let package = serde_json::json!({
        "name": { "vi": "Gói thử" }, "version": "2026.11.22", "source": "a test",
        "words": "words.json", "common": "forms/common.layout.json",
        "lists": shipped_lists(&lists),
    });
    let mut files = PackageFiles::from([
        ("words.json".to_owned(), words.to_vec()),
        ("forms/common.layout.json".to_owned(), common.to_vec()),
        ("package.json".to_owned(), package.to_string().into_bytes()),
    ]);
    for list in shipped_lists(&lists) {
        files.insert(list.clone(), shipped::file(&list).unwrap().to_vec());
    }
    files
}

fn shipped_lists(wanted: &[String]) -> Vec<String> {
    wanted.iter().filter(|path| shipped::file(path).is_some()).cloned().collect()
}

fn signed() -> Vec<u8> {
    Package::of(small_files(), Millis::new(0)).unwrap().signed("c1", &key()).bytes().unwrap()
}

#[test]
fn package_opens_with_everything_in_it_when_a_known_key_signed_it() {
    let package = Package::open(&signed(), known).unwrap();

    assert_eq!(package.files(), &small_files());
    assert_eq!(package.key_id().as_deref(), Some("c1"));
    assert_eq!(package.catalogue().unwrap().hash(), Some(package.hash()));
}

#[test]
fn package_is_known_by_its_files_whoever_signed_it_and_whenever() {
    let here = Package::of(small_files(), Millis::new(0)).unwrap();
    let there = Package::of(small_files(), Millis::new(9)).unwrap().signed("c1", &key());

    assert_eq!(here.hash(), there.hash());
}

#[test]
fn package_of_the_program_is_whole_and_small() {
    let package = shipped::package(&shipped::catalogue().unwrap()).unwrap();
    let bytes = package.bytes().unwrap();

    let again = Package::open_trusted(&bytes).unwrap();
    assert_eq!(again.files().len(), shipped::FILES.len());
    assert_eq!(again.hash(), package.hash());
    let unpacked: usize = shipped::FILES.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(bytes.len() * 4 < unpacked, "{} of {unpacked}", bytes.len());
}

#[test]
fn package_is_refused_when_nobody_or_a_stranger_signed_it() {
    let unsigned = Package::of(small_files(), Millis::new(0)).unwrap();
    let strangers = unsigned.clone().signed("c2", &SigningKey::from_seed(&[8; 32]));
    let forged = unsigned.clone().signed("c1", &SigningKey::from_seed(&[8; 32]));
    let refusal = |package: Package| Package::open(&package.bytes().unwrap(), known).unwrap_err();

    assert_eq!(refusal(unsigned), PackageFault::Unsigned);
    assert_eq!(refusal(strangers), PackageFault::Signature(JwsFault::UnknownKey));
    assert_eq!(refusal(forged), PackageFault::Signature(JwsFault::Signature));
}

#[test]
fn package_is_refused_when_it_ends_anywhere_before_its_end() {
    let whole = signed();

    for end in 0..whole.len() {
        let fault = Package::open(&whole[..end], known).unwrap_err();
        let (not_one, cut_off) = (PackageFault::NotAPackage, PackageFault::CutOff);
        assert!(fault == not_one || fault == cut_off, "{end}: {fault}");
    }
}

#[test]
fn package_is_refused_when_something_stands_behind_its_last_file() {
    let package = Package::of(small_files(), Millis::new(0)).unwrap().signed("c1", &key());
    let mut longer = package.clone();
    longer.contents.files.push(FileLine {
        path: "zzz.json".to_owned(),
        bytes: 3,
        sha256: hash(b"abc"),
    });
    longer.files.insert("zzz.json".to_owned(), b"abc".to_vec());

    let fault = Package::open(&longer.bytes().unwrap(), known).unwrap_err();

    assert_eq!(fault, PackageFault::CutOff);
}

#[test]
fn package_is_refused_when_bytes_stand_behind_its_end() {
    let longer = [signed(), b"x".to_vec()].concat();

    assert_eq!(Package::open(&longer, known).unwrap_err(), PackageFault::CutOff);
}

#[test]
fn package_whose_contents_name_another_version_is_no_catalogue() {
    let mut later = Package::of(small_files(), Millis::new(0)).unwrap();
    later.contents.version = "2030.01.01".parse().unwrap();
    let bytes = later.signed("c1", &key()).bytes().unwrap();

    let fault = Package::open(&bytes, known).unwrap().catalogue().unwrap_err();

    assert_eq!((fault.file.as_str(), fault.place.as_str()), ("package.json", "/version"));
}

#[test]
fn package_is_refused_when_a_file_is_not_the_one_that_was_signed() {
    let mut altered = Package::of(small_files(), Millis::new(0)).unwrap().signed("c1", &key());
    altered.files.get_mut("words.json").unwrap()[100] ^= 1;

    let fault = Package::open(&altered.bytes().unwrap(), known).unwrap_err();

    assert_eq!(fault, PackageFault::Altered { path: "words.json".to_owned() });
}

#[test]
fn package_is_refused_when_it_is_of_a_newer_form() {
    let newer = [b"nopho-catalogue 2\n".as_slice(), &signed()[18..]].concat();

    assert_eq!(Package::open(&newer, known).unwrap_err(), PackageFault::Newer);
}

#[test]
fn package_is_refused_when_a_path_leads_out_of_it() {
    for path in ["../x", "/etc/passwd", "a//b", "a/../b", ".hidden", "A.json", "a b", "a\\b", ""] {
        let mut files = small_files();
        files.insert(path.to_owned(), b"{}".to_vec());

        let fault = Package::of(files, Millis::new(0)).unwrap_err();

        assert_eq!(fault, PackageFault::Path { path: path.to_owned() }, "{path:?}");
    }
}

#[test]
fn package_that_claims_to_be_endless_is_refused_before_it_is_unpacked() {
    let mut contents = Package::of(small_files(), Millis::new(0)).unwrap().contents;
    contents.files[0].bytes = usize::MAX;
    let statement = jws::sign(KIND, "c1", &key(), &contents.bytes());
    let bytes = [MAGIC, statement.as_bytes(), b"\n\0\0"].concat();

    let fault = Package::open(&bytes, known).unwrap_err();

    assert!(matches!(fault, PackageFault::TooLong { .. }), "{fault}");
}

#[test]
fn package_is_refused_when_its_files_are_no_catalogue() {
    let mut files = small_files();
    files.insert("words.json".to_owned(), b"{".to_vec());

    let fault = Package::of(files, Millis::new(0)).unwrap_err();

    assert_eq!(fault.code(), "package-unreadable");
}

#[test]
fn changes_name_what_differs_in_each_procedure() {
    let earlier = shipped::package(&shipped::catalogue().unwrap()).unwrap();
    let mut files = earlier.files().clone();
    let mut record: serde_json::Value =
        serde_json::from_slice(&files["procedures/1.001193.json"]).unwrap();
    record["about"]["fee"]["said"]["vi"] = "Không thu".into();
    record["components"][0]["originals"] = 2.into();
    files.insert("procedures/1.001193.json".to_owned(), record.to_string().into_bytes());
    let later = Package::of(files, Millis::new(0)).unwrap();

    let found = changes(&earlier.catalogue().unwrap(), &later.catalogue().unwrap());

    let [change] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(change.code.as_str(), "1.001193");
    assert_eq!(change.kinds, [ChangeKind::Papers, ChangeKind::Fee]);
}

proptest! {
    #[test]
    fn reader_never_panics_and_never_takes_what_was_altered(
        at in 0_usize..4000, with in 1_u8..=255, tail in proptest::collection::vec(any::<u8>(), 0..64)
    ) {
        let mut bytes = signed();
        let at = at % bytes.len();
        bytes[at] ^= with;

        let opened = Package::open(&bytes, known);
        let is_the_same = opened.is_ok_and(|package| package.files == small_files());
        prop_assert!(is_the_same || Package::open(&bytes, known).is_err(), "only the same may pass");
        let _ = Package::open_trusted(&tail);
        let _ = Package::open_trusted(&[MAGIC, UNSIGNED.as_bytes(), &tail].concat());
    }
}
