//! The courier in random worlds: requests and replies that are lost, late, repeated, forged or cut
//! short, disks that are full, clocks that are wrong, programs and gateways that die at any moment,
//! and a clerk who goes on working, in half of them beside a second one. Whatever the weather was, once it is fine everything is there
//! exactly once, or says why not.
#![expect(clippy::result_large_err, reason = "a failure is as large as the courier wants it")]

mod answers;
mod clerk;
mod content;
mod crowd;
mod desk;
mod driven;
mod driven_crowd;
mod driver;
mod due;
mod fetching;
mod flow;
mod gateway;
mod history;
mod keys;
mod letters;
mod lines;
mod luck;
mod mutants;
mod news;
mod promises;
mod road;
mod seat;
mod slices;
mod tally;
mod watch;
mod weather;
mod world;

use std::thread;

use mutants::Mutant;
use strum::VariantArray;
use tally::Tally;
use world::live;

/// How many worlds a run makes; more with `NOPHO_WORLDS`.
const WORLDS: u64 = 10_000;
/// How often each fault and each edge must come up in that many.
const LEAST_FAULTS: u64 = 1_000;
const LEAST_EDGES: u64 = 100;
/// Within how many worlds each mutant must be found.
const MUTANT_WORLDS: u64 = 20;
/// Seeds that once showed something.
const CORPUS: &str = include_str!("corpus.txt");

/// Lives through a world, and tells its whole story if a promise was broken.
fn weather(seed: u64) -> Tally {
    let ended = live(seed, None, false);
    if let Some(broken) = ended.broken {
        let story = live(seed, None, true).history.text();
        panic!("{story}\n\nseed {seed}: promise broken: {}: {}", broken.promise, broken.detail);
    }
    ended.tally
}

#[test]
fn promises_hold_in_worlds_that_once_broke_them() {
    let lines = CORPUS.lines().filter_map(|line| line.split('#').next());
    let seeds = lines.filter_map(|line| line.trim().parse().ok());
    let count = seeds.map(weather).count();

    assert!(count > 0, "the corpus has seeds");
}

#[test]
fn promises_hold_in_ten_thousand_worlds() {
    let worlds = std::env::var("NOPHO_WORLDS").ok().and_then(|count| count.parse().ok());
    let worlds: u64 = worlds.unwrap_or(WORLDS);
    let first = std::env::var("NOPHO_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let threads = thread::available_parallelism().map_or(1, |count| count.get() as u64);

    let share = |thread: u64| {
        let mut tally = Tally::default();
        let seeds = (first..first + worlds).filter(|seed| seed % threads == thread);
        seeds.for_each(|seed| tally.add(&weather(seed)));
        tally
    };
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let share = &share;
        let all: Vec<_> = (0..threads).map(|n| scope.spawn(move || share(n))).collect();
        all.into_iter().for_each(|share| tally.add(&share.join().expect("a promise was broken")));
    });

    println!("{}", tally.report());
    if worlds >= WORLDS {
        let rare = tally.too_rare(LEAST_FAULTS, LEAST_EDGES);
        assert!(rare.is_empty(), "came up too rarely to prove anything: {rare:?}");
    }
}

#[test]
fn history_is_the_same_when_the_seed_is() {
    for seed in 0..40 {
        let (first, second) = (live(seed, None, true), live(seed, None, true));

        assert_eq!(first.history.digest(), second.history.digest(), "seed {seed}");
        assert!(!first.history.text().is_empty(), "something happened");
    }
}

#[test]
fn every_mutant_is_found_by_its_own_promise_within_twenty_worlds() {
    for mutant in Mutant::VARIANTS {
        let found = (0..MUTANT_WORLDS)
            .map(|seed| mutant.first_world() + seed)
            .find_map(|seed| Some((seed, live(seed, Some(*mutant), false).broken?)));

        let (seed, broken) = found.unwrap_or_else(|| panic!("{mutant:?} was not found"));
        println!("{mutant:?}: seed {seed} broke \"{}\": {}", broken.promise, broken.detail);
        assert!(
            mutant.breaks().contains(&broken.promise),
            "{mutant:?} is found by another promise than its own: {}",
            broken.promise
        );
    }
}
