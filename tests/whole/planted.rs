//! After everything that the two programs do, nothing of a person and no secret is found in any file
//! that they wrote, but where somebody asked for it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use files::{Folder, Holder, OsDisk};
use portal::World;
use portal::store::{gateway_row, signing_keys};
use seal::{EnrolmentCode, SigningKey};
use store::{Store, desk_key};
use tempfile::TempDir;
use vault::{Keys, Unlock};

use crate::desk::{Desk, OPERATOR, PASSPHRASE, read};
use crate::gateway::Gateway;
use crate::needles::Needles;
use crate::papers::{Paper, a_birth, a_death, a_marital_status, a_scan};
use crate::tls::now;

const REASON: &str = "Bà Lộc Thị Mỷ Châu nộp bổ sung giấy kết hôn";

/// What is left when everything has happened once.
struct Story {
    gateway: Gateway,
    desk: Desk,
    code: String,
    export: String,
    backup: String,
    result: String,
}

impl Story {
    fn told() -> Self {
        let mut gateway = Gateway::new();
        let (desk, code) = (Desk::new("LS07"), gateway.code());
        desk.enroll(&gateway.url(), &gateway.ca(), &code).done();
        gateway.stop();
        let [birth, death, status] =
            [a_birth(), a_death(), a_marital_status()].map(|p| desk.takes(&p));
        assert_eq!(desk.sync().code, 4);
        gateway.serve();
        desk.sync_well();
        asks_and_is_answered(&gateway, &desk, &birth);
        desk.ask(&["withdraw", &death]).done();
        let result = hands_out(&gateway, &desk, &status);
        let (export, backup) = (gateway.path("xuất"), gateway.path("sao-lưu"));
        gateway.ask(&["export", "-o", &export]).done();
        gateway.ask(&["backup", "-o", &backup]).done();
        gateway.restore(&backup);
        desk.sync_well();
        desk.takes(&a_birth());
        desk.ask(&["doctor"]).done();
        Self { gateway, desk, code, export, backup, result }
    }

    /// Everything that a thief or a nosy colleague would look for.
    fn needles(&self) -> Needles {
        let people = [a_birth(), a_death(), a_marital_status()];
        let needles = people.iter().fold(Needles::default(), |needles, paper| {
            let submitter = &paper.form["submitter"];
            let middle = &paper.bytes[paper.bytes.len() / 2..][..24];
            needles
                .text(submitter["name"].as_str().unwrap())
                .text(submitter["number"]["value"].as_str().unwrap())
                .text(&paper.name)
                .bytes("the beginning of a scan", &paper.bytes[..40])
                .bytes("the middle of a scan", middle)
        });
        let result = read(&self.result);
        needles
            .text("Vi Minh Khôi")
            .text("Nông Văn Páo")
            .text("0912 345 678")
            .text("0912345678")
            .text("Thôn Pò Cại")
            .text(OPERATOR)
            .text(REASON)
            .text("Giấy đã xác nhận.pdf")
            .bytes("the middle of a result", &result[result.len() / 2..][..24])
    }

    /// What opens or signs something.
    fn secrets(&self) -> Needles {
        let code = EnrolmentCode::parse(&self.code).unwrap();
        let card = String::from_utf8(read(self.desk.path("card.txt"))).unwrap();
        let card = card.lines().rfind(|line| !line.trim().is_empty()).unwrap().trim();
        Needles::default()
            .text(&self.code)
            .text(&self.code.replace('-', ""))
            .bytes("the secret of the enrolment code", &code.as_bytes()[10..])
            .text(card)
            .text(&card.replace('-', ""))
            .text(str::from_utf8(PASSPHRASE).unwrap())
            .bytes("the desk's signing key", &*desk_key(&self.desk).seed())
            .bytes("the key of receipts", &*receipts_key(&self.gateway).seed())
            .bytes("the gateway's key", &seed_in(&self.gateway.keys().join("gateway.key")))
            .bytes("the root key", &seed_in(&self.gateway.keys().join("root.key")))
    }

    /// Copies of everything that the programs wrote of their own accord.
    fn written(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let kept = [
            ("desk", self.desk.data()),
            ("desk.log", self.desk.log()),
            ("gateway", self.gateway.path("cổng").into()),
            ("gateway-again", self.gateway.data().to_owned()),
            ("gateway.log", self.gateway.log()),
            ("backup", self.backup.clone().into()),
        ];
        kept.iter().for_each(|(name, from)| copy(from, &folder.path().join(name)));
        folder
    }
}

