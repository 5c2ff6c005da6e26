//! The gateway: served in a process of its own, and looked into beside that.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::kinds::CaseState;
use domain::provisional_code::OfficialCode;
use domain::text::Line;
use files::OsDisk;
use portal::agency::advance::{Wanted, advance};
use portal::agency::paper;
use portal::setup::{Beginning, MIN_CLIENT, init};
use portal::{Gateway, World};
use testkit::a_pdf;

use crate::program::SAYS;
use crate::still::a_still_world;

pub const HOME: &str = "NOPHO_TEST_HOME";
pub const SEED: &str = "NOPHO_TEST_SEED";

fn a_world(seed: u64) -> World {
    a_still_world(seed, Arc::new(OsDisk))
}

pub fn data(home: &Path) -> PathBuf {
    home.join("gateway")
}

pub fn keys(home: &Path) -> PathBuf {
    home.join("gateway-keys")
}

/// Sets a gateway up.
pub fn set_up(home: &Path) {
    let beginning = Beginning {
        agency: "H37".to_owned(),
        name: "Cổng tiếp nhận tỉnh Lạng Sơn".to_owned(),
        min_client: MIN_CLIENT.to_owned(),
    };
    init(&a_world(1), &data(home), &keys(home), &beginning).unwrap();
}

/// Opens a gateway, beside the process that serves.
pub fn opened(home: &Path, seed: u64) -> Gateway {
    Gateway::open(a_world(seed), &data(home), &keys(home)).unwrap()
}

/// The agency takes the dossier in and gives a result back.
pub fn gives_a_result(home: &Path, seed: u64, dossier: &str) {
    let gateway = opened(home, seed);
    let to = |status| Wanted {
        to: CaseState::from_national_status(status).unwrap(),
        code: None,
        reason: None,
        deadline: None,
        result: None,
    };
    let code = OfficialCode::parse("000.00.06.H37-261123-0001").unwrap();
    advance(&gateway, dossier, &Wanted { code: Some(code), ..to(2) }).unwrap();
    let result = paper::judge(Line::new("giay-khai-sinh.pdf"), the_result()).unwrap();
    advance(&gateway, dossier, &Wanted { result: Some(result), ..to(9) }).unwrap();
}

/// The result file, of more than one piece.
pub fn the_result() -> Vec<u8> {
    [a_pdf(71), vec![b' '; 40_000], a_pdf(71)].concat()
}

/// Lets the gateway's own words reach the test as such.
struct Said(Vec<u8>);

impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        print!("{SAYS}{}", String::from_utf8(std::mem::take(&mut self.0)).unwrap());
        io::stdout().flush()
    }
}

#[test]
#[ignore = "run in a process of its own by the other tests here"]
fn gateway_that_may_be_killed() {
    let home = PathBuf::from(std::env::var_os(HOME).expect("a folder"));
    let seed = std::env::var(SEED).expect("a seed").parse().unwrap();
    let mut raw =
        ["nopho-portal", "serve", "--json", "--listen", "127.0.0.1:0"].map(OsString::from).to_vec();
    raw.extend(["--data".into(), data(&home).into(), "--keys".into(), keys(&home).into()]);
    let said = &mut Said(Vec::new());
    let code = portal::shell::run(raw, &a_world(seed), said, &mut io::stderr());
    assert_eq!(code, 0);
}
