//! The catalogue that a province hands out: its key, its package, and how desks fetch it.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use axum::body::Body;
use catalogue::package::{Package, PackageFiles};
use catalogue::shipped;
use domain::moment::Millis;
use portal::rotation;
use seal::hash::hash;
use seal::{PublicKey, SigningKey, key_file};
use serde_json::{Value, json};
use wire::capabilities::{Capabilities, CatalogueLine};
use wire::keys::{KeyRing, catalogue_key_id};
use wire::path;

use crate::desk::{Desk, a_desk};
use crate::operator::{Told, text};
use crate::province::{Answer, Province, a_province};

/// The program's own files, read once for all tests.
static SHIPPED: LazyLock<PackageFiles> =
    LazyLock::new(|| shipped::package(&shipped::catalogue().unwrap()).unwrap().files().clone());

/// A key that a province has made, as whoever makes its packages has it.
pub struct Signer(SigningKey);

impl Signer {
    fn at(file: &Path) -> Self {
        let text = std::fs::read_to_string(file).unwrap();
        Self(SigningKey::from_seed(&key_file::seed(key_file::CATALOGUE, &text).unwrap()))
    }

    pub fn key(&self, id: &str) -> Option<PublicKey> {
        (id == self.id()).then(|| self.0.public())
    }

    fn id(&self) -> String {
        catalogue_key_id(&self.0.public())
    }

    pub fn package(&self, version: &str) -> Vec<u8> {
        self.signs(files(version))
    }

    fn signs(&self, files: PackageFiles) -> Vec<u8> {
        let package = Package::of(files, Millis::new(1)).unwrap();
        package.signed(&self.id(), &self.0).bytes().unwrap()
    }
}

/// The program's own files, as another version.
fn files(version: &str) -> PackageFiles {
    let mut files = SHIPPED.clone();
    let mut about: Value = serde_json::from_slice(&files["package.json"]).unwrap();
    about["version"] = json!(version);
    files.insert("package.json".to_owned(), about.to_string().into_bytes());
    files
}

impl Province {
    fn place(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn make_key(&self, name: &str) -> Told {
        let root = self.keys().join("root.key");
        let out = self.place(name);
        self.run(&["catalogue-key", "--root", text(&root), "-o", text(&out), "--json"])
    }

    /// A new key that signs packages from now on.
    pub fn signer(&self, name: &str) -> Signer {
        let told = self.make_key(name);
        assert_eq!(told.code, 0, "{}", told.err);
        Signer::at(&self.place(name))
    }

    pub fn publish(&self, bytes: &[u8], more: &[&str]) -> Told {
        let file = self.place("package");
        std::fs::write(&file, bytes).unwrap();
        self.run(&[&["catalogue", "publish", text(&file), "--json"], more].concat())
    }

    async fn offered(&self) -> Option<CatalogueLine> {
        let told: Capabilities = self.get(path::CAPABILITIES).await.json();
        told.catalogue
    }
}

pub async fn fetch(
    province: &Province,
    desk: &Desk,
    path: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let asked = desk.request(province, "GET", path);
    let asked = headers.iter().fold(asked, |asked, (name, value)| asked.header(*name, *value));
    province.ask(asked.body(Body::empty()).unwrap()).await
}

pub fn path_of(hash: &impl ToString) -> String {
    format!("{}/{}", path::CATALOGUE, hash.to_string())
}

#[test]
fn key_lies_outside_the_data_and_the_root_vouches_for_its_public_half() {
    let province = a_province();
    let before = province.ring();

    let told = province.make_key("catalogue.key");

    assert_eq!(told.code, 0, "{}", told.err);
    let (signer, ring) = (Signer::at(&province.place("catalogue.key")), province.ring());
    assert_eq!(told.json()["key_id"], signer.id());
    assert_eq!(ring.catalogue_key(&signer.id()), Some(signer.0.public()));
    assert!(ring.serial() > before.serial(), "a newer list");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let known = province.place("catalogue.key").metadata().unwrap();
        assert_eq!(known.permissions().mode() & 0o777, 0o600, "its owner's alone");
    }
}

