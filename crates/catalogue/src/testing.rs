//! The shipped package and cases for the tests of this crate.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::address::Units;
use domain::gap::Gap;
use domain::kinds::{Assistance, Channel, DeskKind};
use domain::procedure::ComponentId;
use serde_json::{Value, json};

use crate::shipped::FILES;
use crate::{Case, Catalogue, CatalogueFault, Form, Procedure, check, view, warnings};

pub(crate) const BIRTH: &str = "1.001193";
pub(crate) const DEATH: &str = "1.000656";
pub(crate) const STATUS: &str = "1.004873";
pub(crate) const MARRIAGE: &str = "1.000894";
pub(crate) const EXTRACT: &str = "2.000635";

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| crate::shipped::catalogue().unwrap());
static UNITS: LazyLock<Units> = LazyLock::new(|| {
    Units::parse(include_bytes!("../../../assets/catalogue/units/units.csv")).unwrap()
});

/// The files of a package, to be read or to be broken first.
#[derive(Clone)]
pub(crate) struct Package(pub(crate) BTreeMap<String, Vec<u8>>);

impl Package {
    /// As the program ships it.
    pub(crate) fn shipped() -> Self {
        let files = FILES.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
        Self(files.collect())
    }

    pub(crate) fn read(&self) -> Result<Catalogue, CatalogueFault> {
        Catalogue::read(&|path| self.0.get(path).map(|bytes| Cow::Borrowed(&bytes[..])))
    }

    pub(crate) fn json(&self, file: &str) -> Value {
        serde_json::from_slice(&self.0[file]).unwrap()
    }

    /// With one value of one file set to something else; a last step of `-` adds to a list.
    pub(crate) fn with(mut self, file: &str, pointer: &str, value: Value) -> Self {
        let mut json = self.json(file);
        let (parent, last) = pointer.rsplit_once('/').unwrap();
        match json.pointer_mut(parent).unwrap() {
            Value::Object(fields) => {
                fields.insert(last.to_owned(), value);
            }
            Value::Array(items) if last == "-" => items.push(value),
            other => other[last.parse::<usize>().unwrap()] = value,
        }
        self.0.insert(file.to_owned(), serde_json::to_vec(&json).unwrap());
        self
    }

    /// The records of procedures that have a file of their own, by their codes.
    pub(crate) fn records(&self) -> BTreeMap<String, Value> {
        let files = self.0.keys().filter(|file| file.starts_with("procedures/"));
        let records = files.map(|file| self.json(file)).filter(Value::is_object);
        records.map(|one| (one["about"]["code"].as_str().unwrap().to_owned(), one)).collect()
    }

    pub(crate) fn without(mut self, file: &str) -> Self {
        self.0.remove(file);
        self
    }
}

/// A dossier of the shipped catalogue: an example, changed step by step.
#[derive(Clone)]
pub(crate) struct Dossier {
    pub(crate) catalogue: &'static Catalogue,
    pub(crate) units: &'static Units,
    pub(crate) code: &'static str,
    pub(crate) form: Value,
    pub(crate) pages: Vec<ComponentId>,
    pub(crate) channel: Channel,
    pub(crate) today: NaiveDate,
}

/// The example of a procedure with nothing attached, on 21/11/2026 at the desk.
pub(crate) fn a_dossier(code: &'static str) -> Dossier {
    let example = CATALOGUE.procedure(&code.parse().unwrap()).unwrap().example().cloned();
    Dossier {
        catalogue: &CATALOGUE,
        units: &UNITS,
        code,
        form: example.unwrap(),
        pages: Vec::new(),
        channel: Channel::Direct,
        today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
    }
}

/// The procedures that have a form of their own, by code.
pub(crate) fn with_forms() -> Vec<&'static str> {
    let with_forms = CATALOGUE.procedures().filter(|one| one.has_form());
    with_forms.map(|one| one.code().as_str()).collect()
}

/// A dossier of any procedure with this declaration and nothing else.
pub(crate) fn a_dossier_of(code: &'static str, declaration: Value) -> Dossier {
    let form = Value::Object([("declaration".to_owned(), declaration)].into_iter().collect());
    Dossier { code, form, ..a_dossier(BIRTH) }
}

impl Dossier {
    /// Types a value at a place, opening the groups on the way; `null` takes it away.
    pub(crate) fn typing(mut self, pointer: &str, value: impl Into<Value>) -> Self {
        let (parent, last) = pointer.rsplit_once('/').unwrap();
        let mut here = &mut self.form;
        for step in parent.split('/').skip(1) {
            here = match here {
                Value::Array(rows) => &mut rows[step.parse::<usize>().unwrap()],
                other => &mut other[step],
            };
        }
        match value.into() {
            Value::Null => {
                here.as_object_mut().unwrap().remove(last);
            }
            value => here[last] = value,
        }
        self
    }

    pub(crate) fn with_pages(mut self, pages: &[&str]) -> Self {
        self.pages.extend(pages.iter().map(|page| page.parse::<ComponentId>().unwrap()));
        self
    }

    pub(crate) fn by(mut self, channel: Channel) -> Self {
        self.channel = channel;
        self
    }

    /// With a person who owns the dossier beside the one who hands in.
    pub(crate) fn on_behalf(mut self) -> Self {
        self.form["owner"] = self.form["submitter"].clone();
        self.typing("/behalf/relation", "người được ủy quyền")
    }

    /// With an organisation that owns the dossier.
    pub(crate) fn of_an_organisation(self, kind: &str) -> Self {
        self.typing(
            "/owner",
            json!({ "kind": kind, "organisation": {
            "name": "Công ty TNHH 1 thành viên Hoa Hồi 68",
            "number": { "kind": "tax_code", "value": "0314409058-002" },
        } }),
        )
        .typing("/behalf", json!({ "relation": "người được giới thiệu" }))
    }

    pub(crate) fn case(&self) -> Case<'_> {
        Case {
            form: &self.form,
            pages: &self.pages,
            channel: self.channel,
            assistance: Assistance::DoneFor,
            desk_kind: DeskKind::Authority,
            today: self.today,
            units: self.units,
        }
    }

    pub(crate) fn procedure(&self) -> &Procedure {
        self.catalogue.procedure(&self.code.parse().unwrap()).unwrap()
    }

    pub(crate) fn gaps(&self) -> Vec<Gap> {
        check(self.catalogue, self.procedure(), &self.case())
    }

    /// Gaps that do not stand in the papers, as `path code`, rules by their name.
    pub(crate) fn faults(&self) -> Vec<String> {
        let gaps = self.gaps();
        named(gaps.iter().filter(|gap| !gap.path.starts_with("/pages/")))
    }

    pub(crate) fn warned(&self) -> Vec<String> {
        named(warnings(self.catalogue, Some(self.procedure()), &self.case()).iter())
    }

    /// The components that have to be filed and are not here.
    pub(crate) fn missing_papers(&self) -> Vec<String> {
        let gaps = self.gaps();
        gaps.iter().filter_map(|gap| Some(gap.path.strip_prefix("/pages/")?.to_owned())).collect()
    }

    pub(crate) fn view(&self) -> Form {
        view(self.catalogue, Some(self.procedure()), &self.case())
    }
}

fn named<'a>(gaps: impl Iterator<Item = &'a Gap>) -> Vec<String> {
    gaps.map(|gap| match gap.args.get("rule") {
        Some(rule) => rule.clone(),
        None => format!("{} {}", gap.path, gap.code),
    })
    .collect()
}
