//! `nopho both`: two desks on one dossier.

use std::process::ExitCode;

use bridge::reply::{BothSides, ChangedField, KeptTheirs, Queued, SideHere, SidePaper, SideThere};
use bridge::{Host, UiError};

use crate::screen::Screen;
use crate::show::wall_clock;
use crate::{ask_desk, which};

const DONE: Result<ExitCode, UiError> = Ok(ExitCode::SUCCESS);

/// Look at both revisions where another desk was first, and choose
#[derive(clap::Args)]
pub(crate) struct BothArgs {
    /// Id or code
    dossier: String,
    /// Send this desk's revision once more, after the other desk's
    #[arg(long, conflicts_with = "keep_theirs")]
    send_after: bool,
    /// Leave the other desk's as the newest; this desk's stays as a draft
    #[arg(long)]
    keep_theirs: bool,
}

/// `nopho both ID`.
pub(crate) fn both(host: &Host, screen: &Screen, args: &BothArgs) -> Result<ExitCode, UiError> {
    match args {
        BothArgs { dossier, send_after: true, .. } => send_after(host, screen, dossier),
        BothArgs { dossier, keep_theirs: true, .. } => keep_theirs(host, screen, dossier),
        BothArgs { dossier, .. } => look(host, screen, dossier),
    }
}

fn look(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let both = host.both_sides(screen.words(), dossier)?;
    screen.answer(&both, |screen| say_both(screen, &both));
    DONE
}

/// `nopho both ID --send-after`.
fn send_after(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let queued: Queued = ask_desk(host, "both.send_after", which(dossier))?;
    let revision = queued.revision.to_string();
    screen.answer(&queued, |screen| screen.say("both-sent-after", &[("revision", &revision)]));
    DONE
}

/// `nopho both ID --keep-theirs`.
fn keep_theirs(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let kept: KeptTheirs = ask_desk(host, "both.keep_theirs", which(dossier))?;
    let revision = kept.revision.to_string();
    screen.answer(&kept, |screen| screen.say("both-kept-theirs", &[("revision", &revision)]));
    DONE
}

fn say_both(screen: &Screen, both: &BothSides) {
    screen.say("both-title", &[("code", &both.provisional_code)]);
    say_here(screen, &both.here);
    say_there(screen, &both.there);
    let revision = both.there.revision.to_string();
    screen.say("both-choose", &[("revision", &revision)]);
    if both.has_open_draft {
        screen.say("both-has-draft", &[]);
    }
}

fn say_here(screen: &Screen, here: &SideHere) {
    let (revision, sealed) = (here.revision.to_string(), wall_clock(&here.sealed_at));
    let by = here.by.as_deref().unwrap_or("none");
    screen.say("both-here", &[("revision", &revision), ("at", &sealed), ("by", by)]);
    say_papers(screen, &here.papers);
    match here.base_revision {
        None => screen.say("both-no-base", &[]),
        Some(base) if !here.is_form_changed => {
            screen.say("both-unchanged", &[("base", &base.to_string())]);
        }
        Some(base) => screen.say("both-changed", &[("base", &base.to_string())]),
    }
    here.changed.iter().for_each(|field| say_field(screen, field));
    for paper in &here.left_out {
        screen.say("both-left-out", &[("paper", &paper.component_name)]);
    }
}

fn say_field(screen: &Screen, field: &ChangedField) {
    let empty = screen.words().say("both-empty", &[]);
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| empty.clone());
    screen.line(&format!("    {}: {} → {}", field.label, side(&field.before), side(&field.after)));
}

fn say_there(screen: &Screen, there: &SideThere) {
    let revision = there.revision.to_string();
    let who = if there.is_this_desk { "both-there-own" } else { "both-there" };
    let desk = there.desk_said.as_deref().unwrap_or("none");
    screen.say(who, &[("revision", &revision), ("desk", desk)]);
    if !there.is_told {
        return screen.say("both-not-told", &[]);
    }
    match there.delivered_at.as_deref().map(wall_clock) {
        Some(at) => screen.say("both-delivered", &[("at", &at)]),
        None => screen.say("both-arriving", &[]),
    }
    say_papers(screen, &there.papers);
    if let Some(status) = &there.status_said {
        screen.say("both-status", &[("status", status)]);
    }
}

fn say_papers(screen: &Screen, papers: &[SidePaper]) {
    if papers.is_empty() {
        return screen.say("both-no-papers", &[]);
    }
    let words = screen.words();
    for paper in papers {
        let size = words.bytes(paper.size);
        let name = paper.name.as_ref().map(|name| format!(" · {name}")).unwrap_or_default();
        let new = if paper.is_new { words.say("both-new", &[]) } else { String::new() };
        screen.line(format!("    {}{name} · {size} {new}", paper.component_name).trim_end());
    }
}
