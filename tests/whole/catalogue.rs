//! The province publishes a catalogue and the desks take it up with their next delivery.

use std::path::{Path, PathBuf};
use std::time::Duration;

use desk::dossiers::Beginning;
use desk::enrolment::{self, Door};
use desk::packages::{self, CatalogueKey};
use desk::pages::Handed;
use desk::sync::{self, Synced, Until};
use desk::{catalogue, dossiers, pages, submissions};
use domain::ids::DossierId;
use domain::kinds::{Assistance, Channel};
use domain::moment::Millis;
use domain::text::Line;
use portal::Policy;
use portal::publishing::key;
use portal::publishing::publish::{self, Order};
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::{TestDesk, a_desk, a_paper, a_world};

use crate::inside::Inside;
use crate::tls::now;

const LIMIT: Duration = Duration::from_secs(60);
const BIRTH: &str = "1.001193";

/// A province with a key that signs packages.
struct Province {
    gateway: Inside,
    folder: TempDir,
}

impl Province {
    fn new() -> Self {
        let province = Self {
            gateway: Inside::in_clear(Policy::default()),
            folder: tempfile::tempdir().unwrap(),
        };
        province.makes_a_key("catalogue.key");
        province
    }

    fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn makes_a_key(&self, name: &str) {
        let root = self.gateway.gateway.folder().root().with_file_name("keys").join("root.key");
        key::make(&self.gateway.gateway, &root, &self.place(name)).unwrap();
    }

    fn publishes(&self, version: &str, key: &str) {
        let file = self.place(version);
        std::fs::write(&file, signed(version, &self.place(key))).unwrap();
        publish::publish(&self.gateway.gateway, &file, Order::Forward).unwrap();
    }
}

fn signed(version: &str, key: &Path) -> Vec<u8> {
    let shipped = catalogue::shipped().unwrap();
    let mut files = ::catalogue::shipped::package(&shipped).unwrap().files().clone();
    let mut about: Value = serde_json::from_slice(&files["package.json"]).unwrap();
    about["version"] = json!(version);
    files.insert("package.json".to_owned(), about.to_string().into_bytes());
    let key = CatalogueKey::read(&std::fs::read_to_string(key).unwrap()).unwrap();
    packages::build(files, Some(&key), Millis::new(0)).unwrap().bytes().unwrap()
}

fn a_desk_at(province: &Province) -> TestDesk {
    let world = a_world(3).knowing(catalogue::shipped());
    world.clock.set(now());
    let desk = a_desk().in_world(world).opened();
    let door = Door { url: province.gateway.url(), ca: None };
    enrolment::enrol(desk.shared(), desk.actor(), &door, &province.gateway.code()).unwrap();
    desk
}

fn syncs(desk: &TestDesk) -> Synced {
    sync::run(desk.shared(), desk.actor(), Until::Rest, LIMIT).unwrap()
}

fn begin(desk: &TestDesk) -> DossierId {
    begin_through(desk, Channel::Direct)
}

fn begin_through(desk: &TestDesk, channel: Channel) -> DossierId {
    let shipped = catalogue::shipped().unwrap();
    let form = shipped.procedure(&BIRTH.parse().unwrap()).unwrap().example().unwrap().clone();
    let (procedure, assistance) = (BIRTH.parse().unwrap(), Assistance::DoneFor);
    let beginning = Beginning { procedure, channel, assistance, form };
    dossiers::begin(desk, desk.actor(), beginning).unwrap().dossier
}

fn submit(desk: &TestDesk) {
    let dossier = begin_through(desk, Channel::Online);
    let component = "giay-chung-sinh".parse().unwrap();
    let handed = Handed { component, name: Line::new("giấy.pdf"), bytes: &a_paper(1) };
    pages::attach(desk, desk.actor(), dossier, handed).unwrap();
    submissions::submit(desk, desk.actor(), dossier).unwrap();
}

fn pinned(desk: &TestDesk, dossier: DossierId) -> String {
    dossiers::show(desk, dossier).unwrap().dossier.pin.expect("it is pinned").version
}

#[test]
fn published_catalogue_comes_behind_the_dossiers_and_open_drafts_keep_theirs() {
    let province = Province::new();
    let desk = a_desk_at(&province);
    let (own, draft) = (desk.catalogue().version().to_owned(), begin(&desk));
    submit(&desk);
    province.publishes("2027.01.15", "catalogue.key");

    let synced = syncs(&desk);

    assert_eq!((synced.delivered, synced.trouble), (1, None));
    assert_eq!(synced.catalogue.as_deref(), Some("2027.01.15"));
    assert_eq!(pinned(&desk, begin(&desk)), "2027.01.15", "a new dossier");
    assert_eq!(pinned(&desk, draft), own, "the open draft");
    assert_eq!(syncs(&desk).catalogue, None, "nothing more comes");
    let desk = desk.restarted();
    assert_eq!(desk.catalogue().version(), "2027.01.15");
    assert_eq!(pinned(&desk, draft), own);
}

#[test]
fn catalogue_of_a_new_key_comes_to_a_desk_that_has_not_heard_of_the_key() {
    let province = Province::new();
    let desk = a_desk_at(&province);
    province.publishes("2027.01.15", "catalogue.key");
    assert_eq!(syncs(&desk).catalogue.as_deref(), Some("2027.01.15"));

    province.makes_a_key("second.key");
    assert_eq!(syncs(&desk).catalogue, None, "the old package is offered no more");
    province.publishes("2027.02.01", "second.key");

    assert_eq!(syncs(&desk).catalogue.as_deref(), Some("2027.02.01"));
}
