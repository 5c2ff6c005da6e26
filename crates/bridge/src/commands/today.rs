//! The day at the desk.

use chrono::NaiveDate;
use desk::today::{self, Group};
use desk::{Desk, gateway};

use super::Nothing;
use super::names::procedure_name;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::{Task, TaskKind, Today};
use crate::said::legal_date;
use crate::words::Words;

pub(crate) fn show(host: &Host, words: &Words, _: Nothing) -> Result<Today, UiError> {
    host.with_desk(|desk, _| {
        let today = today::look(desk)?;
        let of_dossiers = |kind, name, group| task(words, desk, (kind, name), group);
        let of_dossiers = [
            of_dossiers(TaskKind::Supplement, "task-supplement", &today.supplements),
            of_dossiers(TaskKind::SetAside, "task-set-aside", &today.set_aside),
            of_dossiers(TaskKind::Fee, "task-fee", &today.fees),
            of_dossiers(TaskKind::Result, "task-result", &today.results),
            of_dossiers(TaskKind::Draft, "task-draft", &today.drafts),
        ];
        let of_the_desk = |kind, name| alone(kind, words.say(name, &[]));
        let of_the_desk = [
            (!today.is_enrolled).then(|| of_the_desk(TaskKind::NotEnrolled, "task-not-enrolled")),
            gateway::clock_off(desk).map(|ms| alone(TaskKind::Clock, words.clock_off(ms))),
            (!desk.recovery_confirmed()).then(|| of_the_desk(TaskKind::Card, "task-card")),
        ];
        Ok(Today {
            date: today.date.to_string(),
            tasks: of_dossiers.into_iter().chain(of_the_desk).flatten().collect(),
            taken: today.day.taken,
            received: today.day.received,
            waiting: today.day.waiting,
        })
    })
}

/// Work on dossiers; `None` where there is none.
fn task(words: &Words, desk: &Desk, (kind, name): (TaskKind, &str), group: &Group) -> Option<Task> {
    if group.count == 0 {
        return None;
    }
    let dates = group.rows.iter().filter_map(|row| row.asked.as_ref()?.deadline);
    let nearest: Option<NaiveDate> = dates.min();
    let row = |row| words.row(row, |code| procedure_name(desk, code, words.language()));
    let deadline = nearest.map_or_else(|| "none".to_owned(), legal_date);
    let said = [("count", words.count(group.count)), ("deadline", deadline)];
    let said = said.each_ref().map(|(name, value)| (*name, value.as_str()));
    Some(Task {
        kind,
        count: group.count,
        said: words.say(name, &said),
        deadline: nearest.map(|day| day.to_string()),
        dossiers: group.rows.iter().map(row).collect(),
    })
}

/// Work that is about no dossier.
fn alone(kind: TaskKind, said: String) -> Task {
    Task { kind, count: 1, said, deadline: None, dossiers: Vec::new() }
}
