//! From the files of a package to a catalogue, every name and expression checked on the way.

mod almanac;
mod asks;
mod fees;
mod forms;
mod joined;
mod people;
mod procedures;
mod records;
mod repeats;
mod sheets;
mod tables;
mod terms;

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::procedure::ProcedureCode;
use seal::Sha256;
use seal::hash::hash;
use serde::de::DeserializeOwned;

use crate::amendment::Amendment;
use crate::catalogue::{Catalogue, Files, FormPlan};
use crate::expression::{Expression, Kind, Scope};
use crate::fault::CatalogueFault;
use crate::finding::{Finder, Street};
use crate::form::{BlockId, Duty};
use crate::layout::{Layout, add_to_scope};
use crate::list::List;
use crate::listed;
use crate::package::is_a_path;
use crate::procedure::Procedure;
use crate::sheet_plan::SheetPlan;
use crate::text::Text;
pub(crate) use almanac::Lists;
use records::{LayoutRecord, Package, SheetRecord};

type Read<T> = Result<T, CatalogueFault>;

/// Where every package begins.
const PACKAGE: &str = "package.json";

/// What stands above the questions of a procedure without a form of its own.
const ASKS: &str = "asks";

/// Texts that the program cannot do without, beside those of blocks and duties.
const WORDS: [&str; 7] = [
    ASKS,
    "other-papers",
    "number-says-male",
    "number-says-female",
    "place-not-in-list",
    "answer-yes",
    "answer-no",
];

pub(crate) fn catalogue(files: Files<'_>, of_places_and_days: Lists) -> Read<Catalogue> {
    let package: Package = json(files, PACKAGE)?;
    let almanac = almanac::almanac(files, &package, of_places_and_days)?;
    let words = words(files, &package.words)?;
    let lists = lists(files, &package.lists)?;
    let common: LayoutRecord = json(files, &package.common)?;
    repeats::are_none(&package.common, &common)?;
    let scope = scope_of(&[&common]);
    let blocks = forms::layout(&package.common, common.clone(), &scope, &lists)?;
    let forms = all_forms(files, &package, (&common, &blocks), &lists)?;
    is_each_sheet_a_forms(&package)?;
    let asks_title = words.get(ASKS).cloned().unwrap_or_default();
    let ground = procedures::Ground {
        forms: &forms,
        common: &scope,
        blocks: &blocks,
        lists: &lists,
        asks_title: &asks_title,
    };
    let mut procedures = procedures::procedures(files, &package.procedures, &ground)?;
    if let Some(file) = &package.listed {
        listed::join(file, json(files, file)?, &mut procedures)?;
    }
    is_each_field_known(&package.amendments, &procedures)?;
    almanac::knows_each_office(almanac.calendar.as_deref(), &procedures)?;
    let street = street(files, package.synonyms.as_deref(), &procedures)?;
    Ok(Catalogue {
        hash: None,
        almanac,
        amendments: package.amendments,
        name: package.name,
        version: package.version,
        source: package.source,
        words,
        common: blocks,
        forms: forms.into_iter().map(|(name, (form, _))| (name, form)).collect(),
        lists,
        finder: Finder::new(procedures.values(), &street),
        procedures,
    })
}

/// The bytes of a file as JSON of this shape.
fn json<T: DeserializeOwned>(files: Files<'_>, file: &str) -> Read<T> {
    if !is_a_path(file) {
        let why = format!("names {file:?}, which is no path of a package");
        return Err(CatalogueFault::new(PACKAGE, "", &why));
    }
    let bytes = files(file).ok_or_else(|| CatalogueFault::new(file, "", &"is not there"))?;
    serde_json::from_slice(&bytes).map_err(|fault| CatalogueFault::new(file, "", &fault))
}

fn words(files: Files<'_>, file: &str) -> Read<BTreeMap<String, Text>> {
    let words: BTreeMap<String, Text> = json(files, file)?;
    let blocks = <BlockId as strum::VariantArray>::VARIANTS.iter();
    let blocks = blocks.map(|block| format!("block-{block}"));
    let duties = <Duty as strum::VariantArray>::VARIANTS.iter();
    let duties = duties.map(|duty| format!("duty-{}", duty.word().replace('_', "-")));
    for name in blocks.chain(duties).chain(WORDS.map(str::to_owned)) {
        if words.get(&name).is_none_or(Text::is_empty) {
            return Err(CatalogueFault::new(file, &name, &"this text is missing"));
        }
    }
    Ok(words)
}

fn lists(files: Files<'_>, paths: &[String]) -> Read<BTreeMap<String, List>> {
    let mut lists = BTreeMap::new();
    for file in paths {
        let list: List = json(files, file)?;
        let mut times = BTreeMap::<_, usize>::new();
        list.choices.iter().for_each(|one| *times.entry(one.value.as_str()).or_default() += 1);
        for (place, choice) in list.choices.iter().enumerate() {
            let is_alone = times.get(choice.value.as_str()) == Some(&1);
            if !is_alone || choice.value.trim().is_empty() {
                let place = format!("/choices/{place}");
                return Err(CatalogueFault::new(file, &place, &"the value is empty or not alone"));
            }
        }
        let name = list.name.clone();
        if lists.insert(name, list).is_some() {
            return Err(CatalogueFault::new(file, "/name", &"another list has this name"));
        }
    }
    Ok(lists)
}

