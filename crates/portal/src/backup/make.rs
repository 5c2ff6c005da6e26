//! Makes a backup while the gateway serves.

use std::io::{BufWriter, IntoInnerError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use files::{Doing as _, Folder, Purpose, SyncPoint, lies_inside};
use files::{Holder, Lock};
use machine::failpoint;
use seal::data_key::StoreKey;
use serde::Serialize;

use super::container::{self, DATABASE, FORMAT, List, Writer};
use super::fault::BackupError;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::keys::KeyFolder;
use crate::store::copies::Contents;

/// Folder in which the copy of the database lies while a backup is being made.
const COPIES: &str = "copies";
/// What a backup is called until it has been read through.
const UNPROVEN: &str = "unproven";

/// A backup that was made, and read through.
#[derive(Debug, Serialize)]
pub struct BackedUp {
    /// The file.
    pub file: PathBuf,
    /// How many files it holds, the database among them.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// The life of the records that it was made in.
    pub era: u32,
}

/// Makes a backup and reads it through before it gets its name.
///
/// # Errors
/// `Inside`, `FileExists`; `Held` when another backup is being made.
pub fn backup(gateway: &Gateway, keys: &Path, to: &Path) -> Result<BackedUp, BackupError> {
    let out = Out::check(gateway, to)?;
    let key = KeyFolder::at(keys, &gateway.world).gateway_key()?.store_key();
    gateway.folder.create_folder(COPIES, Purpose::Backup.name())?;
    let _lock = lock(gateway)?;
    clear_copies(gateway)?;
    let made = write_and_prove(gateway, &key, &out);
    // Best effort: the next backup clears away what stays.
    let _ = clear_copies(gateway);
    if made.is_err() {
        let _ = out.folder.remove(&out.unproven, Purpose::Backup.name());
    }
    let list = made?;
    let bytes = list.files.iter().map(|line| line.size).sum();
    Ok(BackedUp { file: to.to_owned(), files: list.files.len(), bytes, era: list.era })
}

/// Where a backup goes.
struct Out {
    folder: Folder,
    name: String,
    unproven: String,
}

impl Out {
    fn check(gateway: &Gateway, to: &Path) -> Result<Self, BackupError> {
        if lies_inside(gateway.folder.root(), to) {
            return Err(BackupError::Inside);
        }
        let name = to.file_name().and_then(|name| name.to_str());
        let name = name.ok_or(PortalError::BadValue { what: "-o" })?.to_owned();
        let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty());
        let disk = Arc::clone(&gateway.world.disk);
        let folder = Folder::at(parent.unwrap_or(Path::new(".")), disk);
        if folder.has(&name) {
            return Err(BackupError::FileExists);
        }
        let unproven = format!("{name}.{UNPROVEN}");
        Ok(Self { folder, name, unproven })
    }
}

fn lock(gateway: &Gateway) -> Result<Lock, BackupError> {
    let holder = Holder {
        program: "nopho-portal backup".to_owned(),
        pid: std::process::id(),
        since_ms: gateway.now().get(),
    };
    Ok(Lock::take(&gateway.folder.path(COPIES), &holder)?)
}

fn clear_copies(gateway: &Gateway) -> Result<(), BackupError> {
    let names = gateway.folder.list(COPIES)?;
    for name in names.iter().filter(|name| name.contains(DATABASE)) {
        gateway.folder.remove(name, SyncPoint::BackupName)?;
    }
    Ok(())
}

fn write_and_prove(gateway: &Gateway, key: &StoreKey, out: &Out) -> Result<List, BackupError> {
    let copy = format!("{COPIES}/{DATABASE}");
    let contents = gateway.store.copy_to(&gateway.folder, &copy, key)?;
    failpoint::pass("backup.database-copied");
    write(gateway, &copy, &contents, out)?;
    failpoint::pass("backup.written");
    let file = out.folder.open(&out.unproven)?.ok_or(BackupError::NotWhole)?;
    let list = container::read(file, |_, _| Ok(()))?;
    out.folder.adopt(&out.unproven, &out.name, Purpose::Backup.name())?;
    failpoint::pass("backup.named");
    Ok(list)
}

/// What the copy names is there, and stays as it is: sealed files are never changed or removed.
fn write(gateway: &Gateway, copy: &str, contents: &Contents, out: &Out) -> Result<(), PortalError> {
    let mut writer = Writer::new(BufWriter::new(out.folder.begin(&out.unproven, Purpose::Backup)?));
    let open = |name: &str| {
        let damaged = || PortalError::DamagedFile { name: name.to_owned() };
        gateway.folder.open(name)?.ok_or_else(damaged)
    };
    writer.add(DATABASE, open(copy)?)?;
    for named in &contents.files {
        writer.add(&named.file, open(&named.file)?)?;
    }
    let list = List {
        format: FORMAT,
        gateway: contents.gateway.fingerprint(),
        era: contents.gateway.era,
        made_ms: gateway.now(),
        files: Vec::new(),
    };
    let file = writer.finish(list)?;
    let file = file.into_inner().map_err(IntoInnerError::into_error);
    Ok(file.doing("write a backup")?.keep()?)
}
