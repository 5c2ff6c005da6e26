//! `nopho list`.

use std::process::ExitCode;

use bridge::reply::Listed;
use bridge::{Host, UiError, Words};
use serde_json::json;

use crate::ask_desk;
use crate::screen::Screen;

/// Lists dossiers, newest first: all, those in a state, or the drafts that were thrown away.
pub(crate) fn list(
    host: &Host,
    screen: &Screen,
    state: Option<&str>,
    discarded: bool,
) -> Result<ExitCode, UiError> {
    let wanted = json!({ "state": state, "discarded": discarded });
    let listed: Vec<Listed> = ask_desk(host, "dossiers.list", wanted)?;
    screen.answer(&listed, |screen| say_list(screen, &listed, state, discarded));
    Ok(ExitCode::SUCCESS)
}

fn say_list(screen: &Screen, listed: &[Listed], state: Option<&str>, discarded: bool) {
    if listed.is_empty() {
        return match state {
            _ if discarded => screen.say("list-empty-discarded", &[]),
            None => screen.say("list-empty", &[]),
            Some(word) => {
                screen.say("list-empty-state", &[("state", &screen.words().state_word(word))]);
            }
        };
    }
    let rows: Vec<_> = listed.iter().map(|row| (row, screen.words().listed(row))).collect();
    let width = rows.iter().map(|(_, state)| state.chars().count()).max().unwrap_or_default();
    for (row, state) in rows {
        let (code, procedure) = (&row.provisional_code, &row.procedure);
        // The names stand last, where they may be as long as they are.
        let names = format!("{} · {}", person(screen.words(), row), row.procedure_name);
        screen.line(&format!("{code:<24}  {procedure:<10}  {state:<width$}  {names}"));
    }
}

fn person(words: &Words, row: &Listed) -> String {
    if row.person.is_empty() { words.say("list-nobody", &[]) } else { Words::plain(&row.person) }
}
