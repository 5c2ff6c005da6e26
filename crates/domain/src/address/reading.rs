//! Reads lists of units (`assets/catalogue/units/*.csv`); each line begins with the word for what it holds.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use csv::StringRecord;

use super::codes::{CommuneCode, OldCommuneCode, ProvinceCode};
use super::late::LateOld;
use super::old::{OldCommune, OldCommunes, OldDistrict, Target};
use super::units::{Commune, Province, Sureness, UnitKind, UnitName, Units};
use crate::text::Line;

/// The format that this version of the program reads.
const FORMAT: &str = "1";

/// The longest list, in bytes.
const LONGEST: usize = 4 << 20;

/// The longest name or source, in letters.
const LONGEST_TEXT: usize = 300;

/// Why a file is not a list of units.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnitsFault {
    /// A line is not CSV in UTF-8.
    #[error("the list of units is not readable at line {line}")]
    Unreadable {
        /// Line, from 1; 0 if it is not known.
        line: u64,
    },
    /// The list does not begin with its own kind and format.
    #[error("the list of units has another format")]
    Format,
    /// A line lacks something or says something that cannot be.
    #[error("the list of units is wrong at line {line}")]
    Line {
        /// Line, from 1.
        line: u64,
    },
    /// A unit is listed twice.
    #[error("the list of units has a unit twice, at line {line}")]
    Twice {
        /// Line, from 1.
        line: u64,
    },
    /// A line names a unit that is not listed before.
    #[error("the list of units names an unknown unit at line {line}")]
    NoSuchUnit {
        /// Line, from 1.
        line: u64,
    },
    /// The list has no unit at all.
    #[error("the list of units is empty")]
    Empty,
    /// Longer than a list is.
    #[error("the list of units is longer than {LONGEST} bytes")]
    TooLong,
}

impl UnitsFault {
    /// The line that is at fault, from 1; `None` where it is the whole list.
    pub fn line(&self) -> Option<u64> {
        match self {
            Self::Unreadable { line } => Some(*line).filter(|line| *line > 0),
            Self::Line { line } | Self::Twice { line } | Self::NoSuchUnit { line } => Some(*line),
            Self::Format | Self::Empty | Self::TooLong => None,
        }
    }
}

/// A commune's line is longer where the commune is younger than its list.
const COMMUNE_CELLS: usize = 5;

/// One line of a list.
struct Row {
    line: u64,
    cells: StringRecord,
}

impl Row {
    fn cell(&self, at: usize) -> Result<&str, UnitsFault> {
        self.cells.get(at).ok_or(self.wrong())
    }

    fn filled(&self, at: usize) -> Result<String, UnitsFault> {
        let cell = Line::new(self.cell(at)?);
        let is_fit = !cell.is_empty() && cell.as_str().chars().count() <= LONGEST_TEXT;
        if is_fit { Ok(cell.as_str().to_owned()) } else { Err(self.wrong()) }
    }

    fn read<T: std::str::FromStr>(&self, at: usize) -> Result<T, UnitsFault> {
        self.cell(at)?.parse().map_err(|_| self.wrong())
    }

    fn date(&self, at: usize) -> Result<NaiveDate, UnitsFault> {
        NaiveDate::parse_from_str(self.cell(at)?, "%Y-%m-%d").map_err(|_| self.wrong())
    }

    fn kind(&self, at: usize) -> Result<UnitKind, UnitsFault> {
        match self.cell(at)? {
            "t" => Ok(UnitKind::Province),
            "tp" => Ok(UnitKind::City),
            "x" => Ok(UnitKind::Commune),
            "p" => Ok(UnitKind::Ward),
            "dk" => Ok(UnitKind::SpecialZone),
            _ => Err(self.wrong()),
        }
    }

    fn wrong(&self) -> UnitsFault {
        UnitsFault::Line { line: self.line }
    }
}

/// What every name is that does not say otherwise.
struct Usual {
    since: NaiveDate,
    sureness: Sureness,
    source: String,
}

impl Usual {
    fn name(&self, kind: UnitKind, name: String) -> UnitName {
        let source = self.source.clone();
        UnitName { since: self.since, kind, name, sureness: self.sureness, source }
    }
}

pub(super) fn units(bytes: &[u8]) -> Result<Units, UnitsFault> {
    let mut rows = rows(bytes)?;
    let head = rows.next().ok_or(UnitsFault::Format)??;
    if head.cells.get(0) != Some("units") || head.cells.get(1) != Some(FORMAT) {
        return Err(UnitsFault::Format);
    }
    let usual = Usual { since: head.date(3)?, sureness: head.read(4)?, source: head.filled(5)? };
    let mut units = Units {
        edition: head.date(2)?,
        sources: BTreeMap::new(),
        provinces: BTreeMap::new(),
        communes: BTreeMap::new(),
        old: LateOld::default(),
    };
    for row in rows {
        add_row(&mut units, &usual, &row?)?;
    }
    if units.communes.is_empty() {
        return Err(UnitsFault::Empty);
    }
    Ok(units)
}

fn add_row(units: &mut Units, usual: &Usual, row: &Row) -> Result<(), UnitsFault> {
    match row.cell(0)? {
        "source" => add_source(units, row),
        "province" => add_province(units, usual, row),
        "rename" => rename(units, row),
        "commune" => add_commune(units, usual, row),
        _ => Err(row.wrong()),
    }
}

