//! Every answer is the same under a repeated, a reordered and a half-sent request. The requests are
//! generated from the document that the gateway serves: an operation or an option that nobody makes here
//! fails the test, and so does an operation of which the document does not say what a repeat is answered and
//! what must come before it.
//!
//! Each history is lived twice: once as it is, but for what is refused, and once with every request sent
//! half, whole, once more at once, and once more later; some are held up half-said until the repeat has been
//! answered. In every other world its requests come in another order besides, as far as the document allows.
//! Both gateways must have come to the same in the end.

mod document;
mod faults;
mod judge;
mod line;
mod lives;
mod makers;
mod options;
mod order;
mod plan;
mod tally;

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use testkit::SeededLuck;
use wire::path;

use lives::{Life, READ, World, lived};
use makers::Document;
use plan::{KINDS, READS, Step, a_history};
use tally::Tally;

/// So many gateways, with a history of each of so many desks: 300 seeds.
const WORLDS: u64 = 20;
const DESKS: u8 = 15;
/// Gateways that hand out a catalogue, which takes long to make.
const WITH_A_CATALOGUE: u64 = 5;
/// One of the others, in which the requests come in another order too.
const REORDERED: u64 = 7;

fn operations() -> BTreeSet<&'static str> {
    READS.into_iter().chain(KINDS.into_iter().filter_map(Step::operation)).collect()
}

#[tokio::test]
async fn every_operation_is_made_here_and_says_what_a_repeat_is_answered() {
    let province = crate::province::a_province();
    let document = Document::read(&province.get(path::OPENAPI).await.json());

    let names: BTreeSet<_> = document.names().collect();

    assert_eq!(names, operations(), "left: the document, right: what is made here");
    for name in names {
        let said = document.of(name).repeat.as_str();
        assert!(["same", "stands", "offset"].contains(&said), "{name}: {said}");
        let said = document.of(name).order.as_str();
        assert!(order::WORDS.contains(&said), "{name}: {said}");
    }
}

#[test]
fn state_and_answers_are_those_of_the_plain_history_whatever_is_repeated() {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first: u64 = number("NOPHO_SEED").unwrap_or(0);
    let worlds = number("NOPHO_WORLDS").unwrap_or(WORLDS);
    let next = AtomicU64::new(first);
    let share = || {
        let mut tally = Tally::default();
        loop {
            match next.fetch_add(1, Ordering::Relaxed) {
                number if number < first + worlds => tally.add(&world(number)),
                _ => return tally,
            }
        }
    };

    let threads = thread::available_parallelism().map_or(1, usize::from) * 2;
    let mut all = Tally::default();
    thread::scope(|scope| {
        let shares: Vec<_> = (0..threads).map(|_| scope.spawn(share)).collect();
        shares.into_iter().for_each(|share| all.add(&share.join().expect("a world is right")));
    });

    println!("{all:#?}");
    if worlds >= WORLDS {
        all.is_enough(&READ);
    }
}

/// The test above must be able to fail: a gateway that takes a repeat for new, in a process of its own. It is
/// found by what it answers, and by whoever does not look at that, by what it has come to in the end.
#[test]
fn gateway_that_takes_a_repeat_for_new_is_found_in_one_world() {
    let name = "again::state_and_answers_are_those_of_the_plain_history_whatever_is_repeated";
    let mut one = Command::new(std::env::current_exe().unwrap());
    one.args(["--exact", name, "--nocapture"]);
    one.env("NOPHO_SEED", REORDERED.to_string()).env("NOPHO_WORLDS", "1");
    let sound = one.output().unwrap();

    one.env("NOPHO_PORTAL_MUTANT", "no-uniqueness");
    let told = one.output().unwrap();
    let in_the_end = one.env(lives::BLIND, "1").output().unwrap();

    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stderr));
    for (found, by) in [(told, "another answer"), (in_the_end, "left: the plain history")] {
        let words = String::from_utf8_lossy(&found.stderr);
        assert!(!found.status.success() && words.contains(by), "{by}: {words}");
    }
}

fn world(number: u64) -> Tally {
    let seed = |desk: u8| number * 1000 + u64::from(desk);
    let has_package = number < WITH_A_CATALOGUE;
    let plans = (1..=DESKS).map(|desk| a_history(&SeededLuck::new(seed(desk)), desk, has_package));
    let plans: Vec<_> = plans.collect();
    let foul = if number.is_multiple_of(2) { Life::Repeated } else { Life::Reordered };
    let world = World { number, has_package, plans: &plans, foul };
    let (plain, _) = lived(&world, Life::Plain);

    let (repeated, tally) = lived(&world, foul);

    assert_eq!(plain, repeated, "world {number}, {foul:?}: left: the plain history");
    tally
}
