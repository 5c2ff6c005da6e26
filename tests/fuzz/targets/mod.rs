//! What is fuzzed: each target reads bytes as the program would and states what must hold of them.
//! A property that does not hold is a panic; what was read is given back, for those who look deeper.

pub mod archive;
pub mod card;
pub mod definition;
pub mod delta;
pub mod form;
mod gaps;
mod json;
pub mod luck;
pub mod mutation;
pub mod package;
pub mod picture;
pub mod planted;
mod words;

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::address::Units;

/// The program's own list of communes, with those of before July 2025.
pub static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let units = Units::parse(include_bytes!("../../../assets/catalogue/units/units.csv"));
    let units = units.expect("the shipped units are read");
    let old = include_bytes!("../../../assets/catalogue/units/old_communes.csv");
    units.with_old(old).expect("the shipped old communes are read")
});

/// The day at the desk.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day of the calendar")
}
