//! The road to the gateway, from a shell.

use std::path::Path;
use std::process::ExitCode;

use bridge::reply::{
    Gateway, MissingResult, PaceNumbers, Probed, Queue, Retried, ShownNews, Synced, Waiting,
};
use bridge::{Host, Kind, UiError, Words};
use serde_json::json;
use zeroize::Zeroizing;

use crate::args::Enroll;
use crate::screen::Screen;
use crate::show::{self, legal_date, wall_clock};
use crate::{ask, ask_desk, code_of, input, which};

const DONE: Result<ExitCode, UiError> = Ok(ExitCode::SUCCESS);

/// `nopho enroll`.
pub(crate) fn enroll(host: &Host, screen: &Screen, enroll: &Enroll) -> Result<ExitCode, UiError> {
    let ca = enroll.ca.as_deref().map(input::read_authorities).transpose()?;
    let code = match (&enroll.code_file, &enroll.code) {
        (Some(file), _) => input::read_secret(file, "enrolment-file")?,
        (None, Some(code)) => Zeroizing::new(code.clone()),
        (None, None) if ask::has_person() => {
            Zeroizing::new(ask::line(screen, "ask-enrolment", &[]))
        }
        (None, None) => return Err(UiError::new(Kind::Usage, "enrolment-missing")),
    };
    let gateway = host.enroll(&enroll.portal, ca.as_deref(), &code)?;
    screen.answer(&gateway, |screen| {
        screen.say("enrolled", &[("name", &gateway.name), ("url", &gateway.url)]);
        say_clock_off(screen, gateway.clock_off_ms);
    });
    DONE
}

/// `nopho gateway`.
pub(crate) fn gateway(host: &Host, screen: &Screen) -> Result<ExitCode, UiError> {
    let known: Option<Gateway> = ask_desk(host, "gateway.status", json!({}))?;
    screen.answer(&known, |screen| match &known {
        Some(gateway) => say_gateway(screen, gateway),
        None => screen.say("gateway-none", &[]),
    });
    DONE
}

fn say_gateway(screen: &Screen, gateway: &Gateway) {
    screen.say("gateway-name", &[("name", &gateway.name), ("url", &gateway.url)]);
    screen.say("gateway-fingerprint", &[("fingerprint", &gateway.fingerprint)]);
    screen.say("gateway-enrolled", &[("at", &wall_clock(&gateway.enrolled_at))]);
    if gateway.must_compare {
        screen.say("gateway-must-compare", &[]);
    }
    say_clock_off(screen, gateway.clock_off_ms);
    say_last_round(screen, gateway.tried_at.as_deref(), gateway.trouble.as_deref());
}

/// How the last round ended.
fn say_last_round(screen: &Screen, tried_at: Option<&str>, trouble: Option<&str>) {
    let Some(at) = tried_at.map(wall_clock) else { return screen.say("gateway-untried", &[]) };
    match trouble {
        Some(trouble) => {
            let why = screen.words().trouble(trouble);
            screen.say("gateway-tried-in-vain", &[("at", &at), ("why", &why)]);
        }
        None => screen.say("gateway-tried", &[("at", &at)]),
    }
}

/// Speaks of a clock that is far off: the desk goes on working all the same.
pub(crate) fn say_clock_off(screen: &Screen, off_ms: Option<i64>) {
    if let Some(off_ms) = off_ms {
        screen.line(&screen.words().clock_off(off_ms));
    }
}

/// `nopho sync`.
pub(crate) fn sync(
    host: &Host,
    screen: &Screen,
    until_empty: bool,
    timeout: u64,
) -> Result<ExitCode, UiError> {
    let wanted = json!({ "until_empty": until_empty, "timeout_seconds": timeout });
    let synced: Synced = ask_desk(host, "queue.sync", wanted)?;
    screen.answer(&synced, |screen| say_synced(screen, &synced));
    Ok(synced.is_left_with().map_or(ExitCode::SUCCESS, code_of))
}

fn say_synced(screen: &Screen, synced: &Synced) {
    if synced.delivered > 0 {
        screen.say("sync-delivered", &[("count", &synced.delivered.to_string())]);
    }
    say_news(screen, &synced.news);
    if synced.results > 0 {
        screen.say("sync-results", &[("count", &synced.results.to_string())]);
    }
    if synced.waiting > 0 {
        screen.say("sync-waiting", &[("count", &synced.waiting.to_string())]);
    }
    if synced.results_waiting > 0 {
        screen.say("sync-results-waiting", &[("count", &synced.results_waiting.to_string())]);
        say_missing(screen, &synced.missing);
    }
    if let Some(trouble) = &synced.trouble {
        screen.line(&screen.words().trouble(trouble));
    }
    if synced.set_aside > 0 {
        screen.say("sync-set-aside", &[("count", &synced.set_aside.to_string())]);
        let for_the_clerk = |parcel: &&Waiting| parcel.problem.is_some() || parcel.is_held_up;
        say_parcels(screen, synced.parcels.iter().filter(for_the_clerk));
    }
    if synced.is_left_with().is_none() {
        screen.say("sync-done", &[]);
    }
    say_clock_off(screen, synced.clock_off_ms);
}

