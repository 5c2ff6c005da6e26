//! Whom the desk believes, and whom the gateway lets in.

use serde_json::json;

use crate::desk::Desk;
use crate::gateway::Gateway;
use crate::papers::a_birth;
use crate::tls::Authority;

#[test]
fn nothing_is_sent_to_a_gateway_whose_certificate_nobody_vouches_for() {
    let mut gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    let dossier = desk.takes(&a_birth());
    gateway.changes_authority();

    let told = desk.sync();
    let spoken = desk.run(&["sync"]);
    let doctor = desk.run(&["doctor"]);
    gateway.changes_back();
    let synced = desk.sync_well();

    assert_eq!((told.code, &told.json()["trouble"]), (4, &json!("intercepted")), "{told:?}");
    assert_eq!(told.json()["waiting"], 1, "it waits");
    assert!(spoken.out.contains("chứng thư"), "{spoken:?}");
    assert_eq!(doctor.code, 0, "no failure of the desk's: {doctor:?}");
    assert_eq!(synced["delivered"], 1, "as soon as the certificate is right");
    assert_eq!(gateway.revisions(&dossier)[0]["deliveries"], 1);
}

#[test]
fn desk_enrols_nowhere_when_the_certificate_is_a_strangers() {
    let gateway = Gateway::new();
    let desk = Desk::new("LS07");
    let elsewhere = tempfile::tempdir().unwrap();
    let strangers = Authority::new().file(elsewhere.path());

    let refused = desk.enroll(&gateway.url(), &strangers, &gateway.code());

    assert_eq!(refused.failure(), (4, "intercepted".to_owned()));
    assert_eq!(desk.ask(&["gateway"]).done(), json!(null));
    assert_eq!(gateway.ask(&["desks"]).done()["desks"], json!([]), "it has heard of nobody");
}

#[test]
fn revoked_desk_keeps_its_dossiers_and_sends_them_with_a_fresh_code() {
    let gateway = Gateway::new();
    let (desk, used) = (Desk::new("LS07"), gateway.code());
    desk.enroll(&gateway.url(), &gateway.ca(), &used).done();
    let dossier = desk.takes(&a_birth());
    gateway.ask(&["revoke", "LS07"]).done();

    let told = desk.sync();
    let spoken = desk.run(&["sync"]);
    let with_the_used_code = desk.enroll(&gateway.url(), &gateway.ca(), &used).failure();
    desk.enroll(&gateway.url(), &gateway.ca(), &gateway.code()).done();
    let synced = desk.sync_well();

    assert_eq!((told.code, &told.json()["trouble"]), (4, &json!("revoked")), "{told:?}");
    assert!(spoken.out.contains("thu hồi"), "{spoken:?}");
    assert_eq!(with_the_used_code, (4, "revoked".to_owned()), "nobody is told that all is well");
    assert_eq!((&told.json()["waiting"], &synced["delivered"]), (&json!(1), &json!(1)));
    assert_eq!(gateway.revisions(&dossier).len(), 1);
}

#[test]
fn desk_that_is_too_old_is_told_which_version_is_wanted() {
    let mut gateway = Gateway::set_up(&["--min-client", "9.0.0"]);
    gateway.serve();
    let desk = Desk::new("LS07");

    let refused = desk.enroll(&gateway.url(), &gateway.ca(), &gateway.code());

    assert_eq!(refused.failure(), (4, "too-old".to_owned()));
    assert!(refused.err.contains("cập nhật"), "{refused:?}");
}

#[test]
fn code_is_good_for_one_desk() {
    let gateway = Gateway::new();
    let (first, second) = (Desk::new("LS07"), Desk::new("LS08"));
    let code = gateway.code();
    first.enroll(&gateway.url(), &gateway.ca(), &code).done();

    let again = first.enroll(&gateway.url(), &gateway.ca(), &code);
    let refused = second.enroll(&gateway.url(), &gateway.ca(), &code);

    assert_eq!(again.code, 0, "an answer may have been lost: {again:?}");
    assert_eq!(refused.failure(), (2, "code-used".to_owned()));
}
