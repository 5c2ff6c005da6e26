use std::sync::mpsc::{self, Receiver};

use serde_json::{Value, json};
use testkit::{a_birth_dossier, a_desk, a_form, a_paper, a_world};

use super::*;
use crate::{Changed, Language, Spoken, Topic};

/// A host over a desk that was set up, still locked; the folder lives as long as the closed desk.
fn a_locked_host() -> (testkit::desks::ClosedDesk, Host) {
    let desk = a_desk().opened();
    a_birth_dossier().with_pages(1).of("Hoàng Thị Mỷ").sealed(&desk);
    a_birth_dossier().of("Vi Minh Khôi").begun(&desk);
    let closed = desk.closed();
    let host = Host::at(closed.world.world(), closed.root(), "test");
    (closed, host)
}

fn an_open_host() -> (testkit::desks::ClosedDesk, Host) {
    let (closed, host) = a_locked_host();
    call(&host, "host.unlock", json!({ "way": "keyring" })).unwrap();
    (closed, host)
}

fn call(host: &Host, command: &str, args: Value) -> Result<Value, Spoken> {
    host.call(command, args, Language::Vietnamese)
}

fn hears(host: &Host) -> Receiver<Changed> {
    let (tell, told) = mpsc::channel();
    host.watch(Box::new(move |changed| drop(tell.send(changed.clone()))));
    told
}

