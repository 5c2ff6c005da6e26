//! The word to end, from whoever started the program.

use std::future::Future;
use std::io;

/// Begins to listen for the word to end: Ctrl-C, and on Unix SIGTERM. The future is done when it
/// comes, even if it comes before anybody waits.
#[cfg(unix)]
pub(super) fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut term, mut ctrl_c) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = ctrl_c.recv() => {}
        }
    })
}

/// Begins to listen for the word to end: Ctrl-C. The future is done when it comes, even if it comes
/// before anybody waits.
#[cfg(windows)]
pub(super) fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    let mut ctrl_c = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        ctrl_c.recv().await;
    })
}
