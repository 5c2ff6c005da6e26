//! Where a card's address lies today: most cards were issued before July 2025 and name units that
//! are gone.

use crate::address::{Commune, OldCommune, Successor, Units};
use crate::text::Line;

/// An address of a card in today's units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home<'u> {
    /// House, street, hamlet: what stands before the commune.
    pub detail: Line,
    /// The units of the card as it names them; `None` when they are today's.
    pub was: Option<Line>,
    /// The commune of today.
    pub commune: Found<'u>,
}

/// The commune of today for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'u> {
    /// This one.
    One(&'u Commune),
    /// A person has to say which: the old one was divided, or its name fits several.
    Several {
        /// All that are possible.
        choices: Vec<&'u Commune>,
        /// Where most of it went; a hint, not an answer.
        suggested: Option<&'u Commune>,
    },
    /// The address names none that is known.
    None,
}

impl<'u> Home<'u> {
    /// Reads an address as cards write it: `Thôn 1, Xã Tân Liên, Huyện Cao Lộc, Tỉnh Lạng Sơn`.
    /// `units` need the old communes for those.
    pub fn of(residence: &Line, units: &'u Units) -> Self {
        let parts: Vec<&str> = residence.as_str().split(',').map(str::trim).collect();
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        of_today(&parts, units).or_else(|| of_before(&parts, units)).unwrap_or_else(|| Self {
            detail: residence.clone(),
            was: None,
            commune: Found::None,
        })
    }
}

/// Two units at the end, both of since July 2025: a card keeps the names of its own day.
fn of_today<'u>(parts: &[&str], units: &'u Units) -> Option<Home<'u>> {
    let [detail @ .., commune, province] = parts else { return None };
    let its_province = Line::new(province);
    let is_there = |commune: &&Commune| {
        units.province(commune.province).is_some_and(|its| its.was_called(&its_province))
    };
    let fitting: Vec<_> = units.called(&Line::new(commune)).filter(is_there).collect();
    // An old district may have the name of a commune of today: `Cao Lộc, Lạng Sơn`.
    let is_district =
        detail.last().is_some_and(|ward| !units.find_old(ward, commune, province).is_empty());
    (!is_district && !fitting.is_empty()).then(|| Home {
        detail: joined(detail),
        was: None,
        commune: among(fitting, None),
    })
}

/// Three units at the end, as they were until June 2025.
fn of_before<'u>(parts: &[&str], units: &'u Units) -> Option<Home<'u>> {
    let [detail @ .., ward, district, province] = parts else { return None };
    let found = units.find_old(ward, district, province);
    let was = Some(joined(&[ward, district, province]));
    let home = |commune| Some(Home { detail: joined(detail), was: was.clone(), commune });
    match found.as_slice() {
        [] => None,
        [only] => home(successor(units, only)),
        many => {
            let all: Vec<_> =
                many.iter().flat_map(|old| choices(units.successor_of(old))).collect();
            home(among(all, None))
        }
    }
}

fn successor<'u>(units: &'u Units, old: &OldCommune) -> Found<'u> {
    match units.successor_of(old) {
        Successor::Same(commune) | Successor::One(commune) => Found::One(commune),
        Successor::Several { choices, suggested } => Found::Several { choices, suggested },
        Successor::NotInList => Found::None,
    }
}

fn choices(successor: Successor<'_>) -> Vec<&Commune> {
    match successor {
        Successor::Same(commune) | Successor::One(commune) => vec![commune],
        Successor::Several { choices, .. } => choices,
        Successor::NotInList => Vec::new(),
    }
}

fn among<'u>(mut choices: Vec<&'u Commune>, suggested: Option<&'u Commune>) -> Found<'u> {
    choices.sort_by_key(|commune| commune.code);
    choices.dedup_by_key(|commune| commune.code);
    match choices.as_slice() {
        [] => Found::None,
        [only] => Found::One(only),
        _ => Found::Several { choices, suggested },
    }
}

fn joined(parts: &[&str]) -> Line {
    Line::new(&parts.join(", "))
}
