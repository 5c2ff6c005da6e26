//! The catalogue: every procedure that the desk knows, with its form, its papers and its lists.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::procedure::ProcedureCode;
use seal::Sha256;
use serde_json::Value;

use crate::almanac::Almanac;
use crate::amendment::Amendment;
use crate::fault::CatalogueFault;
use crate::finding::{Finder, Found, Street};
use crate::form::Duty;
use crate::layout::Layout;
use crate::list::List;
use crate::package::Version;
use crate::person::{self, PersonPaths};
use crate::procedure::{About, Procedure, Published};
use crate::reading::Lists;
use crate::schema::Schema;
use crate::sheet_plan::SheetPlan;
use crate::text::Text;

/// A package that was read and found whole.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub(crate) name: Text,
    pub(crate) version: String,
    pub(crate) source: String,
    pub(crate) words: BTreeMap<String, Text>,
    pub(crate) common: Layout,
    pub(crate) forms: BTreeMap<String, FormPlan>,
    pub(crate) lists: BTreeMap<String, List>,
    pub(crate) procedures: BTreeMap<ProcedureCode, Procedure>,
    pub(crate) finder: Finder,
    pub(crate) hash: Option<Sha256>,
    pub(crate) amendments: Vec<Amendment>,
    pub(crate) almanac: Almanac,
}

/// A procedure's own form: the shapes and the layout of its declaration, and how it is printed.
#[derive(Debug)]
pub(crate) struct FormPlan {
    pub(crate) schema: Schema,
    pub(crate) layout: Layout,
    pub(crate) sheet: Option<SheetPlan>,
    pub(crate) hash: Sha256,
    /// The schema as it is written.
    pub(crate) shape: Value,
}

/// Gives the bytes of a file of the package, by its path in it.
pub type Files<'a> = &'a dyn Fn(&str) -> Option<Cow<'a, [u8]>>;

impl Catalogue {
    /// Reads a package, beginning with its `package.json`. Everything is checked here, once.
    ///
    /// # Errors
    /// The first file that is missing, unreadable or contradicts itself or another.
    pub fn read(files: Files<'_>) -> Result<Self, CatalogueFault> {
        crate::reading::catalogue(files, Lists::Checked)
    }

    /// Knows procedures by their codes alone: no form, no papers, nothing checked. For tests.
    pub fn unchecked(codes: &[&str]) -> Self {
        let known = codes.iter().filter_map(|code| code.parse::<ProcedureCode>().ok());
        let procedures: BTreeMap<_, _> =
            known.map(|code| (code.clone(), by_code_alone(code))).collect();
        let finder = Finder::new(procedures.values(), &Street::default());
        Self { version: "unchecked".to_owned(), procedures, finder, ..Self::default() }
    }

    /// The version that a dossier pins.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The day on which the version was made; `None` where the version names none.
    pub fn made_on(&self) -> Option<NaiveDate> {
        self.version.parse().ok().map(Version::day)
    }

    /// The hash of the package's contents; `None` where it was read from no package.
    pub fn hash(&self) -> Option<Sha256> {
        self.hash
    }

    /// The same catalogue, read from the package with these contents.
    #[must_use]
    pub(crate) fn known_as(self, hash: Sha256) -> Self {
        Self { hash: Some(hash), ..self }
    }

    /// SHA-256 of what describes a procedure's form (schema, layout and sheet), or of its questions;
    /// `None` where it has neither.
    pub fn form_hash(&self, procedure: &Procedure) -> Option<Sha256> {
        self.form(procedure).map(|form| form.hash)
    }

    /// JSON Schema of a procedure's own fields, as the package has it or as its questions make it;
    /// `None` where it has none.
    pub fn shape<'a>(&'a self, procedure: &'a Procedure) -> Option<&'a Value> {
        self.form(procedure).map(|form| &form.shape)
    }

    /// What the package knows of places and days.
    pub fn almanac(&self) -> &Almanac {
        &self.almanac
    }

    /// What the package is called.
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// Where the package's facts were seen.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The procedure with this code.
    pub fn procedure(&self, code: &ProcedureCode) -> Option<&Procedure> {
        self.procedures.get(code)
    }

    /// Every procedure, by code.
    pub fn procedures(&self) -> impl Iterator<Item = &Procedure> {
        self.procedures.values()
    }

    /// The procedures that fit a query, best first: the beginning of a code, or words of the name, of
    /// the field or of a synonym, in any spelling. An empty query gives the most asked ones first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Found<'_>> {
        let found = self.finder.find(query).into_iter().take(limit);
        found
            .filter_map(|(code, fit)| Some(Found { procedure: self.procedure(code)?, fit }))
            .collect()
    }

    /// The law that replaces, or has replaced, what the package says of a procedure.
    pub fn amendment(&self, procedure: &Procedure) -> Option<&Amendment> {
        self.amendments.iter().find(|one| one.field == procedure.about.field)
    }

    /// A list by its name.
    pub fn list(&self, name: &str) -> Option<&List> {
        self.lists.get(name)
    }

    /// Every list, by name.
    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.lists.values()
    }

    /// What is to be done with a paper, in words.
    pub fn duty_said(&self, duty: Duty) -> Text {
        self.word(&format!("duty-{}", duty.word().replace('_', "-")))
    }

    /// Where people are written in a form of a procedure, those of the common blocks first; of a list,
    /// the people of each row.
    pub fn people<'a>(
        &'a self,
        procedure: Option<&'a Procedure>,
        form: &'a Value,
    ) -> impl Iterator<Item = Cow<'a, PersonPaths>> {
        let own = procedure.and_then(|one| self.form(one)).map(|form| &form.layout);
        let layouts = std::iter::once(&self.common).chain(own);
        layouts.flat_map(|layout| &layout.groups).flat_map(|group| person::of_group(group, form))
    }

    /// A text that belongs to no form; empty in a catalogue without texts.
    pub(crate) fn word(&self, name: &str) -> Text {
        self.words.get(name).cloned().unwrap_or_default()
    }

    /// The form of a procedure: its few questions with the form that follows them, or one of both.
    pub(crate) fn form<'a>(&'a self, procedure: &'a Procedure) -> Option<&'a FormPlan> {
        procedure.asks.as_ref().or_else(|| self.forms.get(procedure.about.form.as_ref()?))
    }
}

fn by_code_alone(code: ProcedureCode) -> Procedure {
    let about = About {
        name: Text::vietnamese(code.as_str()),
        code,
        field: String::new(),
        agency: String::new(),
        decision: String::new(),
        legal_basis: Vec::new(),
        results: Vec::new(),
        channels: Vec::new(),
        time: Published::default(),
        fee: Published::default(),
        source: String::new(),
        effective_from: None,
        effective_to: None,
        is_checked: false,
        form: None,
    };
    Procedure::of(about)
}
