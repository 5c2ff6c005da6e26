//! Writes what has arrived into a folder, in clear: the province's own systems read it there.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use files::{Doing as _, FileError, Purpose};
use machine::failpoint;
use seal::hash::{Digest, Hasher, hash};
use serde::Serialize;
use serde_json::{Value, json};

use super::cursor::Cursor;
use super::fault::ExportError;
use super::folder::{FILES, OutFolder, batch_name};
use super::plan::{self, From, Plan, Source};
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::sealed;

/// Version of the manifest's form.
const FORMAT: u32 = 1;
/// Records in one file.
const BATCH: usize = 100;
/// The message whose words are used.
const SERVICE: &str = "DongBoHoSoMC";

/// What was exported.
#[derive(Debug, Serialize)]
pub struct Exported {
    /// The folder, which lies in clear.
    pub folder: PathBuf,
    /// How many dossiers.
    pub records: usize,
    /// How many files beside them.
    pub files: usize,
    /// Where the next export begins.
    pub next: String,
}

/// One line of the manifest.
#[derive(Serialize)]
struct Line {
    path: String,
    size: u64,
    sha256: String,
}

impl Line {
    fn of(path: &str, digest: Digest) -> Self {
        Self { path: path.to_owned(), size: digest.size, sha256: digest.sha256.to_string() }
    }
}

/// Exports the dossiers of which something has arrived since: a revision that is here whole, or a
/// request to take the dossier back. The same cursor and the same records give the same bytes.
///
/// # Errors
/// `OtherEra`, `FarCursor`; `Inside`, `FolderNotEmpty`, `FolderUsed`; a file that is missing or not
/// what a desk was told it is.
pub fn export(gateway: &Gateway, since: Cursor, to: &Path) -> Result<Exported, ExportError> {
    let plan = gateway.store.look(|view| plan::make(view, since))?;
    let folder = OutFolder::take(gateway, to)?;
    let mut lines = Vec::new();
    for (path, source) in &plan.files {
        lines.push(Line::of(path, write_file(gateway, &folder, path, source)?));
        failpoint::pass("export.file-kept");
    }
    lines.extend(write_batches(&folder, &plan)?);
    failpoint::pass("export.batches-kept");
    let manifest = manifest(gateway, since, &plan, &lines)?;
    folder.finish(&manifest)?;
    Ok(Exported {
        folder: to.to_owned(),
        records: plan.records.len(),
        files: plan.files.len(),
        next: plan.next.to_string(),
    })
}

/// Writes a file and holds it against the hash under which a desk delivered it.
fn write_file(
    gateway: &Gateway,
    folder: &OutFolder,
    path: &str,
    source: &Source,
) -> Result<Digest, PortalError> {
    let mut target = folder.inner().begin(path, Purpose::Export)?;
    let (digest, name) = match &source.from {
        From::Sealed(name) => {
            let copied = copy(&mut sealed::open(gateway, name)?, &mut target);
            (copied.map_err(|failure| damage_in(failure, name))?, name.as_str())
        }
        From::Memory(bytes) => (copy(&mut bytes.as_slice(), &mut target)?, FILES),
    };
    if digest.sha256 != source.sha256 {
        return Err(PortalError::DamagedFile { name: name.to_owned() });
    }
    target.keep()?;
    Ok(digest)
}

/// Tells a damaged envelope, which shows while it is being read, from trouble with the disk.
fn damage_in(failure: PortalError, name: &str) -> PortalError {
    use std::io::ErrorKind::{InvalidData, UnexpectedEof};
    match failure {
        PortalError::Files(FileError::Io { source, .. })
            if matches!(source.kind(), InvalidData | UnexpectedEof) =>
        {
            PortalError::DamagedFile { name: name.to_owned() }
        }
        other => other,
    }
}

/// Copies bytes and gives their digest.
pub(crate) fn copy(from: &mut dyn Read, to: &mut dyn Write) -> Result<Digest, PortalError> {
    let (mut hasher, mut piece) = (Hasher::new(), vec![0; 64 * 1024]);
    loop {
        let count = from.read(&mut piece).doing("read a file")?;
        let Some(bytes) = piece.get(..count).filter(|bytes| !bytes.is_empty()) else { break };
        hasher.update(bytes);
        to.write_all(bytes).doing("write a file")?;
    }
    Ok(hasher.finish())
}

fn write_batches(folder: &OutFolder, plan: &Plan) -> Result<Vec<Line>, PortalError> {
    let batches = (1..).zip(plan.records.chunks(BATCH)).map(|(number, records)| {
        let name = batch_name(number);
        let bytes = pretty(&json!({ "service": SERVICE, "data": records }))?;
        folder.inner().write(&name, Purpose::Export, &bytes)?;
        Ok(Line::of(&name, Digest { sha256: hash(&bytes), size: size_of(&bytes) }))
    });
    batches.collect()
}

fn manifest(
    gateway: &Gateway,
    since: Cursor,
    plan: &Plan,
    lines: &[Line],
) -> Result<Vec<u8>, PortalError> {
    pretty(&json!({
        "format": FORMAT,
        "gateway": gateway.fingerprint(),
        "since": since.to_string(),
        "next": plan.next.to_string(),
        "records": plan.records.len(),
        "files": lines,
    }))
}

fn pretty(value: &Value) -> Result<Vec<u8>, PortalError> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn size_of(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
