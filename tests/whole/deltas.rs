//! A province corrects one line of its catalogue, and its desks fetch that line: over TLS, with the bytes
//! counted where they go by.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use ::catalogue::package::{Package, PackageFiles, with_list};
use desk::enrolment::{self, Door};
use desk::packages::{self, CatalogueKey};
use desk::sync::{self, Until};
use desk::{catalogue, catalogues};
use domain::moment::Millis;
use portal::Policy;
use portal::publishing::key;
use portal::publishing::publish::{self, Order};
use serde_json::json;
use testkit::{TestDesk, a_desk, a_world};

use crate::inside::Inside;
use crate::spoil::spoil;
use crate::tls::now;

const LIMIT: Duration = Duration::from_secs(120);
const LISTED: usize = 2_600;

/// A line to the gateway along which the bytes are counted that come down.
struct Counted {
    port: u16,
    came: Arc<AtomicU64>,
}

impl Counted {
    fn to(gateway: &Inside) -> Self {
        let inner = gateway.url().strip_prefix("https://").expect("encrypted").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let came = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&came);
        thread::spawn(move || {
            for desk in listener.incoming().map_while(Result::ok) {
                let gateway = TcpStream::connect(&inner).unwrap();
                let (up, down) = (desk.try_clone().unwrap(), gateway.try_clone().unwrap());
                thread::spawn(move || pass(up, gateway, &AtomicU64::new(0)));
                let counted = Arc::clone(&counted);
                thread::spawn(move || pass(down, desk, &counted));
            }
        });
        Self { port, came }
    }

    /// How many bytes have come since this was asked last.
    fn came(&self) -> usize {
        usize::try_from(self.came.swap(0, Ordering::SeqCst)).unwrap()
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, count: &AtomicU64) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        count.fetch_add(length as u64, Ordering::SeqCst);
        if to.write_all(&bytes[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

const WORDS: &str = "đăng ký cấp lại xác nhận hộ tịch đất đai nuôi con trợ khai tử chứng thực bản sao kinh
    doanh giấy phép môi trường an toàn phẩm lao động hưu trí tạm trú người cao tuổi khuyết tật xây dựng nhà ở";

/// Words in an order that is nowhere the same.
struct Babble(u32);

impl Babble {
    fn says(&mut self, length: usize) -> String {
        let words: Vec<_> = WORDS.split_whitespace().collect();
        let mut said = vec![];
        for _ in 0..length {
            self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            said.push(words[(self.0 >> 16) as usize % words.len()]);
        }
        said.join(" ")
    }
}

/// A province's list, in which one fee is this.
fn list(fee: &str) -> Vec<u8> {
    let mut babble = Babble(7);
    let mut procedures = vec![];
    for n in 0..LISTED {
        let cost = if n == 1234 { fee.to_owned() } else { format!("{} đồng", n * 50) };
        let mut papers = vec![];
        for ordinal in 1..=4 {
            let name = babble.says(9);
            papers.push(
                json!({ "ordinal": ordinal, "name": name, "originals": 1, "kind": "component" }),
            );
        }
        procedures.push(json!({
            "code": format!("7.{n:06}"), "name": format!("{} {n}", babble.says(8)),
            "field": babble.says(2), "agency": babble.says(4),
            "decision": format!("{n}/QĐ-UBND"),
            "channels": [
                { "name": "Trực tiếp", "time": format!("{} ngày", n % 30), "fee": cost },
                { "name": "Trực tuyến", "time": format!("{} ngày", n % 20), "fee": cost },
            ],
            "documents": papers, "source": babble.says(5),
        }));
    }
    serde_json::to_vec(&json!({ "source": "a test", "procedures": procedures })).unwrap()
}

/// A province that speaks TLS and signs packages, and a desk of it.
struct Province {
    counted: Counted,
    gateway: Inside,
    folder: tempfile::TempDir,
}

impl Province {
    fn new() -> Self {
        let gateway = Inside::new(Policy::default());
        let folder = tempfile::tempdir().unwrap();
        let root = gateway.gateway.folder().root().with_file_name("keys").join("root.key");
        key::make(&gateway.gateway, &root, &folder.path().join("catalogue.key")).unwrap();
        Self { counted: Counted::to(&gateway), gateway, folder }
    }

    fn key_file(&self) -> PathBuf {
        self.folder.path().join("catalogue.key")
    }

    fn publishes(&self, version: &str, list: Vec<u8>) -> Package {
        let package = signed(version, list, &self.key_file());
        let file = self.folder.path().join(version);
        std::fs::write(&file, package.bytes().unwrap()).unwrap();
        publish::publish(&self.gateway.gateway, &file, Order::Forward).unwrap();
        package
    }

    fn desk(&self) -> TestDesk {
        let world = a_world(3).knowing(catalogue::shipped());
        world.clock.set(now());
        let desk = a_desk().in_world(world).opened();
        let url = format!("https://127.0.0.1:{}", self.counted.port);
        let ca = std::fs::read_to_string(self.gateway.ca()).unwrap();
        let door = Door { url, ca: Some(ca) };
        enrolment::enrol(desk.shared(), desk.actor(), &door, &self.gateway.code()).unwrap();
        self.counted.came();
        desk
    }

    /// The version that came, and how many bytes the round brought, TLS and all.
    fn syncs(&self, desk: &TestDesk) -> (Option<String>, usize) {
        let synced = sync::run(desk.shared(), desk.actor(), Until::Rest, LIMIT).unwrap();
        assert_eq!(synced.trouble, None);
        (synced.catalogue, self.counted.came())
    }
}

fn signed(version: &str, list: Vec<u8>, key: &Path) -> Package {
    let shipped = catalogue::shipped().unwrap();
    let files: PackageFiles = ::catalogue::shipped::package(&shipped).unwrap().files().clone();
    let files = with_list(files, list, version.parse().unwrap()).unwrap();
    let key = CatalogueKey::read(&std::fs::read_to_string(key).unwrap()).unwrap();
    packages::build(files, Some(&key), Millis::new(0)).unwrap()
}

fn listed_fee(desk: &TestDesk) -> String {
    let catalogue = desk.catalogue();
    let procedure = catalogue.procedure(&"7.001234".parse().unwrap()).expect("it is listed");
    procedure.listed().expect("it is listed").channels[0].fee.clone()
}

#[test]
fn correction_of_one_fee_costs_a_desk_a_few_kilobytes() {
    let province = Province::new();
    let desk = province.desk();
    let first = province.publishes("2027.01.15", list("8.000 đồng"));
    let (came, first_bytes) = province.syncs(&desk);
    assert_eq!(came.as_deref(), Some("2027.01.15"));

    let second = province.publishes("2027.01.16", list("120.000 đồng"));
    let (came, bytes) = province.syncs(&desk);

    assert_eq!(came.as_deref(), Some("2027.01.16"));
    let whole = second.bytes().unwrap().len();
    println!("the package: {whole}; the first round: {first_bytes}; the correction: {bytes}");
    assert!(bytes * 10 < whole, "{bytes} bytes came of a package of {whole}");
    assert!(bytes < 16 * 1024, "{bytes} bytes came");
    assert!(first_bytes < first.bytes().unwrap().len() + 16 * 1024);
    assert_eq!(desk.catalogue().hash(), Some(second.hash()), "it is what was published");
    assert_eq!(listed_fee(&desk), "120.000 đồng");
    let desk = desk.restarted();
    assert_eq!(
        (desk.catalogue().hash(), listed_fee(&desk)),
        (Some(second.hash()), "120.000 đồng".into())
    );
    assert_eq!(province.syncs(&desk).0, None, "nothing more comes");
}

#[test]
fn desk_whose_package_is_damaged_fetches_the_whole_one_in_the_same_round() {
    let province = Province::new();
    let desk = province.desk();
    province.publishes("2027.01.15", list("8.000 đồng"));
    assert_eq!(province.syncs(&desk).0.as_deref(), Some("2027.01.15"));
    let closed = desk.closed();
    assert_eq!(spoil(&closed, "UPDATE catalogues SET package = substr(package, 1, 5000)"), 1);
    let desk = closed.opened();
    assert!(desk.catalogue_in_use().unreadable.is_some());

    let second = province.publishes("2027.01.16", list("120.000 đồng"));
    let (came, bytes) = province.syncs(&desk);

    assert_eq!(came.as_deref(), Some("2027.01.16"));
    assert!(bytes > second.bytes().unwrap().len(), "{bytes} bytes came");
    assert_eq!(desk.catalogue().hash(), Some(second.hash()));
    assert_eq!(catalogues::list(&desk).unwrap().len(), 2);
    assert_eq!(listed_fee(&desk), "120.000 đồng");
}
