//! Ctrl-C, and the word to end: the run under way is broken off, everything that was begun is stopped,
//! and what has been measured is still shown.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::signal::unix::{SignalKind, signal};

static WANTED: AtomicBool = AtomicBool::new(false);

/// Whether the end is wanted.
pub fn is_wanted() -> bool {
    WANTED.load(Ordering::Relaxed)
}

/// Begins to listen. Whoever says it twice ends this at once; the kernel then ends what was begun.
pub fn listen() {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
        runtime.block_on(async {
            let mut interrupted = signal(SignalKind::interrupt()).unwrap();
            let mut told = signal(SignalKind::terminate()).unwrap();
            loop {
                tokio::select! {
                    _ = interrupted.recv() => {}
                    _ = told.recv() => {}
                }
                if WANTED.swap(true, Ordering::Relaxed) {
                    std::process::abort();
                }
            }
        });
    });
}
