//! Result files: kept when every byte is the promised one, and only then.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use courier::{Activity, Courier, Parcel, Standing, Trouble};
use domain::ids::{DossierId, Id, SubmissionId};
use domain::text::Line;
use link::ports::PortError;
use link::{Bell, RoadOptions, Traffic, Until, Watcher};
use seal::hash::hash;
use wire::event::{Event, FORMAT, ResultLine};
use wire::path;

use crate::clock::TRUE_NOW;
use crate::desk::{Desk, End, a_desk, bytes, limit, soon, trouble};
use crate::gateway::{Gateway, receipts};
use crate::server::{Asked, Reply, Server};
use crate::shelf::Dossier;

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
        let begun = desk.shelf().begun.lock().unwrap().len();
        let is_cut = case == "a cut";
        assert_eq!(begun > 0, is_cut, "{case}: only what may be the file is gone on with");
        assert_eq!(standing.results, 1, "{case}: it is still to be fetched");
        assert_eq!(trouble(&standing), Some(expected), "{case}");
    }
}

pub const SIZE: usize = 600_000;
pub const CUT: usize = 100_000;

/// One round with a gateway that answers in its own way whoever asks for the result; gives what was
/// asked.
pub fn fetched_from(
    desk: &Desk,
    answer: impl Fn(&Asked) -> Reply + Send + 'static,
) -> (Standing, Vec<Asked>) {
    let gateway = a_gateway_with_a_result(&bytes(SIZE));
    let server = Server::plain(gateway.clone());
    gateway.has_a_day(move |asked| asked.is("GET", path::RESULTS).then(|| answer(asked)));
    let standing = desk.sends_to(server.port());
    let log = gateway.log().into_iter();
    (standing, log.filter(|asked| asked.is("GET", path::RESULTS)).collect())
}

pub fn from_of(asked: &Asked) -> usize {
    let range = asked.header("range").strip_prefix("bytes=");
    range.map_or(0, |range| range.trim_end_matches('-').parse().unwrap())
}

/// The file from where it is asked for, on a line that breaks after so many bytes of it.
fn rest(asked: &Asked, most: usize) -> Reply {
    let from = from_of(asked);
    let head = match from {
        0 => "200 OK\r\n".to_owned(),
        _ => format!("206 x\r\ncontent-range: bytes {from}-{}/{SIZE}\r\n", SIZE - 1),
    };
    let head = format!("HTTP/1.1 {head}content-length: {}\r\n\r\n", SIZE - from);
    let end = SIZE.min(from + most);
    Reply::wire([head.as_bytes(), &bytes(SIZE)[from..end]].concat())
}

fn whole(_: &Asked) -> Reply {
    Reply::new(200, "application/pdf", bytes(SIZE))
}

fn begins_with(desk: &Desk, begun: &[u8]) {
    *desk.shelf().begun.lock().unwrap() = begun.to_vec();
}

#[test]
fn result_goes_on_where_the_line_broke_however_often_and_without_a_pause() {
    let desk = a_desk();

    let (standing, asked) = fetched_from(&desk, |asked| rest(asked, CUT));

    assert_eq!((standing.results, trouble(&standing)), (0, None));
    assert_eq!(*desk.shelf().kept.lock().unwrap(), [bytes(SIZE)]);
    let froms: Vec<_> = asked.iter().map(from_of).collect();
    assert_eq!(froms, (0..SIZE / CUT).map(|n| n * CUT).collect::<Vec<_>>(), "each byte once");
    let tag = format!("\"{}\"", hash(&bytes(SIZE)));
    assert!(asked.iter().skip(1).all(|asked| asked.header("if-range") == tag));
}

#[test]
fn result_begins_anew_when_something_in_between_knows_no_ranges() {
    let desk = a_desk();
    begins_with(&desk, &bytes(SIZE)[..CUT]);

    let (standing, asked) = fetched_from(&desk, whole);

    assert_eq!((standing.results, asked.len()), (0, 1));
    assert_eq!(*desk.shelf().kept.lock().unwrap(), [bytes(SIZE)]);
}

#[test]
fn what_came_before_stays_when_a_web_page_answers() {
    let desk = a_desk();
    begins_with(&desk, &bytes(SIZE)[..CUT]);

    let told = |_: &Asked| Reply::new(200, "text/html", "<html></html>");
    let endless = |_: &Asked| {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n\r\n";
        Reply::wire([head.as_bytes(), &vec![b' '; 2 * CUT]].concat())
    };
    let rounds = [fetched_from(&desk, told), fetched_from(&desk, endless)];

    for (standing, _) in rounds {
        assert_eq!(trouble(&standing), Some(Trouble::LoginPage));
        assert_eq!(desk.shelf().begun.lock().unwrap().len(), CUT);
    }
}

