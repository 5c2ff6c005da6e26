//! Procedures and their papers.

use std::collections::BTreeMap;

use domain::procedure::{ComponentId, ProcedureCode};
use seal::Sha256;
use seal::hash::hash;
use serde_json::Value;

use super::records::{ComponentRecord, OneOrMany, ProcedureRecord};
use super::{Read, Spot, asks, fees, joined, json, terms};
use crate::catalogue::{Files, FormPlan};
use crate::expression::{Expression, Kind, Scope};
use crate::fault::CatalogueFault;
use crate::form::Duty;
use crate::layout::Layout;
use crate::list::List;
use crate::mandate::Mandate;
use crate::procedure::{Alternative, Component, Procedure};
use crate::text::Text;

/// What the records of procedures may refer to.
pub(super) struct Ground<'a> {
    pub(super) forms: &'a BTreeMap<String, (FormPlan, Scope)>,
    /// The names of the common blocks.
    pub(super) common: &'a Scope,
    /// The common blocks themselves.
    pub(super) blocks: &'a Layout,
    pub(super) lists: &'a BTreeMap<String, List>,
    /// What stands above the questions of a procedure without a form.
    pub(super) asks_title: &'a Text,
}

pub(super) fn procedures(
    files: Files<'_>,
    paths: &[String],
    ground: &Ground<'_>,
) -> Read<BTreeMap<ProcedureCode, Procedure>> {
    let mut known = BTreeMap::new();
    for file in paths {
        let records = match json(files, file)? {
            OneOrMany::Many(records) => records,
            OneOrMany::One(record) => vec![record],
        };
        for (place, record) in records.into_iter().enumerate() {
            let place = format!("/{place}");
            let procedure = procedure(files, file, &place, record, ground)?;
            let code = procedure.code().clone();
            if known.insert(code, procedure).is_some() {
                return Err(CatalogueFault::new(file, &place, &"another record has this code"));
            }
        }
    }
    Ok(known)
}

fn procedure(
    files: Files<'_>,
    file: &str,
    place: &str,
    record: Value,
    ground: &Ground<'_>,
) -> Read<Procedure> {
    let (entry_hash, papers_hash) = (hash_of(Some(&record)), hash_of(record.get("components")));
    let asks_hash = hash_of(record.get("asks"));
    let terms_hash = hash_of(record.get("terms"));
    let fees_hash = [record.get("fees"), record.get("exempt")].map(hash_of);
    let record = serde_json::from_value::<ProcedureRecord>(record);
    let record = record.map_err(|fault| CatalogueFault::new(file, place, &fault))?;
    let own = own_form(file, place, &record, ground)?;
    let asks = questions(files, file, (own, asks_hash), &record, ground)?;
    let mut scope = match (&asks, own) {
        (Some((_, scope)), _) | (None, Some((_, scope))) => scope.clone(),
        (None, None) => ground.common.clone(),
    };
    is_each_component_alone(file, &record.components)?;
    if record.about.source.trim().is_empty() {
        return Err(CatalogueFault::new(file, place, &"no source is named"));
    }
    if let Some(why) = record.mandate.as_ref().and_then(Mandate::fault) {
        return Err(CatalogueFault::new(file, place, &why));
    }
    for component in &record.components {
        scope.add_component(component.id.as_str());
        component.instead.iter().for_each(|other| scope.add_component(other.id.as_str()));
    }
    let spot = Spot { file, scope: &scope };
    let terms = record.terms.map(|terms| terms::terms(&spot, &record.about, terms));
    let fees = fees::fees(&spot, &record.about, record.fees)?;
    let exempt = fees::exempt(&spot, record.exempt)?;
    let components =
        record.components.into_iter().map(|component| read_component(&spot, component));
    let example = record.example.map(|example| json(files, &example)).transpose()?;
    let components = components.collect::<Read<Vec<_>>>()?;
    let sheet = own.and_then(|(form, _)| form.sheet.as_ref());
    let signed_as = sheet.map(|sheet| sheet.signed_as.clone());
    is_a_component(file, place, signed_as.as_ref(), &components)?;
    Ok(Procedure {
        components,
        example,
        signed_as,
        asks: asks.map(|(questions, _)| questions),
        present: record.present,
        mandate: record.mandate,
        entry_hash,
        papers_hash,
        terms_hash,
        fees_hash,
        terms: terms.transpose()?,
        fees,
        exempt,
        ..Procedure::of(record.about)
    })
}

