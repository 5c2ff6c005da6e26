//! What is broken on purpose, form by form. A file `breakages/<code>.json` names variations of the
//! example that must be right as well, and for each rule a way to break it; what can be broken
//! without knowing the form (every required field, every paper, every shape) is generated.

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::Channel;
use domain::procedure::ComponentId;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::case::is_filled;
use crate::check::is_asked;
use crate::form::{PaperState, Widget};
use crate::layout::Layout;
use crate::row::in_row;
use crate::testing::{Dossier, a_dossier};

macro_rules! files {
    ($($code:literal),+ $(,)?) => {
        &[$(($code, include_str!(concat!("breakages/", $code, ".json")))),+]
    };
}

/// The files, by code.
static FILES: &[(&str, &str)] = files![
    "1.000656", "1.000894", "1.001193", "1.001612", "1.001776", "1.002755", "1.003197", "1.004194",
    "1.004222", "1.004873", "1.010028", "1.010038", "1.010039", "1.010040", "1.010041", "2.000635",
    "2.000986", "2.001023",
];

/// One file of breakages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Breakages {
    /// Variations of the example that must have no gap, by name.
    cases: BTreeMap<String, Variation>,
    /// What the declaration needs, said without looking at the layout: of the example all of it, of a
    /// case what it needs beyond the example.
    #[serde(default)]
    pub(crate) needs: BTreeMap<String, BTreeSet<String>>,
    /// For each rule that hinders, ways to break it.
    pub(crate) breaks: Vec<Broken>,
    /// For each rule that warns, ways to make it.
    #[serde(default)]
    pub(crate) warns: Vec<Broken>,
    /// Where breaking one thing rightly names others too.
    #[serde(default)]
    pub(crate) also: Vec<Also>,
}

/// What is typed otherwise than in the example, by JSON Pointer; `null` takes it away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variation {
    #[serde(default)]
    set: Map<String, Value>,
    #[serde(default)]
    channel: Option<Channel>,
    /// Papers that are given though nobody has to file them, or in the place of others.
    #[serde(default)]
    pages: Vec<ComponentId>,
}

/// How one rule is broken, in the example or in one of the cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Broken {
    pub(crate) rule: String,
    #[serde(default)]
    case: Option<String>,
    set: Map<String, Value>,
}

/// What else is named when something is broken at a place, and why that is right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Also {
    pub(crate) at: String,
    pub(crate) named: Vec<String>,
    pub(crate) why: String,
}

/// The example or one of its variations, with all its papers given.
pub(crate) struct Scenario {
    pub(crate) name: String,
    pub(crate) dossier: Dossier,
}

/// A scenario in which one thing is broken.
pub(crate) struct Breakage {
    /// Which scenario, and what was done to it.
    pub(crate) said: String,
    /// The path that must be named.
    pub(crate) path: String,
    pub(crate) dossier: Dossier,
}

impl Breakages {
    /// The file of a procedure.
    pub(crate) fn of(code: &str) -> Self {
        let file = FILES.iter().find(|(name, _)| *name == code);
        let (_, text) = file.unwrap_or_else(|| panic!("{code}: nothing is broken on purpose"));
        serde_json::from_str(text).unwrap_or_else(|fault| panic!("{code}: {fault}"))
    }

    /// The example and every variation of it.
    pub(crate) fn scenarios(&self, code: &'static str) -> Vec<Scenario> {
        let example = Scenario { name: "example".to_owned(), dossier: given(a_dossier(code)) };
        let names = self.cases.keys();
        let varied =
            names.map(|name| Scenario { name: name.clone(), dossier: self.case(code, name) });
        [example].into_iter().chain(varied).collect()
    }

    /// The dossier in which a rule is broken.
    pub(crate) fn broken(&self, code: &'static str, broken: &Broken) -> Dossier {
        let dossier = match &broken.case {
            Some(case) => self.case(code, case),
            None => given(a_dossier(code)),
        };
        given(typed(dossier, &broken.set))
    }

    fn case(&self, code: &'static str, name: &str) -> Dossier {
        let Some(variation) = self.cases.get(name) else { panic!("{code}: no case {name}") };
        let mut dossier = typed(a_dossier(code), &variation.set);
        dossier.pages.clone_from(&variation.pages);
        if let Some(channel) = variation.channel {
            dossier = dossier.by(channel);
        }
        given(dossier)
    }
}

/// The procedures for which there is a file.
pub(crate) fn filed() -> Vec<String> {
    FILES.iter().map(|(code, _)| (*code).to_owned()).collect()
}

/// Every required field that is filled, taken away.
pub(crate) fn emptied(scenario: &Scenario) -> Vec<Breakage> {
    let required = required(&scenario.dossier).into_iter();
    let broken = required.map(|path| Breakage {
        said: format!("{}: {path} taken away", scenario.name),
        dossier: scenario.dossier.clone().typing(&path, Value::Null),
        path: gap_path(&path),
    });
    broken.collect()
}

/// Every paper that has to be filed, taken away.
pub(crate) fn unfiled(scenario: &Scenario) -> Vec<Breakage> {
    let pages = scenario.dossier.pages.iter();
    let broken = pages.map(|page| {
        let mut dossier = scenario.dossier.clone();
        dossier.pages.retain(|one| one != page);
        let said = format!("{}: the paper {page} taken away", scenario.name);
        (page, Breakage { said, path: format!("/pages/{page}"), dossier })
    });
    let must_be_filed = |page: &ComponentId, dossier: &Dossier| {
        let papers = dossier.view().papers;
        papers.iter().any(|paper| paper.id == *page && paper.state == PaperState::Missing)
    };
    broken.filter(|(page, one)| must_be_filed(page, &one.dossier)).map(|(_, one)| one).collect()
}

