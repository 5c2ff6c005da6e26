//! The power goes at any moment. What the gateway had acknowledged must be there, and what it was
//! doing must be there whole or not at all.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use files::{Purpose, SyncPoint};
use portal::gateway::RESULTS;
use portal::sealed::{self, SealedFile};
use tempfile::TempDir;
use testkit::{ForgetfulDisk, Picture, PowerCut};
use wire::announcement::Outcome;

use crate::desk::{Sealed, a_desk, a_dossier, a_stranger, upload_of};
use crate::province::Province;

const CUTS: [PowerCut; 5] = [
    PowerCut::NothingLost,
    PowerCut::LoseAllUnsynced,
    PowerCut::NamesWithoutBytes,
    PowerCut::Torn(1),
    PowerCut::Torn(2),
];

/// Where the gateway waits while it takes dossiers in; exports and backups have points of their own.
const POINTS: [SyncPoint; 9] = [
    SyncPoint::GatewayKeyBytes,
    SyncPoint::GatewayKeyName,
    SyncPoint::GatewayDatabaseName,
    SyncPoint::PartBytes,
    SyncPoint::PartName,
    SyncPoint::SealedPartBytes,
    SyncPoint::SealedPartName,
    SyncPoint::ResultBytes,
    SyncPoint::ResultName,
];

/// What was promised by the time of a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Promised {
    pub is_set_up: bool,
    pub is_announced: bool,
    pub acknowledged: u64,
    pub receipt: Option<String>,
    pub result: Option<String>,
}

#[derive(Default)]
pub struct Told {
    moments: Vec<(Promised, Picture)>,
    heard: Vec<SyncPoint>,
}

pub fn sealed() -> Sealed {
    a_dossier(&a_stranger(1), 1, &[3000])
}

/// Tells the story on a disk that forgets, and takes a picture before each of its calls.
async fn tell(deaf_to: Option<SyncPoint>) -> Told {
    let home = TempDir::new().unwrap();
    let disk = ForgetfulDisk::at(home.path()).watched();
    let disk = match deaf_to {
        Some(point) => disk.deaf_to(point),
        None => disk,
    };
    let mut told = Told::default();
    let mut promised = Promised::default();
    let (sealed, half) = (sealed(), 1500_usize);

    Province::begin_on(home.path(), Arc::new(disk.clone())).unwrap();
    told.note(&disk, &mut promised, |now| now.is_set_up = true);
    let province = Province::on(home.path(), Arc::new(disk.clone())).unwrap();
    let desk = a_desk(&province, 1).await;
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    told.note(&disk, &mut promised, |now| now.is_announced = true);
    let sent = desk.patch(&province, &upload, 0, &sealed.papers[0][..half]).await;
    let offset = sent.number("upload-offset");
    told.note(&disk, &mut promised, |now| now.acknowledged = offset);
    desk.patch(&province, &upload, offset, &sealed.papers[0][half..]).await;
    let receipt = desk.receipt(&province, &sealed).await.unwrap().statement().to_owned();
    told.note(&disk, &mut promised, |now| now.receipt = Some(receipt));
    let mut file = SealedFile::begin(&province.gateway, RESULTS, Purpose::Result).unwrap();
    file.write_all(b"giay khai sinh").unwrap();
    let (name, _) = file.keep().unwrap();
    told.note(&disk, &mut promised, |now| now.result = Some(name));
    told.heard = disk.heard();
    told
}

impl Told {
    /// Takes the pictures of a step under what was promised before it, and then promises more.
    pub fn note(
        &mut self,
        disk: &ForgetfulDisk,
        now: &mut Promised,
        more: impl FnOnce(&mut Promised),
    ) {
        self.moments.extend(disk.pictures().into_iter().map(|picture| (now.clone(), picture)));
        more(now);
        self.moments.push((now.clone(), disk.picture("the next step")));
    }