/// A field of an amendment that no procedure has would be told to nobody.
fn is_each_field_known(
    amendments: &[Amendment],
    procedures: &BTreeMap<ProcedureCode, Procedure>,
) -> Read<()> {
    let is_known =
        |one: &Amendment| procedures.values().any(|known| known.about.field == one.field);
    match amendments.iter().position(|one| !is_known(one)) {
        None => Ok(()),
        Some(place) => {
            let place = format!("/amendments/{place}/field");
            Err(CatalogueFault::new(PACKAGE, &place, &"no procedure has this field"))
        }
    }
}

/// What people say; each procedure that is named there must be known.
fn street(
    files: Files<'_>,
    file: Option<&str>,
    procedures: &BTreeMap<ProcedureCode, Procedure>,
) -> Read<Street> {
    let Some(file) = file else { return Ok(Street::default()) };
    let street: Street = json(files, file)?;
    if let Some(empty) = street.sayings_of_nothing().next() {
        return Err(CatalogueFault::new(file, empty, &"there is no syllable in it"));
    }
    let named = street.procedures.keys().chain(&street.asked_often);
    match named.into_iter().find(|code| !procedures.contains_key(code)) {
        None => Ok(street),
        Some(code) => Err(CatalogueFault::new(file, code.as_str(), &"no procedure has this code")),
    }
}

/// Each form with the names that its procedures' expressions may use.
fn all_forms(
    files: Files<'_>,
    package: &Package,
    (common, blocks): (&LayoutRecord, &Layout),
    lists: &BTreeMap<String, List>,
) -> Read<BTreeMap<String, (FormPlan, Scope)>> {
    let mut forms = BTreeMap::new();
    for name in &package.forms {
        let layout_file = format!("forms/{name}.layout.json");
        let record: LayoutRecord = json(files, &layout_file)?;
        let scope = scope_of(&[common, &record]);
        let schema_file = format!("forms/{name}.schema.json");
        let shape = json(files, &schema_file)?;
        forms::fits_the_schema(&layout_file, &record, &shape)?;
        let schema = forms::schema(&schema_file, &shape)?;
        let layout: Layout = forms::layout(&layout_file, record, &scope, lists)?;
        let has_sheet = package.sheets.contains(name);
        let sheet = has_sheet.then(|| read_sheet(files, name, &scope, &layout, blocks));
        let sheet = sheet.transpose()?;
        let hash = form_hash(files, name);
        forms.insert(name.clone(), (FormPlan { schema, layout, sheet, hash, shape }, scope));
    }
    Ok(forms)
}

/// The hash of everything that describes a form, file by file.
fn form_hash(files: Files<'_>, name: &str) -> Sha256 {
    let parts = ["schema", "layout", "print"].map(|part| format!("forms/{name}.{part}.json"));
    let hashes = parts.iter().filter_map(|path| Some(hash(&files(path)?)));
    hash(&hashes.flat_map(|hash| *hash.as_bytes()).collect::<Vec<_>>())
}

fn read_sheet(
    files: Files<'_>,
    name: &str,
    scope: &Scope,
    own: &Layout,
    common: &Layout,
) -> Read<SheetPlan> {
    let file = format!("forms/{name}.print.json");
    let record: SheetRecord = json(files, &file)?;
    sheets::sheet(Spot { file: &file, scope }, record, own, common)
}

fn is_each_sheet_a_forms(package: &Package) -> Read<()> {
    match package.sheets.iter().find(|name| !package.forms.contains(name)) {
        None => Ok(()),
        Some(name) => {
            Err(CatalogueFault::new(PACKAGE, "/sheets", &format!("no form is called {name}")))
        }
    }
}

fn scope_of(layouts: &[&LayoutRecord]) -> Scope {
    let mut scope = Scope::default();
    for field in layouts.iter().flat_map(|layout| &layout.groups).flat_map(|group| &group.fields) {
        add_to_scope(&mut scope, &field.path, field.widget, &field.sets);
    }
    let groups = layouts.iter().flat_map(|layout| &layout.groups);
    let lists = groups.filter_map(|group| group.repeats.as_ref());
    lists.for_each(|list| scope.add_place(&list.at, Kind::Rows));
    scope
}

/// One place of one file, where expressions stand.
#[derive(Clone, Copy)]
struct Spot<'a> {
    file: &'a str,
    scope: &'a Scope,
}

impl Spot<'_> {
    fn read(&self, place: &str, text: &str, kind: Kind) -> Read<Expression> {
        let read = Expression::read(text, kind, self.scope);
        read.map_err(|fault| CatalogueFault::new(self.file, place, &fault))
    }

    /// The names that may be used here, and `item` in the rows of a list.
    fn scope_of_row(&self, list: Option<&str>) -> Cow<'_, Scope> {
        list.map_or(Cow::Borrowed(self.scope), |list| Cow::Owned(self.scope.of_row(list)))
    }

    fn is_known(&self, place: &str, pointer: &str) -> Read<()> {
        if self.scope.has_place(pointer) {
            return Ok(());
        }
        Err(CatalogueFault::new(self.file, place, &format!("nothing is kept at {pointer}")))
    }

    fn read_if_any(
        &self,
        place: &str,
        text: Option<&String>,
        kind: Kind,
    ) -> Read<Option<Expression>> {
        text.map(|text| self.read(place, text, kind)).transpose()
    }
}
