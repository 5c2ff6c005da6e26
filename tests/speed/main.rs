//! How fast the desk is, each figure as a ratio to the physical limit or a peer in the same run:
//! the two are timed in turn, pair by pair, so that a noisy machine disturbs both.
//!
//! `make bench` prints a table; nothing here passes or fails.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]
#![expect(clippy::print_stdout, reason = "the table is the result")]
#![expect(clippy::disallowed_methods, reason = "it measures time, and writes the files to beat")]

mod courier_work;
mod finding;
mod importing;
mod pairs;
#[cfg(target_os = "linux")]
mod programs;
#[cfg(target_os = "linux")]
mod queued;
mod residents;
#[cfg(target_os = "linux")]
mod slow;
#[cfg(target_os = "linux")]
#[path = "../slow_lines/mod.rs"]
mod slow_lines;

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use desk::dossiers::{Beginning, Wanted};
use desk::pages::Handed;
use desk::session::Key;
use desk::setup::{self, FirstKey, NewDesk};
use desk::world::World;
use desk::{Desk, Passphrase, Stretch};
use domain::actor::Actor;
use domain::ids::DossierId;
use domain::kinds::{Assistance, Channel, DeskKind};
use domain::provisional_code::DeskPrefix;
use domain::text::Line;
use pairs::{compare, heading};
use serde_json::{Value, json};
use vault::MemoryKeychain;

const DOSSIERS: usize = 5_000;
const PAGE: usize = 300 * 1024;

fn main() {
    #[cfg(target_os = "linux")]
    if std::env::args().any(|word| word == slow::SERVER) {
        return slow_lines::serve();
    }
    #[cfg(target_os = "linux")]
    if std::env::args().any(|word| word == "slow") {
        heading();
        return slow::waits();
    }
    #[cfg(target_os = "linux")]
    if std::env::args().any(|word| word == "queued") {
        return queued::delivers();
    }
    if std::env::args().any(|word| word == "residents") {
        return residents_alone();
    }
    if std::env::args().any(|word| word == "importing") {
        return importing::imports();
    }
    let home = tempfile::tempdir_in(std::env::var_os("NOPHO_BENCH_DIR").unwrap_or(".".into()));
    let home = home.unwrap();
    let (world, desk) = a_desk(&home.path().join("quay"));
    let actor = desk.actor(None).unwrap();

    heading();
    saves(&desk, actor, home.path());
    types(&desk, actor, home.path());
    papers(&desk, actor, home.path());
    fill(&desk, actor);
    looks(&desk);
    opens(&world, desk, &home.path().join("quay"));
    sends();
    finding::finds();
    importing::imports();
    residents_alone();
    #[cfg(target_os = "linux")]
    slow::waits();
    #[cfg(target_os = "linux")]
    queued::delivers();
}

/// On a desk of their own: the others would find them, too.
fn residents_alone() {
    let home = tempfile::tempdir_in(std::env::var_os("NOPHO_BENCH_DIR").unwrap_or(".".into()));
    let home = home.unwrap();
    let (_, desk) = a_desk(&home.path().join("quay"));
    residents::finds(&desk, desk.actor(None).unwrap());
}

/// The courier's own work for 5,000 parcels, against that for 500: ten times as much is right.
fn sends() {
    let streams = [wire::stream::PROTOCOL];
    let (many, few) =
        (courier_work::delivers(5_000, &streams), courier_work::delivers(500, &streams));
    pairs::line("send 5,000 parcels (CPU)", many, "send 500 parcels (CPU)", few);
    let (many, few) = (courier_work::delivers(5_000, &[]), courier_work::delivers(500, &[]));
    pairs::line("send 5,000 in slices (CPU)", many, "send 500 in slices (CPU)", few);
}

const PASSPHRASE: &str = "chim hoa la canh";

fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE).unwrap()
}

fn a_desk(folder: &Path) -> (World, Desk) {
    let keychain = Arc::new(MemoryKeychain::default());
    let world = World { keychain, ..World::real() };
    let new = NewDesk {
        kind: DeskKind::Authority,
        prefix: DeskPrefix::parse("LS07").unwrap(),
        name: Line::new("Quầy số 2"),
        operator: Line::new("La Thị Hương"),
    };
    let key = FirstKey::Passphrase(&passphrase(), Stretch::HOUSE);
    let pending = setup::begin(world.clone(), folder, "bench", new, &key).unwrap();
    (world, pending.finish().unwrap())
}

fn a_form(n: usize) -> Value {
    json!({
        "submitter": {
            "name": format!("Hoàng Thị Mỷ Châu Pha {n}"),
            "number": { "kind": "citizen", "value": format!("020190{n:06}") },
            "address": { "commune": "06577", "detail": "Thôn Pò Cại" }
        },
        "result": "at_desk",
        "declaration": { "note": "x".repeat(3_000) }
    })
}

