//! Takes the bytes of many uploads in together: each is synced, and all of them are acknowledged by
//! one transaction. So the disk is waited for a few times for whatever has come meanwhile, and no
//! more often because it belongs to many parts.

use domain::ids::{DeskId, SubmissionId};
use wire::announcement::Outcome;
use wire::problem::{Problem, Reason};
use wire::stream::GatewayFrame;

use super::slices::{Growing, Kept, acknowledge, make_room};
use super::uploads::{self, Upload};
use super::{announcing, quotas};
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::refusal::Refusal;
use crate::store::uploads::UploadId;
use crate::store::{View, desks, revisions};

/// Bytes for one upload. Whoever brings them has its turn.
pub struct Load {
    /// What the desk calls it.
    pub lane: u32,
    /// As it stands before.
    pub upload: Upload,
    /// Where `upload` ends.
    pub bytes: Vec<u8>,
}

/// What became of a load.
pub struct Report {
    /// The lane.
    pub lane: u32,
    /// The upload as it stands now; none when the lane is over.
    pub upload: Option<Upload>,
    /// What the desk is to be told, in this order.
    pub words: Vec<GatewayFrame>,
}

impl Report {
    fn over(lane: u32, words: Vec<GatewayFrame>) -> Self {
        Self { lane, upload: None, words }
    }

    fn taken(lane: u32, upload: Upload) -> Self {
        let words = vec![GatewayFrame::Taken { lane, offset: upload.offset() }];
        Self { lane, upload: Some(upload), words }
    }
}

/// Looks whether a lane may begin at this offset of an upload, whose turn whoever calls has.
pub fn open(
    gateway: &Gateway,
    desk: DeskId,
    (lane, upload, offset): (u32, UploadId, u64),
) -> Result<Report, Refusal> {
    let over = |words| Ok(Report::over(lane, words));
    let found = match uploads::find(gateway, desk, upload) {
        Err(Refusal::Problem(_)) => return over(vec![unknown(lane)]),
        found => found?,
    };
    let here = found.offset();
    if found.is_full() {
        if let Err(refusal) = uploads::finish(gateway, upload) {
            return over(vec![refused(lane, refusal)?]);
        }
        let outcome = announcing::standing(gateway, found.row.submission)?;
        let elsewhere = GatewayFrame::Elsewhere { lane, offset: here };
        return over(vec![elsewhere, GatewayFrame::Stands { lane, outcome }]);
    }
    if here != offset {
        return over(vec![GatewayFrame::Elsewhere { lane, offset: here }]);
    }
    let may = |view: &View<'_>| quotas::may_grow(gateway, view, desk, [here].into_iter());
    if let Err(refusal) = gateway.store.look(may) {
        return over(vec![refused(lane, refusal)?]);
    }
    Ok(Report { lane, upload: Some(found), words: vec![] })
}

/// What is said of a lane whose upload is not there, for whatever reason.
pub fn unknown(lane: u32) -> GatewayFrame {
    GatewayFrame::Refused { lane, problem: Problem::new(Reason::NotFound, "no such upload") }
}

/// Keeps what has come and finishes the parts that are full. Reports of each load as soon as it is
/// acknowledged, or when its part is finished.
///
/// # Errors
/// For what concerns all of them: a failure of our own, or the desk may no longer send. What was
/// reported stays.
pub fn take_in(
    gateway: &Gateway,
    desk: DeskId,
    loads: Vec<Load>,
    report: &mut dyn FnMut(Report),
) -> Result<(), Refusal> {
    make_room(gateway)?;
    let (mut kept, mut failed) = (vec![], None);
    for Load { lane, upload, bytes } in loads {
        let synced = match sync(gateway, &upload, &bytes) {
            Err(Refusal::Problem(problem)) => ended(gateway, desk, lane, &upload, *problem)
                .map(|word| report(Report::over(lane, vec![word]))),
            Ok(one) => {
                kept.extend(one.map(|one| (lane, upload.size, one)));
                Ok(())
            }
            Err(refusal) => Err(refusal),
        };
        // What was synced before it is acknowledged all the same.
        if let Err(refusal) = synced {
            failed = Some(refusal);
            break;
        }
    }
    let full = acknowledge_all(gateway, desk, kept, report)?;
    for (lane, upload) in full {
        finish(gateway, lane, &upload, report)?;
    }
    failed.map_or(Ok(()), Err)
}

