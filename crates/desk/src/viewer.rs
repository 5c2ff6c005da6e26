//! The machine's own program for a file: it shows a paper, and prints it.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How long somebody waits for a program to refuse. One that is still running shows the file.
const PATIENCE: Duration = Duration::from_secs(2);
/// How the variables begin in which this program is told of keys.
const OURS: &str = "NOPHO_";

/// Shows a file in another program.
pub trait Viewer: Send + Sync {
    /// Opens the file, which may be gone as soon as the desk is closed.
    ///
    /// # Errors
    /// When no program did; one that fails later goes unnoticed.
    fn open(&self, path: &Path) -> Result<(), NoViewer>;
}

/// No program of the machine shows the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no program of the machine shows the file")]
pub struct NoViewer;

/// Whatever the machine opens such files with.
pub(crate) struct MachineViewer;

impl Viewer for MachineViewer {
    fn open(&self, path: &Path) -> Result<(), NoViewer> {
        if !has_screen() {
            return Err(NoViewer);
        }
        run_first(open::commands(path), PATIENCE)
    }
}

/// Without a screen a launcher would start a program for terminals, and call that a success.
#[cfg(all(unix, not(target_os = "macos")))]
fn has_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|screen| !screen.is_empty()))
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn has_screen() -> bool {
    true
}

/// Runs the launchers one after the other until one does not fail; whoever is still running when
/// the patience is over has taken the file.
fn run_first(launchers: Vec<Command>, patience: Duration) -> Result<(), NoViewer> {
    let (tell, hear) = channel();
    // A launcher may go on for as long as the file is shown; this thread sees it off.
    thread::spawn(move || tell.send(launchers.into_iter().any(runs)));
    match hear.recv_timeout(patience) {
        Ok(true) | Err(RecvTimeoutError::Timeout) => Ok(()),
        Ok(false) | Err(RecvTimeoutError::Disconnected) => Err(NoViewer),
    }
}

/// Runs a launcher with nothing of ours but the path.
fn runs(mut launcher: Command) -> bool {
    let ours = env::vars_os().map(|(name, _)| name);
    for name in ours.filter(|name| name.to_string_lossy().starts_with(OURS)) {
        launcher.env_remove(name);
    }
    launcher.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    launcher.status().is_ok_and(|status| status.success())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    fn shell(line: &str) -> Command {
        let mut shell = Command::new("sh");
        shell.args(["-c", line]);
        shell
    }

    #[test]
    fn file_is_opened_by_the_first_launcher_that_does_not_fail() {
        let home = tempfile::tempdir().unwrap();
        let mark = |name: &str| home.path().join(name);
        let touch = |name| shell(&format!(": > '{}'", mark(name).display()));
        let absent = Command::new("/no/such/launcher");

        let opened = run_first(vec![absent, shell("exit 3"), touch("a"), touch("b")], LONG);

        assert_eq!(opened, Ok(()));
        assert!(mark("a").exists() && !mark("b").exists(), "one program is enough");
    }

    #[test]
    fn file_is_not_opened_when_every_launcher_fails_or_there_is_none() {
        assert_eq!(run_first(vec![shell("exit 4"), shell("exit 2")], LONG), Err(NoViewer));
        assert_eq!(run_first(Vec::new(), LONG), Err(NoViewer));
    }

    #[test]
    fn launcher_that_goes_on_holds_nobody_up() {
        let home = tempfile::tempdir().unwrap();
        let fifo = home.path().join("shown");
        assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let showing = shell(&format!("read line < '{}'", fifo.display()));

        let opened = run_first(vec![showing], Duration::from_millis(1));

        assert_eq!(opened, Ok(()), "it has taken the file");
        let close = shell(&format!("echo > '{}'", fifo.display())).status();
        assert!(close.unwrap().success(), "it was running all the while");
    }
}
