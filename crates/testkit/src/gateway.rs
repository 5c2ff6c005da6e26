//! A gateway that is nothing but its keys: it signs what a real one would, and no network is near.

use courier::{Change, Parcel};
use desk::delivery::Delivery;
use desk::enrolment::{self, Door};
use desk::{Desk, DeskError, EnrolmentCode};
use domain::actor::Actor;
use domain::dossier::Revision;
use domain::ids::{DossierId, SubmissionId};
use domain::moment::Millis;
use domain::text::Line;
use link::Enrolled;
use link::ports::{Parcels as _, PortError};
use seal::hash::hash;
use seal::{SigningKey, key_file};
use wire::announcement::Announcement;
use wire::capabilities::{Capabilities, CatalogueLine};
use wire::enrolment::{self as wire_enrolment, Claim, EnrolmentReply, EnrolmentRequest, Welcome};
use wire::event::{self, Event};
use wire::feed::{Cursor, Holding};
use wire::keys::{self, KeyLine, KeyList, KeyRing, Purpose};
use wire::known::Known;
use wire::manifest::Manifest;
use wire::problem::Problem;
use wire::receipt::{self, Expected, Receipt, Verified};

use crate::clock::MORNING;
use crate::desks::TestDesk;

/// Name of the key with which it signs.
const KEY: &str = "r1";

/// A gateway's keys, its era and its clock, which stands still.
pub struct FakeGateway {
    root: SigningKey,
    receipts: SigningKey,
    catalogue: SigningKey,
    /// The keys that signed packages before.
    retired: Vec<SigningKey>,
    secret: [u8; 10],
    /// Which life of its records it is.
    pub era: u32,
    /// What its clock shows.
    pub now: Millis,
}

/// A gateway whose clock shows [`MORNING`].
pub fn a_gateway() -> FakeGateway {
    FakeGateway {
        root: SigningKey::from_seed(&[41; 32]),
        receipts: SigningKey::from_seed(&[42; 32]),
        catalogue: SigningKey::from_seed(&[44; 32]),
        retired: vec![],
        secret: [43; 10],
        era: 1,
        now: MORNING,
    }
}

impl FakeGateway {
    /// Another province's gateway.
    #[must_use]
    pub fn of_another_province(mut self) -> Self {
        self.root = SigningKey::from_seed(&[51; 32]);
        self
    }

    /// The code that it read out.
    pub fn code(&self) -> EnrolmentCode {
        EnrolmentCode::new(&self.root.public(), &self.secret)
    }

    /// Where it would be.
    pub fn door() -> Door {
        Door { url: "https://nopho.example.vn/".to_owned(), ca: None }
    }

    /// What a desk has in hand when its claim was answered.
    pub fn welcomes(&self, claim: &Claim, machine: Millis) -> Enrolled {
        let request = EnrolmentRequest::new(claim, &self.code()).expect("a claim is written");
        let welcome = Welcome {
            format: wire_enrolment::FORMAT,
            claim_sha256: seal::hash::hash(&request.claim.0),
            root: self.root.public(),
            keys: self.key_list(),
            name: Line::new("Cổng tiếp nhận tỉnh Lạng Sơn"),
            agency: "H37".to_owned(),
            now_ms: self.now,
        };
        let reply = EnrolmentReply::new(&welcome, &self.code()).expect("a welcome is written");
        let (welcome, keys) = reply.open(&self.code(), &request).expect("the welcome is right");
        Enrolled { welcome, keys, offset_ms: self.now.since(machine) }
    }

    /// The file of the key with which it signs packages of the catalogue.
    pub fn catalogue_key(&self) -> String {
        key_file::text(key_file::CATALOGUE, &self.catalogue.seed()).to_string()
    }

    /// Another key signs packages from now on, and the list says so.
    #[must_use]
    pub fn with_another_catalogue_key(mut self) -> Self {
        let number = u8::try_from(self.retired.len()).expect("not that many");
        let next = SigningKey::from_seed(&[60 + number; 32]);
        self.retired.push(std::mem::replace(&mut self.catalogue, next));
        self
    }

    /// The newest list of keys that its root has signed.
    pub fn key_list(&self) -> String {
        let receipts = line(KEY, Purpose::Receipts, &self.receipts, None);
        let catalogue = |key: &SigningKey, until| {
            line(&keys::catalogue_key_id(&key.public()), Purpose::Catalogue, key, until)
        };
        let retired = self.retired.iter().map(|key| catalogue(key, Some(self.now)));
        let lines = [receipts, catalogue(&self.catalogue, None)].into_iter().chain(retired);
        let list = KeyList {
            format: keys::FORMAT,
            root: self.root.public(),
            serial: 1 + u32::try_from(self.retired.len()).expect("not that many"),
            issued_ms: self.now,
            keys: lines.collect(),
        };
        list.sign(&self.root).expect("a list is signed")
    }

    /// A package as it offers it.
    pub fn offer(version: &str, bytes: &[u8]) -> CatalogueLine {
        let version = version.to_owned();
        CatalogueLine { version, hash: seal::hash::hash(bytes), bytes: bytes.len() as u64 }
    }

    /// What it takes, with a package that it offers.
    pub fn offers(&self, catalogue: CatalogueLine) -> Change {
        let taken = self.capabilities(1 << 26, 100);
        Change::Capabilities(Box::new(Capabilities { catalogue: Some(catalogue), ..taken }))
    }

    fn ring(&self) -> KeyRing {
        KeyRing::open(&self.key_list(), &self.root.public(), 0).expect("the root signed it")
    }

