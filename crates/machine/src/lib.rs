//! What desk and gateway get from the machine beside its disk: the time, luck, and the points at
//! which a test may end the process.
//!
//! [`OsClock`] and [`OsLuck`] are the only places that read the machine's clock and its randomness.
//! Everybody else is handed a [`Clock`] and a [`Luck`].

mod clock;
pub mod failpoint;
mod luck;

pub use clock::{Clock, OsClock};
pub use luck::{Luck, NoLuck, OsLuck};
