//! What a window says of doubles: which dossier, which files, and where to look.

use desk::catalogue;
use serde_json::{Value, json};
use testkit::desks::ClosedDesk;
use testkit::{a_desk, a_form, a_paper, a_world};

use crate::{Host, Language, Paper};

const BIRTH: &str = "1.001193";

fn a_host() -> (ClosedDesk, Host) {
    let closed = a_desk().in_world(a_world(1).knowing(catalogue::shipped())).opened().closed();
    let host = Host::at(closed.world.world(), closed.root(), "test");
    call(&host, "host.unlock", json!({ "way": "keyring" }));
    (closed, host)
}

fn call(host: &Host, command: &str, args: Value) -> Value {
    host.call(command, args, Language::Vietnamese).unwrap()
}

fn begin(host: &Host, name: &str, number: &str) -> Value {
    let mut form = a_form();
    form["submitter"]["name"] = json!(name);
    form["submitter"]["number"]["value"] = json!(number);
    let args = json!({ "procedure": BIRTH, "channel": "direct", "form": form });
    call(host, "dossiers.begin", args)
}

fn attach(host: &Host, dossier: &Value, component: &str, name: &str, bytes: &[u8]) {
    let paper = Paper { component, name, bytes };
    host.hand_in(Language::Vietnamese, dossier["dossier_id"].as_str().unwrap(), paper).unwrap();
}

/// The warning of a kind about a dossier that is open.
fn warning(host: &Host, dossier: &Value, code: &str) -> Value {
    let view = call(host, "drafts.open", json!({ "dossier": dossier["dossier_id"] }));
    let found = view["warnings"].as_array().unwrap().iter().find(|one| one["code"] == code);
    found.unwrap_or_else(|| panic!("no {code} in {}", view["warnings"])).clone()
}

#[test]
fn double_is_named_with_its_code_its_day_and_where_it_stands_and_can_be_opened() {
    let (_closed, host) = a_host();
    let first = begin(&host, "Lò Thị Ngọc Đào", "020190000123");
    let second = begin(&host, "Lò Thị Ngọc Đào", "020190000123");

    let warning = warning(&host, &second, "same-person");

    let said = warning["said"].as_str().unwrap();
    for part in [first["provisional_code"].as_str().unwrap(), "23/11/2026", "nháp"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("{$"), "every word of it is known: {said}");
    assert_eq!(warning["path"], "/submitter/name", "a place on the page");
    assert_eq!(warning["is_warning"], true);
    let other = json!({
        "dossier_id": first["dossier_id"],
        "provisional_code": first["provisional_code"],
    });
    assert_eq!(warning["other"], other);
}

#[test]
fn both_files_are_named_as_they_were_handed_in() {
    let (_closed, host) = a_host();
    let dossier = begin(&host, "Lò Thị Ngọc Đào", "020190000123");
    attach(&host, &dossier, "giay-chung-sinh", "chung-sinh.jpg", &a_paper(1));
    attach(&host, &dossier, "to-khai", "to-khai.jpg", &a_paper(1));

    let warning = warning(&host, &dossier, "same-file");

    let said = warning["said"].as_str().unwrap();
    for part in ["to-khai.jpg", "chung-sinh.jpg", "Giấy chứng sinh", "Tờ khai"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(warning["path"], "/pages/to-khai");
    assert_eq!(warning["other"], Value::Null, "it is about this dossier alone");
}

#[test]
fn file_of_somebody_else_is_named_with_their_dossiers_code_and_not_with_their_name() {
    let (_closed, host) = a_host();
    let hers = begin(&host, "Lò Thị Ngọc Đào", "020190000123");
    attach(&host, &hers, "giay-chung-sinh", "hers.jpg", &a_paper(1));
    let his = begin(&host, "Vi Văn Páo", "020090000111");
    attach(&host, &his, "giay-chung-sinh", "scan.jpg", &a_paper(1));

    let warning = warning(&host, &his, "same-file-elsewhere");

    let said = warning["said"].as_str().unwrap();
    assert!(said.contains("scan.jpg"), "{said}");
    assert!(said.contains(hers["provisional_code"].as_str().unwrap()), "{said}");
    assert!(!said.contains("Đào") && !said.contains("hers.jpg"), "no more than needed: {said}");
    assert_eq!(warning["other"]["dossier_id"], hers["dossier_id"]);
}
