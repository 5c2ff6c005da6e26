//! Procedures, communes and lists to choose from.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::form::Fallback;
use super::listed::ListedShown;
use super::package::PackageTrust;

/// A procedure as a line of a list.
#[derive(Serialize, Deserialize, TS)]
pub struct ProcedureLine {
    /// Its code in the national list.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// The field that it belongs to.
    pub field: String,
    /// Whether its declaration can be filled in here.
    pub has_form: bool,
    /// Whether a person has checked what it asks.
    pub is_checked: bool,
    /// How sure it is that this one was asked for.
    pub fit: Fit,
}

/// How sure it is that a procedure is the one that was asked for.
#[derive(Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// Its code was typed.
    Code,
    /// Nearly all that was asked for is there.
    Sure,
    /// Part of it is there.
    Perhaps,
}

/// A procedure with what it asks.
#[derive(Serialize, Deserialize, TS)]
pub struct ProcedureShown {
    /// Its code in the national list.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// The field that it belongs to.
    pub field: String,
    /// Who decides.
    pub agency: String,
    /// The decision that published it.
    pub decision: String,
    /// Where the catalogue has it from.
    pub source: String,
    /// Version of the catalogue.
    pub version: String,
    /// How long the agency may take.
    pub time_said: String,
    /// What it costs.
    pub fee_said: String,
    /// Who need not pay, as far as the source says.
    pub exempt_said: Vec<String>,
    /// Who has to come or to sign in person; empty where nothing is known.
    pub present_said: String,
    /// What the resident gets.
    pub result_name: String,
    /// The law that it rests on.
    pub legal_basis: Vec<String>,
    /// The papers that it asks for.
    pub components: Vec<ComponentLine>,
    /// The first day of this version, ISO.
    pub effective_from: Option<String>,
    /// The last day of this version, ISO.
    pub effective_to: Option<String>,
    /// Whether a person has checked what it asks.
    pub is_checked: bool,
    /// What a province's list says of it; absent where the catalogue has no list.
    pub listed: Option<ListedShown>,
    /// Why the catalogue is believed.
    pub trust: PackageTrust,
}

/// A paper that a procedure asks for.
#[derive(Serialize, Deserialize, TS)]
pub struct ComponentLine {
    /// The component.
    pub id: String,
    /// Its name in the catalogue.
    pub name: String,
    /// What is to be done with it.
    pub duty_said: String,
    /// In which case; absent when always.
    pub when_said: Option<String>,
    /// What may stand for it, the better first.
    pub instead: Vec<Fallback>,
    /// How many originals.
    pub originals: u32,
    /// How many copies.
    pub copies: u32,
}

/// A procedure for programs: what it asks, and the declaration as a schema with an example.
#[derive(Serialize, Deserialize)]
pub struct ProcedureSheet {
    /// What it asks.
    #[serde(flatten)]
    pub shown: ProcedureShown,
    /// JSON Schema of the declaration; absent when it has none here.
    pub schema: Option<Value>,
    /// A whole form, filled in; absent when there is none.
    pub example: Option<Value>,
}

/// A commune.
#[derive(Serialize, Deserialize, TS)]
pub struct Unit {
    /// Its code.
    pub code: String,
    /// Kind and name, as of today.
    pub name: String,
    /// The province, as of today.
    pub place: String,
    /// By which other name it was found, in words; empty where it was by that of today.
    pub formerly: String,
    /// Whether only a part of what was typed may be here now, so that somebody has to be asked.
    pub must_ask: bool,
}

/// What was typed, in the shape in which people read it.
#[derive(Serialize, Deserialize, TS)]
pub struct Mended {
    /// The text.
    pub text: String,
}
