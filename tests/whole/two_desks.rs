//! Two desks answer for one dossier. The gateway takes the first answer; the clerk of the second is
//! told, sees both, chooses, and loses nothing that was typed.

use portal::Policy;
use portal::store::revisions::{self, RevisionRow};
use serde_json::{Value, json};
use wire::announcement::Outcome;

use crate::desk::{Desk, OPERATOR};
use crate::inside::Inside;
use crate::papers::{Paper, a_birth, a_marital_status};
use crate::second_desk::SecondDesk;

/// A dossier of a desk, to which another desk has sent a supplement; and this desk's own supplement,
/// which nobody has sent yet.
fn overtaken() -> (Inside, Desk, SecondDesk, String) {
    let gateway = Inside::new(Policy::default());
    let desk = Desk::new("LS07");
    desk.enroll(&gateway.url(), &gateway.ca(), &gateway.code().text()).done();
    let dossier = desk.takes(&a_birth());
    desk.sync_well();
    let first = desk.show(&dossier)["revisions"][0]["submission_id"].clone();
    let second = SecondDesk::at(&gateway.gateway);
    let first = first.as_str().unwrap().parse().unwrap();
    let taken = second.follows(&gateway.gateway, dossier.parse().unwrap(), first);
    assert!(matches!(taken, Outcome::Delivered { .. }), "{taken:?}");

    let paper = Paper { component: "giay-to-khac", ..a_marital_status() };
    desk.ask(&["attach", &dossier, &desk.attachment(&paper)]).done();
    desk.ask(&["edit", &dossier, "--form", &desk.form(&by_somebody_else())]).done();
    desk.ask(&["submit", &dossier]).done();
    (gateway, desk, second, dossier)
}

/// The same birth, handed in by another person.
fn by_somebody_else() -> Paper {
    let mut birth = a_birth();
    birth.form["submitter"] = a_marital_status().form["submitter"].clone();
    birth
}

#[test]
fn supplement_is_set_aside_when_another_desk_was_first_and_names_what_it_met() {
    let (_gateway, desk, second, dossier) = overtaken();

    let told = desk.sync();
    let spoken = desk.run(&["queue"]).out;

    assert_eq!(told.code, 3, "{told:?}");
    let problem = &told.json()["parcels"][0]["problem"];
    assert_eq!((&problem["code"], &problem["head"]["revision"]), (&json!("not-head"), &json!(2)));
    assert_eq!(problem["head"]["desk_id"], json!(second.id.to_string()), "whose it is");
    assert!(spoken.contains("đã nhận bản 2 của hồ sơ này từ quầy khác"), "{spoken}");
    assert_eq!(told.json()["set_aside"], 1);
    assert_eq!(desk.show(&dossier)["state"], "delivered", "the dossier itself is where it was");
}

#[test]
fn nothing_that_was_typed_is_lost_when_a_supplement_is_set_aside() {
    let (_gateway, desk, _, dossier) = overtaken();
    let before = desk.show(&dossier);
    desk.sync();

    let after = desk.show(&dossier);
    desk.ask(&["attach", &dossier, &desk.attachment(&a_birth())]).done();
    let typed = desk.show(&dossier)["draft"]["form"].clone();

    assert_eq!(after["revisions"], before["revisions"], "it is sealed as it was");
    assert_eq!(typed["submitter"]["name"], by_somebody_else().form["submitter"]["name"]);
    assert_eq!(desk.show(&dossier)["pages"].as_array().unwrap().len(), 3, "and so are the papers");
    assert_eq!(desk.ask(&["doctor"]).done()["is_well"], true);
}

#[test]
fn supplement_that_was_set_aside_can_be_tried_again_and_is_asked_about_anew() {
    let (_gateway, desk, _, dossier) = overtaken();
    desk.sync();
    let quiet = desk.sync();

    let retried = desk.ask(&["retry", &dossier]).done();
    let waiting = desk.show(&dossier)["parcels"][1]["state"].clone();
    let again = desk.sync();

    assert_eq!(quiet.code, 3, "it is said each time until somebody has looked: {quiet:?}");
    assert_eq!(quiet.json()["trouble"], Value::Null, "the road is free");
    assert_eq!((&retried["parcels"], waiting), (&json!(1), json!("queued")));
    assert_eq!(again.code, 3, "the other desk's is still there: {again:?}");
    assert_eq!(again.json()["parcels"][0]["attempts"], 2);
}

/// The revisions of a dossier as the gateway holds them: number, desk, whether whole.
fn held(gateway: &Inside, dossier: &str) -> Vec<(u32, String, bool)> {
    let dossier = dossier.parse().unwrap();
    let rows = gateway.gateway.store().look(|view| revisions::of(view, dossier)).unwrap();
    let row =
        |row: &RevisionRow| (row.revision.get(), row.desk.to_string(), row.delivered.is_some());
    rows.iter().map(row).collect()
}

/// In what the desk and the gateway differ.
fn differs(desk: &Desk) -> Vec<Value> {
    let compared = desk.ask(&["compare"]).done();
    let differences = compared["differences"].as_array().unwrap();
    differences.iter().map(|one| one["what"].clone()).collect()
}

fn typed_by(shown: &Value) -> &Value {
    &shown["draft"]["form"]["submitter"]["name"]
}

