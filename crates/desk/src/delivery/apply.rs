//! What the courier wants saved, as rows and as the journal's evidence.

use courier::{Change, Parcel};
use domain::actor::Actor;
use domain::ids::{DossierId, ParcelId};
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use machine::failpoint;
use serde_json::json;
use store::gateway::{self as gateway_row, GatewayClock};
use store::parcels::{self, Lease, ParcelRow, Step};
use store::receipts::{self, ReceiptRow};
use store::{Tx, cases, desk_row};
use wire::problem::Problem;
use wire::receipt::Verified;

use super::events;
use crate::dossiers::case;
use crate::error::DeskError;
use crate::gateway;
use crate::journal::Entry;
use crate::session::Desk;

/// Applies changes in one transaction and gives the parcels that were queued again by them.
///
/// # Errors
/// `ParcelClosed` when a parcel has been cancelled meanwhile; nothing was applied then.
pub fn apply(desk: &Desk, actor: Actor, changes: &[Change]) -> Result<Vec<Parcel>, DeskError> {
    let now = desk.world.clock.now();
    let (queued, told) = desk.store.act("apply what the road brought", |tx| {
        let mut batch = Batch { desk, tx, actor, queued: Vec::new() };
        changes.iter().try_for_each(|change| batch.apply(change))?;
        let told = gateway_row::get(&tx.view())?.and_then(|row| row.time);
        if tells_time(changes) {
            desk_row::set_clock(tx, now)?;
        }
        Ok::<_, DeskError>((batch.queued, told))
    })?;
    failpoint::pass("delivery.applied");
    if tells_time(changes) {
        desk.set_gateway_clock(told, now);
    }
    Ok(queued)
}

fn tells_time(changes: &[Change]) -> bool {
    changes.iter().any(|change| matches!(change, Change::Clock { .. }))
}

/// Changes on their way into one transaction.
pub(super) struct Batch<'b> {
    pub(super) desk: &'b Desk,
    pub(super) tx: &'b Tx<'b>,
    actor: Actor,
    pub(super) queued: Vec<Parcel>,
}

