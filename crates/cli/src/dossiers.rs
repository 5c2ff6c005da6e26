//! Dossiers from a shell.

use std::process::ExitCode;

use bridge::reply::{Attached, Begun, How, Listed, Missing, Queued, Saved, Shown, TakenBack};
use bridge::{Gap, Host, UiError};
use serde::Serialize;
use serde_json::{Value, json};

use crate::args::New;
use crate::input::{Paper, read_form, read_papers};
use crate::screen::{Screen, line};
use crate::{ask, exit_code, show as shown_dossier};

const DONE: Result<ExitCode, UiError> = Ok(ExitCode::SUCCESS);

/// What `nopho new` tells programs, however far it came.
#[derive(Serialize)]
struct Started {
    #[serde(flatten)]
    begun: Begun,
    state: Option<String>,
    pages: Vec<Attached>,
    gaps: Vec<Gap>,
    submitted: Option<Queued>,
    error: Option<UiError>,
}

/// `nopho new`: begins a dossier, attaches, and submits when asked to. Whatever fails after the
/// beginning, the draft is kept and named.
pub(crate) fn new(host: &Host, screen: &Screen, new: &New) -> Result<ExitCode, UiError> {
    let form = read_form(&new.form)?;
    let papers = read_papers(&new.attach)?;
    let wanted = json!({ "procedure": new.procedure, "form": form });
    let begun: Begun = ask(host, "dossiers.begin", wanted)?;
    let id = begun.dossier_id.clone();
    let (state, pages, gaps) = (None, Vec::new(), Vec::new());
    let mut started = Started { begun, state, pages, gaps, submitted: None, error: None };

    let outcome = go_on(host, &id, &papers, new.submit, &mut started);
    let shown: Option<Shown> = ask(host, "dossiers.show", which(&id)).ok();
    started.state = shown.map(|shown| shown.state.to_string());
    if let Err(failure) = &outcome {
        started.gaps.clone_from(&failure.fields);
        started.error = Some(failure.clone());
        screen.explain(failure);
    }
    screen.answer(&started, |screen| say_started(screen, &started));
    Ok(outcome.map_or_else(|failure| exit_code(&failure), |()| ExitCode::SUCCESS))
}

fn go_on(
    host: &Host,
    id: &str,
    papers: &[Paper],
    submit: bool,
    started: &mut Started,
) -> Result<(), UiError> {
    for paper in papers {
        started.pages.push(host.attach(id, &paper.component, &paper.name, &paper.bytes)?);
    }
    if submit {
        started.submitted = Some(ask(host, "submissions.submit", which(id))?);
    } else {
        let missing: Missing = ask(host, "drafts.gaps", which(id))?;
        started.gaps = missing.gaps;
    }
    Ok(())
}

fn say_started(screen: &Screen, started: &Started) {
    let code = started.begun.provisional_code.as_str();
    match &started.submitted {
        Some(queued) => say_submitted(screen, code, queued),
        None => screen.say("begun", &[("code", code)]),
    }
    if started.error.is_none() {
        say_gaps(screen, &started.gaps);
    }
}

fn say_submitted(screen: &Screen, code: &str, queued: &Queued) {
    screen.say("submitted", &[("code", code), ("revision", &queued.revision.to_string())]);
}

fn say_gaps(screen: &Screen, gaps: &[Gap]) {
    if gaps.is_empty() {
        return;
    }
    screen.say("still-missing", &[("count", &gaps.len().to_string())]);
    for gap in gaps {
        line(&format!("  › {}", screen.words().gap(gap)));
    }
}

/// `nopho edit`.
pub(crate) fn edit(
    host: &Host,
    screen: &Screen,
    dossier: &str,
    form: &std::path::Path,
) -> Result<ExitCode, UiError> {
    let form = read_form(form)?;
    let open: Saved = ask(host, "drafts.reopen", which(dossier))?;
    let save = json!({ "dossier": dossier, "edition": open.edition, "form": form });
    let saved: Saved = ask(host, "drafts.save", save)?;
    screen.answer(&saved, |screen| screen.say("saved", &[]));
    DONE
}

/// `nopho attach`.
pub(crate) fn attach(
    host: &Host,
    screen: &Screen,
    dossier: &str,
    files: &[String],
) -> Result<ExitCode, UiError> {
    let papers = read_papers(files)?;
    let attached = papers
        .iter()
        .map(|paper| host.attach(dossier, &paper.component, &paper.name, &paper.bytes))
        .collect::<Result<Vec<_>, _>>()?;
    screen.answer(&json!({ "pages": attached }), |screen| {
        for paper in &papers {
            let words = [("file", paper.name.as_str()), ("component", paper.component.as_str())];
            screen.say("attached", &words);
        }
    });
    DONE
}

/// `nopho detach`.
pub(crate) fn detach(
    host: &Host,
    screen: &Screen,
    dossier: &str,
    page: &str,
) -> Result<ExitCode, UiError> {
    ask::<()>(host, "pages.remove", json!({ "dossier": dossier, "page": page }))?;
    screen.answer(&json!({ "removed": page }), |screen| screen.say("saved", &[]));
    DONE
}

/// `nopho gaps`.
pub(crate) fn gaps(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let missing: Missing = ask(host, "drafts.gaps", which(dossier))?;
    screen.answer(&missing, |screen| {
        say_gaps(screen, &missing.gaps);
        if missing.gaps.is_empty() {
            screen.say("none-missing", &[]);
        }
    });
    DONE
}

/// `nopho submit`.
pub(crate) fn submit(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let queued: Queued = ask(host, "submissions.submit", which(dossier))?;
    let shown: Shown = ask(host, "dossiers.show", which(dossier))?;
    screen.answer(&queued, |screen| say_submitted(screen, &shown.provisional_code, &queued));
    DONE
}

/// `nopho withdraw`.
pub(crate) fn withdraw(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let taken_back: TakenBack = ask(host, "submissions.withdraw", which(dossier))?;
    let sentence = match taken_back.how {
        How::Discarded => "withdrawn-discarded",
        How::Cancelled => "withdrawn-cancelled",
        How::Asked => "withdrawn-asked",
    };
    screen.answer(&taken_back, |screen| screen.say(sentence, &[]));
    DONE
}

/// `nopho restore`.
pub(crate) fn restore(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    ask::<()>(host, "drafts.restore", which(dossier))?;
    screen.answer(&json!({ "restored": dossier }), |screen| screen.say("restored", &[]));
    DONE
}

/// `nopho list`.
pub(crate) fn list(host: &Host, screen: &Screen, state: Option<&str>) -> Result<ExitCode, UiError> {
    let listed: Vec<Listed> = ask(host, "dossiers.list", json!({ "state": state }))?;
    screen.answer(&listed, |screen| {
        if listed.is_empty() {
            screen.say("list-empty", &[]);
        }
        for row in &listed {
            say_listed(screen, row);
        }
    });
    DONE
}

fn say_listed(screen: &Screen, row: &Listed) {
    let nobody = screen.words().say("list-nobody", &[]);
    let person = if row.person.is_empty() { &nobody } else { &row.person };
    let state = screen.words().state(row.state);
    let (code, procedure) = (&row.provisional_code, &row.procedure);
    line(&format!("{code:<24}  {procedure:<10}  {person:<28}  {state}"));
}

/// `nopho show`.
pub(crate) fn show(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let shown: Shown = ask(host, "dossiers.show", which(dossier))?;
    screen.answer(&shown, |screen| shown_dossier::dossier(screen, &shown));
    DONE
}

fn which(dossier: &str) -> Value {
    json!({ "dossier": dossier })
}
