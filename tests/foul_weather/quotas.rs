//! A whole desk at a gateway that lets each have little: it is asked to come later again and again, in
//! any weather, and everything arrives all the same.

use std::thread;

use portal::Policy;
use testkit::SeededLuck;

use crate::desk::Desk;
use crate::province::Province;
use crate::{promises, weather};

const SEEDS: std::ops::Range<u64> = 500..508;

/// Runs desks in their weather; gives how often they were asked to come later.
fn put_off(narrow: fn(&mut Policy)) -> u64 {
    // A run mostly waits.
    thread::scope(|scope| {
        let runs: Vec<_> = SEEDS.map(|seed| scope.spawn(move || run(seed, narrow))).collect();
        runs.into_iter().map(|run| run.join().expect("a promise was broken")).sum()
    })
}

fn run(seed: u64, narrow: fn(&mut Policy)) -> u64 {
    let luck = SeededLuck::new(seed);
    let province = Province::with(narrow);
    let mut desk = Desk::at(&province, seed);
    desk.takes_dossiers(&luck);
    desk.takes_dossiers(&luck);
    let link = weather::a_link(&province, &luck, seed);

    let ended = desk.delivers_over(&link);

    assert_eq!(ended.standing.waiting, 0, "{seed}: {:?}", ended.standing);
    promises::kept(&desk, &province).unwrap_or_else(|broken| panic!("{seed}: {broken}"));
    ended.put_off
}

#[test]
fn desk_that_asks_too_often_delivers_everything_at_the_pace_that_it_is_given() {
    let times = put_off(|policy| {
        policy.desk_requests_per_minute = 60;
        policy.desk_burst = 2;
    });

    assert!(times > 0, "the quota was never met");
}

#[test]
fn desk_with_too_much_announced_delivers_what_it_has_announced_and_then_the_rest() {
    let times = put_off(|policy| policy.desk_unfinished = 1);

    assert!(times > 0, "the quota was never met");
}

#[test]
fn desk_with_too_many_unfinished_bytes_finishes_a_part_and_then_the_next() {
    let times = put_off(|policy| {
        policy.desk_unfinished_bytes = 1;
        // Pieces are kept early, so that cuts leave some.
        policy.checkpoint_bytes = 16 * 1024;
    });

    assert!(times > 0, "the quota was never met");
}
