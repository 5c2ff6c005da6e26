//! Typing and attaching, from a shell.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use bridge::reply::{Missing, Saved};
use bridge::{Gap, Host, UiError};
use serde_json::json;

use crate::input::{self, read_form, read_papers};
use crate::screen::Screen;
use crate::{ask_desk, which};

const DONE: Result<ExitCode, UiError> = Ok(ExitCode::SUCCESS);

/// `nopho edit`.
pub(crate) fn edit(
    host: &Host,
    screen: &Screen,
    dossier: &str,
    form: &Path,
) -> Result<ExitCode, UiError> {
    let wanted = json!({ "dossier": dossier, "form": read_form(form)? });
    let saved: Saved = ask_desk(host, "drafts.replace", wanted)?;
    screen.answer(&saved, |screen| screen.say("saved", &[]));
    DONE
}

/// `nopho attach`: all of the papers, or none.
pub(crate) fn attach(
    host: &Host,
    screen: &Screen,
    dossier: &str,
    files: &[OsString],
) -> Result<ExitCode, UiError> {
    let papers = read_papers(files)?;
    let attached = host.attach(dossier, &input::handed(&papers))?;
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
    ask_desk::<()>(host, "pages.remove", json!({ "dossier": dossier, "page": page }))?;
    screen.answer(&json!({ "removed": page }), |screen| screen.say("detached", &[]));
    DONE
}

/// `nopho gaps`.
pub(crate) fn gaps(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let missing: Missing = ask_desk(host, "drafts.gaps", which(dossier))?;
    screen.answer(&missing, |screen| {
        screen.line(&format!("{} · {}", missing.procedure, missing.procedure_name));
        say_gaps(screen, &missing.gaps);
        if missing.gaps.is_empty() {
            let none = if missing.is_checked { "none-missing" } else { "none-missing-unchecked" };
            screen.say(none, &[]);
        }
        say_under(screen, "worth-a-look", &missing.warnings);
    });
    DONE
}

/// Lists what is still missing, if anything is.
pub(crate) fn say_gaps(screen: &Screen, gaps: &[Gap]) {
    say_under(screen, "still-missing", gaps);
}

fn say_under(screen: &Screen, heading: &str, gaps: &[Gap]) {
    if gaps.is_empty() {
        return;
    }
    screen.say(heading, &[("count", &gaps.len().to_string())]);
    for gap in gaps {
        screen.line(&format!("  › {}", screen.words().gap(gap)));
    }
}

/// `nopho discard`.
pub(crate) fn discard(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    ask_desk::<()>(host, "drafts.discard", which(dossier))?;
    screen.answer(&json!({ "discarded": dossier }), |screen| screen.say("discarded", &[]));
    DONE
}

/// `nopho restore`.
pub(crate) fn restore(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    ask_desk::<()>(host, "drafts.restore", which(dossier))?;
    screen.answer(&json!({ "restored": dossier }), |screen| screen.say("restored", &[]));
    DONE
}