    /// Enrols a desk, as if over the road.
    pub fn enrol(&self, desk: &Desk, actor: Actor) -> Result<(), DeskError> {
        let claim = enrolment::begin(desk, actor, &self.code())?;
        let enrolled = self.welcomes(&claim, desk.reading().clock);
        enrolment::finish(desk, actor, &Self::door(), &enrolled)
    }

    /// The receipt for a parcel, as its desk announces it, if it can.
    pub fn receipt(
        &self,
        desk: &Desk,
        delivery: &Delivery,
        parcel: &Parcel,
    ) -> Result<Verified, PortError> {
        let expected = as_announced(delivery, parcel)?;
        let receipt = Receipt {
            format: receipt::FORMAT,
            key: expected.key,
            dossier_id: expected.dossier_id,
            desk_id: desk.row().desk,
            sha256: expected.sha256,
            parts: expected.parts.clone(),
            announced_ms: self.now.plus(-60_000),
            delivered_ms: self.now,
        };
        let statement = receipt.sign(KEY, &self.receipts).expect("a receipt is signed");
        Ok(Receipt::verify(&statement, &self.ring(), &expected).expect("it is about the parcel"))
    }

    /// Refuses everything that waits at a desk.
    pub fn refuses_all(desk: &TestDesk, problem: &Problem) -> Vec<Change> {
        let parcels = desk.delivery().memory().expect("the desk is enrolled").parcels;
        let aside =
            |parcel: Parcel| Change::SetAside { parcel: parcel.id, problem: problem.clone() };
        parcels.into_iter().map(aside).collect()
    }

    /// That it holds everything which a desk has waiting.
    pub fn receives_all(&self, desk: &TestDesk) -> Vec<Change> {
        self.receives(desk, &desk.delivery()).expect("it can be announced")
    }

    /// The same, of a desk in other hands, if it can announce that.
    pub fn receives(&self, desk: &Desk, delivery: &Delivery) -> Result<Vec<Change>, PortError> {
        let parcels = delivery.memory().expect("the desk is enrolled").parcels;
        let delivered = |parcel: &Parcel| {
            let receipt = self.receipt(desk, delivery, parcel)?;
            Ok(Change::Delivered { parcel: parcel.id, receipt })
        };
        parcels.iter().map(delivered).collect()
    }

    /// An event that says nothing but a status.
    pub fn event(
        &self,
        number: u64,
        dossier_id: DossierId,
        submission_id: SubmissionId,
        status: &str,
    ) -> Event {
        Event {
            format: event::FORMAT,
            era: self.era,
            number,
            at_ms: self.now,
            dossier_id,
            submission_id,
            status: status.to_owned(),
            official_code: None,
            received_ms: None,
            reason: None,
            deadline: None,
            result: None,
        }
    }

    /// The events as the courier wants them saved.
    pub fn tells(&self, events: Vec<Event>) -> Change {
        let last = events.last().map_or(0, |event| event.number);
        Change::Events { events, era: self.era, next: Cursor::new(last.to_string()) }
    }

    /// What it holds, as the courier wants it compared.
    pub fn holds(&self, held: &[(DossierId, SubmissionId)]) -> Change {
        let holding = |(dossier_id, submission_id): &(DossierId, SubmissionId)| Holding {
            dossier_id: *dossier_id,
            submission_id: *submission_id,
            revision: Revision::FIRST,
            manifest_sha256: seal::Sha256::OF_NOTHING,
            is_delivered: true,
            status: "1".to_owned(),
        };
        Change::Compared { era: self.era, holdings: held.iter().map(holding).collect() }
    }

    /// What it takes: PDF alone, and little of it.
    pub fn takes(&self, max_part_bytes: u64, max_parts: u32) -> Change {
        Change::Capabilities(Box::new(self.capabilities(max_part_bytes, max_parts)))
    }

    fn capabilities(&self, max_part_bytes: u64, max_parts: u32) -> Capabilities {
        Capabilities {
            gateway: self.root.public().fingerprint(),
            name: Line::new("Cổng tiếp nhận tỉnh Lạng Sơn"),
            agency: "H37".to_owned(),
            era: self.era,
            min_client: "0.1.0".to_owned(),
            media: vec!["application/pdf".to_owned(), "application/json".to_owned()],
            max_part_bytes,
            max_parts,
            max_announcements: 50,
            max_request_bytes: 1 << 23,
            max_slice_bytes: 1 << 22,
            unfinished_kept_ms: 1 << 30,
            keys_serial: None,
            streams: vec![],
            catalogue: None,
            mark: None,
        }
    }

    /// Its clock against that of a desk's machine.
    pub fn time_for(&self, desk: &Desk) -> Change {
        let offset_ms = self.now.since(desk.reading().clock);
        Change::Clock { offset_ms, gateway: self.now }
    }
}

fn line(id: &str, purpose: Purpose, key: &SigningKey, until_ms: Option<Millis>) -> KeyLine {
    let (id, key) = (id.to_owned(), key.public().to_string());
    KeyLine { id, purpose: Known::Word(purpose), key, until_ms }
}

/// What a receipt must name, by what the gateway is told.
fn as_announced(delivery: &Delivery, parcel: &Parcel) -> Result<Expected, PortError> {
    let (sha256, parts) = match delivery.announcement(parcel.id)? {
        Announcement::Revision { manifest, .. } => {
            let read: Manifest = serde_json::from_slice(&manifest.0).expect("it was frozen");
            (hash(&manifest.0), read.parts.iter().map(|part| part.sha256).collect())
        }
        Announcement::Withdrawal { request } => (hash(&request.0), Vec::new()),
        // No desk of this version says such a thing, and no receipt for it would be believed.
        Announcement::Unknown => (hash(b""), Vec::new()),
    };
    Ok(Expected { key: parcel.key, dossier_id: parcel.dossier, sha256, parts })
}
