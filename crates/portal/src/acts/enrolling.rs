//! How a desk and the gateway come to know each other.

use domain::moment::Millis;
use seal::EnrolmentCode;
use seal::hash::hash;
use wire::enrolment::{Claim, EnrolmentReply, EnrolmentRequest, FORMAT, Welcome};
use wire::problem::Reason;
use wire::statement::Distrust;

use crate::gateway::Gateway;
use crate::refusal::Refusal;
use crate::store::codes::CodeRow;
use crate::store::desks::DeskRow;
use crate::store::{Tx, View, codes, desks, gateway_row, key_lists};

/// Enrols a desk that shows that it knows a code. A repeat of the same desk gets a welcome again,
/// because the first one may have been lost on the way.
pub fn enrol(gateway: &Gateway, request: &EnrolmentRequest) -> Result<EnrolmentReply, Refusal> {
    let at = gateway.now();
    gateway.store.act("enrol a desk", |tx| {
        let view = tx.view();
        let row = codes::get(&view, &request.code)?
            .ok_or_else(|| Refusal::new(Reason::CodeUnknown, "no code of this name"))?;
        let claim = claim_of(request, &row.code)?;
        let known = desks::get(&view, claim.desk_id)?;
        check_code(&row, &claim, at)?;
        check_key(known.as_ref(), &claim)?;
        check_revoked(&row, known.as_ref())?;
        if row.used_by.is_none() {
            take_in(tx, request, &claim, at)?;
        }
        welcome(&view, request, &row.code, at)
    })
}

fn claim_of(request: &EnrolmentRequest, code: &EnrolmentCode) -> Result<Claim, Refusal> {
    let claim = request.open(code).map_err(|distrust| match distrust {
        Distrust::Elsewhere => Refusal::new(Reason::CodeWrong, "the claim does not know the code"),
        _ => Refusal::new(Reason::Malformed, "the claim cannot be read"),
    })?;
    if claim.format == FORMAT {
        Ok(claim)
    } else {
        Err(Refusal::new(Reason::Malformed, "a claim of another format"))
    }
}

fn check_code(row: &CodeRow, claim: &Claim, now: Millis) -> Result<(), Refusal> {
    match row.used_by {
        Some(desk) if desk == claim.desk_id => Ok(()),
        Some(_) => Err(Refusal::new(Reason::CodeUsed, "another desk used this code")),
        None if now < row.expires => Ok(()),
        None => Err(Refusal::new(Reason::CodeExpired, "this code is too old")),
    }
}

fn check_key(known: Option<&DeskRow>, claim: &Claim) -> Result<(), Refusal> {
    match known {
        Some(desk) if desk.key != claim.key => {
            Err(Refusal::new(Reason::DeskKnown, "this desk is known by another key"))
        }
        Some(_) | None => Ok(()),
    }
}

/// A welcome that is only repeated must not sound as if a revoked desk could send again.
fn check_revoked(row: &CodeRow, known: Option<&DeskRow>) -> Result<(), Refusal> {
    let is_revoked = known.is_some_and(|desk| desk.revoked.is_some());
    if row.used_by.is_some() && is_revoked {
        return Err(Refusal::new(Reason::Revoked, "this desk may no longer send"));
    }
    Ok(())
}

/// Keeps the desk. With a fresh code a desk that was revoked may send again: whoever made the code
/// wanted it to.
fn take_in(
    tx: &Tx<'_>,
    request: &EnrolmentRequest,
    claim: &Claim,
    at: Millis,
) -> Result<(), Refusal> {
    let desk = DeskRow {
        desk: claim.desk_id,
        kind: claim.kind.to_string(),
        prefix: claim.prefix.as_str().to_owned(),
        name: claim.name.clone(),
        key: claim.key,
        instance: claim.instance_id,
        epoch: claim.epoch,
        enrolled: at,
        revoked: None,
    };
    desks::keep(tx, &desk)?;
    Ok(codes::use_up(tx, &request.code, claim.desk_id, at)?)
}

fn welcome(
    view: &View<'_>,
    request: &EnrolmentRequest,
    code: &EnrolmentCode,
    now_ms: Millis,
) -> Result<EnrolmentReply, Refusal> {
    let row = gateway_row::get(view)?;
    let welcome = Welcome {
        format: FORMAT,
        claim_sha256: hash(&request.claim.0),
        root: row.root,
        keys: key_lists::newest(view)?.statement,
        name: row.name,
        agency: row.agency,
        now_ms,
    };
    Ok(EnrolmentReply::new(&welcome, code)?)
}
