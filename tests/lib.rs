//! Every test that crosses a crate, and the benchmarks.
