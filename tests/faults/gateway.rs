//! The power goes at the gateway, at any moment of a dossier's life there. What a desk was told holds
//! after the restart, and the gateway goes on: the dossier comes to its end there, once.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use domain::ids::{DeskId, DossierId, SubmissionId};
use domain::kinds::CaseState;
use domain::provisional_code::OfficialCode;
use domain::text::Line;
use files::SyncPoint;
use link::ports::Parcels as _;
use portal::acts::announcing::{Batch, announce, look_up};
use portal::acts::slices::{Keeping, Piece, receive};
use portal::acts::{codes, enrolling, fetching, listing, recovery, uploads};
use portal::agency::advance::{Wanted, advance};
use portal::agency::{paper, show};
use portal::keys::ROOT_KEY;
use portal::setup::{Beginning, MIN_CLIENT, init};
use portal::store::{gateway_row, key_lists, parts};
use portal::{Gateway, PortalError, rotation, sealed};
use serde_json::{Value, json};
use strum::VariantArray;
use testkit::{ForgetfulDisk, Picture, Remains, TestDesk, a_birth_dossier, a_desk, a_home, a_pdf};
use wire::announcement::{Key, Outcome};
use wire::enrolment::EnrolmentRequest;
use wire::event::Event;
use wire::keys::KeyRing;

use crate::power::CUTS;
use crate::still::a_still_world;

/// What a desk brings, frozen as it left it.
struct Brought {
    desk: TestDesk,
    dossier: DossierId,
    submission: SubmissionId,
    paper: Vec<u8>,
    announcement: Value,
}

/// What a desk was told by the time of a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Promised {
    is_set_up: bool,
    is_enrolled: bool,
    is_announced: bool,
    /// So many bytes of the paper were acknowledged.
    offset: u64,
    receipt: Option<String>,
    /// So many events were fed.
    events: usize,
    /// Number of the list of keys.
    serial: u32,
}

/// The story told on a disk that forgets.
struct Told {
    request: EnrolmentRequest,
    moments: Vec<(Promised, Picture)>,
    heard: Vec<SyncPoint>,
}

type Failure = Box<dyn std::error::Error>;

fn refused(refusal: impl std::fmt::Debug) -> Failure {
    format!("{refusal:?}").into()
}

fn the_result() -> Vec<u8> {
    a_pdf(71)
}

fn open(home: &Path, seed: u64, disk: &ForgetfulDisk) -> Result<Gateway, PortalError> {
    let world = a_still_world(seed, Arc::new(disk.clone()));
    Gateway::open(world, &home.join("data"), &home.join("keys"))
}

impl Brought {
    fn new() -> Self {
        let desk = a_desk().opened();
        let dossier = a_birth_dossier().with_pages(1).sealed(&desk);
        let whole = desk::dossiers::show(&desk, dossier.dossier).unwrap();
        let announcement = desk.delivery().announcement(whole.parcels[0].parcel).unwrap();
        Self {
            dossier: dossier.dossier,
            submission: dossier.submission.unwrap(),
            paper: dossier.pages[0].1.clone(),
            announcement: json!(announcement),
            desk,
        }
    }

    fn id(&self) -> DeskId {
        self.desk.row().desk
    }

    fn request(&self, gateway: &Gateway) -> EnrolmentRequest {
        let code = codes::make(gateway, "").unwrap().code;
        let claim = desk::enrolment::begin(&self.desk, self.desk.actor(), &code).unwrap();
        EnrolmentRequest::new(&claim, &code).unwrap()
    }

    fn announce(&self, gateway: &Gateway) -> Result<Outcome, Failure> {
        let announcements = [&self.announcement];
        let batch = json!({ "instance_id": self.id(), "epoch": 1, "announcements": announcements });
        let batch: Batch = serde_json::from_value(batch)?;
        let outcomes = announce(gateway, self.id(), &batch).map_err(refused)?.outcomes;
        outcomes.into_iter().next().ok_or("no outcome".into())
    }

    /// Sends the paper as far as a byte, from where the gateway says that it is; gives how many
    /// bytes it acknowledges.
    fn send(&self, gateway: &Gateway, to: usize) -> Result<u64, Failure> {
        let Outcome::Announced { missing, .. } = self.announce(gateway)? else {
            return Ok(self.paper.len() as u64);
        };
        let upload = missing[0].upload.rsplit('/').next().unwrap_or_default().parse().unwrap();
        let upload = uploads::find(gateway, self.id(), upload).map_err(refused)?;
        let from = usize::try_from(upload.offset())?.min(to);
        let mut pieces = [Piece::Bytes(&self.paper[from..to]), Piece::End].into_iter();
        let pieces = || pieces.next();
        let here = receive(gateway, self.id(), &upload, Keeping::Piecewise, pieces);
        let here = here.map_err(refused)?;
        if here == upload.size {
            uploads::finish(gateway, upload.row.upload).map_err(refused)?;
        }
        Ok(here)
    }

