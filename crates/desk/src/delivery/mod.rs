//! The desk's side of the road: what the courier wants saved, what `link` wants read and signed.
//!
//! Whatever comes over the road is applied here, in one transaction for each batch, as an act of
//! the person who has the desk open. Nothing here waits for a network.

mod apply;
mod compare;
mod events;
mod memory;
mod offer;
mod patch;
mod ports;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use courier::{Change, Run};
use domain::actor::Actor;
use domain::ids::DossierId;
use domain::kinds::ParcelState;
use store::parcels;

use crate::error::DeskError;
use crate::session::Desk;

pub use apply::apply;

/// One run of deliveries over a desk that stays open for its clerks meanwhile.
#[derive(Clone)]
pub struct Delivery {
    desk: Arc<Desk>,
    actor: Actor,
    run: Run,
    came: Arc<Came>,
}

/// How much has come of a run so far.
#[derive(Default)]
struct Came {
    delivered: AtomicUsize,
    results: AtomicUsize,
    moves: AtomicUsize,
    catalogue: Mutex<Option<String>>,
}

impl Delivery {
    /// Begins a run. The actor is the person who has the desk open.
    pub fn new(desk: &Arc<Desk>, actor: Actor) -> Result<Self, DeskError> {
        let run = Run(desk.world.bytes()?);
        Ok(Self { desk: Arc::clone(desk), actor, run, came: Arc::default() })
    }

    /// All that the courier has to know when it begins.
    ///
    /// # Errors
    /// `NotEnrolled`.
    pub fn memory(&self) -> Result<courier::Memory, DeskError> {
        memory::memory(&self.desk, self.run)
    }

    /// How many parcels arrived and how many results were fetched.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
        (count(&self.came.delivered), count(&self.came.results))
    }

    /// How often something moved that a list of dossiers shows.
    pub(crate) fn moves(&self) -> usize {
        self.came.moves.load(Ordering::Relaxed)
    }

    /// The version of the catalogue that this run brought last, if it brought one.
    pub(crate) fn catalogue(&self) -> Option<String> {
        self.came.catalogue.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note_catalogue(&self, version: String) {
        *self.came.catalogue.lock().unwrap_or_else(PoisonError::into_inner) = Some(version);
    }

    fn count(&self, changes: &[Change]) {
        let moves = changes.iter().filter(|change| moves_a_dossier(change)).count();
        self.came.moves.fetch_add(moves, Ordering::Relaxed);
        let delivered = changes.iter().filter(|change| matches!(change, Change::Delivered { .. }));
        self.came.delivered.fetch_add(delivered.count(), Ordering::Relaxed);
    }

    fn count_result(&self) {
        self.came.results.fetch_add(1, Ordering::Relaxed);
        self.came.moves.fetch_add(1, Ordering::Relaxed);
    }
}

fn moves_a_dossier(change: &Change) -> bool {
    match change {
        Change::Announcing { .. }
        | Change::Sending { .. }
        | Change::Queued(_)
        | Change::Delivered { .. }
        | Change::SetAside { .. }
        | Change::Compared { .. } => true,
        Change::Events { events, .. } => !events.is_empty(),
        Change::Clock { .. } | Change::Keys { .. } | Change::Capabilities(_) => false,
    }
}

/// Tells a delivery that is under way what the clerk has queued or called back of a dossier. It may
/// hear of a parcel that it knows.
pub(crate) fn tell(desk: &Desk, dossier: DossierId) {
    let Some(bell) = desk.bell() else { return };
    // What cannot be read now is found when the next delivery begins.
    let told: Result<(), DeskError> = desk.store.look(|view| {
        for row in parcels::of(view, dossier)? {
            match row.state {
                ParcelState::Queued => bell.queued(memory::parcel(view, &row)?),
                ParcelState::Cancelled => bell.cancelled(row.parcel),
                ParcelState::Announcing
                | ParcelState::Sending
                | ParcelState::Delivered
                | ParcelState::SetAside => {}
            }
        }
        Ok(())
    });
    drop(told);
}