/// Every field of the declaration that is filled, in each shape that it must not have.
pub(crate) fn misshapen(scenario: &Scenario) -> Vec<Breakage> {
    let filled = leaves(scenario.dossier.code)
        .into_iter()
        .filter(|(path, _)| scenario.dossier.case().typed(path).is_some_and(is_filled));
    let broken = filled.flat_map(|(path, shape)| {
        let widget = widget(layout(&scenario.dossier), &path);
        wrong_shapes(&shape, widget).into_iter().map(move |(how, value)| Breakage {
            said: format!("{}: {path} {how}", scenario.name),
            dossier: scenario.dossier.clone().typing(&path, value),
            path: path.clone(),
        })
    });
    broken.collect()
}

/// The places of a form's declaration with their shapes; of a list those of its first row.
pub(crate) fn leaves(code: &'static str) -> Vec<(String, Value)> {
    let dossier = a_dossier(code);
    let schema = dossier.catalogue.shape(dossier.procedure()).unwrap();
    let mut leaves = Vec::new();
    collect_leaves(schema, "/declaration", &mut leaves);
    leaves
}

/// The layout of a dossier's own form.
pub(crate) fn layout(dossier: &Dossier) -> &'static Layout {
    let procedure = dossier.catalogue.procedure(&dossier.code.parse().unwrap()).unwrap();
    &dossier.catalogue.form(procedure).unwrap().layout
}

/// The paths that are asked for in a case.
pub(crate) fn asked(dossier: &Dossier) -> Vec<&'static str> {
    let layouts = [&dossier.catalogue.common, layout(dossier)].into_iter();
    let fields = layouts.flat_map(Layout::fields);
    let asked = fields.filter(|(group, field)| is_asked(group, field, &dossier.case()));
    asked.filter(|(_, field)| field.keeps_a_value()).map(|(_, field)| &*field.path).collect()
}

/// The fields that are required in a case and filled.
pub(crate) fn required(dossier: &Dossier) -> Vec<String> {
    let blocks = dossier.view().blocks;
    let fields = blocks.into_iter().flat_map(|block| block.groups).flat_map(|group| group.fields);
    let required = fields.filter(|field| field.is_required).map(|field| field.path);
    required.filter(|path| dossier.case().typed(path).is_some_and(is_filled)).collect()
}

/// `domain::intake` judges a number as a whole, whichever of its parts is missing.
fn gap_path(path: &str) -> String {
    let (group, last) = path.rsplit_once('/').unwrap();
    let is_of_a_number = !path.starts_with("/declaration/") && group.ends_with("/number");
    if is_of_a_number && ["kind", "value", "reason"].contains(&last) {
        group.to_owned()
    } else {
        path.to_owned()
    }
}

fn typed(dossier: Dossier, set: &Map<String, Value>) -> Dossier {
    set.iter().fold(dossier, |dossier, (pointer, value)| dossier.typing(pointer, value.clone()))
}

/// With every paper that has to be filed.
fn given(mut dossier: Dossier) -> Dossier {
    let papers = dossier.view().papers;
    let missing = papers.into_iter().filter(|paper| paper.state == PaperState::Missing);
    dossier.pages.extend(missing.map(|paper| paper.id));
    dossier
}

fn widget(layout: &Layout, path: &str) -> Widget {
    let any = path.replacen("/0/", "/*/", 1);
    layout.field_named(&any).unwrap_or_else(|| panic!("{path}: no field")).1.widget
}

/// Values that must not stand in a place of this shape, and what is the matter with each.
fn wrong_shapes(shape: &Value, widget: Widget) -> Vec<(&'static str, Value)> {
    if matches!(widget, Widget::Choice | Widget::List) {
        return vec![("not in its list", json!("khong-co")), ("a number", json!(5))];
    }
    let mut wrong = Vec::new();
    match shape["type"].as_str() {
        Some("boolean") => wrong.push(("no boolean", json!("có"))),
        Some("integer") => {
            wrong.push(("no number", json!("hai")));
            wrong.extend(shape["minimum"].as_i64().map(|least| ("too small", json!(least - 1))));
            wrong.extend(shape["maximum"].as_i64().map(|most| ("too large", json!(most + 1))));
        }
        _ => wrong.push(("a number", json!(5))),
    }
    if let Some(most) = shape["maxLength"].as_u64() {
        let too_long = "a".repeat(usize::try_from(most).unwrap() + 1);
        wrong.push(("too long", json!(too_long)));
    }
    if shape.get("pattern").is_some() {
        wrong.push(("not in its pattern", json!("#")));
    }
    let format = match shape["format"].as_str() {
        Some("person-name") => &["Vi Văn 5", "Vi Văn Thắng <vợ>"][..],
        Some("partial-date") => &["31/02/2020", "hôm qua"],
        Some("personal-number") => &["02009500045", "C1234567"],
        Some("phone") => &["12"],
        Some("commune") => &["99999", "xã Thống Nhất"],
        _ => &[],
    };
    wrong.extend(format.iter().map(|value| ("of another format", json!(value))));
    wrong
}

fn collect_leaves(schema: &Value, at: &str, leaves: &mut Vec<(String, Value)>) {
    if let Some(row) = schema.get("items") {
        return collect_leaves(row, &in_row(&format!("{at}/*"), 0), leaves);
    }
    match schema.get("properties").and_then(Value::as_object) {
        None => leaves.push((at.to_owned(), schema.clone())),
        Some(inner) => {
            for (name, schema) in inner {
                collect_leaves(schema, &format!("{at}/{name}"), leaves);
            }
        }
    }
}
