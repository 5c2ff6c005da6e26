//! A line that breaks again and again under a result, with the desk begun anew each time.

use std::time::Duration;

use serde_json::json;
use testkit::BadLink;
use testkit::bad_link::{Death, Direction, Door, Mark, Span, Way, Weather};

use crate::desk::{Desk, read};
use crate::gateway::Gateway;
use crate::papers::{a_birth, a_scan};

const SIZE: usize = 600_000;
/// After how many bytes from the gateway the line breaks.
const CUT: u64 = 100_000;

/// A line that stays broken until somebody mends it.
fn a_line(gateway: &Gateway) -> BadLink {
    let way = Way { rate: Some(2_000_000), buffer: 16 * 1024, ..Way::clear() };
    let weather = Weather {
        up: way,
        down: Way { delay: Duration::from_millis(5), ..way },
        life: Span::Always,
        gap: Span::Always,
        deaths: vec![Death::Reset],
        doors: vec![Door::Shut],
        deaf: vec![],
    };
    BadLink::to(([127, 0, 0, 1], gateway.port()).into(), weather, 1)
}

#[test]
fn result_arrives_over_a_line_that_breaks_and_a_desk_that_is_restarted_each_hundred_kilobytes() {
    let gateway = Gateway::new();
    let (line, desk) = (a_line(&gateway), Desk::new("LS07"));
    let url = format!("https://{}", line.address());
    desk.enroll(&url, &gateway.ca(), &gateway.code()).done();
    let dossier = desk.takes(&a_birth());
    desk.sync_well();
    let bytes = a_scan(7, SIZE);
    let file = desk.write("Giấy khai sinh.pdf", &bytes);
    gateway.advance(&dossier, "2", &["--code", "H37.12.6-261122-0001"]);
    gateway.advance(&dossier, "9", &["--result", &file]);

    let before = line.tally().down.passed;
    let mut breaks = 0;
    let synced = loop {
        let after = line.tally().down.passed + CUT;
        line.cut_at(Mark { direction: Direction::Down, after, death: Death::Reset });
        let told = desk.sync();
        if told.code == 0 {
            break told.json();
        }
        assert_eq!(told.code, 4, "it is the network's fault: {told:?}");
        breaks += 1;
        assert!(breaks < 20, "it never arrives: {told:?}");
        line.mend();
    };

    assert_eq!((&synced["results"], &synced["results_waiting"]), (&json!(1), &json!(0)));
    let out = desk.path("kết-quả.pdf");
    desk.ask(&["result", &dossier, "-o", &out]).done();
    assert!(read(&out) == bytes, "byte for byte");
    let (sent, size) = (line.tally().down.passed - before, bytes.len() as u64);
    println!("{sent} bytes over the line for {size}, with {breaks} breaks");
    assert!(breaks >= size / CUT - 1, "{breaks} breaks");
    assert!(sent < size * 3 / 2, "{sent} bytes for {size}");
    let left = std::fs::read_dir(desk.data().join("arriving")).unwrap().count();
    assert_eq!(left, 0, "what came in pieces is nowhere but in the file");
}
