use std::sync::mpsc;

use desk::corrections;
use desk::delivery::apply;
use serde_json::{Value, json};
use testkit::desks::ClosedDesk;
use testkit::{FakeGateway, TestDossier, a_birth_dossier, a_desk, a_form, a_gateway};

use crate::{Host, Language, OpenWith, Topic};

const THEIR_DESK: &str = "01900000-0000-7000-8000-000000000009";

/// What the gateway says of the other desk's revision; an older one says no more than its number.
fn not_head(outline: Value) -> Value {
    let mut head = json!({
        "submission_id": "01900000-0000-7000-8000-000000000008",
        "revision": 2,
        "desk_id": THEIR_DESK,
        "manifest_sha256": "0".repeat(64),
    });
    if !outline.is_null() {
        head["outline"] = outline;
    }
    json!({ "code": "not-head", "status": 409, "title": "not the head", "head": head })
}

fn outline() -> Value {
    json!({
        "desk_prefix": "LS08",
        "desk_name": "Quầy số 8",
        "announced_ms": 1_795_400_000_000_i64,
        "papers": [{ "component": "giay-chung-sinh", "size": 870_000 }],
        "status": "1",
        "told_ms": 1_795_400_100_000_i64,
    })
}

/// A window on a desk whose correction was refused: a name and a paper are new.
fn overtaken(problem: Value) -> (ClosedDesk, Host, TestDossier) {
    let (desk, gateway) = (a_desk().opened(), a_gateway());
    let mut dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    gateway.enrol(&desk, desk.actor()).unwrap();
    apply(&desk, desk.actor(), &gateway.receives_all(&desk)).unwrap();
    dossier.edition = corrections::reopen(&desk, desk.actor(), dossier.dossier).unwrap();
    let mut form = a_form();
    form["submitter"]["name"] = json!("Ksor H'Bia");
    dossier.save(&desk, form);
    dossier.attach(&desk, 2);
    dossier.submit(&desk);
    let problem: desk::rows::Problem = serde_json::from_value(problem).unwrap();
    apply(&desk, desk.actor(), &FakeGateway::refuses_all(&desk, &problem)).unwrap();
    let closed = desk.closed();
    let host = Host::at(closed.world.world(), closed.root(), "test");
    host.unlock(OpenWith::Keyring, None).unwrap();
    (closed, host, dossier)
}

fn ask(host: &Host, command: &str, dossier: &TestDossier) -> Value {
    let which = json!({ "dossier": dossier.dossier.to_string() });
    host.call(command, which, Language::Vietnamese).unwrap()
}

fn can_choose(host: &Host, dossier: &TestDossier) -> bool {
    let page = ask(host, "dossiers.open", dossier);
    page["can"].as_array().unwrap().contains(&json!("choose"))
}

#[test]
fn both_sides_are_shown_with_what_is_new_here_and_what_the_gateway_tells_of_there() {
    let (_closed, host, dossier) = overtaken(not_head(outline()));

    let both = ask(&host, "both.look", &dossier);

    let (here, there) = (&both["here"], &both["there"]);
    assert_eq!((&here["revision"], &here["base_revision"]), (&json!(2), &json!(1)));
    assert_eq!(here["is_form_changed"], true, "though this desk's catalogue has no field for it");
    let new: Vec<_> = here["papers"].as_array().unwrap().iter().map(|it| &it["is_new"]).collect();
    assert_eq!(new, [false, true]);
    assert_eq!(there["desk_said"], "Quầy số 8 (LS08)");
    assert_eq!((&there["is_this_desk"], &there["is_told"]), (&json!(false), &json!(true)));
    assert_eq!(there["papers"][0]["component_name"], "giay-chung-sinh", "nobody named it");
    assert_eq!(there["delivered_at"], Value::Null, "its papers are still on their way");
    assert_eq!(there["status_said"], "cơ quan chưa tiếp nhận hồ sơ");
    assert!(can_choose(&host, &dossier));
    let queue = host.call("queue.look", json!({}), Language::Vietnamese).unwrap();
    assert_eq!(queue["aside"][0]["is_overtaken"], true);
}

#[test]
fn gateway_that_is_older_leaves_the_number_and_the_choice() {
    let (_closed, host, dossier) = overtaken(not_head(Value::Null));

    let there = ask(&host, "both.look", &dossier)["there"].clone();

    assert_eq!((&there["revision"], &there["desk_id"]), (&json!(2), &json!(THEIR_DESK)));
    assert_eq!((&there["is_told"], &there["papers"]), (&json!(false), &json!([])));
    assert!(can_choose(&host, &dossier));
    assert_eq!(ask(&host, "both.send_after", &dossier)["revision"], 3);
    assert!(!can_choose(&host, &dossier));
}

#[test]
fn window_hears_that_the_other_desks_was_kept_and_reads_who_did_it() {
    let (_closed, host, dossier) = overtaken(not_head(outline()));
    let (tell, told) = mpsc::channel();
    host.watch(Box::new(move |changed| tell.send(changed.topic).unwrap()));

    let kept = ask(&host, "both.keep_theirs", &dossier);

    assert_eq!(kept["revision"], 2);
    let topics: Vec<_> = told.try_iter().collect();
    assert!(topics.contains(&Topic::Dossiers) && topics.contains(&Topic::Queue), "{topics:?}");
    let page = ask(&host, "dossiers.open", &dossier);
    let moments = page["moments"].as_array().unwrap();
    let last = moments.last().unwrap();
    assert!(last["said"].as_str().unwrap().starts_with("Giữ bản 2 của quầy kia"), "{last}");
    assert!(last["who"].is_string(), "{last}");
    assert_eq!(page["shown"]["draft"]["form"]["submitter"]["name"], "Ksor H'Bia");
}
