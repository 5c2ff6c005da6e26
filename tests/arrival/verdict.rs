//! What must hold when nothing is left to be sent, whatever happened before: every dossier is at the
//! gateway once, with the bytes that the desk sealed, and the desk has the proof.

use std::collections::BTreeSet;

use desk::dossiers::Whole;
use desk::rows::ParcelRow;
use desk::{Desk, doctor, dossiers, queue, results};
use domain::ids::{DossierId, SubmissionId};
use domain::kinds::{ParcelKind, ParcelState};
use portal::acts::{fetching, recovery};
use portal::agency::overview::{self, Listed};
use portal::agency::show::show;
use portal::store::{gateway_row, parts, revisions, withdrawals};
use portal::{Gateway, PortalError, sealed};
use seal::Sha256;
use seal::hash::hash;
use wire::announcement::Key;
use wire::keys::KeyRing;
use wire::receipt::{Expected, Receipt};

use crate::before::{Before, PAPERS, PARCELS, REVISIONS};
use crate::province::the_result;
use crate::world::World;

/// Everything that does not hold.
pub fn broken(before: &Before, world: &mut World<'_>) -> Vec<String> {
    let (desk, gateway) = world.opened();
    recovery::mend(&gateway).unwrap();
    let mut eye = Eye { desk: &desk, gateway: &gateway, broken: Vec::new() };
    let wholes = before.dossiers.map(|dossier| dossiers::show(&desk, dossier).unwrap());
    eye.nothing_but_these_arrived(&wholes);
    let delivered: usize = wholes.iter().map(|whole| eye.is_proved(whole)).sum();
    eye.hold(delivered == PARCELS, || format!("{delivered} parcels were delivered"));
    eye.was_asked_back_once(before);
    eye.events_came_once(before);
    eye.disks_are_tidy();
    eye.broken
}

struct Eye<'e> {
    desk: &'e Desk,
    gateway: &'e Gateway,
    broken: Vec<String>,
}

