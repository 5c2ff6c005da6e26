//! `nopho compare`.

use std::process::ExitCode;

use bridge::reply::Compared;
use bridge::{Host, UiError};
use serde_json::json;

use crate::ask_desk;
use crate::screen::Screen;

/// `nopho compare`.
pub(crate) fn compare(host: &Host, screen: &Screen) -> Result<ExitCode, UiError> {
    let compared: Compared = ask_desk(host, "gateway.compare", json!({}))?;
    screen.answer(&compared, |screen| say_compared(screen, &compared));
    Ok(ExitCode::SUCCESS)
}

fn say_compared(screen: &Screen, compared: &Compared) {
    let words = screen.words();
    screen.say("compared-equal", &[("count", &words.count(compared.equal))]);
    for row in &compared.differences {
        let name =
            if row.provisional_code.is_empty() { &row.dossier_id } else { &row.provisional_code };
        screen.line(&format!("{name:<24}  {}", words.difference(row)));
        screen.line(&format!("  › {}", words.difference_todo(row.what)));
    }
}
