//! A gateway that begins anew knows nothing of what was done after the backup: no number comes twice,
//! and what it cannot know it says.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use files::OsDisk;
use portal::backup::restore::{Restored, restore};
use portal::rotation::rotate;
use portal::{Gateway, World};
use serde_json::json;
use testkit::FakeClock;
use wire::keys::KeyRing;
use wire::path;

use crate::desk::{a_desk, a_dossier, a_stranger, post_json};
use crate::operator::{run, text};
use crate::province::{MORNING, Province, a_province};

fn a_world(seconds_later: i64) -> World {
    let clock = Arc::new(FakeClock::at(MORNING.plus(seconds_later * 1000)));
    World { clock, disk: Arc::new(OsDisk), ..World::real() }
}

/// Begins anew beside the old gateway, some seconds after the morning.
fn restored_at(province: &Province, seconds_later: i64) -> (Restored, Gateway) {
    let (world, data) = (a_world(seconds_later), province.out(&format!("anew-{seconds_later}")));
    let file = province.out("gateway.backup");
    let restored = restore(&world, &data, &province.keys(), &file).unwrap();
    (restored, Gateway::open(world, &data, &province.keys()).unwrap())
}

#[tokio::test]
async fn same_backup_begins_another_era_each_time() {
    let province = a_province();
    province.backup("gateway.backup").unwrap();

    let (first, _) = restored_at(&province, 60);
    let (second, _) = restored_at(&province, 61);
    let (none, _) = restored_at(&province, -500_000_000);

    assert!(first.era < second.era, "{} {}", first.era, second.era);
    assert_eq!(none.era, 2, "without a clock it grows all the same");
}

#[tokio::test]
async fn key_after_a_restore_has_a_name_and_a_number_of_its_own() {
    let province = a_province();
    province.backup("gateway.backup").unwrap();
    let root = province.keys().join("root.key");

    let lost = rotate(&province.gateway, &root).unwrap();
    let again = rotate(&restored_at(&province, 60).1, &root).unwrap();

    assert_ne!(lost.key_id, again.key_id, "another key has another name");
    assert!(again.serial > lost.serial, "desks refuse an older list: {lost:?}, {again:?}");
}

#[tokio::test]
async fn retired_key_is_believed_for_what_it_signed_alone() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[]);
    desk.deliver(&province, &sealed).await;
    let root = province.keys().join("root.key");
    let before: KeyRing = province.ring();
    let old = province.gateway.store().look(portal::store::gateway_row::get).unwrap().receipts_key;

    // The clock was set back meanwhile.
    province.clock.advance(-5000);
    rotate(&province.gateway, &root).unwrap();

    let ring = province.ring();
    assert!(before.receipts_key(&old).is_some() && ring.receipts_key(&old).is_none());
    assert_eq!(crate::operator::told(&province, &desk).await.len(), 1, "old events are believed");
    assert!(desk.receipt(&province, &sealed).await.is_some(), "and the old receipt");
}

#[tokio::test]
async fn unused_codes_are_ended_and_the_desks_are_named() {
    let province = a_province();
    a_desk(&province, 1).await;
    let code = province.code();
    province.backup("gateway.backup").unwrap();
    let data = province.out("anew");

    let args =
        ["restore", text(&province.out("gateway.backup")), "--lang", "en"].map(str::to_owned);
    let (data_text, keys) = (text(&data).to_owned(), text(&province.keys()).to_owned());
    let folders = ["--data", &data_text, "--keys", &keys];
    let told = run(&[&args.each_ref().map(String::as_str)[..], &folders[..]].concat());

    assert_eq!(told.code, 0, "{}", told.err);
    for word in ["rotate-keys", "revoke", "enroll-code", "LS01", "1 unused"] {
        assert!(told.out.contains(word), "{word}: {}", told.out);
    }
    let home = province.home.path();
    fs::create_dir_all(home.join("new")).unwrap();
    fs::rename(&data, home.join("new/data")).unwrap();
    fs::create_dir_all(home.join("new/keys")).unwrap();
    fs::copy(province.keys().join("gateway.key"), home.join("new/keys/gateway.key")).unwrap();
    let anew = Province::at(&home.join("new"));
    let body = json!(a_stranger(2).enrolment(&code));
    let refused = anew.ask(post_json(path::ENROLMENTS, &body)).await;
    assert_eq!(refused.code(), "code-expired");
}

fn init(home: &Path) -> (u8, String) {
    let (data, keys) = (home.join("data"), home.join("keys"));
    let told =
        run(&["init", "--agency", "H37", "--data", text(&data), "--keys", text(&keys), "--json"]);
    (told.code, if told.code == 0 { String::new() } else { told.failure() })
}

#[test]
fn one_of_two_that_set_up_at_once_wins_and_the_gateway_opens() {
    for round in 0..12 {
        let home = tempfile::tempdir().unwrap();
        let ends = std::thread::scope(|scope| {
            let both = [0, 1].map(|_| scope.spawn(|| init(home.path())));
            both.map(|one| one.join().unwrap())
        });

        let won = ends.iter().filter(|(code, _)| *code == 0).count();
        assert_eq!(won, 1, "{round}: {ends:?}");
        let lost = ends.iter().find(|(code, _)| *code != 0).unwrap();
        let known = ["folder-held", "gateway-already-set-up", "gateway-key-exists"];
        assert!(known.contains(&lost.1.as_str()), "{round}: {ends:?}");
        let opened =
            Gateway::open(World::real(), &home.path().join("data"), &home.path().join("keys"));
        assert!(opened.is_ok(), "{round}");
    }
}
