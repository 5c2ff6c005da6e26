//! The gateway's own disk is full: a real file system with nothing left on it, under the real program.

use std::fs;

use serde_json::json;

use crate::cramped;
use crate::desk::{Desk, sha256};
use crate::gateway::Gateway;
use crate::papers::{Paper, a_birth, a_death, a_marital_status, a_scan};

const SMALL_DISK_BYTES: u64 = 24 * 1024 * 1024;

/// Tells the story below with the gateway on a file system of a few megabytes.
#[test]
fn nothing_is_lost_while_the_gateways_disk_is_full_and_it_goes_on_when_there_is_room() {
    cramped::tell("full::story_of_a_full_gateway", SMALL_DISK_BYTES);
}

#[test]
#[ignore = "told by nothing_is_lost_while_the_gateways_disk_is_full_and_it_goes_on_when_there_is_room"]
fn story_of_a_full_gateway() {
    let disk = cramped::disk();
    let gateway = Gateway::on(&disk);
    let desk = Desk::at(&gateway);
    let before = desk.takes(&a_birth());
    assert_eq!(desk.sync_well()["delivered"], 1, "while there is room");

    let junk = cramped::fill(&disk);
    let large = Paper { bytes: a_scan(2, 900_000), ..a_death() };
    let waiting = [desk.takes(&large), desk.takes(&a_marital_status())];
    for _ in 0..3 {
        let told = desk.sync();
        assert_eq!(
            (told.code, &told.json()["trouble"]),
            (4, &json!("gateway-disk-full")),
            "{told:?}"
        );
        assert_ne!(told.json()["waiting"], 0, "{told:?}");
    }
    let spoken = desk.run(&["queue"]);
    assert!(spoken.out.contains("đã đầy"), "the clerk reads why: {spoken:?}");
    assert_eq!(desk.ask(&["doctor"]).code, 0, "the desk is well");

    // Somebody makes room.
    fs::remove_file(junk).unwrap();
    desk.sync_well();

    for dossier in [&[before][..], &waiting[..]].concat() {
        let held = gateway.revisions(&dossier);
        assert_eq!((held.len(), &held[0]["deliveries"]), (1, &json!(1)), "{held:?}");
    }
    let parts = &gateway.revisions(&waiting[0])[0]["parts"];
    assert_eq!(parts[1]["sha256"], sha256(&large.bytes), "byte for byte: {parts}");
    let compared = desk.ask(&["compare"]).done();
    assert_eq!((&compared["equal"], &compared["differences"]), (&json!(3), &json!([])));
}