/// The agency asks for a paper, and gets it.
fn asks_and_is_answered(gateway: &Gateway, desk: &Desk, dossier: &str) {
    gateway.advance(dossier, "2", &["--code", "H37.12.6-261122-0001"]);
    gateway.advance(dossier, "5", &["--reason", REASON, "--deadline", "2090-12-01"]);
    desk.sync_well();
    let paper = Paper { component: "giay-to-khac", ..a_marital_status() };
    desk.ask(&["attach", dossier, &desk.attachment(&paper)]).done();
    desk.ask(&["submit", dossier]).done();
    desk.sync_well();
}

/// The agency gives a result, and the clerk writes it out for the resident.
fn hands_out(gateway: &Gateway, desk: &Desk, dossier: &str) -> String {
    let result = desk.write("Giấy đã xác nhận.pdf", &a_scan(7, 9_000));
    gateway.advance(dossier, "2", &["--code", "H37.12.6-261122-0002"]);
    gateway.advance(dossier, "9", &["--result", &result]);
    desk.sync_well();
    let out = desk.path("cho-dân.pdf");
    desk.ask(&["result", dossier, "-o", &out]).done();
    out
}

fn desk_key(desk: &Desk) -> SigningKey {
    let folder = Folder::at(desk.data(), Arc::new(OsDisk));
    let keys = Keys::pick(Some(&read(desk.data().join("keys"))), None).unwrap().keys;
    let passphrase = seal::Passphrase::new(str::from_utf8(PASSPHRASE).unwrap()).unwrap();
    let data_key = keys.unlock(Unlock::Passphrase(&passphrase)).unwrap();
    let holder = Holder { program: "test".to_owned(), pid: std::process::id(), since_ms: 0 };
    let lock = Store::lock(&folder, &holder).unwrap();
    let store = Store::open(&folder, lock, &data_key.store_key(), now().get()).unwrap();
    store.look(desk_key::get).unwrap().expect("it is enrolled")
}

fn receipts_key(gateway: &Gateway) -> SigningKey {
    let opened = portal::Gateway::open(World::real(), gateway.data(), &gateway.keys()).unwrap();
    let id = opened.store().look(gateway_row::get).unwrap().receipts_key;
    opened.store().look(|view| signing_keys::secret(view, &id)).unwrap()
}

/// The seed in a key file: 64 hex digits between a label and a check.
fn seed_in(file: &Path) -> Vec<u8> {
    let text = String::from_utf8(read(file)).unwrap();
    let digits = text.split_whitespace().nth(1).unwrap();
    data_encoding::HEXLOWER.decode(digits.as_bytes()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

#[test]
fn nothing_of_a_person_and_no_secret_is_found_but_where_somebody_asked_for_it() {
    let story = Story::told();
    let (needles, secrets, written) = (story.needles(), story.secrets(), story.written());
    let nothing = Vec::<String>::new();

    assert_eq!(needles.found_in(written.path()), nothing, "of a person");
    assert_eq!(secrets.found_in(written.path()), nothing, "that opens or signs");
    assert_eq!(secrets.found_in(Path::new(&story.export)), nothing, "nor is it handed on");
    println!("{} disguises were looked for", needles.count() + secrets.count());

    let found = needles.found_in(Path::new(&story.export));
    for planted in ["Lộc Thị Mỷ Châu", "020196000321", "beginning of a scan", "of a result"]
    {
        assert!(found.iter().any(|found| found.contains(planted)), "{planted} is exported");
    }
    let keys = secrets.found_in(&story.gateway.keys());
    for planted in ["the gateway's key", "the root key"] {
        assert!(keys.iter().any(|found| found.contains(planted)), "{planted} has its own folder");
    }
}

/// The search must be able to fail: whatever the programs write is looked into.
#[test]
fn planted_words_are_found_in_a_log_and_in_a_data_folder() {
    let desk = Desk::new("LS07");
    let needles = || Needles::default().text(OPERATOR).bytes("a scan", &a_death().bytes[..40]);
    assert_eq!(needles().found_in(&desk.data()), Vec::<String>::new());

    fs::write(desk.data().join("trace"), format!("panicked at {OPERATOR}")).unwrap();
    fs::create_dir(desk.data().join("dossiers/tmp")).unwrap();
    fs::write(desk.data().join("dossiers/tmp/page"), a_death().bytes).unwrap();

    let found = needles().found_in(&desk.data()).join("\n");
    assert!(found.contains("trace: ") && found.contains("page: "), "{found}");
}