fn find(host: &Host, query: &str, filter: &str) -> Vec<String> {
    let wanted = json!({ "query": query, "filter": filter, "offset": 0, "limit": 20 });
    let found = call(host, "dossiers.find", wanted).unwrap();
    let rows = found["rows"].as_array().unwrap();
    assert_eq!(found["total"], rows.len(), "all of them are on the page");
    rows.iter().map(|row| row["person"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn status_opens_nothing_and_tells_what_there_is() {
    let home = tempfile::tempdir().unwrap();
    let new = Host::at(a_world(1).world(), home.path().join("none"), "test");
    let (_closed, locked) = a_locked_host();

    let status = |host| call(host, "host.status", json!({})).unwrap();

    assert_eq!(status(&new)["state"], "new");
    assert!(!home.path().join("none").exists(), "nothing was made");
    assert_eq!(status(&locked)["state"], "locked");
    assert_eq!(status(&locked)["ways"], json!(["keyring", "recovery"]));
}

#[test]
fn desk_is_unlocked_and_locked_again_and_everybody_hears_of_it() {
    let (closed, host) = a_locked_host();
    let told = hears(&host);

    let opened = call(&host, "host.unlock", json!({ "way": "keyring" })).unwrap();
    let locked = call(&host, "host.lock", json!({})).unwrap();

    assert_eq!((&opened["state"], &locked["state"]), (&json!("open"), &json!("locked")));
    assert_eq!(told.try_iter().map(|c| c.topic).collect::<Vec<_>>(), [Topic::Desk, Topic::Desk]);
    assert!(closed.open().is_ok(), "the folder is free");
}

#[test]
fn secret_is_in_no_answer_when_it_was_wrong() {
    let (_closed, host) = a_locked_host();
    let tries = [
        json!({ "way": "passphrase", "secret": "chim hoa la canh" }),
        json!({ "way": "recovery", "secret": "chim hoa la canh" }),
        json!({ "way": "recovery", "secret": ["chim hoa la canh"] }),
        json!({ "way": "keyring", "chim": "chim hoa la canh" }),
    ];

    for wrong in tries {
        let refused = call(&host, "host.unlock", wrong).unwrap_err();
        let all = format!("{} {refused:?}", serde_json::to_string(&refused).unwrap());
        assert!(!all.contains("chim"), "{all}");
        assert!(refused.said.len() > 20, "{}", refused.said);
    }
}

#[test]
fn desk_is_set_up_through_the_window_alone() {
    let home = tempfile::tempdir().unwrap();
    let host = Host::at(a_world(3).world(), home.path().join("data"), "test");
    let card = home.path().join("card.txt");
    let new = json!({
        "kind": "authority", "prefix": "ls07", "name": "Một cửa", "operator": "La Thị Hương",
        "passphrase": null
    });

    let begun = call(&host, "setup.begin", new).unwrap();
    call(&host, "setup.write_card", json!({ "path": card })).unwrap();
    let wrong = call(&host, "setup.confirm", json!({ "symbols": "????" })).unwrap_err();
    let written = std::fs::read_to_string(&card).unwrap();
    let secret = crate::read_card(&written).unwrap();
    let places = begun["positions"].as_array().unwrap().iter();
    let places = places.map(|place| u8::try_from(place.as_u64().unwrap()).unwrap());
    let symbols: String = places.filter_map(|place| secret.symbol_at(place)).collect();
    call(&host, "setup.confirm", json!({ "symbols": symbols })).unwrap();
    let finished = call(&host, "setup.finish", json!({})).unwrap();

    assert_eq!(wrong.code, "card-not-confirmed");
    assert!(written.contains("LS07") && written.contains("THẺ KHÔI PHỤC"), "{written}");
    assert_eq!(finished["state"], "open");
    let desk = call(&host, "desk.status", json!({})).unwrap();
    assert_eq!(
        (&desk["operator"], &desk["recovery_confirmed"]),
        (&json!("La Thị Hương"), &json!(true))
    );
}

#[test]
fn card_is_confirmed_later_when_its_whole_code_is_typed() {
    let home = tempfile::tempdir().unwrap();
    let host = Host::at(a_world(3).world(), home.path().join("data"), "test");
    let new = json!({
        "kind": "post", "prefix": "LS07", "name": "", "operator": "La Thị Hương", "passphrase": null
    });
    let begun = call(&host, "setup.begin", new).unwrap();
    call(&host, "setup.finish", json!({})).unwrap();
    let before = call(&host, "desk.status", json!({})).unwrap();

    let misread = call(&host, "desk.confirm_card", json!({ "secret": "K7M2" })).unwrap_err();
    let code = &begun["recovery_text"];
    call(&host, "desk.confirm_card", json!({ "secret": code })).unwrap();

    let after = call(&host, "desk.status", json!({})).unwrap();
    assert_eq!((misread.kind, misread.code.as_str()), (Kind::Locked, "recovery-length"));
    assert_eq!(before["recovery_confirmed"], false);
    assert_eq!(after["recovery_confirmed"], true, "and the desk says so at once");
}

#[test]
fn dossier_is_found_by_name_number_phone_and_code() {
    let (_closed, host) = an_open_host();
    let both = ["Vi Minh Khôi", "Hoàng Thị Mỷ"];
    let all = call(
        &host,
        "dossiers.find",
        json!({ "query": "", "filter": "all", "offset": 0, "limit": 1 }),
    );
    let all = all.unwrap();
    let code = all["rows"][0]["provisional_code"].as_str().unwrap().to_owned();
    let luck = code.split('-').nth(2).unwrap().to_lowercase();

    assert_eq!(
        (all["total"].as_u64(), all["rows"].as_array().unwrap().len()),
        (Some(2), 1),
        "a page"
    );
    assert_eq!(find(&host, "", "all"), both, "newest first");
    assert_eq!(find(&host, "khoi", "all"), ["Vi Minh Khôi"], "the last word, without marks");
    assert_eq!(find(&host, "mỷ hoang", "all"), ["Hoàng Thị Mỷ"], "in any order");
    assert_eq!(find(&host, "oang", "all"), Vec::<String>::new(), "a word begins with it");
    assert_eq!(find(&host, "020 190 0001", "all"), both);
    assert_eq!(find(&host, "912345", "all"), both, "part of the telephone number");
    assert_eq!(find(&host, &luck, "all"), ["Vi Minh Khôi"]);
    assert_eq!(
        find(&host, luck.get(1..5).unwrap(), "all"),
        ["Vi Minh Khôi"],
        "part of its symbols"
    );
    assert_eq!(find(&host, &code.replace('-', " ").to_lowercase(), "all"), ["Vi Minh Khôi"]);
    assert_eq!(find(&host, "1.0011", "all"), both, "the procedure");
    assert_eq!(find(&host, "100% _", "all"), Vec::<String>::new());
}

#[test]
fn dossiers_are_told_apart_by_what_they_wait_for() {
    let (_closed, host) = an_open_host();

    assert_eq!(find(&host, "", "draft"), ["Vi Minh Khôi"]);
    assert_eq!(find(&host, "", "waiting"), ["Hoàng Thị Mỷ"]);
    for none in ["delivered", "supplement", "result", "set_aside", "discarded"] {
        assert_eq!(find(&host, "", none), Vec::<String>::new(), "{none}");
    }
}

#[test]
fn day_counts_what_it_brought_and_what_waits_for_the_clerk() {
    let (_closed, host) = an_open_host();

    let today = call(&host, "today.show", json!({})).unwrap();

    let tasks = today["tasks"].as_array().unwrap();
    let kinds: Vec<_> = tasks.iter().map(|task| task["kind"].as_str().unwrap()).collect();
    assert_eq!((&today["date"], &today["taken"]), (&json!("2026-11-23"), &json!(2)));
    assert_eq!((&today["waiting"], &today["received"]), (&json!(1), &json!(0)));
    assert_eq!(kinds, ["draft", "not_enrolled"]);
    assert_eq!(tasks[0]["dossiers"][0]["person"], "Vi Minh Khôi");
}

#[test]
fn page_of_a_dossier_tells_what_happened_and_what_can_be_done() {
    let (_closed, host) = an_open_host();
    let rows = call(
        &host,
        "dossiers.find",
        json!({ "query": "mỷ", "filter": "all", "offset": 0, "limit": 9 }),
    );
    let id = rows.unwrap()["rows"][0]["dossier_id"].clone();

    let page = call(&host, "dossiers.open", json!({ "dossier": id })).unwrap();

    let moments = page["moments"].as_array().unwrap();
    let said: Vec<_> = moments.iter().map(|moment| moment["said"].as_str().unwrap()).collect();
    assert_eq!(said[0], "Lập hồ sơ tại quầy");
    assert_eq!(*said.last().unwrap(), "Nộp lần 1: khóa nội dung, chờ gửi");
    assert_eq!(
        (&moments[0]["who"], &moments[0]["whose"]),
        (&json!("Hoàng Văn Páo"), &json!("desk"))
    );
    assert_eq!(page["can"], json!(["edit", "withdraw", "show_code"]));
    assert_eq!(page["standing"]["word"], "queued");
    assert_eq!(
        (&page["papers"][0]["name"], &page["papers"][0]["receipt_at"]),
        (&json!("giay-1"), &Value::Null)
    );
}

#[test]
fn paper_is_handed_in_and_given_out_again_byte_for_byte() {
    let (_closed, host) = an_open_host();
    let rows = call(
        &host,
        "dossiers.find",
        json!({ "query": "khôi", "filter": "all", "offset": 0, "limit": 9 }),
    );
    let id = rows.unwrap()["rows"][0]["dossier_id"].as_str().unwrap().to_owned();
    let (bytes, told) = (a_paper(7), hears(&host));
    let paper = Paper { component: "giay-chung-sinh", name: "a.jpg", bytes: &bytes };

    let attached = host.hand_in(Language::Vietnamese, &id, paper).unwrap();
    let asset = host.asset(&format!("pages/{id}/{}", attached.page_id)).unwrap();

    assert_eq!((asset.bytes, asset.mime), (bytes, attached.media));
    let heard: Vec<_> = told.try_iter().collect();
    assert_eq!(heard, [Changed { topic: Topic::Dossiers, dossier_id: Some(id.clone()) }]);
    assert!(host.asset(&format!("pages/{id}/{id}")).is_err(), "there is no such page");
    assert!(host.asset("../keys").is_err());
}

#[test]
fn change_is_told_with_its_dossier_and_a_look_is_not_told() {
    let (_closed, host) = an_open_host();
    let told = hears(&host);
    let args = json!({ "procedure": "1.001193", "form": a_form() });

    let begun = call(&host, "dossiers.begin", args).unwrap();
    call(&host, "today.show", json!({})).unwrap();
    call(&host, "road.show", json!({})).unwrap();
    call(&host, "drafts.discard", json!({ "dossier": begun["provisional_code"] })).unwrap();
    call(&host, "no.such", json!({})).unwrap_err();

    let heard: Vec<_> = told.try_iter().collect();
    let id = begun["dossier_id"].as_str().map(str::to_owned);
    let dossier = |dossier_id| Changed { topic: Topic::Dossiers, dossier_id };
    assert_eq!(heard, [dossier(id), dossier(None)], "a code is no id, so all of them are meant");
}

#[test]
fn preferences_are_kept_when_the_desk_is_closed() {
    let (closed, host) = an_open_host();
    let chosen = json!({
        "language": "en", "theme": "contrast", "scale": 125, "paper": "a5", "keys": { "new": "F2" }
    });

    call(&host, "prefs.set", chosen.clone()).unwrap();
    drop(host);
    let again = Host::at(closed.world.world(), closed.root(), "test");
    again.unlock(OpenWith::Keyring, None).unwrap();

    assert_eq!(call(&again, "prefs.get", json!({})).unwrap(), chosen);
    let odd = json!({ "language": "en", "theme": "pink", "scale": 125, "paper": "a5", "keys": {} });
    assert_eq!(call(&again, "prefs.set", odd).unwrap_err().code, "bad-arguments");
}

#[test]
fn road_says_that_the_desk_is_not_enrolled_and_how_much_waits() {
    let (_closed, host) = an_open_host();
    host.deliver_in_background();

    let road = call(&host, "road.send", json!({})).unwrap();
    let queue = call(&host, "queue.look", json!({})).unwrap();

    assert_eq!((&road["state"], &road["waiting"]), (&json!("none"), &json!(1)));
    let said = "Quầy chưa ghi danh với hệ thống tỉnh · 1 hồ sơ chờ gửi, an toàn trên máy này";
    assert_eq!(road["said"], said);
    assert_eq!(queue["rows"][0]["person"], "Hoàng Thị Mỷ");
    assert_eq!(queue["rows"][0]["standing"]["word"], "queued");
    assert!(queue["total_bytes"].as_u64().unwrap() > 0);
}

#[test]
fn queue_is_looked_at_a_page_at_a_time_from_a_place_on() {
    let (_closed, host) = an_open_host();
    let look = |args| call(&host, "queue.look", args);

    let one = look(json!({ "limit": 1 })).unwrap();
    let place = &one["rows"][0]["place"];
    let beyond = look(json!({ "from": place, "offset": 1 })).unwrap();
    let before = look(json!({ "from": place, "offset": -5 })).unwrap();

    assert_eq!((&one["total"], &one["offset"], &one["next"]), (&json!(1), &json!(0), &json!(null)));
    assert_eq!((&beyond["rows"], &beyond["offset"]), (&json!([]), &json!(1)));
    assert_eq!((&before["rows"], &before["from"]), (&one["rows"], &json!(0)));
    assert_eq!(one["aside_total"], 0);
    assert_eq!(look(json!({ "limit": -1 })).unwrap_err().code, "bad-arguments");
}

#[test]
fn background_delivery_lets_go_of_the_folder_when_the_desk_is_locked() {
    let (closed, host) = a_locked_host();
    host.deliver_in_background();

    for _ in 0..3 {
        host.unlock(OpenWith::Keyring, None).unwrap();
        host.lock();
    }
    host.unlock(OpenWith::Keyring, None).unwrap();
    drop(host);

    assert!(closed.open().is_ok(), "nobody holds it");
}
