//! One write, on a thread that may wait, while the stream goes on.

use std::sync::Arc;

use domain::ids::DeskId;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::super::Shared;
use crate::acts::blocks::{self, Load, Report};
use crate::error::PortalError;
use crate::refusal::Refusal;
use crate::turns::Turn;

/// A write that is being made.
pub(super) struct Job {
    reports: mpsc::UnboundedReceiver<Report>,
    done: JoinHandle<Result<(), Refusal>>,
}

/// What a write has come to.
pub(super) enum Step {
    /// Something is on the disk.
    Report(Report),
    /// It is over.
    Done(Result<(), Refusal>),
}

impl Job {
    /// Begins a write. It keeps its turns until it is over, whatever becomes of the stream.
    pub(super) fn begin(
        gateway: &Shared,
        desk: DeskId,
        (loads, turns): (Vec<Load>, Vec<Arc<Turn>>),
    ) -> Self {
        let gateway = Arc::clone(gateway);
        // There is one report for each load.
        let (sender, reports) = mpsc::unbounded_channel();
        let done = tokio::task::spawn_blocking(move || {
            let _turns = turns;
            // Whoever listens may be gone: what is on the disk is on the disk.
            let mut tell = |report| drop(sender.send(report));
            blocks::take_in(&gateway, desk, loads, &mut tell)
        });
        Self { reports, done }
    }

    /// What comes next. May be dropped at any moment: nothing is lost.
    pub(super) async fn next(job: &mut Option<Self>) -> Step {
        let Some(job) = job else { return std::future::pending().await };
        if let Some(report) = job.reports.recv().await {
            return Step::Report(report);
        }
        let done = (&mut job.done).await;
        Step::Done(done.unwrap_or(Err(Refusal::Failed(PortalError::Panic))))
    }
}