/// The result files that do not come by themselves, each with what to do.
fn say_missing(screen: &Screen, missing: &[MissingResult]) {
    for result in missing {
        let provisional = &result.provisional_code;
        let official = result.official_code.as_deref().map(Words::plain);
        let why =
            screen.words().missing_result(&result.why, official.as_ref().unwrap_or(provisional));
        screen.line(&format!("  › {provisional:<22}  {}: {why}", Words::plain(&result.name)));
    }
}

/// What the agencies did: a line for each dossier, by the code on the resident's paper.
fn say_news(screen: &Screen, news: &[ShownNews]) {
    if news.is_empty() {
        return;
    }
    screen.say("sync-news", &[("count", &news.len().to_string())]);
    for news in news {
        let event = show::event(screen.words(), &news.event);
        screen.line(&format!("  › {:<22}  {event}", news.provisional_code));
    }
}

/// `nopho queue`.
pub(crate) fn queue(host: &Host, screen: &Screen) -> Result<ExitCode, UiError> {
    let queue: Queue = ask_desk(host, "queue.list", json!({}))?;
    screen.answer(&queue, |screen| say_queue(screen, &queue));
    DONE
}

fn say_queue(screen: &Screen, queue: &Queue) {
    if queue.parcels.is_empty() {
        screen.say("queue-empty", &[]);
    }
    say_parcels(screen, queue.parcels.iter());
    if queue.is_enrolled {
        say_pace(screen, &queue.pace);
        say_last_round(screen, queue.tried_at.as_deref(), queue.trouble.as_deref());
    } else {
        screen.say("gateway-none", &[]);
    }
}

/// What the road carried when it was last measured, when all will have arrived, what it has cost.
fn say_pace(screen: &Screen, pace: &PaceNumbers) {
    let words = screen.words();
    let at = pace.speed_at.as_deref().map(wall_clock);
    let carries = words.carries(pace.speed_bps, at.as_deref());
    let arrives = pace.eta_s.map(|seconds| words.arrives(seconds, false));
    let month = words.of_this_month(pace.month_up_bytes, pace.month_down_bytes);
    let said = [Some(carries), arrives, Some(month)];
    screen.line(&said.into_iter().flatten().collect::<Vec<_>>().join(" · "));
}

/// One line for each parcel, and below it why it was set aside and what to do.
fn say_parcels<'p>(screen: &Screen, parcels: impl Iterator<Item = &'p Waiting>) {
    for parcel in parcels {
        let words = screen.words();
        let what = words.cargo(parcel.kind, parcel.revision);
        let state = words.parcel(parcel.kind, parcel.state, parcel.is_held_up);
        let since = wall_clock(&parcel.waiting_since);
        let since = words.say("queue-since", &[("since", &since)]);
        let (code, tries) = (&parcel.provisional_code, tries(words, parcel.attempts));
        let left = parcel.eta_s.map(|seconds| format!(", {}", words.arrives(seconds, false)));
        let left = left.unwrap_or_default();
        let due = parcel.due.as_deref().map(|day| due(words, day)).unwrap_or_default();
        screen.line(&format!("{code:<24}  {what}  {state}  {since}{tries}{left}{due}"));
        if let Some(problem) = &parcel.problem {
            screen.line(&format!("  › {}", words.reason(problem)));
        }
    }
}

fn due(words: &Words, day: &str) -> String {
    format!("  {}", words.say("supplement-due", &[("day", &legal_date(day))]))
}

fn tries(words: &Words, attempts: u32) -> String {
    if attempts == 0 {
        return String::new();
    }
    format!(", {}", words.say("queue-tries", &[("count", &attempts.to_string())]))
}

/// `nopho retry`.
pub(crate) fn retry(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let retried: Retried = ask_desk(host, "queue.retry", which(dossier))?;
    screen.answer(&retried, |screen| screen.say("retried", &[]));
    DONE
}

/// `nopho result`.
pub(crate) fn result(
    host: &Host,
    screen: &Screen,
    dossier: &str,
    out: &Path,
    number: Option<usize>,
) -> Result<ExitCode, UiError> {
    let written = host.write_result(dossier, number, out)?;
    screen.answer(&written, |screen| {
        screen.say("result-written", &[("name", &written.name), ("file", &written.file)]);
    });
    DONE
}

/// How the gateway is just now, for the doctor: its failure is no failure of the desk.
pub(crate) fn probe(host: &Host) -> Option<Result<Probed, UiError>> {
    let known: Option<Gateway> = ask_desk(host, "gateway.status", json!({})).ok()?;
    known.map(|_| ask_desk(host, "gateway.probe", json!({})))
}

/// Says how the gateway was found.
pub(crate) fn say_probe(screen: &Screen, probe: Option<&Result<Probed, UiError>>) {
    match probe {
        None => screen.say("gateway-none", &[]),
        Some(Ok(found)) => {
            let took = found.took_ms.to_string();
            screen.say("doctor-gateway", &[("name", &found.name), ("took", &took)]);
            if found.certificate == "out_of_dates" {
                screen.say("doctor-gateway-certificate", &[]);
            }
        }
        Some(Err(failure)) => {
            let why = screen.words().problem(failure);
            screen.say("doctor-gateway-away", &[("why", &why)]);
        }
    }
}
