//! Communes as they were on 30 June 2025, and what has become of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::codes::{CommuneCode, OldCommuneCode};
use super::search::Name;
use super::units::Commune;
use crate::text::{Line, fold, fold_keeping_marks};

/// A commune, ward or town of before July 2025, or a district that had none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldCommune {
    /// Its code; `None` for an island district without communes.
    pub code: Option<OldCommuneCode>,
    /// Kind and name, as `Xã Thống Nhất`; empty for an island district.
    pub ward: String,
    pub(super) district: Arc<OldDistrict>,
    pub(super) targets: Vec<Target>,
    key: UnitKey,
}

/// A district of before July 2025, with its province.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OldDistrict {
    name: String,
    province: String,
    key: UnitKey,
    province_key: UnitKey,
}

/// One of the communes to which an old one went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) code: CommuneCode,
    /// The list names it first, among several.
    pub(super) is_default: bool,
    /// Only one of two lists names it.
    pub(super) is_doubtful: bool,
}

/// What has become of an old commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Successor<'u> {
    /// Code, kind and name are the same; it may have grown.
    Same(&'u Commune),
    /// It became, or went into, this one.
    One(&'u Commune),
    /// A person has to say which: it was divided, or only one list knows.
    Several {
        /// All that are possible.
        choices: Vec<&'u Commune>,
        /// Where most of it went, as the list sees it; a hint, not an answer.
        suggested: Option<&'u Commune>,
    },
    /// No such commune is in the list.
    NotInList,
}

impl OldDistrict {
    pub(super) fn new(name: &str, province: &str) -> Self {
        let (key, province_key) = (UnitKey::listed(name), UnitKey::listed(province));
        Self { name: name.to_owned(), province: province.to_owned(), key, province_key }
    }
}

impl OldCommune {
    pub(super) fn new(
        code: Option<OldCommuneCode>,
        ward: &str,
        district: Arc<OldDistrict>,
        targets: Vec<Target>,
    ) -> Self {
        Self { code, ward: ward.to_owned(), district, targets, key: UnitKey::listed(ward) }
    }

    /// Kind and name of its district.
    pub fn district(&self) -> &str {
        &self.district.name
    }

    /// Kind and name of its province.
    pub fn province(&self) -> &str {
        &self.district.province
    }

    /// Where it was, as people wrote it: `Xã Tân Liên, Huyện Cao Lộc, Tỉnh Lạng Sơn`.
    pub fn place(&self) -> String {
        let parts = [self.ward.as_str(), self.district(), self.province()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Its name, or that of a district without communes, for a search.
    pub(super) fn name(&self) -> Name<'_> {
        if self.ward.is_empty() { self.district.key.name() } else { self.key.name() }
    }

    /// Its district and its province, folded for a search.
    pub(super) fn around(&self) -> [&str; 2] {
        [&self.district.key.folded, &self.district.province_key.folded]
    }

    pub(super) fn successor<'u>(
        &self,
        commune: impl Fn(CommuneCode) -> Option<&'u Commune>,
    ) -> Successor<'u> {
        let choices: Vec<_> = self.targets.iter().filter_map(|to| commune(to.code)).collect();
        match (self.targets.as_slice(), choices.as_slice()) {
            (_, []) => Successor::NotInList,
            ([target], [only]) if !target.is_doubtful => self.single(only),
            _ => {
                let suggested = self.targets.iter().find(|to| to.is_default && !to.is_doubtful);
                let suggested = suggested.and_then(|to| commune(to.code));
                Successor::Several { choices, suggested }
            }
        }
    }

    fn single<'u>(&self, commune: &'u Commune) -> Successor<'u> {
        let same_code = self.code.is_some_and(|old| old.to_string() == commune.code.to_string());
        let same_name = commune.names().any(|name| UnitKey::listed(&name.full()) == self.key);
        if same_code && same_name { Successor::Same(commune) } else { Successor::One(commune) }
    }
}

/// All old communes, by the order of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct OldCommunes {
    communes: Vec<OldCommune>,
    by_code: BTreeMap<OldCommuneCode, usize>,
}

impl OldCommunes {
    /// Adds a commune; false if its code is already there.
    pub(super) fn add(&mut self, commune: OldCommune) -> bool {
        let at = self.communes.len();
        let known_before = commune.code.and_then(|code| self.by_code.insert(code, at)).is_some();
        self.communes.push(commune);
        !known_before
    }

    pub(super) fn get(&self, code: OldCommuneCode) -> Option<&OldCommune> {
        self.by_code.get(&code).and_then(|at| self.communes.get(*at))
    }

