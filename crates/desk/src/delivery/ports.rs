//! What `link` needs from the desk.

use std::io::{self, Read, Seek, SeekFrom};

use courier::{Change, Now, Parcel, Tick, Wanted};
use domain::ids::ParcelId;
use domain::moment::Millis;
use files::FileError;
use link::ports::{Clock, Fit, Harm, Here, Kept, Parcels, PartSource, PortError, Signer};
use seal::{OpenError, Sha256};
use store::StoreError;
use store::dossiers::{self, DossierRow};
use store::parcels;
use store::revisions::{self, PartRow};
use wire::announcement::Announcement;
use wire::bearer::Bearer;
use wire::bytes::Bytes;
use wire::capabilities::CatalogueLine;

use super::patch::{self, Patched};
use super::{Delivery, offer};
use crate::dossiers::identity_of;
use crate::error::DeskError;
use crate::gateway;
use crate::results::{self, Came};
use crate::sealed_files;
use crate::session::Desk;

/// Says what was being done when the desk refused.
fn port(doing: &'static str) -> impl FnOnce(DeskError) -> PortError {
    move |error| PortError { code: error.code(), harm: harm(&error), doing, cause: Box::new(error) }
}

/// Only what is proved to be damaged, or is not there, sets a parcel aside: a disk that fails for a
/// moment, or is full, is the desk's trouble.
fn harm(error: &DeskError) -> Harm {
    match error {
        DeskError::Open(OpenError::Damaged | OpenError::NotForThisKey)
        | DeskError::Store(StoreError::DamagedFile { .. } | StoreError::Row { .. })
        | DeskError::NoSuchParcel
        | DeskError::NoSuchDossier
        | DeskError::ResultTooLarge => Harm::Lasting,
        // An envelope that is cut short or changed says so as an error of reading.
        DeskError::Store(StoreError::Files(FileError::Io { source, .. })) if is_damage(source) => {
            Harm::Lasting
        }
        _ => Harm::Passing,
    }
}

fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

impl Parcels for Delivery {
    fn save(&self, changes: &[Change]) -> Result<Vec<Parcel>, PortError> {
        let queued = super::apply(&self.desk, self.actor, changes);
        let queued = queued.map_err(port("save what the road brought"))?;
        self.count(changes);
        Ok(queued)
    }

    fn announcement(&self, parcel: ParcelId) -> Result<Announcement, PortError> {
        announcement(&self.desk, parcel).map_err(port("read what is announced"))
    }

    fn result_here(&self, wanted: &Wanted) -> Here {
        results::here(&self.desk, wanted).unwrap_or(Here::First(0))
    }

    fn keep_result(
        &self,
        wanted: &Wanted,
        from: u64,
        bytes: &mut dyn Read,
    ) -> Result<Kept, PortError> {
        let came = results::keep(&self.desk, self.actor, wanted, from, bytes);
        match came.map_err(port("keep a result file"))? {
            Came::Kept => self.count_result(),
            Came::Unawaited => {}
            Came::Other => return Ok(Kept::Nothing),
        }
        Ok(Kept::Whole)
    }

    fn forget_result(&self, wanted: &Wanted) {
        // What cannot be thrown away is found out by its hash.
        let _ = results::begin_anew(&self.desk, wanted);
    }

    fn wants_catalogue(&self, offered: &CatalogueLine) -> Result<bool, PortError> {
        offer::is_wanted(&self.desk, offered).map_err(port("look whether a catalogue is wanted"))
    }

    fn catalogue_base(&self, _offered: &CatalogueLine) -> Result<Option<Sha256>, PortError> {
        patch::base(&self.desk).map_err(port("look which catalogues are here"))
    }

    fn patch_catalogue(
        &self,
        offered: &CatalogueLine,
        keys: &str,
        bytes: &[u8],
    ) -> Result<Fit, PortError> {
        let patched = patch::take(&self.desk, self.actor, offered, keys, bytes);
        Ok(match patched.map_err(port("make a catalogue of another"))? {
            Patched::Taken(version) => {
                self.note_catalogue(version);
                Fit::Settled
            }
            Patched::Unwanted => Fit::Settled,
            Patched::Unfit => Fit::Not,
            Patched::Foreign => Fit::Foreign,
        })
    }

