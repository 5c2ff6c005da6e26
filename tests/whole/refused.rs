//! The gateway refuses what the clerk has corrected meanwhile. It is said plainly, and a dossier that
//! is put right arrives, or is taken back, all the same.

use portal::Policy;
use serde_json::json;

use crate::desk::Desk;
use crate::inside::Inside;
use crate::papers::{Paper, a_birth, a_scan};

/// A scan that every gateway takes.
fn small(n: u32) -> Paper {
    let (name, bytes) = (format!("{n}.pdf"), a_scan(n, 900));
    Paper { name, bytes, ..a_birth() }
}

/// A desk whose dossier has a photo and was corrected before the gateway could say that it takes none.
fn refused() -> (Inside, Desk, String) {
    let media = vec!["application/pdf".to_owned()];
    let gateway = Inside::new(Policy { media, ..Policy::default() });
    let desk = Desk::new("LS07");
    let code = desk.write("code.txt", gateway.code().text().as_bytes());
    let (url, ca) = (gateway.url(), gateway.ca());
    desk.ask(&["enroll", "--portal", &url, "--ca", &ca, "--code-file", &code]).done();
    let dossier = desk.takes(&a_birth());
    desk.ask(&["attach", &dossier, &desk.attachment(&small(1))]).done();
    desk.ask(&["submit", &dossier]).done();
    (gateway, desk, dossier)
}

#[test]
fn dossier_arrives_once_it_is_put_right_though_a_correction_waited_behind_the_refused_one() {
    let (gateway, desk, dossier) = refused();

    let told = desk.sync();
    let spoken = desk.run(&["queue"]).out;

    assert_eq!(told.code, 3, "only the clerk can help: {told:?}");
    assert_eq!((&told.json()["waiting"], &told.json()["set_aside"]), (&json!(0), &json!(2)));
    assert!(spoken.contains("chờ mục trước của hồ sơ được xử lý"), "{spoken}");

    desk.ask(&["attach", &dossier, &desk.attachment(&small(2))]).done();
    let pages = desk.show(&dossier)["pages"].clone();
    let photo = pages.as_array().unwrap().iter().find(|page| page["media"] == "image/jpeg");
    desk.ask(&["detach", &dossier, photo.unwrap()["page_id"].as_str().unwrap()]).done();
    desk.ask(&["submit", &dossier]).done();
    let synced = desk.sync_well();

    assert_eq!(synced["delivered"], 1, "{synced}");
    assert_eq!(desk.show(&dossier)["state"], "delivered");
    drop(gateway);
}

#[test]
fn refused_dossier_is_taken_back_and_nothing_waits_any_more() {
    let (_gateway, desk, dossier) = refused();
    desk.sync();

    let withdrawn = desk.run(&["withdraw", &dossier]);
    let synced = desk.sync();
    let again = desk.run(&["withdraw", &dossier]);

    assert_eq!(withdrawn.code, 0, "{withdrawn:?}");
    assert_eq!(desk.show(&dossier)["state"], "withdrawn");
    assert_eq!(synced.code, 0, "{synced:?}");
    assert_eq!(again.code, 2, "{again:?}");
    assert!(again.err.contains("Hồ sơ đã kết thúc"), "and what to do is said: {again:?}");
}

#[test]
fn list_tells_what_is_on_its_way_beside_where_the_case_stands() {
    let gateway = Inside::new(Policy::default());
    let desk = Desk::new("LS07");
    desk.enroll(&gateway.url(), &gateway.ca(), &gateway.code().text()).done();
    let dossier = desk.takes(&a_birth());
    desk.sync_well();

    desk.ask(&["attach", &dossier, &desk.attachment(&small(1))]).done();
    desk.ask(&["submit", &dossier]).done();
    let corrected = desk.run(&["list"]).out;
    desk.ask(&["withdraw", &dossier]).done();
    let asked = desk.run(&["list"]).out;
    desk.sync_well();
    let (arrived, shown) = (desk.run(&["list"]).out, desk.run(&["show", &dossier]).out);

    assert!(corrected.contains("bản mới chờ gửi"), "{corrected}");
    assert!(asked.contains("yêu cầu rút chờ gửi"), "{asked}");
    assert!(arrived.contains("cổng tỉnh đã nhận yêu cầu rút"), "{arrived}");
    assert!(shown.contains("yêu cầu rút · cổng tỉnh đã nhận yêu cầu"), "{shown}");
}
