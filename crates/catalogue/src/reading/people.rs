//! Persons of a layout: each of their fields is there, and is typed as such a thing is.

use super::Read;
use super::records::{FieldRecord, LayoutRecord};
use crate::fault::CatalogueFault;
use crate::form::Widget;
use crate::layout::keeps_a_value;
use crate::person::PersonPaths;

/// Whether every field that a group calls a person's is one of the layout's.
pub(super) fn are_known(file: &str, record: &LayoutRecord) -> Read<()> {
    for group in &record.groups {
        let Some(person) = &group.person else { continue };
        let place = format!("person of group {}", group.id);
        is_known(record, person).map_err(|why| CatalogueFault::new(file, &place, &why))?;
    }
    Ok(())
}

fn is_known(record: &LayoutRecord, person: &PersonPaths) -> Result<(), String> {
    // A name in small letters gets its capitals: a person's, not an organisation's.
    let name = if person.is_organisation { Widget::Line } else { Widget::Name };
    is_typed_as(record, &person.name, &[name])?;
    let optional: [(&Option<String>, &[Widget]); 9] = [
        (&person.number, &[Widget::Digits, Widget::Line]),
        (&person.number_kind, &[Widget::Choice]),
        (&person.birth, &[Widget::Date]),
        (&person.sex, &[Widget::Choice]),
        (&person.ethnicity, &[Widget::List]),
        (&person.nationality, &[Widget::Choice, Widget::List]),
        (&person.phone, &[Widget::Phone]),
        (&person.issued, &[Widget::Date]),
        (&person.representative, &[Widget::Line]),
    ];
    for (path, widgets) in optional {
        if let Some(path) = path {
            is_typed_as(record, path, widgets)?;
        }
    }
    let Some(residence) = &person.residence else { return Ok(()) };
    is_typed_as(record, &format!("{residence}/commune"), &[Widget::Commune])?;
    is_typed_as(record, &format!("{residence}/detail"), &[Widget::Line])
}

fn is_typed_as(record: &LayoutRecord, path: &str, widgets: &[Widget]) -> Result<(), String> {
    let is_it = |field: &&FieldRecord| keeps_a_value(field.widget) && field.path == path;
    let mut fields = record.groups.iter().flat_map(|group| &group.fields);
    let field = fields.find(is_it).ok_or_else(|| format!("no field is kept at {path}"))?;
    if widgets.contains(&field.widget) {
        return Ok(());
    }
    Err(format!("{path} is typed as {}", field.widget))
}
