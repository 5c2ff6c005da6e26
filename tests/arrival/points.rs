//! Each of the two programs is killed at each of its named points: once, at each pass; and again and
//! again in one story, after each restart one pass later.

use std::collections::BTreeSet;

use crate::before::Before;
use crate::histogram::Histogram;
use crate::line::Side;
use crate::serving::SERVING;
use crate::sources::texts;
use crate::verdict::broken;
use crate::world::{Plan, World};

/// The points of the desk that lie on the road; the others are those of the afternoon without it.
const DESK: [&str; 7] = [
    "enrol.key-kept",
    "enrol.done",
    "delivery.applied",
    "withdraw.done",
    "result.file-kept",
    "result.done",
    // Inside each transaction, just before its commit.
    "journal.entered",
];

/// Stops a program at a point.
struct Stops {
    at: (Side, &'static str),
    /// At which pass it stops when it is started next; afterwards one pass later.
    turn: u32,
    /// How often it is stopped at most.
    left: u32,
}

impl Plan for Stops {
    fn point(&mut self, of: Side) -> Option<String> {
        let (side, point) = self.at;
        if of != side {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        let turn = self.turn;
        self.turn += 1;
        Some(format!("{point}#{turn}"))
    }
}

/// Tells the story once; gives the kills.
fn told(before: &Before, mut stops: Stops, seed: u64) -> Histogram {
    let (what, mut world) = (format!("{}#{}", stops.at.1, stops.turn), World::new(before, seed));
    world.goes_on_until_all_is_done(&mut stops);
    assert_eq!(broken(before, &mut world), Vec::<String>::new(), "{what}");
    world.kills
}

fn arrives_once(side: Side, points: &[&'static str]) {
    let (before, mut all) = (Before::new(), Histogram::default());
    for point in points {
        let stops = |turn, left| Stops { at: (side, point), turn, left };
        let often = told(&before, stops(1, u32::MAX), 0);
        assert!(often.total() > 0, "{point} is never passed");
        let once = (1..).map(|turn| told(&before, stops(turn, 1), u64::from(turn)));
        let once: Vec<_> = once.take_while(|kills| kills.total() > 0).collect();
        println!("{point:26} {:3} kills in one story, {:3} passes", often.total(), once.len());
        once.iter().chain([&often]).for_each(|kills| all.add(kills));
    }
    println!("{all}");
}

#[test]
fn every_dossier_arrives_once_whatever_point_the_desk_is_killed_at() {
    arrives_once(Side::Desk, &DESK);
}

#[test]
fn every_dossier_arrives_once_whatever_point_the_gateway_is_killed_at() {
    arrives_once(Side::Gateway, &SERVING);
}

#[test]
fn every_point_on_the_road_is_a_point_of_a_kill() {
    let texts = [texts("crates/desk/src", &[".rs"]), texts("crates/portal/src/acts", &[".rs"])];
    let on_the_road = |path: &str| {
        let of_the_desk = ["/delivery/", "/enrolment.rs", "/results.rs", "/sync.rs"];
        // What a start mends and what grows old is on no road: the gateway's own tests kill there.
        let is_served = path.contains("/acts/") && !path.ends_with("/recovery.rs");
        is_served || of_the_desk.iter().any(|part| path.contains(part))
    };
    let texts = texts.concat();
    let texts = texts.iter().filter(|(path, _)| on_the_road(path));
    let calls = texts.flat_map(|(_, text)| text.split("failpoint::pass(\"").skip(1));

    let found: BTreeSet<_> = calls.filter_map(|rest| rest.split('"').next()).collect();

    let known = BTreeSet::from_iter(DESK.into_iter().chain(SERVING));
    let missing: Vec<_> = found.difference(&known).collect();
    assert_eq!(missing, Vec::<&&str>::new(), "points at which nobody is killed");
    assert!(SERVING.iter().all(|point| found.contains(point)), "points that are no more");
}
