//! The gateway's disk dies, and it begins anew from a backup of yesterday.

use serde_json::json;

use crate::desk::{Desk, sha256};
use crate::gateway::Gateway;
use crate::papers::{a_birth, a_death, a_marital_status};

#[test]
fn what_a_restored_gateway_lost_comes_again_and_nothing_comes_twice() {
    let mut gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    let kept = desk.takes(&a_birth());
    desk.sync_well();
    gateway.ask(&["backup", "-o", &gateway.path("hôm-qua.nopho")]).done();
    let lost = desk.takes(&a_death());
    desk.ask(&["withdraw", &kept]).done();
    desk.sync_well();
    gateway.advance(&lost, "2", &["--code", "H37.12.6-261122-0002"]);
    desk.sync_well();

    let restored = gateway.restore(&gateway.path("hôm-qua.nopho"));
    assert!(restored["era"].as_u64() > Some(1), "{restored}");
    assert_eq!(gateway.list().len(), 1, "{restored}");
    let synced = desk.sync_well();
    let again = desk.sync_well();

    assert_eq!((&synced["delivered"], &again["delivered"]), (&json!(2), &json!(0)), "{synced}");
    for (dossier, paper) in [(&kept, a_birth()), (&lost, a_death())] {
        let rows = gateway.revisions(dossier);
        assert_eq!((rows.len(), &rows[0]["deliveries"]), (1, &json!(1)), "{rows:?}");
        assert_eq!(rows[0]["parts"][1]["sha256"], sha256(&paper.bytes), "with its paper");
    }
    assert_eq!(gateway.show(&kept)["withdrawals"].as_array().unwrap().len(), 1, "asked again");
    assert_eq!(gateway.revisions(&kept)[0]["announcements"], 1, "what it has is not sent again");
    assert_eq!(
        desk.show(&lost)["official_code"],
        "H37.12.6-261122-0002",
        "the desk forgets nothing"
    );
}

#[test]
fn dossier_that_was_taken_meanwhile_goes_with_what_was_lost() {
    let mut gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    gateway.ask(&["backup", "-o", &gateway.path("hôm-qua.nopho")]).done();
    let lost = desk.takes(&a_death());
    desk.sync_well();
    let scan = desk.attachment(&a_marital_status());
    desk.ask(&["attach", &lost, &scan]).done();
    desk.ask(&["submit", &lost]).done();
    let new = desk.takes(&a_birth());

    gateway.restore(&gateway.path("hôm-qua.nopho"));
    let synced = desk.sync_well();

    assert_eq!(synced["delivered"], 3, "the first revision, its supplement, and the new one");
    let rows = gateway.revisions(&lost);
    assert_eq!(rows.iter().map(|row| &row["revision"]).collect::<Vec<_>>(), [1, 2], "in order");
    assert_eq!(gateway.revisions(&new).len(), 1);
}
