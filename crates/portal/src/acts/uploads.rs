//! The uploads of parts: how far each has come, and what happens when all bytes are here.

use std::io::{self, Read, Write};

use domain::ids::{DeskId, SubmissionId};
use domain::moment::Millis;
use files::{Doing, FileError, OldBytes, Purpose, SyncPoint};
use machine::failpoint;
use seal::hash::Digest;
use seal::{OpenError, Opener};
use wire::problem::Reason;

use super::delivery;
use crate::error::PortalError;
use crate::gateway::{Gateway, PARTS, UPLOADS};
use crate::refusal::{Refusal, TusReason};
use crate::sealed::{SealedFile, Section};
use crate::store::slices::SliceRow;
use crate::store::uploads::{UploadId, UploadRow, UploadState};
use crate::store::{Tx, View, parts, revisions, slices, uploads};

/// An upload, as its desk may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// How far it has come.
    pub row: UploadRow,
    /// How many bytes the part has.
    pub size: u64,
}

impl Upload {
    /// Whether every byte is here.
    pub fn is_full(&self) -> bool {
        self.row.state == UploadState::Done || self.row.received == self.size
    }

    /// How many bytes are here.
    pub fn offset(&self) -> u64 {
        if self.is_full() { self.size } else { self.row.received }
    }
}

/// Begins the upload of a part.
pub(super) fn begin(
    gateway: &Gateway,
    tx: &Tx<'_>,
    submission: SubmissionId,
    number: u32,
    at: Millis,
) -> Result<UploadId, Refusal> {
    let upload = UploadId::from_bytes(gateway.world.bytes()?);
    uploads::begin(tx, upload, submission, number, &new_file(gateway)?, at)?;
    Ok(upload)
}

/// A new name for the bytes of an upload: bytes that were thrown away never come back under it.
fn new_file(gateway: &Gateway) -> Result<String, PortalError> {
    Ok(format!("{UPLOADS}/{}.part", gateway.world.blank_name()?))
}

/// The upload of this id, if it is this desk's.
///
/// # Errors
/// `NotFound` for an id that is another desk's too; `Gone` when its bytes grew too old.
pub fn find(gateway: &Gateway, desk: DeskId, upload: UploadId) -> Result<Upload, Refusal> {
    let found = gateway.store.look(|view| mine(view, desk, upload))?;
    match found.row.state {
        UploadState::Open | UploadState::Done => Ok(found),
        UploadState::Gone => {
            Err(Refusal::tus(TusReason::Gone, "this upload was thrown away for its age"))
        }
    }
}

fn mine(view: &View<'_>, desk: DeskId, upload: UploadId) -> Result<Upload, Refusal> {
    let not_found = || Refusal::new(Reason::NotFound, "no such upload");
    let row = uploads::get(view, upload)?.ok_or_else(not_found)?;
    let revision = revisions::get(view, row.submission)?;
    if revision.is_none_or(|revision| revision.desk != desk) {
        return Err(not_found());
    }
    let part = parts::get(view, row.submission, row.number)?.ok_or_else(not_found)?;
    Ok(Upload { row, size: part.size })
}

/// The upload of a part, which a tus client asks for by name; a new one where the old one is gone.
/// Asking twice gives the same one.
pub fn create(
    gateway: &Gateway,
    desk: DeskId,
    submission: SubmissionId,
    number: u32,
    length: u64,
) -> Result<Upload, Refusal> {
    let not_found = || Refusal::new(Reason::NotFound, "no such part");
    let at = gateway.now();
    gateway.store.act("begin an upload", |tx| {
        let view = tx.view();
        let revision = revisions::get(&view, submission)?.filter(|row| row.desk == desk);
        let revision = revision.ok_or_else(not_found)?;
        let part = parts::get(&view, submission, number)?.filter(|part| part.number > 0);
        let part = part.ok_or_else(not_found)?;
        if part.size != length {
            return Err(Refusal::new(Reason::PartMismatch, "the part has another length"));
        }
        let live = uploads::live(&view, revision.submission, number)?;
        if let Some(row) = live {
            return Ok(Upload { row, size: part.size });
        }
        let upload = begin(gateway, tx, submission, number, at)?;
        if part.held.is_some() {
            uploads::end(tx, upload, UploadState::Done)?;
        }
        Ok(Upload { row: uploads::get(&view, upload)?.ok_or_else(not_found)?, size: part.size })
    })
}

/// Finishes those uploads of a revision that have all their bytes: after a kill, or a full disk.
pub fn settle(gateway: &Gateway, submission: SubmissionId) -> Result<(), Refusal> {
    for row in gateway.store.look(|view| uploads::full_of(view, submission))? {
        let _turn = gateway.turns.take_blocking(row.upload);
        match finish(gateway, row.upload) {
            // Its bytes were thrown away, and it begins anew.
            Err(Refusal::Problem(_)) | Ok(()) => {}
            Err(failed) => return Err(failed),
        }
    }
    Ok(())
}

