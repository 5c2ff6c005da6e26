//! What was scanned from a card, and where its address lies today.

use std::sync::LazyLock;

use domain::address::{Units, UnitsFault};
pub use domain::card::home::{Found, Home};
pub use domain::card::{Card, Doubt, NotACard, Order, Words};

use crate::error::DeskError;
use crate::session::Desk;

/// Today's communes with those of before July 2025, read when the first card is.
static UNITS: LazyLock<Result<Units, UnitsFault>> = LazyLock::new(|| {
    let today = include_bytes!("../../../assets/units/units.csv");
    let before = include_bytes!("../../../assets/units/old_communes.csv");
    Units::parse(today)?.with_old(before)
});

/// Where an address of a card lies today.
///
/// # Errors
/// `Units` when the list that is shipped cannot be read.
pub fn home(desk: &Desk, residence: &Words) -> Result<Option<Home<'static>>, DeskError> {
    let units = UNITS.as_ref().map_err(|fault| DeskError::Units(fault.clone()))?;
    let today = desk.reading().best().civil_date();
    Ok(residence.meant.as_ref().map(|line| Home::of(line, units, today)))
}
