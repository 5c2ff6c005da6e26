//! Takes requests to withdraw a dossier. The dossier stands as it stood until the agency answers.

use domain::ids::{DeskId, Id, ParcelId, SubmissionId};
use domain::moment::Millis;
use seal::Sha256;
use seal::hash::hash;
use wire::announcement::{Key, Outcome, WITHDRAWAL_FORMAT, Withdrawal};
use wire::problem::Reason;
use wire::receipt::{FORMAT, Receipt};

use crate::gateway::{Gateway, Signer};
use crate::refusal::Refusal;
use crate::store::withdrawals::WithdrawalRow;
use crate::store::{Tx, View, dossiers, revisions, withdrawals};

/// Takes a request, or finds that it is here.
pub fn take(gateway: &Gateway, desk: DeskId, request: &[u8]) -> Result<Outcome, Refusal> {
    let sha256 = hash(request);
    let withdrawal: Withdrawal = serde_json::from_slice(request)
        .map_err(|_| Refusal::new(Reason::Unreadable, "the withdrawal cannot be read"))?;
    if withdrawal.format != WITHDRAWAL_FORMAT {
        return Err(Refusal::new(Reason::Unreadable, "a withdrawal of another format"));
    }
    if withdrawal.desk_id != desk {
        return Err(Refusal::new(Reason::NotYourDesk, "another desk asks for this withdrawal"));
    }
    let at = gateway.now();
    gateway.store.act("take a withdrawal", |tx| {
        let receipt = match withdrawals::get(&tx.view(), withdrawal.withdrawal_id)? {
            Some(known) => again(tx, known, desk, &sha256)?,
            None => keep(tx, &withdrawal, request, sha256, at)?,
        };
        Ok(Outcome::Delivered { receipt })
    })
}

fn again(
    tx: &Tx<'_>,
    known: WithdrawalRow,
    desk: DeskId,
    sha256: &Sha256,
) -> Result<String, Refusal> {
    if known.desk != desk || known.request_sha256 != *sha256 {
        return Err(Refusal::new(Reason::OtherContent, "this id came before with other content"));
    }
    withdrawals::count_again(tx, known.withdrawal)?;
    Ok(known.receipt)
}

fn keep(
    tx: &Tx<'_>,
    withdrawal: &Withdrawal,
    request: &[u8],
    sha256: Sha256,
    at: Millis,
) -> Result<String, Refusal> {
    check(&tx.view(), withdrawal)?;
    let receipt = Receipt {
        format: FORMAT,
        key: Key::from(withdrawal.withdrawal_id),
        dossier_id: withdrawal.dossier_id,
        desk_id: withdrawal.desk_id,
        sha256,
        parts: Vec::new(),
        announced_ms: at,
        delivered_ms: at,
    };
    let signer = Signer::current(&tx.view())?;
    let row = WithdrawalRow {
        withdrawal: withdrawal.withdrawal_id,
        dossier: withdrawal.dossier_id,
        submission: withdrawal.submission_id,
        desk: withdrawal.desk_id,
        request_sha256: sha256,
        announcements: 1,
        announced: at,
        receipt: receipt.sign(&signer.id, &signer.key)?,
    };
    withdrawals::insert(tx, &row, request)?;
    Ok(row.receipt)
}

/// A withdrawal is of a dossier that this desk sent, and names a revision of it. Which one does not
/// matter: it is the dossier that the resident takes back.
fn check(view: &View<'_>, withdrawal: &Withdrawal) -> Result<(), Refusal> {
    let same_key = SubmissionId::from_bytes(*ParcelId::as_bytes(&withdrawal.withdrawal_id));
    if revisions::get(view, same_key)?.is_some() {
        return Err(Refusal::new(Reason::OtherContent, "this id came before as a revision"));
    }
    let not_found = || Refusal::new(Reason::NotFound, "no such dossier of this desk");
    let dossier = dossiers::get(view, withdrawal.dossier_id)?.ok_or_else(not_found)?;
    if !dossiers::is_known_to(view, withdrawal.dossier_id, withdrawal.desk_id)? {
        return Err(not_found());
    }
    let named = revisions::get(view, withdrawal.submission_id)?;
    if named.is_none_or(|revision| revision.dossier != withdrawal.dossier_id) {
        return Err(Refusal::new(Reason::ParentUnknown, "the dossier has no such revision"));
    }
    if dossier.standing.is_closed() {
        return Err(Refusal::new(Reason::CaseClosed, "the case is closed"));
    }
    Ok(())
}