    pub(super) fn all(&self) -> &[OldCommune] {
        &self.communes
    }

    pub(super) fn find(&self, ward: &str, district: &str, province: &str) -> Vec<&OldCommune> {
        let asked = Asked {
            ward: UnitKey::readings(ward),
            district: UnitKey::readings(district),
            province: UnitKey::readings(province),
        };
        let roughly = self.communes.iter().filter(|old| asked.fits(old, UnitKey::fits)).collect();
        let marked = narrowed(roughly, |old| asked.fits(old, UnitKey::has_marks_of));
        narrowed(marked, |old| asked.fits(old, UnitKey::has_kind_of))
    }
}

/// Keeps those of which the claim is true, if there are any.
fn narrowed(found: Vec<&OldCommune>, claim: impl Fn(&OldCommune) -> bool) -> Vec<&OldCommune> {
    let narrow: Vec<_> = found.iter().copied().filter(|old| claim(old)).collect();
    if narrow.is_empty() { found } else { narrow }
}

/// The names in an old address, each in all the ways in which it can be read.
struct Asked {
    ward: Vec<UnitKey>,
    district: Vec<UnitKey>,
    province: Vec<UnitKey>,
}

impl Asked {
    fn fits(&self, old: &OldCommune, claim: impl Fn(&UnitKey, &UnitKey) -> bool) -> bool {
        let any = |readings: &[UnitKey], its: &UnitKey| readings.iter().any(|key| claim(key, its));
        let any_or_blank = |readings: &[UnitKey], its: &UnitKey| {
            any(readings, its) || readings.iter().all(|key| key.folded.is_empty())
        };
        any(&self.ward, &old.key)
            && any_or_blank(&self.district, &old.district.key)
            && any_or_blank(&self.province, &old.district.province_key)
    }
}

/// Kind and name of a unit apart, for comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct UnitKey {
    kind: Option<&'static str>,
    folded: String,
    marked: String,
}

/// Kinds of unit as lists and cards write them.
const KINDS: [&str; 9] =
    ["thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã"];

/// What hurried people write for them.
const SHORT_KINDS: [(&str, &str); 17] = [
    ("thanh pho", "thành phố"),
    ("thi tran", "thị trấn"),
    ("thi xa", "thị xã"),
    ("dac khu", "đặc khu"),
    ("phuong", "phường"),
    ("huyen", "huyện"),
    ("quan", "quận"),
    ("tinh", "tỉnh"),
    ("xa", "xã"),
    ("tp", "thành phố"),
    ("tt", "thị trấn"),
    ("tx", "thị xã"),
    ("p", "phường"),
    ("h", "huyện"),
    ("q", "quận"),
    ("t", "tỉnh"),
    ("x", "xã"),
];

impl UnitKey {
    /// Reads a name that is written in full.
    fn listed(name: &str) -> Self {
        let clean = cleaned(name);
        let with_kind = KINDS.iter().find_map(|kind| Self::after(&clean, kind, kind));
        with_kind.unwrap_or_else(|| Self::of(None, &clean))
    }

    /// Reads a name as somebody wrote it: `quan hanh` may be quận Hành or Quán Hành.
    fn readings(name: &str) -> Vec<Self> {
        let clean = cleaned(name);
        let listed = Self::listed(name);
        if listed.kind.is_some() {
            return vec![listed];
        }
        let short = SHORT_KINDS.iter().find_map(|(short, kind)| Self::after(&clean, short, kind));
        short.into_iter().chain([listed]).collect()
    }

    fn after(clean: &str, written: &str, kind: &'static str) -> Option<Self> {
        let name = clean.strip_prefix(written)?.strip_prefix(' ')?;
        Some(Self::of(Some(kind), name))
    }

    fn of(kind: Option<&'static str>, name: &str) -> Self {
        Self { kind, folded: fold(name), marked: fold_keeping_marks(name) }
    }

    fn name(&self) -> Name<'_> {
        let of_kind = |kind| SHORT_KINDS.iter().find(|(_, long)| *long == kind);
        let kind = self.kind.and_then(of_kind).map_or("", |(folded, _)| folded);
        Name { kind, marked: &self.marked, folded: &self.folded }
    }

    fn fits(&self, other: &Self) -> bool {
        self.folded == other.folded
    }

    fn has_marks_of(&self, other: &Self) -> bool {
        self.marked == other.marked
    }

    fn has_kind_of(&self, other: &Self) -> bool {
        self.fits(other) && (self.kind.is_none() || self.kind == other.kind)
    }
}

fn cleaned(name: &str) -> String {
    Line::new(&name.replace(['.', ','], " ")).as_str().to_lowercase()
}
