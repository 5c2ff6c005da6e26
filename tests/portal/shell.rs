//! `nopho-portal` as the people who run it see it.

use std::ffi::OsString;
use std::path::Path;

use portal::World;
use serde_json::Value;

use crate::province::{Province, a_province};

struct Told {
    code: u8,
    out: String,
    err: String,
}

fn run(args: &[&str]) -> Told {
    let raw = ["nopho-portal"].iter().chain(args).map(OsString::from).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = portal::shell::run(raw, &World::real(), &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Told { code, out: text(out), err: text(err) }
}

impl Told {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.err))
    }
}

fn at(home: &Path, args: &[&str]) -> Told {
    let (data, keys) = (home.join("data"), home.join("keys"));
    let folders = ["--data", data.to_str().unwrap(), "--keys", keys.to_str().unwrap()];
    run(&[args, &folders].concat())
}

fn in_province(province: &Province, args: &[&str]) -> Told {
    at(province.home.path(), args)
}

#[test]
fn gateway_is_set_up_and_says_what_comes_next() {
    let home = tempfile::tempdir().unwrap();

    let told = at(home.path(), &["init", "--agency", "000.00.06.H37"]);

    assert_eq!(told.code, 0, "{}", told.err);
    for word in ["khóa gốc", "enroll-code", "serve", "gateway.key"] {
        assert!(told.out.to_lowercase().contains(word), "{word}: {}", told.out);
    }
    let code = at(home.path(), &["enroll-code", "--desk", "Quầy số 2", "--json"]).json();
    let text = code["code"].as_str().unwrap();
    assert!(seal::EnrolmentCode::parse(text).is_ok(), "{text}");
    assert_eq!(at(home.path(), &["desks", "--json"]).json()["desks"], Value::Array(vec![]));
}

#[cfg(unix)]
#[test]
fn keys_are_their_owners_alone_and_lie_outside_the_data() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("cong");
    let told =
        run(&["init", "--agency", "H37.1", "--data", data.to_str().unwrap(), "--json"]).json();

    let keys = home.path().join("cong-keys");
    assert_eq!(told["keys"].as_str(), keys.to_str());
    for name in ["gateway.key", "root.key"] {
        let mode = keys.join(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let mode = data.join("gateway.db").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "the database");
}

#[test]
fn nothing_of_anybodys_is_overwritten() {
    let province = a_province();
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let init = |data: &str, keys: &str| {
        run(&["init", "--agency", "H37.1", "--data", data, "--keys", keys, "--json"])
    };
    let code = |told: &Told| told.json()["error"]["code"].as_str().unwrap().to_owned();

    let again = in_province(&province, &["init", "--agency", "x", "--json"]);
    assert_eq!((again.code, code(&again).as_str()), (1, "gateway-already-set-up"));
    let taken = init(&path("a"), province.keys().to_str().unwrap());
    assert_eq!((taken.code, code(&taken).as_str()), (2, "gateway-key-exists"));
    let inside = init(&path("b"), &path("b/keys"));
    assert_eq!((inside.code, code(&inside).as_str()), (1, "gateway-keys-inside"));
    std::fs::create_dir(path("c")).unwrap();
    std::fs::write(path("c/photo.jpg"), "x").unwrap();
    let somebodys = init(&path("c"), &path("c-keys"));
    assert_eq!((somebodys.code, code(&somebodys).as_str()), (1, "gateway-folder-not-empty"));
    assert!(!home.path().join("c-keys").exists(), "no key without a gateway");
    let empty = run(&["init", "--agency", " ", "--data", &path("d"), "--json"]);
    assert_eq!((empty.code, code(&empty).as_str()), (2, "gateway-bad-value"));
}

#[test]
fn wrong_key_is_told_from_a_missing_one() {
    let (province, other) = (a_province(), tempfile::tempdir().unwrap());
    at(other.path(), &["init", "--agency", "H38.1"]);
    let code = |keys: &Path| {
        let (data, keys) = (province.data(), keys.to_str().unwrap().to_owned());
        let told = run(&["desks", "--json", "--data", data.to_str().unwrap(), "--keys", &keys]);
        (told.code, told.json()["error"]["code"].as_str().unwrap().to_owned())
    };

    assert_eq!(code(&other.path().join("keys")), (5, "gateway-wrong-key".to_owned()));
    assert_eq!(code(&other.path().join("none")), (5, "gateway-key-missing".to_owned()));
    let nowhere = at(&other.path().join("x"), &["desks"]);
    assert_eq!(nowhere.code, 1, "{}", nowhere.err);
}

#[test]
fn second_server_ends_with_its_own_code() {
    let province = a_province();
    let _lock = province.gateway.lock("nopho-portal").unwrap();

    let told = in_province(&province, &["serve", "--listen", "127.0.0.1:0"]);

    assert_eq!(told.code, 6, "{}", told.err);
    assert!(told.err.contains(&std::process::id().to_string()), "{}", told.err);
    let beside = in_province(&province, &["enroll-code"]);
    assert_eq!(beside.code, 0, "the operator works beside the server: {}", beside.err);
}

#[tokio::test]
async fn desks_are_listed_and_revoked() {
    let province = a_province();
    crate::desk::a_desk(&province, 1).await;

    let listed = in_province(&province, &["desks"]);
    assert!(listed.out.contains("LS01") && listed.out.contains("Quầy số 1"), "{}", listed.out);
    let revoked = in_province(&province, &["revoke", "LS01", "--json"]).json();
    assert!(revoked["revoked_ms"].is_i64(), "{revoked}");
    assert_eq!(in_province(&province, &["revoke", "LS99"]).code, 2);
}

#[test]
fn wrong_use_is_said_in_words_and_in_json() {
    let told = run(&["fly", "--json"]);
    assert_eq!((told.code, told.json()["error"]["code"].as_str()), (1, Some("gateway-wrong-use")));
    assert_eq!(run(&["--help"]).code, 0);
    let outside = run(&["serve", "--listen", "nonsense"]);
    assert_eq!(outside.code, 1, "{}", outside.err);
    let province = a_province();
    let plain = in_province(&province, &["serve", "--listen", "0.0.0.0:0", "--lang", "en"]);
    assert_eq!(plain.code, 1);
    assert!(plain.err.contains("certificate"), "{}", plain.err);
}

#[test]
fn limit_that_cannot_be_or_that_nobody_knows_is_refused_in_words() {
    let province = a_province();

    for words in [["--keep-unfinished", "0"], ["--desk-requests", "many"], ["--desk-bytes", "7"]] {
        let told = in_province(&province, &[&["serve", "--json"][..], &words].concat());

        assert_eq!(told.code, 1, "{words:?}: {}", told.out);
        assert_eq!(told.json()["error"]["code"], "gateway-wrong-use");
        assert!(told.err.contains(words[0]), "it is named: {}", told.err);
    }
}
