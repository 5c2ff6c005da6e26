//! A real desk: store, keys, pages, enrolled at the province before the weather turns.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use courier::{Courier, Standing, Tick};
use desk::delivery::Delivery;
use desk::enrolment::{self, Door};
use desk::{corrections, pages};
use link::{Driver, Endpoint, Origin, Ports, Road, RoadOptions, Until};
use machine::Luck;
use testkit::handed;
use testkit::{
    BadLink, SeededLuck, TestDesk, TestDossier, a_birth_dossier, a_desk, a_pdf, a_world,
};

use crate::HASTE;
use crate::clock::LeapingClock;
use crate::ear::{Carried, Ear, Heard};
use crate::parts::CountedParts;
use crate::province::Province;

/// Most dossiers that a desk has waiting.
const MOST_DOSSIERS: u64 = 3;
/// Bits of the largest page: 2 MB.
const LARGEST_BITS: u64 = 21;
/// Bits of the largest of the small ones.
const SMALLEST_BITS: u64 = 8;
/// No end by the desk's own clock, which leaps.
pub const LIMIT: Tick = Tick(u64::MAX);
/// How long a delivery may take by the machine's: a hundred times what it takes.
const PATIENCE: Duration = Duration::from_mins(3);
/// Keeps the luck of a desk apart from that of the weather.
const DESKS: u64 = 1 << 32;

pub struct Desk {
    pub desk: TestDesk,
    /// With the bytes of every page that was ever handed over.
    pub dossiers: Vec<TestDossier>,
    origin: Origin,
    authority: String,
}

/// How a delivery ended.
pub struct Ended {
    pub standing: Standing,
    /// How often a part went on in its midst.
    pub resumed: u64,
    /// How long it took, as it seemed to the desk.
    pub took_ms: u64,
    /// How often it was asked to come later.
    pub put_off: u64,
    /// How the bytes of its parts went over.
    pub carried: Carried,
}

impl Desk {
    pub fn at(province: &Province, seed: u64) -> Self {
        let desk = a_desk().in_world(a_world(DESKS + seed)).opened();
        let (code, authority) = (province.code(), province.authority());
        let claim = enrolment::begin(&desk, desk.actor(), &code).unwrap();
        let url = format!("https://{}", province.address());
        let endpoint = Endpoint::parse(&url).unwrap();
        let options = RoadOptions { authorities: authority.clone().into(), ..Default::default() };
        let road = Road::new(endpoint, &options, Arc::new(desk.delivery())).unwrap();
        let enrolled = link::enrol(&road, &code, &claim).unwrap();
        let door = Door { url, ca: Some(authority.clone()) };
        enrolment::finish(&desk, desk.actor(), &door, &enrolled).unwrap();
        let origin = Origin { instance: claim.instance_id, epoch: claim.epoch };
        Self { desk, dossiers: vec![], origin, authority }
    }

    /// Takes some dossiers in, and submits each; some are corrected before they have left.
    pub fn takes_dossiers(&mut self, luck: &SeededLuck) {
        for _ in 0..=luck.below(MOST_DOSSIERS) {
            let mut dossier = a_birth_dossier().begun(&self.desk);
            for _ in 0..=luck.below(2) {
                self.attach(&mut dossier, luck);
            }
            dossier.submit(&self.desk);
            self.dossiers.push(dossier);
        }
        if luck.below(3) == 0 {
            self.takes_supplements(luck);
        }
    }

    /// Adds a page to the first dossier, as a supplement.
    pub fn takes_supplements(&mut self, luck: &SeededLuck) {
        let mut dossier = self.dossiers.remove(0);
        let edition = corrections::reopen(&self.desk, self.desk.actor(), dossier.dossier);
        dossier.edition = edition.unwrap();
        self.attach(&mut dossier, luck);
        dossier.submit(&self.desk);
        self.dossiers.insert(0, dossier);
    }

    /// A page of any size, small ones as often as large ones.
    fn attach(&self, dossier: &mut TestDossier, luck: &SeededLuck) {
        let bits = SMALLEST_BITS + luck.below(LARGEST_BITS - SMALLEST_BITS + 1);
        let size = luck.below(1 << bits);
        let mut noise = vec![0; usize::try_from(size / 2).unwrap()];
        luck.fill(&mut noise).unwrap();
        let number = u32::try_from(luck.below(1 << 30)).unwrap();
        let comment = data_encoding::HEXLOWER.encode(&noise);
        let bytes = [a_pdf(number), format!("% {comment}\n%%EOF\n").into_bytes()].concat();
        let page =
            pages::attach(&self.desk, self.desk.actor(), dossier.dossier, handed(number, &bytes));
        dossier.pages.push((page.unwrap().page, bytes));
    }

    /// How many bytes there are to be sent, each page of a dossier once.
    pub fn payload(&self) -> u64 {
        let pages = self.dossiers.iter().flat_map(|dossier| &dossier.pages);
        pages.map(|(_, bytes)| bytes.len() as u64).sum()
    }

    /// Sends what waits until nothing is left, through all pauses.
    pub fn delivers_over(&self, link: &Arc<BadLink>) -> Ended {
        let delivery = self.desk.delivery();
        let clock = Arc::new(LeapingClock::new(delivery.clone()));
        let parts = Arc::new(CountedParts::new(delivery.clone(), link));
        let endpoint = Endpoint::parse(&format!("https://{}", link.address())).unwrap();
        let usual = RoadOptions::default();
        let options = RoadOptions {
            authorities: self.authority.clone().into(),
            connect_timeout: usual.connect_timeout / HASTE,
            ..usual
        };
        let road = Road::new(endpoint, &options, clock.clone()).unwrap();
        let driver = driver(&delivery, &clock, parts.clone(), road, self.origin);
        let ear = Ear::default();
        let standing = patiently(driver.watched_by(Box::new(ear.clone())));
        let Heard { put_off, carried, .. } = ear.heard();
        Ended { standing, resumed: parts.resumed(), took_ms: clock.tick(), put_off, carried }
    }
}

fn driver(
    delivery: &Delivery,
    clock: &LeapingClock,
    parts: Arc<CountedParts>,
    road: Road,
    origin: Origin,
) -> Driver {
    let now = link::ports::Clock::now(clock);
    let courier = Courier::new(delivery.memory().unwrap(), 7, now);
    let one = Arc::new(delivery.clone());
    let ports = Ports { parcels: one.clone(), parts, signer: one };
    Driver::new(courier, road, ports, origin).unwrap()
}

/// Runs a driver to its end. One that hangs is stopped, so that it is a failed run and no hanging one.
fn patiently(driver: Driver) -> Standing {
    let bell = driver.bell();
    let (ended, guard) = mpsc::channel::<()>();
    let guard = thread::spawn(move || {
        if guard.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
            bell.stop();
        }
    });
    let standing = driver.run(Until::Empty { limit: Duration::MAX });
    drop(ended);
    guard.join().unwrap();
    standing
}
