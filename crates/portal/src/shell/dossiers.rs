//! `list` and `show`: what is to be seen of dossiers.

use chrono::{DateTime, NaiveDate};
use domain::provisional_code::OfficialCode;
use domain::text::Prose;
use locale::plain;
use serde_json::Value;

use super::failure::Failure;
use super::screen::Screen;
use super::words::status_name;
use crate::agency::overview::{self, Listed};
use crate::agency::show::{self, Shown, ShownRevision};
use crate::gateway::Gateway;

/// Lists revisions.
pub(super) fn list(
    gateway: &Gateway,
    screen: &Screen<'_>,
    status: Option<&str>,
) -> Result<(), Failure> {
    let listed = overview::list(gateway, status)?;
    screen.answer(&listed, |screen| {
        if listed.is_empty() {
            screen.say("gateway-list-nothing", &[]);
        }
        for row in &listed {
            screen.line(&plain(&line_of(screen, row)));
        }
    });
    Ok(())
}

fn line_of(screen: &Screen<'_>, row: &Listed) -> String {
    let provisional = row.provisional_code.as_deref().unwrap_or("–");
    let official = row.official_code.as_ref().map_or("–", |code| code.as_str());
    let status = status_of(screen, row.status.as_deref());
    let (procedure, revision, count) =
        (row.procedure.as_str(), row.revision.get(), row.parts.len());
    let at = row.delivered_at.as_deref().map_or_else(|| "–".to_owned(), on_the_wall);
    format!(
        "{provisional:<24}  {official:<26}  {procedure:<10}  {revision}  {count}  {at:<16}  {status}"
    )
}

/// A moment as people write it, from RFC 3339: `08:30 22/11/2026`.
fn on_the_wall(moment: &str) -> String {
    let read = DateTime::parse_from_rfc3339(moment);
    read.map_or_else(|_| moment.to_owned(), |at| at.format("%H:%M %d/%m/%Y").to_string())
}

/// A legal date as people write it: `22/11/2026`.
fn on_the_calendar(date: &str) -> String {
    let read = date.parse::<NaiveDate>();
    read.map_or_else(|_| date.to_owned(), |date| date.format("%d/%m/%Y").to_string())
}

/// A size as people read it: `69 KB`, `3 MB`.
pub(super) fn spoken_size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    let (unit, name) = if bytes < MB { (KB, "KB") } else { (MB, "MB") };
    format!("{} {name}", bytes.div_ceil(unit))
}

fn status_of(screen: &Screen<'_>, status: Option<&str>) -> String {
    let words = screen.words();
    match status {
        None => words.say("status-arriving", &[]),
        // A code that this version does not know is shown as it came.
        Some(code) => words.known(&status_name(code)).unwrap_or_else(|| code.to_owned()),
    }
}

/// Shows a dossier.
pub(super) fn show(gateway: &Gateway, screen: &Screen<'_>, dossier: &str) -> Result<(), Failure> {
    let shown = show::show(gateway, dossier)?;
    screen.answer(&shown, |screen| from_the_top(screen, &shown));
    Ok(())
}

fn from_the_top(screen: &Screen<'_>, shown: &Shown) {
    let say = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            screen.say(name, &[("value", value)]);
        }
    };
    say("gateway-show-dossier", Some(&shown.dossier_id.to_string()));
    say("gateway-show-provisional", shown.provisional_code.as_deref());
    say("gateway-show-official", shown.official_code.as_ref().map(OfficialCode::as_str));
    say("gateway-show-procedure", Some(shown.procedure.as_str()));
    say("gateway-show-status", Some(&status_of(screen, shown.status.as_deref())));
    say("gateway-show-received", shown.received_at.as_deref().map(on_the_wall).as_deref());
    say("gateway-show-reason", shown.reason.as_ref().map(Prose::as_str));
    say("gateway-show-deadline", shown.deadline.as_deref().map(on_the_calendar).as_deref());
    for asked in &shown.withdrawals {
        say("gateway-show-withdrawal", Some(&on_the_wall(&asked.asked_at)));
    }
    for revision in &shown.revisions {
        show_revision(screen, revision);
    }
    for result in &shown.results {
        let size = spoken_size(result.size);
        screen.say("gateway-show-result", &[("name", result.name.as_str()), ("size", &size)]);
    }
    for event in &shown.events {
        let (number, status) = (event.number.to_string(), status_of(screen, Some(&event.status)));
        let at = on_the_wall(&event.at);
        screen.say("gateway-show-event", &[("number", &number), ("at", &at), ("status", &status)]);
    }
}

fn show_revision(screen: &Screen<'_>, revision: &ShownRevision) {
    let (listed, number) = (&revision.listed, revision.listed.revision.get().to_string());
    let at = listed.delivered_at.as_deref().map_or_else(|| "–".to_owned(), on_the_wall);
    screen.say("gateway-show-revision", &[("number", &number), ("at", &at)]);
    for part in &listed.parts {
        let component = part.component.as_ref().map_or("form", |component| component.as_str());
        let size = spoken_size(part.size);
        let args = [("component", component), ("name", part.name.as_str()), ("size", &size)];
        screen.say("gateway-show-part", &args);
    }
    fields(screen, "", &revision.form);
}

/// The form, one field a line: `intake.submitter.name: Lộc Thị Mỷ Châu`.
fn fields(screen: &Screen<'_>, path: &str, value: &Value) {
    let below =
        |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                fields(screen, &below(name), value);
            }
        }
        Value::Array(items) => {
            for (number, item) in (1..).zip(items) {
                fields(screen, &below(&format!("{number}")), item);
            }
        }
        Value::String(text) => one_field(screen, path, text),
        other => one_field(screen, path, &other.to_string()),
    }
}

fn one_field(screen: &Screen<'_>, path: &str, value: &str) {
    screen.say("gateway-show-field", &[("field", path), ("value", value)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_dates_and_sizes_are_written_as_people_write_them() {
        assert_eq!(on_the_wall("2026-11-22T08:30:59.000+07:00"), "08:30 22/11/2026");
        assert_eq!(on_the_calendar("2026-12-01"), "01/12/2026");
        assert_eq!([1, 70_000].map(spoken_size), ["1 KB", "69 KB"]);
        assert_eq!(spoken_size(5 * 1024 * 1024 / 2), "3 MB");
    }
}
