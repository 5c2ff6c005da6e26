//! One dossier, for people.

use bridge::reply::{Shown, ShownPage, ShownParcel, ShownRevision};

use crate::screen::{Screen, line};

/// Prints a dossier from the top down: code, state, papers, submissions, queue.
pub(crate) fn dossier(screen: &Screen, shown: &Shown) {
    let words = screen.words();
    let official = shown.official_code.clone();
    line(&shown.provisional_code);
    row(screen, "show-procedure", &shown.procedure);
    row(screen, "show-state", &words.state(shown.state));
    row(screen, "show-taken", &wall_clock(&shown.taken_at));
    let none = || words.say("show-no-official", &[]);
    row(screen, "show-official", &official.unwrap_or_else(none));
    block(screen, "show-pages", &shown.pages, paper);
    block(screen, "show-revisions", &shown.revisions, |one| revision(screen, one));
    block(screen, "show-parcels", &shown.parcels, |one: &ShownParcel| words.parcel(one.state));
}

fn row(screen: &Screen, name: &str, value: &str) {
    line(&format!("  {:<24}{value}", screen.words().say(name, &[])));
}

fn block<T>(screen: &Screen, name: &str, items: &[T], item: impl Fn(&T) -> String) {
    if items.is_empty() {
        return;
    }
    line(&format!("  {}", screen.words().say(name, &[])));
    for one in items {
        line(&format!("    › {}", item(one)));
    }
}

fn paper(page: &ShownPage) -> String {
    format!("{} · {} · {} KB", page.component, page.name, page.size.div_ceil(1024))
}

fn revision(screen: &Screen, revision: &ShownRevision) -> String {
    let (number, parts) = (revision.revision.to_string(), revision.parts.len().to_string());
    let at = wall_clock(&revision.sealed_at);
    screen.words().say("show-revision", &[("revision", &number), ("parts", &parts), ("at", &at)])
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
    }
}
