//! Procedures and lists to choose from; no desk has to be open.

use std::sync::Arc;

use desk::DeskError;
use desk::catalogue::{self as known_catalogue, Catalogue, Component, Procedure, Text, Widget};
use desk::catalogues::{self, InUse, Why};
use desk::published::PublishedTime;
use domain::mending;
use domain::procedure::ProcedureCode;
use serde::Deserialize;

use crate::error::{Kind, UiError};
use crate::host::{Host, State};
use crate::listed;
use crate::reply::{
    Choice, ComponentLine, Fallback, Fit, Mended, ProcedureLine, ProcedureSheet, ProcedureShown,
};
use crate::words::{Language, Words};

/// How many procedures are found when nobody says how many.
const SOME: usize = 30;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Find {
    query: String,
    limit: Option<usize>,
}

pub(crate) fn find(host: &Host, words: &Words, args: Find) -> Result<Vec<ProcedureLine>, UiError> {
    search(host, words, &args.query, args.limit.unwrap_or(SOME))
}

pub(crate) fn search(
    host: &Host,
    words: &Words,
    query: &str,
    limit: usize,
) -> Result<Vec<ProcedureLine>, UiError> {
    let catalogue = catalogue(host)?;
    let found = catalogue.search(query, limit);
    Ok(found.into_iter().map(|one| line(one, words.language())).collect())
}

fn line(found: known_catalogue::Found<'_>, language: Language) -> ProcedureLine {
    let procedure = found.procedure;
    ProcedureLine {
        code: procedure.code().to_string(),
        name: procedure.name().in_(language.word()).to_owned(),
        field: procedure.about().field.clone(),
        has_form: procedure.has_form(),
        is_checked: procedure.is_checked(),
        fit: match found.fit {
            known_catalogue::Fit::Code => Fit::Code,
            known_catalogue::Fit::Sure => Fit::Sure,
            known_catalogue::Fit::Perhaps => Fit::Perhaps,
        },
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhichProcedure {
    code: String,
}

pub(crate) fn show(
    host: &Host,
    words: &Words,
    args: WhichProcedure,
) -> Result<ProcedureShown, UiError> {
    let now = in_use(host)?;
    let procedure = known(&now.catalogue, &args.code)?;
    Ok(shown((&now.catalogue, now.trust), procedure, words))
}

pub(crate) fn sheet(host: &Host, words: &Words, code: &str) -> Result<ProcedureSheet, UiError> {
    let InUse { catalogue, trust, .. } = in_use(host)?;
    let procedure = known(&catalogue, code)?;
    Ok(ProcedureSheet {
        shown: shown((&catalogue, trust), procedure, words),
        schema: catalogue.shape(procedure).cloned(),
        example: procedure.example().cloned(),
    })
}

/// The catalogue of the opened desk; while none is open, the one that comes with the program.
fn in_use(host: &Host) -> Result<InUse, UiError> {
    if let State::Open(desk, _) = &*host.state() {
        return Ok(desk.catalogue_in_use());
    }
    Ok(catalogues::own(&host.world)?)
}

fn catalogue(host: &Host) -> Result<Arc<Catalogue>, UiError> {
    Ok(in_use(host)?.catalogue)
}

fn known<'c>(catalogue: &'c Catalogue, code: &str) -> Result<&'c Procedure, UiError> {
    let code: ProcedureCode = code
        .parse()
        .map_err(|_| UiError::new(Kind::Input, "not-a-procedure").with("code", &code))?;
    let known = catalogue.procedure(&code);
    known.ok_or_else(|| DeskError::UnknownProcedure { code }.into())
}

fn shown(
    (catalogue, trust): (&Catalogue, Why),
    procedure: &Procedure,
    words: &Words,
) -> ProcedureShown {
    let about = procedure.about();
    let results: Vec<_> = about.results.iter().map(|result| result.name.as_str()).collect();
    let component = |one: &Component| component_line(catalogue, one, words.language());
    ProcedureShown {
        code: about.code.to_string(),
        name: about.name.in_(words.language().word()).to_owned(),
        field: about.field.clone(),
        agency: about.agency.clone(),
        decision: about.decision.clone(),
        source: about.source.clone(),
        version: catalogue.version().to_owned(),
        time_said: time(procedure, words),
        fee_said: words.published_fee(&about.fee.said),
        exempt_said: procedure.exemptions_said().map(|who| own(who, words)).collect(),
        present_said: procedure
            .present()
            .map(|text| text.in_(words.language().word()))
            .unwrap_or_default()
            .to_owned(),
        result_name: results.join("; "),
        legal_basis: about.legal_basis.clone(),
        components: procedure.components().iter().map(component).collect(),
        effective_from: about.effective_from.clone(),
        effective_to: about.effective_to.clone(),
        is_checked: about.is_checked,
        listed: procedure.listed().map(|listed| listed::shown(listed, words)),
        trust: trust.into(),
    }
}

fn own(text: &Text, words: &Words) -> String {
    text.in_(words.language().word()).to_owned()
}

/// Every limit that the catalogue knows, by channel and case; without one, what is published.
fn time(procedure: &Procedure, words: &Words) -> String {
    let known: Vec<_> = procedure.terms_said().map(|said| own(said, words)).collect();
    if known.is_empty() {
        return words.published_time(Some(&PublishedTime::of(procedure, None)));
    }
    known.join("; ")
}

fn component_line(
    catalogue: &Catalogue,
    component: &Component,
    language: Language,
) -> ComponentLine {
    let language = language.word();
    let instead = component.instead().iter().map(|other| Fallback {
        id: other.id().to_string(),
        name: other.name().in_(language).to_owned(),
    });
    ComponentLine {
        id: component.id().to_string(),
        name: component.name().in_(language).to_owned(),
        duty_said: catalogue.duty_said(component.listed_duty()).in_(language).to_owned(),
        when_said: component.when_said().map(|when| when.in_(language).to_owned()),
        instead: instead.collect(),
        originals: component.originals(),
        copies: component.copies(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhichList {
    name: String,
}

pub(crate) fn list(host: &Host, words: &Words, args: WhichList) -> Result<Vec<Choice>, UiError> {
    let catalogue = catalogue(host)?;
    let unknown = || UiError::new(Kind::Usage, "no-such-list").with("name", &args.name);
    let list = catalogue.list(&args.name).ok_or_else(unknown)?;
    let choices = list.choices.iter().map(|choice| Choice::new(choice, words.language()));
    Ok(choices.collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mend {
    widget: Widget,
    text: String,
}

pub(crate) fn mend(args: Mend) -> Mended {
    let mend = match args.widget {
        Widget::Name => mending::name,
        Widget::Date => mending::date,
        Widget::Digits => mending::number,
        Widget::Phone => mending::phone,
        Widget::Line
        | Widget::Prose
        | Widget::Choice
        | Widget::List
        | Widget::Commune
        | Widget::Count
        | Widget::YesNo
        | Widget::Toggle
        | Widget::Computed
        | Widget::Time => return Mended { text: args.text },
    };
    Mended { text: mend(&args.text) }
}
