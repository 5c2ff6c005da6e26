//! Delivering beside the clerks for as long as a window is open: the driver goes on by itself,
//! looks for news every few minutes, and pauses as the courier says.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use courier::{Activity, Courier, Now, Outlook, Tick, WaitsFor};
pub use courier::{Trouble, Unfetched};
use domain::actor::Actor;
use domain::ids::{DossierId, ParcelId};
use domain::moment::Millis;
use link::ports::PortError;
use link::vigil::{self, Vigil};
use link::{Bell, Traffic, Watcher};
use seal::Sha256;
use store::results::ResultRow;

use crate::delivery::Delivery;
use crate::error::DeskError;
use crate::gateway;
use crate::session::Desk;
use crate::sync::{self, Unsaved};
use crate::traffic;

/// While bytes go out, it is told at most this often how many went.
const APART_MS: u64 = 250;
/// A pause that is shorter is over before anybody has read when it ends.
const WORTH_TELLING_MS: u64 = 60 * 1000;

/// Is told how a delivery goes, on its thread; it must not take long.
pub trait Follower: Send + Sync {
    /// Whether anybody still wants the delivery.
    fn is_wanted(&self) -> bool;
    /// How things stand now.
    fn moved(&self, progress: Progress);
}

/// How a delivery goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether a round with the gateway is under way.
    pub is_under_way: bool,
    /// What stands in the way, as a word; it stays named while the next try is under way.
    pub trouble: Option<String>,
    /// When it is tried again, by the machine's clock, if that is so far off that a clerk would wonder.
    pub again: Option<Millis>,
    /// How much of which parcel the gateway holds, as far as it was heard in this delivery.
    pub held: Arc<BTreeMap<ParcelId, Held>>,
    /// Why result files could not be had when they were last asked for.
    pub unfetched: Arc<BTreeMap<(DossierId, Sha256), Unfetched>>,
    /// Grows whenever something moved that a list of dossiers shows.
    pub moves: usize,
    /// The version of the catalogue that this delivery brought last; `None` before it brought one.
    pub catalogue: Option<String>,
}

impl Progress {
    /// Why a result file could not be had when it was last asked for, if it was and could not.
    pub fn why_unfetched(&self, result: &ResultRow) -> Option<&Unfetched> {
        self.unfetched.get(&(result.dossier, result.digest.sha256))
    }
}

/// How much of a parcel the gateway holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// How many bytes.
    pub bytes: u64,
    /// How many files it lacks, wholly or in part.
    pub files_left: usize,
}

/// Delivers until nobody wants it any more. The desk stays open for its clerks meanwhile: this
/// blocks nobody but its caller.
///
/// # Errors
/// `NotEnrolled`, or `AlreadySyncing` when another delivery runs.
pub fn run(desk: &Arc<Desk>, actor: Actor, follower: &Arc<dyn Follower>) -> Result<(), DeskError> {
    let _only_one = sync::only_one(desk)?;
    // Rung for every dossier: a desk without a gateway must not read its whole queue each time.
    desk.store.look(gateway::enrolled)?;
    let delivery = Delivery::new(desk, actor)?;
    let stood = sync::standings(desk)?;
    let is_in_trouble = Arc::new(AtomicBool::new(false));
    let following = Following {
        is_in_trouble: Arc::clone(&is_in_trouble),
        desk: Arc::clone(desk),
        delivery: delivery.clone(),
        follower: Arc::clone(follower),
        unsaved: Unsaved::default(),
        told: Mutex::default(),
    };
    let driver = sync::driver(desk, &delivery)?.watched_by(Box::new(following));

    desk.set_bell(Some(driver.bell()));
    let missed = sync::tell_what_was_missed(desk, &stood);
    // Whoever stopped it before there was a bell has not been heard.
    if missed.is_ok() && follower.is_wanted() {
        watching(desk, &driver.bell(), &is_in_trouble, || driver.run(link::Until::Stopped));
    }
    desk.set_bell(None);
    missed
}

/// Lets somebody look once a second, for as long as the delivery runs, whether the machine slept or is
/// in another network.
fn watching<T>(
    desk: &Desk,
    bell: &Bell,
    is_in_trouble: &AtomicBool,
    deliver: impl FnOnce() -> T,
) -> T {
    let (end, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let (mut vigil, pause) = (Vigil::default(), Duration::from_millis(vigil::LOOK_MS));
            while ended.recv_timeout(pause) == Err(mpsc::RecvTimeoutError::Timeout) {
                let clock = &desk.world.clock;
                let now = Now { clock: clock.now(), tick: Tick(clock.tick()) };
                if vigil.looks(now, is_in_trouble.load(Ordering::SeqCst), vigil::addresses) {
                    bell.rouse();
                }
            }
        });
        let delivered = deliver();
        drop(end);
        delivered
    })
}

