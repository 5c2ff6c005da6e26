//! What people do at a desk, from the first morning to the day on which everything burns.
#![expect(clippy::disallowed_methods, reason = "the search is shown files with planted words")]

mod afternoon;
mod agency;
mod arriving;
mod catalogue;
mod clock;
mod doubles;
mod due;
mod enrolled;
mod ledger;
mod needles;
mod offered;
mod organisations;
mod overtaken;
mod packages;
mod patched;
// Read back with pdftotext, which is no Windows program.
#[cfg(unix)]
mod papers;
#[cfg(unix)]
mod places;
mod planted;
mod recovery;
mod refused;
mod residents;
mod road;
#[path = "../spoil.rs"]
mod spoil;
mod supplement;
mod terms;
