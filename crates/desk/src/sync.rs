//! Delivering: the driver is run over the desk until it rests, and what came of it is said.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use courier::{Activity, Courier, Obstacle, Outlook};
use domain::actor::Actor;
use domain::ids::DossierId;
use domain::moment::Seq;
use link::ports::{Clock, PortError};
pub use link::{Certificate, Probe};
use link::{Driver, Endpoint, LinkError, Origin, Ports, Road, RoadOptions, Traffic, Watcher};
use store::gateway::{self as row, Tried};
use store::parcels::{self, Standing};
use store::{StoreError, results as rows};
use wire::feed::Holding;

use crate::delivery::{self, Delivery};
use crate::enrolment::Door;
use crate::error::DeskError;
use crate::gateway;
use crate::news::{self, News};
use crate::queue;
use crate::results::{self, MissingResult};
use crate::session::Desk;
use crate::traffic;

/// How long a delivery goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// One round, well or not.
    Rest,
    /// Until nothing is left that could arrive without the clerk, through all pauses.
    Empty,
}

/// What came of a delivery.
#[derive(Debug, Clone)]
pub struct Synced {
    /// How many parcels arrived.
    pub delivered: usize,
    /// How many still wait for the road.
    pub waiting: usize,
    /// How many wait for the clerk, from this delivery or an earlier one, with all that is held up
    /// behind them.
    pub set_aside: usize,
    /// How many result files were fetched.
    pub results: usize,
    /// How many are still to be fetched.
    pub results_waiting: usize,
    /// Those among them that could not be had, whatever the road; the road's own trouble is told once.
    pub missing: Vec<MissingResult>,
    /// The version of the catalogue that came and is in use now; `None` when none came.
    pub catalogue: Option<String>,
    /// What the agencies did.
    pub news: Vec<News>,
    /// What kept it from its end, as a word; `None` when nothing did.
    pub trouble: Option<String>,
}

/// Delivers what waits and takes in what the agency did, for at most `limit`. The desk stays open
/// for its clerks meanwhile: this blocks nobody but its caller.
///
/// # Errors
/// `NotEnrolled`, or `AlreadySyncing` when another delivery runs.
pub fn run(
    desk: &Arc<Desk>,
    actor: Actor,
    until: Until,
    limit: Duration,
) -> Result<Synced, DeskError> {
    let _only_one = only_one(desk)?;
    let delivery = Delivery::new(desk, actor)?;
    let stood = standings(desk)?;
    let unsaved = Unsaved::default();
    let known_before = news::place(desk)?;
    let driver = driver(desk, &delivery)?
        .watched_by(Box::new(Watching { desk: Arc::clone(desk), unsaved: unsaved.clone() }));

    desk.set_bell(Some(driver.bell()));
    tell_what_was_missed(desk, &stood)?;
    let standing = driver.run(match until {
        Until::Rest => link::Until::Rest { limit },
        Until::Empty => link::Until::Empty { limit },
    });
    desk.set_bell(None);
    // Bytes that nobody could note are noted with the next.
    drop(traffic::save(desk));
    let trouble = trouble(&standing.outlook(), &unsaved);
    // What arrived has arrived, even if nobody could note when the round ended.
    let noted = note_end(desk, trouble.clone());
    let trouble = trouble.or_else(|| noted.err().map(|failure| failure.code().to_owned()));
    let missing = results::missing(desk, &standing.unfetched)?;
    Ok(Synced { missing, ..synced(desk, &delivery, trouble, known_before)? })
}

/// A driver over the desk that has not begun.
pub(crate) fn driver(desk: &Desk, delivery: &Delivery) -> Result<Driver, DeskError> {
    let (memory, road) = (delivery.memory()?, road_of(desk, delivery)?);
    let luck = u64::from_be_bytes(desk.world.bytes()?);
    let courier = Courier::new(memory, luck, delivery.now());
    desk.odometer().begin();
    Ok(Driver::new(courier, road, ports(delivery), origin(desk))?)
}

/// Where each open parcel stands, and whose it is; in the order of their ids.
pub(crate) fn standings(desk: &Desk) -> Result<Vec<Standing>, DeskError> {
    let standings: Result<_, StoreError> = desk.store.look(parcels::standings);
    Ok(standings?)
}

/// Tells the driver what a clerk did while its memory was read and before it could be told.
pub(crate) fn tell_what_was_missed(desk: &Desk, stood: &[Standing]) -> Result<(), DeskError> {
    for dossier in changed(stood, &standings(desk)?) {
        delivery::tell(desk, dossier);
    }
    Ok(())
}

/// The dossiers of which a parcel came, went, or stands elsewhere.
fn changed(before: &[Standing], now: &[Standing]) -> BTreeSet<DossierId> {
    let differs =
        |at: &&Standing| before.binary_search(at).is_err() || now.binary_search(at).is_err();
    before.iter().chain(now).filter(differs).map(|at| at.dossier).collect()
}

/// Holds the place of the one delivery that may run.
pub(crate) fn only_one(desk: &Desk) -> Result<MutexGuard<'_, ()>, DeskError> {
    match desk.delivering.try_lock() {
        Ok(held) => Ok(held),
        Err(TryLockError::Poisoned(held)) => Ok(held.into_inner()),
        Err(TryLockError::WouldBlock) => Err(DeskError::AlreadySyncing),
    }
}

/// Asks the gateway how it is.
///
/// # Errors
/// `NotEnrolled`, or why it was not reached.
pub fn probe(desk: &Arc<Desk>, actor: Actor) -> Result<Probe, DeskError> {
    let enrolled = desk.store.look(gateway::enrolled)?;
    let keys = gateway::keys_of(&enrolled)?;
    let road = road_of(desk, &Delivery::new(desk, actor)?)?;
    let known = link::Pinned { root: &enrolled.enrolment.root, keys: &keys };
    let found = link::probe(&road, Some(known));
    traffic::add(desk, road.traffic());
    Ok(found?)
}

