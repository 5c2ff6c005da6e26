//! What a result file costs, whoever stands in between: no byte of it is paid for again and again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;

use courier::{Courier, Trouble};
use link::ports::PortError;
use link::{RoadOptions, Traffic, Until, Watcher};
use wire::path;

use crate::desk::{a_desk, bytes, limit, soon, trouble};
use crate::results::{CUT, SIZE, a_gateway_with_a_result, fetched_from, from_of};
use crate::server::{Asked, Reply, Server};

/// Notes how many bytes have come in.
struct Weighs(Arc<AtomicU64>);

impl Watcher for Weighs {
    fn changed(&self, _: &Courier) {}

    fn passed(&self, so_far: Traffic) {
        self.0.fetch_max(so_far.down, Ordering::SeqCst);
    }

    fn not_saved(&self, _: &PortError) {}
}

/// No more than a piece of what is asked for, and more behind it, without a word of how much.
fn piece_and_more(asked: &Asked, more: usize) -> Reply {
    let from = from_of(asked);
    let end = SIZE.min(from + CUT);
    let head = format!("HTTP/1.1 206 x\r\ncontent-range: bytes {from}-{}/{SIZE}\r\n\r\n", end - 1);
    let (sender, pieces) = mpsc::channel();
    sender.send([head.as_bytes(), &bytes(SIZE)[from..end]].concat()).unwrap();
    let behind = if end < SIZE { more / CUT } else { 0 };
    for _ in 0..behind {
        sender.send(vec![b' '; CUT]).unwrap();
    }
    Reply::Drip(pieces)
}

#[test]
fn what_comes_behind_a_piece_of_a_result_is_not_read() {
    const MORE: usize = 8_000_000;
    let (desk, gateway) = (a_desk(), a_gateway_with_a_result(&bytes(SIZE)));
    let server = Server::plain(gateway.clone());
    gateway.has_a_day(|it| it.is("GET", path::RESULTS).then(|| piece_and_more(it, MORE)));
    let address = format!("http://127.0.0.1:{}", server.port());
    let driver = desk.driver(desk.road(&address, &RoadOptions::default()));
    let down = Arc::new(AtomicU64::new(0));

    let watched = driver.watched_by(Box::new(Weighs(Arc::clone(&down))));
    let standing = soon(watched, Until::Rest { limit: limit() });

    assert_eq!((standing.results, trouble(&standing)), (0, None));
    assert_eq!(*desk.shelf().kept.lock().unwrap(), [bytes(SIZE)]);
    let down = down.load(Ordering::SeqCst);
    assert!(down < MORE as u64, "{down} bytes came in for {SIZE}");
}

#[test]
fn other_bytes_on_a_line_that_breaks_at_their_end_are_not_asked_for_without_a_pause() {
    let desk = a_desk();
    let others = |_: &Asked| {
        let head = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{SIZE:x}\r\n");
        Reply::wire([head.as_bytes(), &vec![b' '; SIZE]].concat())
    };

    let (standing, asked) = fetched_from(&desk, others);

    assert_eq!(trouble(&standing), Some(Trouble::NotTheGateway));
    assert!(asked.len() <= 2, "{} times {SIZE} bytes", asked.len());
}
