//! Runs the target `form` under libFuzzer.
#![no_main]

use fuzz_run::targets;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use targets::form::run;
use targets::mutation::{Kind, of_parts};

fuzz_target!(|input: &[u8]| {
    let outcome = run(input);
    assert!(!(cfg!(feature = "planted") && targets::planted::in_form(&outcome)), "planted");
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut blind = |bytes: &[u8], most: usize| fuzz_run::blindly(bytes, most);
    let changed = of_parts(Kind::Form, &data[..size], max_size, seed, &mut blind);
    fuzz_run::kept(data, &changed, max_size)
});
