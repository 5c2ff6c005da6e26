//! Submitting: a complete draft becomes a revision that never changes, and is queued.

use domain::actor::Actor;
use domain::dossier::Sealed;
use domain::gap::Gap;
use domain::ids::{DeskId, DossierId, ParcelId, SubmissionId};
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use machine::failpoint;
use seal::hash::{Digest, Sha256};
use serde_json::json;
use store::Tx;
use store::cases;
use store::dossiers::{self, DossierRow};
use store::drafts;
use store::pages::PageRow;
use store::parcels::{self, Cargo, NewParcel, ParcelRow};
use store::revisions::{self, PartRow, RevisionRow};
use wire::form::{self, Form, Pinned, TakenBy};
use wire::manifest::{self, Manifest, PartLine};

use crate::catalogues;
use crate::delivery;
use crate::dossiers::{case, identity_of};
use crate::error::DeskError;
use crate::journal::Entry;
use crate::lineage::Lineage;
use crate::material::Material;
use crate::queue;
use crate::sealed_files;
use crate::session::Desk;

/// A dossier that was submitted and waits to be sent.
#[derive(Debug, Clone)]
pub struct Submitted {
    /// The code on the resident's paper.
    pub provisional_code: ProvisionalCode,
    /// The idempotency key of its delivery.
    pub submission: SubmissionId,
    /// Number of the revision.
    pub revision: u32,
    /// SHA-256 of the manifest.
    pub manifest_hash: Sha256,
}

/// What is missing before a draft can be submitted; empty when nothing is.
pub fn gaps(desk: &Desk, dossier: DossierId) -> Result<Vec<Gap>, DeskError> {
    Material::of(desk, dossier)?.gaps(desk)
}

/// Freezes a draft and queues it. From the moment that this returns, the resident's paper may be
/// printed: no power cut takes the dossier away again.
///
/// # Errors
/// `Gaps` when something is missing; `StaleEdition` when somebody typed while it was being sealed.
/// The draft stays a draft.
pub fn submit(desk: &Desk, actor: Actor, dossier: DossierId) -> Result<Submitted, DeskError> {
    let material = Material::of(desk, dossier);
    let material = material.map_err(|refusal| already_queued(desk, dossier, refusal))?;
    let gaps = material.gaps(desk)?;
    if !gaps.is_empty() {
        return Err(DeskError::Gaps(gaps));
    }
    let submission = desk.world.id()?;
    let sealed =
        material.as_draft().seal(submission, &desk.units(), gaps).map_err(DeskError::Gaps)?;
    if material.is_as_sealed_before(desk, &sealed)? {
        return Err(DeskError::NothingChanged);
    }
    let frozen = freeze(desk, actor, &material, &sealed)?;
    failpoint::pass("submit.files-kept");

    let parcel = desk.world.id()?;
    desk.store.act("submit a dossier", |tx| {
        material.check_unchanged(tx)?;
        enter_submission(desk, tx, actor, &sealed, &frozen, parcel)
    })?;
    failpoint::pass("submit.done");
    delivery::tell(desk, dossier);
    Ok(Submitted {
        provisional_code: material.row.provisional_code,
        submission: sealed.submission(),
        revision: sealed.revision().get(),
        manifest_hash: frozen.manifest_hash,
    })
}

/// Tells who submits twice, after a power cut say, that the first time counted, or what became of it.
fn already_queued(desk: &Desk, dossier: DossierId, refusal: DeskError) -> DeskError {
    let DeskError::NotOpen { .. } = refusal else { return refusal };
    let looked = desk.store.look(|view| {
        let row = dossiers::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
        let mut sealed = parcels::of(view, dossier)?;
        sealed.retain(|parcel| parcel.kind != ParcelKind::Withdrawal);
        Ok::<_, DeskError>((row.provisional_code, sealed))
    });
    let any = |parcels: &[ParcelRow], states: &[ParcelState]| {
        parcels.iter().any(|parcel| states.contains(&parcel.state))
    };
    let waiting = [ParcelState::Queued, ParcelState::Announcing, ParcelState::Sending];
    match looked {
        Ok((code, parcels)) if any(&parcels, &[ParcelState::SetAside]) => {
            DeskError::SetAside { code }
        }
        Ok((code, parcels)) if any(&parcels, &waiting) => DeskError::AlreadyQueued { code },
        Ok(_) => refusal,
        Err(failure) => failure,
    }
}

/// The bytes of a revision, on the disk, and their list.
struct Frozen {
    parts: Vec<PartRow>,
    manifest: Vec<u8>,
    manifest_hash: Sha256,
    manifest_file: String,
}

