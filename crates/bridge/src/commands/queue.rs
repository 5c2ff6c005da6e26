//! What has not arrived, and the way to the gateway.

use std::collections::BTreeSet;

use desk::background::Progress;
use desk::forecast::{self, Forecast};
use desk::queue::{Seen, Sight};
use desk::rows::{Load, Place, WaitingRow};
use desk::{Desk, doctor, gateway, overtaken, queue, traffic};
use domain::ids::ParcelId;
use domain::kinds::ParcelState;
use domain::moment::Millis;
use serde::Deserialize;

use super::Nothing;
use super::names::procedure_name;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::{QueuePlace, QueueRow, QueueView, Road, RoadState, ShownProblem, at, is_damage};
use crate::said::{DOT, clock_face, time_of_day};
use crate::standing::StandingWord;
use crate::words::Words;

/// Rows of the longest page.
const LONGEST: u64 = 500;

/// Which part of the queue is shown; without a word, its beginning.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Look {
    /// How many of those that wait for the clerk.
    aside: u64,
    /// From which place in the line is counted; absent: from its head.
    from: Option<QueuePlace>,
    /// How many places after that one, or before it, the page begins.
    offset: i64,
    limit: u64,
}

impl Default for Look {
    fn default() -> Self {
        Self { aside: 100, from: None, offset: 0, limit: 100 }
    }
}

impl From<Look> for Sight {
    fn from(Look { aside, from, offset, limit }: Look) -> Self {
        let from = from.map(Place::from);
        Self { aside: aside.min(LONGEST), from, offset, limit: limit.min(LONGEST) }
    }
}

pub(crate) fn look(host: &Host, words: &Words, args: Look) -> Result<QueueView, UiError> {
    let progress = host.progress();
    host.with_desk(|desk, _| {
        let Seen { load, aside, rows, offset, from, next } = queue::look(desk, args.into())?;
        let sent = progress.clone().unwrap_or_default();
        let known = traffic::known(desk)?;
        let shown: BTreeSet<_> = aside.iter().chain(&rows).map(|row| row.parcel).collect();
        let forecast = expected(desk, &sent, &known, |parcel| shown.contains(&parcel))?;
        let pace = words.road_pace(known, forecast.as_ref(), goes(&sent));
        let scene = Scene { desk, words, sent: &sent, forecast: forecast.as_ref() };
        let trouble = trouble(desk, progress.as_ref())?;
        let trouble = trouble.map(|code| until(words, words.trouble(&code), sent.again));
        Ok(QueueView {
            aside: scene.queue_rows(aside)?,
            aside_total: load.aside,
            rows: scene.queue_rows(rows)?,
            offset,
            total: load.in_line,
            from,
            next: next.map(QueuePlace::from),
            trouble,
            waiting: load.waiting,
            set_aside: load.set_aside,
            sent_bytes: held(&sent),
            total_bytes: load.size,
            pace,
        })
    })
}

fn until(words: &Words, trouble: String, again: Option<Millis>) -> String {
    let Some(at) = again else { return trouble };
    format!("{trouble} {}", words.say("trouble-again", &[("at", &time_of_day(at))]))
}

/// When what waits will have arrived, and each that is shown; nothing is said without a pace to reckon with.
pub(crate) fn expected(
    desk: &Desk,
    sent: &Progress,
    known: &traffic::Known,
    is_shown: impl Fn(ParcelId) -> bool,
) -> Result<Option<Forecast>, UiError> {
    let Some(steady) = known.speed.and_then(|speed| speed.steady) else { return Ok(None) };
    Ok(Some(queue::forecast(desk, &sent.held, steady, is_shown)?))
}

/// Whether things go, as far as anybody knows.
fn goes(sent: &Progress) -> bool {
    sent.is_under_way && sent.trouble.is_none()
}

/// What every row is shown by.
struct Scene<'a> {
    desk: &'a Desk,
    words: &'a Words,
    sent: &'a Progress,
    forecast: Option<&'a Forecast>,
}

