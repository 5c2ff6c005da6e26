//! Another desk was first: both revisions side by side, and what the clerk decides.
//!
//! What the other desk declared is sealed to the province, so this desk knows of it only what the
//! gateway tells. Whatever is decided, nothing that was typed here is lost: it goes after the other
//! desk's, or stays as a draft.

use domain::actor::Actor;
use domain::dossier::Revision;
use domain::ids::{DossierId, SubmissionId};
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use machine::failpoint;
use serde_json::{Value, json};
use store::dossiers::{self, DossierRow};
use store::drafts::{self, DraftRow};
use store::parcels::{self, ParcelRow};
use store::revisions::{self, PartRow, RevisionRow};
use store::{Tx, View, cases};
use wire::announcement::Head;
use wire::known::Known;
use wire::problem::Reason;

use crate::catalogue::{Field, Question, Text};
use crate::corrections::{self, Last};
use crate::delivery;
use crate::dossiers::case;
use crate::error::DeskError;
use crate::journal::Entry;
use crate::lineage::Lineage;
use crate::queue;
use crate::session::Desk;
use crate::submissions::{self, Submitted};

/// Two revisions of one dossier, of which the gateway took the other desk's.
pub struct Overtaken {
    /// The dossier.
    pub row: DossierRow,
    /// What this desk sealed last.
    pub here: Here,
    /// What the gateway has instead, as it said when it refused.
    pub head: Head,
    /// Whether something about the dossier is being typed that was not submitted.
    pub has_open_draft: bool,
}

/// What this desk sealed last of a dossier.
pub struct Here {
    /// Who sealed it, when, as which revision.
    pub revision: RevisionRow,
    /// Its papers, without the form.
    pub papers: Vec<PartRow>,
    /// The revision that it follows, and what differs from it; `None` where this desk does not have
    /// that one.
    pub base: Option<Base>,
}

/// The last revision that both desks had.
pub struct Base {
    /// Its number.
    pub revision: Revision,
    /// Its papers, without the form.
    pub papers: Vec<PartRow>,
    /// Whether the form says something else by now, be it where the catalogue has no field for it.
    pub is_form_changed: bool,
    /// The fields that say something else by now, in the order of the page.
    pub changed: Vec<Changed>,
}

/// A field that says something else than in the revision before.
pub struct Changed {
    /// Heading of its group, else of its block.
    pub about: Text,
    /// The field.
    pub field: Field,
    /// What it said.
    pub before: Value,
    /// What it says.
    pub after: Value,
}

/// What became of this desk's revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Number of the other desk's revision, which stays the newest.
    pub theirs: Revision,
    /// Edition of the draft in which this desk's stays.
    pub edition: u32,
}

/// Both revisions, as of one moment.
///
/// # Errors
/// `NotOvertaken` when nothing waits because of another desk, or the gateway did not say of which
/// revision.
pub fn look(desk: &Desk, dossier: DossierId) -> Result<Overtaken, DeskError> {
    desk.store.look(|view| {
        let row = dossiers::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
        let head = head_told(&parcels::of(view, dossier)?).ok_or(DeskError::NotOvertaken)?;
        let last = corrections::last_sealed(desk, view, &row)?.ok_or(DeskError::NotOvertaken)?;
        Ok(Overtaken {
            here: here(desk, view, &row, last)?,
            head,
            has_open_draft: open_draft(view, dossier)?.is_some(),
            row,
        })
    })
}

/// Sends what this desk sealed last once more, after what the other desk sent.
///
/// # Errors
/// `NotOvertaken`; `DraftOpen` while something else is being typed, which the clerk submits or throws
/// away first; what [`submissions::submit`] says. The dossier is open for correction then.
pub fn send_after(desk: &Desk, actor: Actor, dossier: DossierId) -> Result<Submitted, DeskError> {
    if look(desk, dossier)?.has_open_draft {
        return Err(DeskError::DraftOpen);
    }
    corrections::reopen(desk, actor, dossier)?;
    submissions::submit(desk, actor, dossier)
}

/// Leaves the other desk's revision as the newest: this desk's is taken out of the queue and stays
/// as a draft.
///
/// # Errors
/// `NotOvertaken`.
pub fn keep_theirs(desk: &Desk, actor: Actor, dossier: DossierId) -> Result<Kept, DeskError> {
    let kept = desk.store.act("keep what another desk sent", |tx| {
        let view = tx.view();
        let head = head_told(&parcels::of(&view, dossier)?).ok_or(DeskError::NotOvertaken)?;
        let edition = match open_draft(&view, dossier)? {
            Some(draft) => draft.edition,
            None => corrections::begin_in(desk, tx, actor, dossier)?,
        };
        take_out(tx, dossier)?;
        let stamp = desk.stamp(tx, actor)?;
        let detail = json!({ "revision": head.revision, "head": head.submission_id });
        let entry = Entry { detail, ..Entry::about("head.kept", dossier) };
        desk.enter(tx, &stamp, entry)?;
        Ok::<_, DeskError>(Kept { theirs: head.revision, edition })
    })?;
    failpoint::pass("keep-theirs.done");
    delivery::tell(desk, dossier);
    Ok(kept)
}

