//! The program is killed while it takes a package of the catalogue in that the gateway offers. Whatever
//! it was doing, the old package is in use afterwards or the new one, and the next try brings the new.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use desk::Desk;
use desk::catalogue;
use desk::delivery::Delivery;
use desk::packages::{self, CatalogueKey};
use desk::session::Key;
use domain::moment::Millis;
use link::ports::Parcels;
use serde_json::{Value, json};
use testkit::{FakeGateway, TestWorld, a_gateway, a_home, a_world};

use crate::alone;
use crate::story::{PROGRAM, STEPS, Story};

/// Where the program is killed: inside each transaction, after the keys, after the package.
pub const POINTS: [&str; 3] = ["journal.entered", "delivery.applied", "catalogue.replaced"];

const ROOT: &str = "NOPHO_TEST_ROOT";
const PACKAGE: &str = "NOPHO_TEST_PACKAGE";
const STOP_AT: &str = "NOPHO_STOP_AT";
const READY: &str = "ready to take it in";
const VERSION: &str = "2027.01.15";

fn world() -> TestWorld {
    a_world(17).knowing(catalogue::shipped())
}

/// A gateway whose newest key the desk has not heard of.
fn gateway() -> FakeGateway {
    a_gateway().with_another_catalogue_key()
}

fn package() -> Vec<u8> {
    let shipped = catalogue::shipped().unwrap();
    let mut files = ::catalogue::shipped::package(&shipped).unwrap().files().clone();
    let mut about: Value = serde_json::from_slice(&files["package.json"]).unwrap();
    about["version"] = json!(VERSION);
    files.insert("package.json".to_owned(), about.to_string().into_bytes());
    let key = CatalogueKey::read(&gateway().catalogue_key()).unwrap();
    packages::build(files, Some(&key), Millis::new(0)).unwrap().bytes().unwrap()
}

/// A desk that is enrolled and has nothing to send.
fn enrolled(root: PathBuf) -> Story {
    let mut story = Story::new(world(), root);
    for wanted in ["set up the desk", "confirm the card", "ask to be enrolled", "be enrolled"] {
        let number = STEPS.iter().position(|(name, _)| *name == wanted).expect(wanted);
        story.step(number).unwrap();
    }
    story
}

fn open(world: &TestWorld, root: &Path) -> Arc<Desk> {
    Arc::new(Desk::open(world.world(), root, PROGRAM, Key::Keyring).unwrap())
}

/// Whether the package was wanted.
fn takes_in(desk: &Arc<Desk>, package: &[u8]) -> bool {
    let delivery = Delivery::new(desk, desk.actor(None).unwrap()).unwrap();
    let offer = FakeGateway::offer(VERSION, package);
    let is_wanted = delivery.wants_catalogue(&offer).unwrap();
    if is_wanted {
        delivery.keep_catalogue(&offer, &gateway().key_list(), package).unwrap();
    }
    is_wanted
}

fn run(root: &Path, package: &Path, stop_at: &str) -> Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "catalogue::package_until_it_is_killed", "--ignored", "--nocapture"])
        .env(ROOT, root)
        .env(PACKAGE, package)
        .env(STOP_AT, stop_at)
        .output()
        .unwrap()
}

#[test]
#[ignore = "told in a process of its own by package_is_in_use_whole_or_not_at_all_when_the_program_is_killed"]
fn package_until_it_is_killed() {
    let place = |name| PathBuf::from(std::env::var_os(name).expect("it is set"));
    let package = std::fs::read(place(PACKAGE)).unwrap();
    let mut story = enrolled(place(ROOT));
    story.close();
    let desk = open(&story.world, &place(ROOT));
    println!("{READY}");

    assert!(takes_in(&desk, &package));
}

#[test]
fn package_is_in_use_whole_or_not_at_all_when_the_program_is_killed() {
    let _turn = alone();
    let home = a_home();
    let (file, rehearsed) = (home.path().join("package"), home.path().join("data"));
    let package = package();
    std::fs::write(&file, &package).unwrap();
    let mut story = enrolled(rehearsed);
    let own = story.desk().catalogue().version().to_owned();
    story.close();

    let mut kills = 0;
    for point in POINTS {
        for turn in 1.. {
            let home = a_home();
            let root = home.path().join("data");
            let killed = run(&root, &file, &format!("{point}#{turn}"));
            let is_ready = String::from_utf8_lossy(&killed.stdout).contains(READY);
            if killed.status.success() {
                break;
            }
            if !is_ready {
                continue;
            }
            kills += 1;
            let what = format!("{point}, passed {turn} times");
            let desk = open(&story.world.clone().lucky_again(5), &root);
            let version = desk.catalogue().version().to_owned();
            assert!(version == own || version == VERSION, "{what}: {version}");
            assert!(desk::doctor::examine(&desk).unwrap().is_well(), "{what}");
            let is_wanted = takes_in(&desk, &package);
            assert_eq!(is_wanted, version == own, "{what}: it is fetched again if it is not here");
            assert_eq!(desk.catalogue().version(), VERSION, "{what}");
        }
    }

    assert!(kills >= POINTS.len(), "{kills}: each point was passed while it was taken in");
}
