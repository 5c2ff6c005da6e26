//! Something in front of the gateway takes less at once than the gateway itself.

use portal::Policy;
use serde_json::json;

use crate::desk::{Desk, sha256};
use crate::front::{Front, Short};
use crate::inside::Inside;
use crate::papers::{a_birth, a_marital_status};

fn enrolled_behind(front: &Front, gateway: &Inside) -> Desk {
    let desk = Desk::new("LS07");
    let code = gateway.code();
    let args = ["enroll", "--portal", front.url(), "--code", &code.text()];
    desk.ask(&args).done();
    desk
}

#[test]
fn scan_arrives_in_slices_that_pass_when_longer_ones_are_answered_with_413() {
    let gateway = Inside::in_clear(Policy::default());
    let front = Front::before(&gateway.url(), Short::Slices, 20_000);
    let desk = enrolled_behind(&front, &gateway);
    let dossier = desk.takes(&a_birth());

    let synced = desk.sync_well();

    assert_eq!(synced["delivered"], 1);
    let held = portal::agency::overview::list(&gateway.gateway, None).unwrap();
    assert_eq!(json!(held[0].parts[1].sha256.to_string()), sha256(&a_birth().bytes));
    assert_eq!(held[0].dossier_id.to_string(), dossier);
}

#[test]
fn dossier_is_set_aside_with_words_when_no_slice_passes_and_what_has_no_scan_arrives() {
    let gateway = Inside::in_clear(Policy::default());
    let front = Front::before(&gateway.url(), Short::Slices, 0);
    let desk = enrolled_behind(&front, &gateway);
    let dossier = desk.takes(&a_birth());
    let without = a_marital_status();
    let (procedure, form) = (without.procedure, desk.form(&without));
    let new = ["new", "--procedure", procedure, "--form", &form, "--channel", "online"];
    desk.ask(&[&new[..], &["--submit"]].concat()).done();

    let told = desk.sync();
    let spoken = desk.run(&["queue"]).out;

    assert_eq!((told.code, &told.json()["delivered"]), (3, &json!(1)), "{told:?}");
    assert_eq!(desk.show(&dossier)["parcels"][0]["problem"]["code"], "front-too-small");
    assert!(spoken.contains("tờ khai và tệp không có lỗi"), "{spoken}");
    assert!(spoken.contains("dù phần mềm đã chia tệp thành từng đoạn nhỏ"), "{spoken}");
}

#[test]
fn clerk_reads_that_a_form_goes_whole_when_a_front_takes_none_of_its_size() {
    let gateway = Inside::in_clear(Policy::default());
    let front = Front::before(&gateway.url(), Short::Announcements, 500);
    let desk = enrolled_behind(&front, &gateway);
    let dossier = desk.takes(&a_birth());

    let told = desk.sync();
    let spoken = desk.run(&["queue"]).out;

    assert_eq!(told.code, 3, "{told:?}");
    let problem = &desk.show(&dossier)["parcels"][0]["problem"]["code"];
    assert_eq!(problem, "front-too-small-for-form");
    assert!(spoken.contains("tờ khai phải gửi nguyên một lần, không chia nhỏ được"), "{spoken}");
    assert!(!spoken.contains("đã chia tệp"), "nothing was split: {spoken}");
}
