//! Two desks answer for one dossier. The gateway takes the first answer; the clerk of the second is
//! told, and loses nothing that was typed.

use portal::Policy;
use serde_json::{Value, json};
use wire::announcement::Outcome;

use crate::desk::Desk;
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
    assert!(spoken.contains("Quầy khác đã gửi bản 2"), "{spoken}");
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
