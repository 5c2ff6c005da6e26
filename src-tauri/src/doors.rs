//! Back doors that a webview opens when its environment asks for it.

use std::env;
use std::process::{Command, ExitCode};

/// Whoever may set one of these for the program could drive or read its window with them.
const DOORS: &[&str] = &[
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
];

/// Starts the program again without these variables, if there are any, and gives how that ended: a
/// program cannot safely take variables out of its own environment.
pub(crate) fn start_again_behind_shut_doors() -> Option<ExitCode> {
    let is_open = |door: &&str| env::var_os(door).is_some();
    if cfg!(feature = "automation") || !DOORS.iter().any(is_open) {
        return None;
    }
    Some(start_again().unwrap_or(ExitCode::from(7)))
}

fn start_again() -> std::io::Result<ExitCode> {
    let mut again = Command::new(env::current_exe()?);
    again.args(env::args_os().skip(1));
    for door in DOORS {
        again.env_remove(door);
    }
    run(again)
}

#[cfg(unix)]
fn run(mut again: Command) -> std::io::Result<ExitCode> {
    // Comes back only if it could not be started.
    Err(std::os::unix::process::CommandExt::exec(&mut again))
}

#[cfg(not(unix))]
fn run(mut again: Command) -> std::io::Result<ExitCode> {
    let ended = again.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(ended.unwrap_or(7)))
}