#[test]
fn result_begins_anew_when_there_is_no_such_range() {
    for refusal in [416, 206] {
        let desk = a_desk();
        begins_with(&desk, &bytes(SIZE)[..CUT]);
        let answer = move |asked: &Asked| match (from_of(asked), refusal) {
            (0, _) => whole(asked),
            (_, 416) => Reply::empty(416).with("content-range", format!("bytes */{CUT}")),
            (_, _) => Reply::new(206, "application/pdf", "x")
                .with("content-range", format!("bytes 7-7/{SIZE}")),
        };

        let froms = tried_twice(&desk, answer);

        assert_eq!(froms, [CUT, 0], "{refusal}");
        assert_eq!(*desk.shelf().kept.lock().unwrap(), [bytes(SIZE)], "{refusal}");
    }
}

#[test]
fn what_came_before_stays_when_somebody_in_between_takes_no_ranges_and_the_line_breaks() {
    let size = format!("bytes */{SIZE}");
    let refusals = [
        ("a bare refusal", 416, "text/plain", "", CUT),
        ("one of who knows another file", 416, "text/plain", "bytes */100000", CUT),
        ("one of who knows the file", 416, "text/plain", &size, CUT / 2),
        ("the gateway's own", 416, wire::problem::MEDIA, "bytes */1", CUT / 2),
        ("other bytes", 206, "application/pdf", "bytes 7-7/600000", CUT),
        ("another file", 206, "application/pdf", "bytes 100000-100000/600001", CUT),
    ];
    for (case, status, media, range, left) in refusals {
        let desk = a_desk();
        begins_with(&desk, &bytes(SIZE)[..CUT]);
        let (media, range) = (media.to_owned(), range.to_owned());

        let (standing, asked) = fetched_from(&desk, move |asked| match from_of(asked) {
            0 => rest(asked, CUT / 2),
            _ => Reply::new(status, &media, A_PROBLEM).with("content-range", &range),
        });

        let froms: Vec<_> = asked.iter().take(2).map(from_of).collect();
        assert_eq!(froms, [CUT, 0], "{case}");
        assert_eq!(standing.results, 1, "{case}");
        assert_eq!(desk.shelf().begun.lock().unwrap().len(), left, "{case}");
    }
}

const A_PROBLEM: &str = r#"{"code":"range-not-satisfiable","status":416,"title":"no such bytes"}"#;

#[test]
fn result_comes_in_pieces_when_something_in_between_caps_ranges() {
    for tells_length in [true, false] {
        let desk = a_desk();

        let (standing, asked) = fetched_from(&desk, move |asked| capped(asked, CUT, tells_length));

        assert_eq!((standing.results, trouble(&standing)), (0, None));
        assert_eq!(*desk.shelf().kept.lock().unwrap(), [bytes(SIZE)]);
        let froms: Vec<_> = asked.iter().map(from_of).collect();
        assert_eq!(froms, (0..SIZE / CUT).map(|n| n * CUT).collect::<Vec<_>>(), "each byte once");
    }
}

/// No more than so many bytes of what is asked for.
fn capped(asked: &Asked, most: usize, tells_length: bool) -> Reply {
    let (from, length) = (from_of(asked), most.min(SIZE - from_of(asked)));
    let range = format!("bytes {from}-{}/{SIZE}", from + length - 1);
    let piece = &bytes(SIZE)[from..from + length];
    if tells_length {
        return Reply::new(206, "application/pdf", piece).with("content-range", range);
    }
    let head = format!("HTTP/1.1 206 x\r\ncontent-range: {range}\r\n\r\n");
    Reply::wire([head.as_bytes(), piece].concat())
}

#[test]
fn same_piece_again_and_again_is_not_asked_for_without_an_end() {
    let desk = a_desk();
    let first_piece = |_: &Asked| {
        let head = format!("HTTP/1.1 206 x\r\ncontent-range: bytes 0-{}/{SIZE}\r\n\r\n", CUT - 1);
        Reply::wire([head.as_bytes(), &bytes(SIZE)[..CUT]].concat())
    };

    let (standing, asked) = fetched_from(&desk, first_piece);

    assert_eq!(asked.iter().take(3).map(from_of).collect::<Vec<_>>(), [0, CUT, 0]);
    assert_eq!(trouble(&standing), Some(Trouble::NotTheGateway));
    assert_eq!(desk.shelf().begun.lock().unwrap().len(), CUT);
}

#[test]
fn bytes_that_are_others_are_thrown_away_and_the_next_try_begins_anew() {
    let mut bad = bytes(SIZE);
    bad[CUT / 2] ^= 1;
    for (begun, expected) in [(CUT, &[CUT, 0][..]), (SIZE, &[0])] {
        let desk = a_desk();
        begins_with(&desk, &bad[..begun]);

        let froms = tried_twice(&desk, |asked| rest(asked, SIZE));

        assert_eq!(froms, expected);
        assert_eq!(*desk.shelf().kept.lock().unwrap(), [bytes(SIZE)], "with {begun} bad bytes");
    }
}

