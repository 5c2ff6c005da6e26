//! What a desk in memory keeps: its parcels, what came in, and what the driver had it save.

use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex};

use courier::{Change, Parcel, Wanted};
use domain::ids::ParcelId;
use link::ports::{Fit, Harm, Here, Kept, Parcels, PartSource, PortError};
use seal::hash::{Sha256, hash};
use wire::announcement::Announcement;
use wire::bytes::Bytes;
use wire::capabilities::CatalogueLine;
use wire::problem::Problem;

use crate::clock::TestClock;

#[derive(Default)]
pub struct Shelf {
    pub dossiers: Mutex<Vec<Dossier>>,
    pub kept: Mutex<Vec<Vec<u8>>>,
    /// What came of the only result file before the line broke.
    pub begun: Mutex<Vec<u8>>,
    /// Packages of the catalogue that came whole, each with the list of keys that came before.
    pub packages: Mutex<Vec<(String, Vec<u8>)>>,
    /// The contents of the package that the desk has.
    pub base: Mutex<Option<Sha256>>,
    /// What came to make a package, and what the desk says of it.
    pub patches: Mutex<Vec<Vec<u8>>>,
    pub fits: Mutex<Vec<Fit>>,
    /// How many times a part may still be opened before a damaged one is found.
    pub opens_before_damage: Mutex<Option<usize>>,
    /// Saves to come that fail.
    pub failing_saves: Mutex<usize>,
    pub offset: Mutex<Option<Arc<TestClock>>>,
}

pub struct Dossier {
    pub parcel: Parcel,
    pub manifest: Vec<u8>,
    pub parts: Vec<Vec<u8>>,
    /// What happened to it.
    pub end: Option<End>,
    /// Its files cannot be read.
    pub is_lost: bool,
    /// How often it was tried, as the store has it.
    pub attempts: u32,
    /// Another program holds its files.
    pub is_held: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    Delivered,
    SetAside(Problem),
}

impl Dossier {
    pub fn as_stored(&self) -> Parcel {
        Parcel { attempts: self.attempts, ..self.parcel.clone() }
    }
}

impl Shelf {
    pub fn of<T>(&self, id: ParcelId, look: impl FnOnce(&mut Dossier) -> T) -> T {
        let mut dossiers = self.dossiers.lock().unwrap();
        look(dossiers.iter_mut().find(|dossier| dossier.parcel.id == id).unwrap())
    }

    fn apply(&self, change: &Change) {
        match change {
            Change::Announcing { parcel, attempts, .. } => {
                self.of(*parcel, |dossier| dossier.attempts = *attempts);
            }
            Change::Delivered { parcel, .. } => {
                self.of(*parcel, |dossier| dossier.end = Some(End::Delivered));
            }
            Change::SetAside { parcel, problem } => {
                self.of(*parcel, |dossier| dossier.end = Some(End::SetAside(problem.clone())));
            }
            Change::Clock { offset_ms, .. } => {
                self.offset.lock().unwrap().as_ref().unwrap().set_offset(*offset_ms);
            }
            _ => {}
        }
    }
}

fn failed(code: &'static str) -> PortError {
    harmed(code, Harm::Lasting)
}

fn harmed(code: &'static str, harm: Harm) -> PortError {
    PortError { code, harm, doing: "please the test", cause: "it was told so".into() }
}

impl Parcels for Shelf {
    fn save(&self, changes: &[Change]) -> Result<Vec<Parcel>, PortError> {
        let mut failing = self.failing_saves.lock().unwrap();
        if *failing > 0 {
            *failing -= 1;
            return Err(failed("disk-full"));
        }
        changes.iter().for_each(|change| self.apply(change));
        Ok(vec![])
    }

    fn announcement(&self, parcel: ParcelId) -> Result<Announcement, PortError> {
        self.of(parcel, |dossier| {
            if dossier.is_lost {
                return Err(failed("sealed-file-missing"));
            }
            let manifest = Bytes(dossier.manifest.clone());
            Ok(Announcement::Revision { manifest, form: Bytes(dossier.parts[0].clone()) })
        })
    }

    fn result_here(&self, wanted: &Wanted) -> Here {
        if self.kept.lock().unwrap().iter().any(|kept| hash(kept) == wanted.line.sha256) {
            return Here::Whole;
        }
        Here::First(self.begun.lock().unwrap().len() as u64)
    }

    fn keep_result(
        &self,
        wanted: &Wanted,
        from: u64,
        bytes: &mut dyn Read,
    ) -> Result<Kept, PortError> {
        let mut begun = self.begun.lock().unwrap();
        let mut coming = begun[..usize::try_from(from).unwrap()].to_vec();
        let read = bytes.read_to_end(&mut coming);
        if read.is_err() && coming.len() <= begun.len() {
            coming.clone_from(&begun);
        }
        *begun = coming;
        read.map_err(|cause| PortError {
            code: "result-not-kept",
            harm: Harm::Passing,
            doing: "keep a result",
            cause: Box::new(cause),
        })?;
        let bytes = std::mem::take(&mut *begun);
        if hash(&bytes) != wanted.line.sha256 {
            return Ok(Kept::Nothing);
        }
        self.kept.lock().unwrap().push(bytes);
        Ok(Kept::Whole)
    }

    fn forget_result(&self, _wanted: &Wanted) {
        self.begun.lock().unwrap().clear();
    }

    fn wants_catalogue(&self, _offered: &CatalogueLine) -> Result<bool, PortError> {
        Ok(self.packages.lock().unwrap().is_empty())
    }

    fn catalogue_base(&self, _offered: &CatalogueLine) -> Result<Option<Sha256>, PortError> {
        Ok(*self.base.lock().unwrap())
    }

    fn patch_catalogue(
        &self,
        _offered: &CatalogueLine,
        keys: &str,
        bytes: &[u8],
    ) -> Result<Fit, PortError> {
        self.patches.lock().unwrap().push(bytes.to_vec());
        let fit = self.fits.lock().unwrap().pop().unwrap_or(Fit::Not);
        if fit == Fit::Settled {
            self.packages.lock().unwrap().push((keys.to_owned(), vec![]));
        }
        Ok(fit)
    }

    fn keep_catalogue(
        &self,
        _offered: &CatalogueLine,
        keys: &str,
        bytes: &[u8],
    ) -> Result<(), PortError> {
        self.packages.lock().unwrap().push((keys.to_owned(), bytes.to_vec()));
        Ok(())
    }
}

impl PartSource for Shelf {
    fn open(
        &self,
        parcel: ParcelId,
        part: u32,
        offset: u64,
    ) -> Result<Box<dyn Read + Send>, PortError> {
        let (part, offset) = (part as usize, usize::try_from(offset).unwrap());
        let is_held = self.of(parcel, |dossier| dossier.is_held);
        if is_held {
            return Err(harmed("store-io", Harm::Passing));
        }
        let rest = self.of(parcel, |dossier| dossier.parts[part][offset..].to_vec());
        let mut left = self.opens_before_damage.lock().unwrap();
        let is_damaged = *left == Some(0);
        *left = left.and_then(|left| left.checked_sub(1));
        if is_damaged {
            return Ok(Box::new(Cursor::new(rest).take(30_000).chain(Damaged)));
        }
        Ok(Box::new(Cursor::new(rest)))
    }
}

/// The place from which on a file cannot be read.
struct Damaged;

impl Read for Damaged {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other(failed("sealed-file-damaged")))
    }
}
