//! A window and its pace on lines as there are: slow, far, with a short queue, with losses.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use courier::Tick;

use super::pace::Learnt;
use super::window::Window;

/// Bytes of a packet.
const PACKET: u64 = 1_300;
/// How long the gateway takes to write, in microseconds.
const DISK_US: u64 = 30_000;

/// What the line is like.
#[derive(Clone, Copy)]
struct Line {
    /// Bytes a second.
    rate: u64,
    one_way_ms: u64,
    /// What stands in the queue longer is dropped.
    queue_ms: u64,
    lost_per_10k: u64,
}

/// What became of a time on the line.
#[derive(Debug, Default)]
struct Course {
    /// Of what the line carries, in thousandths.
    full: u64,
    /// Packets that were sent more than once, in thousandths.
    again: u64,
    dropped: u64,
    /// The mean stay in the queue, in milliseconds.
    queue_ms: u64,
    /// The most that would ever have died with the line: sent and not acknowledged.
    most: u64,
    learnt: Option<Learnt>,
}

/// A sender of packets in order that begins slowly, sends anew what was lost, and is held back by
/// nothing else.
struct Sender {
    line: Line,
    luck: u64,
    /// Packets handed in: the byte behind each.
    packets: Vec<u64>,
    unsent: VecDeque<usize>,
    again: VecDeque<usize>,
    congestion: u64,
    in_flight: u64,
    free_us: u64,
    /// What happens when: a packet is known to have arrived, or to be lost.
    known: BTreeMap<(u64, u64), (usize, bool)>,
    arrivals: BTreeMap<(u64, u64), usize>,
    arrived: BTreeSet<usize>,
    in_order: usize,
    sent: u64,
    course: Course,
    waited_us: u64,
}

impl Sender {
    fn new(line: Line, luck: u64) -> Self {
        Self {
            line,
            luck,
            packets: vec![],
            unsent: VecDeque::new(),
            again: VecDeque::new(),
            congestion: 10,
            in_flight: 0,
            free_us: 0,
            known: BTreeMap::new(),
            arrivals: BTreeMap::new(),
            arrived: BTreeSet::new(),
            in_order: 0,
            sent: 0,
            course: Course::default(),
            waited_us: 0,
        }
    }

    fn draw(&mut self) -> u64 {
        self.luck = self.luck.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040);
        (self.luck >> 33) % 10_000
    }

    fn hand_in(&mut self, from: u64, bytes: u64) {
        let mut at = from;
        while at < from + bytes {
            at = (at + PACKET).min(from + bytes);
            self.unsent.push_back(self.packets.len());
            self.packets.push(at);
        }
    }

    /// Lets time go by, and gives how many bytes have arrived in order.
    fn goes_on(&mut self, now_us: u64) -> u64 {
        while let Some(entry) = self.known.first_entry().filter(|entry| entry.key().0 <= now_us) {
            let (packet, is_there) = entry.remove();
            self.in_flight -= 1;
            if is_there {
                self.congestion = (self.congestion + 1).min(4_000);
            } else {
                self.again.push_back(packet);
            }
        }
        while self.in_flight < self.congestion {
            let again = self.again.pop_front();
            self.course.again += u64::from(again.is_some());
            let Some(packet) = again.or_else(|| self.unsent.pop_front()) else { break };
            self.send(packet, now_us);
        }
        while let Some(entry) = self.arrivals.first_entry().filter(|entry| entry.key().0 <= now_us)
        {
            self.arrived.insert(entry.remove());
        }
        while self.arrived.remove(&self.in_order) {
            self.in_order += 1;
        }
        self.in_order.checked_sub(1).map_or(0, |last| self.packets[last])
    }

    fn send(&mut self, packet: usize, now_us: u64) {
        self.sent += 1;
        self.in_flight += 1;
        let start = now_us.max(self.free_us);
        let (one_way, takes) = (self.line.one_way_ms * 1000, PACKET * 1_000_000 / self.line.rate);
        let is_dropped = start - now_us > self.line.queue_ms * 1000;
        let is_lost = is_dropped || self.draw() < self.line.lost_per_10k;
        self.course.dropped += u64::from(is_dropped);
        if !is_dropped {
            self.free_us = start + takes;
            self.waited_us += start - now_us;
        }
        let arrives = self.free_us.max(now_us) + one_way;
        if !is_lost {
            self.arrivals.insert((arrives, self.sent), packet);
        }
        self.known.insert((arrives + one_way, self.sent), (packet, !is_lost));
    }
}