    fn receipt(&self, gateway: &Gateway) -> Result<String, Failure> {
        match look_up(gateway, self.id(), Key::from(self.submission)).map_err(refused)? {
            Outcome::Delivered { receipt } => Ok(receipt),
            other => Err(refused(other)),
        }
    }

    /// The agency takes the dossier in, or gives its result back: whatever comes next.
    fn goes_on(&self, gateway: &Gateway) -> Result<(), Failure> {
        let shown = show::show(gateway, &self.dossier.to_string()).map_err(refused)?;
        let to = |status| CaseState::from_national_status(status).unwrap();
        let wanted = |status| Wanted {
            to: to(status),
            code: None,
            reason: None,
            deadline: None,
            result: None,
        };
        let wanted = match shown.status.as_deref() {
            Some("1") => {
                let code = OfficialCode::parse("000.00.06.H37-261123-0001").unwrap();
                Wanted { code: Some(code), ..wanted(2) }
            }
            Some("2") => {
                let result = paper::judge(Line::new("ket-qua.pdf"), the_result()).unwrap();
                Wanted { result: Some(result), ..wanted(9) }
            }
            _ => return Ok(()),
        };
        advance(gateway, &self.dossier.to_string(), &wanted).map(drop).map_err(refused)
    }
}

fn tell(brought: &Brought, deaf_to: Option<SyncPoint>) -> Told {
    let home = a_home();
    let disk = ForgetfulDisk::at(home.path()).watched();
    let disk = deaf_to.into_iter().fold(disk, ForgetfulDisk::deaf_to);
    let beginning =
        Beginning { agency: "H37".into(), name: String::new(), min_client: MIN_CLIENT.into() };
    let mut note = Note { disk: &disk, now: Promised::default(), moments: Vec::new() };

    let world = a_still_world(1, Arc::new(disk.clone()));
    init(&world, &home.path().join("data"), &home.path().join("keys"), &beginning).unwrap();
    note.that(|now| now.is_set_up = true);
    let gateway = open(home.path(), 2, &disk).unwrap();
    let request = brought.request(&gateway);
    enrolling::enrol(&gateway, &request).unwrap();
    note.that(|now| now.is_enrolled = true);
    brought.announce(&gateway).unwrap();
    note.that(|now| now.is_announced = true);
    for to in [brought.paper.len() / 3, brought.paper.len() / 2] {
        let offset = brought.send(&gateway, to).unwrap();
        note.that(|now| now.offset = offset);
    }
    brought.send(&gateway, brought.paper.len()).unwrap();
    let receipt = brought.receipt(&gateway).unwrap();
    note.that(|now| (now.receipt, now.events) = (Some(receipt), 1));
    for _ in 0..2 {
        brought.goes_on(&gateway).unwrap();
        note.that(|now| now.events += 1);
    }
    let root = home.path().join("keys").join(ROOT_KEY);
    let serial = rotation::rotate(&gateway, &root).unwrap().serial;
    note.that(|now| now.serial = serial);
    Told { request, moments: note.moments, heard: disk.heard() }
}

struct Note<'d> {
    disk: &'d ForgetfulDisk,
    now: Promised,
    moments: Vec<(Promised, Picture)>,
}

impl Note<'_> {
    /// Takes the pictures of a step under what was promised before it, and then promises more.
    fn that(&mut self, more: impl FnOnce(&mut Promised)) {
        let taken = self.disk.pictures().into_iter().map(|picture| (self.now.clone(), picture));
        self.moments.extend(taken);
        more(&mut self.now);
        self.moments.push((self.now.clone(), self.disk.picture("the next step")));
    }
}

impl Told {
    /// Checks what is left of every moment after every kind of cut; the first broken promise.
    fn broken_promise(&self, brought: &Brought) -> Option<String> {
        let mut seen = BTreeSet::new();
        for (promised, picture) in &self.moments {
            for cut in CUTS {
                let remains = picture.remains(cut);
                if seen.insert((promised.clone(), remains.clone()))
                    && let Err(what) = self.check(brought, promised, &remains)
                {
                    return Some(format!("{cut:?} before `{}`: {what}", picture.before));
                }
            }
        }
        None
    }

    /// Starts the gateway again on what is left, and lets the dossier come to its end.
    fn check(
        &self,
        brought: &Brought,
        promised: &Promised,
        remains: &Remains,
    ) -> Result<(), Failure> {
        let home = a_home();
        let disk = remains.laid_in(home.path());
        if remains.file("data/gateway.db").is_none() {
            return if promised.is_set_up { Err("there is no gateway".into()) } else { Ok(()) };
        }
        let gateway = open(home.path(), 77, &disk).map_err(refused)?;
        recovery::mend(&gateway).map_err(refused)?;
        let serial = gateway.store().look(key_lists::newest).map_err(refused)?.serial;
        if serial < promised.serial {
            return Err("the keys are the old ones".into());
        }
        if !promised.is_enrolled {
            return Ok(());
        }
        enrolling::enrol(&gateway, &self.request).map_err(refused)?;
        is_kept(brought, promised, &gateway)?;
        comes_to_its_end(brought, promised, &gateway)
    }
}

