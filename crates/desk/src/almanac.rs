//! By which places and days a desk goes: by those of the package in use, where it brings any that are
//! not older than the program's own; each of the two lists by itself.

use std::sync::Arc;

pub use domain::address::{FoundBy, FoundCommune, Share, Units};
pub use domain::calendar::Calendar;

use crate::catalogue::{Catalogue, CatalogueFault};

/// The places and days that count at a desk.
#[derive(Debug, Clone)]
pub struct Almanac {
    /// Provinces and communes, with the names that they had on each day.
    pub units: Arc<Units>,
    /// The days and hours of the state's offices.
    pub calendar: Arc<Calendar>,
}

impl Almanac {
    /// Those that come with a program whose catalogue is `own`.
    pub(crate) fn of_program(own: &Catalogue) -> Result<Self, CatalogueFault> {
        let (units, calendar) = ::catalogue::shipped::places_and_days()?;
        Ok(Self { units, calendar }.under(own))
    }

    /// Those that count while another catalogue is in use.
    pub(crate) fn under(&self, catalogue: &Catalogue) -> Self {
        let theirs = catalogue.almanac();
        let units = theirs.units.iter().find(|one| one.edition() >= self.units.edition());
        let days = theirs.calendar.iter().find(|one| one.edition() >= self.calendar.edition());
        Self {
            units: Arc::clone(units.unwrap_or(&self.units)),
            calendar: Arc::clone(days.unwrap_or(&self.calendar)),
        }
    }

    /// Whether nothing that a dossier here may name gets lost with another catalogue in use.
    ///
    /// # Errors
    /// The first unit or year that is missing there.
    pub(crate) fn is_kept_by(&self, catalogue: &Catalogue) -> Result<(), CatalogueFault> {
        let (units, calendar) = (Some(Arc::clone(&self.units)), Some(Arc::clone(&self.calendar)));
        catalogue.almanac().may_follow(&::catalogue::Almanac { units, calendar })
    }
}
