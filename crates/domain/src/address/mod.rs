//! Where people live: today's communes, those of before July 2025, and an address in one of them.

mod codes;
mod late;
mod old;
mod reading;
mod search;
mod units;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::codes::{CommuneCode, NotAUnitCode, OldCommuneCode, ProvinceCode};
pub use self::old::{OldCommune, Successor};
pub use self::reading::UnitsFault;
pub use self::search::{FoundBy, FoundCommune, Share};
pub use self::units::{Commune, Province, Sureness, UnitKind, UnitName, Units};
use crate::text::Line;

/// A place of living, as one dossier keeps it.
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Address {
    /// The commune of today; `None` abroad, or while only the old address is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune: Option<CommuneCode>,
    /// House, street, hamlet: what stands before the commune.
    #[serde(default)]
    pub detail: Line,
    /// Country and place, for people who live abroad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abroad: Option<Line>,
}

impl Address {
    /// The whole address as it is printed on a paper of that day:
    /// `Thôn 1, xã Thống Nhất, tỉnh Lạng Sơn`.
    ///
    /// A commune that is not in the list is written as its code, so that it is not lost.
    pub fn one_line(&self, units: &Units, on: NaiveDate) -> String {
        let place = match self.commune {
            Some(code) => match units.commune(code) {
                Some(commune) => units.place_of(commune, on),
                None => code.to_string(),
            },
            None => String::new(),
        };
        let abroad = self.abroad.as_ref().map(Line::as_str).unwrap_or_default();
        let parts = [self.detail.as_str(), &place, abroad];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Nothing is known of the place.
    pub fn is_empty(&self) -> bool {
        self.commune.is_none()
            && self.detail.is_empty()
            && self.abroad.as_ref().is_none_or(Line::is_empty)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

#[cfg(test)]
mod tests;