/// The hash of a part of a record, as compact JSON with the keys in the order in which they stand.
pub(super) fn hash_of(part: Option<&Value>) -> Sha256 {
    hash(part.map(Value::to_string).unwrap_or_default().as_bytes())
}

/// The form that a record names.
fn own_form<'a>(
    file: &str,
    place: &str,
    record: &ProcedureRecord,
    ground: &Ground<'a>,
) -> Read<Option<&'a (FormPlan, Scope)>> {
    let Some(name) = &record.about.form else { return Ok(None) };
    let unknown = || CatalogueFault::new(file, place, &format!("no form {name}"));
    ground.forms.get(name).map(Some).ok_or_else(unknown)
}

/// What a record asks by itself, before its form where it has one.
fn questions(
    files: Files<'_>,
    file: &str,
    (own, hash): (Option<&(FormPlan, Scope)>, Sha256),
    record: &ProcedureRecord,
    ground: &Ground<'_>,
) -> Read<Option<(FormPlan, Scope)>> {
    match (own, &record.about.form) {
        (Some(_), Some(_)) if record.asks.is_empty() => Ok(None),
        (Some(own), Some(name)) => {
            joined::form(files, file, (name, own), (record, hash), ground).map(Some)
        }
        _ => asks::form(file, record, hash, ground),
    }
}

/// A sheet that is signed has to come back as one of the papers.
fn is_a_component(
    file: &str,
    place: &str,
    signed_as: Option<&ComponentId>,
    components: &[Component],
) -> Read<()> {
    match signed_as {
        Some(id) if !components.iter().any(|one| one.id == *id) => {
            let why = format!("the signed sheet comes back as {id}, which is no paper");
            Err(CatalogueFault::new(file, place, &why))
        }
        _ => Ok(()),
    }
}

fn is_each_component_alone(file: &str, components: &[ComponentRecord]) -> Read<()> {
    let own = components.iter().map(|component| &component.id);
    let mut ids: Vec<_> =
        own.chain(components.iter().flat_map(|one| &one.instead).map(|other| &other.id)).collect();
    ids.sort();
    let mut pairs = ids.iter().zip(ids.iter().skip(1));
    match pairs.find(|(one, next)| one == next) {
        None => Ok(()),
        Some((id, _)) => Err(CatalogueFault::new(file, id.as_str(), &"two papers have this name")),
    }
}

fn read_component(spot: &Spot<'_>, record: ComponentRecord) -> Read<Component> {
    let place = format!("component {}", record.id);
    let truth = |text: &Option<String>| spot.read_if_any(&place, text.as_ref(), Kind::Truth);
    let duties = record.duties.iter().map(|one| Ok((truth(&one.when)?, one.duty)));
    let duties: Vec<(Option<Expression>, Duty)> = duties.collect::<Read<_>>()?;
    let missing = record.missing.into_iter().map(|one| Ok((truth(&one.when)?, one.said)));
    let missing: Vec<_> = missing.collect::<Read<_>>()?;
    let instead = record.instead.into_iter().map(|other| {
        let when = truth(&other.when)?;
        Ok(Alternative { when, id: other.id, name: other.name, official: other.official })
    });
    let may_be_filed = duties.is_empty() && record.listed == Duty::File
        || duties.iter().any(|(_, duty)| *duty == Duty::File);
    if may_be_filed && !missing.iter().any(|(when, _)| when.is_none()) {
        return Err(CatalogueFault::new(spot.file, &place, &"nothing to say when it is missing"));
    }
    Ok(Component {
        when: truth(&record.when)?,
        duties,
        missing,
        instead: instead.collect::<Read<_>>()?,
        id: record.id,
        name: record.name,
        official: record.official,
        rows: record.rows,
        listed: record.listed,
        originals: record.originals,
        copies: record.copies,
        note: record.note,
        when_said: record.when_said,
    })
}
