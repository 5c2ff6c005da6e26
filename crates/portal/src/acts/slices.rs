//! Takes the bytes of one slice as they arrive, and acknowledges only what is on the disk.
//!
//! An unfinished part is a row of age envelopes in one file, one for each slice that was
//! acknowledged, so nothing of it ever lies in the clear, and no key stream is ever used twice: a
//! slice that comes again is sealed anew under a key of its own. What lies behind the last
//! acknowledged envelope was promised to nobody, and the next slice cuts it off.

use std::io::{BufWriter, IntoInnerError, Write};

use domain::ids::DeskId;
use files::{Addition, Doing, FileError, Purpose, reserve};
use machine::failpoint;
use seal::Sealer;
use wire::problem::Reason;

use super::checksum::Checksum;
use super::{quotas, uploads};
use crate::error::PortalError;
use crate::gateway::{Gateway, UPLOADS};
use crate::refusal::{Refusal, TusReason};
use crate::sealed::{Counted, written};
use crate::store::slices::SliceRow;
use crate::store::uploads::UploadRow;
use crate::store::{View, slices, uploads as upload_rows};

/// Whether a slice may be kept in part.
pub enum Keeping {
    /// As far as it came: there is no checksum.
    Piecewise,
    /// Whole, if it is what its checksum says, or not at all.
    Whole(Checksum),
}

/// What comes from the desk: some bytes, the end, or nothing more because the line broke.
pub enum Piece<B> {
    /// Some bytes.
    Bytes(B),
    /// The slice is whole.
    End,
}

/// Takes a slice from `pieces`, which gives `None` when the line breaks. Gives how many bytes of
/// the part are here afterwards. Whoever calls has the upload's turn.
pub fn receive<B: AsRef<[u8]>>(
    gateway: &Gateway,
    desk: DeskId,
    upload: &uploads::Upload,
    mut keeping: Keeping,
    mut pieces: impl FnMut() -> Option<Piece<B>>,
) -> Result<u64, Refusal> {
    make_room(gateway)?;
    let may =
        |view: &View<'_>| quotas::may_grow(gateway, view, desk, [upload.offset()].into_iter());
    if !upload.is_full() {
        gateway.store.look(may)?;
    }
    let mut growing = Growing::new(gateway, upload);
    loop {
        match (pieces(), &mut keeping) {
            (Some(Piece::Bytes(bytes)), Keeping::Whole(checksum)) => {
                checksum.update(bytes.as_ref());
                growing.add(bytes.as_ref())?;
            }
            (Some(Piece::Bytes(bytes)), Keeping::Piecewise) => {
                growing.add(bytes.as_ref())?;
                growing.checkpoint(desk)?;
            }
            (Some(Piece::End), Keeping::Whole(checksum)) if !checksum.is_right() => {
                return Err(Refusal::tus(TusReason::Checksum, "the slice arrived damaged"));
            }
            (None, Keeping::Whole(_)) => return Ok(growing.row.received),
            (Some(Piece::End), _) | (None, Keeping::Piecewise) => break,
        }
    }
    growing.keep(desk)?;
    Ok(growing.row.received)
}

/// Refuses to begin what the disk has no room for; a reserve is kept so that the store can go on.
pub(super) fn make_room(gateway: &Gateway) -> Result<(), PortalError> {
    if let Err(full @ FileError::Full { .. }) = reserve::keep(&gateway.folder) {
        return Err(full.into());
    }
    gateway.make_sure_of(UPLOADS, Purpose::Part)
}

/// An upload that grows by one envelope at a time.
pub(super) struct Growing<'g> {
    gateway: &'g Gateway,
    row: UploadRow,
    part_size: u64,
    open: Option<Open>,
}

/// The envelope that is being written.
struct Open {
    sealer: Sealer<Counted<BufWriter<Addition>>>,
    size: u64,
}

