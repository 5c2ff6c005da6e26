//! The gateway takes less than the desk had thought: the clerk is told before the resident leaves, or
//! else one dossier is set aside and the rest goes on.

use portal::Policy;
use serde_json::json;

use crate::desk::Desk;
use crate::inside::Inside;
use crate::papers::{Paper, a_birth, a_death, a_marital_status, a_scan};

/// Takes only small PDFs.
fn strict() -> Policy {
    Policy {
        media: vec!["application/pdf".to_owned()],
        max_part_bytes: 20_000,
        max_parts: 3,
        ..Policy::default()
    }
}

fn enrolled_at(gateway: &Inside) -> Desk {
    let desk = Desk::new("LS07");
    desk.enroll(&gateway.url(), &gateway.ca(), &gateway.code().text()).done();
    desk
}

#[test]
fn file_is_refused_at_the_desk_once_it_knows_what_the_gateway_takes() {
    let gateway = Inside::new(strict());
    let desk = enrolled_at(&gateway);
    desk.sync_well();
    let dossier = desk.takes(&a_marital_status());
    let attach = |paper: &Paper| desk.ask(&["attach", &dossier, &desk.attachment(paper)]);
    let small = |n| Paper { name: format!("{n}.pdf"), bytes: a_scan(n, 900), ..a_death() };

    let (photo, large) = (attach(&a_birth()), attach(&a_death()));

    assert_eq!(photo.failure(), (2, "over-media".to_owned()));
    assert_eq!(large.failure(), (2, "over-bytes".to_owned()));
    assert!(large.err.contains("Giấy báo tử.pdf") && large.err.contains("19 KB"), "{large:?}");
    assert_eq!(attach(&small(1)).code, 0);
    let third = attach(&small(2));
    assert_eq!(third.failure(), (2, "over-parts".to_owned()));
    assert!(third.err.contains('3'), "{third:?}");
    assert_eq!(desk.show(&dossier)["pages"].as_array().unwrap().len(), 2, "nothing else is kept");
}

#[test]
fn sealed_dossier_stays_as_it_is_when_one_of_several_files_is_refused() {
    let gateway = Inside::new(strict());
    let desk = enrolled_at(&gateway);
    desk.sync_well();
    let dossier = desk.takes(&a_marital_status());
    let before = desk.show(&dossier);
    let small = Paper { name: "1.pdf".to_owned(), bytes: a_scan(1, 900), ..a_death() };

    let (good, bad) = (desk.attachment(&small), desk.attachment(&a_birth()));
    let refused = desk.ask(&["attach", &dossier, &good, &bad]);

    assert_eq!(refused.failure(), (2, "over-media".to_owned()));
    assert_eq!(desk.show(&dossier), before, "all of the papers or none, and no correction is open");
}

#[test]
fn dossier_that_is_refused_is_set_aside_and_the_others_arrive() {
    let mut gateway = Inside::new(Policy::default());
    let desk = enrolled_at(&gateway);
    let (photo, large, small) =
        (desk.takes(&a_birth()), desk.takes(&a_death()), desk.takes(&a_marital_status()));
    gateway.takes_from_now_on(strict());

    let told = desk.sync();
    let spoken = desk.run(&["queue"]);

    assert_eq!((told.code, &told.json()["delivered"]), (3, &json!(1)), "{told:?}");
    assert_eq!(desk.show(&small)["state"], "delivered");
    let reason = |dossier: &str| desk.show(dossier)["parcels"][0]["problem"]["code"].clone();
    assert_eq!((reason(&photo), reason(&large)), (json!("too-big"), json!("too-big")));
    assert!(spoken.out.contains("lớn hơn mức"), "{spoken:?}");
    gateway.takes_from_now_on(Policy::default());
    desk.ask(&["retry", &photo]).done();
    desk.ask(&["retry", &large]).done();
    assert_eq!(desk.sync_well()["delivered"], 2, "and arrive once the gateway takes more");
}

#[test]
fn photo_is_set_aside_when_the_gateway_takes_no_photos() {
    let mut gateway = Inside::new(Policy::default());
    let desk = enrolled_at(&gateway);
    let dossier = desk.takes(&a_birth());
    gateway.takes_from_now_on(Policy { max_part_bytes: 1 << 20, ..strict() });

    let told = desk.sync();
    let list = desk.run(&["list"]);

    assert_eq!(told.code, 3, "{told:?}");
    assert_eq!(desk.show(&dossier)["parcels"][0]["problem"]["code"], "media-refused");
    assert!(list.out.contains("cần xem lại"), "the list says so too: {list:?}");
}

/// What a gateway says once is not final: it is asked for smaller slices.
#[test]
fn part_arrives_in_small_slices_when_the_gateway_takes_no_long_ones() {
    let gateway = Inside::new(Policy { max_slice_bytes: 10_000, ..Policy::default() });
    let desk = enrolled_at(&gateway);
    let dossier = desk.takes(&a_birth());

    let synced = desk.sync_well();

    assert_eq!(synced["delivered"], 1);
    assert_eq!(desk.show(&dossier)["state"], "delivered");
}

#[test]
fn dossier_that_was_refused_arrives_once_its_paper_was_replaced() {
    let mut gateway = Inside::new(Policy::default());
    let desk = enrolled_at(&gateway);
    let dossier = desk.takes(&a_birth());
    gateway.takes_from_now_on(strict());
    assert_eq!(desk.sync().code, 3);

    let photo = desk.show(&dossier)["pages"][0]["page_id"].as_str().unwrap().to_owned();
    let small = Paper { name: "1.pdf".to_owned(), bytes: a_scan(1, 900), ..a_birth() };
    desk.ask(&["attach", &dossier, &desk.attachment(&small)]).done();
    desk.ask(&["detach", &dossier, &photo]).done();
    desk.ask(&["submit", &dossier]).done();
    let synced = desk.sync_well();

    assert_eq!((&synced["delivered"], &synced["set_aside"]), (&json!(1), &json!(0)), "{synced}");
    let states = desk.show(&dossier)["parcels"].clone();
    assert_eq!(
        (&states[0]["state"], &states[1]["state"]),
        (&json!("cancelled"), &json!("delivered"))
    );
}

#[test]
fn supplement_that_was_refused_arrives_once_its_paper_was_replaced() {
    let mut gateway = Inside::new(Policy::default());
    let desk = enrolled_at(&gateway);
    let dossier = desk.takes(&a_marital_status());
    desk.sync_well();
    desk.ask(&["attach", &dossier, &desk.attachment(&a_birth())]).done();
    desk.ask(&["submit", &dossier]).done();
    gateway.takes_from_now_on(strict());
    assert_eq!(desk.sync().code, 3);

    let photo = desk.show(&dossier)["pages"][1]["page_id"].as_str().unwrap().to_owned();
    desk.ask(&["detach", &dossier, &photo]).done();
    let small = Paper { name: "1.pdf".to_owned(), bytes: a_scan(1, 900), ..a_birth() };
    desk.ask(&["attach", &dossier, &desk.attachment(&small)]).done();
    desk.ask(&["submit", &dossier]).done();
    let synced = desk.sync_well();

    assert_eq!((&synced["delivered"], &synced["set_aside"]), (&json!(1), &json!(0)), "{synced}");
    let revisions = desk.show(&dossier)["revisions"].clone();
    let (first, last) = (&revisions[0], revisions.as_array().unwrap().last().unwrap());
    assert_eq!(last["parent_submission_id"], first["submission_id"], "it follows what arrived");
}
