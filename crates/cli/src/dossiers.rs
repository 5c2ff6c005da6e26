//! Beginning, submitting and taking back, from a shell.

use std::process::ExitCode;

use bridge::reply::{Attached, Begun, How, Missing, Queued, Shown, TakenBack};
use bridge::{Gap, Host, UiError};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::args::New;
use crate::drafts::say_gaps;
use crate::input::{self, Paper, read_form, read_papers};
use crate::screen::Screen;
use crate::{ask_desk, exit_code, which};

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
    message: Option<String>,
}

impl Started {
    fn new(begun: Begun) -> Self {
        let (pages, gaps) = (Vec::new(), Vec::new());
        Self { begun, state: None, pages, gaps, submitted: None, error: None, message: None }
    }
}

/// `nopho new`: begins a dossier, attaches, and submits when asked to. Whatever fails after the
/// beginning, the draft is kept and named.
pub(crate) fn new(host: &Host, screen: &Screen, new: &New) -> Result<ExitCode, UiError> {
    let form = read_form(&new.form)?;
    let papers = read_papers(&new.attach)?;
    let mut started = Started::new(ask_desk(host, "dossiers.begin", beginning(new, form))?);
    let id = started.begun.dossier_id.clone();

    let outcome = go_on(host, &id, &papers, new.submit, &mut started);
    let shown: Option<Shown> = ask_desk(host, "dossiers.show", which(&id)).ok();
    started.state = shown.map(|shown| shown.state.to_string());
    if let Err(failure) = &outcome {
        started.gaps.clone_from(&failure.fields);
        started.message = Some(screen.words().problem(failure));
        started.error = Some(failure.clone());
        screen.explain(failure);
    }
    screen.answer(&started, |screen| say_started(screen, &started));
    Ok(outcome.map_or_else(|failure| exit_code(&failure), |()| ExitCode::SUCCESS))
}

fn beginning(new: &New, form: Value) -> Value {
    let given = [("channel", &new.channel), ("assistance", &new.assistance)];
    let given = given.into_iter().filter_map(|(name, word)| Some((name, word.as_ref()?)));
    let mut wanted: Map<_, _> = given.map(|(name, word)| (name.to_owned(), json!(word))).collect();
    wanted.insert("procedure".to_owned(), json!(new.procedure));
    wanted.insert("form".to_owned(), form);
    wanted.into()
}

fn go_on(
    host: &Host,
    id: &str,
    papers: &[Paper],
    submit: bool,
    started: &mut Started,
) -> Result<(), UiError> {
    if !papers.is_empty() {
        started.pages = host.attach(id, &input::handed(papers))?;
    }
    if submit {
        started.submitted = Some(ask_desk(host, "submissions.submit", which(id))?);
    } else {
        let missing: Missing = ask_desk(host, "drafts.gaps", which(id))?;
        started.gaps = missing.gaps;
    }
    Ok(())
}

fn say_started(screen: &Screen, started: &Started) {
    match &started.submitted {
        Some(queued) => say_submitted(screen, queued),
        None => screen.say("begun", &[("code", &started.begun.provisional_code)]),
    }
    if started.error.is_none() {
        say_gaps(screen, &started.gaps);
    }
}

fn say_submitted(screen: &Screen, queued: &Queued) {
    let (code, revision) = (queued.provisional_code.as_str(), queued.revision.to_string());
    let sentence = if queued.revision == 1 { "submitted" } else { "submitted-again" };
    screen.say(sentence, &[("code", code), ("revision", &revision)]);
}

/// `nopho submit`.
pub(crate) fn submit(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let queued: Queued = ask_desk(host, "submissions.submit", which(dossier))?;
    screen.answer(&queued, |screen| say_submitted(screen, &queued));
    DONE
}

/// `nopho withdraw`.
pub(crate) fn withdraw(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let taken_back: TakenBack = ask_desk(host, "submissions.withdraw", which(dossier))?;
    let sentence = match taken_back.how {
        How::Discarded => "withdrawn-discarded",
        How::Cancelled => "withdrawn-cancelled",
        How::Asked => "withdrawn-asked",
    };
    screen.answer(&taken_back, |screen| {
        screen.say(sentence, &[("code", &taken_back.provisional_code)]);
    });
    DONE
}
