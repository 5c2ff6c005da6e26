//! The day at the desk.

use chrono::NaiveDate;
use desk::Desk;
use desk::today::{self, Group};

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
        let say = |kind, group: &Group| task(words, desk, kind, group);
        let of_dossiers = [
            say(TaskKind::Supplement, &today.supplements),
            say(TaskKind::SetAside, &today.set_aside),
            say(TaskKind::Fee, &today.fees),
            say(TaskKind::Result, &today.results),
            say(TaskKind::Draft, &today.drafts),
        ];
        let of_the_desk = [
            (!today.is_enrolled).then(|| alone(words, TaskKind::NotEnrolled)),
            (!desk.recovery_confirmed()).then(|| alone(words, TaskKind::Card)),
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
fn task(words: &Words, desk: &Desk, kind: TaskKind, group: &Group) -> Option<Task> {
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
        said: words.say(sentence(kind), &said),
        deadline: nearest.map(|day| day.to_string()),
        dossiers: group.rows.iter().map(row).collect(),
    })
}

/// Work that is about no dossier.
fn alone(words: &Words, kind: TaskKind) -> Task {
    let (said, dossiers) = (words.say(sentence(kind), &[]), Vec::new());
    Task { kind, count: 1, said, deadline: None, dossiers }
}

fn sentence(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Supplement => "task-supplement",
        TaskKind::SetAside => "task-set-aside",
        TaskKind::Draft => "task-draft",
        TaskKind::Result => "task-result",
        TaskKind::Fee => "task-fee",
        TaskKind::Card => "task-card",
        TaskKind::NotEnrolled => "task-not-enrolled",
    }
}