/// What becomes of so many milliseconds with a part that never ends.
fn course(line: Line, learnt: Option<Learnt>, ms: u64, luck: u64) -> Course {
    let mut window = Window::after(learnt);
    let mut sender = Sender::new(line, luck);
    let (mut handed, mut acknowledged) = (0, 0);
    let mut ends: VecDeque<u64> = VecDeque::new();
    let mut words: VecDeque<(u64, u64)> = VecDeque::new();
    for now in 0..ms {
        let there = sender.goes_on(now * 1000);
        while ends.front().is_some_and(|end| *end <= there) {
            let said = ends.pop_front().unwrap();
            words.push_back((now * 1000 + DISK_US + line.one_way_ms * 1000, said));
        }
        while words.front().is_some_and(|(at, _)| *at <= now * 1000) {
            acknowledged = words.pop_front().unwrap().1;
            window.taken(0, acknowledged, Tick(now));
        }
        loop {
            let room = window.room(Tick(now));
            if room == 0 || sender.unsent.len() as u64 * PACKET > 256 * 1024 {
                break;
            }
            sender.hand_in(handed, room);
            handed += room;
            ends.push_back(handed);
            window.sent(0, handed, room, Tick(now));
        }
        let unsent = sender.unsent.len() as u64 * PACKET;
        sender.course.most = sender.course.most.max((handed - acknowledged).saturating_sub(unsent));
    }
    let mut course = sender.course;
    course.full = acknowledged * 1_000_000 / (line.rate * ms);
    course.again = course.again * 1000 / sender.sent;
    course.queue_ms = sender.waited_us / 1000 / sender.sent;
    course.learnt = window.learnt();
    course
}

const CLEAN: Line = Line { rate: 241_000, one_way_ms: 150, queue_ms: 400, lost_per_10k: 0 };
const LOSING: Line = Line { lost_per_10k: 50, ..CLEAN };
const WORST: Line = Line { rate: 30_800, one_way_ms: 300, queue_ms: 400, lost_per_10k: 200 };

/// The courses of several connections, each of which takes over what the one before has learnt.
fn courses(line: Line) -> Vec<Course> {
    let mut learnt = None;
    let course = |luck| {
        let course = course(line, learnt, 20_000, luck);
        learnt = course.learnt;
        course
    };
    (1..=6).map(course).collect()
}

fn mean(courses: &[Course], figure: impl Fn(&Course) -> u64) -> u64 {
    courses.iter().map(figure).sum::<u64>() / courses.len() as u64
}

#[test]
fn clean_line_is_kept_full_without_a_queue_of_note() {
    for line in [CLEAN, Line { rate: 1_250_000, one_way_ms: 40, ..CLEAN }] {
        let courses = courses(line);

        assert!(mean(&courses, |it| it.full) > 900, "{courses:?}");
        assert!(courses[1..].iter().all(|it| it.dropped == 0 && it.queue_ms < 130), "{courses:?}");
    }
}

#[test]
fn losses_that_hold_back_what_follows_leave_the_line_nearly_full() {
    let courses = courses(LOSING);

    assert!(mean(&courses, |it| it.full) > 850, "{courses:?}");
    assert!(mean(&courses, |it| it.again) < 15, "5 are lost anyway: {courses:?}");
    assert!(courses.iter().all(|it| it.most < 300_000), "more would die at a cut: {courses:?}");
}

#[test]
fn line_that_loses_each_fiftieth_packet_carries_two_thirds() {
    let courses = courses(WORST);

    assert!(mean(&courses, |it| it.full) > 660, "{courses:?}");
    assert!(mean(&courses[1..], |it| it.again) < 90, "20 are lost anyway: {courses:?}");
}

#[test]
fn slow_line_with_a_long_queue_is_not_flooded() {
    let slow = Line { rate: 64_000, one_way_ms: 100, queue_ms: 3_000, lost_per_10k: 0 };

    let courses = courses(slow);

    assert!(mean(&courses, |it| it.full) > 880, "{courses:?}");
    assert!(courses.iter().all(|it| it.queue_ms < 250), "the clerk's other work: {courses:?}");
}

#[test]
fn desk_finds_out_that_the_way_has_become_longer() {
    let near = course(Line { one_way_ms: 40, ..CLEAN }, None, 20_000, 1);

    let far = course(Line { one_way_ms: 400, ..CLEAN }, near.learnt, 60_000, 2);

    assert!(far.full > 540, "it takes a while: {far:?}");
    assert!(far.learnt.is_some_and(|line| line.trip > 800), "{far:?}");
}
