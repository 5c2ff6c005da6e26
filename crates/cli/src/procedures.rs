//! `nopho procedures` and `nopho procedure`: the catalogue, without any desk.

use std::process::ExitCode;

use bridge::reply::{
    ComponentLine, Fit, ListedPaper, PackageTrust, ProcedureLine, ProcedureSheet, ProcedureShown,
};
use bridge::{Host, UiError, Words};

use crate::screen::Screen;
use crate::show::legal_date;

const DONE: Result<ExitCode, UiError> = Ok(ExitCode::SUCCESS);

/// Lists the procedures that fit a query, best first.
pub(crate) fn find(
    host: &Host,
    screen: &Screen,
    query: &str,
    limit: usize,
) -> Result<ExitCode, UiError> {
    let found = host.procedures(screen.words(), query, limit)?;
    screen.answer(&found, |screen| {
        if found.is_empty() {
            screen.say("procedures-none", &[("query", query)]);
        }
        for line in &found {
            screen.line(&one_line(screen.words(), line));
        }
    });
    DONE
}

fn one_line(words: &Words, line: &ProcedureLine) -> String {
    let notes = [
        (matches!(line.fit, Fit::Perhaps), "procedure-perhaps"),
        (line.has_form, "procedure-with-form"),
        (line.is_checked, "procedure-checked"),
    ];
    let notes = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| words.say(name, &[]));
    let notes: Vec<_> = notes.collect();
    let name = format!("{:<12}  {}", line.code, line.name);
    if notes.is_empty() { name } else { format!("{name} ({})", notes.join(", ")) }
}

/// Shows what a procedure asks.
pub(crate) fn show(host: &Host, screen: &Screen, code: &str) -> Result<ExitCode, UiError> {
    let sheet = host.procedure(screen.words(), code)?;
    screen.answer(&sheet, |screen| say_sheet(screen, &sheet));
    DONE
}

fn say_sheet(screen: &Screen, sheet: &ProcedureSheet) {
    let shown = &sheet.shown;
    screen.line(&format!("{}  {}", shown.code, shown.name));
    if !shown.is_checked {
        screen.line(&format!("  {}", screen.words().say("procedure-unchecked", &[])));
    }
    facts(screen, shown);
    if !shown.components.is_empty() {
        screen.line(&format!("  {}", screen.words().say("procedure-papers", &[])));
    }
    for component in &shown.components {
        paper(screen, component);
    }
    if let Some(listed) = shown.listed.as_ref().filter(|_| !shown.is_checked) {
        screen.line(&format!("  {}", screen.words().say("procedure-listed", &[])));
        listed.documents.iter().for_each(|document| listed_paper(screen, document));
    }
    if let Some(example) = &sheet.example {
        screen.say("procedure-example", &[]);
        screen.line(&format!("{example:#}"));
    }
    if sheet.schema.is_some() {
        screen.say("procedure-schema", &[]);
    }
}

fn facts(screen: &Screen, shown: &ProcedureShown) {
    let date = |date: &Option<String>| date.as_deref().map(legal_date).unwrap_or_default();
    let (from, to) = (date(&shown.effective_from), date(&shown.effective_to));
    let basis = shown.legal_basis.join("; ");
    let version = match shown.trust {
        PackageTrust::Unsigned => {
            format!("{} ({})", shown.version, screen.words().say("catalogue-unsigned", &[]))
        }
        PackageTrust::Shipped | PackageTrust::Signed => shown.version.clone(),
    };
    let exempt = shown.exempt_said.join(" ");
    let facts = [
        ("procedure-field", &shown.field),
        ("procedure-agency", &shown.agency),
        ("procedure-time", &shown.time_said),
        ("procedure-fee", &shown.fee_said),
        ("procedure-exempt", &exempt),
        ("procedure-present", &shown.present_said),
        ("procedure-result", &shown.result_name),
        ("procedure-decision", &shown.decision),
        ("procedure-basis", &basis),
        ("procedure-from", &from),
        ("procedure-to", &to),
        ("procedure-source", &shown.source),
        ("procedure-version", &version),
    ];
    for (name, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        screen.line(&format!("  {:<24}{value}", screen.words().say(name, &[])));
    }
}

/// A row of a province's list, under its heading.
fn listed_paper(screen: &Screen, document: &ListedPaper) {
    let group =
        if document.group.is_empty() { String::new() } else { format!("[{}] ", document.group) };
    let counts = Some(&document.counts_said).filter(|said| !said.is_empty());
    let counts = counts.map(|said| format!(" ({said})")).unwrap_or_default();
    let mark = if document.is_note { "·" } else { "›" };
    screen.line(&format!("    {mark} {group}{}{counts}", document.name));
}

fn paper(screen: &Screen, component: &ComponentLine) {
    let words = screen.words();
    screen.line(&format!("    › {} · {} · {}", component.id, component.duty_said, component.name));
    if let Some(when) = &component.when_said {
        screen.line(&format!("        {}", words.say("procedure-when", &[("when", when)])));
    }
    let instead = component.instead.iter().map(|other| format!("{} ({})", other.id, other.name));
    let instead: Vec<_> = instead.collect();
    if !instead.is_empty() {
        let papers = [("papers", instead.join("; "))];
        let papers = papers.each_ref().map(|(name, text)| (*name, text.as_str()));
        screen.line(&format!("        {}", words.say("procedure-instead", &papers)));
    }
}
