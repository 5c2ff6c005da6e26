//! `nopho doctor`.

use std::process::ExitCode;

use bridge::reply::{Examined, ExaminedClock, ExaminedJournal};
use bridge::{Host, UiError, Words};
use serde_json::json;

use crate::ask;
use crate::screen::Screen;
use crate::show::wall_clock;

/// Examines the desk; ends with 7 when something needs a person.
pub(crate) fn doctor(host: &Host, screen: &Screen) -> Result<ExitCode, UiError> {
    let found: Examined = ask(host, "desk.examine", json!({}))?;
    screen.answer(&found, |screen| report(screen, &found));
    Ok(if found.is_well { ExitCode::SUCCESS } else { ExitCode::from(7) })
}

fn report(screen: &Screen, found: &Examined) {
    screen.say(if found.is_well { "doctor-well" } else { "doctor-unwell" }, &[]);
    keys(screen, found);
    for what in &found.database {
        screen.say("doctor-database-unwell", &[("what", what)]);
    }
    if found.database.is_empty() {
        screen.say("doctor-database-well", &[]);
    }
    journal(screen, &found.journal);
    screen.say("doctor-files", &[("right", &found.files_right.to_string())]);
    for file in &found.files_damaged {
        screen.say("doctor-file-damaged", &[("file", file)]);
    }
    if found.files_swept > 0 {
        screen.say("doctor-swept", &[("count", &found.files_swept.to_string())]);
    }
    clock(screen, &found.clock);
}

fn keys(screen: &Screen, found: &Examined) {
    let way = |kind: &String| screen.words().say(&format!("way-{kind}"), &[]);
    let ways: Vec<_> = found.slots.iter().map(way).collect();
    screen.say("doctor-slots", &[("slots", &ways.join(", "))]);
    if !found.recovery_confirmed {
        screen.say("doctor-card-unconfirmed", &[]);
    }
    if found.keys_mended {
        screen.say("doctor-keys-mended", &[]);
    }
}

fn journal(screen: &Screen, journal: &ExaminedJournal) {
    match journal.broken_at {
        None => screen.say("doctor-journal-well", &[("entries", &journal.entries.to_string())]),
        Some(entry) => screen.say("doctor-journal-broken", &[("entry", &entry.to_string())]),
    }
}

fn clock(screen: &Screen, clock: &ExaminedClock) {
    let (now, latest) = (wall_clock(&clock.now), wall_clock(&clock.latest_seen));
    let name = Words::clock_name(clock.trust);
    screen.say(name, &[("now", &now), ("latest", &latest)]);
}
