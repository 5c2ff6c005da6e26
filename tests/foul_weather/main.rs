//! A real desk and a real gateway over TLS, and between them a link that hardly exists. Whatever the
//! weather was, in the end there is one receipt for each revision, the gateway holds each byte as the
//! desk sealed it, and neither side believes anything that the other does not.
//!
//! Nobody waits anything out: the desk's clock leaps over silence and pauses, and the gateway is sixty
//! times as impatient as it is. How parts go over is theirs to say; before every third gateway stands a web
//! server that lets no stream through, so that both ways are weathered, and both are counted.
#![expect(clippy::disallowed_methods, reason = "a province lays its certificate on the disk")]

#[path = "../authority.rs"]
mod authority;
mod clock;
mod desk;
mod ear;
mod front;
#[path = "../message.rs"]
mod message;
mod parts;
mod promises;
mod province;
mod quotas;
mod tally;
mod weather;

use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use testkit::SeededLuck;

use crate::desk::Desk;
use crate::province::Province;
use crate::tally::Tally;

/// Of how many gateways one stands behind a front.
const FRONTED: u64 = 3;
/// How many times as impatient the gateway is, and the desk where it does not go by its own clock.
pub const HASTE: u32 = 60;
/// How many runs there are; more with `NOPHO_WORLDS`.
const WORLDS: u64 = 200;
/// How often each thing must have happened in that many.
const LEAST: u64 = 50;
/// Within how many runs a gateway that breaks its promise must be found.
const MUTANT_WORLDS: u64 = 20;
/// A run mostly waits, so many share a core.
const RUNS_PER_CORE: usize = 10;

/// Delivers what a seed gives a desk, in the weather of the seed, and holds the outcome to the
/// promises.
fn delivered(seed: u64) -> Result<Tally, String> {
    let luck = SeededLuck::new(seed);
    let is_fronted = seed.is_multiple_of(FRONTED);
    let province = if is_fronted { Province::behind_a_front() } else { Province::new() };
    let mut desk = Desk::at(&province, seed);
    desk.takes_dossiers(&luck);
    let link = weather::a_link(&province, &luck, seed);
    let mut tally = Tally::default();
    tally.deliver(&desk, &link)?;
    if luck.below(2) == 0 {
        // The program was closed in between: what it learnt of the road is gone.
        desk.takes_supplements(&luck);
        tally.deliver(&desk, &link)?;
    }
    tally.add_link(&link);
    promises::kept(&desk, &province)?;
    tally.alike = promises::clerk_sees_no_difference(&desk)?;
    Ok(tally)
}

#[test]
fn everything_arrives_once_and_both_sides_agree_in_two_hundred_kinds_of_weather() {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let worlds = number("NOPHO_WORLDS").unwrap_or(WORLDS);
    let first: u64 = number("NOPHO_SEED").unwrap_or(0);
    let next = AtomicU64::new(first);
    let share = || {
        let mut tally = Tally::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + worlds {
                return tally;
            }
            tally.add(&delivered(seed).unwrap_or_else(|broken| panic!("{}", told(seed, &broken))));
        }
    };

    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let all: Vec<_> = (0..cores * RUNS_PER_CORE).map(|_| scope.spawn(share)).collect();
        all.into_iter().for_each(|run| tally.add(&run.join().expect("a promise was broken")));
    });

    println!("{tally:#?}");
    if worlds >= WORLDS {
        let rare = tally.rarer_than(LEAST);
        assert!(rare.is_empty(), "came up too rarely to prove anything: {rare:?}");
    }
}

/// A gateway that takes each announcement for a new dossier, in a process of its own.
#[test]
fn gateway_that_takes_a_revision_in_twice_is_found_within_twenty_runs() {
    let name = "everything_arrives_once_and_both_sides_agree_in_two_hundred_kinds_of_weather";
    let mut runs = Command::new(std::env::current_exe().unwrap());
    runs.args(["--exact", name, "--nocapture"]);
    runs.env("NOPHO_PORTAL_MUTANT", "no-uniqueness");
    runs.env("NOPHO_SEED", "0").env("NOPHO_WORLDS", MUTANT_WORLDS.to_string());

    let told = runs.output().unwrap();

    let words = String::from_utf8_lossy(&told.stderr);
    assert!(!told.status.success() && words.contains("alone: NOPHO_SEED="), "{words}");
}

fn told(seed: u64, broken: &str) -> String {
    format!(
        "seed {seed}: {broken}\n\nalone: NOPHO_SEED={seed} NOPHO_WORLDS=1 cargo test -p tests --test \
         foul_weather -- --nocapture"
    )
}