fn open_draft(view: &View<'_>, dossier: DossierId) -> Result<Option<DraftRow>, DeskError> {
    Ok(drafts::get(view, dossier)?.filter(|draft| draft.discarded.is_none()))
}

/// The head that the gateway named when it last refused a parcel that still waits for the clerk.
pub fn head_told(parcels: &[ParcelRow]) -> Option<Head> {
    let mut aside = parcels.iter().rev().filter(|row| row.state == ParcelState::SetAside);
    aside.find_map(|row| head_in(row.problem.as_deref()?))
}

/// Whether a problem document, as it is kept, says that another desk was first and with what.
pub fn is_told(document: Option<&str>) -> bool {
    document.is_some_and(|document| head_in(document).is_some())
}

fn head_in(document: &str) -> Option<Head> {
    let problem = queue::problem_in(document)?;
    problem.head.filter(|_| problem.code == Known::Word(Reason::NotHead))
}

/// Cancels what was refused and what waits behind it. A dossier of which the gateway has nothing
/// from this desk is a draft again.
fn take_out(tx: &Tx<'_>, dossier: DossierId) -> Result<(), DeskError> {
    let lineage = Lineage::of(&tx.view(), dossier)?;
    lineage.dead_ends().try_for_each(|parcel| queue::cancel(tx, parcel, "other-desk"))?;
    let parcels = parcels::of(&tx.view(), dossier)?;
    let mut papers = parcels.iter().filter(|row| row.kind != ParcelKind::Withdrawal);
    let is_only_here =
        papers.all(|row| row.state == ParcelState::Cancelled && !row.is_known_there());
    if is_only_here && case(&tx.view(), dossier)?.state == CaseState::Sealed {
        cases::set_state(tx, dossier, CaseState::Draft)?;
    }
    Ok(())
}

fn here(desk: &Desk, view: &View<'_>, row: &DossierRow, last: Last) -> Result<Here, DeskError> {
    let revision = revisions::get(view, last.submission)?.ok_or(DeskError::BadForm)?;
    let base = match revision.parent {
        Some(parent) => base(desk, view, row, parent, &last)?,
        None => None,
    };
    Ok(Here { revision, papers: papers_of(last.parts), base })
}

/// `None` where another desk sealed the parent: its contents were never here.
fn base(
    desk: &Desk,
    view: &View<'_>,
    row: &DossierRow,
    parent: SubmissionId,
    last: &Last,
) -> Result<Option<Base>, DeskError> {
    let Some(before) = revisions::get(view, parent)? else { return Ok(None) };
    let sealed = corrections::sealed(desk, view, row, parent)?;
    let forms = [&sealed, last].map(|one| one.form.intake.as_form());
    let changed = changed(desk, row, &forms)?;
    let is_form_changed = sealed.form.intake != last.form.intake;
    let papers = papers_of(sealed.parts);
    Ok(Some(Base { revision: before.revision, papers, is_form_changed, changed }))
}

/// Part 0 is the form.
fn papers_of(mut parts: Vec<PartRow>) -> Vec<PartRow> {
    parts.retain(|part| part.number > 0);
    parts
}

/// What the page shows otherwise for the second form than for the first: its own fields, then those
/// that only the first has.
fn changed(
    desk: &Desk,
    row: &DossierRow,
    [before, after]: &[Value; 2],
) -> Result<Vec<Changed>, DeskError> {
    let mut found: Vec<Changed> = Vec::new();
    for form in [after, before] {
        let view = Question::new(desk, row, form, std::iter::empty())?.view();
        let groups = view.blocks.into_iter().flat_map(|block| {
            block.groups.into_iter().map(move |group| (block.title.clone(), group))
        });
        for (block, group) in groups {
            let about = group.title.unwrap_or(block);
            for field in group.fields {
                let at = |form: &Value| form.pointer(&field.path).cloned().unwrap_or_default();
                let (then, now) = (at(before), at(after));
                let is_told = found.iter().any(|one| one.field.path == field.path);
                if then != now && !is_told {
                    let about = about.clone();
                    found.push(Changed { about, field, before: then, after: now });
                }
            }
        }
    }
    Ok(found)
}