/// Asks the gateway for all that it holds of this desk.
///
/// # Errors
/// As [`probe`].
pub(crate) fn holdings(desk: &Arc<Desk>, actor: Actor) -> Result<Vec<Holding>, DeskError> {
    let enrolled = desk.store.look(gateway::enrolled)?;
    let keys = gateway::keys_of(&enrolled)?;
    let delivery = Delivery::new(desk, actor)?;
    let road = road_of(desk, &delivery)?;
    let known = link::Pinned { root: &enrolled.enrolment.root, keys: &keys };
    let held = link::holdings(&road, known, &delivery);
    traffic::add(desk, road.traffic());
    Ok(held?)
}

fn road_of(desk: &Desk, delivery: &Delivery) -> Result<Road, DeskError> {
    let enrolment = desk.store.look(gateway::enrolled)?.enrolment;
    let door = Door { url: enrolment.url, ca: enrolment.ca };
    road_to(&Endpoint::parse(&door.url).map_err(LinkError::from)?, &door, delivery)
}

/// The road to a gateway.
pub(crate) fn road_to(
    endpoint: &Endpoint,
    door: &Door,
    delivery: &Delivery,
) -> Result<Road, DeskError> {
    let authorities = door.ca.clone().unwrap_or_default().into_bytes();
    let options = RoadOptions { authorities, ..RoadOptions::default() };
    Ok(Road::new(endpoint.clone(), &options, Arc::new(delivery.clone()))?)
}

fn ports(delivery: &Delivery) -> Ports {
    let one = Arc::new(delivery.clone());
    Ports { parcels: one.clone(), parts: one.clone(), signer: one }
}

fn origin(desk: &Desk) -> Origin {
    let (instance, epoch) = desk.life();
    Origin { instance, epoch }
}

/// Why the desk could not save, as the store said it.
#[derive(Clone, Default)]
pub(crate) struct Unsaved(Arc<Mutex<Option<&'static str>>>);

impl Unsaved {
    fn code(&self) -> Option<&'static str> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Unsaved {
    pub(crate) fn not_saved(&self, error: &PortError) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.code);
    }
}

/// Watches a delivery that nobody looks at.
struct Watching {
    desk: Arc<Desk>,
    unsaved: Unsaved,
}

impl Watcher for Watching {
    fn changed(&self, _: &Courier) {}

    fn passed(&self, so_far: Traffic) {
        traffic::passed(&self.desk, so_far);
    }

    fn not_saved(&self, error: &PortError) {
        self.unsaved.not_saved(error);
    }
}

/// What stands in the way at the end, as a word.
pub(crate) fn trouble(outlook: &Outlook, unsaved: &Unsaved) -> Option<String> {
    let word = match outlook.hindrance.as_ref().map(|hindrance| &hindrance.obstacle) {
        Some(Obstacle::Road(trouble)) => LinkError::Trouble(trouble.clone()).code(),
        Some(Obstacle::NotSaved) => unsaved.code().unwrap_or("not-saved"),
        Some(Obstacle::Desk(code)) => code,
        // Everything of the residents' has come to its end, and the catalogue can wait.
        None if outlook.is_for_the_catalogue => return None,
        None if outlook.activity == Activity::UnderWay => "time-ran-out",
        None => return None,
    };
    Some(word.to_owned())
}

pub(crate) fn note_end(desk: &Desk, trouble: Option<String>) -> Result<(), DeskError> {
    let tried = Tried { at: desk.world.clock.now(), trouble };
    let noted: Result<(), StoreError> =
        desk.store.act("note how a round ended", |tx| row::set_tried(tx, &tried));
    Ok(noted?)
}

fn synced(
    desk: &Desk,
    delivery: &Delivery,
    trouble: Option<String>,
    known_before: Seq,
) -> Result<Synced, DeskError> {
    let open = queue::list(desk)?;
    let set_aside = open.iter().filter(|parcel| parcel.waits_for_the_clerk()).count();
    let to_fetch: Result<_, StoreError> = desk.store.look(rows::to_fetch);
    let (delivered, results) = delivery.counts();
    Ok(Synced {
        delivered,
        waiting: open.len().saturating_sub(set_aside),
        set_aside,
        results,
        results_waiting: to_fetch?.len(),
        missing: Vec::new(),
        catalogue: delivery.catalogue(),
        news: news::since(desk, known_before)?,
        trouble,
    })
}

#[cfg(test)]
mod tests {
    use domain::ids::{Id, ParcelId};
    use domain::kinds::ParcelState;

    use super::*;

    fn stand<const N: usize>(parcels: [(u8, ParcelState); N]) -> [Standing; N] {
        parcels.map(|(n, state)| {
            let (parcel, dossier) = (ParcelId::from_bytes([n; 16]), DossierId::from_bytes([n; 16]));
            Standing { parcel, dossier, state }
        })
    }

    #[test]
    fn delivery_hears_of_all_that_a_clerk_did_while_it_began() {
        use ParcelState::{Queued, SetAside};
        let before = stand([(1, Queued), (2, Queued), (3, SetAside)]);

        let missed = changed(&before, &stand([(2, Queued), (3, Queued), (4, Queued)]));

        let dossiers = [1, 3, 4].map(|n| DossierId::from_bytes([n; 16]));
        assert_eq!(missed, dossiers.into(), "called back, tried again, submitted");
        assert!(changed(&before, &before).is_empty());
    }
}
