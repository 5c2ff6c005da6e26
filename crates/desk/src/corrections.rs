//! Opening a sealed dossier for another revision: a correction that nobody has asked for yet, or
//! the answer to what the agency asks.

use domain::actor::Actor;
use domain::ids::{DossierId, SubmissionId};
use domain::kinds::CaseState;
use domain::moment::Stamp;
use machine::failpoint;
use store::dossiers::{self, DossierRow};
use store::revisions::{self, PartRow};
use store::{StoreError, Tx, View, drafts, pages};
use wire::form::Form;

use crate::dossiers::{case, identity_of};
use crate::error::DeskError;
use crate::journal::Entry;
use crate::sealed_files;
use crate::session::Desk;

/// What was sealed.
pub(crate) struct Last {
    pub(crate) submission: SubmissionId,
    pub(crate) form: Form,
    pub(crate) parts: Vec<PartRow>,
}

/// Opens a sealed dossier, beginning from what was sealed last; gives the draft's edition. A
/// dossier that has a draft keeps it.
///
/// # Errors
/// `NotOpen` once the agency has the dossier in hand and has asked for nothing.
pub fn reopen(desk: &Desk, actor: Actor, dossier: DossierId) -> Result<u32, DeskError> {
    let edition = desk
        .store
        .act("open a dossier for a correction", |tx| open_in(desk, tx, actor, dossier))?;
    failpoint::pass("reopen.done");
    Ok(edition)
}

/// Opens a dossier within an action; one that has a draft keeps it.
pub(crate) fn open_in(
    desk: &Desk,
    tx: &Tx<'_>,
    actor: Actor,
    dossier: DossierId,
) -> Result<u32, DeskError> {
    let view = tx.view();
    let state = case(&view, dossier)?.state;
    let draft = drafts::get(&view, dossier)?;
    if let Some(draft) = draft.filter(|draft| draft.discarded.is_none()) {
        return Ok(draft.edition);
    }
    if !may_be_corrected(state) {
        // Says, too, when a draft was thrown away.
        return crate::drafts::current(&view, dossier).map(|draft| draft.edition);
    }
    begin_in(desk, tx, actor, dossier)
}

/// Begins a draft from what was sealed last, wherever the case stands, in place of one that was
/// thrown away.
pub(crate) fn begin_in(
    desk: &Desk,
    tx: &Tx<'_>,
    actor: Actor,
    dossier: DossierId,
) -> Result<u32, DeskError> {
    let view = tx.view();
    let state = case(&view, dossier)?.state;
    let row = dossiers::get(&view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
    let last = last_sealed(desk, &view, &row)?.ok_or(DeskError::not_open(state))?;
    let stamp = desk.stamp(tx, actor)?;
    // A correction that was begun and thrown away makes room, with the papers it had changed.
    drafts::end(tx, dossier)?;
    let files: Vec<_> = last.parts.iter().map(|part| part.file.clone()).collect();
    pages::set_to(tx, dossier, &files, stamp.reading.clock)?;
    let edition = unseen_edition(&stamp)?;
    crate::drafts::keep_people_as_sealed(tx, dossier, &last)?;
    let form = last.form.intake.as_form().to_string();
    let head = revisions::head(&view, dossier, desk.row().desk)?;
    drafts::insert(tx, dossier, edition, &form, head, &stamp)?;
    desk.enter(tx, &stamp, Entry::about("dossier.reopened", dossier))?;
    Ok(edition)
}

/// An edition that no window on the dossier has seen yet: every edition before it was saved in an
/// act of its own, and each act took a place in the desk's order.
fn unseen_edition(stamp: &Stamp) -> Result<u32, StoreError> {
    let too_many = StoreError::Row { table: "drafts", what: "edition" };
    u32::try_from(stamp.seq.get()).map_err(|_| too_many)
}

/// Whether a sealed dossier can be opened for another revision as it stands before the law.
pub fn may_be_corrected(state: CaseState) -> bool {
    match state {
        CaseState::Sealed | CaseState::Delivered | CaseState::SupplementAsked => true,
        CaseState::Draft
        | CaseState::Received
        | CaseState::Refused
        | CaseState::Processing
        | CaseState::FeeAsked
        | CaseState::Withdrawn
        | CaseState::Stopped
        | CaseState::Finished
        | CaseState::Returned => false,
    }
}

/// What this desk sealed last of a dossier; `None` when it has sealed nothing.
pub(crate) fn last_sealed(
    desk: &Desk,
    view: &View<'_>,
    row: &DossierRow,
) -> Result<Option<Last>, DeskError> {
    let head = revisions::head(view, row.dossier, desk.row().desk)?;
    head.map(|head| sealed(desk, view, row, head.submission)).transpose()
}

/// What this desk sealed as one revision of a dossier.
pub(crate) fn sealed(
    desk: &Desk,
    view: &View<'_>,
    row: &DossierRow,
    submission: SubmissionId,
) -> Result<Last, DeskError> {
    let parts = revisions::parts(view, submission)?;
    let part = parts.first().ok_or(DeskError::BadForm)?;
    let bytes = sealed_files::read(desk.folder(), &part.file, identity_of(row)?, &part.digest)?;
    let form = serde_json::from_slice(&bytes).map_err(|_| DeskError::BadForm)?;
    Ok(Last { submission, form, parts })
}