/// What was acknowledged, receipted or fed before the cut is still there.
fn is_kept(brought: &Brought, promised: &Promised, gateway: &Gateway) -> Result<(), Failure> {
    if promised.is_announced
        && let Outcome::Announced { missing, .. } =
            look_up(gateway, brought.id(), Key::from(brought.submission)).map_err(refused)?
        && missing[0].offset < promised.offset
    {
        return Err(format!("only {} bytes are left", missing[0].offset).into());
    }
    if promised.receipt.is_some() && brought.receipt(gateway).ok() != promised.receipt {
        return Err("the receipt is another one".into());
    }
    let events = listing::feed(gateway, brought.id(), None).map_err(refused)?.events;
    if events.len() < promised.events {
        return Err(format!("only {} events are left", events.len()).into());
    }
    Ok(())
}

fn comes_to_its_end(
    brought: &Brought,
    promised: &Promised,
    gateway: &Gateway,
) -> Result<(), Failure> {
    let here = brought.send(gateway, brought.paper.len())?;
    let receipt = brought.receipt(gateway)?;
    if promised.receipt.as_ref().is_some_and(|promised| *promised != receipt) {
        return Err(format!("another receipt, after {here} bytes").into());
    }
    let look = |view: &portal::store::View<'_>| parts::get(view, brought.submission, 1);
    let part = gateway.store().look(look)?.ok_or("no part")?;
    if sealed::read(gateway, part.file.as_deref().ok_or("no file")?)? != brought.paper {
        return Err("the paper is another one".into());
    }
    for _ in 0..2 {
        brought.goes_on(gateway)?;
    }
    let events = events(brought, gateway)?;
    let told: Vec<_> = events.iter().map(|event| event.status.as_str()).collect();
    if told != ["1", "2", "9"] {
        return Err(format!("the desk is told {told:?}").into());
    }
    let line = events[2].result.as_ref().ok_or("no result was told")?;
    let found = fetching::result(gateway, brought.id(), brought.dossier, &line.sha256);
    let found = sealed::read(gateway, &found.map_err(refused)?.file)?;
    if found != the_result() {
        return Err("the result is another one".into());
    }
    for (folder, wanted) in [("uploads", 0), ("parts", 1), ("results", 1)] {
        let there = gateway.folder().list(folder)?.len();
        if there != wanted {
            return Err(format!("{there} files in {folder}").into());
        }
    }
    Ok(())
}

/// What the desk is told, each as the keys of now confirm it.
fn events(brought: &Brought, gateway: &Gateway) -> Result<Vec<Event>, Failure> {
    let root = gateway.store().look(gateway_row::get)?.root;
    let ring = KeyRing::open(&fetching::keys(gateway)?.keys, &root, 0).map_err(refused)?;
    let fed = listing::feed(gateway, brought.id(), None).map_err(refused)?.events;
    let verified = fed.iter().map(|event| Event::verify(event, &ring).map_err(refused));
    verified.collect()
}

#[test]
fn nothing_that_a_desk_was_told_is_lost_when_the_gateway_loses_power_at_any_moment() {
    let brought = Brought::new();
    let told = tell(&brought, None);

    assert_eq!(told.broken_promise(&brought), None);
    println!("{} moments, {} kinds of cut, no broken promise", told.moments.len(), CUTS.len());
}

/// The test of the test: each place at which the gateway waits for the disk is there for a reason.
#[test]
fn every_sync_of_the_gateway_matters() {
    let brought = &Brought::new();
    let without = |point| tell(brought, Some(point)).broken_promise(brought);
    let broken: Vec<_> = thread::scope(|scope| {
        let told = SyncPoint::GATEWAY.iter().map(|point| (point, scope.spawn(|| without(*point))));
        let told: Vec<_> = told.collect();
        told.into_iter().map(|(point, told)| (point, told.join().expect("it was told"))).collect()
    });

    for (point, what) in &broken {
        let what: String =
            what.as_deref().unwrap_or("nothing depends on it").chars().take(120).collect();
        println!("{:20} without it: {what}", format!("{point:?}"));
    }
    let idle = broken.iter().filter(|(_, what)| what.is_none());
    let idle: Vec<_> = idle.map(|(point, _)| *point).collect();
    assert_eq!(idle, Vec::<&SyncPoint>::new(), "syncs that nothing depends on");
}

#[test]
fn every_sync_point_of_the_gateway_is_used_and_of_the_desks_only_the_reserve() {
    let heard = tell(&Brought::new(), None).heard;

    let silent: Vec<_> = SyncPoint::VARIANTS.iter().filter(|p| !heard.contains(p)).collect();
    let is_the_reserve =
        |p: &&SyncPoint| matches!(p, SyncPoint::ReserveBytes | SyncPoint::ReserveName);
    let of_others = SyncPoint::DESK.iter().filter(|p| !is_the_reserve(p));
    assert_eq!(silent, of_others.chain(SyncPoint::TAKEN_AWAY).collect::<Vec<_>>());
}