    fn keep_catalogue(
        &self,
        offered: &CatalogueLine,
        keys: &str,
        bytes: &[u8],
    ) -> Result<(), PortError> {
        let taken = offer::take(&self.desk, self.actor, offered, keys, bytes);
        if let Some(version) = taken.map_err(port("take a catalogue in"))? {
            self.note_catalogue(version);
        }
        Ok(())
    }
}

fn announcement(desk: &Desk, parcel: ParcelId) -> Result<Announcement, DeskError> {
    let (row, revision) = desk.store.look(|view| {
        let row = parcels::get(view, parcel)?.ok_or(DeskError::NoSuchParcel)?;
        let revision = match row.submission {
            Some(submission) => revisions::get(view, submission)?,
            None => None,
        };
        Ok::<_, DeskError>((row, revision))
    })?;
    if let Some(body) = row.body {
        return Ok(Announcement::Withdrawal { request: Bytes(body) });
    }
    let manifest = Bytes(revision.ok_or(DeskError::NoSuchParcel)?.manifest);
    let (part, dossier) = part(desk, parcel, 0)?;
    let form = sealed_files::read(desk.folder(), &part.file, identity_of(&dossier)?, &part.digest)?;
    Ok(Announcement::Revision { manifest, form: Bytes(form) })
}

impl PartSource for Delivery {
    fn open(
        &self,
        parcel: ParcelId,
        part: u32,
        offset: u64,
    ) -> Result<Box<dyn Read + Send>, PortError> {
        let opened = opened(&self.desk, parcel, part, offset);
        Ok(Box::new(Told(opened.map_err(port("read a part"))?)))
    }
}

fn opened(
    desk: &Desk,
    parcel: ParcelId,
    number: u32,
    offset: u64,
) -> Result<Box<dyn Read + Send>, DeskError> {
    let (part, dossier) = part(desk, parcel, number)?;
    let mut bytes = sealed_files::open(desk.folder(), &part.file, identity_of(&dossier)?)?;
    bytes.seek(SeekFrom::Start(offset)).map_err(sealed_files::unreadable)?;
    Ok(Box::new(bytes))
}

fn part(desk: &Desk, parcel: ParcelId, number: u32) -> Result<(PartRow, DossierRow), DeskError> {
    desk.store.look(|view| {
        let parcel = parcels::get(view, parcel)?.ok_or(DeskError::NoSuchParcel)?;
        let of = parcel.submission.zip(parcel.dossier);
        let (submission, dossier) = of.ok_or(DeskError::NoSuchParcel)?;
        let mut parts = revisions::parts(view, submission)?.into_iter();
        let part = parts.find(|part| part.number == number).ok_or(DeskError::NoSuchParcel)?;
        Ok((part, dossiers::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)?))
    })
}

/// The bytes of a sealed file, whose errors tell damage from trouble with the disk.
struct Told(Box<dyn Read + Send>);

impl Read for Told {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            _ => io::Error::other(port("read a part")(OpenError::from(error).into())),
        })
    }
}

impl Signer for Delivery {
    fn bearer(&self, now: Millis) -> Result<String, PortError> {
        bearer(&self.desk, now).map_err(port("sign a request"))
    }
}

fn bearer(desk: &Desk, now: Millis) -> Result<String, DeskError> {
    let gateway = desk.store.look(gateway::enrolled)?.enrolment.root.fingerprint();
    let signed = Bearer::new(desk.row().desk, gateway, now).sign(&gateway::signing_key(desk)?);
    signed.map_err(|_| DeskError::BadForm)
}

impl Clock for Delivery {
    fn now(&self) -> Now {
        let clock = &self.desk.world.clock;
        Now { clock: clock.now(), tick: Tick(clock.tick()) }
    }

    fn gateway_now(&self) -> Millis {
        gateway::time(&self.desk)
    }

    fn nonce(&self) -> [u8; 16] {
        // Without luck the nonce is the same each time, and an old signed time could pass for a
        // new one; it would be wrong by as much as it is old, and nothing else.
        self.desk.world.bytes().unwrap_or_default()
    }
}
