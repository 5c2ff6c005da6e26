//! The path that all connections share: whether it is there, and what has happened to it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{self, Instant};

use super::weather::{Death, Door, Way, Weather, one_of};
use crate::luck::SeededLuck;

/// One of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the desk to the gateway.
    Up,
    /// From the gateway to the desk.
    Down,
}

/// Where the path is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Whose bytes are counted.
    pub direction: Direction,
    /// So many of them pass, since the link began, and not one more.
    pub after: u64,
    /// How the connections end.
    pub death: Death,
}

/// Bytes in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flowed {
    /// Handed to the other side.
    pub passed: u64,
    /// Taken in, and never handed on.
    pub lost: u64,
}

/// What has happened to a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// From the desk to the gateway.
    pub up: Flowed,
    /// From the gateway to the desk.
    pub down: Flowed,
    /// Connections that got as far as the gateway.
    pub connections: u64,
    /// Those who knocked while there was no path.
    pub knocks: u64,
    /// How often the path was cut.
    pub cuts: u64,
    /// How often answers were held back.
    pub deaf: u64,
    /// Connections that ended by RST at a cut.
    pub resets: u64,
    /// Connections that fell silent at a cut.
    pub silences: u64,
}

impl Tally {
    /// One direction of it.
    pub fn flowed(&mut self, direction: Direction) -> &mut Flowed {
        match direction {
            Direction::Up => &mut self.up,
            Direction::Down => &mut self.down,
        }
    }
}

/// What the path is like now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phase {
    /// How many paths there were before. A connection belongs to one of them.
    pub(super) number: u64,
    pub(super) state: State,
    /// How the last path ended.
    pub(super) death: Death,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Open,
    /// The gateway hears the desk, and the desk hears nothing.
    Deaf,
    Cut(Door),
}

impl Phase {
    pub(super) fn is_cut(&self) -> bool {
        matches!(self.state, State::Cut(_))
    }

    /// Whether the path of that number is there no more.
    pub(super) fn is_over(&self, number: u64) -> bool {
        self.is_cut() || self.number != number
    }
}

/// What a way has been given and has not carried yet: one behind the other, whoever gave it.
#[derive(Debug, Default)]
struct Queue {
    /// Of the path that it lies on; a cut takes it away.
    number: u64,
    /// When all of it is carried.
    until: Option<Instant>,
}

pub(super) struct Path {
    weather: Weather,
    luck: SeededLuck,
    phase: watch::Sender<Phase>,
    marks: Mutex<Vec<Mark>>,
    tally: Mutex<Tally>,
    up: Mutex<Queue>,
    down: Mutex<Queue>,
    /// Sockets of those that nobody hears any more.
    silent: Mutex<Vec<TcpStream>>,
}

impl Path {
    pub(super) fn new(weather: Weather, seed: u64) -> Self {
        let phase = Phase { number: 0, state: State::Open, death: Death::Reset };
        Self {
            weather,
            luck: SeededLuck::new(seed),
            phase: watch::Sender::new(phase),
            marks: Mutex::default(),
            tally: Mutex::default(),
            up: Mutex::default(),
            down: Mutex::default(),
            silent: Mutex::default(),
        }
    }

    pub(super) fn phase(&self) -> watch::Receiver<Phase> {
        self.phase.subscribe()
    }

    pub(super) fn way(&self, direction: Direction) -> Way {
        match direction {
            Direction::Up => self.weather.up,
            Direction::Down => self.weather.down,
        }
    }

    /// Puts bytes of a path's connection behind all others, and tells when the way has carried them.
    pub(super) fn carried(&self, direction: Direction, number: u64, bytes: usize) -> Instant {
        let now = Instant::now();
        let mut queue = held(match direction {
            Direction::Up => &self.up,
            Direction::Down => &self.down,
        });
        let before = queue.until.filter(|until| queue.number == number && *until > now);
        let until = before.unwrap_or(now) + self.way(direction).takes(bytes);
        *queue = Queue { number, until: Some(until) };
        until
    }

