//! What the agency does with a dossier, until the resident has the result in hand.

use serde_json::{Value, json};

use crate::desk::{Desk, read};
use crate::gateway::Gateway;
use crate::papers::{Paper, a_birth, a_death, a_scan};

const CODE: &str = "H37.12.6-261122-0001";

/// A dossier that has been delivered.
fn delivered(gateway: &Gateway) -> (Desk, String) {
    let desk = Desk::at(gateway);
    let dossier = desk.takes(&a_birth());
    desk.sync_well();
    (desk, dossier)
}

fn last(list: &Value) -> &Value {
    list.as_array().unwrap().last().unwrap()
}

#[test]
fn official_code_reaches_the_desk_and_finds_the_dossier_there() {
    let gateway = Gateway::new();
    let (desk, dossier) = delivered(&gateway);

    let moved = gateway.advance(&dossier, "2", &["--code", CODE]);
    desk.sync_well();

    assert_eq!(moved["official_code"], CODE);
    let shown = desk.show(&dossier);
    assert_eq!((&shown["state"], &shown["official_code"]), (&json!("received"), &json!(CODE)));
    assert!(shown["received_at"].is_string(), "the third of the three times: {shown}");
    assert_eq!(desk.show(CODE)["dossier_id"], json!(dossier), "it is found by either code");
    let spoken = desk.run(&["show", &dossier]);
    assert!(spoken.out.contains(CODE), "{spoken:?}");
}

#[test]
fn catalogue_under_which_a_dossier_was_taken_in_arrives_with_it() {
    let gateway = Gateway::new();
    let (_desk, dossier) = delivered(&gateway);

    let held = gateway.show(&dossier);

    let procedure = &held["revisions"][0]["form"]["procedure"];
    let package = include_str!("../../assets/catalogue/package.json");
    let package: Value = serde_json::from_str(package).unwrap();
    assert_eq!(procedure["code"], "1.001193");
    assert_eq!(procedure["catalogue_version"], package["version"], "{procedure}");
}

#[test]
fn supplement_that_the_agency_asks_for_follows_the_first_revision() {
    let gateway = Gateway::new();
    let (desk, dossier) = delivered(&gateway);
    gateway.advance(&dossier, "2", &["--code", CODE]);
    let (reason, until) = ("Thiếu bản sao giấy kết hôn", "2090-12-01");
    gateway.advance(&dossier, "5", &["--reason", reason, "--deadline", until]);
    desk.sync_well();
    let asked = desk.show(&dossier);
    let spoken = desk.run(&["show", &dossier]).out;

    let form = desk.form(&a_birth());
    let scan = a_scan(9, 3_000);
    let paper = Paper { name: "Giấy kết hôn.pdf".to_owned(), bytes: scan, ..a_birth() };
    desk.ask(&["edit", &dossier, "--form", &form]).done();
    desk.ask(&["attach", &dossier, &desk.attachment(&paper)]).done();
    let second = desk.ask(&["submit", &dossier]).done();
    let twice = desk.ask(&["submit", &dossier]).failure();
    desk.sync_well();
    let held = gateway.show(&dossier);
    gateway.advance(&dossier, "4", &[]);
    desk.sync_well();

    assert_eq!(asked["state"], "supplement_asked");
    let event = last(&asked["events"]);
    assert_eq!((&event["reason"], &event["deadline"]), (&json!(reason), &json!(until)));
    assert!(spoken.contains(reason) && spoken.contains("01/12/2090"), "{spoken}");
    assert_eq!(twice, (2, "already-queued".to_owned()), "it waits; nothing stands in its way");
    let revisions = held["revisions"].as_array().unwrap();
    assert_eq!((revisions.len(), &second["revision"]), (2, &json!(2)));
    assert_eq!(revisions[1]["parent_submission_id"], revisions[0]["submission_id"]);
    assert_eq!(revisions[1]["parts"].as_array().unwrap().len(), 3, "old papers and new");
    assert_eq!(held["status"], "5", "only the agency can say that its question is answered");
    assert_eq!(desk.show(&dossier)["state"], "processing", "and then it does");
}