impl Eye<'_> {
    fn hold(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.broken.push(otherwise());
        }
    }

    /// Each revision that the desk sealed is listed once, and nothing else is.
    fn nothing_but_these_arrived(&mut self, wholes: &[Whole]) {
        let listed = overview::list(self.gateway, None).unwrap();
        let sealed: Vec<_> = wholes.iter().flat_map(|whole| &whole.revisions).collect();
        for (revision, parts) in &sealed {
            let name = format!("{} revision {}", revision.dossier, revision.revision.get());
            let is_it = |row: &&Listed| {
                (row.dossier_id, row.revision) == (revision.dossier, revision.revision)
            };
            let twins = listed.iter().filter(|row| row.manifest_sha256 == revision.manifest_hash);
            let (mine, twins): (Vec<_>, _) = (listed.iter().filter(is_it).collect(), twins.count());
            self.hold(twins == 1, || format!("{name} was taken in {twins} times"));
            let [row] = mine.as_slice() else {
                self.broken.push(format!("{name} is listed {} times", mine.len()));
                continue;
            };
            let (deliveries, is_here) = (row.deliveries, row.delivered_at.is_some());
            self.hold(deliveries == 1 && is_here, || format!("{name}: {deliveries} deliveries"));
            let same = row.manifest_sha256 == revision.manifest_hash
                && row.submission_id == revision.submission;
            self.hold(same, || format!("{name} is another one there"));
            let sealed: Vec<_> = parts.iter().map(|part| part.digest.sha256).collect();
            let theirs: Vec<_> = row.parts.iter().map(|part| part.sha256).collect();
            self.hold(sealed == theirs, || format!("{name} lists other parts there"));
            let held = self.held(row.submission_id);
            self.hold(held.as_ref() == Ok(&sealed), || format!("{name} holds {held:?}"));
        }
        let (there, here) = (listed.len(), sealed.len());
        self.hold(there == here, || format!("{there} revisions there, {here} here"));
    }

    /// The hashes of the bytes that the gateway holds, read through.
    fn held(&self, submission: SubmissionId) -> Result<Vec<Sha256>, String> {
        let said = |failure: PortalError| format!("{failure:?}");
        let (listed, frozen) = self
            .gateway
            .store()
            .look(|view| Ok((parts::of(view, submission)?, revisions::frozen(view, submission)?)))
            .map_err(said)?;
        let form = frozen.ok_or("nothing")?.form;
        let papers = listed.iter().skip(1).map(|part| {
            let file = part.file.as_deref().ok_or("a part without a file")?;
            Ok(hash(&sealed::read(self.gateway, file).map_err(said)?))
        });
        std::iter::once(Ok(hash(&form))).chain(papers).collect()
    }

    /// How many parcels of a dossier arrived, each with a receipt that verifies.
    fn is_proved(&mut self, whole: &Whole) -> usize {
        let ring = self.ring();
        for parcel in &whole.parcels {
            let (kind, state) = (parcel.kind, parcel.state);
            self.hold(state == ParcelState::Delivered, || format!("a {kind} is {state}"));
            let receipts: Vec<_> =
                whole.receipts.iter().filter(|receipt| receipt.key == parcel.key()).collect();
            let [receipt] = receipts.as_slice() else {
                self.broken.push(format!("a {kind} has {} receipts", receipts.len()));
                continue;
            };
            let verified = Receipt::verify(&receipt.statement, &ring, &expected(whole, parcel));
            self.hold(verified.is_ok(), || format!("the receipt of a {kind}: {verified:?}"));
            let theirs = self.receipt_there(parcel);
            let same = theirs.as_ref() == Some(&receipt.statement);
            self.hold(same, || format!("the gateway has another receipt of a {kind}"));
        }
        let extra = whole.receipts.len().saturating_sub(whole.parcels.len());
        self.hold(extra == 0, || format!("{extra} receipts too many"));
        whole.parcels.len()
    }

    fn ring(&self) -> KeyRing {
        let root = self.gateway.store().look(gateway_row::get).unwrap().root;
        KeyRing::open(&fetching::keys(self.gateway).unwrap().keys, &root, 0).unwrap()
    }

    fn receipt_there(&self, parcel: &ParcelRow) -> Option<String> {
        let look = |view: &portal::store::View<'_>| match parcel.submission {
            Some(submission) => Ok(revisions::get(view, submission)?.and_then(|row| row.receipt)),
            None => Ok(withdrawals::get(view, parcel.parcel)?.map(|row| row.receipt)),
        };
        self.gateway.store().look::<_, PortalError>(look).unwrap()
    }

    fn was_asked_back_once(&mut self, before: &Before) {
        for dossier in before.dossiers {
            let asked = show(self.gateway, &dossier.to_string()).unwrap().withdrawals.len();
            let wanted = usize::from(dossier == before.known.regretted);
            self.hold(asked == wanted, || format!("{dossier} was asked back {asked} times"));
        }
    }

    /// What the agency did has reached the desk once, and the result with it.
    fn events_came_once(&mut self, before: &Before) {
        let [answered, corrected, ..] = before.dossiers;
        for dossier in before.dossiers {
            let wanted: &[&str] = match dossier {
                id if id == answered => &["1", "2", "9"],
                // A correction that arrives is told as well.
                id if id == corrected => &["1", "1"],
                _ => &["1"],
            };
            let told = self.told(dossier);
            self.hold(told == wanted, || format!("{dossier} was told {told:?}"));
            let there = show(self.gateway, &dossier.to_string()).unwrap().events;
            let there: Vec<_> = there.into_iter().map(|event| event.status).collect();
            self.hold(there == wanted, || format!("{dossier} has {there:?} there"));
        }
        let result = results::read(self.desk, answered, None).map(|(_, bytes)| bytes);
        self.hold(result.is_ok_and(|bytes| bytes == the_result()), || "no result".to_owned());
    }

    fn told(&self, dossier: DossierId) -> Vec<String> {
        let events = dossiers::show(self.desk, dossier).unwrap().events;
        let numbers: BTreeSet<_> = events.iter().map(|event| event.place.number).collect();
        assert_eq!(numbers.len(), events.len(), "the desk's store holds that");
        events.into_iter().map(|event| event.status).collect()
    }

    fn disks_are_tidy(&mut self) {
        let open = queue::list(self.desk).unwrap().len();
        self.hold(open == 0, || format!("{open} parcels still wait"));
        let found = doctor::examine(self.desk).unwrap();
        self.hold(found.is_well(), || format!("the desk: {:?}", found.files_damaged));
        // A form and a manifest each, and the result.
        let (right, wanted) = (found.files_right, 2 * REVISIONS + PAPERS + 1);
        self.hold(right == wanted, || format!("{right} files here, not {wanted}"));
        for (folder, wanted) in [("uploads", 0), ("parts", PAPERS), ("results", 1)] {
            let there = self.gateway.folder().list(folder).unwrap().len();
            self.hold(there == wanted, || format!("{there} files in {folder}"));
        }
    }
}

fn expected(whole: &Whole, parcel: &ParcelRow) -> Expected {
    let carried = whole.revisions.iter().find(|(row, _)| Some(row.submission) == parcel.submission);
    let (sha256, parts) = match carried {
        Some((row, parts)) => {
            (row.manifest_hash, parts.iter().map(|part| part.digest.sha256).collect())
        }
        None => (hash(parcel.body.as_deref().unwrap_or_default()), Vec::new()),
    };
    debug_assert_eq!(carried.is_none(), parcel.kind == ParcelKind::Withdrawal);
    let key = Key::from_bytes(parcel.key());
    Expected { key, dossier_id: whole.dossier.dossier, sha256, parts }
}