/// Seals a part that has all its bytes, and delivers the revision if it was the last one. Whoever
/// calls has the upload's turn; one that is not full, or was finished meanwhile, is left as it is.
///
/// # Errors
/// `PartMismatch` when they are not the bytes of the manifest: they are thrown away, and the upload
/// begins anew.
pub fn finish(gateway: &Gateway, upload: UploadId) -> Result<(), Refusal> {
    let found = gateway.store.look(|view| {
        let Some(row) = uploads::get(view, upload)? else { return Ok(None) };
        let part = parts::get(view, row.submission, row.number)?;
        Ok::<_, PortalError>(part.map(|part| (row, part)))
    })?;
    let Some((row, part)) = found else { return Ok(()) };
    if row.state != UploadState::Open || row.received != part.size {
        return Ok(());
    }
    let slices = gateway.store.look(|view| slices::of(view, upload))?;
    let wanted = Digest { sha256: part.sha256, size: part.size };
    let Some(sealed) = seal_whole(gateway, &row, &slices, &wanted)? else {
        begin_anew(gateway, &row)?;
        return Err(Refusal::new(Reason::PartMismatch, "the bytes are not those of the manifest"));
    };
    failpoint::pass("part.sealed");
    hold(gateway, &row, &sealed)?;
    failpoint::pass("part.held");
    // What cannot be removed now is swept at the next start.
    let _ = gateway.folder.remove(&row.file, SyncPoint::PartName);
    Ok(())
}

/// Seals the slices as one file; `None` when they are not the bytes that are wanted.
fn seal_whole(
    gateway: &Gateway,
    row: &UploadRow,
    slices: &[SliceRow],
    wanted: &Digest,
) -> Result<Option<String>, PortalError> {
    let Some(mut file) = gateway.folder.open(&row.file)? else { return Ok(None) };
    let mut sealed = SealedFile::begin(gateway, PARTS, Purpose::SealedPart)?;
    for slice in slices {
        match copy_slice(gateway, &mut *file, slice, &mut sealed) {
            Ok(()) => {}
            Err(CopyError::Damaged) => return Ok(None),
            Err(CopyError::Failed(failure)) => return Err(failure.into()),
        }
    }
    sealed.keep_if(wanted)
}

enum CopyError {
    Damaged,
    Failed(FileError),
}

impl CopyError {
    fn failed(source: io::Error, doing: &'static str) -> Self {
        Err::<(), _>(source).doing(doing).err().map_or(Self::Damaged, Self::Failed)
    }

    fn of(error: OpenError) -> Self {
        match error {
            OpenError::Io(source) => Self::failed(source, "read a part"),
            OpenError::Damaged | OpenError::NotForThisKey => Self::Damaged,
        }
    }
}

fn copy_slice(
    gateway: &Gateway,
    file: &mut dyn OldBytes,
    slice: &SliceRow,
    into: &mut SealedFile,
) -> Result<(), CopyError> {
    let section = Section::new(file, slice.file_start, slice.file_size);
    let mut opener = Opener::new(&gateway.identity, section).map_err(CopyError::of)?;
    let mut piece = vec![0; 64 * 1024];
    loop {
        let count = opener.read(&mut piece).map_err(|error| CopyError::of(error.into()))?;
        if count == 0 {
            return Ok(());
        }
        let written = into.write_all(piece.get(..count).unwrap_or_default());
        written.map_err(|error| CopyError::failed(error, "write a sealed file"))?;
    }
}

fn hold(gateway: &Gateway, row: &UploadRow, sealed: &str) -> Result<(), Refusal> {
    let at = gateway.now();
    gateway.store.act("hold a part", |tx| {
        parts::hold(tx, row.submission, row.number, sealed, at)?;
        uploads::end(tx, row.upload, UploadState::Done)?;
        slices::forget(tx, row.upload)?;
        delivery::deliver_if_whole(tx, row.submission, at)
    })
}

/// Throws the bytes of an upload away, so that it begins at 0 again.
pub(super) fn begin_anew(gateway: &Gateway, row: &UploadRow) -> Result<(), Refusal> {
    let (file, at) = (new_file(gateway)?, gateway.now());
    gateway.store.act("begin an upload anew", |tx| {
        slices::forget(tx, row.upload)?;
        uploads::begin_anew(tx, row.upload, &file, at)
    })?;
    remove_bytes(gateway, row);
    Ok(())
}

/// Removes the file of an upload; what cannot be removed now is swept at the next start.
pub(super) fn remove_bytes(gateway: &Gateway, row: &UploadRow) {
    let removed: Result<(), FileError> = gateway.folder.remove(&row.file, SyncPoint::PartName);
    drop(removed);
}
