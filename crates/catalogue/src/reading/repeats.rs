//! Groups that repeat: that their lists and their fields stand where they must.

use serde_json::Value;

use super::Read;
use super::records::{FieldRecord, GroupRecord, LayoutRecord, RepeatRecord, RuleRecord};
use crate::fault::CatalogueFault;
use crate::row::{ROW, within};
use crate::text::Text;

/// The most rows that any list may have.
const MOST: usize = 60;

/// Where lists stand.
const DECLARATION: &str = "/declaration";

/// Every list is whole, and each field stands in the list of its group and in no other.
pub(super) fn are_whole(file: &str, record: &LayoutRecord) -> Read<()> {
    for group in &record.groups {
        let wrong = |why: &str| CatalogueFault::new(file, &format!("group {}", group.id), &why);
        if let Some(list) = &group.repeats {
            is_whole(group, list).map_err(wrong)?;
            if lists(record).filter(|other| overlap(&other.at, &list.at)).count() > 1 {
                return Err(wrong("another group repeats there"));
            }
        }
        for field in &group.fields {
            stands_right(record, group, field)
                .map_err(|why| CatalogueFault::new(file, &field.path, &why))?;
        }
    }
    record.rules.iter().try_for_each(|rule| {
        let fault = |why| CatalogueFault::new(file, &format!("rule {}", rule.id), &why);
        is_judged_right(record, rule).map_err(fault)
    })
}

/// The blocks that every dossier has are read without lists.
pub(super) fn are_none(file: &str, record: &LayoutRecord) -> Read<()> {
    match record.groups.iter().find(|group| group.repeats.is_some()) {
        None => are_whole(file, record),
        Some(group) => {
            let place = format!("group {}", group.id);
            Err(CatalogueFault::new(file, &place, &"the common blocks have no lists"))
        }
    }
}

/// Every list is one in the schema, with as many rows at most.
pub(super) fn fit_the_schema(file: &str, record: &LayoutRecord, schema: &Value) -> Read<()> {
    for list in lists(record) {
        let wrong = |why: &str| Err(CatalogueFault::new(file, &list.at, &why));
        let Some(shape) = place_in(schema, &list.at) else {
            return wrong("the schema has no such place");
        };
        let is_list = shape.get("type").is_some_and(|kind| kind == "array");
        let items = shape.get("items").and_then(|items| items.get("type"));
        if !is_list || items.is_none_or(|kind| kind != "object") {
            return wrong("the schema has no list of groups there");
        }
        if shape.get("maxItems").and_then(Value::as_u64) != u64::try_from(list.most).ok() {
            return wrong("the schema's maxItems is not the most");
        }
    }
    Ok(())
}

fn lists(record: &LayoutRecord) -> impl Iterator<Item = &RepeatRecord> {
    record.groups.iter().filter_map(|group| group.repeats.as_ref())
}

/// The schema of a place of the declaration; `*` is any row.
pub(super) fn place_in<'s>(schema: &'s Value, path: &str) -> Option<&'s Value> {
    within(path, DECLARATION)?.split('/').try_fold(schema, |schema, step| match step {
        ROW => schema.get("items"),
        step => schema.get("properties")?.get(step),
    })
}

fn is_whole(group: &GroupRecord, list: &RepeatRecord) -> Result<(), &'static str> {
    let is_placed = within(&list.at, DECLARATION).is_some_and(|rest| !rest.is_empty());
    if !is_placed || list.at.contains(ROW) || list.at.ends_with('/') {
        return Err("a list stands within /declaration and in no other");
    }
    if !(1..=MOST).contains(&list.most) || list.least > list.most {
        return Err("a list has at most 60 rows, and no fewer at most than at least");
    }
    if group.title.as_ref().is_none_or(Text::is_empty) || list.add.is_empty() {
        return Err("a list has a title, and says how a row is added");
    }
    if list.item.languages().any(|language| !list.item.in_(language).contains("{n}")) {
        return Err("the name of a row says {n}");
    }
    Ok(())
}

/// Whether a field's places are in the list of its group, or in none.
fn stands_right(
    record: &LayoutRecord,
    group: &GroupRecord,
    field: &FieldRecord,
) -> Result<(), String> {
    let places = field.sets.iter().chain(&field.answers_for).chain([&field.path]);
    for place in places {
        let mut others = lists(record).filter(|list| overlap(&list.at, place));
        let is_right = match &group.repeats {
            Some(list) => is_in_a_row(place, &list.at),
            None => !place.contains(ROW) && others.next().is_none(),
        };
        if !is_right {
            return Err(format!("{place} is in no row of the group's list"));
        }
    }
    Ok(())
}

fn is_judged_right(record: &LayoutRecord, rule: &RuleRecord) -> Result<(), String> {
    let Some(each) = &rule.each else {
        return if rule.at.contains(ROW) { Err("it says no each".to_owned()) } else { Ok(()) };
    };
    if !lists(record).any(|list| list.at == *each) {
        return Err(format!("no group repeats at {each}"));
    }
    let any = format!("{each}/{ROW}");
    if rule.at == any || is_in_a_row(&rule.at, each) {
        return Ok(());
    }
    Err(format!("{} is in no row of {each}", rule.at))
}

/// Whether a path is in any row of a list, and in no list there.
fn is_in_a_row(path: &str, list: &str) -> bool {
    let inner = within(path, list).and_then(|rest| within(rest, ROW));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(ROW))
}

fn overlap(one: &str, other: &str) -> bool {
    one == other || within(one, other).is_some() || within(other, one).is_some()
}
