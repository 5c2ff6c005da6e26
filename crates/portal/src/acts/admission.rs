//! Whether an announced revision may be taken in. Judges only; writes nothing.
//!
//! Any enrolled desk may bring a supplement to any dossier, because residents go where it is near:
//! but only if it has something of the dossier in hand. It knows the revision that it follows, or
//! the code on the resident's paper; who knows no more than the dossier's id is not told the head,
//! and so cannot follow it. What the agency says is told to a desk from its own first delivery on,
//! and of results only those that it was told of: nobody reads up on a dossier by adding to it.

use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, SubmissionId};
use domain::provisional_code::ProvisionalCode;
use seal::Sha256;
use seal::hash::hash;
use serde::Deserialize;
use serde_json::Value;
use wire::manifest::{FORMAT, Manifest, PartLine};
use wire::problem::{Problem, Reason};

use crate::policy::{FORM_MEDIA, Policy};
use crate::refusal::Refusal;
use crate::store::dossiers::DossierRow;
use crate::store::revisions::RevisionRow;

/// An announced revision that could be read, with the bytes that it came in.
#[derive(Debug)]
pub struct Candidate {
    /// The manifest.
    pub manifest: Manifest,
    /// SHA-256 of the manifest's bytes.
    pub sha256: Sha256,
    /// The code on the resident's paper, as far as the form has one that is one.
    pub provisional_code: Option<ProvisionalCode>,
}

/// What of the form must agree with the manifest; the rest is the agency's to read.
#[derive(Deserialize)]
struct FormHead {
    dossier_id: DossierId,
    submission_id: SubmissionId,
    revision: Revision,
    #[serde(default)]
    provisional_code: Option<Value>,
    #[serde(default)]
    procedure: Option<Value>,
    #[serde(default)]
    desk: Option<Value>,
}

/// Reads a manifest and its form, and holds them against what the gateway takes.
pub fn read(
    policy: &Policy,
    desk: DeskId,
    manifest: &[u8],
    form: &[u8],
) -> Result<Candidate, Refusal> {
    let sha256 = hash(manifest);
    let manifest: Manifest =
        serde_json::from_slice(manifest).map_err(|_| unreadable("the manifest cannot be read"))?;
    if manifest.format != FORMAT {
        return Err(unreadable("a manifest of another format"));
    }
    if manifest.desk_id != desk {
        return Err(Refusal::new(Reason::NotYourDesk, "another desk sealed this revision"));
    }
    let is_first = manifest.revision == Revision::FIRST;
    if manifest.revision < Revision::FIRST || is_first != manifest.parent_submission_id.is_none() {
        return Err(unreadable("only the first revision follows none"));
    }
    check_parts(policy, &manifest.parts)?;
    let provisional_code = check_form(&manifest, form)?;
    Ok(Candidate { manifest, sha256, provisional_code })
}

fn check_parts(policy: &Policy, parts: &[PartLine]) -> Result<(), Refusal> {
    let Some((form, papers)) = parts.split_first() else {
        return Err(unreadable("a revision without a form"));
    };
    let most = usize::try_from(policy.max_parts).unwrap_or(usize::MAX);
    if parts.len() > most {
        return Err(Refusal::new(Reason::TooManyParts, "more parts than the gateway takes"));
    }
    if form.component.is_some() || papers.iter().any(|paper| paper.component.is_none()) {
        return Err(unreadable("part 0 and no other is the form"));
    }
    if parts.iter().any(|part| part.size == 0) {
        return Err(unreadable("a part without bytes"));
    }
    if parts.iter().any(|part| part.size > policy.max_part_bytes) {
        return Err(Refusal::new(Reason::TooBig, "a part has more bytes than the gateway takes"));
    }
    let is_taken = |part: &PartLine| policy.media.contains(&part.media);
    if form.media == FORM_MEDIA && papers.iter().all(is_taken) {
        Ok(())
    } else {
        Err(Refusal::new(Reason::MediaRefused, "a part of a media type that is not taken"))
    }
}

