//! The ledger of receipts as lines and as a table for whoever checks it elsewhere.

use std::path::Path;

use chrono::NaiveDate;
use csv::{Terminator, WriterBuilder};
use desk::ledger::{self, Entry, EntryPart, Sought};
use desk::{Desk, results};
use domain::ids::{Id, ParcelId};
use domain::kinds::ParcelKind;
use domain::moment::Millis;

use crate::commands::names::{component_name, official_name, procedure_name};
use crate::error::{Kind, UiError};
use crate::host::{Host, not_written};
use crate::reply::{LedgerLine, LedgerPart, LedgerWritten, at};
use crate::words::{Language, Words};

/// By this a spreadsheet knows that a file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The legal dates between which receipts are looked for, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
}

/// Whether residents are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    Shown,
    LeftOut,
}

/// The ledger as a file.
pub(crate) struct Table {
    pub(crate) bytes: Vec<u8>,
    pub(crate) receipts: u64,
}

impl Host {
    /// Writes the ledger of receipts to a new file outside the data folder.
    pub(crate) fn write_ledger(
        &self,
        days: Days,
        names: Names,
        path: &Path,
    ) -> Result<LedgerWritten, UiError> {
        self.with_desk(|desk, _| {
            let table = csv(desk, days, names)?;
            results::write_outside(desk, path, &table.bytes).map_err(|failure| {
                not_written(UiError::new(Kind::Input, "ledger-not-written"), failure, path)
            })?;
            Ok(LedgerWritten { file: path.display().to_string(), receipts: table.receipts })
        })
    }
}

/// A receipt as a line of a list.
pub(crate) fn line(desk: &Desk, words: &Words, entry: &Entry) -> LedgerLine {
    let name = |code| procedure_name(desk, code, words.language());
    let sizes: Option<Vec<u64>> = entry.parts.iter().map(|part| part.size).collect();
    LedgerLine {
        key: ParcelId::from_bytes(entry.key).to_string(),
        dossier_id: entry.code.as_ref().map(|_| entry.dossier.to_string()),
        provisional_code: code(entry),
        procedure_name: entry.procedure.as_ref().map(name).unwrap_or_default(),
        person: entry.person.to_string(),
        cargo_said: cargo(words, entry),
        delivered_at: at(entry.delivered),
        gateway: gateway(entry),
        key_id: entry.key_id.clone(),
        sha256: entry.sha256.map(|hash| hash.to_string()).unwrap_or_default(),
        bytes: sizes.map(|sizes| sizes.iter().sum()),
        parts: entry.parts.iter().map(|part| shown(desk, words, entry, part)).collect(),
    }
}

fn shown(desk: &Desk, words: &Words, entry: &Entry, part: &EntryPart) -> LedgerPart {
    let name = part_name(desk, words, entry, part);
    LedgerPart { name, bytes: part.size, sha256: part.sha256.to_string() }
}

fn code(entry: &Entry) -> String {
    entry.code.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn gateway(entry: &Entry) -> String {
    let name = entry.gateway_name.as_ref().filter(|name| !name.is_empty());
    name.map_or_else(|| entry.gateway.to_string(), ToString::to_string)
}

fn cargo(words: &Words, entry: &Entry) -> String {
    match entry.kind {
        Some(kind) => words.cargo(kind, entry.revision.map(domain::dossier::Revision::get)),
        None => words.say("ledger-erased", &[]),
    }
}

fn part_name(desk: &Desk, words: &Words, entry: &Entry, part: &EntryPart) -> String {
    match (&part.component, &entry.procedure) {
        (Some(component), Some(procedure)) => {
            component_name(&desk.catalogue(), procedure, component, words.language())
        }
        _ if part.number == 0 => words.say("ledger-form", &[]),
        _ => words.say("ledger-part", &[("number", &part.number.to_string())]),
    }
}

/// The ledger as CSV (RFC 4180) in Vietnamese: a row for each part, and one for what has none.
pub(crate) fn csv(desk: &Desk, days: Days, names: Names) -> Result<Table, UiError> {
    let words = Words::in_language(Language::Vietnamese);
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    let mut put = |cells: Vec<String>| {
        let wrote = writer.write_record(cells.iter().map(|cell| harmless(cell)));
        wrote.map_err(|_| UiError::new(Kind::Internal, "bad-reply"))
    };
    put(heads(words, names))?;
    // In one go, so that a receipt that comes meanwhile shifts nothing.
    let Days { from, until } = days;
    let sought = Sought { from, until, limit: u32::MAX, ..Sought::default() };
    let found = ledger::look(desk, &sought)?;
    for entry in &found.entries {
        rows(desk, words, entry, names).into_iter().try_for_each(&mut put)?;
    }
    let bytes = writer.into_inner().map_err(|_| UiError::new(Kind::Internal, "bad-reply"))?;
    Ok(Table { bytes, receipts: found.total })
}

fn heads(words: &Words, names: Names) -> Vec<String> {
    const HEADS: [&str; 12] = [
        "code",
        "procedure",
        "title",
        "cargo",
        "number",
        "part",
        "bytes",
        "sha256",
        "delivered",
        "key",
        "gateway",
        "whole",
    ];
    let heads = HEADS.iter().map(|head| words.say(&format!("ledger-head-{head}"), &[]));
    let person = (names == Names::Shown).then(|| words.say("ledger-head-person", &[]));
    heads.chain(person).collect()
}

fn rows(desk: &Desk, words: &Words, entry: &Entry, names: Names) -> Vec<Vec<String>> {
    let title = entry.procedure.as_ref().map(|code| official_name(desk, code));
    let head = [
        code(entry),
        entry.procedure.as_ref().map(ToString::to_string).unwrap_or_default(),
        title.unwrap_or_default(),
        cargo(words, entry),
    ];
    let whole = entry.sha256.map(|hash| hash.to_string()).unwrap_or_default();
    let tail = [wall(entry.delivered), entry.key_id.clone(), gateway(entry), whole];
    let person = (names == Names::Shown).then(|| entry.person.to_string());
    let row = |middle: [String; 4]| {
        head.iter()
            .cloned()
            .chain(middle)
            .chain(tail.iter().cloned())
            .chain(person.clone())
            .collect()
    };
    if entry.parts.is_empty() {
        let what = match entry.kind {
            Some(ParcelKind::Withdrawal) => words.say("ledger-request", &[]),
            _ => String::new(),
        };
        return vec![row([String::new(), what, String::new(), String::new()])];
    }
    let part = |part: &EntryPart| {
        let size = part.size.map(|size| size.to_string()).unwrap_or_default();
        let name = part_name(desk, words, entry, part);
        row([part.number.to_string(), name, size, part.sha256.to_string()])
    };
    entry.parts.iter().map(part).collect()
}

/// `23/11/2026 10:00:07`, at +07:00.
fn wall(moment: Millis) -> String {
    moment.civil().format("%d/%m/%Y %H:%M:%S").to_string()
}

/// A cell that a spreadsheet does not take for a formula.
fn harmless(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cell_that_begins_a_formula_is_made_text() {
        for cell in ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["Đào", "LS07-261123-K7M2QX-4", "", "1=1"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    #[test]
    fn every_column_has_a_name_in_words() {
        let heads = heads(Words::in_language(Language::Vietnamese), Names::Shown);

        assert_eq!(heads.len(), 13);
        assert!(heads.iter().all(|head| !head.starts_with("ledger-")), "{heads:?}");
    }
}