/// Two rounds; gives from where on the result was asked for.
fn tried_twice(
    desk: &Desk,
    answer: impl Fn(&Asked) -> Reply + Copy + Send + 'static,
) -> Vec<usize> {
    let rounds = [(); 2].map(|()| fetched_from(desk, answer));
    let asked = rounds.iter().flat_map(|(_, asked)| asked);
    asked.map(from_of).collect()
}

/// Says once that a parcel was queued, as soon as so many bytes have come.
struct Queues {
    bell: Bell,
    parcel: Mutex<Option<Parcel>>,
}

impl Watcher for Queues {
    fn changed(&self, _: &Courier) {}

    fn passed(&self, so_far: Traffic) {
        if so_far.down > CUT as u64 {
            self.parcel.lock().unwrap().take().into_iter().for_each(|it| self.bell.queued(it));
        }
    }

    fn not_saved(&self, _: &PortError) {}
}

#[test]
fn dossier_goes_before_the_rest_of_a_result_and_what_came_of_it_is_not_asked_for_again() {
    let (desk, gateway) = (a_desk(), a_gateway_with_a_result(&bytes(SIZE)));
    let server = Server::plain(gateway.clone());
    let (sender, slow) = mpsc::channel();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {SIZE}\r\n\r\n");
    sender.send([head.as_bytes(), &bytes(SIZE)[..2 * CUT]].concat()).unwrap();
    let slow = Mutex::new(Some(slow));
    gateway.has_a_day(move |asked| {
        let first = || slow.lock().unwrap().take().map(Reply::Drip);
        asked.is("GET", path::RESULTS).then(|| first().unwrap_or_else(|| rest(asked, SIZE)))
    });
    let address = format!("http://127.0.0.1:{}", server.port());
    let driver = desk.driver(desk.road(&address, &RoadOptions::default()));
    desk.takes(2, 1_000);
    let second = desk.shelf().dossiers.lock().unwrap().last().map(Dossier::as_stored);
    let queues = Queues { bell: driver.bell(), parcel: Mutex::new(second) };

    let standing = soon(driver.watched_by(Box::new(queues)), Until::Rest { limit: limit() });
    drop(sender);

    assert_eq!((standing.results, trouble(&standing)), (0, None));
    assert_eq!((desk.end(1), desk.end(2)), (Some(End::Delivered), Some(End::Delivered)));
    assert_eq!(*desk.shelf().kept.lock().unwrap(), [bytes(SIZE)]);
    let log = gateway.log();
    let result = |asked: &Asked| asked.is("GET", path::RESULTS);
    let between = log.iter().skip_while(|asked| !result(asked)).skip(1);
    assert!(between.take_while(|asked| !result(asked)).any(|it| it.announced().is_some()));
    let froms: Vec<_> = log.iter().filter(|asked| result(asked)).map(from_of).collect();
    assert!(matches!(froms[..], [0, from] if from > 0), "{froms:?}");
}

/// Rings when the courier pauses, so many times.
struct Impatient {
    bell: Bell,
    left: AtomicUsize,
}

impl Watcher for Impatient {
    fn changed(&self, courier: &Courier) {
        let pauses = matches!(courier.activity(), Activity::BackingOff { .. });
        let fewer = |left: usize| left.checked_sub(1);
        let (order, again) = (Ordering::SeqCst, Ordering::SeqCst);
        if pauses && self.left.fetch_update(order, again, fewer).is_ok() {
            self.bell.ring();
        }
    }

    fn not_saved(&self, _: &PortError) {}
}

#[test]
fn result_goes_on_without_a_pause_in_its_second_pass_when_other_bytes_came_first() {
    let (desk, gateway) = (a_desk(), a_gateway_with_a_result(&bytes(SIZE)));
    let server = Server::plain(gateway.clone());
    let bad = Mutex::new(Some(vec![b' '; SIZE]));
    gateway.has_a_day(move |asked| {
        let first = || bad.lock().unwrap().take().map(|it| Reply::new(200, "application/pdf", it));
        asked.is("GET", path::RESULTS).then(|| first().unwrap_or_else(|| rest(asked, CUT)))
    });
    let address = format!("http://127.0.0.1:{}", server.port());
    let driver = desk.driver(desk.road(&address, &RoadOptions::default()));
    let impatient = Impatient { bell: driver.bell(), left: AtomicUsize::new(1) };

    let standing = soon(driver.watched_by(Box::new(impatient)), Until::Rest { limit: limit() });

    assert_eq!((standing.results, trouble(&standing)), (0, None), "one ring is enough");
    assert_eq!(*desk.shelf().kept.lock().unwrap(), [bytes(SIZE)]);
}