fn begin(desk: &Desk, actor: Actor, n: usize) -> DossierId {
    let beginning = Beginning {
        procedure: "1.001193".parse().unwrap(),
        channel: Channel::Direct,
        assistance: Assistance::DoneFor,
        form: a_form(n),
    };
    desk::dossiers::begin(desk, actor, beginning).unwrap().dossier
}

/// Saving what was typed, against one write and one sync of the same bytes.
fn saves(desk: &Desk, actor: Actor, home: &Path) {
    let dossier = begin(desk, actor, 0);
    let form = a_form(1);
    let bytes = form.to_string();
    let mut edition = 1;
    let mut bare = File::create(home.join("bare")).unwrap();

    compare(
        "save a draft (3 KB)",
        "write + fsync",
        200,
        || {
            edition = desk::drafts::save(desk, actor, dossier, edition, form.clone()).unwrap();
        },
        || {
            bare.write_all(bytes.as_bytes()).unwrap();
            bare.sync_all().unwrap();
        },
    );
}

/// Typing in the form of a birth registration: saved, and held against the catalogue; against one
/// write and one sync of the same bytes.
fn types(desk: &Desk, actor: Actor, home: &Path) {
    let dossier = begin(desk, actor, 0);
    let example = include_str!("../../assets/catalogue/examples/1.001193.json");
    let form: Value = serde_json::from_str(example).unwrap();
    let bytes = form.to_string();
    let mut edition = 1;
    let mut bare = File::create(home.join("bare")).unwrap();

    compare(
        "save a birth form and look",
        "write + fsync",
        200,
        || {
            let open = desk::forms::save(desk, actor, dossier, edition, form.clone()).unwrap();
            edition = open.draft.edition;
        },
        || {
            bare.write_all(bytes.as_bytes()).unwrap();
            bare.sync_all().unwrap();
        },
    );
}

/// Keeping a page, against a bare write, two syncs and a rename.
fn papers(desk: &Desk, actor: Actor, home: &Path) {
    let dossier = begin(desk, actor, 1);
    let mut page = b"%PDF-1.4\n".to_vec();
    page.resize(PAGE, b'x');
    page.extend(b"\n%%EOF\n");
    let name = Line::new("giay-chung-sinh.pdf");
    let component: domain::procedure::ComponentId = "giay-chung-sinh".parse().unwrap();

    compare(
        "attach a page (300 KB)",
        "write, fsync, rename, fsync",
        50,
        || {
            let handed = Handed { component: component.clone(), name: name.clone(), bytes: &page };
            desk::pages::attach(desk, actor, dossier, handed).unwrap();
        },
        || {
            let mut file = File::create(home.join("page.new")).unwrap();
            file.write_all(&page).unwrap();
            file.sync_all().unwrap();
            fs::rename(home.join("page.new"), home.join("page")).unwrap();
            File::open(home).unwrap().sync_all().unwrap();
        },
    );
}

fn fill(desk: &Desk, actor: Actor) {
    let begun = desk::dossiers::list(desk, Wanted::All).unwrap().len();
    for n in begun..DOSSIERS {
        begin(desk, actor, n);
    }
}

/// Looking at a desk with 5,000 dossiers, against reading its file once.
fn looks(desk: &Desk) {
    let database = desk.root().join("desk.db");
    let some = desk::dossiers::list(desk, Wanted::All).unwrap();
    let code = some.get(DOSSIERS / 2).unwrap().provisional_code.to_string();
    let read_whole = || drop(fs::read(&database).unwrap());

    compare(
        "list 5,000 dossiers",
        "read the database file",
        20,
        || {
            assert_eq!(desk::dossiers::list(desk, Wanted::All).unwrap().len(), DOSSIERS);
        },
        read_whole,
    );
    compare(
        "find a dossier by its code",
        "read the database file",
        20,
        || {
            desk::dossiers::find(desk, &code).unwrap();
        },
        read_whole,
    );
}

/// Opening a desk with 5,000 dossiers, against stretching its passphrase alone.
fn opens(world: &World, desk: Desk, folder: &Path) {
    drop(desk);
    let passphrase = passphrase();

    compare(
        "open the desk",
        "Argon2id alone",
        10,
        || {
            let key = Key::Passphrase(&passphrase);
            drop(Desk::open(world.clone(), folder, "bench", key).unwrap());
        },
        || {
            drop(seal::passphrase::stretch(&passphrase, &[7; 16], Stretch::HOUSE).unwrap());
        },
    );
}
