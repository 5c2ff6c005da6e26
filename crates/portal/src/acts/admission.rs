//! Whether an announced revision may be taken in. Judges only; writes nothing.

use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, SubmissionId};
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
    /// The code on the resident's paper, as far as the form has one.
    pub provisional_code: Option<String>,
}

/// What of the form must agree with the manifest; the rest is the agency's to read.
#[derive(Deserialize)]
struct FormHead {
    dossier_id: DossierId,
    submission_id: SubmissionId,
    revision: Revision,
    #[serde(default)]
    provisional_code: Option<Value>,
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

fn check_form(manifest: &Manifest, form: &[u8]) -> Result<Option<String>, Refusal> {
    let listed = manifest.parts.first().map(|part| (part.size, part.sha256));
    if listed != Some((form.len() as u64, hash(form))) {
        return Err(Refusal::new(Reason::PartMismatch, "the form is not the one in the manifest"));
    }
    let head: FormHead =
        serde_json::from_slice(form).map_err(|_| unreadable("the form cannot be read"))?;
    let form = (head.dossier_id, head.submission_id, head.revision);
    if form == (manifest.dossier_id, manifest.submission_id, manifest.revision) {
        Ok(head.provisional_code.and_then(|code| code.as_str().map(str::to_owned)))
    } else {
        Err(unreadable("the form is of another revision"))
    }
}

/// Whether a new revision follows what is there: the dossier, its newest revision, whole or not, and
/// whether its parent was ever seen.
pub fn follows(
    manifest: &Manifest,
    dossier: Option<&DossierRow>,
    head: Option<&RevisionRow>,
    parent: Option<&RevisionRow>,
) -> Result<(), Refusal> {
    let Some(head) = head else {
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
        return Err(problem.with_head(head.head()).into());
    }
    if dossier.is_some_and(|dossier| dossier.standing.is_closed()) {
        return Err(Refusal::new(Reason::CaseClosed, "the case is closed"));
    }
    Ok(())
}

fn parent_unknown() -> Refusal {
    Refusal::new(Reason::ParentUnknown, "the revision follows one that never came")
}

fn unreadable(title: &'static str) -> Refusal {
    Refusal::new(Reason::Unreadable, title)
}
