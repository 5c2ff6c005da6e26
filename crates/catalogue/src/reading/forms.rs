//! Layouts and schemas, and that they speak of the same fields.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::records::{FieldRecord, GroupRecord, LayoutRecord, RuleRecord};
use super::{Read, Spot, people, repeats};
use crate::expression::{Kind, Scope};
use crate::fault::CatalogueFault;
use crate::form::Widget;
use crate::layout::{
    AlsoRequired, FieldPlan, Fits, GroupPlan, Layout, RepeatPlan, Rule, keeps_a_value,
};
use crate::list::List;
use crate::row::ROW;
use crate::schema::Schema;

/// Reads every expression of a layout.
pub(super) fn layout(
    file: &str,
    record: LayoutRecord,
    scope: &Scope,
    lists: &BTreeMap<String, List>,
) -> Read<Layout> {
    let spot = Spot { file, scope };
    if record.source.trim().is_empty() {
        return Err(CatalogueFault::new(file, "/source", &"no source is named"));
    }
    is_each_field_alone(file, &record)?;
    people::are_known(file, &record)?;
    let groups = record.groups.into_iter().map(|group| read_group(&spot, group, lists));
    let groups = groups.collect::<Read<Vec<_>>>()?;
    let mut rules = Vec::new();
    for rule in record.rules {
        rules.push(read_rule(&spot, rule)?);
    }
    let mut also_required = Vec::new();
    for also in record.also_required {
        if also.path.contains(ROW) {
            return Err(CatalogueFault::new(file, &also.path, &"rows are required by their group"));
        }
        spot.is_known(&also.path, &also.path)?;
        let when = spot.read(&also.path, &also.when, Kind::Truth)?;
        also_required.push(AlsoRequired { path: also.path, when });
    }
    Ok(Layout { groups, rules, also_required })
}

fn read_rule(spot: &Spot<'_>, rule: RuleRecord) -> Read<Rule> {
    let place = format!("rule {}", rule.id);
    spot.is_known(&place, &rule.at)?;
    let scope = spot.scope_of_row(rule.each.as_deref());
    let when = Spot { scope: &scope, ..*spot }.read(&place, &rule.when, Kind::Truth)?;
    Ok(Rule {
        id: rule.id,
        when,
        each: rule.each,
        at: rule.at,
        is_warning: rule.is_warning,
        said: rule.said,
    })
}

fn is_each_field_alone(file: &str, record: &LayoutRecord) -> Read<()> {
    let mut seen = BTreeSet::new();
    for field in record.groups.iter().flat_map(|group| &group.fields) {
        if field.widget != Widget::Toggle && !seen.insert(&field.path) {
            return Err(CatalogueFault::new(file, &field.path, &"another field is kept there"));
        }
        if !field.path.starts_with('/') {
            return Err(CatalogueFault::new(file, &field.path, &"a path begins with /"));
        }
    }
    Ok(())
}

fn read_group(
    spot: &Spot<'_>,
    group: GroupRecord,
    lists: &BTreeMap<String, List>,
) -> Read<GroupPlan> {
    let place = format!("group {}", group.id);
    let shown = spot.read_if_any(&place, group.shown.as_ref(), Kind::Truth)?;
    let repeats = group.repeats.map(|list| RepeatPlan {
        at: list.at,
        least: list.least,
        most: list.most,
        item: list.item,
        add: list.add,
    });
    let scope = spot.scope_of_row(repeats.as_ref().map(|list| list.at.as_str()));
    let inner = Spot { scope: &scope, ..*spot };
    let fields = group.fields.into_iter().map(|field| read_field(&inner, field, lists));
    Ok(GroupPlan {
        shown,
        repeats,
        fields: fields.collect::<Read<_>>()?,
        id: group.id,
        block: group.block,
        title: group.title,
        help: group.help,
        person: group.person,
    })
}

