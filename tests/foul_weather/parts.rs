//! The desk's parts, and a count of those that went on where a cut had stopped them.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use desk::delivery::Delivery;
use domain::ids::ParcelId;
use link::ports::{PartSource, PortError};
use testkit::BadLink;

pub struct CountedParts {
    delivery: Delivery,
    link: Arc<BadLink>,
    /// How many cuts there had been when a part was last opened.
    cuts: Mutex<BTreeMap<(ParcelId, u32), u64>>,
    resumed: AtomicU64,
}

impl CountedParts {
    pub fn new(delivery: Delivery, link: &Arc<BadLink>) -> Self {
        let (link, cuts) = (Arc::clone(link), Mutex::default());
        Self { delivery, link, cuts, resumed: AtomicU64::new(0) }
    }

    /// How often a part was opened in its midst after a cut that came while it was sent.
    pub fn resumed(&self) -> u64 {
        self.resumed.load(Ordering::Relaxed)
    }
}

impl PartSource for CountedParts {
    fn open(
        &self,
        parcel: ParcelId,
        part: u32,
        offset: u64,
    ) -> Result<Box<dyn Read + Send>, PortError> {
        let cuts = self.link.tally().cuts;
        let before = self.cuts.lock().unwrap().insert((parcel, part), cuts);
        let is_resumed = offset > 0 && before.is_some_and(|before| before < cuts);
        self.resumed.fetch_add(u64::from(is_resumed), Ordering::Relaxed);
        self.delivery.open(parcel, part, offset)
    }
}