#[test]
fn answer_that_the_agency_wants_by_a_day_is_sent_before_what_was_queued_earlier() {
    let gateway = Gateway::new();
    let (desk, dossier) = delivered(&gateway);
    let asks = ["--reason", "Thiếu bản sao giấy kết hôn", "--deadline", "2090-12-01"];
    gateway.advance(&dossier, "5", &asks);
    desk.sync_well();

    let others = [desk.takes(&a_death()), desk.takes(&a_death())];
    let large = Paper { bytes: a_scan(9, 400_000), ..a_birth() };
    desk.ask(&["attach", &dossier, &desk.attachment(&large)]).done();
    desk.ask(&["submit", &dossier]).done();
    let queue = desk.ask(&["queue"]).done();
    let spoken = desk.run(&["queue"]).out;
    desk.sync_well();

    let parcels = queue["parcels"].as_array().unwrap();
    let days: Vec<_> = parcels.iter().map(|parcel| &parcel["due"]).collect();
    assert_eq!(days, [&Value::Null, &Value::Null, &json!("2090-12-01")], "in the desk's order");
    assert!(spoken.contains("Hạn bổ sung 01/12/2090"), "{spoken}");
    let ledger = desk.path("sổ.csv");
    desk.ask(&["receipts", "-o", &ledger]).done();
    let text = String::from_utf8(read(&ledger)).unwrap();
    let rows = text.split_terminator("\r\n").skip(1);
    let mut codes: Vec<_> = rows.filter_map(|row| row.split(',').next()).collect();
    codes.dedup();
    let code = desk.show(&dossier)["provisional_code"].clone();
    let came = codes.iter().filter(|came| json!(came) == code).count();
    assert_eq!((codes.len(), came), (1 + others.len(), 1), "nothing came between: {codes:?}");
}

#[test]
fn delivery_says_what_the_agency_did_and_nothing_that_the_clerk_knows() {
    let gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    let dossier = desk.takes(&a_birth());

    let arrived = desk.sync_well();
    gateway.advance(&dossier, "2", &["--code", CODE]);
    let reason = "Thiếu bản sao giấy kết hôn";
    gateway.advance(&dossier, "5", &["--reason", reason, "--deadline", "2090-12-01"]);
    let asked = desk.run(&["sync"]).out;
    let paper = Paper { bytes: a_scan(9, 3_000), ..a_birth() };
    desk.ask(&["attach", &dossier, &desk.attachment(&paper)]).done();
    desk.ask(&["submit", &dossier]).done();
    let answered = desk.sync_well();

    assert_eq!(arrived["news"], json!([]), "that it arrived stands in another line");
    assert!(asked.contains("Có tin mới của 1 hồ sơ"), "{asked}");
    assert!(asked.contains(reason) && asked.contains("01/12/2090"), "{asked}");
    assert_eq!(answered["news"], json!([]), "the agency has said nothing since");
}

#[test]
fn result_comes_to_the_desk_byte_for_byte() {
    let gateway = Gateway::new();
    let (desk, dossier) = delivered(&gateway);
    let bytes = a_scan(7, 300_000);
    let file = desk.write("Giấy khai sinh.pdf", &bytes);
    gateway.advance(&dossier, "2", &["--code", CODE]);
    gateway.advance(&dossier, "9", &["--result", &file]);

    let synced = desk.sync_well();
    let out = desk.path("kết-quả.pdf");
    let written = desk.ask(&["result", &dossier, "-o", &out]).done();
    let again = desk.ask(&["result", &dossier, "-o", &out]).failure();

    assert_eq!((&synced["results"], &synced["results_waiting"]), (&json!(1), &json!(0)));
    assert!(read(&out) == bytes, "byte for byte");
    assert_eq!(written["name"], "Giấy khai sinh.pdf");
    assert_eq!(again, (2, "result-not-written".to_owned()), "no file is ever written over");
    assert_eq!(desk.show(&dossier)["state"], "finished");
    let inside = desk.data().join("ket-qua.pdf").display().to_string();
    let refused = desk.ask(&["result", &dossier, "-o", &inside]).failure();
    assert_eq!(refused, (2, "result-not-written".to_owned()), "nor in clear beside the data");
}

#[test]
fn dossier_that_has_left_is_withdrawn_when_the_agency_says_so() {
    let gateway = Gateway::new();
    let (desk, dossier) = delivered(&gateway);

    let asked = desk.ask(&["withdraw", &dossier]).done();
    let before = desk.show(&dossier);
    desk.sync_well();
    let held = gateway.show(&dossier);
    let waiting = desk.show(&dossier);
    gateway.advance(&dossier, "7", &[]);
    desk.sync_well();

    assert_eq!((&asked["how"], &before["state"]), (&json!("asked"), &json!("delivered")));
    assert_eq!(held["withdrawals"].as_array().unwrap().len(), 1, "{held}");
    assert_eq!(held["status"], "1", "it is a request");
    assert_eq!(waiting["state"], "delivered", "until the agency answers");
    assert_eq!(desk.show(&dossier)["state"], "withdrawn");
    let again = desk.ask(&["withdraw", &dossier]).failure();
    assert_eq!(again, (2, "dossier-ended".to_owned()));
}
