//! Silence is trouble, slowness is not: whoever sends or answers piece by piece is waited for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use courier::{Activity, STALL_MS, Standing, Tick, Trouble};
use link::ports::Clock;
use link::{RoadOptions, Until};
use wire::path;

use crate::clock::TestClock;
use crate::desk::{Ear, End, a_desk, limit, soon, trouble};
use crate::gateway::{Gateway, capabilities};
use crate::server::{Reply, Server};

#[test]
fn queue_waits_when_the_gateway_falls_silent() {
    for place in [path::CAPABILITIES, path::ANNOUNCEMENTS, path::UPLOADS] {
        let desk = a_desk();
        let gateway = Arc::new(Gateway::default());
        let server = Server::plain(gateway.clone());
        let (clock, silence) = (desk.clock.clone(), Silence::default());
        gateway.has_a_day(move |asked| {
            asked.path.starts_with(place).then(|| {
                clock.leaps();
                silence.reply()
            })
        });

        let standing = desk.sends_to(server.port());

        assert_eq!(trouble(&standing), Some(Trouble::Stalled), "at {place}");
        gateway.is_well_again();
        desk.clock.leaps_no_more();
        desk.sends_to(server.port());
        assert_eq!(desk.end(1), Some(End::Delivered), "at {place}, over");
    }
}

#[test]
fn request_that_slept_with_the_machine_is_made_anew_without_a_wait() {
    for place in [path::CAPABILITIES, path::ANNOUNCEMENTS, path::UPLOADS] {
        let desk = a_desk();
        let gateway = Arc::new(Gateway::default());
        let server = Server::plain(gateway.clone());
        let address = format!("http://127.0.0.1:{}", server.port());
        let driver = desk.driver(desk.road(&address, &RoadOptions::default()));
        let (bell, silence) = (driver.bell(), Silence::default());
        let has_slept = AtomicBool::new(false);
        gateway.has_a_day(move |asked| {
            let sleeps = asked.path.starts_with(place) && !has_slept.swap(true, Ordering::SeqCst);
            sleeps.then(|| {
                bell.rouse();
                silence.reply()
            })
        });

        let standing = soon(driver, Until::Rest { limit: limit() });

        assert_eq!(desk.end(1), Some(End::Delivered), "at {place}: {standing:?}");
        assert_eq!(desk.clock.now().tick, Tick(0), "at {place}: no time had to pass");
    }
}

#[test]
fn slow_answer_is_waited_for_as_long_as_something_comes() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    let clock = desk.clock.clone();
    gateway.has_a_day(move |asked| {
        asked.is("GET", path::CAPABILITIES).then(|| {
            let (sender, receiver) = mpsc::channel();
            let clock = clock.clone();
            std::thread::spawn(move || {
                let body = serde_json::to_vec(&capabilities()).unwrap();
                let head =
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
                sender
                    .send(format!("{head}content-length: {}\r\n\r\n", body.len()).into())
                    .unwrap();
                let almost = STALL_MS - 1;
                for (piece, count) in body.chunks(100).zip(1..) {
                    clock.pass(almost);
                    sender.send(piece.to_vec()).unwrap();
                    // The driver has heard of this piece once its patience begins anew.
                    clock.until_somebody_waits_for(count * almost + STALL_MS);
                }
            });
            Reply::Drip(receiver)
        })
    });

    let standing = desk.sends_to(server.port());

    assert_eq!(desk.end(1), Some(End::Delivered), "{standing:?}");
}

#[test]
fn driver_goes_on_through_pauses_until_nothing_is_left() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    let failures = Mutex::new(5);
    gateway.has_a_day(move |asked| {
        let mut left = failures.lock().unwrap_or_else(PoisonError::into_inner);
        (asked.is("PATCH", path::UPLOADS) && *left > 0).then(|| {
            *left -= 1;
            Reply::empty(503).with("retry-after", 30)
        })
    });
    let road = desk.road(&format!("http://127.0.0.1:{}", server.port()), &RoadOptions::default());
    let (sender, standings) = mpsc::channel();
    let clock = desk.clock.clone();
    let passing = std::thread::spawn(move || pass_pauses(&clock, &standings));

    let driver = desk.driver(road).watched_by(Box::new(Ear(sender)));
    let standing = soon(driver, Until::Empty { limit: limit() });

    assert_eq!(desk.end(1), Some(End::Delivered), "{standing:?}");
    let pauses = passing.join().unwrap();
    assert_eq!(pauses.len(), 5, "a pause after each failure");
    assert!(pauses.iter().all(|pause| *pause >= 30_000), "as long as it was asked: {pauses:?}");
}

/// Lets every pause pass as soon as it begins, and gives their lengths.
fn pass_pauses(clock: &TestClock, standings: &mpsc::Receiver<Standing>) -> Vec<u64> {
    let mut pauses = vec![];
    for standing in standings {
        if let Activity::BackingOff { next } = standing.activity {
            let pause = next.0.saturating_sub(clock.now().tick.0);
            pauses.extend((pause > 0).then_some(pause));
            clock.pass_to(next);
        }
    }
    pauses
}

/// An answer that begins and never goes on.
#[derive(Default)]
pub struct Silence(Mutex<Vec<mpsc::Sender<Vec<u8>>>>);

impl Silence {
    pub fn reply(&self) -> Reply {
        let (sender, receiver) = mpsc::channel();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        Reply::Drip(receiver)
    }
}

#[test]
fn driver_ends_at_once_when_it_is_stopped() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    let road = desk.road(&format!("http://127.0.0.1:{}", server.port()), &RoadOptions::default());
    let driver = desk.driver(road);
    let (bell, silence) = (driver.bell(), Silence::default());
    gateway.has_a_day(move |_| {
        bell.stop();
        Some(silence.reply())
    });

    let standing = soon(driver, Until::Stopped);

    assert_eq!(standing.waiting, 1, "what waits goes on waiting");
}

#[test]
fn driver_ends_when_its_time_is_up() {
    let desk = a_desk();
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    let road = desk.road(&format!("http://127.0.0.1:{}", server.port()), &RoadOptions::default());
    let (clock, silence) = (desk.clock.clone(), Silence::default());
    gateway.has_a_day(move |_| {
        clock.pass(5_000);
        Some(silence.reply())
    });

    let standing = soon(desk.driver(road), Until::Empty { limit: Duration::from_secs(5) });

    assert_eq!(standing.waiting, 1, "what waits goes on waiting");
}