impl Desk {
    /// Asks the delivery that is under way, if one is, for a round at once.
    pub fn ring(&self) {
        if let Some(bell) = self.bell() {
            bell.ring();
        }
    }

    /// Ends the delivery that is under way, if one is, before its next step. What was being sent
    /// goes on where it stopped when the next one begins.
    pub fn stop_delivery(&self) {
        if let Some(bell) = self.bell() {
            bell.stop();
        }
    }
}

/// What was told last, and when.
#[derive(Default)]
struct Told {
    tick: Option<u64>,
    is_under_way: bool,
    held: Arc<BTreeMap<ParcelId, Held>>,
    unfetched: Arc<BTreeMap<(DossierId, Sha256), Unfetched>>,
}

struct Following {
    is_in_trouble: Arc<AtomicBool>,
    desk: Arc<Desk>,
    delivery: Delivery,
    follower: Arc<dyn Follower>,
    unsaved: Unsaved,
    told: Mutex<Told>,
}

impl Watcher for Following {
    fn changed(&self, courier: &Courier) {
        let activity = courier.activity();
        let is_under_way = activity == Activity::UnderWay;
        self.is_in_trouble.store(matches!(activity, Activity::BackingOff { .. }), Ordering::SeqCst);
        let tick = self.desk.world.clock.tick();
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let has_ended = told.is_under_way && !is_under_way;
        let is_early = told.tick.is_some_and(|last| tick.saturating_sub(last) < APART_MS);
        if is_early && told.is_under_way == is_under_way {
            return;
        }
        (told.tick, told.is_under_way) = (Some(tick), is_under_way);
        drop(told);
        self.tell(courier, is_under_way, has_ended);
    }

    fn passed(&self, so_far: Traffic) {
        traffic::passed(&self.desk, so_far);
    }

    fn not_saved(&self, error: &PortError) {
        self.unsaved.not_saved(error);
    }
}

impl Following {
    fn tell(&self, courier: &Courier, is_under_way: bool, has_ended: bool) {
        let outlook = courier.outlook();
        let trouble = self.trouble(&outlook);
        if has_ended {
            // What arrived has arrived, even if nobody could note when the round ended.
            drop(sync::note_end(&self.desk, trouble.clone()));
            drop(traffic::save(&self.desk));
        }
        self.follower.moved(Progress {
            is_under_way,
            trouble,
            again: self.again(outlook.activity),
            held: self.held(courier),
            unfetched: self.unfetched(courier),
            moves: self.delivery.moves(),
            catalogue: self.delivery.catalogue(),
        });
    }

    fn trouble(&self, outlook: &Outlook) -> Option<String> {
        outlook.hindrance.as_ref().and_then(|_| sync::trouble(outlook, &self.unsaved))
    }

    fn again(&self, activity: Activity) -> Option<Millis> {
        let Activity::BackingOff { next } = activity else { return None };
        let clock = &self.desk.world.clock;
        let pause = next.0.saturating_sub(clock.tick());
        let is_long = pause >= WORTH_TELLING_MS;
        is_long.then(|| clock.now().plus(i64::try_from(pause).unwrap_or(i64::MAX)))
    }

    /// What was heard of a parcel counts until something else is heard: it does not come back to the
    /// desk because a connection broke. Parcels that nobody has begun to send are not looked at: there
    /// may be thousands.
    fn held(&self, courier: &Courier) -> Arc<BTreeMap<ParcelId, Held>> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let before = told.held.iter().map(|(parcel, held)| (*parcel, Some(*held)));
        let heard = before.chain(courier.going_over().map(|parcel| (parcel, None)));
        let held = heard.filter_map(|(parcel, before)| {
            let held = match courier.waits_for(parcel)? {
                WaitsFor::Bytes { held, parts, .. } => Held { bytes: held, files_left: parts },
                WaitsFor::Answer
                | WaitsFor::Turn
                | WaitsFor::Round
                | WaitsFor::Earlier(_)
                | WaitsFor::Lease(_) => before?,
                WaitsFor::Clerk | WaitsFor::Comparison => return None,
            };
            Some((parcel, held))
        });
        told.held = Arc::new(held.collect());
        Arc::clone(&told.held)
    }

    fn unfetched(&self, courier: &Courier) -> Arc<BTreeMap<(DossierId, Sha256), Unfetched>> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if *told.unfetched != *courier.unfetched() {
            told.unfetched = Arc::new(courier.unfetched().clone());
        }
        Arc::clone(&told.unfetched)
    }
}
