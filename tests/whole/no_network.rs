//! The main job: dossiers that are entered while the gateway is down arrive once when it is back.

use serde_json::{Value, json};

use crate::desk::{Desk, sha256};
use crate::gateway::Gateway;
use crate::papers::{Paper, a_birth, a_death, a_marital_status};

/// Takes three dossiers of three procedures; gives their ids with what was handed in.
fn takes_three(desk: &Desk) -> Vec<(String, Paper)> {
    let papers = [a_birth(), a_death(), a_marital_status()];
    papers.into_iter().map(|paper| (desk.takes(&paper), paper)).collect()
}

#[test]
fn dossiers_wait_while_the_gateway_is_down_and_the_clerk_is_told_why() {
    let mut gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    gateway.stop();
    takes_three(&desk);

    let told = desk.sync();
    let (spoken, english) = (desk.run(&["sync"]), desk.run(&["sync", "--lang", "en"]));
    let queue = desk.ask(&["queue"]).done();

    assert_eq!((told.code, &told.json()["trouble"]), (4, &json!("gateway-down")), "{told:?}");
    assert_eq!(told.json()["waiting"], 3, "nothing is lost");
    assert_eq!((spoken.code, english.code), (4, 4));
    assert!(
        spoken.out.contains('3') && spoken.out.contains("Máy có mạng nhưng cổng tỉnh"),
        "{spoken:?}"
    );
    assert!(english.out.contains("network"), "{english:?}");
    let waiting: Vec<_> = queue["parcels"].as_array().unwrap().iter().collect();
    assert!(waiting.iter().all(|parcel| parcel["state"] == "queued"), "{queue}");
    assert_eq!((waiting.len(), &queue["trouble"]), (3, &json!("gateway-down")));
}

#[test]
fn dossiers_arrive_once_with_their_scans_when_the_gateway_is_back() {
    let mut gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    gateway.stop();
    let taken = takes_three(&desk);
    assert_eq!(desk.sync().code, 4);
    gateway.serve();

    let synced = desk.sync_well();
    let again = desk.sync_well();

    assert_eq!((&synced["delivered"], &synced["waiting"]), (&json!(3), &json!(0)), "{synced}");
    assert_eq!(again["delivered"], 0, "nothing is left: {again}");
    assert_eq!(gateway.list().len(), 3);
    for (dossier, paper) in &taken {
        let rows = gateway.revisions(dossier);
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((&row["deliveries"], &row["status"]), (&json!(1), &json!("1")), "{row}");
        assert_eq!(row["procedure"], paper.procedure);
        assert_eq!(row["parts"][1]["component"], paper.component);
        assert_eq!(row["parts"][1]["sha256"], sha256(&paper.bytes), "the file as it was handed in");
        let shown = desk.show(dossier);
        assert_eq!(shown["state"], "delivered");
        assert_eq!(shown["official_code"], Value::Null, "only the agency gives one");
        assert_eq!(shown["receipts"].as_array().unwrap().len(), 1, "and the gateway's word");
    }
}

#[test]
fn desk_and_gateway_are_well_afterwards() {
    let gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    takes_three(&desk);
    desk.sync_well();

    let doctor = desk.ask(&["doctor"]).done();
    let queue = desk.run(&["queue"]);

    assert_eq!(doctor["is_well"], true, "{doctor}");
    assert_eq!(doctor["gateway"]["reached"]["certificate"], "good", "{doctor}");
    assert!(queue.out.contains("Không có gì chờ gửi"), "{queue:?}");
}
