//! Papers: judged, sealed to the dossier's own identity, kept, and only then entered.

use domain::actor::Actor;
use domain::ids::{DossierId, PageId};
use domain::procedure::ComponentId;
use domain::text::Line;
use machine::failpoint;
use seal::hash::Digest;
use serde_json::json;
use store::StoreError;
use store::dossiers;
use store::pages::{self, Media, PageRow};

use crate::dossiers::identity_of;
use crate::drafts::current;
use crate::error::DeskError;
use crate::journal::Entry;
use crate::limits;
use crate::media;
use crate::sealed_files;
use crate::session::Desk;

/// A file that somebody hands over for a component.
pub struct Handed<'a> {
    /// Which component it is.
    pub component: ComponentId,
    /// Name of the file.
    pub name: Line,
    /// Its bytes; they are kept as they are.
    pub bytes: &'a [u8],
}

/// A paper that was attached.
#[derive(Debug, Clone)]
pub struct Attached {
    /// Its id.
    pub page: PageId,
    /// What kind of file it is.
    pub media: Media,
    /// SHA-256 and size of its bytes.
    pub digest: Digest,
}

/// Attaches a paper to a draft.
///
/// # Errors
/// `Media` when the file is none that a dossier can hold, `Over` when the gateway would refuse it,
/// as far as that is known; `NotOpen` when there is no draft;
/// `Store(Full)` when so little room is left that it has to be kept for deleting.
pub fn attach(
    desk: &Desk,
    actor: Actor,
    dossier: DossierId,
    handed: Handed<'_>,
) -> Result<Attached, DeskError> {
    let media = media::judge(handed.bytes)?;
    desk.store.hold_reserve()?;
    let (row, others) = desk.store.look(|view| {
        current(view, dossier)?;
        let row = dossiers::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
        Ok::<_, DeskError>((row, pages::of(view, dossier)?.len()))
    })?;
    if let Some(limits) = limits::limits(desk)? {
        limits::judge(&limits, media, handed.bytes.len() as u64, others)?;
    }
    let (file, digest) = sealed_files::keep(desk, &row.folder, identity_of(&row)?, handed.bytes)?;
    failpoint::pass("attach.file-kept");

    let page = desk.world.id()?;
    desk.store.act("attach a page", |tx| {
        current(&tx.view(), dossier)?;
        let stamp = desk.stamp(tx, actor)?;
        let detail = json!({ "component": handed.component, "sha256": digest.sha256 });
        let (component, name) = (handed.component, handed.name);
        let row =
            PageRow { page, dossier, component, name, media, digest, file, removed: None, stamp };
        pages::insert(tx, &row)?;
        let entry = Entry { detail, ..Entry::about("page.attached", dossier) };
        Ok::<_, DeskError>(desk.enter(tx, &stamp, entry)?)
    })?;
    failpoint::pass("attach.done");
    Ok(Attached { page, media, digest })
}

/// Judges a paper that is about to be attached behind `before` others, without touching the dossier.
///
/// # Errors
/// `Media`, or `Over` as far as it is known what the gateway takes.
pub fn check(
    desk: &Desk,
    dossier: DossierId,
    handed: &Handed<'_>,
    before: usize,
) -> Result<(), DeskError> {
    let media = media::judge(handed.bytes)?;
    let others: Result<_, StoreError> = desk.store.look(|view| pages::of(view, dossier));
    let others = others?.len().saturating_add(before);
    if let Some(limits) = limits::limits(desk)? {
        limits::judge(&limits, media, handed.bytes.len() as u64, others)?;
    }
    Ok(())
}

/// Takes a paper out of a draft.
pub fn remove(
    desk: &Desk,
    actor: Actor,
    dossier: DossierId,
    page: PageId,
) -> Result<(), DeskError> {
    desk.store.act("take a page out", |tx| {
        current(&tx.view(), dossier)?;
        let stamp = desk.stamp(tx, actor)?;
        if !pages::remove(tx, dossier, page, stamp.reading.clock)? {
            return Err(DeskError::NoSuchPage);
        }
        let detail = json!({ "page": page });
        let entry = Entry { detail, ..Entry::about("page.removed", dossier) };
        Ok::<_, DeskError>(desk.enter(tx, &stamp, entry)?)
    })?;
    failpoint::pass("remove.done");
    Ok(())
}

/// A paper with its bytes, proved to be those that were attached.
pub fn read(
    desk: &Desk,
    dossier: DossierId,
    page: PageId,
) -> Result<(PageRow, Vec<u8>), DeskError> {
    let (row, pages) = desk.store.look(|view| {
        let row = dossiers::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
        Ok::<_, DeskError>((row, pages::of(view, dossier)?))
    })?;
    let page = pages.into_iter().find(|p| p.page == page).ok_or(DeskError::NoSuchPage)?;
    let bytes = sealed_files::read(desk.folder(), &page.file, identity_of(&row)?, &page.digest)?;
    Ok((page, bytes))
}
