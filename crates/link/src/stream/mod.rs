//! The desk's half of the stream of blocks: see [`wire::stream`].

mod fit;
mod handshake;
mod lanes;
mod pace;
mod rate;
mod silence;
mod talk;
mod window;

#[cfg(test)]
mod line_tests;
#[cfg(test)]
mod talk_tests;

use std::sync::{Arc, Mutex, PoisonError};

use courier::{Answer, Failure, Lane, Word};
use reqwest::header::HeaderMap;
use tokio::sync::watch;

use crate::perform::Ports;
use crate::pieces::Progress;
use crate::road::{Heard, Road};
use lanes::Lanes;
use pace::Learnt;
use talk::Talk;

/// Most bytes of a part in one block: with what stands before them they fill one record of TLS.
const LONGEST: u64 = 16 * 1024 - 9;

/// What streams have learnt of the line, from one to the next.
pub(crate) type Line = Arc<Mutex<Option<Learnt>>>;

/// Is told what the gateway says of each lane, by its place in the request.
pub(crate) type Words = Arc<dyn Fn(usize, Word) + Send + Sync>;

/// How one stream is told what to do, and tells what happens.
#[derive(Clone)]
pub(crate) struct Wires {
    pub(crate) words: Words,
    /// Turns true when no new block is to be begun.
    pub(crate) finish: watch::Receiver<bool>,
    pub(crate) line: Line,
    /// Is told once that the stream is open.
    pub(crate) opened: Progress,
}

/// Sends all lanes and tells what becomes of each; `headers` tell the gateway which desk it is.
pub(crate) async fn stream(
    road: &Road,
    ports: &Ports,
    wanted: Vec<Lane>,
    headers: HeaderMap,
    wires: Wires,
) -> Heard<Answer> {
    let learnt = *wires.line.lock().unwrap_or_else(PoisonError::into_inner);
    let trip = learnt.map(|line| line.trip);
    let handshake = handshake::upgrade(road, &wanted, headers, trip).await;
    let time = handshake.time;
    let answer = match handshake.answer {
        Ok(opened) => {
            (wires.opened)();
            let lanes = Lanes::new(ports, wanted, opened.offsets, &wires.words);
            let talk = Talk::new(road.clock(), opened.connection, lanes, wires);
            let talk = talk.paced_by(opened.pacer);
            // The next request needs a connection of its own.
            road.meter().disconnected();
            talk.metered_by(road.meter().clone()).runs().await.map(|()| Answer::Streamed)
        }
        Err(failure) => Err::<_, Failure>(failure),
    };
    Heard::of(answer, time)
}
