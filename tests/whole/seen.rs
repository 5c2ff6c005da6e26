//! What a clerk sees of the road: how fast it goes, how long it takes, what it has cost, and what the
//! gateway has signed for.

use std::net::SocketAddr;
use std::time::Duration;

use portal::Policy;
use serde_json::Value;
use testkit::BadLink;
use testkit::bad_link::{Death, Door, Span, Way, Weather};

use crate::desk::{Desk, read, sha256};
use crate::inside::Inside;
use crate::papers::{a_birth, a_death};

/// Bytes that the slow road carries in a second.
const RATE: u64 = 60_000;

/// A road to a gateway that is slow and otherwise good.
fn a_slow_road(gateway: &Inside) -> BadLink {
    let way = Way { rate: Some(RATE), buffer: 32 * 1024, ..Way::clear() };
    let weather = Weather {
        up: Way { delay: Duration::from_millis(20), ..way },
        down: way,
        life: Span::Always,
        gap: Span::For(Duration::ZERO),
        deaths: vec![Death::Reset],
        doors: vec![Door::Waits],
        deaf: vec![],
    };
    let url = gateway.url();
    let address: SocketAddr = url.strip_prefix("http://").unwrap().parse().unwrap();
    BadLink::to(address, weather, 1)
}

fn enrol(desk: &Desk, gateway: &Inside, url: &str) {
    let code = gateway.code().text();
    desk.ask(&["enroll", "--portal", url, "--code", &code]).done();
}

fn number(of: &Value, name: &str) -> u64 {
    of[name].as_u64().unwrap_or_else(|| panic!("{name} in {of}"))
}

#[test]
fn queue_says_how_fast_it_went_what_it_cost_and_how_long_the_rest_takes() {
    let gateway = Inside::in_clear(Policy::default());
    let road = a_slow_road(&gateway);
    let desk = Desk::new("LS07");
    enrol(&desk, &gateway, &format!("http://{}", road.address()));
    let before = desk.ask(&["queue"]).done();
    assert!(before["speed_bps"].is_null(), "nothing was measured: {before}");
    desk.takes(&a_birth());

    desk.sync_well();
    let sent = desk.ask(&["queue"]).done();
    desk.takes(&a_death());
    let waiting = desk.ask(&["queue"]).done();

    let (photo, speed) = (a_birth().bytes.len() as u64, number(&sent, "speed_bps"));
    assert!((RATE * 8 / 3..=RATE * 8 * 3 / 2).contains(&speed), "{speed} bit/s");
    let up = number(&sent, "month_up_bytes");
    assert!((photo..photo * 13 / 10 + 20_000).contains(&up), "{up} bytes for {photo}");
    assert!((1_000..60_000).contains(&number(&sent, "month_down_bytes")), "{sent}");
    assert!(sent["eta_s"].is_null(), "nothing waits: {sent}");
    let scan = a_death().bytes.len() as u64;
    let eta = number(&waiting, "eta_s");
    assert!((scan * 8 / speed..=3 * scan * 8 / speed + 2).contains(&eta), "{eta} s for {scan}");
    assert_eq!(number(&waiting["parcels"][0], "eta_s"), eta, "the only one is all");
    let said = desk.run(&["queue"]).out;
    assert!(said.contains("lần đo gần nhất") && said.contains("tháng này"), "{said}");
}

#[test]
fn ledger_holds_what_the_gateway_signed_for_and_names_nobody_unless_it_is_asked_to() {
    let gateway = Inside::in_clear(Policy::default());
    let desk = Desk::new("LS07");
    enrol(&desk, &gateway, &gateway.url());
    let dossier = desk.takes(&a_birth());
    desk.takes(&a_death());
    desk.sync_well();

    let out = desk.path("sổ.csv");
    let written = desk.ask(&["receipts", "-o", &out]).done();
    let (with_names, later) = (desk.path("tên.csv"), desk.path("sau.csv"));
    desk.ask(&["receipts", "--names", "-o", &with_names]).done();
    let none = desk.ask(&["receipts", "--from", "2999-01-01", "-o", &later]).done();

    assert_eq!(number(&written, "receipts"), 2);
    let text = String::from_utf8(read(&out)).unwrap();
    let rows: Vec<&str> = text.split_terminator("\r\n").collect();
    assert!(rows[0].starts_with("\u{feff}Mã hồ sơ,Mã thủ tục,"), "{}", rows[0]);
    assert_eq!(rows.len(), 1 + 4, "a form and a paper each: {text}");
    let photo = sha256(&a_birth().bytes);
    let shown = desk.show(&dossier);
    let code = shown["provisional_code"].as_str().unwrap();
    let row = rows.iter().find(|row| row.contains(photo.as_str().unwrap())).expect("the photo");
    assert!(row.starts_with(&format!("{code},1.001193,")), "{row}");
    assert!(row.contains(&format!(",{},", a_birth().bytes.len())), "its size: {row}");
    assert!(!text.contains("Lộc Thị Mỷ Châu"), "nobody is named");
    assert!(String::from_utf8(read(&with_names)).unwrap().contains("Lộc Thị Mỷ Châu"));
    assert_eq!(number(&none, "receipts"), 0);
    assert_eq!(desk.ask(&["receipts", "-o", &out]).code, 2, "nothing is overwritten");
}

#[test]
fn comparison_tells_what_only_one_side_has() {
    let gateway = Inside::in_clear(Policy::default());
    let desk = Desk::new("LS07");
    enrol(&desk, &gateway, &gateway.url());
    desk.takes(&a_birth());
    desk.sync_well();
    let waiting = desk.takes(&a_death());

    let compared = desk.ask(&["compare"]).done();
    let said = desk.run(&["compare"]).out;
    drop(gateway);
    let offline = desk.run(&["compare"]);

    assert_eq!(number(&compared, "equal"), 1, "{compared}");
    let differences = compared["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 1, "{compared}");
    assert_eq!(
        (&differences[0]["what"], &differences[0]["dossier_id"]),
        (&"waits".into(), &waiting.into())
    );
    assert!(said.contains("1 lần nộp giống nhau") && said.contains("đang chờ gửi"), "{said}");
    assert_eq!(offline.code, 4, "a network that is away is no failure of the desk: {offline:?}");
}
