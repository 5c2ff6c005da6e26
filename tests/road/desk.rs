//! A desk in memory, with a clock of its own, a key, and a driver for a road.

use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use courier::{Courier, Gateway, Memory, Obstacle, Parcel, Run, Stage, Standing, Trouble};
use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, Id, InstanceId, ParcelId, SubmissionId};
use domain::moment::{Epoch, Millis, Seq};
use domain::text::Line;
use link::ports::{Clock, PortError, Signer};
use link::{Driver, Endpoint, Origin, Ports, Road, RoadOptions, Until, Watcher};
use seal::hash::hash;
use wire::announcement::Key;
use wire::bearer::Bearer;
use wire::manifest::{FORMAT, Manifest, PartLine};
use wire::receipt::Expected;

use crate::clock::{LIMIT_MS, TestClock};
use crate::gateway::{desk_key, key_ring, root};
use crate::shelf::{Dossier, Shelf};

pub use crate::shelf::End;

/// A desk with its parcels.
pub struct Desk {
    pub clock: Arc<TestClock>,
    shelf: Arc<Shelf>,
}

pub fn id(number: u8) -> ParcelId {
    ParcelId::from_bytes([number; 16])
}

pub fn submission(number: u8) -> SubmissionId {
    SubmissionId::from_bytes([number; 16])
}

pub fn key(number: u8) -> Key {
    Key::from(submission(number))
}

/// Bytes that are nowhere the same.
pub fn bytes(size: usize) -> Vec<u8> {
    let step = |state: u32| state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    let states = std::iter::successors(Some(1_u32), |state| Some(step(*state)));
    states.map(|state| state.to_be_bytes()[0]).take(size).collect()
}

/// A desk with one dossier of a form and a page of 200 KB.
pub fn a_desk() -> Desk {
    a_desk_whose_clock_is_off_by(0)
}

pub fn a_desk_whose_clock_is_off_by(error_ms: i64) -> Desk {
    let clock = Arc::new(TestClock::off_by(error_ms));
    let shelf = Shelf { offset: Mutex::new(Some(clock.clone())), ..Shelf::default() };
    let desk = Desk { clock, shelf: Arc::new(shelf) };
    desk.takes(1, 200_000);
    desk
}

impl Desk {
    /// Takes a dossier with one page of this size.
    pub fn takes(&self, number: u8, size: usize) {
        let parts = vec![format!("{{\"form\":{number}}}").into_bytes(), bytes(size)];
        let line = |part: &Vec<u8>| PartLine {
            component: None,
            name: Line::new("part"),
            media: "application/pdf".to_owned(),
            size: part.len() as u64,
            sha256: hash(part),
        };
        let manifest = Manifest {
            format: FORMAT,
            dossier_id: DossierId::from_bytes([number; 16]),
            submission_id: submission(number),
            revision: Revision::FIRST,
            parent_submission_id: None,
            desk_id: DeskId::from_bytes([9; 16]),
            procedure: "1.001193".parse().unwrap(),
            parts: parts.iter().map(line).collect(),
        };
        let (bytes, sha256) = manifest.freeze().unwrap();
        let expected = Expected {
            key: key(number),
            dossier_id: manifest.dossier_id,
            sha256,
            parts: parts.iter().map(|part| hash(part)).collect(),
        };
        let parcel = Parcel {
            id: id(number),
            dossier: manifest.dossier_id,
            seq: Seq::new(i64::from(number)),
            due: None,
            key: expected.key,
            promise: expected.promise(),
            sizes: parts.iter().map(|part| part.len() as u64).collect(),
            stage: Stage::Queued,
            attempts: 0,
        };
        let dossier = Dossier {
            parcel,
            manifest: bytes,
            parts,
            end: None,
            is_lost: false,
            attempts: 0,
            is_held: false,
        };
        self.shelf.dossiers.lock().unwrap().push(dossier);
    }

    pub fn loses_the_files_of(&self, number: u8) {
        self.shelf.of(id(number), |dossier| dossier.is_lost = true);
    }

    /// Whether another program holds the files of a dossier.
    pub fn holds_the_files_of(&self, number: u8, is_held: bool) {
        self.shelf.of(id(number), |dossier| dossier.is_held = is_held);
    }

    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    pub fn end(&self, number: u8) -> Option<End> {
        self.shelf.of(id(number), |dossier| dossier.end.clone())
    }

    pub fn page(&self, number: u8) -> Vec<u8> {
        self.shelf.of(id(number), |dossier| dossier.parts[1].clone())
    }

    /// The road to a server on this machine.
    pub fn road(&self, address: &str, options: &RoadOptions) -> Road {
        Road::new(Endpoint::parse(address).unwrap(), options, self.clock.clone()).unwrap()
    }

    /// A driver that knows no more than the store.
    pub fn driver(&self, road: Road) -> Driver {
        let parcels = self.shelf.dossiers.lock().unwrap();
        let waiting = parcels.iter().filter(|dossier| dossier.end.is_none());
        let memory = Memory {
            run: Run([1; 8]),
            gateway: Gateway {
                root: root().public(),
                keys: key_ring(),
                era: Some(1),
                cursor: None,
                last_event: 0,
                offset_ms: self.clock.offset(),
                must_compare: false,
            },
            parcels: waiting.map(Dossier::as_stored).collect(),
            wanted: vec![],
            capabilities: None,
        };
        let courier = Courier::new(memory, 7, self.clock.now());
        let ports = Ports {
            parcels: self.shelf.clone(),
            parts: self.shelf.clone(),
            signer: Arc::new(DeskSigner),
        };
        let origin = Origin { instance: InstanceId::from_bytes([8; 16]), epoch: Epoch::FIRST };
        Driver::new(courier, road, ports, origin).unwrap()
    }

    /// One round to a server on this machine without encryption.
    pub fn sends_to(&self, port: u16) -> Standing {
        self.sends_along(self.road(&format!("http://127.0.0.1:{port}"), &RoadOptions::default()))
    }

    pub fn sends_along(&self, road: Road) -> Standing {
        soon(self.driver(road), Until::Rest { limit: limit() })
    }
}

pub fn limit() -> Duration {
    Duration::from_millis(LIMIT_MS)
}

/// Runs a driver; one that hangs is a failed test, not a hanging one.
pub fn soon(driver: Driver, until: Until) -> Standing {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let _ = sender.send(driver.run(until));
    });
    receiver.recv_timeout(Duration::from_secs(60)).expect("the driver hangs")
}

/// What stands in the way.
pub fn trouble(standing: &Standing) -> Option<Trouble> {
    match &standing.hindrance.as_ref()?.obstacle {
        Obstacle::Road(trouble) => Some(trouble.clone()),
        other => panic!("{other:?} is no trouble of the road"),
    }
}

struct DeskSigner;

impl Signer for DeskSigner {
    fn bearer(&self, now: Millis) -> Result<String, PortError> {
        let bearer = Bearer::new(DeskId::from_bytes([9; 16]), root().public().fingerprint(), now);
        Ok(bearer.sign(&desk_key()).unwrap())
    }
}

/// Tells a test what the driver told its watcher.
pub struct Ear(pub mpsc::Sender<Standing>);

impl Watcher for Ear {
    fn changed(&self, courier: &Courier) {
        let _ = self.0.send(courier.standing());
    }

    fn not_saved(&self, _error: &PortError) {}
}
