//! What a start finds and mends, and what grows old.

use files::{FileError, SyncPoint};

use super::{delivery, uploads};
use crate::error::PortalError;
use crate::gateway::{Gateway, PARTS, UPLOADS};
use crate::refusal::Refusal;
use crate::store::uploads::UploadState;
use crate::store::{parts, revisions, slices, uploads as upload_rows};

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
    let full = gateway.store.look(upload_rows::full)?;
    for row in &full {
        uploads::settle(gateway, row.submission)?;
    }
    let at = gateway.now();
    for submission in gateway.store.look(revisions::whole_without_receipt)? {
        gateway
            .store
            .act("deliver what is whole", |tx| delivery::deliver_if_whole(tx, submission, at))?;
    }
    let swept = sweep(gateway)?;
    Ok(Mended { finished: full.len(), swept, expired: expire(gateway)? })
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

/// Throws away the bytes of uploads to which nothing came for long; their announcements stay.
pub fn expire(gateway: &Gateway) -> Result<usize, Refusal> {
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
            uploads::remove_bytes(gateway, &row);
            expired += 1;
        }
    }
    Ok(expired)
}
