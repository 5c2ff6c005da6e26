//! A form that several procedures share, with the few questions of one of them before it.

use seal::Sha256;
use seal::hash::hash;
use serde_json::Value;

use super::procedures::Ground;
use super::records::{LayoutRecord, ProcedureRecord};
use super::{Read, asks, forms, json, read_sheet};
use crate::catalogue::{Files, FormPlan};
use crate::expression::Scope;
use crate::fault::CatalogueFault;
use crate::layout::add_to_scope;

/// The form `name`, which is `own`, with the record's questions as its first group.
pub(super) fn form(
    files: Files<'_>,
    file: &str,
    (name, own): (&str, &(FormPlan, Scope)),
    (record, asks_hash): (&ProcedureRecord, Sha256),
    ground: &Ground<'_>,
) -> Read<(FormPlan, Scope)> {
    let (shared, scope) = own;
    let mut scope = scope.clone();
    for field in &record.asks {
        add_to_scope(&mut scope, &field.path, field.widget, &field.sets);
    }
    let mut layout: LayoutRecord = json(files, &format!("forms/{name}.layout.json"))?;
    layout.groups.insert(0, asks::group(record, ground));
    let schema = json(files, &format!("forms/{name}.schema.json"))?;
    let schema = with_questions(file, schema, &asks::schema(file, &record.asks)?)?;
    let layout = forms::layout(file, layout, &scope, ground.lists)?;
    let sheet = shared.sheet.as_ref();
    let sheet =
        sheet.map(|_| read_sheet(files, name, &scope, &layout, ground.blocks)).transpose()?;
    let form = FormPlan {
        schema: forms::schema(file, &schema)?,
        layout,
        sheet,
        hash: hash(&[*asks_hash.as_bytes(), *shared.hash.as_bytes()].concat()),
        shape: schema,
    };
    Ok((form, scope))
}

/// The form's schema with a place for each question; none of them may be a place of the form.
fn with_questions(file: &str, mut form: Value, questions: &Value) -> Read<Value> {
    let places = form.get_mut("properties").and_then(Value::as_object_mut);
    let wrong = |at: &str, why: &str| CatalogueFault::new(file, at, &why);
    let places = places.ok_or_else(|| wrong("/asks", "the form's schema has no properties"))?;
    let Some(asked) = questions.get("properties").and_then(Value::as_object) else {
        return Ok(form);
    };
    for (question, shape) in asked {
        if places.insert(question.clone(), shape.clone()).is_some() {
            return Err(wrong(&format!("/declaration/{question}"), "the form keeps that itself"));
        }
    }
    Ok(form)
}