fn add_source(units: &mut Units, row: &Row) -> Result<(), UnitsFault> {
    let before = units.sources.insert(row.filled(1)?, row.filled(2)?);
    once(before.is_none(), row)
}

fn add_province(units: &mut Units, usual: &Usual, row: &Row) -> Result<(), UnitsFault> {
    let code: ProvinceCode = row.read(1)?;
    let name = usual.name(row.kind(2)?, row.filled(3)?);
    let before = units.provinces.insert(code, Province::new(code, name));
    once(before.is_none(), row)
}

fn add_commune(units: &mut Units, usual: &Usual, row: &Row) -> Result<(), UnitsFault> {
    let province: ProvinceCode = row.read(1)?;
    if !units.provinces.contains_key(&province) {
        return Err(UnitsFault::NoSuchUnit { line: row.line });
    }
    let code: CommuneCode = row.read(2)?;
    let (kind, name) = (row.kind(3)?, row.filled(4)?);
    let commune = if row.cells.len() > COMMUNE_CELLS {
        let (since, sureness, source) = (row.date(5)?, row.read(6)?, row.filled(7)?);
        let mut young =
            Commune::new(code, province, UnitName { since, kind, name, sureness, source });
        young.founded = Some(since);
        young
    } else {
        Commune::new(code, province, usual.name(kind, name))
    };
    let before = units.communes.insert(code, commune);
    once(before.is_none(), row)
}

fn rename(units: &mut Units, row: &Row) -> Result<(), UnitsFault> {
    let name = UnitName {
        since: row.date(2)?,
        kind: row.kind(3)?,
        name: row.filled(4)?,
        sureness: row.read(5)?,
        source: row.filled(6)?,
    };
    let renamed = if let Ok(code) = row.read::<ProvinceCode>(1) {
        units.provinces.get_mut(&code).map(|province| province.rename(name))
    } else {
        let code = row.read::<CommuneCode>(1)?;
        units.communes.get_mut(&code).map(|commune| commune.rename(name))
    };
    once(renamed.ok_or(UnitsFault::NoSuchUnit { line: row.line })?, row)
}

pub(super) fn old_communes(bytes: &[u8], units: &Units) -> Result<OldCommunes, UnitsFault> {
    let mut rows = rows(bytes)?;
    let head = rows.next().ok_or(UnitsFault::Format)??;
    if head.cells.get(0) != Some("old") || head.cells.get(1) != Some(FORMAT) {
        return Err(UnitsFault::Format);
    }
    let mut old = OldCommunes::default();
    let (mut province, mut district) = (None, None);
    for row in rows {
        let row = row?;
        match (row.cell(0)?, &province, &district) {
            ("p", ..) => (province, district) = (Some(row.filled(1)?), None),
            ("d", Some(province), _) => {
                district = Some(Arc::new(OldDistrict::new(&row.filled(1)?, province)));
            }
            ("w", _, Some(district)) => {
                once(old.add(old_commune(&row, Arc::clone(district), units)?), &row)?;
            }
            _ => return Err(row.wrong()),
        }
    }
    Ok(old)
}

fn old_commune(
    row: &Row,
    district: Arc<OldDistrict>,
    units: &Units,
) -> Result<OldCommune, UnitsFault> {
    let ward = Line::new(row.cell(2)?);
    let code = match row.cell(1)? {
        "" if ward.is_empty() => None,
        code => Some(code.parse::<OldCommuneCode>().map_err(|_| row.wrong())?),
    };
    if code.is_some() && ward.is_empty() {
        return Err(row.wrong());
    }
    let targets = row.cells.iter().skip(3).map(|cell| target(cell, row, units));
    let targets = targets.collect::<Result<Vec<_>, _>>()?;
    if targets.is_empty() {
        return Err(row.wrong());
    }
    Ok(OldCommune::new(code, ward.as_str(), district, targets))
}

fn target(cell: &str, row: &Row, units: &Units) -> Result<Target, UnitsFault> {
    let is_doubtful = cell.ends_with('?');
    let rest = cell.trim_end_matches('?');
    let is_default = rest.ends_with('*');
    let code = rest.trim_end_matches('*').parse().map_err(|_| row.wrong())?;
    if units.commune(code).is_none() {
        return Err(UnitsFault::NoSuchUnit { line: row.line });
    }
    Ok(Target { code, is_default, is_doubtful })
}

fn once(is_first: bool, row: &Row) -> Result<(), UnitsFault> {
    if is_first { Ok(()) } else { Err(UnitsFault::Twice { line: row.line }) }
}

fn rows(bytes: &[u8]) -> Result<impl Iterator<Item = Result<Row, UnitsFault>>, UnitsFault> {
    if bytes.len() > LONGEST {
        return Err(UnitsFault::TooLong);
    }
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_reader(bytes);
    Ok(reader.into_records().map(|record| {
        let cells = record.map_err(|error| UnitsFault::Unreadable {
            line: error.position().map_or(0, csv::Position::line),
        })?;
        Ok(Row { line: cells.position().map_or(0, csv::Position::line), cells })
    }))
}
