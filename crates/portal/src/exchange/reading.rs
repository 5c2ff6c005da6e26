//! The records of a file that comes back, and the result files beside it. Changes nothing.

use std::path::{Path, PathBuf};

use domain::text::Line as Words;
use seal::Sha256;
use serde_json::Value;

use super::fault::{BadLine, ImportError, LineFault};
use super::line::{self, Brought, Line};
use crate::agency::paper::{self, Paper, PaperFault};

/// A record that was read, with the files that it brings.
pub(super) struct Read {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// What it says.
    pub(super) line: Line,
    /// The files that it brings.
    pub(super) papers: Vec<Seen>,
}

/// A result file that was looked at; its bytes are read once more when they are kept.
pub(super) struct Seen {
    path: PathBuf,
    name: Words,
    /// SHA-256 of the bytes.
    pub(super) sha256: Sha256,
}

impl Seen {
    /// The file, if it is still what was looked at.
    pub(super) fn paper(&self) -> Result<Paper, PaperFault> {
        let paper = paper::read(&self.path)?;
        if paper.sha256 != self.sha256 {
            return Err(PaperFault::Unreadable);
        }
        Ok(Paper { name: self.name.clone(), ..paper })
    }
}

/// Reads every record of a file: a list, or a list under `data`.
pub(super) fn read(file: &Path) -> Result<Vec<Read>, ImportError> {
    let bytes = std::fs::read(file).map_err(|_| ImportError::Unreadable)?;
    let records = records(&bytes).ok_or(ImportError::NotRecords)?;
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    all_or_faults((1..).zip(&records).map(|(number, record)| {
        let read = line::read(record).and_then(|line| {
            let papers = line.results.iter().map(|brought| look_at(folder, brought));
            Ok(Read { number, papers: papers.collect::<Result<_, _>>()?, line })
        });
        (number, read)
    }))
}

fn records(bytes: &[u8]) -> Option<Vec<Value>> {
    // Editors on Windows put a mark before the text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut file: Value = serde_json::from_slice(bytes).ok()?;
    let list = if file.is_object() { file.get_mut("data")?.take() } else { file };
    match list {
        Value::Array(records) => Some(records),
        _ => None,
    }
}

/// All that is right, or every record that is wrong.
pub(super) fn all_or_faults<T>(
    judged: impl Iterator<Item = (usize, Result<T, LineFault>)>,
) -> Result<Vec<T>, ImportError> {
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for (number, judged) in judged {
        match judged {
            Ok(one) => right.push(one),
            Err(fault) => wrong.push(BadLine { number, fault }),
        }
    }
    if wrong.is_empty() { Ok(right) } else { Err(ImportError::Lines(wrong)) }
}

fn look_at(folder: &Path, brought: &Brought) -> Result<Seen, LineFault> {
    let fault = |fault| LineFault::Paper { path: brought.path.clone(), fault };
    let real = |path: &Path| path.canonicalize().map_err(|_| fault(PaperFault::Unreadable));
    // A link out of the folder would bring in whatever it points at.
    let (inside, path) = (real(folder)?, real(&folder.join(&brought.path))?);
    if !path.starts_with(&inside) {
        return Err(LineFault::Path { path: brought.path.clone() });
    }
    let paper = paper::read(&path).map_err(fault)?;
    Ok(Seen { name: named(brought, &paper), sha256: paper.sha256, path })
}

/// What a result is called, with an ending by which a computer knows it.
fn named(brought: &Brought, paper: &Paper) -> Words {
    let ending = format!(".{}", paper::ending(paper.media));
    match brought.title.as_str() {
        "" => paper.name.clone(),
        title if title.to_lowercase().ends_with(&ending) => brought.title.clone(),
        title => Words::new(&format!("{title}{ending}")),
    }
}
