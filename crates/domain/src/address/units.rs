//! Provinces and communes since July 2025, with the names that they had on each day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::codes::{CommuneCode, OldCommuneCode, ProvinceCode};
use super::old::{OldCommune, OldCommunes, Successor};
use super::reading::{self, UnitsFault};
use super::search::{self, Keys};
use crate::kinds::words;
use crate::text::fold;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

words! {
    /// What a unit is called in law.
    UnitKind {
        /// Tỉnh.
        Province,
        /// Thành phố, of the rank of a province.
        City,
        /// Xã.
        Commune,
        /// Phường.
        Ward,
        /// Đặc khu.
        SpecialZone,
    }
}

words! {
    /// How sure a name is.
    Sureness {
        /// Two independent lists agree.
        Checked,
        /// Seen only as other people cite it.
        Cited,
    }
}

impl UnitKind {
    /// The word before the name, in small letters as inside an address.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Province => "tỉnh",
            Self::City => "thành phố",
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::SpecialZone => "đặc khu",
        }
    }

    /// The same word folded for a search.
    pub(super) fn folded(self) -> &'static str {
        match self {
            Self::Province => "tinh",
            Self::City => "thanh pho",
            Self::Commune => "xa",
            Self::Ward => "phuong",
            Self::SpecialZone => "dac khu",
        }
    }
}

/// What a unit is called from some day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitName {
    /// The first day of this name.
    pub since: NaiveDate,
    /// What the unit is.
    pub kind: UnitKind,
    /// The name without the kind.
    pub name: String,
    /// How sure that is.
    pub sureness: Sureness,
    /// Key of the source, for [`Units::source`].
    pub source: String,
}

impl UnitName {
    /// Kind and name: `xã Thống Nhất`.
    pub fn full(&self) -> String {
        format!("{} {}", self.kind.vietnamese(), self.name)
    }
}

/// The names of one unit, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Names {
    first: UnitName,
    later: Vec<UnitName>,
}

impl Names {
    fn new(first: UnitName) -> Self {
        Self { first, later: Vec::new() }
    }

    fn rename(&mut self, name: UnitName) {
        self.later.push(name);
        self.later.sort_by_key(|name| name.since);
    }

    /// The name of a day; before the first of them, the first.
    fn on(&self, date: NaiveDate) -> &UnitName {
        self.later.iter().rfind(|name| name.since <= date).unwrap_or(&self.first)
    }

    fn latest(&self) -> &UnitName {
        self.later.last().unwrap_or(&self.first)
    }
}

/// A tỉnh or thành phố.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Its code.
    pub code: ProvinceCode,
    names: Names,
    /// Kind and name of the latest name, folded for the search.
    pub(super) folded: String,
}

impl Province {
    pub(super) fn new(code: ProvinceCode, name: UnitName) -> Self {
        Self { code, folded: fold(&name.full()), names: Names::new(name) }
    }

    pub(super) fn rename(&mut self, name: UnitName) {
        self.names.rename(name);
        self.folded = fold(&self.names.latest().full());
    }

    /// What it was called on that day.
    pub fn name_on(&self, date: NaiveDate) -> &UnitName {
        self.names.on(date)
    }
}

/// A xã, phường or đặc khu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// Its code.
    pub code: CommuneCode,
    /// The province that it belongs to.
    pub province: ProvinceCode,
    names: Names,
    pub(super) keys: Keys,
}

impl Commune {
    pub(super) fn new(code: CommuneCode, province: ProvinceCode, name: UnitName) -> Self {
        Self { code, province, keys: Keys::new(&name), names: Names::new(name) }
    }

    pub(super) fn rename(&mut self, name: UnitName) {
        self.names.rename(name);
        self.keys = Keys::new(self.names.latest());
    }

    /// What it is called at last.
    pub(super) fn latest_name(&self) -> &UnitName {
        self.names.latest()
    }

    /// What it was called on that day.
    pub fn name_on(&self, date: NaiveDate) -> &UnitName {
        self.names.on(date)
    }
}

/// The list of units, which is replaced by a file when the law changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Units {
    pub(super) version: String,
    pub(super) sources: BTreeMap<String, String>,
    pub(super) provinces: BTreeMap<ProvinceCode, Province>,
    pub(super) communes: BTreeMap<CommuneCode, Commune>,
    pub(super) old: OldCommunes,
}

impl Units {
    /// Reads the list of today's units (`assets/units/units.csv`).
    pub fn parse(bytes: &[u8]) -> Result<Self, UnitsFault> {
        reading::units(bytes)
    }

    /// Adds the communes of before July 2025 (`assets/units/old_communes.csv`).
    pub fn with_old(mut self, bytes: &[u8]) -> Result<Self, UnitsFault> {
        self.old = reading::old_communes(bytes, &self)?;
        Ok(self)
    }

    /// Which edition of the list this is.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Where a name comes from, in words.
    pub fn source(&self, key: &str) -> Option<&str> {
        self.sources.get(key).map(String::as_str)
    }

    /// All provinces, by code.
    pub fn provinces(&self) -> impl Iterator<Item = &Province> {
        self.provinces.values()
    }

    /// The province with this code.
    pub fn province(&self, code: ProvinceCode) -> Option<&Province> {
        self.provinces.get(&code)
    }

    /// The commune with this code.
    pub fn commune(&self, code: CommuneCode) -> Option<&Commune> {
        self.communes.get(&code)
    }

    /// The communes of a province, by code.
    pub fn communes_of(&self, province: ProvinceCode) -> impl Iterator<Item = &Commune> {
        self.communes.values().filter(move |commune| commune.province == province)
    }

    /// Communes whose name fits what was typed, the best first, at most `limit` of them.
    ///
    /// Marks, capitals, apostrophes and the place of the tone do not matter, words may be cut
    /// short, and the kind or the province may be typed too. A name that fits with its marks comes
    /// before one that fits only without: `Cẩm Giang` before `Cẩm Giàng`.
    pub fn find(&self, query: &str, limit: usize) -> Vec<&Commune> {
        search::find(self, query, limit)
    }

    /// What has become of an old commune.
    pub fn now(&self, old: OldCommuneCode) -> Successor<'_> {
        self.old.get(old).map_or(Successor::NotInList, |old| self.successor_of(old))
    }

    /// What has become of an old commune that [`find_old`](Self::find_old) found.
    pub fn successor_of(&self, old: &OldCommune) -> Successor<'_> {
        old.successor(|code| self.commune(code))
    }

    /// Old communes by the names in an old address; several if the names fit several.
    ///
    /// Kinds may be missing or cut short (`TX.`), marks too; but where any fit exactly, those that
    /// fit only roughly are left out. An empty district or province is not compared.
    pub fn find_old(&self, ward: &str, district: &str, province: &str) -> Vec<&OldCommune> {
        self.old.find(ward, district, province)
    }

    /// Commune and province as they were called on that day: `xã Thống Nhất, tỉnh Lạng Sơn`.
    pub fn place_of(&self, commune: &Commune, on: NaiveDate) -> String {
        let name = commune.name_on(on).full();
        match self.province(commune.province) {
            Some(province) => format!("{name}, {}", province.name_on(on).full()),
            None => name,
        }
    }
}
