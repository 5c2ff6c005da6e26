//! The lists of places and days that a package names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use domain::address::{Units, UnitsFault};
use domain::calendar::{Calendar, CalendarFault};
use domain::procedure::ProcedureCode;

use super::records::{Package, UnitsRecord};
use super::{PACKAGE, Read};
use crate::almanac::Almanac;
use crate::catalogue::Files;
use crate::fault::CatalogueFault;
use crate::procedure::Procedure;

/// What is done with the lists of places and days.
pub(crate) enum Lists {
    /// They are read and checked to the last line.
    Checked,
    /// They were, when the package came: what is not needed at once is left for later.
    CheckedBefore,
    /// They are known already.
    Known(Almanac),
}

pub(super) fn almanac(files: Files<'_>, package: &Package, lists: Lists) -> Read<Almanac> {
    let is_checked = match lists {
        Lists::Known(almanac) => return Ok(almanac),
        Lists::Checked => false,
        Lists::CheckedBefore => true,
    };
    let units = package.units.as_ref().map(|record| units(files, record, is_checked));
    let calendar = package
        .calendar
        .as_ref()
        .map(|file| Calendar::parse(&bytes(files, file)?).map_err(|fault| of_days(file, &fault)));
    Ok(Almanac {
        units: units.transpose()?.map(Arc::new),
        calendar: calendar.transpose()?.map(Arc::new),
    })
}

fn units(files: Files<'_>, record: &UnitsRecord, is_checked: bool) -> Read<Units> {
    let today = bytes(files, &record.today)?;
    let before = bytes(files, &record.before)?;
    let units = Units::parse(&today).map_err(|fault| of_places(&record.today, &fault))?;
    if is_checked {
        return Ok(units.with_old_later(Cow::Owned(before.into_owned())));
    }
    units.with_old(&before).map_err(|fault| of_places(&record.before, &fault))
}

fn bytes<'a>(files: Files<'a>, file: &str) -> Read<Cow<'a, [u8]>> {
    files(file).ok_or_else(|| CatalogueFault::new(file, "", &"is not there"))
}

fn of_places(file: &str, fault: &UnitsFault) -> CatalogueFault {
    CatalogueFault::in_line(file, fault.line(), fault)
}

fn of_days(file: &str, fault: &CalendarFault) -> CatalogueFault {
    CatalogueFault::in_line(file, fault.line(), fault)
}

/// An office whose hours nobody knows would be reckoned with those of others.
pub(super) fn knows_each_office(
    calendar: Option<&Calendar>,
    procedures: &BTreeMap<ProcedureCode, Procedure>,
) -> Read<()> {
    let Some(calendar) = calendar else { return Ok(()) };
    let mut offices = procedures.values().flat_map(Procedure::offices);
    match offices.find(|office| !calendar.knows_office(office)) {
        None => Ok(()),
        Some(office) => {
            let why = format!("the calendar has no hours of the office {office}");
            Err(CatalogueFault::new(PACKAGE, "/calendar", &why))
        }
    }
}
