//! What both sides hold is compared: after a backup was restored here or there.

use std::collections::BTreeSet;

use domain::ids::SubmissionId;
use domain::kinds::ParcelState;
use serde_json::json;
use store::gateway as gateway_row;
use store::parcels::{self, ParcelRow, Step};
use wire::feed::Holding;

use super::apply::Batch;
use super::memory;
use crate::error::DeskError;
use crate::gateway;
use crate::journal::Entry;
use crate::lineage::Lineage;

impl Batch<'_> {
    /// Queues what the gateway has lost, each behind what it follows, and lets the feed begin anew.
    pub(super) fn compare(&mut self, era: u32, holdings: &[Holding]) -> Result<(), DeskError> {
        let row = gateway::enrolled(&self.tx.view())?;
        let held = holdings.iter().filter(|holding| holding.is_delivered);
        let held: BTreeSet<_> = held.map(|holding| holding.submission_id).collect();
        let known: BTreeSet<_> = holdings.iter().map(|holding| holding.submission_id).collect();
        // The list names no withdrawals: after a restored backup all of them are asked about again.
        let was_restored = row.era.is_some_and(|seen| seen != era);
        let gateway = row.enrolment.root.fingerprint();
        for parcel in parcels::delivered_to(&self.tx.view(), &gateway)? {
            if parcel.submission.map_or(was_restored, |revision| !held.contains(&revision)) {
                self.queue_again(&parcel, &known)?;
            }
        }
        for parcel in parcels::open(&self.tx.view())? {
            self.queue_missing_ancestors(&parcel, &known)?;
        }
        gateway_row::set_feed(self.tx, era, None, 0)?;
        gateway_row::set_compared(self.tx, self.desk.life().0)?;
        let detail = json!({ "era": era, "held": held.len(), "queued": self.queued.len() });
        self.enter(Entry { detail, ..Entry::of("gateway.compared") })
    }

    /// What an open parcel follows goes before it, where the gateway has lost that: superseded here,
    /// it had taken its place among the revisions there.
    fn queue_missing_ancestors(
        &mut self,
        row: &ParcelRow,
        known: &BTreeSet<SubmissionId>,
    ) -> Result<(), DeskError> {
        let Some((dossier, submission)) = row.dossier.zip(row.submission) else { return Ok(()) };
        self.forget_if_lost(row, known)?;
        let lineage = Lineage::of(&self.tx.view(), dossier)?;
        // What another gateway had signed for is none of this one's business.
        let is_lacking =
            |row: &&ParcelRow| row.state != ParcelState::Delivered && is_lost(row, known);
        let lacking = lineage.ancestors(submission).take_while(is_lacking);
        for ancestor in lacking.filter(|row| row.state == ParcelState::Cancelled) {
            if ancestor.may_have_left() {
                self.queue_again(ancestor, known)?;
            }
        }
        Ok(())
    }

    fn forget_if_lost(
        &self,
        row: &ParcelRow,
        known: &BTreeSet<SubmissionId>,
    ) -> Result<(), DeskError> {
        if is_lost(row, known) {
            parcels::forget_announced(self.tx, row.parcel)?;
        }
        Ok(())
    }

    /// The one way on for a parcel that had come to its end: the gateway itself has lost it. Its
    /// bytes are those that were sealed, so it is the same revision that comes again.
    fn queue_again(
        &mut self,
        row: &ParcelRow,
        known: &BTreeSet<SubmissionId>,
    ) -> Result<(), DeskError> {
        let dossier = row.dossier.ok_or(DeskError::NoSuchParcel)?;
        parcels::step(self.tx, row.parcel, Step::Queued)?;
        self.forget_if_lost(row, known)?;
        self.queued.push(memory::parcel(&self.tx.view(), &self.row(row.parcel)?)?);
        let detail = json!({ "parcel": row.parcel });
        self.enter(Entry { detail, ..Entry::about("parcel.lost-by-the-gateway", dossier) })
    }
}

fn is_lost(row: &ParcelRow, known: &BTreeSet<SubmissionId>) -> bool {
    row.submission.is_some_and(|revision| !known.contains(&revision))
}
