//! One of the two programs is killed at any byte of what they say to each other, a dozen times on
//! the way of one queue, until enough kills have fallen into each stage of a parcel on each side.
//!
//! Seeds make the plans; how far the other side has come by then is the machine's. So what counts is
//! what was found after each kill, and not what was planned.

use testkit::SeededLuck;

use crate::before::Before;
use crate::histogram::Histogram;
use crate::line::{Cut, Side, Way};
use crate::standing::Stage;
use crate::verdict::broken;
use crate::world::{Act, Plan, World};

/// So many kills must fall into each stage, on each side.
const ENOUGH: u32 = 20;
/// Enough worlds for that, with room to spare.
const WORLDS: u64 = 100;
/// How often the line is cut in one world while the queue is sent, and afterwards.
const CUTS: [usize; 2] = [9, 4];
/// Nothing is announced for the first time but at first.
const FIRST_CUTS: [Stage; 2] = [Stage::Announcing; 2];
/// The stages that come again until everything is delivered.
const ON_THE_WAY: [Stage; 3] = [Stage::Announced, Stage::Sending, Stage::Arrived];

/// Cuts the line at places that luck gives, half of them where kills are scarce.
struct Random {
    luck: SeededLuck,
    scarce: (Stage, Side),
    cuts: [usize; 2],
    mutant: Option<&'static str>,
}

impl Random {
    fn of(seed: u64, scarce: (Stage, Side)) -> Self {
        Self { luck: SeededLuck::new(seed), scarce, cuts: [0; 2], mutant: None }
    }

    fn one_of<T: Copy>(&self, all: &[T]) -> T {
        let number = self.luck.below(u64::try_from(all.len()).unwrap());
        all[usize::try_from(number).unwrap()]
    }

    /// Into which stage the next kill is likely to fall, and whom it strikes.
    fn aim(&self, act: Act, cut: usize) -> (Stage, Side) {
        let whom = self.one_of(&[Side::Desk, Side::Gateway]);
        match act {
            Act::News => (Stage::Known, whom),
            Act::Delivery if cut < FIRST_CUTS.len() => (FIRST_CUTS[cut], whom),
            Act::Delivery if ON_THE_WAY.contains(&self.scarce.0) && self.luck.below(2) == 0 => {
                self.scarce
            }
            Act::Delivery => (self.one_of(&ON_THE_WAY), whom),
        }
    }
}

/// What is spoken of, and which way, while a parcel stands so.
fn spoken_of(stage: Stage) -> (&'static [&'static str], &'static [Way]) {
    match stage {
        Stage::Queued => (&["announcements"], &[Way::There]),
        Stage::Announcing => (&["announcements"], &[Way::There]),
        Stage::Announced => (&["announcements"], &[Way::Back]),
        Stage::Sending => (&["stream"], &[Way::There, Way::Back]),
        Stage::Arrived => (&["stream"], &[Way::Back]),
        Stage::Known => (&["feed", "results", "capabilities"], &[Way::There, Way::Back]),
    }
}

impl Plan for Random {
    fn cut(&mut self, act: Act) -> Option<Cut> {
        let which = usize::from(act == Act::News);
        let cut = self.cuts[which];
        self.cuts[which] += 1;
        if cut >= CUTS[which] {
            return None;
        }
        let (stage, whom) = self.aim(act, cut);
        let (about, ways) = spoken_of(stage);
        let longest = self.one_of(&[1, 300, 3_000, 100_000]);
        Some(Cut {
            about: self.one_of(about),
            way: self.one_of(ways),
            bytes: usize::try_from(self.luck.below(longest)).unwrap(),
            whom,
        })
    }

    fn mutant(&self) -> Option<&'static str> {
        self.mutant
    }
}

#[test]
fn every_dossier_arrives_once_whatever_byte_one_of_the_two_is_killed_at() {
    let (before, mut all) = (Before::new(), Histogram::default());
    let mut worlds = 0;
    loop {
        let (stage, side, fewest) = all.scarcest();
        if fewest >= ENOUGH || worlds == WORLDS {
            break;
        }
        let mut world = World::new(&before, 1_000 + worlds);
        world.goes_on_until_all_is_done(&mut Random::of(worlds, (stage, side)));

        assert_eq!(broken(&before, &mut world), Vec::<String>::new(), "seed {worlds}");
        all.add(&world.kills);
        worlds += 1;
    }
    println!("{all} in {worlds} worlds");
    assert!(all.scarcest().2 >= ENOUGH, "each stage was met often enough on each side");
}

/// The test of the test: the same run at a gateway that takes a repeat for new.
#[test]
fn gateway_that_takes_a_repeat_for_new_is_found_out_by_the_same_run() {
    let before = Before::new();
    let found = (0..WORLDS).find_map(|seed| {
        let mut world = World::new(&before, 2_000 + seed);
        let (mutant, scarce) = (Some("no-uniqueness"), (Stage::Announced, Side::Desk));
        world.goes_on_until_all_is_done(&mut Random { mutant, ..Random::of(seed, scarce) });
        let broken = broken(&before, &mut world);
        (!broken.is_empty()).then_some((seed, broken))
    });

    let (seed, broken) = found.expect("nobody noticed");
    println!("seed {seed}, {} things do not hold:", broken.len());
    broken.iter().for_each(|what| println!("  {what}"));
    let is_twice = |what: &String| what.contains("was taken in");
    assert!(broken.iter().any(is_twice), "the very check that is meant");
}