impl Scene<'_> {
    fn queue_rows(&self, rows: Vec<WaitingRow>) -> Result<Vec<QueueRow>, UiError> {
        rows.into_iter().map(|row| self.queue_row(row)).collect()
    }

    fn queue_row(&self, row: WaitingRow) -> Result<QueueRow, UiError> {
        let (desk, words) = (self.desk, self.words);
        let eta_s = self.forecast.and_then(|it| it.each.get(&row.parcel)).copied();
        Ok(QueueRow {
            parcel_id: row.parcel.to_string(),
            dossier_id: row.dossier.to_string(),
            place: row.place.into(),
            provisional_code: row.code.to_string(),
            procedure_name: procedure_name(desk, &row.procedure, words.language()),
            cargo_said: words.cargo(row.kind, row.revision),
            standing: words.standing_word(word_of(&row), None),
            sent_bytes: forecast::held_of(&row.weight(), self.sent.held.get(&row.parcel)),
            total_bytes: row.size,
            problem_said: problem(desk, words, &row)?,
            is_overtaken: overtaken::is_told(row.problem.as_deref()),
            queued_at: at(row.since),
            attempts: row.attempts,
            due_said: row.place.due.map(|day| words.supplement_due(day)),
            left_said: self.left(&row),
            eta_s,
            eta_said: eta_s.filter(|_| goes(self.sent)).map(|seconds| words.remaining(seconds)),
            person: row.person.to_string(),
        })
    }

    /// What of it has gone and what has not; `None` while nothing has.
    fn left(&self, row: &WaitingRow) -> Option<String> {
        let held = self.sent.held.get(&row.parcel);
        let bytes = forecast::held_of(&row.weight(), held);
        if bytes == 0 || row.state == ParcelState::SetAside {
            return None;
        }
        let files = held.map_or(row.papers, |held| held.files_left as u64);
        if files == 0 {
            return Some(self.words.say("left-answer", &[]));
        }
        let name = if bytes <= row.form { "left-papers" } else { "left-files" };
        Some(self.words.say(name, &[("count", &self.words.count(files))]))
    }
}

fn word_of(row: &WaitingRow) -> StandingWord {
    match row.state {
        ParcelState::SetAside => StandingWord::SetAside,
        _ if row.is_held_up => StandingWord::HeldUp,
        ParcelState::Announcing | ParcelState::Sending => StandingWord::Sending,
        ParcelState::Queued | ParcelState::Delivered | ParcelState::Cancelled => {
            StandingWord::Queued
        }
    }
}

/// Why a parcel waits for the clerk, with the paper whose file is damaged where one is.
fn problem(desk: &Desk, words: &Words, row: &WaitingRow) -> Result<Option<String>, UiError> {
    let Some(problem) = row.problem.as_deref().and_then(queue::problem_in) else {
        return Ok(None);
    };
    let mut problem = ShownProblem::from(problem);
    if let Some(submission) = row.submission.filter(|_| is_damage(&problem.code)) {
        let paper = doctor::damaged_paper(desk, submission)?;
        problem.damaged_paper = paper.map(|name| name.to_string());
    }
    Ok(Some(words.reason(&problem)))
}

pub(crate) fn road(host: &Host, words: &Words, _: Nothing) -> Result<Road, UiError> {
    let progress = host.progress();
    host.with_desk(|desk, _| {
        let (load, known) = (queue::load(desk)?, gateway::known(desk)?);
        let trouble = trouble(desk, progress.as_ref())?;
        let sent = progress.unwrap_or_default();
        let state = state(known.is_some(), &sent, &load, trouble.as_deref());
        let off_ms = gateway::clock_off(desk);
        // It was written down by the machine's clock.
        let right = |at: Millis| at.plus(off_ms.unwrap_or_default());
        let tried = known.and_then(|known| known.tried).map(|tried| right(tried.at));
        let strip = Strip { state, load, trouble, tried: tried.map(clock_face), again: sent.again };
        Ok(Road {
            state,
            said: strip.said(words),
            waiting: load.waiting,
            set_aside: load.set_aside,
            tried_at: tried.map(at),
            sent_bytes: held(&sent),
            total_bytes: load.size,
            is_sending: state == RoadState::Sending && load.waiting > 0,
            clock_said: off_ms.map(|off_ms| words.clock_off(off_ms)),
        })
    })
}

/// Asks for a round at once.
pub(crate) fn send(host: &Host, words: &Words, nothing: Nothing) -> Result<Road, UiError> {
    host.ring();
    road(host, words, nothing)
}

/// What stands in the way: as the delivery in the background has it, else as the last round ended.
fn trouble(desk: &Desk, progress: Option<&Progress>) -> Result<Option<String>, UiError> {
    match progress {
        Some(progress) if progress.is_under_way || progress.trouble.is_some() => {
            Ok(progress.trouble.clone())
        }
        Some(_) | None => {
            Ok(gateway::known(desk)?.and_then(|known| known.tried).and_then(|tried| tried.trouble))
        }
    }
}

