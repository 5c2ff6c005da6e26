//! Packages of the catalogue.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The packages of a desk.
#[derive(Serialize, Deserialize, TS)]
pub struct Packages {
    /// The one under which new dossiers are taken in.
    pub in_use: PackageLine,
    /// The version of the package that should be in use and cannot be read; absent when all is well.
    pub unreadable: Option<String>,
    /// What becomes of the package that the gateway offers; absent when it offers none, or the one in
    /// use.
    pub offered_said: Option<String>,
    /// Others that are here, the one that was brought last first.
    pub others: Vec<PackageLine>,
    /// Whether whoever works here may take another one into use.
    pub may_choose: bool,
}

/// A package.
#[derive(Serialize, Deserialize, TS)]
pub struct PackageLine {
    /// The hash of its contents; absent for a catalogue that came from no package.
    pub hash: Option<String>,
    /// Its version.
    pub version: String,
    /// What it is called.
    pub name: String,
    /// Why it is believed.
    pub trust: PackageTrust,
    /// Why it is believed, in words.
    pub trust_said: String,
    /// How many dossiers were taken in under it.
    pub dossiers: u32,
    /// How many procedures it knows; absent where it was not read.
    pub procedures: Option<u32>,
    /// How many of them have a checked list of papers; absent where it was not read.
    pub checked: Option<u32>,
}

/// Why a package is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PackageTrust {
    /// It came with a program.
    Shipped,
    /// A key signed it that the gateway's root vouches for.
    Signed,
    /// Nobody vouches for it but the desk's lead.
    Unsigned,
}

/// A package that was looked at.
#[derive(Serialize, Deserialize)]
pub struct PackageShown {
    /// The hash of its contents.
    pub hash: String,
    /// Its version.
    pub version: String,
    /// What it is called.
    pub name: String,
    /// When it was made, ISO.
    pub made_at: String,
    /// The name of the key that signed it; absent where nobody did.
    pub key_id: Option<String>,
    /// Whether the signature was held against a key and fits; absent where no key was given.
    pub is_verified: Option<bool>,
    /// How many files are in it.
    pub files: usize,
    /// How many procedures it knows.
    pub procedures: usize,
    /// How many of them have a checked list of papers.
    pub checked: usize,
    /// How many of them are known from a province's list.
    pub listed: usize,
    /// Its list of provinces and communes, where it brings one.
    pub units: Option<PackageUnits>,
    /// Its calendar, where it brings one.
    pub calendar: Option<PackageCalendar>,
}

/// The list of provinces and communes of a package.
#[derive(Serialize, Deserialize)]
pub struct PackageUnits {
    /// The day of which it is, ISO.
    pub edition: String,
    /// How many provinces.
    pub provinces: usize,
    /// How many communes.
    pub communes: usize,
}

/// The calendar of a package.
#[derive(Serialize, Deserialize)]
pub struct PackageCalendar {
    /// The day of which it is, ISO.
    pub edition: String,
    /// The years that it covers.
    pub years: Vec<i32>,
    /// How many days it lists.
    pub days: usize,
}

/// A procedure, a unit or a day that is another thing in a later package.
#[derive(Serialize, Deserialize)]
pub struct PackageChange {
    /// Its code; the day itself, ISO; or the word for a list: `units`, `calendar`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// In what it differs.
    pub kinds: Vec<String>,
    /// The same in words.
    pub said: String,
}

/// A province's list that was read.
#[derive(Serialize, Deserialize)]
pub struct ListRead {
    /// How many procedures.
    pub procedures: usize,
    /// How many papers.
    pub papers: usize,
    /// How many notes among them.
    pub notes: usize,
    /// What could not be read, counted by what is the matter.
    pub counts: Vec<UnreadCount>,
    /// What could not be read, one by one.
    pub unread: Vec<UnreadLine>,
}

/// How often something could not be read.
#[derive(Serialize, Deserialize)]
pub struct UnreadCount {
    /// What is the matter.
    pub why: String,
    /// The same in words.
    pub said: String,
    /// How often.
    pub count: usize,
    /// Whether it is not in the package for that reason; else it is kept as the text that it is.
    pub is_left_out: bool,
}

/// Something that could not be read.
#[derive(Serialize, Deserialize)]
pub struct UnreadLine {
    /// The procedure.
    pub code: String,
    /// File and field.
    pub place: String,
    /// The row of the file, 0 for none.
    pub row: usize,
    /// What stands there.
    pub text: String,
    /// What is the matter.
    pub why: String,
}
