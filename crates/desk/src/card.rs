//! What was scanned from a card, and where its address lies today.

pub use domain::card::home::{Found, Home};
pub use domain::card::{Card, Doubt, NotACard, Order, Words};

use crate::almanac::Units;

/// Where an address of a card lies today; `None` where it cannot be read.
pub fn home<'u>(units: &'u Units, residence: &Words) -> Option<Home<'u>> {
    residence.meant.as_ref().map(|line| Home::of(line, units))
}