#[test]
fn clerk_sees_both_revisions_and_what_differs_from_the_last_that_both_had() {
    let (_gateway, desk, second, dossier) = overtaken();
    desk.sync();

    let both = desk.ask(&["both", &dossier]).done();
    let spoken = desk.run(&["both", &dossier]).out;

    let (here, there) = (&both["here"], &both["there"]);
    assert_eq!((&here["revision"], &here["base_revision"]), (&json!(2), &json!(1)));
    assert_eq!(here["by"], OPERATOR);
    let news: Vec<_> = here["papers"].as_array().unwrap().iter().map(|it| &it["is_new"]).collect();
    assert_eq!(news, [false, true], "the first was there before: {here}");
    let changed = here["changed"].as_array().unwrap();
    let name = changed.iter().find(|field| field["after"] == "Hà Thị Yên");
    assert_eq!(name.unwrap()["before"], "Lộc Thị Mỷ Châu", "{changed:?}");
    assert!(name.unwrap()["label"].as_str().unwrap().starts_with("Người nộp · "), "{changed:?}");
    assert_eq!((&there["revision"], &there["desk_said"]), (&json!(2), &json!("Quầy số 8 (LS08)")));
    assert_eq!(there["desk_id"], second.id.to_string());
    assert!(there["delivered_at"].is_string() && there["papers"] == json!([]), "{there}");
    assert_eq!(there["is_this_desk"], false);
    for said in ["Quầy số 8 (LS08)", "(mới)", "--send-after", "chưa tiếp nhận hồ sơ"]
    {
        assert!(spoken.contains(said), "{said}: {spoken}");
    }
}

#[test]
fn revision_that_is_sent_after_the_other_desks_becomes_the_head_with_all_that_was_typed() {
    let (gateway, desk, second, dossier) = overtaken();
    desk.sync();

    let queued = desk.ask(&["both", &dossier, "--send-after"]).done();
    desk.sync_well();

    let shown = desk.show(&dossier);
    assert_eq!(queued["revision"], 3);
    let theirs = second.id.to_string();
    let held = held(&gateway, &dossier);
    let numbers: Vec<_> = held.iter().map(|(number, _, is_whole)| (*number, *is_whole)).collect();
    assert_eq!(numbers, [(1, true), (2, true), (3, true)]);
    assert!(held[1].1 == theirs && held[2].1 == held[0].1, "theirs is followed by ours");
    let revisions = shown["revisions"].as_array().unwrap();
    assert_eq!(revisions[2]["submission_id"], queued["submission_id"]);
    let papers = |at: usize| revisions[at]["parts"].as_array().unwrap()[1..].to_vec();
    assert_eq!(papers(2), papers(1), "the same papers");
    assert_eq!(desk.ask(&["queue"]).done()["parcels"], json!([]));
    assert_eq!(differs(&desk), [json!("elsewhere")], "only that theirs is not here to be read");
    assert_eq!(desk.ask(&["doctor"]).done()["is_well"], true);
    desk.ask(&["edit", &dossier, "--form", &desk.form(&a_birth())]).done();
}

#[test]
fn revision_of_the_other_desk_that_is_kept_stays_the_head_and_this_desks_is_a_draft() {
    let (gateway, desk, second, dossier) = overtaken();
    desk.sync();
    let before = desk.show(&dossier);

    let kept = desk.ask(&["both", &dossier, "--keep-theirs"]).done();
    desk.sync_well();

    let after = desk.show(&dossier);
    let head = held(&gateway, &dossier).pop().unwrap();
    assert_eq!(head, (2, second.id.to_string(), true), "theirs");
    assert_eq!(kept["revision"], 2);
    assert_eq!(after["state"], "delivered");
    assert_eq!(*typed_by(&after), json!("Hà Thị Yên"), "what was typed can be opened");
    assert_eq!(after["pages"], before["pages"], "with its papers");
    assert_eq!(after["revisions"], before["revisions"], "and is sealed as it was");
    assert_eq!(desk.ask(&["queue"]).done()["parcels"], json!([]), "nothing waits");
    assert_eq!(differs(&desk), [json!("elsewhere")], "only that theirs is not here to be read");
    assert_eq!(desk.ask(&["doctor"]).done()["is_well"], true);
    assert_eq!(desk.ask(&["both", &dossier]).code, 2, "there is nothing left to choose");
}

#[test]
fn draft_of_a_revision_that_was_kept_back_can_still_be_sent_and_is_asked_about_once_more() {
    let (gateway, desk, _, dossier) = overtaken();
    desk.sync();
    desk.ask(&["both", &dossier, "--keep-theirs"]).done();

    desk.ask(&["submit", &dossier]).done();
    let told = desk.sync();
    desk.ask(&["both", &dossier, "--send-after"]).done();
    desk.sync_well();

    assert_eq!(told.code, 3, "theirs is still the newest: {told:?}");
    assert_eq!(held(&gateway, &dossier).len(), 3);
}

#[test]
fn dossier_waits_and_nothing_moves_while_nobody_has_chosen() {
    let (gateway, desk, second, dossier) = overtaken();
    desk.sync();
    let before = desk.show(&dossier);

    desk.ask(&["both", &dossier]).done();
    let later = desk.sync();

    assert_eq!(later.code, 3);
    assert_eq!(desk.show(&dossier), before);
    assert_eq!(held(&gateway, &dossier).pop().unwrap().1, second.id.to_string());
    desk.ask(&["both", &dossier, "--keep-theirs"]).done();
}

#[test]
fn open_draft_is_not_left_behind_when_the_older_revision_is_sent_after() {
    let (_gateway, desk, _, dossier) = overtaken();
    desk.sync();
    desk.ask(&["edit", &dossier, "--form", &desk.form(&a_birth())]).done();

    let refused = desk.ask(&["both", &dossier, "--send-after"]);
    let both = desk.ask(&["both", &dossier]).done();
    let queued = desk.ask(&["submit", &dossier]).done();
    desk.sync_well();

    assert_eq!(refused.code, 2, "{refused:?}");
    assert_eq!((&both["has_open_draft"], &queued["revision"]), (&json!(true), &json!(3)));
}
