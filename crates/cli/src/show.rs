//! `nopho show`: one dossier, for people.

use std::process::ExitCode;

use bridge::reply::{
    Shown, ShownDraft, ShownEvent, ShownPage, ShownParcel, ShownReceipt, ShownResult, ShownRevision,
};
use bridge::{Host, UiError, Words};

use crate::screen::Screen;
use crate::{ask_desk, which};

/// Shows everything about a dossier.
pub(crate) fn show(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let shown: Shown = ask_desk(host, "dossiers.show", which(dossier))?;
    screen.answer(&shown, |screen| from_the_top(screen, &shown));
    Ok(ExitCode::SUCCESS)
}

/// Prints a dossier from the top down: code, state, papers, submissions, queue.
fn from_the_top(screen: &Screen, shown: &Shown) {
    let words = screen.words();
    let official = shown.official_code.as_deref().map(Words::plain);
    screen.line(&shown.provisional_code);
    let procedure = format!("{} · {}", shown.procedure, Words::plain(&shown.procedure_name));
    row(screen, "show-procedure", &procedure);
    row(screen, "show-state", &words.state(shown.state));
    if let Some(sentence) = draft(shown) {
        row(screen, "show-draft", &words.say(sentence, &[]));
    }
    asked(screen, shown);
    row(screen, "show-taken", &wall_clock(&shown.taken_at));
    for (name, time) in
        [("show-announced", &shown.announced_at), ("show-received", &shown.received_at)]
    {
        let not_yet = || words.say("show-not-yet", &[]);
        row(screen, name, &time.as_deref().map_or_else(not_yet, wall_clock));
    }
    let none = || words.say("show-no-official", &[]);
    row(screen, "show-official", &official.unwrap_or_else(none));
    block(screen, "show-pages", &shown.pages, paper);
    block(screen, "show-revisions", &shown.revisions, |one| revision(screen, one));
    block(screen, "show-parcels", &shown.parcels, |one| parcel(words, one));
    block(screen, "show-receipts", &shown.receipts, |one: &ShownReceipt| {
        let (at, key) = (wall_clock(&one.delivered_at), one.key.as_str());
        words.say("show-receipt", &[("at", &at), ("key", key)])
    });
    block(screen, "show-events", &shown.events, |one| event(words, one));
    block(screen, "show-results", &shown.results, |one| result(words, one));
}

/// What the agency asks for and until when, while it is the clerk's turn.
fn asked(screen: &Screen, shown: &Shown) {
    if !matches!(shown.state.word(), "supplement_asked" | "fee_asked") {
        return;
    }
    let Some(last) = shown.events.last() else { return };
    if let Some(reason) = &last.reason {
        row(screen, "show-asked", &Words::plain(reason));
    }
    if let Some(deadline) = &last.deadline {
        row(screen, "show-deadline", &legal_date(deadline));
    }
}

fn parcel(words: &Words, parcel: &ShownParcel) -> String {
    let what = words.cargo(parcel.kind, parcel.revision);
    let line = format!("{what} · {}", words.parcel(parcel.kind, parcel.state, parcel.is_held_up));
    match &parcel.problem {
        Some(problem) => format!("{line}: {}", words.reason(problem)),
        None => line,
    }
}

/// One event in a line.
pub(crate) fn event(words: &Words, event: &ShownEvent) -> String {
    if event.is_arrival {
        return format!(
            "{} · {}",
            wall_clock(&event.at),
            words.say("show-supplement-arrived", &[])
        );
    }
    let mut line = format!("{} · {}", wall_clock(&event.at), words.status(&event.status));
    for part in event.official_code.iter().chain(&event.reason) {
        line.push_str(" · ");
        line.push_str(&Words::plain(part));
    }
    if let Some(deadline) = &event.deadline {
        let until = words.say("show-until", &[("day", &legal_date(deadline))]);
        line.push_str(" · ");
        line.push_str(&until);
    }
    line
}

fn result(words: &Words, result: &ShownResult) -> String {
    let where_it_is =
        words.say(if result.is_fetched { "show-fetched" } else { "show-not-fetched" }, &[]);
    let (name, size) = (Words::plain(&result.name), result.size.div_ceil(1024));
    format!("{}. {name} · {size} KB · {where_it_is}", result.number)
}

/// What there is to say of the draft beside the state, if anything.
fn draft(shown: &Shown) -> Option<&'static str> {
    let draft: &ShownDraft = shown.draft.as_ref()?;
    match (draft.is_discarded, shown.state.word()) {
        (true, _) => Some("list-discarded"),
        (false, "draft") => None,
        (false, _) => Some("list-correction"),
    }
}

fn row(screen: &Screen, name: &str, value: &str) {
    screen.line(&format!("  {:<24}{value}", screen.words().say(name, &[])));
}

fn block<T>(screen: &Screen, name: &str, items: &[T], item: impl Fn(&T) -> String) {
    if items.is_empty() {
        return;
    }
    screen.line(&format!("  {}", screen.words().say(name, &[])));
    for one in items {
        screen.line(&format!("    › {}", item(one)));
    }
}

fn paper(page: &ShownPage) -> String {
    let name = Words::plain(&page.name);
    format!("{} · {name} · {} KB", page.component, page.size.div_ceil(1024))
}

fn revision(screen: &Screen, revision: &ShownRevision) -> String {
    let (number, parts) = (revision.revision.to_string(), revision.parts.len().to_string());
    let at = wall_clock(&revision.sealed_at);
    screen.words().say("show-revision", &[("revision", &number), ("parts", &parts), ("at", &at)])
}

/// `2026-11-21` as people read it: `21/11/2026`.
pub(crate) fn legal_date(iso: &str) -> String {
    iso.split('-').rev().collect::<Vec<_>>().join("/")
}

/// `2026-11-21T14:33:05+07:00` as people read it: `14:33 21/11/2026`.
pub(crate) fn wall_clock(rfc3339: &str) -> String {
    let parts: Vec<_> = rfc3339.split(['-', 'T', ':', '+']).collect();
    match parts.as_slice() {
        [year, month, day, hour, minute, ..] => format!("{hour}:{minute} {day}/{month}/{year}"),
        _ => rfc3339.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wall_clock_reads_as_people_write_it() {
        assert_eq!(wall_clock("2026-11-21T14:33:05+07:00"), "14:33 21/11/2026");
        assert_eq!(wall_clock("?"), "?", "what is no time stays as it came");
        assert_eq!(legal_date("2026-11-21"), "21/11/2026");
    }
}