    pub(super) fn luck(&self) -> &SeededLuck {
        &self.luck
    }

    pub(super) fn tally(&self) -> Tally {
        *held(&self.tally)
    }

    pub(super) fn count(&self, count: impl FnOnce(&mut Tally)) {
        count(&mut held(&self.tally));
    }

    /// Keeps sockets open that nothing passes through any more.
    pub(super) fn keep_silent(&self, sockets: impl IntoIterator<Item = TcpStream>) {
        held(&self.silent).extend(sockets);
    }

    pub(super) fn mark(&self, mark: Mark) {
        held(&self.marks).push(mark);
        self.passed(mark.direction, 0);
    }

    pub(super) fn cut(&self, death: Death) {
        let door = one_of(&self.weather.doors, &self.luck).expect("a door");
        let is_new = self.phase.send_if_modified(|phase| {
            let is_new = !phase.is_cut();
            if is_new {
                *phase = Phase { state: State::Cut(door), death, ..*phase };
            }
            is_new
        });
        self.count(|tally| tally.cuts += u64::from(is_new));
    }

    pub(super) fn go_deaf(&self) {
        let is_new = self.phase.send_if_modified(|phase| {
            let is_new = phase.state == State::Open;
            if is_new {
                phase.state = State::Deaf;
            }
            is_new
        });
        self.count(|tally| tally.deaf += u64::from(is_new));
    }

    /// After a cut there is another path, and no connection belongs to it yet.
    pub(super) fn mend(&self) {
        self.phase.send_modify(|phase| {
            phase.number += u64::from(phase.is_cut());
            phase.state = State::Open;
        });
    }

    /// How many more bytes may pass before the path is cut; `None`: any.
    pub(super) fn room(&self, direction: Direction) -> Option<u64> {
        let passed = self.tally().flowed(direction).passed;
        let marks = held(&self.marks);
        let ahead = marks.iter().filter(|mark| mark.direction == direction);
        ahead.map(|mark| mark.after.saturating_sub(passed)).min()
    }

    /// Counts bytes that have passed, and cuts where that was to happen.
    pub(super) fn passed(&self, direction: Direction, bytes: u64) {
        self.count(|tally| tally.flowed(direction).passed += bytes);
        let passed = self.tally().flowed(direction).passed;
        let reached = |mark: &Mark| mark.direction == direction && mark.after <= passed;
        let due = {
            let mut marks = held(&self.marks);
            let due = marks.iter().copied().find(reached);
            marks.retain(|mark| !reached(mark));
            due
        };
        if let Some(mark) = due {
            self.cut(mark.death);
        }
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The weather, which never ends. A cut or an end that a test brings about is as good as its own.
pub(super) async fn changes(path: &Arc<Path>) {
    let mut phase = path.phase();
    let Weather { life, gap, deaths, deaf, .. } = &path.weather;
    loop {
        let deaf = one_of(deaf, &path.luck).unwrap_or_default();
        let life = life.drawn(&path.luck).map(|life| life.saturating_sub(deaf));
        if !comes(&mut phase, Phase::is_cut, life).await && !deaf.is_zero() {
            path.go_deaf();
            comes(&mut phase, Phase::is_cut, Some(deaf)).await;
        }
        path.cut(one_of(deaths, &path.luck).expect("a death"));
        comes(&mut phase, |phase| !phase.is_cut(), gap.drawn(&path.luck)).await;
        path.mend();
    }
}

/// Waits until the path is like that, for so long at most, and tells whether it came to it.
async fn comes(
    phase: &mut watch::Receiver<Phase>,
    is_so: impl FnMut(&Phase) -> bool,
    most: Option<Duration>,
) -> bool {
    let coming = phase.wait_for(is_so);
    match most {
        Some(most) => time::timeout(most, coming).await.is_ok(),
        None => coming.await.is_ok(),
    }
}