#[test]
fn key_is_not_made_where_it_must_not_lie_or_without_the_gateways_own_root() {
    let province = a_province();
    let before = province.ring();
    province.signer("first.key");
    let ring = province.ring();
    let (root, theirs) = (province.keys().join("root.key"), province.place("their-root.key"));
    std::fs::write(&theirs, key_file::text(key_file::ROOT, &[9; 32]).as_bytes()).unwrap();
    let make = |root: &Path, out: &Path| {
        let told =
            province.run(&["catalogue-key", "--root", text(root), "-o", text(out), "--json"]);
        (told.code, told.failure())
    };

    let again = make(&root, &province.place("first.key"));
    assert_eq!(again, (2, "gateway-key-exists".to_owned()), "a key is never overwritten");
    let inside = make(&root, &province.data().join("second.key"));
    assert_eq!(inside, (1, "gateway-key-inside".to_owned()));
    let strangers = make(&theirs, &province.place("second.key"));
    assert_eq!(strangers, (5, "gateway-wrong-root".to_owned()));

    assert!(!province.place("second.key").exists(), "no key without a list");
    assert!(ring.serial() > before.serial() && province.ring() == ring, "and no list either");
}

#[test]
fn keys_stay_in_the_list_when_others_come() {
    let province = a_province();
    let (first, second) = (province.signer("first.key"), province.signer("second.key"));

    rotation::rotate(&province.gateway, &province.keys().join("root.key")).unwrap();

    let ring: KeyRing = province.ring();
    assert_eq!(ring.catalogue_key(&second.id()), Some(second.0.public()), "the newest one signs");
    assert_eq!(ring.catalogue_key(&first.id()), None, "in the place of the first");
}

#[tokio::test]
async fn package_is_offered_and_fetched_whole_or_from_where_the_line_broke() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    assert_eq!(province.offered().await, None, "nothing was published yet");
    let bytes = province.signer("catalogue.key").package("2027.01.02");

    let told = province.publish(&bytes, &[]);

    let offered = province.offered().await.expect("it is offered");
    let (length, tag) = (bytes.len() as u64, format!("\"{}\"", hash(&bytes)));
    assert_eq!((offered.version.as_str(), offered.bytes), ("2027.01.02", length));
    assert_eq!(told.json()["hash"], offered.hash.to_string());
    let path = path_of(&offered.hash);
    let whole = fetch(&province, &desk, &path, &[]).await;
    assert_eq!((whole.status.as_u16(), &whole.bytes), (200, &bytes));
    assert_eq!(whole.header("etag"), Some(tag.as_str()));
    let range = [("range", "bytes=1000-"), ("if-range", tag.as_str())];
    let rest = fetch(&province, &desk, &path, &range).await;
    assert_eq!((rest.status.as_u16(), &rest.bytes[..]), (206, &bytes[1000..]));
    let beyond = format!("bytes={length}-");
    let beyond = fetch(&province, &desk, &path, &[("range", &beyond)]).await;
    assert_eq!((beyond.status.as_u16(), beyond.code().as_str()), (416, "range-not-satisfiable"));
}

#[tokio::test]
async fn package_is_fetched_by_desks_alone_and_only_while_it_is_offered() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let signer = province.signer("catalogue.key");
    province.publish(&signer.package("2027.01.02"), &[]);
    let first = path_of(&province.offered().await.unwrap().hash);

    assert_eq!(province.get(&first).await.code(), "signed-out");
    assert_eq!(fetch(&province, &desk, &first, &[]).await.status, 200);
    province.publish(&signer.package("2027.01.03"), &[]);
    assert_eq!(fetch(&province, &desk, &first, &[]).await.code(), "not-found", "another's place");
    for path in [path_of(&"x"), path_of(&seal::Sha256::OF_NOTHING)] {
        assert_eq!(fetch(&province, &desk, &path, &[]).await.code(), "not-found", "{path}");
    }
}

