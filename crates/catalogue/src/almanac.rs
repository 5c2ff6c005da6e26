//! Places and days, as a package may bring them beside its procedures.

use std::sync::Arc;

use domain::address::Units;
use domain::calendar::Calendar;

use crate::fault::CatalogueFault;

/// Where a list of communes stands in a package.
pub(crate) const UNITS: &str = "units/units.csv";

/// Where the communes of before July 2025 stand in a package.
pub(crate) const OLD_COMMUNES: &str = "units/old_communes.csv";

/// Where the calendar stands in a package.
pub(crate) const CALENDAR: &str = "calendar/vn.json";

/// What a package knows of places and days: both lists, one of them, or none.
#[derive(Debug, Clone, Default)]
pub struct Almanac {
    /// Provinces and communes, those of before July 2025 with them.
    pub units: Option<Arc<Units>>,
    /// The days and hours of the state's offices.
    pub calendar: Option<Arc<Calendar>>,
}

impl Almanac {
    /// Whether these lists may follow those. A list may add and rename, and never leaves out what
    /// dossiers may name: a code of a unit, a year. One that is older than the other is not held
    /// against it, for it does not replace it.
    ///
    /// # Errors
    /// The first unit or year that is missing.
    pub fn may_follow(&self, before: &Self) -> Result<(), CatalogueFault> {
        if let Some((ours, theirs)) = self.units.as_ref().zip(before.units.as_ref())
            && ours.edition() >= theirs.edition()
        {
            keep_units(ours, theirs)?;
        }
        match self.calendar.as_ref().zip(before.calendar.as_ref()) {
            Some((ours, theirs)) if ours.edition() >= theirs.edition() => keep_years(ours, theirs),
            _ => Ok(()),
        }
    }
}

fn keep_units(ours: &Units, theirs: &Units) -> Result<(), CatalogueFault> {
    let mut provinces = theirs.provinces().map(|one| one.code);
    if let Some(lost) = provinces.find(|code| ours.province(*code).is_none()) {
        return Err(lost_unit(&lost.to_string()));
    }
    let mut communes = theirs.communes().map(|one| one.code);
    match communes.find(|code| ours.commune(*code).is_none()) {
        Some(lost) => Err(lost_unit(&lost.to_string())),
        None => Ok(()),
    }
}

fn lost_unit(code: &str) -> CatalogueFault {
    CatalogueFault::new(UNITS, code, &"a unit may be renamed, but its code stays in the list")
}

fn keep_years(ours: &Calendar, theirs: &Calendar) -> Result<(), CatalogueFault> {
    let is_there = |year| ours.years().any(|(one, _)| one == year);
    match theirs.years().map(|(year, _)| year).find(|year| !is_there(*year)) {
        Some(lost) => {
            let why = "a year that was covered stays in the calendar";
            Err(CatalogueFault::new(CALENDAR, &lost.to_string(), &why))
        }
        None => Ok(()),
    }
}