fn freeze(
    desk: &Desk,
    actor: Actor,
    material: &Material,
    sealed: &Sealed,
) -> Result<Frozen, DeskError> {
    let catalogue = catalogues::of(desk, &material.row)?;
    let form = form_of(desk, actor, &material.row, sealed, catalogue.version());
    let form = serde_json::to_vec(&form).map_err(|_| DeskError::BadForm)?;
    let (file, digest) = keep(desk, &material.row, &form)?;
    let mut parts = vec![form_part(file, digest)];
    parts.extend((1..).zip(&material.pages).map(|(number, page)| page_part(number, page)));

    let (manifest, manifest_hash) =
        manifest_of(desk.row().desk, sealed, &parts).freeze().map_err(|_| DeskError::BadForm)?;
    let (manifest_file, _) = keep(desk, &material.row, &manifest)?;
    Ok(Frozen { parts, manifest, manifest_hash, manifest_file })
}

fn keep(desk: &Desk, row: &DossierRow, bytes: &[u8]) -> Result<(String, Digest), DeskError> {
    sealed_files::keep(desk, &row.folder, identity_of(row)?, bytes)
}

fn form_of(desk: &Desk, actor: Actor, row: &DossierRow, sealed: &Sealed, version: &str) -> Form {
    Form {
        format: form::FORMAT,
        dossier_id: sealed.dossier(),
        submission_id: sealed.submission(),
        revision: sealed.revision(),
        procedure: Pinned {
            code: sealed.procedure().clone(),
            catalogue_version: Some(version.to_owned()),
        },
        provisional_code: row.provisional_code.clone(),
        desk: TakenBy {
            id: desk.row().desk,
            kind: row.desk_kind,
            name: desk.row().name.clone(),
            operator_id: actor.operator,
            operator: desk.name_of(actor),
        },
        receiving_agency: None,
        competent_agency: None,
        channel: row.channel,
        assistance: row.assistance,
        taken: row.stamp.reading,
        sealed: desk.reading(),
        intake: sealed.intake().clone(),
    }
}

fn form_part(file: String, digest: Digest) -> PartRow {
    let (name, media) = (Line::new("form.json"), "application/json".to_owned());
    PartRow { number: 0, component: None, name, media, digest, file }
}

fn page_part(number: u32, page: &PageRow) -> PartRow {
    PartRow {
        number,
        component: Some(page.component.clone()),
        name: page.name.clone(),
        media: page.media.to_string(),
        digest: page.digest,
        file: page.file.clone(),
    }
}

fn manifest_of(desk_id: DeskId, sealed: &Sealed, parts: &[PartRow]) -> Manifest {
    let line = |part: &PartRow| PartLine {
        component: part.component.clone(),
        name: part.name.clone(),
        media: part.media.clone(),
        size: part.digest.size,
        sha256: part.digest.sha256,
    };
    Manifest {
        format: manifest::FORMAT,
        dossier_id: sealed.dossier(),
        submission_id: sealed.submission(),
        revision: sealed.revision(),
        parent_submission_id: sealed.parent(),
        desk_id,
        procedure: sealed.procedure().clone(),
        parts: parts.iter().map(line).collect(),
    }
}

fn enter_submission(
    desk: &Desk,
    tx: &Tx<'_>,
    actor: Actor,
    sealed: &Sealed,
    frozen: &Frozen,
    parcel: ParcelId,
) -> Result<(), DeskError> {
    let (dossier, submission) = (sealed.dossier(), sealed.submission());
    let stamp = desk.stamp(tx, actor)?;
    let row = RevisionRow {
        submission,
        dossier,
        desk: desk.row().desk,
        revision: sealed.revision(),
        parent: sealed.parent(),
        manifest: frozen.manifest.clone(),
        manifest_hash: frozen.manifest_hash,
        manifest_file: frozen.manifest_file.clone(),
        stamp,
    };
    drafts::end(tx, dossier)?;
    revisions::insert(tx, &row, &frozen.parts)?;
    let cargo = match sealed.parent() {
        None => Cargo::Submission { dossier, submission },
        Some(_) => Cargo::Supplement { dossier, submission },
    };
    supersede(tx, dossier)?;
    parcels::queue(tx, &NewParcel { parcel, cargo, stamp })?;
    if case(&tx.view(), dossier)?.state == CaseState::Draft {
        cases::set_state(tx, dossier, CaseState::Sealed)?;
    }
    let detail = json!({
        "submission": submission,
        "revision": sealed.revision(),
        "manifest_sha256": frozen.manifest_hash,
    });
    Ok(desk.enter(tx, &stamp, Entry { detail, ..Entry::about("revision.sealed", dossier) })?)
}

/// Cancels what was set aside of the dossier, and what can never arrive because of that: the new
/// revision says all that it said.
fn supersede(tx: &Tx<'_>, dossier: DossierId) -> Result<(), DeskError> {
    let lineage = Lineage::of(&tx.view(), dossier)?;
    Ok(lineage.dead_ends().try_for_each(|parcel| queue::cancel(tx, parcel, "superseded"))?)
}
