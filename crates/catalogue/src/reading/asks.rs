//! The few questions on which the papers of a procedure depend: alone, or before a form that it shares.

use seal::Sha256;
use serde_json::{Map, Value, json};

use super::procedures::Ground;
use super::records::{FieldRecord, GroupRecord, LayoutRecord, ProcedureRecord};
use super::{Read, forms};
use crate::catalogue::FormPlan;
use crate::expression::Scope;
use crate::fault::CatalogueFault;
use crate::form::{BlockId, Widget};
use crate::layout::add_to_scope;

/// The longest answer, in characters.
const LONGEST: u32 = 500;

/// The questions as a small form, with the names that expressions may use; `None` if nothing is asked.
pub(super) fn form(
    file: &str,
    record: &ProcedureRecord,
    hash: Sha256,
    ground: &Ground<'_>,
) -> Read<Option<(FormPlan, Scope)>> {
    if record.asks.is_empty() {
        return Ok(None);
    }
    let mut scope = ground.common.clone();
    for field in &record.asks {
        add_to_scope(&mut scope, &field.path, field.widget, &field.sets);
    }
    let layout = layout(record, ground);
    let schema = schema(file, &record.asks)?;
    let layout = forms::layout(file, layout, &scope, ground.lists)?;
    let form = FormPlan {
        schema: forms::schema(file, &schema)?,
        layout,
        sheet: None,
        hash,
        shape: schema,
    };
    Ok(Some((form, scope)))
}

fn layout(record: &ProcedureRecord, ground: &Ground<'_>) -> LayoutRecord {
    LayoutRecord {
        source: record.about.source.clone(),
        groups: vec![group(record, ground)],
        rules: Vec::new(),
        also_required: Vec::new(),
    }
}

/// The questions under their heading.
pub(super) fn group(record: &ProcedureRecord, ground: &Ground<'_>) -> GroupRecord {
    GroupRecord {
        id: "asks".to_owned(),
        block: BlockId::Declaration,
        title: Some(ground.asks_title.clone()),
        help: None,
        shown: None,
        repeats: None,
        person: None,
        fields: record.asks.clone(),
    }
}

/// The shapes of the questions, made from their widgets.
pub(super) fn schema(file: &str, asks: &[FieldRecord]) -> Read<Value> {
    let mut properties = Map::new();
    for field in asks {
        let name = field.path.strip_prefix("/declaration/");
        let name = name.filter(|name| !name.is_empty() && !name.contains('/'));
        let wrong = |why: &str| CatalogueFault::new(file, &field.path, &why);
        let name = name.ok_or_else(|| wrong("a question is kept right within /declaration"))?;
        let shape = match field.widget {
            Widget::YesNo => json!({ "type": "boolean" }),
            Widget::Count => json!({ "type": "integer", "minimum": 0 }),
            Widget::Date => json!({ "type": "string", "format": "partial-date" }),
            Widget::Choice | Widget::Line => json!({ "type": "string", "maxLength": LONGEST }),
            _ => return Err(wrong("a question is a choice, yes or no, a count, a line or a date")),
        };
        properties.insert(name.to_owned(), shape);
    }
    Ok(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    }))
}