fn sync(gateway: &Gateway, upload: &Upload, bytes: &[u8]) -> Result<Option<Kept>, Refusal> {
    let mut growing = Growing::new(gateway, upload);
    growing.add(bytes)?;
    growing.sync()
}

/// Acknowledges what is on the disk, and reports it; gives those that are full now.
fn acknowledge_all(
    gateway: &Gateway,
    desk: DeskId,
    kept: Vec<(u32, u64, Kept)>,
    report: &mut dyn FnMut(Report),
) -> Result<Vec<(u32, Upload)>, Refusal> {
    let (lanes, kept): (Vec<_>, Vec<_>) =
        kept.into_iter().map(|(lane, size, kept)| ((lane, size), kept)).unzip();
    if kept.is_empty() {
        return Ok(vec![]);
    }
    acknowledge(gateway, desk, &kept, |view| may_send(view, desk))?;
    let mut full = vec![];
    for ((lane, size), Kept { row, .. }) in lanes.into_iter().zip(kept) {
        let upload = Upload { row, size };
        if upload.is_full() {
            full.push((lane, upload));
        } else {
            report(Report::taken(lane, upload));
        }
    }
    Ok(full)
}

/// A desk may lose its right to send while its stream is open.
fn may_send(view: &View<'_>, desk: DeskId) -> Result<(), Refusal> {
    let row = desks::get(view, desk)?;
    if row.is_none_or(|row| row.revoked.is_some()) {
        return Err(Refusal::new(Reason::Revoked, "this desk may no longer send"));
    }
    Ok(())
}

/// Finishes a part, and tells how its delivery stands if that was the last one.
fn finish(
    gateway: &Gateway,
    lane: u32,
    upload: &Upload,
    report: &mut dyn FnMut(Report),
) -> Result<(), Refusal> {
    let (id, submission) = (upload.row.upload, upload.row.submission);
    let mut words = vec![GatewayFrame::Taken { lane, offset: upload.size }];
    match uploads::finish(gateway, id) {
        Ok(()) => words.extend(receipt(gateway, lane, submission)?),
        Err(Refusal::Problem(problem)) => {
            words = vec![GatewayFrame::Refused { lane, problem: *problem }];
        }
        // The bytes are on the disk, and the part is finished another time.
        Err(refusal) => {
            report(Report::over(lane, words));
            return Err(refusal);
        }
    }
    report(Report::over(lane, words));
    Ok(())
}

fn receipt(
    gateway: &Gateway,
    lane: u32,
    submission: SubmissionId,
) -> Result<Option<GatewayFrame>, PortalError> {
    let row = gateway.store.look(|view| revisions::get(view, submission))?;
    let receipt = row.and_then(|row| row.receipt);
    Ok(receipt
        .map(|receipt| GatewayFrame::Stands { lane, outcome: Outcome::Delivered { receipt } }))
}

/// What is said of a lane whose bytes cannot be taken: where its upload stands if that is not where
/// the lane is, or else why.
fn ended(
    gateway: &Gateway,
    desk: DeskId,
    lane: u32,
    before: &Upload,
    problem: Problem,
) -> Result<GatewayFrame, Refusal> {
    match uploads::find(gateway, desk, before.row.upload) {
        Ok(now) if now.offset() != before.offset() => {
            Ok(GatewayFrame::Elsewhere { lane, offset: now.offset() })
        }
        Ok(_) => Ok(GatewayFrame::Refused { lane, problem }),
        Err(Refusal::Problem(_)) => Ok(unknown(lane)),
        Err(failed) => Err(failed),
    }
}

fn refused(lane: u32, refusal: Refusal) -> Result<GatewayFrame, Refusal> {
    match refusal {
        Refusal::Problem(problem) | Refusal::Later(problem, _) => {
            Ok(GatewayFrame::Refused { lane, problem: *problem })
        }
        failed @ Refusal::Failed(_) => Err(failed),
    }
}
