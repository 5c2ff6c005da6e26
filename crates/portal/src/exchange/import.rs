//! Takes back what the agency's own system says: all records of a file, or none of them.
//!
//! The agency's system is the record of what the agency did, so its moves are not judged: only that
//! nothing happens to a closed case, that a dossier has one code, and that no two share one. What it
//! repeats changes nothing and tells nobody anything.

use std::collections::BTreeMap;
use std::path::Path;

use domain::ids::DossierId;
use domain::moment::Millis;
use domain::provisional_code::OfficialCode;
use machine::failpoint;
use seal::Sha256;
use serde::Serialize;

use super::fault::ImportError;
use super::judging::{Judged, judge_all};
use super::{line, reading};
use crate::acts::events;
use crate::agency::results::{self, Turn};
use crate::gateway::Gateway;
use crate::store::Tx;
use crate::store::results::ResultRow;

/// What other commands are told about this one.
const PROGRAM: &str = "nopho-portal import";

/// Results that are on the disk and have no row yet.
type Staged = BTreeMap<(DossierId, Sha256), ResultRow>;

/// What an import has changed.
#[derive(Debug, Serialize)]
pub struct Imported {
    /// How many records the file has.
    pub records: usize,
    /// The dossiers that stand otherwise than before.
    pub changed: Vec<Changed>,
    /// How many records said nothing new.
    pub unchanged: usize,
    /// Fields that were left unread, because their record's status cannot take them.
    pub unread: Vec<Unread>,
}

/// A dossier that stands otherwise than before.
#[derive(Debug, Serialize)]
pub struct Changed {
    /// The dossier.
    pub dossier_id: DossierId,
    /// The code on the resident's paper.
    pub provisional_code: Option<String>,
    /// The agency's code.
    pub official_code: Option<OfficialCode>,
    /// The agency's status code, as it came.
    pub status: Option<String>,
    /// Numbers of the events by which desks are told.
    pub events: Vec<u64>,
}

/// A field that was left unread.
#[derive(Debug, Serialize)]
pub struct Unread {
    /// Number of the record, from 1.
    pub record: usize,
    /// The field.
    pub field: &'static str,
}

/// Imports a file.
///
/// # Errors
/// `Unreadable`, `NotRecords`; `Lines` with every record that cannot be taken, and then nothing has
/// changed.
pub fn import(gateway: &Gateway, file: &Path) -> Result<Imported, ImportError> {
    let reads = reading::read(file)?;
    let turn = Turn::take(gateway, PROGRAM)?;
    let at = gateway.now();
    // Results are sealed before the transaction, which everybody else has to wait for.
    let staged = gateway.store.look(|view| stage(&turn, &judge_all(view, &reads)?, at))?;
    gateway.store.act("import what the agency says", |tx| {
        let judged = judge_all(&tx.view(), &reads)?;
        let mut changed = Vec::new();
        for news in judged.iter().filter(|judged| judged.is_news()) {
            changed.push(carry_out(tx, news, &staged, at)?);
            failpoint::pass("import.record-written");
        }
        failpoint::pass("import.written");
        Ok(Imported {
            records: reads.len(),
            unchanged: reads.len().saturating_sub(changed.len()),
            unread: judged.iter().filter_map(unread).collect(),
            changed,
        })
    })
}

/// Seals what the records bring that is not here yet.
fn stage(turn: &Turn<'_>, judged: &[Judged<'_>], at: Millis) -> Result<Staged, ImportError> {
    let mut staged = Staged::new();
    for judged in judged {
        for seen in &judged.fresh {
            // It was whole when it was looked at; whoever takes it away now has changed the import.
            let paper = seen.paper().map_err(|_| ImportError::Unreadable)?;
            let dossier = judged.row.dossier;
            staged.insert((dossier, paper.sha256), turn.stage(dossier, &paper, at)?);
        }
    }
    Ok(staged)
}

/// One event for each result that is new, and one where there is none.
fn carry_out(
    tx: &Tx<'_>,
    judged: &Judged<'_>,
    staged: &Staged,
    at: Millis,
) -> Result<Changed, ImportError> {
    let (dossier, after) = (judged.row.dossier, &judged.after);
    let mut told = Vec::new();
    for seen in &judged.fresh {
        let row = staged.get(&(dossier, seen.sha256)).ok_or(ImportError::Unreadable)?;
        told.push(events::record(tx, dossier, after, Some(results::keep(tx, row)?), at)?);
    }
    if told.is_empty() {
        told.push(events::record(tx, dossier, after, None, at)?);
    }
    Ok(Changed {
        dossier_id: dossier,
        provisional_code: judged.row.provisional_code.clone(),
        official_code: after.official_code.clone(),
        status: after.status.clone(),
        events: told,
    })
}

fn unread(judged: &Judged<'_>) -> Option<Unread> {
    let is_left = line::leaves_promise_unread(&judged.after, &judged.read.line);
    is_left.then_some(Unread { record: judged.read.number, field: "NgayHenTra" })
}
