//! What every dossier asks, whatever its procedure: who hands in, for whom, and how the result
//! goes back. The procedure's own fields stand beside it as `declaration`.
//!
//! A draft holds the form as it was typed; [`read`] turns it into an [`Intake`] or says, field by
//! field, what is still missing. Blocks of the form:
//!
//! ```json
//! { "submitter": { "kind": "citizen", "name": "…", "number": {…}, "birth": "1990-01-15",
//!                  "sex": "female", "address": { "commune": "…", "detail": "…" }, "phone": "…" },
//!   "owner": { … },
//!   "behalf": { "relation": "…", "authority": "…" },
//!   "request": "…",
//!   "result": "at_desk",
//!   "declaration": { … } }
//! ```
//!
//! `owner` is left out when the person who hands in is the owner; otherwise `behalf` says why they
//! may.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::address::{Address, Units};
use crate::gap::Gap;
use crate::kinds::{PersonKind, ResultDelivery, Sex};
use crate::name::PersonName;
use crate::partial_date::PartialDate;
use crate::person::{Person, Phone};
use crate::personal_number::{Kept, PersonalNumber};
use crate::text::{Line, Prose};

/// The blocks that every dossier has, read and found complete.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Người nộp: who stands at the desk.
    pub submitter: Person,
    /// Chủ hồ sơ, where it is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Person>,
    /// Nộp thay: on what ground, where the owner is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub behalf: Option<Behalf>,
    /// Nội dung yêu cầu giải quyết.
    #[serde(default)]
    pub request: Prose,
    /// Hình thức nhận kết quả.
    pub result: ResultDelivery,
    /// The procedure's own fields; judged by the catalogue.
    #[serde(default)]
    pub declaration: Map<String, Value>,
}

impl Intake {
    /// The person to whom the dossier belongs.
    pub fn owner(&self) -> &Person {
        self.owner.as_ref().unwrap_or(&self.submitter)
    }
}

/// Why one person may hand in for another.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behalf {
    /// What the submitter is to the owner.
    pub relation: Line,
    /// The paper or rule that allows it, in the desk's words; may be empty for close family.
    #[serde(default)]
    pub authority: Line,
}

/// Reads the common blocks of a form. Communes must be in the list.
///
/// # Errors
/// Every field that is missing or wrong, each with its JSON Pointer.
pub fn read(form: &Value, units: &Units) -> Result<Intake, Vec<Gap>> {
    let mut gaps = Vec::new();
    let Some(form) = form.as_object() else {
        return Err(vec![Gap::new("", "form-not-an-object")]);
    };
    let submitter = person(form, "submitter", &mut gaps);
    let owner = form.contains_key("owner").then(|| person(form, "owner", &mut gaps));
    let behalf = owner.is_some().then(|| behalf(form, &mut gaps));
    let request = optional::<Prose>(form, "", "request", &mut gaps).unwrap_or_default();
    let result = required::<ResultDelivery>(form, "", "result", &mut gaps);
    let declaration = declaration(form, &mut gaps);
    check_commune(submitter.as_ref(), "submitter", units, &mut gaps);
    check_commune(owner.as_ref().and_then(Option::as_ref), "owner", units, &mut gaps);

    match (submitter, owner, behalf, result) {
        (Some(submitter), None, None, Some(result)) if gaps.is_empty() => {
            Ok(Intake { submitter, owner: None, behalf: None, request, result, declaration })
        }
        (Some(submitter), Some(Some(owner)), Some(Some(behalf)), Some(result))
            if gaps.is_empty() =>
        {
            let (owner, behalf) = (Some(owner), Some(behalf));
            Ok(Intake { submitter, owner, behalf, request, result, declaration })
        }
        _ => Err(gaps),
    }
}