fn held(progress: &Progress) -> u64 {
    progress.held.values().map(|held| held.bytes).fold(0, u64::saturating_add)
}

fn state(is_enrolled: bool, sent: &Progress, load: &Load, trouble: Option<&str>) -> RoadState {
    match trouble {
        _ if !is_enrolled => RoadState::None,
        Some(code) if away(code).is_some() => RoadState::Waiting,
        Some(_) => RoadState::Trouble,
        None if sent.is_under_way => RoadState::Sending,
        None if load.waiting > 0 => RoadState::Waiting,
        None if load.set_aside > 0 => RoadState::Aside,
        None => RoadState::Idle,
    }
}

/// Sentence for what passes by itself; `None` for what needs a person.
fn away(code: &str) -> Option<&'static str> {
    match code {
        "unreachable" => Some("road-away"),
        "gateway-down" => Some("road-down"),
        "busy" => Some("road-busy"),
        "broken" => Some("road-broken"),
        "gateway-disk-full" => Some("road-full"),
        "stalled" | "time-ran-out" => Some("road-slow"),
        "already-syncing" | "parcel-closed" => Some("road-later"),
        _ => None,
    }
}

/// What the strip at the top of the window is made of.
struct Strip {
    state: RoadState,
    load: Load,
    trouble: Option<String>,
    tried: Option<String>,
    again: Option<Millis>,
}

impl Strip {
    fn said(&self, words: &Words) -> String {
        let count = |name: &str, count: u64| {
            (count > 0).then(|| words.say(name, &[("count", &words.count(count))]))
        };
        let is_quiet = matches!(self.state, RoadState::Idle | RoadState::Aside);
        let heard = self.tried.as_ref().filter(|_| is_quiet);
        let again = self.again.filter(|_| self.state == RoadState::Waiting);
        let parts = [
            self.head(words),
            again.map(|at| words.say("road-again", &[("at", &time_of_day(at))])),
            heard.map(|at| words.say("road-heard", &[("at", at)])),
            count(self.waits(), self.load.waiting),
            count("road-set-aside", self.load.set_aside).filter(|_| self.state != RoadState::Aside),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(DOT)
    }

    /// What needs a person is told in whole sentences, which say already that nothing is lost.
    fn waits(&self) -> &'static str {
        if self.state == RoadState::Trouble { "road-count" } else { "road-waits" }
    }

    fn head(&self, words: &Words) -> Option<String> {
        let name = match (self.state, self.trouble.as_deref()) {
            (RoadState::Trouble, Some(code)) => {
                let said = words.trouble(code);
                return Some(said.strip_suffix('.').map_or(said.clone(), str::to_owned));
            }
            (RoadState::None, _) => "road-none",
            (RoadState::Sending, _) if self.load.waiting > 0 => "road-sending",
            (RoadState::Sending, _) => "road-asking",
            (RoadState::Waiting, trouble) => trouble.and_then(away)?,
            (RoadState::Aside, _) => {
                let count = words.count(self.load.set_aside);
                return Some(words.say("road-aside", &[("count", &count)]));
            }
            (RoadState::Idle | RoadState::Trouble, _) => "road-idle",
        };
        Some(words.say(name, &[]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    const fn load(waiting: u64, set_aside: u64) -> Load {
        Load { waiting, set_aside, aside: set_aside, in_line: waiting, size: 0 }
    }

    fn said(load: Load) -> (RoadState, String) {
        let state = state(true, &Progress::default(), &load, None);
        let tried = Some("16:52 23/11/2026".to_owned());
        let strip = Strip { state, load, trouble: None, tried, again: None };
        (state, strip.said(Words::in_language(Language::Vietnamese)))
    }

    #[test]
    fn strip_speaks_of_what_waits_for_the_clerk_and_does_not_say_that_all_is_done() {
        let (state, strip) = said(load(0, 2));

        assert_eq!(state, RoadState::Aside);
        assert_eq!(
            strip,
            "Có 2 hồ sơ cần xem lại, chưa gửi được · liên lạc gần nhất lúc 16:52 23/11/2026"
        );
        let (state, strip) = said(load(0, 0));
        assert_eq!(state, RoadState::Idle);
        assert!(strip.starts_with("Không có hồ sơ nào chờ gửi"), "{strip}");
        let (state, strip) = said(load(3, 2));
        assert_eq!(state, RoadState::Waiting);
        assert_eq!(strip, "3 hồ sơ chờ gửi, an toàn trên máy này · 2 hồ sơ cần xem lại");
    }
}
