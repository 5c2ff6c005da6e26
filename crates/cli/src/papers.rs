//! `nopho paper`, `nopho code-given` and `nopho letterhead`.

use std::process::ExitCode;

use bridge::reply::{Kept, Letterhead, PaperForm, PaperSize};
use bridge::{Host, Kind, UiError};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::args::{LetterheadArgs, PaperArgs};
use crate::screen::Screen;
use crate::{ask_desk, which};

const DONE: Result<ExitCode, UiError> = Ok(ExitCode::SUCCESS);

/// `nopho paper`.
pub(crate) fn paper(host: &Host, screen: &Screen, args: &PaperArgs) -> Result<ExitCode, UiError> {
    let form: PaperForm = word(&args.form)?;
    let size: Option<PaperSize> = args.size.as_deref().map(word).transpose()?;
    let kept: Kept = host.write_paper(&args.dossier, form, size, &args.out)?;
    screen.answer(&kept, |screen| {
        let pages = kept.pages.to_string();
        screen.say("paper-written", &[("file", &kept.file), ("pages", &pages)]);
    });
    DONE
}

/// Reads a word that the arguments were checked for.
fn word<T: DeserializeOwned>(word: &str) -> Result<T, UiError> {
    serde_json::from_value(json!(word)).map_err(|_| UiError::new(Kind::Usage, "wrong-use"))
}

/// `nopho code-given`.
pub(crate) fn code_given(host: &Host, screen: &Screen, dossier: &str) -> Result<ExitCode, UiError> {
    let given: Value = ask_desk(host, "papers.code_given", which(dossier))?;
    screen.answer(&given, |screen| screen.say("code-given", &[]));
    DONE
}

/// `nopho letterhead`.
pub(crate) fn letterhead(
    host: &Host,
    screen: &Screen,
    typed: &LetterheadArgs,
) -> Result<ExitCode, UiError> {
    let mut letterhead: Letterhead = ask_desk(host, "letterhead.get", json!({}))?;
    let fields = [
        (&mut letterhead.superior, &typed.superior),
        (&mut letterhead.agency, &typed.agency),
        (&mut letterhead.place, &typed.place),
        (&mut letterhead.address, &typed.address),
        (&mut letterhead.phone, &typed.phone),
        (&mut letterhead.lookup, &typed.lookup),
        (&mut letterhead.addressed, &typed.addressed),
    ];
    let mut is_typed = false;
    for (field, typed) in
        fields.into_iter().filter_map(|(field, typed)| Some((field, typed.as_ref()?)))
    {
        field.clone_from(typed);
        is_typed = true;
    }
    if is_typed {
        letterhead = ask_desk(host, "letterhead.set", json!(letterhead))?;
    }
    screen.answer(&letterhead, |screen| show(screen, &letterhead));
    DONE
}

fn show(screen: &Screen, letterhead: &Letterhead) {
    let lines = [
        ("letterhead-superior", &letterhead.superior),
        ("letterhead-agency", &letterhead.agency),
        ("letterhead-place", &letterhead.place),
        ("letterhead-address", &letterhead.address),
        ("letterhead-phone", &letterhead.phone),
        ("letterhead-lookup", &letterhead.lookup),
        ("letterhead-addressed", &letterhead.addressed),
    ];
    let empty = screen.words().say("letterhead-empty", &[]);
    for (name, text) in lines {
        let text = if text.is_empty() { &empty } else { text };
        screen.say(name, &[("text", text)]);
    }
}
