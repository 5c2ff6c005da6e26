//! `nopho doctor`.

use std::process::ExitCode;

use bridge::reply::{Damaged, Examined, ExaminedClock, ExaminedJournal, KeysOnDisk, Probed};
use bridge::{Host, UiError, Words};
use serde::Serialize;
use serde_json::json;

use crate::screen::Screen;
use crate::show::wall_clock;
use crate::{ask_desk, road};

/// What `nopho doctor` tells programs.
#[derive(Serialize)]
struct Report<'r> {
    #[serde(flatten)]
    found: &'r Examined,
    gateway: Option<GatewayReport<'r>>,
}

/// How the gateway was found, or why it was not.
#[derive(Serialize)]
#[serde(untagged)]
enum GatewayReport<'r> {
    Reached { reached: &'r Probed },
    Away { error: &'r UiError },
}

/// Examines the desk; ends with 7 when something needs a person. A gateway that is away needs none:
/// what waits goes on waiting.
pub(crate) fn doctor(host: &Host, screen: &Screen) -> Result<ExitCode, UiError> {
    let found: Examined = ask_desk(host, "desk.examine", json!({}))?;
    let probe = road::probe(host);
    let gateway = probe.as_ref().map(|probe| match probe {
        Ok(reached) => GatewayReport::Reached { reached },
        Err(error) => GatewayReport::Away { error },
    });
    screen.answer(&Report { found: &found, gateway }, |screen| {
        report(screen, &found);
        road::say_probe(screen, probe.as_ref());
    });
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
    journal(screen, found.journal.as_ref());
    screen.say("doctor-files", &[("right", &found.files_right.to_string())]);
    for damaged in &found.files_damaged {
        say_damaged(screen, damaged);
    }
    if found.identities_mended > 0 {
        screen.say("doctor-identities-mended", &[("count", &found.identities_mended.to_string())]);
    }
    if found.files_swept > 0 {
        screen.say("doctor-swept", &[("count", &found.files_swept.to_string())]);
    }
    if found.papers_left > 0 {
        screen.say("doctor-papers-left", &[("count", &found.papers_left.to_string())]);
    }
    clock(screen, &found.clock);
}

fn keys(screen: &Screen, found: &Examined) {
    let way = |kind: &String| screen.words().way(kind);
    let ways: Vec<_> = found.slots.iter().map(way).collect();
    screen.say("doctor-slots", &[("slots", &ways.join(", "))]);
    if !found.recovery_confirmed {
        screen.say("doctor-card-unconfirmed", &[]);
    }
    match found.keys {
        KeysOnDisk::Both => {}
        KeysOnDisk::Mended => screen.say("doctor-keys-mended", &[]),
        KeysOnDisk::One => screen.say("doctor-keys-one", &[]),
    }
}

fn journal(screen: &Screen, journal: Option<&ExaminedJournal>) {
    let Some(journal) = journal else { return screen.say("doctor-journal-unreadable", &[]) };
    match journal.broken_at {
        None => screen.say("doctor-journal-well", &[("entries", &journal.entries.to_string())]),
        Some(entry) => screen.say("doctor-journal-broken", &[("entry", &entry.to_string())]),
    }
}

fn say_damaged(screen: &Screen, damaged: &Damaged) {
    let mut words = vec![("file", damaged.file.as_str()), ("code", &damaged.provisional_code)];
    words.extend(damaged.paper.as_deref().map(|paper| ("paper", paper)));
    screen.say("doctor-file-damaged", &words);
}

fn clock(screen: &Screen, clock: &ExaminedClock) {
    let (now, latest) = (wall_clock(&clock.now), wall_clock(&clock.latest_seen));
    let name = Words::clock_name(clock.trust);
    screen.say(name, &[("now", &now), ("latest", &latest)]);
    road::say_clock_off(screen, clock.off_ms);
}