    /// Checks what is left of every moment after every kind of cut; the first broken promise.
    pub async fn broken_promise(&self) -> Option<String> {
        let mut seen = BTreeSet::new();
        for (promised, picture) in &self.moments {
            for cut in CUTS {
                let remains = picture.remains(cut);
                if !seen.insert((promised.clone(), remains.clone())) {
                    continue;
                }
                let home = TempDir::new().unwrap();
                let disk = Arc::new(remains.laid_in(home.path()));
                if let Err(what) = check(promised, home.path(), disk).await {
                    return Some(format!(
                        "{cut:?} before `{}`, {promised:?}: {what}",
                        picture.before
                    ));
                }
            }
        }
        None
    }
}

/// Starts the gateway again on what is left, and asks for everything that was promised.
async fn check(
    promised: &Promised,
    home: &std::path::Path,
    disk: Arc<ForgetfulDisk>,
) -> Result<(), String> {
    if !home.join("data/gateway.db").exists() {
        return if promised.is_set_up { Err("there is no gateway".to_owned()) } else { Ok(()) };
    }
    let province = Province::on(home, disk).map_err(|failure| format!("{failure:?}"))?;
    if !promised.is_announced {
        return Ok(());
    }
    let (desk, sealed) = (a_stranger(1), sealed());
    if let Outcome::Announced { missing, .. } = desk.announce(&province, &sealed).await {
        let part = &missing[0];
        if part.offset < promised.acknowledged {
            return Err(format!("only {} bytes are left", part.offset));
        }
        let rest = &sealed.papers[0][usize::try_from(part.offset).unwrap()..];
        let sent = desk.patch(&province, &part.upload, part.offset, rest).await;
        if sent.status != 204 {
            return Err(format!("the rest is refused: {}", sent.code()));
        }
    }
    let receipt = desk.receipt(&province, &sealed).await.ok_or("there is no receipt")?;
    if promised.receipt.as_deref().is_some_and(|promised| promised != receipt.statement()) {
        return Err("the receipt is another one".to_owned());
    }
    is_held(&province, &sealed)?;
    match &promised.result {
        None => Ok(()),
        Some(name) => match sealed::read(&province.gateway, name) {
            Ok(bytes) if bytes == b"giay khai sinh" => Ok(()),
            other => Err(format!("the result: {:?}", other.map(|bytes| bytes.len()))),
        },
    }
}

/// Whether the paper for which there is a receipt can be read.
fn is_held(province: &Province, sealed: &Sealed) -> Result<(), String> {
    let id = sealed.manifest.submission_id;
    let part = province.gateway.store().look(|view| portal::store::parts::get(view, id, 1));
    let file = part.unwrap().unwrap().file.ok_or("the part has no file")?;
    match sealed::read(&province.gateway, &file) {
        Ok(bytes) if bytes == sealed.papers[0] => Ok(()),
        other => Err(format!("the paper: {:?}", other.map(|bytes| bytes.len()))),
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_power_goes_at_any_moment() {
    let told = tell(None).await;

    assert_eq!(told.broken_promise().await, None);
    println!("{} moments, {} kinds of cut, no broken promise", told.moments.len(), CUTS.len());
}

/// The test of the test: each place at which the gateway waits for the disk is there for a reason.
#[tokio::test]
async fn every_sync_of_the_gateway_matters() {
    let mut idle = vec![];
    for point in POINTS {
        let told = tell(Some(point)).await;
        match told.broken_promise().await {
            Some(what) => println!("{point:?}: {}", what.chars().take(160).collect::<String>()),
            None => idle.push(point),
        }
    }
    assert_eq!(idle, Vec::<SyncPoint>::new(), "syncs that nothing depends on");
}

#[tokio::test]
async fn every_sync_point_of_the_gateway_is_used_and_few_of_the_desks() {
    let heard = tell(None).await.heard;

    let silent: Vec<_> = POINTS.iter().filter(|p| !heard.contains(p)).collect();
    assert!(silent.is_empty(), "{silent:?}");
    let shared = [SyncPoint::ReserveBytes, SyncPoint::ReserveName];
    assert!(heard.iter().all(|p| POINTS.contains(p) || shared.contains(p)), "{heard:?}");
}