impl<'g> Growing<'g> {
    pub(super) fn new(gateway: &'g Gateway, upload: &uploads::Upload) -> Self {
        // Of a part that came by another way the row counts nothing; it takes no byte all the same.
        let row = UploadRow { received: upload.offset(), ..upload.row.clone() };
        Self { gateway, row, part_size: upload.size, open: None }
    }

    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        if bytes.is_empty() {
            return Ok(());
        }
        let open_size = self.open.as_ref().map_or(0, |open| open.size);
        let size = open_size.saturating_add(bytes.len() as u64);
        if self.row.received.saturating_add(size) > self.part_size {
            return Err(Refusal::new(Reason::TooBig, "more bytes than the part has"));
        }
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.begin()?,
        };
        open.sealer.write_all(bytes).doing("write a slice")?;
        self.open = Some(Open { size, ..open });
        Ok(())
    }

    fn begin(&self) -> Result<Open, Refusal> {
        let (folder, row) = (&self.gateway.folder, &self.row);
        let addition = match folder.append_at(&row.file, Purpose::Part, row.file_size) {
            Err(FileError::Io { source, .. })
                if source.kind() == std::io::ErrorKind::UnexpectedEof =>
            {
                // The disk has lost what was acknowledged: the desk is told to begin anew.
                uploads::begin_anew(self.gateway, row)?;
                return Err(Refusal::tus(TusReason::WrongOffset, "the bytes here were lost"));
            }
            opened => opened?,
        };
        let file = Counted::new(BufWriter::new(addition));
        let sealer = written(Sealer::new(&[self.gateway.identity.recipient()], file))?;
        Ok(Open { sealer, size: 0 })
    }

    /// Keeps what came so far, if it is enough to be worth it.
    fn checkpoint(&mut self, desk: DeskId) -> Result<(), Refusal> {
        let is_due = |open: &Open| open.size >= self.gateway.policy.checkpoint_bytes;
        if self.open.as_ref().is_some_and(is_due) { self.keep(desk) } else { Ok(()) }
    }

    /// Makes the open envelope durable, and then acknowledges it.
    fn keep(&mut self, desk: DeskId) -> Result<(), Refusal> {
        let Some(kept) = self.sync()? else { return Ok(()) };
        acknowledge(self.gateway, desk, std::slice::from_ref(&kept), |_| Ok(()))?;
        self.row = kept.row;
        Ok(())
    }

    /// Makes the open envelope durable. Nobody may be told of it before it is acknowledged.
    pub(super) fn sync(&mut self) -> Result<Option<Kept>, Refusal> {
        let Some(open) = self.open.take() else { return Ok(None) };
        let (file, _) = written(open.sealer.finish())?;
        let (file, file_size) = file.finish();
        let file = file.into_inner().map_err(IntoInnerError::into_error);
        file.doing("write a slice")?.keep()?;
        failpoint::pass("slice.kept");
        let mut row = self.row.clone();
        let slice =
            SliceRow { start: row.received, size: open.size, file_start: row.file_size, file_size };
        row.received = row.received.saturating_add(slice.size);
        row.file_size = row.file_size.saturating_add(slice.file_size);
        Ok(Some(Kept { row, slice }))
    }
}

/// An upload with an envelope more on the disk, of which nobody was told yet.
pub(super) struct Kept {
    /// The upload as it stands once it is acknowledged.
    pub(super) row: UploadRow,
    slice: SliceRow,
}

/// Acknowledges what is on the disk, all of it in one transaction, if it may be.
pub(super) fn acknowledge(
    gateway: &Gateway,
    desk: DeskId,
    kept: &[Kept],
    may: impl FnOnce(&View<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let at = gateway.now();
    gateway.store.act("acknowledge a slice", |tx| {
        may(&tx.view())?;
        // As they stand before: what is about to be acknowledged counts from the next time on.
        let before = kept.iter().map(|kept| kept.slice.start);
        quotas::may_grow(gateway, &tx.view(), desk, before)?;
        for Kept { row, slice } in kept {
            slices::insert(tx, row.upload, *slice)?;
            upload_rows::acknowledge(tx, row.upload, row.received, row.file_size, at)?;
        }
        Ok::<_, Refusal>(())
    })?;
    failpoint::pass("slice.acknowledged");
    Ok(())
}
