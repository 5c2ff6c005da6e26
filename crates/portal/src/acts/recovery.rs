//! What a start finds and mends, and what grows old.

use files::{FileError, SyncPoint};
use machine::failpoint;

use super::{delivery, uploads};
use crate::error::PortalError;
use crate::gateway::{Gateway, PARTS, UPLOADS};
use crate::refusal::Refusal;
use crate::store::uploads::UploadState;
use crate::store::{Tx, parts, revisions, slices, uploads as upload_rows};
use crate::trace;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mended {
    /// Parts that had all their bytes and were not held yet.
    pub finished: usize,
    /// Files that nobody knows of.
    pub swept: usize,
    /// Uploads that grew too old.
    pub expired: usize,
}

/// Finishes what a kill has interrupted, and sweeps what it has left. Only the process that serves
/// may do this, before it takes requests.
pub fn mend(gateway: &Gateway) -> Result<Mended, Refusal> {
    Gateway::make_folders(&gateway.folder)?;
    gateway.store.keep_reserve();
    let mut finished = 0;
    for row in gateway.store.look(upload_rows::full)? {
        finished += usize::from(unless_full(uploads::settle(gateway, row.submission))?.is_some());
    }
    let at = gateway.now();
    for submission in gateway.store.look(revisions::whole_without_receipt)? {
        let deliver = |tx: &Tx<'_>| delivery::deliver_if_whole(tx, submission, at);
        unless_full(gateway.store.act("deliver what is whole", deliver))?;
    }
    let swept = unless_full(sweep(gateway).map_err(Refusal::from))?.unwrap_or_default();
    let expired = unless_full(expire_all(gateway))?.unwrap_or_default();
    Ok(Mended { finished, swept, expired })
}

/// A full disk keeps nobody from serving: what could not be mended now stays as it is, and is
/// mended when its desk asks for it, or at the next start.
fn unless_full<T>(done: Result<T, Refusal>) -> Result<Option<T>, Refusal> {
    match done {
        Err(Refusal::Failed(failure)) if failure.is_full() => {
            trace::leave(&failure);
            Ok(None)
        }
        done => done.map(Some),
    }
}

/// Removes files that no row names. Results are left alone: an operator's command may be about to
/// name one.
fn sweep(gateway: &Gateway) -> Result<usize, PortalError> {
    let folder = &gateway.folder;
    let mut swept = folder.sweep(UPLOADS)? + folder.sweep(PARTS)?;
    let named: Vec<String> = [folder.list(UPLOADS)?, folder.list(PARTS)?].concat();
    for name in named {
        let is_used = gateway.store.look(|view| {
            Ok::<_, PortalError>(parts::is_used(view, &name)? || upload_rows::is_used(view, &name)?)
        })?;
        if !is_used {
            remove(gateway, &name)?;
            swept += 1;
        }
    }
    Ok(swept)
}

fn remove(gateway: &Gateway, name: &str) -> Result<(), FileError> {
    gateway.folder.remove(name, SyncPoint::PartName)
}

/// Throws away the bytes of uploads to which nothing came for long; their announcements stay. Keeps
/// the reserve again where there is room. What fails leaves a trace.
pub fn expire(gateway: &Gateway) -> Result<usize, Refusal> {
    gateway.store.keep_reserve();
    expire_all(gateway).inspect_err(Refusal::leave_trace)
}

fn expire_all(gateway: &Gateway) -> Result<usize, Refusal> {
    let before = gateway.now().plus(gateway.policy.unfinished_kept_ms.saturating_neg());
    let old = gateway.store.look(|view| upload_rows::idle(view, before))?;
    let mut expired = 0;
    for row in old {
        let _turn = gateway.turns.take_blocking(row.upload);
        let is_gone = gateway.store.act("let an upload go", |tx| {
            // Somebody may have gone on with it while its turn was waited for.
            let now = upload_rows::get(&tx.view(), row.upload)?;
            let is_old =
                now.is_some_and(|now| now.state == UploadState::Open && now.touched == row.touched);
            if is_old {
                slices::forget(tx, row.upload)?;
                upload_rows::end(tx, row.upload, UploadState::Gone)?;
            }
            Ok::<_, PortalError>(is_old)
        })?;
        if is_gone {
            failpoint::pass("upload.let-go");
            uploads::remove_bytes(gateway, &row);
            expired += 1;
        }
    }
    Ok(expired)
}
