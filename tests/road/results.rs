//! Result files: kept when every byte is the promised one, and only then.

use std::sync::Arc;

use courier::Trouble;
use domain::ids::{DossierId, Id, SubmissionId};
use domain::text::Line;
use seal::hash::hash;
use wire::event::{Event, FORMAT, ResultLine};
use wire::path;

use crate::clock::TRUE_NOW;
use crate::desk::{a_desk, bytes, trouble};
use crate::gateway::{Gateway, receipts};
use crate::server::{Reply, Server};

pub fn a_gateway_with_a_result(bytes: &[u8]) -> Arc<Gateway> {
    let gateway = Arc::new(Gateway::default());
    let dossier = DossierId::from_bytes([1; 16]);
    let event = an_event(dossier, SubmissionId::from_bytes([1; 16]), bytes);
    gateway.has_a_result(&format!("{dossier}/{}", hash(bytes)), bytes, event);
    gateway
}

/// An event that promises a result file.
pub fn an_event(dossier_id: DossierId, submission_id: SubmissionId, bytes: &[u8]) -> String {
    let line = ResultLine {
        name: Line::new("giay-khai-sinh.pdf"),
        media: "application/pdf".to_owned(),
        size: bytes.len() as u64,
        sha256: hash(bytes),
    };
    let event = Event {
        format: FORMAT,
        era: 1,
        number: 1,
        at_ms: TRUE_NOW,
        dossier_id,
        submission_id,
        status: "10".to_owned(),
        official_code: None,
        received_ms: None,
        reason: None,
        deadline: None,
        result: Some(line),
    };
    event.sign("r1", &receipts()).unwrap()
}

#[test]
fn result_is_kept_byte_for_byte() {
    let desk = a_desk();
    let gateway = a_gateway_with_a_result(&bytes(300_000));
    let server = Server::plain(gateway.clone());

    let standing = desk.sends_to(server.port());

    assert_eq!(standing.results, 0, "{standing:?}");
    assert_eq!(*desk.shelf().kept.lock().unwrap(), [bytes(300_000)]);
}

#[test]
fn nothing_is_kept_when_other_bytes_come_than_were_promised() {
    let good = bytes(300_000);
    let (mut other, short, long) = (good.clone(), good[1..].to_vec(), [&good[..], b"x"].concat());
    other[150_000] ^= 1;
    let head = |length: usize| format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
    let endless = |body: &[u8]| [b"HTTP/1.1 200 OK\r\n\r\n", body].concat();
    let cases = [
        ("a login page", endless(b"<html></html>"), Trouble::NotTheGateway),
        ("another file", endless(&other), Trouble::NotTheGateway),
        ("a byte too few", endless(&short), Trouble::NotTheGateway),
        ("a byte too many", endless(&long), Trouble::NotTheGateway),
        ("another length", [head(5).as_bytes(), b"short"].concat(), Trouble::NotTheGateway),
        ("a cut", [head(300_000).as_bytes(), &good[..1_000]].concat(), Trouble::Unreachable),
    ];
    for (case, wire, expected) in cases {
        let desk = a_desk();
        let gateway = a_gateway_with_a_result(&good);
        let server = Server::plain(gateway.clone());
        gateway.has_a_day(move |asked| {
            asked.is("GET", path::RESULTS).then(|| Reply::wire(wire.clone()))
        });

        let standing = desk.sends_to(server.port());

        assert!(desk.shelf().kept.lock().unwrap().is_empty(), "{case} was kept");
        assert_eq!(standing.results, 1, "{case}: it is still to be fetched");
        assert_eq!(trouble(&standing), Some(expected), "{case}");
    }
}