fn person(form: &Map<String, Value>, block: &str, gaps: &mut Vec<Gap>) -> Option<Person> {
    let at = format!("/{block}");
    let Some(block) = form.get(block).and_then(Value::as_object) else {
        gaps.push(Gap::new(at, "missing"));
        return None;
    };
    let kind = optional(block, &at, "kind", gaps).unwrap_or(PersonKind::Citizen);
    let name = required(block, &at, "name", gaps);
    let number = required(block, &at, "number", gaps);
    let birth = optional(block, &at, "birth", gaps);
    let sex = optional(block, &at, "sex", gaps);
    let address = optional(block, &at, "address", gaps);
    let phone = optional(block, &at, "phone", gaps);
    Some(Person { kind, name: name?, number: number?, birth, sex, address, phone })
}

fn behalf(form: &Map<String, Value>, gaps: &mut Vec<Gap>) -> Option<Behalf> {
    let Some(block) = form.get("behalf").and_then(Value::as_object) else {
        gaps.push(Gap::new("/behalf", "missing"));
        return None;
    };
    let relation = required::<Line>(block, "/behalf", "relation", gaps);
    let authority = optional(block, "/behalf", "authority", gaps).unwrap_or_default();
    Some(Behalf { relation: relation?, authority })
}

fn check_commune(person: Option<&Person>, block: &str, units: &Units, gaps: &mut Vec<Gap>) {
    let address = person.and_then(|person| person.address.as_ref());
    let commune = address.and_then(|address| address.commune);
    if commune.is_some_and(|code| units.commune(code).is_none()) {
        gaps.push(Gap::new(format!("/{block}/address/commune"), "commune-not-in-list"));
    }
}

fn declaration(form: &Map<String, Value>, gaps: &mut Vec<Gap>) -> Map<String, Value> {
    match form.get("declaration") {
        Some(Value::Object(fields)) => fields.clone(),
        None => Map::new(),
        Some(_) => {
            gaps.push(Gap::new("/declaration", "not-an-object"));
            Map::new()
        }
    }
}

fn required<T: Field>(
    block: &Map<String, Value>,
    at: &str,
    field: &str,
    gaps: &mut Vec<Gap>,
) -> Option<T> {
    if is_blank(block.get(field)) {
        gaps.push(Gap::new(format!("{at}/{field}"), "missing"));
        return None;
    }
    optional(block, at, field, gaps)
}

/// Reads a field that may be left out; what is there must still be right.
fn optional<T: Field>(
    block: &Map<String, Value>,
    at: &str,
    field: &str,
    gaps: &mut Vec<Gap>,
) -> Option<T> {
    let value = block.get(field).filter(|value| !is_blank(Some(value)))?;
    match T::read(value) {
        Ok(read) => Some(read),
        Err(code) => {
            gaps.push(Gap::new(format!("{at}/{field}"), code));
            None
        }
    }
}

fn is_blank(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(_) => false,
    }
}

/// A value as a form holds it, read by its own rules; the error is the stable word for its fault.
trait Field: Sized {
    fn read(value: &Value) -> Result<Self, &'static str>;
}

/// What a form says when it holds something of another shape, such as a list for a name.
const WRONG_SHAPE: &str = "wrong-shape";

impl Field for PersonName {
    fn read(value: &Value) -> Result<Self, &'static str> {
        Self::parse(text(value)?).map_err(|fault| fault.code())
    }
}

impl Field for PartialDate {
    fn read(value: &Value) -> Result<Self, &'static str> {
        Self::parse(text(value)?).map_err(|fault| fault.code())
    }
}

impl Field for PersonalNumber {
    fn read(value: &Value) -> Result<Self, &'static str> {
        let kept = Kept::deserialize(value).map_err(|_| WRONG_SHAPE)?;
        Self::try_from(kept).map_err(|fault| fault.code())
    }
}

impl Field for Phone {
    fn read(value: &Value) -> Result<Self, &'static str> {
        text(value)?.parse().map_err(|_| "not-a-phone")
    }
}

fn text(value: &Value) -> Result<&str, &'static str> {
    value.as_str().ok_or(WRONG_SHAPE)
}

macro_rules! fields_by_shape {
    ($($type:ty),+) => {
        $(impl Field for $type {
            fn read(value: &Value) -> Result<Self, &'static str> {
                Self::deserialize(value).map_err(|_| WRONG_SHAPE)
            }
        })+
    };
}
fields_by_shape!(Address, Line, PersonKind, Prose, ResultDelivery, Sex);
