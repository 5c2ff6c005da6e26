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
    let rows: Vec<_> = listed.iter().map(|row| (row, standing(screen.words(), row))).collect();
    let width = rows.iter().map(|(_, state)| state.chars().count()).max().unwrap_or_default();
    for (row, state) in rows {
        let (code, procedure) = (&row.provisional_code, &row.procedure);
        // The name stands last, where it may be as long as it is.
        let person = person(screen.words(), row);
        screen.line(&format!("{code:<24}  {procedure:<10}  {state:<width$}  {person}"));
    }
}

fn standing(words: &Words, row: &Listed) -> String {
    // A draft is open by nature; on anything else it is a correction that somebody may forget.
    let is_correction = row.has_open_draft && row.state.word() != "draft";
    let notes = [
        (row.is_discarded, "list-discarded"),
        (is_correction, "list-correction"),
        (row.is_set_aside, "list-set-aside"),
    ];
    let notes = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name);
    let said = notes.chain(on_its_way(row)).map(|name| words.say(name, &[]));
    let official = row.official_code.as_deref().map(Words::plain);
    let parts = [words.state(row.state)].into_iter().chain(said).chain(official);
    parts.collect::<Vec<_>>().join(" · ")
}

/// What is on its way to the agency, where the state alone does not say so.
fn on_its_way(row: &Listed) -> Option<&'static str> {
    let newest = row.newest_parcel.as_ref()?;
    match (newest.kind.word(), newest.state.word()) {
        (_, "set_aside") => None,
        ("withdrawal", "delivered") => {
            (!row.state.is_final()).then_some("list-withdrawal-delivered")
        }
        ("withdrawal", _) => Some("list-withdrawal-waiting"),
        ("supplement", "queued" | "announcing" | "sending") if row.state.word() != "sealed" => {
            Some("list-revision-waiting")
        }
        _ => None,
    }
}

fn person(words: &Words, row: &Listed) -> String {
    if row.person.is_empty() { words.say("list-nobody", &[]) } else { Words::plain(&row.person) }
}
