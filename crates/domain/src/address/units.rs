//! Provinces and communes since July 2025, with the names that they had on each day.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::codes::{CommuneCode, OldCommuneCode, ProvinceCode};
use super::late::LateOld;
use super::old::{OldCommune, Successor};
use super::reading::{self, UnitsFault};
use super::search::{self, FoundCommune, Keys};
use crate::kinds::words;
use crate::text::{Line, fold};

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

    /// Whether another name begins on the day of this one.
    fn begins_with(&self, name: &UnitName) -> bool {
        self.all().any(|one| one.since == name.since)
    }

    fn all(&self) -> impl Iterator<Item = &UnitName> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The place among all of the name of a day; before the first of them, the first.
    fn place_on(&self, date: NaiveDate) -> usize {
        self.later.iter().take_while(|name| name.since <= date).count()
    }

    fn on(&self, date: NaiveDate) -> &UnitName {
        self.all().nth(self.place_on(date)).unwrap_or(&self.first)
    }
}

/// A tỉnh or thành phố.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Its code.
    pub code: ProvinceCode,
    names: Names,
    /// Kind and name of all its names, folded for the search.
    pub(super) folded: String,
}

impl Province {
    pub(super) fn new(code: ProvinceCode, name: UnitName) -> Self {
        Self { code, folded: fold(&name.full()), names: Names::new(name) }
    }

    /// False where a name is there already from that day on, or too many are.
    pub(super) fn rename(&mut self, name: UnitName) -> bool {
        if self.names.begins_with(&name) || self.names.later.len() >= MOST_NAMES {
            return false;
        }
        self.folded = format!("{} {}", self.folded, fold(&name.full()));
        self.names.rename(name);
        true
    }

    /// What it was called on that day.
    pub fn name_on(&self, date: NaiveDate) -> &UnitName {
        self.names.on(date)
    }

    /// All its names, the earliest first.
    pub fn names(&self) -> impl Iterator<Item = &UnitName> {
        self.names.all()
    }

    /// Whether it was ever called so, its kind said or not.
    pub(crate) fn was_called(&self, said: &Line) -> bool {
        let said = fold(said.as_str());
        self.names.all().any(|name| said == fold(&name.name) || said == fold(&name.full()))
    }
}

/// A xã, phường or đặc khu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// Its code.
    pub code: CommuneCode,
    /// The province that it belongs to.
    pub province: ProvinceCode,
    /// Its first day, where it is younger than its list.
    pub(super) founded: Option<NaiveDate>,
    names: Names,
    /// Of each name, in their order.
    pub(super) keys: Vec<Keys>,
}

impl Commune {
    pub(super) fn new(code: CommuneCode, province: ProvinceCode, name: UnitName) -> Self {
        let keys = vec![Keys::new(&name)];
        Self { code, province, founded: None, keys, names: Names::new(name) }
    }

    /// False where a name is there already from that day on, or too many are.
    pub(super) fn rename(&mut self, name: UnitName) -> bool {
        if self.names.begins_with(&name) || self.names.later.len() >= MOST_NAMES {
            return false;
        }
        self.names.rename(name);
        self.keys = self.names.all().map(Keys::new).collect();
        true
    }

    /// What it was called on that day.
    pub fn name_on(&self, date: NaiveDate) -> &UnitName {
        self.names.on(date)
    }

    /// All its names, the earliest first.
    pub fn names(&self) -> impl Iterator<Item = &UnitName> {
        self.names.all()
    }

    /// The place of the name of a day among all, and whether it is there on that day.
    pub(super) fn place_on(&self, date: NaiveDate) -> (usize, bool) {
        (self.names.place_on(date), self.founded.is_none_or(|day| day <= date))
    }

    /// Whether it was ever called so, its kind said or not.
    fn was_called(&self, said: &str) -> bool {
        self.keys.iter().any(|keys| keys.are_of(said))
    }
}

/// The most names that a unit gets after its first.
const MOST_NAMES: usize = 20;

/// The list of units, which is replaced by a file when the law changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Units {
    pub(super) edition: NaiveDate,
    pub(super) sources: BTreeMap<String, String>,
    pub(super) provinces: BTreeMap<ProvinceCode, Province>,
    pub(super) communes: BTreeMap<CommuneCode, Commune>,
    pub(super) old: LateOld,
}

impl Units {
    /// Reads the list of today's units (`units.csv`).
    pub fn parse(bytes: &[u8]) -> Result<Self, UnitsFault> {
        reading::units(bytes)
    }

    /// Adds the communes of before July 2025 (`old_communes.csv`).
    pub fn with_old(mut self, bytes: &[u8]) -> Result<Self, UnitsFault> {
        self.old = LateOld::read(reading::old_communes(bytes, &self)?);
        Ok(self)
    }

    /// Adds the communes of before July 2025 of a list that was read once without fault: it is read
    /// again when somebody first asks for one of them.
    #[must_use]
    pub fn with_old_later(mut self, bytes: Cow<'static, [u8]>) -> Self {
        self.old = LateOld::of(bytes);
        self
    }

    /// The day of which this list is.
    pub fn edition(&self) -> NaiveDate {
        self.edition
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

    /// All communes, by code.
    pub fn communes(&self) -> impl Iterator<Item = &Commune> {
        self.communes.values()
    }

    /// The communes of a province, by code.
    pub fn communes_of(&self, province: ProvinceCode) -> impl Iterator<Item = &Commune> {
        self.communes.values().filter(move |commune| commune.province == province)
    }

    /// Communes that fit what was typed on a day, each once, the best first, at most `limit` of them.
    ///
    /// Marks, capitals, apostrophes and the place of the tone do not matter, words may be cut
    /// short, and the kind or the province may be typed too. A name that fits with its marks comes
    /// before one that fits only without: `Cẩm Giang` before `Cẩm Giàng`. A commune is found by the
    /// name of that day, by those that it had before or will have, and by the communes of before
    /// July 2025 that went into it; of names that fit equally well, that of the day comes first.
    pub fn find(&self, query: &str, on: NaiveDate, limit: usize) -> Vec<FoundCommune<'_>> {
        search::find(self, query, on, limit)
    }

    /// Communes that are or were called so, their kind said or not.
    pub(crate) fn called(&self, said: &Line) -> impl Iterator<Item = &Commune> {
        let said = fold(said.as_str());
        self.communes.values().filter(move |commune| commune.was_called(&said))
    }

    /// What has become of an old commune.
    pub fn now(&self, old: OldCommuneCode) -> Successor<'_> {
        self.old.get(self).get(old).map_or(Successor::NotInList, |old| self.successor_of(old))
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
        self.old.get(self).find(ward, district, province)
    }

    /// Every commune of before July 2025, in the order of the list.
    pub fn old_communes(&self) -> &[OldCommune] {
        self.old.get(self).all()
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
