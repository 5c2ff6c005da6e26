//! Everything that a desk holds, read through to the last byte: through the program, and past it
//! with nothing but the data folder and the recovery card.

use std::fs;
use std::path::Path;

use desk::dossiers::Whole;
use desk::{Desk, RecoverySecret, doctor, dossiers, gateway};
use domain::ids::{DossierId, Id, PageId, SubmissionId};
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use rusqlite::Connection;
use seal::hash::{Digest, Sha256, hash};
use seal::{Fingerprint, Identity, envelope};
use serde_json::Value;
use vault::{Keys, Unlock};
use wire::form::Form;
use wire::manifest::Manifest;

/// What a desk holds. Two that are equal differ in nothing that a person has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    pub card_confirmed: bool,
    /// The gateway at which the desk is enrolled.
    pub gateway: Option<Fingerprint>,
    pub dossiers: Vec<DossierThere>,
}

/// One dossier with all that was ever done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierThere {
    pub dossier: DossierId,
    pub code: String,
    pub state: CaseState,
    /// Edition, form, whether it was thrown away.
    pub draft: Option<(u32, Value, bool)>,
    pub pages: Vec<(PageId, Sha256)>,
    pub revisions: Vec<(SubmissionId, u32, Option<SubmissionId>, Sha256)>,
    pub parcels: Vec<(ParcelKind, ParcelState, Option<SubmissionId>)>,
    /// What each receipt is for.
    pub receipts: Vec<[u8; 16]>,
    /// Each event's number and status.
    pub events: Vec<(u64, String)>,
    /// Each result, and whether it is here.
    pub results: Vec<(Sha256, bool)>,
}

/// Surveys an open desk, or says what is broken.
pub fn survey(desk: &Desk, root: &Path, card: &RecoverySecret) -> Result<Survey, String> {
    let there = |id: DossierId| {
        let whole = dossiers::show(desk, id).map_err(|error| format!("{id}: {error:?}"))?;
        read_without_the_program(root, card, &whole).map_err(|what| format!("{id}: {what}"))?;
        Ok::<_, String>(dossier(whole))
    };
    // Before the doctor, who would write a lost identity again.
    let dossiers = ids(root, card)?.into_iter().map(there).collect::<Result<_, _>>()?;
    let examined = doctor::examine(desk).map_err(|error| format!("the doctor fails: {error:?}"))?;
    if !examined.is_well() {
        let (database, files) = (&examined.database, &examined.files_damaged);
        return Err(format!("not well: {database:?}, {files:?}, {:?}", examined.journal));
    }
    let gateway = gateway::known(desk).map_err(|error| format!("the gateway: {error:?}"))?;
    let gateway = gateway.map(|known| known.fingerprint);
    Ok(Survey { card_confirmed: examined.recovery_confirmed, gateway, dossiers })
}

/// Every dossier that the database names, thrown away or not, read past the program.
fn ids(root: &Path, card: &RecoverySecret) -> Result<Vec<DossierId>, String> {
    let keys = Keys::parse(&read(root, "keys")?).map_err(|error| format!("keys: {error:?}"))?;
    let data_key = keys.unlock(Unlock::Recovery(card)).map_err(|error| format!("{error:?}"))?;
    let rows = || -> rusqlite::Result<Vec<[u8; 16]>> {
        let database = Connection::open(root.join("desk.db"))?;
        database.pragma_update(None, "key", data_key.store_key().pragma().as_str())?;
        let mut statement = database.prepare("SELECT dossier_id FROM dossiers ORDER BY seq")?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    let rows = rows().map_err(|error| format!("the database past the program: {error:?}"))?;
    Ok(rows.into_iter().map(DossierId::from_bytes).collect())
}

fn dossier(whole: Whole) -> DossierThere {
    let draft = whole.draft.map(|draft| {
        let form = serde_json::from_str(&draft.form).expect("the database checks that it is JSON");
        (draft.edition, form, draft.discarded.is_some())
    });
    let revisions = whole.revisions.iter().map(|(revision, _)| {
        let (number, parent) = (revision.revision.get(), revision.parent);
        (revision.submission, number, parent, revision.manifest_hash)
    });
    let parcels = whole.parcels.iter().map(|p| (p.kind, p.state, p.submission));
    DossierThere {
        dossier: whole.dossier.dossier,
        code: whole.dossier.provisional_code.to_string(),
        state: whole.case.state,
        draft,
        pages: whole.pages.iter().map(|page| (page.page, page.digest.sha256)).collect(),
        revisions: revisions.collect(),
        parcels: parcels.collect(),
        receipts: whole.receipts.iter().map(|receipt| receipt.key).collect(),
        events: whole.events.iter().map(|e| (e.place.number, e.status.clone())).collect(),
        results: whole.results.iter().map(|r| (r.digest.sha256, r.file.is_some())).collect(),
    }
}

/// The rehearsed disaster: the database is lost, the folder and the card are there.
fn read_without_the_program(
    root: &Path,
    card: &RecoverySecret,
    whole: &Whole,
) -> Result<(), String> {
    let name = format!("dossiers/{}/identity.age", whole.dossier.folder);
    let identity = envelope::open_identity(&card.identity(), &read(root, &name)?)
        .map_err(|error| format!("{name}: {error:?}"))?;
    for page in &whole.pages {
        sealed(root, &page.file, &identity, &page.digest)?;
    }
    for result in &whole.results {
        let file = result.file.iter();
        file.map(|file| sealed(root, file, &identity, &result.digest))
            .collect::<Result<Vec<_>, _>>()?;
    }
    for (revision, parts) in &whole.revisions {
        let size = revision.manifest.len() as u64;
        let digest = Digest { sha256: revision.manifest_hash, size };
        let manifest = sealed(root, &revision.manifest_file, &identity, &digest)?;
        let manifest: Manifest = serde_json::from_slice(&manifest).map_err(|e| e.to_string())?;
        if manifest.parts.len() != parts.len() {
            return Err(format!("revision {} lists other parts", revision.revision.get()));
        }
        for (part, line) in parts.iter().zip(&manifest.parts) {
            let digest = Digest { sha256: line.sha256, size: line.size };
            let bytes = sealed(root, &part.file, &identity, &digest)?;
            if part.number == 0 {
                serde_json::from_slice::<Form>(&bytes).map_err(|e| format!("the form: {e}"))?;
            }
        }
    }
    Ok(())
}

fn sealed(root: &Path, name: &str, with: &Identity, wanted: &Digest) -> Result<Vec<u8>, String> {
    let plain = envelope::open(with, &read(root, name)?).map_err(|e| format!("{name}: {e:?}"))?;
    let found = Digest { sha256: hash(&plain), size: plain.len() as u64 };
    if found == *wanted { Ok(plain) } else { Err(format!("{name} holds something else")) }
}

fn read(root: &Path, name: &str) -> Result<Vec<u8>, String> {
    fs::read(root.join(name)).map_err(|error| format!("{name}: {error}"))
}
