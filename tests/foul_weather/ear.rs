//! What a driver lets its watcher hear: how the bytes of parts went over, and how often the gateway was busy.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use courier::{Courier, Obstacle, Request, Standing, Trouble, WaitsFor};
use domain::ids::ParcelId;
use link::Watcher;
use link::ports::PortError;

/// Bytes of parts that the gateway was heard to hold, by what had brought them. What a break left unsaid,
/// and a question brought to light, is neither's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Carried {
    /// In a stream of blocks.
    pub in_streams: u64,
    /// In slices, one request each.
    pub in_slices: u64,
}

/// Everything that was heard.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    pub carried: Carried,
    /// How often the gateway was busy.
    pub put_off: u64,
    /// What was under way when something was last heard.
    way: Way,
    /// How much of each parcel the gateway held then.
    held: BTreeMap<ParcelId, u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Way {
    Stream,
    Slice,
    #[default]
    Otherwise,
}

/// Listens to a driver.
#[derive(Clone, Default)]
pub struct Ear(Arc<Mutex<Heard>>);

impl Ear {
    pub fn heard(&self) -> Heard {
        self.0.lock().unwrap().clone()
    }
}

impl Watcher for Ear {
    fn changed(&self, courier: &Courier) {
        let way = match courier.asked() {
            Some(Request::Stream(_)) => Way::Stream,
            Some(Request::Slice { .. }) => Way::Slice,
            _ => Way::Otherwise,
        };
        self.0.lock().unwrap().hears(&courier.standing(), way);
    }

    fn not_saved(&self, _error: &PortError) {}
}

impl Heard {
    /// `way`: what is under way now. What was heard was said of what had been before.
    fn hears(&mut self, standing: &Standing, way: Way) {
        let obstacle = standing.hindrance.as_ref().map(|it| &it.obstacle);
        self.put_off += u64::from(obstacle == Some(&Obstacle::Road(Trouble::Busy)));
        let held = standing.parcels.iter().filter_map(|it| match it.waits_for {
            WaitsFor::Bytes { held, .. } => Some((it.parcel, held)),
            _ => None,
        });
        let held: BTreeMap<_, _> = held.collect();
        let before = std::mem::replace(&mut self.held, held);
        let grown =
            self.held.iter().filter_map(|(parcel, now)| now.checked_sub(*before.get(parcel)?));
        let grown: u64 = grown.sum();
        match std::mem::replace(&mut self.way, way) {
            Way::Stream => self.carried.in_streams += grown,
            Way::Slice => self.carried.in_slices += grown,
            Way::Otherwise => {}
        }
    }
}