#[tokio::test]
async fn nothing_changes_when_a_package_is_refused() {
    let province = a_province();
    let retired = province.signer("first.key");
    let signer = province.signer("second.key");
    let good = signer.package("2027.01.02");
    province.publish(&good, &[]);
    let offered = province.offered().await;
    let stranger = Signer(SigningKey::from_seed(&[9; 32]));
    let unsigned = Package::of(files("2027.01.03"), Millis::new(1)).unwrap().bytes().unwrap();
    let mut altered = signer.package("2027.01.03");
    *altered.last_mut().unwrap() ^= 1;
    let mut other = files("2027.01.02");
    other.insert("note.json".to_owned(), b"{}".to_vec());

    for (bytes, code) in [
        (unsigned, "package-unsigned"),
        (altered.clone(), "package-cut-off"),
        (altered[..altered.len() / 2].to_vec(), "package-cut-off"),
        (stranger.package("2027.01.03"), "package-unknown-key"),
        (retired.package("2027.01.03"), "publish-retired-key"),
        (signer.package("2027.01.01"), "publish-older"),
        (signer.signs(other), "publish-same-version"),
        (b"%PDF-1.7".to_vec(), "package-not-one"),
        (vec![], "package-not-one"),
        (vec![0; (16 << 20) + 1], "publish-too-large"),
    ] {
        let told = province.publish(&bytes, &[]);

        assert_eq!((told.code, told.failure().as_str()), (2, code));
        assert!(told.json()["message"].as_str().unwrap().contains("hông có gì"), "{}", told.out);
        assert_eq!(province.offered().await, offered, "{code}");
    }
    let nowhere = province.run(&["catalogue", "publish", "/nowhere", "--json"]);
    assert_eq!(nowhere.failure(), "publish-unreadable");
    assert_eq!(province.publish(&good, &[]).code, 0, "the same again changes nothing");
    assert_eq!(province.offered().await, offered);
}

#[tokio::test]
async fn older_package_is_offered_only_when_somebody_says_so() {
    let province = a_province();
    let signer = province.signer("catalogue.key");
    let (old, new) = (signer.package("2027.01.02"), signer.package("2027.01.02-2"));
    province.publish(&old, &[]);
    province.publish(&new, &[]);

    let refused = province.publish(&old, &[]);
    let back = province.publish(&old, &["--back"]);

    assert_eq!(refused.failure(), "publish-older");
    assert_eq!(back.json()["version"], "2027.01.02");
    assert_eq!(province.offered().await.unwrap().hash, hash(&old));
    assert_eq!(province.publish(&new, &[]).code, 0, "and forward again");
}

#[tokio::test]
async fn package_is_not_offered_any_more_once_its_key_was_replaced() {
    let province = a_province();
    let bytes = province.signer("first.key").package("2027.01.02");
    province.publish(&bytes, &[]);

    let told = province.make_key("second.key");

    assert_eq!(told.json()["sign_again"], "2027.01.02");
    assert!(told.err.contains("2027.01.02"), "somebody is told to sign it again: {}", told.err);
    assert_eq!(province.offered().await, None);
    let shown = province.run(&["catalogue", "show", "--json"]).json();
    assert_eq!(shown["catalogue"]["is_believed"], false);
    let again = Signer::at(&province.place("second.key")).package("2027.01.02");
    assert_eq!(province.publish(&again, &[]).code, 0, "the same contents, signed again");
    assert_eq!(province.offered().await.unwrap().hash, hash(&again));
}

#[test]
fn published_package_is_shown_in_both_languages() {
    let province = a_province();
    let nothing = province.run(&["catalogue", "show"]);
    assert!(nothing.out.contains("chưa công bố"), "{}", nothing.out);
    province.publish(&province.signer("catalogue.key").package("2027.01.02"), &[]);

    for language in ["vi", "en"] {
        let shown = province.run(&["catalogue", "show", "--lang", language]);
        assert!(shown.out.contains("2027.01.02") && !shown.out.contains('{'), "{}", shown.out);
    }
    let restarted = province.restarted();
    let shown = restarted.run(&["catalogue", "show", "--json"]).json();
    assert_eq!(shown["catalogue"]["version"], "2027.01.02", "it is in the store");
}
