//! What every dossier asks, whatever its procedure: who hands in, for whom, and how the result
//! goes back. The procedure's own fields stand beside it as `declaration`.
//!
//! A draft holds the form as it was typed; [`read`] turns it into an [`Intake`] or says, field by
//! field, what is still missing or not understood: nothing that was typed is dropped in silence.
//! Blocks of the form:
//!
//! ```json
//! { "submitter": { "kind": "citizen", "name": "…", "number": {…}, "birth": "1990-01-15",
//!                  "sex": "female", "address": { "commune": "…", "detail": "…" }, "phone": "…" },
//!   "owner": { … } or { "kind": "enterprise", "organisation": { "name": "…", "number": {…}, … } },
//!   "behalf": { "relation": "…", "authority": "…" },
//!   "request": "…",
//!   "result": "at_desk",
//!   "appointment": "2026-11-25",
//!   "declaration": { … } }
//! ```
//!
//! `owner` is left out when the person who hands in is the owner; otherwise `behalf` says why they
//! may. Whoever hands in is a human being; the owner may be an organisation.

mod appointment;
mod block;
mod field;
mod party;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::address::Units;
use crate::gap::Gap;
use crate::kinds::{PersonKind, ResultDelivery};
use crate::owner::{Owner, OwnerRef};
use crate::person::Person;
use crate::text::{Line, Prose};

pub use self::appointment::{Appointment, DayNotWhole};
use self::block::Block;
use self::party::{owner, person};

/// The blocks that every dossier has, read and found complete.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Người nộp: who stands at the desk.
    pub submitter: Person,
    /// Nộp thay, where the dossier is somebody else's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf: Option<OnBehalf>,
    /// Nội dung yêu cầu giải quyết.
    #[serde(default)]
    pub request: Prose,
    /// Hình thức nhận kết quả.
    pub result: ResultDelivery,
    /// Ngày hẹn trả: the day that the clerk names where no limit is known from which to reckon it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<Appointment>,
    /// The procedure's own fields; judged by the catalogue.
    #[serde(default)]
    pub declaration: Map<String, Value>,
}

impl Intake {
    /// Chủ hồ sơ: to whom the dossier belongs.
    pub fn owner(&self) -> OwnerRef<'_> {
        let on_behalf = self.on_behalf.as_ref();
        on_behalf.map_or(OwnerRef::Person(&self.submitter), |on_behalf| on_behalf.owner.lent())
    }

    /// The form to go on typing from: what [`read`] reads as this very intake.
    pub fn as_form(&self) -> Value {
        let mut form = Map::new();
        form.insert("submitter".to_owned(), submitter_as_form(&self.submitter));
        if let Some(OnBehalf { owner, relation, authority }) = &self.on_behalf {
            form.insert("owner".to_owned(), json!(owner));
            let ground = json!({ "relation": relation, "authority": authority });
            form.insert("behalf".to_owned(), ground);
        }
        form.insert("request".to_owned(), json!(self.request));
        form.insert("result".to_owned(), json!(self.result));
        if let Some(appointment) = self.appointment {
            form.insert("appointment".to_owned(), json!(appointment));
        }
        form.insert("declaration".to_owned(), json!(self.declaration));
        Value::Object(form)
    }
}

/// Whoever hands in is a human being: nobody is asked for their kind.
fn submitter_as_form(submitter: &Person) -> Value {
    let mut block = json!(submitter);
    if let (PersonKind::Citizen, Some(block)) = (submitter.kind, block.as_object_mut()) {
        block.remove("kind");
    }
    block
}

/// For whom somebody hands in, and why they may.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnBehalf {
    /// Chủ hồ sơ.
    pub owner: Owner,
    /// What the submitter is to the owner.
    pub relation: Line,
    /// The paper or rule that allows it, in the desk's words; may be empty for close family.
    #[serde(default)]
    pub authority: Line,
}

/// Reads the common blocks of a form. Communes must be in the list.
///
/// # Errors
/// Every field that is missing, wrong or not known, each with its JSON Pointer.
pub fn read(form: &Value, units: &Units) -> Result<Intake, Vec<Gap>> {
    let mut gaps = Vec::new();
    let Some(form) = form.as_object() else {
        return Err(vec![Gap::new("", "form-not-an-object")]);
    };
    let mut form = Block::whole(form);
    let submitter = match form.block("submitter", &mut gaps) {
        Some(block) => person(block, units, &mut gaps),
        None => form.miss("submitter", &mut gaps),
    };
    let on_behalf = on_behalf(&mut form, units, &mut gaps);
    let request = form.optional::<Prose>("request", &mut gaps).unwrap_or_default();
    let result = form.required::<ResultDelivery>("result", &mut gaps);
    let appointment = form.optional::<Appointment>("appointment", &mut gaps);
    let declaration = form.free("declaration", &mut gaps);
    form.finish(&mut gaps);

    match (submitter, result) {
        (Some(submitter), Some(result)) if gaps.is_empty() => {
            Ok(Intake { submitter, on_behalf, request, result, appointment, declaration })
        }
        _ => Err(gaps),
    }
}

/// The owner and the ground, both or neither.
fn on_behalf(form: &mut Block<'_>, units: &Units, gaps: &mut Vec<Gap>) -> Option<OnBehalf> {
    let (block, behalf) = (form.block("owner", gaps), form.block("behalf", gaps));
    let (owner, behalf) = match (block, behalf) {
        (None, None) => return None,
        (None, Some(behalf)) => {
            gaps.push(Gap::new(behalf.path(), "not-asked"));
            return None;
        }
        (Some(block), None) => {
            owner(block, units, gaps);
            return form.miss("behalf", gaps);
        }
        (Some(block), Some(behalf)) => (owner(block, units, gaps), behalf),
    };
    let (relation, authority) = ground(behalf, gaps);
    Some(OnBehalf { owner: owner?, relation: relation?, authority })
}

fn ground(mut behalf: Block<'_>, gaps: &mut Vec<Gap>) -> (Option<Line>, Line) {
    let relation = behalf.required::<Line>("relation", gaps);
    let authority = behalf.optional::<Line>("authority", gaps).unwrap_or_default();
    behalf.finish(gaps);
    (relation, authority)
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod owner_tests;