fn read_field(
    spot: &Spot<'_>,
    field: FieldRecord,
    lists: &BTreeMap<String, List>,
) -> Read<FieldPlan> {
    let at = field.path.clone();
    is_whole(spot, &field, lists)?;
    let truth = |text: &Option<String>| spot.read_if_any(&at, text.as_ref(), Kind::Truth);
    let text = |text: &Option<String>| spot.read_if_any(&at, text.as_ref(), Kind::Text);
    let fits = match &field.fits {
        None => None,
        Some(fits) => {
            let birth = spot.read_if_any(&at, fits.birth.as_ref(), Kind::Date)?;
            Some(Fits { birth, sex: text(&fits.sex)? })
        }
    };
    Ok(FieldPlan {
        required: truth(&field.required)?,
        shown: truth(&field.shown)?,
        value: text(&field.value)?,
        offered: spot.read_if_any(&at, field.offered.as_ref(), offered_kind(field.widget))?,
        fits,
        path: field.path,
        widget: field.widget,
        label: field.label,
        help: field.help,
        options: field.options,
        list: field.list,
        width: field.width,
        sets: field.sets,
        answers_for: field.answers_for,
    })
}

fn offered_kind(widget: Widget) -> Kind {
    match widget {
        Widget::Date => Kind::Date,
        Widget::Count => Kind::Number,
        _ => Kind::Text,
    }
}

/// Whether a field has what its widget needs.
fn is_whole(spot: &Spot<'_>, field: &FieldRecord, lists: &BTreeMap<String, List>) -> Read<()> {
    let wrong = |why: &str| Err(CatalogueFault::new(spot.file, &field.path, &why));
    if let Some(list) = &field.list
        && !lists.contains_key(list)
    {
        return wrong(&format!("no list is called {list}"));
    }
    let has_choices = field.list.is_some() || !field.options.is_empty();
    match field.widget {
        Widget::Choice if !has_choices => wrong("a choice without options"),
        Widget::List if field.list.is_none() => wrong("a list without its name"),
        Widget::Computed if field.value.is_none() => wrong("a computed field without a value"),
        Widget::Toggle if field.sets.is_empty() => wrong("a toggle that sets nothing"),
        _ if field.label.is_empty() => wrong("a field without a label"),
        _ => Ok(()),
    }
}

/// Builds a schema; what must be filled in is the layout's to say.
pub(super) fn schema(file: &str, schema: &Value) -> Read<Schema> {
    if let Some(place) = place_of_required(schema, "") {
        return Err(CatalogueFault::new(file, &place, &"what is required stands in the layout"));
    }
    Schema::read(schema).map_err(|why| CatalogueFault::new(file, "", &why))
}

fn place_of_required(schema: &Value, at: &str) -> Option<String> {
    if schema.get("required").is_some_and(Value::is_array) {
        return Some(format!("{at}/required"));
    }
    let items = schema.get("items");
    let items = items.and_then(|items| place_of_required(items, &format!("{at}/items")));
    let inner = schema.get("properties").and_then(Value::as_object);
    items.or_else(|| {
        let mut inner = inner?.iter();
        inner.find_map(|(name, inner)| place_of_required(inner, &format!("{at}/properties/{name}")))
    })
}

/// Every field of the declaration is kept where the schema has a place for it.
pub(super) fn fits_the_schema(file: &str, layout: &LayoutRecord, schema: &Value) -> Read<()> {
    repeats::are_whole(file, layout)?;
    let fields = layout.groups.iter().flat_map(|group| &group.fields);
    for field in fields.filter(|field| keeps_a_value(field.widget)) {
        if !field.path.starts_with("/declaration/") {
            return Err(CatalogueFault::new(file, &field.path, &"not within /declaration"));
        }
        if repeats::place_in(schema, &field.path).is_none() {
            return Err(CatalogueFault::new(file, &field.path, &"the schema has no such place"));
        }
    }
    repeats::fit_the_schema(file, layout, schema)
}