fn check_form(manifest: &Manifest, form: &[u8]) -> Result<Option<ProvisionalCode>, Refusal> {
    let listed = manifest.parts.first().map(|part| (part.size, part.sha256));
    if listed != Some((form.len() as u64, hash(form))) {
        return Err(Refusal::new(Reason::PartMismatch, "the form is not the one in the manifest"));
    }
    let head: FormHead =
        serde_json::from_slice(form).map_err(|_| unreadable("the form cannot be read"))?;
    let form = (head.dossier_id, head.submission_id, head.revision);
    if form != (manifest.dossier_id, manifest.submission_id, manifest.revision) {
        return Err(unreadable("the form is of another revision"));
    }
    if !agrees(head.procedure.as_ref(), "code", manifest.procedure.as_str()) {
        return Err(unreadable("the form is of another procedure than the manifest"));
    }
    if !agrees(head.desk.as_ref(), "id", &manifest.desk_id.to_string()) {
        return Err(unreadable("the form is of another desk than the manifest"));
    }
    let code = head.provisional_code.as_ref().and_then(Value::as_str);
    Ok(code.and_then(|code| ProvisionalCode::parse(code).ok()))
}

/// Whether a form that says something says this.
fn agrees(said: Option<&Value>, field: &str, wanted: &str) -> bool {
    said.is_none_or(|said| said.get(field).and_then(Value::as_str) == Some(wanted))
}

/// What is known of the dossier to which somebody announces a revision.
pub struct Before<'a> {
    /// The dossier.
    pub dossier: Option<&'a DossierRow>,
    /// Its newest revision, whole or not.
    pub head: Option<&'a RevisionRow>,
    /// The revision that is to be followed, if it was ever seen.
    pub parent: Option<&'a RevisionRow>,
    /// Whether the desk has announced a revision of the dossier.
    pub is_own: bool,
}

/// Whether a new revision follows what is there.
pub fn follows(candidate: &Candidate, before: &Before<'_>) -> Result<(), Refusal> {
    let (manifest, parent) = (&candidate.manifest, before.parent);
    let Some(head) = before.head else {
        return match manifest.parent_submission_id {
            None => Ok(()),
            Some(_) => Err(parent_unknown()),
        };
    };
    let is_elsewhere = parent.is_none_or(|parent| parent.dossier != manifest.dossier_id);
    if manifest.parent_submission_id.is_some() && is_elsewhere {
        return Err(parent_unknown());
    }
    let follows = manifest.parent_submission_id == Some(head.submission)
        && manifest.revision == head.revision.next();
    if !follows {
        let problem = Problem::new(Reason::NotHead, "the revision does not follow the head");
        let is_told = has_it_in_hand(candidate, before);
        return Err(if is_told { problem.with_head(head.head()) } else { problem }.into());
    }
    let Some(dossier) = before.dossier else { return Ok(()) };
    if dossier.procedure != manifest.procedure {
        return Err(unreadable("the dossier is of another procedure"));
    }
    if dossier.standing.is_closed() {
        return Err(Refusal::new(Reason::CaseClosed, "the case is closed"));
    }
    Ok(())
}

/// Whether a desk knows more of a dossier than its id.
fn has_it_in_hand(candidate: &Candidate, before: &Before<'_>) -> bool {
    let on_paper = before.dossier.and_then(|dossier| dossier.provisional_code.as_deref());
    let shown = candidate.provisional_code.as_ref().map(ProvisionalCode::as_str);
    // A parent of another dossier has been refused before.
    before.is_own || before.parent.is_some() || (shown.is_some() && shown == on_paper)
}

fn parent_unknown() -> Refusal {
    Refusal::new(Reason::ParentUnknown, "the revision follows one that never came")
}

fn unreadable(title: &'static str) -> Refusal {
    Refusal::new(Reason::Unreadable, title)
}
