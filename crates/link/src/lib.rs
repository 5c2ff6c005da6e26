//! The driver: runs the courier against clock, storage and HTTPS.
//!
//! What it needs from outside stands in [`ports`] as traits; `desk` implements them.

pub mod ports;