impl Batch<'_> {
    fn apply(&mut self, change: &Change) -> Result<(), DeskError> {
        let tx = self.tx;
        match change {
            Change::Announcing { parcel, lease, attempts } => {
                self.step(*parcel, Step::Announcing(row_of(lease), *attempts)).map(drop)
            }
            Change::Sending { parcel, lease, announced } => {
                let dossier = self.step(*parcel, Step::Sending(row_of(lease), *announced))?;
                Ok(cases::set_announced(tx, dossier, *announced)?)
            }
            Change::Queued(parcel) => self.step(*parcel, Step::Queued).map(drop),
            Change::Delivered { parcel, receipt } => self.deliver(*parcel, receipt),
            Change::SetAside { parcel, problem } => self.set_aside(*parcel, problem),
            Change::Clock { offset_ms, gateway } => {
                let told = GatewayClock { offset_ms: *offset_ms, heard: *gateway };
                Ok(gateway_row::set_clock(tx, told)?)
            }
            Change::Keys { statement, serial } => self.keep_keys(statement, *serial),
            Change::Capabilities(capabilities) => {
                let text = serde_json::to_string(capabilities).map_err(|_| DeskError::BadForm)?;
                Ok(gateway_row::set_capabilities(tx, &text)?)
            }
            Change::Events { events, era, next } => {
                let row = gateway::enrolled(&tx.view())?;
                let root = row.enrolment.root.fingerprint();
                for event in events {
                    events::apply(self.desk, tx, self.actor, root, event)?;
                }
                let last = events.last().map_or(row.last_event, |event| event.number);
                Ok(gateway_row::set_feed(tx, *era, Some(next.as_str()), last)?)
            }
            Change::Compared { era, holdings } => self.compare(*era, holdings),
        }
    }

    /// Moves a parcel that has not come to its end; gives its dossier.
    fn step(&self, parcel: ParcelId, next: Step<'_>) -> Result<DossierId, DeskError> {
        let row = self.row(parcel)?;
        if !is_open(row.state) {
            return Err(DeskError::ParcelClosed);
        }
        parcels::step(self.tx, parcel, next)?;
        row.dossier.ok_or(DeskError::NoSuchParcel)
    }

    pub(super) fn row(&self, parcel: ParcelId) -> Result<ParcelRow, DeskError> {
        parcels::get(&self.tx.view(), parcel)?.ok_or(DeskError::NoSuchParcel)
    }

    fn set_aside(&self, parcel: ParcelId, problem: &Problem) -> Result<(), DeskError> {
        let text = serde_json::to_string(problem).map_err(|_| DeskError::BadForm)?;
        let dossier = self.step(parcel, Step::SetAside(&text))?;
        let detail = json!({ "parcel": parcel, "code": problem.code, "status": problem.status });
        self.enter(Entry { detail, ..Entry::about("parcel.set-aside", dossier) })
    }

    /// The gateway's word counts wherever the parcel stood; the same word twice changes nothing.
    fn deliver(&self, parcel: ParcelId, receipt: &Verified) -> Result<(), DeskError> {
        let row = self.row(parcel)?;
        let dossier = row.dossier.ok_or(DeskError::NoSuchParcel)?;
        parcels::step(self.tx, parcel, Step::Delivered)?;
        cases::set_announced(self.tx, dossier, receipt.receipt().announced_ms)?;
        let brings_papers = row.kind != ParcelKind::Withdrawal;
        if brings_papers && case(&self.tx.view(), dossier)?.state == CaseState::Sealed {
            cases::set_state(self.tx, dossier, CaseState::Delivered)?;
        }
        self.keep_receipt(&row, dossier, receipt)
    }

    fn keep_receipt(
        &self,
        row: &ParcelRow,
        dossier: DossierId,
        verified: &Verified,
    ) -> Result<(), DeskError> {
        let view = self.tx.view();
        let gateway = gateway::enrolled(&view)?.enrolment.root.fingerprint();
        let (key, receipt) = (row.key(), verified.receipt());
        let is_same = |kept: &ReceiptRow| {
            kept.key == key && kept.gateway == gateway && kept.delivered == receipt.delivered_ms
        };
        if receipts::of(&view, dossier)?.iter().any(is_same) {
            return Ok(());
        }
        let stamp = self.desk.stamp(self.tx, self.actor)?;
        let kept = ReceiptRow {
            key,
            dossier,
            gateway,
            statement: verified.statement().to_owned(),
            announced: receipt.announced_ms,
            delivered: receipt.delivered_ms,
            stamp,
        };
        receipts::insert(self.tx, &kept)?;
        let detail = json!({
            "parcel": row.parcel,
            "kind": row.kind,
            "sha256": receipt.sha256,
            "delivered_ms": receipt.delivered_ms,
        });
        let entry = Entry { detail, ..Entry::about("parcel.delivered", dossier) };
        Ok(self.desk.enter(self.tx, &stamp, entry)?)
    }

    fn keep_keys(&self, statement: &str, serial: u32) -> Result<(), DeskError> {
        gateway_row::set_keys(self.tx, statement, serial)?;
        self.enter(Entry { detail: json!({ "serial": serial }), ..Entry::of("gateway.keys") })
    }

    pub(super) fn enter(&self, entry: Entry<'_>) -> Result<(), DeskError> {
        let stamp = self.desk.stamp(self.tx, self.actor)?;
        Ok(self.desk.enter(self.tx, &stamp, entry)?)
    }
}

fn row_of(lease: &courier::Lease) -> Lease {
    Lease { until: lease.until, holder: lease.holder.0 }
}

/// Whether a parcel may still go anywhere.
fn is_open(state: ParcelState) -> bool {
    match state {
        ParcelState::Queued
        | ParcelState::Announcing
        | ParcelState::Sending
        | ParcelState::SetAside => true,
        ParcelState::Delivered | ParcelState::Cancelled => false,
    }
}
