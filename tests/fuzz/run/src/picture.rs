//! Runs the target `picture` under libFuzzer, with its own mutation.
#![no_main]

use fuzz_run::targets;
use libfuzzer_sys::fuzz_target;
use targets::picture::run;

fuzz_target!(|input: &[u8]| {
    let seen = run(input);
    assert!(!(cfg!(feature = "planted") && targets::planted::in_picture(&seen)), "planted");
});
