//! Runs the target `card` under libFuzzer.
#![no_main]

use fuzz_run::targets;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use targets::card::run;
use targets::mutation::of_card;

fuzz_target!(|input: &[u8]| {
    let seen = run(input);
    assert!(!(cfg!(feature = "planted") && targets::planted::in_card(&seen)), "planted");
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut blind = |bytes: &[u8], most: usize| fuzz_run::blindly(bytes, most);
    let changed = of_card(&data[..size], max_size, seed, &mut blind);
    fuzz_run::kept(data, &changed, max_size)
});
